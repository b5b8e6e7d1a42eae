/* netcdf_library.h -- libnetcdf, loaded when first needed.
 *
 * It is not linked: its start costs more than a small sweep, and a run without
 * such files does not want it at all. Nor is it thread-safe, so who calls it
 * holds the lock.
 *
 * Its soname differs between systems; any of those known will do, since nothing
 * is used that changed between them.
 */
#ifndef NETCDF_LIBRARY_H
#define NETCDF_LIBRARY_H
#include <netcdf.h>
#include <stddef.h>

#define NETCDF_CALLS(X) \
    X(initialize) X(strerror) X(create) X(sync) X(close) X(enddef) X(set_fill) X(def_dim) X(def_var) \
    X(def_var_chunking) X(def_var_deflate) \
    X(put_att) X(put_att_text) X(put_att_string) X(put_vara) \
    X(open) X(inq_nvars) X(inq_dimids) X(inq_dim) X(inq_var) X(inq_varnatts) X(inq_natts) X(inq_attname) X(inq_att) \
    X(get_att_double) X(get_att_text) X(get_att_string) X(free_string) X(get_vara_double) X(get_vara_longlong) X(get_vara_string) X(get_vara_text)

/* library->put_vara is nc_put_vara, and so on, all set when it is loaded. */
struct netcdf_library {
    void *handle;           /* of dlopen, for calls not listed above */
#define NETCDF_POINTER(name) __typeof__(nc_##name) *name;
    NETCDF_CALLS(NETCDF_POINTER)
#undef NETCDF_POINTER
};

/* Loads the library unless it is there, and waits until nobody else uses it.
 * NULL, and nothing locked, if it cannot be loaded: netcdf_refusal() says why. */
const struct netcdf_library *netcdf_lock(void);
void netcdf_unlock(void);

/* Starts loading it on a thread of its own; harmless to call twice or never. */
void netcdf_preload(void);

/* Why the library could not be loaded, e.g. "libnetcdf is not installed (Debian
 * package libnetcdf19)", if that is known by now; else NULL. Never waits; the text
 * is there until the program ends. */
const char *netcdf_refusal(void);

/* The two halves of that text, for tests. [said] holds what dlerror said of every
 * name that was tried, NULL at its end; [os_release] is the text of the file of
 * that name. Both write at most [size] bytes. */
void netcdf_explain(const char *const *said, const char *os_release, char *out, size_t size);
void netcdf_package(const char *os_release, char *out, size_t size);
#endif
