/* suites.h -- every suite of the unit tests, in the order of the data's way.
 *
 * suite_x() is in unit_x.c; tests/layers.lua tells when a file is missing here.
 * The build includes this file in front of each of them: it is their prototype.
 */
#ifndef SUITES_H
#define SUITES(X)                                                                   \
    /* generator */                                                                 \
    X(text) X(whole) X(xxh128) X(name) X(pasted) X(source) X(diag) X(json) X(ast) X(units) X(check) X(ir) X(c_text)      \
    /* templates */                                                                 \
    X(math_f32) X(math_f64) X(lanes) X(time)                                        \
    /* runtime */                                                                   \
    X(arena) X(exact) X(atomic) X(number) X(random) X(axis) X(designs) X(space) X(space_rules) X(cache) X(cache_room) X(compile) X(kernel_shape) \
    X(vector_f32) X(vector_f64)                                                     \
    X(sweep) X(sweep_run) X(csv) X(netcdf) X(netcdf_library) X(netcdf_file) X(netcdf_calls) X(screen) X(data) X(data_names) X(data_made) X(result) \
    X(progress) X(runlog) X(stats) X(sink) X(series) X(trials) X(job) X(gnuplot) X(picture) \
    /* the doors */                                                                 \
    X(options) X(massc)

/* Not by check.h: its old macro `fail` would meet ours. */
struct Suite;
#define PROTOTYPE(name) struct Suite *suite_##name(void);
SUITES(PROTOTYPE)
#undef PROTOTYPE
#endif
