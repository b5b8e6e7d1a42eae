/* unit_name.c -- which name is suggested for a misspelt one. */
#include "libcheck.h"
#include "base/name.h"
#include "suites.h"

static const struct {
    const char *want, *candidates[5], *best;
} rows[] = {
    { "stat",     { "state", "param", "end" },   "state" },
    { "sigam",    { "sigma", "gamma" },          "sigma" },     /* swapped: distance 1 */
    { "SIGMA",    { "sigmb", "sigma" },          "sigma" },     /* case alone wins */
    { "tau",      { "tau_s", "theta" },          NULL },        /* two apart, one allowed */
    { "x",        { "y", "z" },                  NULL },        /* a tie */
    { "x",        { "y", "y" },                  "y" },         /* the same twice is none */
    { "ab",       { "ba" },                      "ba" },
    { "kuramoto", { "Kuramoto", "kuramotu" },    "Kuramoto" },
    { "exponent", { "explored" },                NULL },
    { "dynamics", { "dinamycs" },                "dinamycs" },
    { "abcdefghijkl", { "abcdefghwxyz" },        NULL },        /* four apart, never */
    { "a123456789b123456789c123456789d123456789e123456789f123456789g123456789",
      { "a123456789b123456789c123456789d123456789e123456789f123456789g12345678" }, NULL },
    { "",         { "a" },                       "a" },
    { "alone",    { NULL },                      NULL }
};

START_TEST(nearest)
{
    struct nearest n;
    nearest_start(&n, rows[_i].want);
    for (int i = 0; i < 5 && rows[_i].candidates[i]; i++)
        nearest_offer(&n, rows[_i].candidates[i]);
    const char *best = nearest_best(&n);
    ck_assert_str_eq(best ? best : "(none)", rows[_i].best ? rows[_i].best : "(none)");
}
END_TEST

Suite *suite_name(void)
{
    Suite *s = suite_create("name");
    TCase *t = tcase_create("nearest");
    tcase_add_loop_test(t, nearest, 0, sizeof rows/sizeof *rows);
    suite_add_tcase(s, t);
    return s;
}
