/* unit_pasted.c -- signs and letters of papers in ASCII, at the same places. */
#include "libcheck.h"
#include <string.h>
#include "wording/pasted.h"
#include "suites.h"

static struct arena arena;

static void close_arena(void)
{
    arena_free(&arena);
}

static const char *read_as(const char *text)
{
    return pasted_text(source_text("m", text, strlen(text), &arena), &arena);
}

START_TEST(signs_keep_their_places)
{
    static const struct { const char *written, *read; } table[] = {
        { "a − b", "a -   b" }, { "a·b×c", "a* b* c" }, { "x² + 1", "x^2 + 1" },
        { "x⁻¹²", "x^-12   " }, { "a ≤ b", "a <=  b" }, { "x′ = 1", "x'   = 1" },
        { "1e−3+x", "1e-3  +x" }, { "1e−3", "1e-3  " }, { "e−3", "e-  3" }, { "2·π·t", "2* pi* t" },
        { "“a − b”", "  \"a − b\"  " }, { "“a", "“a" }, { "\"a − “b”\"", "\"a − “b”\"" },
        { "# −", "# −" }, { "\"#\" −", "\"#\" -  " }, { "ππ", "ππ" }, { "a\xc2\xa0" "b", "a  b" },
        { "plain", "plain" }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const char *got = read_as(table[i].written);
        ck_assert_str_eq(got, table[i].read);
        ck_assert_uint_eq(strlen(got), strlen(table[i].written));
    }
}
END_TEST

/* Text in memory need not be UTF-8. */
START_TEST(bytes_that_are_no_text)
{
    static const char *const table[] = { "\xff", "\xe2\x88", "\xe2", "a\xc2", "\xf0\x9f\x98", "\xc2\xc2\xc2" };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++)
        ck_assert_uint_eq(strlen(read_as(table[i])), strlen(table[i]));
    ck_assert_int_eq(pasted_word("r\x89\x88"), 1);
    ck_assert_int_eq(pasted_word("r\xff"), 1);
    ck_assert_int_eq(pasted_word("x_\xcf\x84 y"), 4);
}
END_TEST

START_TEST(names_are_spelt_in_ascii)
{
    static const struct { const char *written, *spelt; } table[] = {
        { "τ", "tau" }, { "τ_s", "tau_s" }, { "Γ", "Gamma" }, { "ω", "omega" }, { "ς", "sigma" },
        { "x₁₂", "x12" }, { "𝑥", "x" }, { "𝐕", "V" }, { "coe\ufb03cient", "coefficient" }, { "é", NULL }, { "ж", NULL }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const char *got = pasted_name(table[i].written, (int)strlen(table[i].written), &arena);
        if (table[i].spelt)
            ck_assert_pstr_eq(got, table[i].spelt);
        else
            ck_assert_ptr_null(got);
    }
}
END_TEST

START_TEST(names_of_greek_letters_are_kept)
{
    static const struct { const char *written, *kept; } table[] = {
        { "τ", "τ" }, { "Δ_1", "Δ_1" }, { "dynamics.τ", "dynamics.τ" }, { "\xc2\xb5", "\xce\xbc" }, { "\xcf\x95x", "\xcf\x86x" },
        { "\xe2\x84\xa6", "\xce\xa9" }, { "\xe2\x88\x86", "\xce\x94" }, { "x₁", NULL }, { "é", NULL }, { "\xce\xa2", NULL },
        { "\xce\x90", NULL }, { "ώ", NULL }, { "\xff", NULL }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const char *got = pasted_greek(table[i].written, (int)strlen(table[i].written), &arena);
        if (table[i].kept)
            ck_assert_pstr_eq(got, table[i].kept);
        else
            ck_assert_ptr_null(got);
    }
}
END_TEST

START_TEST(units_have_one_spelling)
{
    static const struct { const char *written, *spelt; } table[] = {
        { "µA", "uA" }, { "μs", "us" }, { "Ω", "ohm" }, { "°C", "degC" }, { "ms^-1", "1/ms" },
        { "uA / cm^2", "uA/cm^2" }, { "mV", "mV" }, { "spikes per s", "spikes per s" }, { "жA", NULL }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const char *got = pasted_unit(table[i].written, (int)strlen(table[i].written), &arena);
        if (table[i].spelt)
            ck_assert_pstr_eq(got, table[i].spelt);
        else
            ck_assert_ptr_null(got);
    }
}
END_TEST

/* Back from names to letters: "sigma" is the one within words. */
START_TEST(letters_of_names)
{
    static const struct { const char *name, *letter; } table[] = {
        { "tau", "τ" }, { "sigma", "σ" }, { "Sigma", "Σ" }, { "omega", "ω" }, { "alpha", "α" }, { "Alpha", "Α" }, { "pi", "π" },
        { "taus", NULL }, { "t", NULL }, { "", NULL }, { "TAU", NULL }, { "τ", NULL }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const char *letter = pasted_letter(table[i].name, &arena);
        if (table[i].letter)
            ck_assert_str_eq(letter, table[i].letter);
        else
            ck_assert_ptr_null(letter);
    }
}
END_TEST

Suite *suite_pasted(void)
{
    Suite *s = suite_create("pasted");
    TCase *t = tcase_create("pasted");
    tcase_add_checked_fixture(t, NULL, close_arena);
    tcase_add_test(t, signs_keep_their_places);
    tcase_add_test(t, bytes_that_are_no_text);
    tcase_add_test(t, names_are_spelt_in_ascii);
    tcase_add_test(t, names_of_greek_letters_are_kept);
    tcase_add_test(t, units_have_one_spelling);
    tcase_add_test(t, letters_of_names);
    suite_add_tcase(s, t);
    return s;
}
