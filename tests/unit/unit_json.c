/* unit_json.c -- JSON that is given: what it means, where faults are, and that nothing else happens to bytes
 * that are none.
 */
#include "libcheck.h"
#include <string.h>
#include "source/json_read.h"
#include "suites.h"

static struct arena arena;
static struct diags diags;

static void begin(void)
{
    arena = (struct arena){ 0 };
    diags = (struct diags){ .arena = &arena };
}

static void end(void)
{
    arena_free(&arena);
}

static const struct json *read_text(const char *text, size_t len)
{
    diags = (struct diags){ .arena = &arena };
    return json_read(source_text("j", text, len, &arena), &diags, &arena);
}

static const struct json *reads(const char *text)
{
    const struct json *x = read_text(text, strlen(text));
    ck_assert_msg(x && !diags.errors, "%s: %s", text, diags.first ? diags.first->text : "");
    return x;
}

START_TEST(numbers)
{
    static const struct { const char *text; double value; } table[] = {
        { "0", 0 }, { "-0", 0 }, { "12", 12 }, { "-1.5", -1.5 }, { "1e3", 1000 }, { "1E-2", 0.01 }, { "2.5e+1", 25 }, { " 7 ", 7 },
        { "0.1", 0.1 }, { "1e-400", 0 }, { "9007199254740993", 9007199254740992.0 }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const struct json *x = reads(table[i].text);
        ck_assert_int_eq(x->kind, JSON_NUMBER);
        ck_assert_msg(x->number == table[i].value, "%s", table[i].text);
    }
}
END_TEST

START_TEST(texts)
{
    static const struct { const char *text, *value; } table[] = {
        { "\"\"", "" }, { "\"a b\"", "a b" }, { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" }, { "\"\\u0041\\u00e9\\u20AC\"", "Aé€" },
        { "\"\\ud83d\\ude00\"", "😀" }, { "\"Größe τ\"", "Größe τ" }, { "\"a\\u0000b\"", "ab" }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const struct json *x = reads(table[i].text);
        ck_assert_int_eq(x->kind, JSON_STRING);
        ck_assert_str_eq(x->text, table[i].value);
    }
}
END_TEST

START_TEST(lists_and_objects)
{
    const struct json *x = reads("{\"a\": [1, [2, 3], {}], \"b\" : null,\n\"c\": true, \"d\": false, \"e\": []}"), *y = x->first;
    ck_assert_int_eq(x->kind, JSON_OBJECT);
    ck_assert_int_eq(x->count, 5);
    ck_assert_str_eq(y->name, "a");
    ck_assert_int_eq(y->count, 3);
    ck_assert(y->first->number == 1 && y->first->next->first->next->number == 3);
    ck_assert_int_eq(y->first->next->next->kind, JSON_OBJECT);
    ck_assert_int_eq(y->next->kind, JSON_NULL);
    ck_assert_int_eq(y->next->next->kind, JSON_TRUE);
    ck_assert_int_eq(y->next->next->next->kind, JSON_FALSE);
    ck_assert_int_eq(y->next->next->next->next->count, 0);
    ck_assert_ptr_null(y->next->next->next->next->next);
    ck_assert_int_eq(y->name_at.from, 1);
    ck_assert_int_eq(y->at.from, 6);
    ck_assert_int_eq(y->first->next->first->next->at.from, 14);
}
END_TEST

/* Where a fault is, as a byte. */
START_TEST(faults)
{
    static const struct { const char *text; int at; const char *says; } table[] = {
        { "", 0, "missing at the end" }, { "  ", 2, "missing at the end" }, { "[1 2]", 3, "',' or ']'" }, { "[1,]", 3, "a value is missing here" },
        { "[", 1, "missing at the end" }, { "[1", 2, "']' is missing at the end" }, { "{\"a\":1,}", 7, "behind the comma" },
        { "{\"a\" 1}", 5, "':'" }, { "{a:1}", 1, "quotes" }, { "{\"a\":1", 6, "'}' is missing" }, { "01", 0, "begin with 0" },
        { "-", 0, "a digit" }, { "1.", 0, "behind its point" }, { "1.e3", 0, "behind its point" }, { "1e", 0, "behind its e" }, { "1e+", 0, "its e" },
        { ".5", 0, "a value is missing here" }, { "+1", 0, "a value is missing here" }, { "1e999", 0, "larger than any double" },
        { "NaN", 0, "no such word" }, { "[Infinity]", 1, "no such word" }, { "True", 0, "no such word" }, { "\"a", 0, "does not end" },
        { "\"a\nb\"", 0, "does not end" }, { "\"\\x\"", 1, "no such escape" }, { "\"\\u12\"", 1, "four hexadecimal" }, { "\"\\udc00\"", 1, "half a" },
        { "\"\\ud800x\"", 1, "half a" }, { "\"\\ud800\\u0041\"", 1, "half a" }, { "1 2", 2, "one value is all" }, { "{\"a\":1,\"a\":2}", 7, "twice" },
        { "'a'", 0, "double quotes" }, { "[1}", 2, "',' or ']'" }, { "// x\n1", 0, "a value is missing here" }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++) {
        const struct json *x = read_text(table[i].text, strlen(table[i].text));
        ck_assert_msg(!x && diags.errors == 1, "%s", table[i].text);
        ck_assert_msg(strstr(diags.first->text, table[i].says) != NULL, "%s: %s", table[i].text, diags.first->text);
        ck_assert_msg(diags.first->at.from == table[i].at, "%s: at %d", table[i].text, diags.first->at.from);
    }
}
END_TEST

/* Bytes changed, left out and doubled: it is JSON, or there is one error within the text or at its end. */
START_TEST(any_bytes)
{
    static const char sample[] = "{\"state\": {\"V\": [0.5, -1e-3], \"\\u03b1\": 2}, \"t\": 0, \"x\": [null, true, {\"y\": \"\\ud83d\\ude00\\n\"}]}";
    unsigned long state = 12345;
    long read = 0;
    for (int n = 0; n < 20000; n++) {
        char text[2*sizeof sample];
        size_t len = sizeof sample - 1;
        memcpy(text, sample, sizeof sample);
        for (int k = 0; k < 1 + n % 3 && len; k++) {
            state = (state*6364136223846793005UL + 1442695040888963407UL);
            size_t at = (state >> 33) % len, kind = (state >> 60) % 4;
            if (kind == 0)
                text[at] = "\"\\{}[],:0e-. un\xe2\x01"[(state >> 20) % 17];
            else if (kind == 1)
                memmove(text + at, text + at + 1, len-- - at);
            else if (kind == 2 && len < sizeof text - 2)
                memmove(text + at + 1, text + at, len++ - at + 1);
            else
                len = at + 1;
            text[len] = '\0';
        }
        end();
        begin();
        const struct json *x = read_text(text, len);
        ck_assert_msg((x != NULL) == (diags.errors == 0) && diags.errors <= 1, "%s", text);
        ck_assert_msg(x || (diags.first->at.from >= 0 && diags.first->at.from <= (int)len), "%s", text);
        read += x != NULL;
    }
    ck_assert_int_gt(read, 200);
}
END_TEST

Suite *suite_json(void)
{
    Suite *s = suite_create("json");
    TCase *t = tcase_create("json");
    tcase_add_checked_fixture(t, begin, end);
    tcase_add_test(t, numbers);
    tcase_add_test(t, texts);
    tcase_add_test(t, lists_and_objects);
    tcase_add_test(t, faults);
    tcase_add_test(t, any_bytes);
    suite_add_tcase(s, t);
    return s;
}
