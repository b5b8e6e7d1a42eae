/* unit_units.c -- units as they are written, their dimensions, numbers from one to another. */
#include "base/unit.h"
#include "base/scale.h"
#include "libcheck.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_units(void);

/* What one is of the coherent unit: by the definitions of the SI, in ms, mV, nA, mm, mM. */
static const struct { const char *unit; double times; const char *coherent; } known[] = {
    { "ms", 1, "ms" }, { "s", 1e3, "ms" }, { "us", 1e-3, "ms" }, { "fs", 1e-12, "ms" }, { "min", 6e4, "ms" }, { "h", 3.6e6, "ms" },
    { "Hz", 1e-3, "1/ms" }, { "kHz", 1, "1/ms" }, { "1/s", 1e-3, "1/ms" }, { "s^-1", 1e-3, "1/ms" }, { "mV", 1, "mV" }, { "V", 1e3, "mV" },
    { "nA", 1, "nA" }, { "A", 1e9, "nA" }, { "uS", 1, "uS" }, { "S", 1e6, "uS" }, { "mS", 1e3, "uS" }, { "Ohm", 1e-6, "MOhm" },
    { "kOhm", 1e-3, "MOhm" }, { "GOhm", 1e3, "MOhm" }, { "ohm", 1e-6, "MOhm" }, { "pF", 1e-3, "nF" }, { "F", 1e9, "nF" },
    { "C", 1e12, "pC" }, { "nC", 1e3, "pC" }, { "mm", 1, "mm" }, { "cm", 10, "mm" }, { "um", 1e-3, "mm" }, { "m", 1e3, "mm" },
    { "L", 1e6, "uL" }, { "mL", 1e3, "uL" }, { "mm^3", 1, "uL" }, { "M", 1e3, "mM" }, { "mol", 1e9, "nmol" }, { "mol/L", 1e3, "mM" },
    { "degC", 1, "degC" }, { "1", 1, "1" }, { "%", 0.01, "1" }, { "rad", 1, "1" }, { "deg", 0.017453292519943295, "1" },
    { "mm/ms", 1, "mm/ms" }, { "m/s", 1, "mm/ms" }, { "uA/cm^2", 10, "nA/mm^2" }, { "mS/cm^2", 10, "nA/(mV*mm^2)" },
    { "kHz/nA", 1, "1/(nA*ms)" }, { "mV*ms", 1, "mV*ms" }, { "mV ms", 1, "mV*ms" }, { "1/(ms*mV)", 1, "1/(mV*ms)" },
    { "1/ms/mV", 1, "1/(mV*ms)" }, { "mV/sqrt(ms)", 1, "mV/sqrt(ms)" }, { "mV/ms^0.5", 1, "mV/sqrt(ms)" }, { "V/ms^(1/2)", 1e3, "mV/sqrt(ms)" },
    { "V/sqrt(s)", 31.622776601683793, "mV/sqrt(ms)" }, { "ms^(1/3)", 1, "ms^(1/3)" }, { "( mV )", 1, "mV" }, { "V/A", 1e-6, "MOhm" },
    { "A*s/V", 1e9, "nF" }, { "V*S", 1e9, "nA" }, { "ms^2", 1, "ms^2" }, { "1/mV^2", 1, "1/mV^2" }, { "mV^2*nA", 1, "mV^2*nA" }
};

START_TEST(read)
{
    struct arena a = { 0 };
    struct unit u;
    ck_assert_msg(unit_read(known[_i].unit, &u), "%s", known[_i].unit);
    ck_assert_str_eq(dimension_unit(u.dimension, &a), known[_i].coherent);
    double got = scale_take(u.scale, 1, 0);
    ck_assert_msg(fabs(got - known[_i].times) <= 1e-15*known[_i].times, "%s: %.17g", known[_i].unit, got);
    struct unit again;
    ck_assert(unit_read(dimension_unit(u.dimension, &a), &again));
    ck_assert(dimension_same(u.dimension, again.dimension) && scale_is_one(again.scale));
    arena_free(&a);
}
END_TEST

START_TEST(labels)
{
    static const char *const none[] = { "", "mv", "msec", "spikes", "K", "Pa", "a.u.", "2", "10 ms", "mV/", "/ms", "(mV", "mV)", "ms^", "ms^x",
                                        "ms^0.3", "kmin", "MS", "MV", "mm Hg", "sqrt(", "mV**2", "((((((((((mV))))))))))", "1e3" };
    for (size_t i = 0; i < sizeof none/sizeof *none; i++) {
        struct unit u;
        ck_assert_msg(!unit_read(none[i], &u), "'%s' is read as a unit", none[i]);
    }
}
END_TEST

START_TEST(meant)
{
    static const struct { const char *written, *meant; } near[] = {
        { "mv", "mV" }, { "MV", "mV" }, { "msec", "ms" }, { "SEC", "s" }, { "hz", "Hz" }, { "NA", "nA" }, { "ns", NULL }, { "Pa", NULL },
        { "seconds", "s" }, { "mOHM", "MOhm" }, { "foo", NULL }, { "v", NULL }, { "MM", NULL }
    };
    for (size_t i = 0; i < sizeof near/sizeof *near; i++)
        ck_assert_pstr_eq(unit_near(near[i].written), near[i].meant);
}
END_TEST

/* The decimal moves: read by strtod where it stands then. */
START_TEST(decimals)
{
    static const char *const digits[] = { "0.57", "1.1", "0.1", "2.3", "1.37", "9007199254740991", "0.3333333333333333", "1e-300", "123456789.123" };
    for (size_t i = 0; i < sizeof digits/sizeof *digits; i++)
        for (int tens = -12; tens <= 12; tens++) {
            char text[64];
            struct scale s = { .tens = tens };
            strcat(strcpy(text, digits[i]), strchr(digits[i], 'e') ? "" : "e0");
            char *e = strchr(text, 'e');
            int exponent = (int)strtol(e + 1, NULL, 10) + tens;
            snprintf(e, 8, "e%d", exponent);
            ck_assert_double_eq(scale_take(s, strtod(digits[i], NULL), 0), strtod(text, NULL));
            ck_assert_double_eq(scale_take(s, -strtod(digits[i], NULL), 0), -strtod(text, NULL));
        }
    ck_assert_double_eq(scale_take((struct scale){ .tens = 3 }, (double)0.1f, 1), 100);
    ck_assert_double_eq(scale_take((struct scale){ 6, 1, 4 }, 0.1, 0), 6000);
    ck_assert_double_eq(scale_take((struct scale){ 1, 6, -4 }, 6000, 0), 0.1);
    ck_assert(isnan(scale_take((struct scale){ .tens = 3 }, NAN, 0)));
    ck_assert_double_eq(scale_take((struct scale){ .tens = 3 }, -INFINITY, 0), -INFINITY);
    ck_assert(signbit(scale_take((struct scale){ .tens = 3 }, -0.0, 0)));
    ck_assert_double_eq(scale_take((struct scale){ 0 }, 0.57, 0), 0.57);
}
END_TEST

START_TEST(converted)
{
    double x;
    ck_assert(unit_convert(0.57, "s", "ms", &x) && x == 570);
    ck_assert(unit_convert(570, "ms", "s", &x) && x == 0.57);
    ck_assert(unit_convert(90, "min", "h", &x) && x == 1.5);
    ck_assert(unit_convert(3, "foo", "foo", &x) && x == 3);
    ck_assert(!unit_convert(3, "foo", "mV", &x) && !unit_convert(3, "ms", "mV", &x));
    ck_assert(unit_convert(5, "Hz", "1/s", &x) && x == 5);
    ck_assert(unit_is_time("min") && !unit_is_time("Hz") && !unit_is_time("foo"));
}
END_TEST

START_TEST(listed)
{
    struct listed_unit u;
    int count = 0;
    for (; unit_listed(count, &u); count++)
        ck_assert(unit_is_known(u.name) && *u.text && *u.is);
    ck_assert_int_gt(count, 40);
}
END_TEST

Suite *suite_units(void)
{
    Suite *s = suite_create("units");
    TCase *tc = tcase_create("units");
    tcase_add_loop_test(tc, read, 0, sizeof known/sizeof *known);
    tcase_add_test(tc, labels);
    tcase_add_test(tc, meant);
    tcase_add_test(tc, decimals);
    tcase_add_test(tc, converted);
    tcase_add_test(tc, listed);
    suite_add_tcase(s, tc);
    return s;
}
