/* unit.c -- the table of unit.def, and what is written of it. */
#include "unit.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct symbol_row {
    const char *name;
    struct unit unit;
    const char *prefixes, *text;
};
static const struct symbol_row symbols[] = {
#define UNIT(name, times, tens, t, u, i, l, c, k, prefixes, text) \
    { name, { { { WHOLE*(t), WHOLE*(u), WHOLE*(i), WHOLE*(l), WHOLE*(c), WHOLE*(k) } }, { times, 1, tens } }, prefixes, text },
#include "unit.def"
};
enum { SYMBOLS = sizeof symbols/sizeof *symbols };

static const struct { char letter; int tens; } prefixes[] = {
#define PREFIX(letter, tens) { letter, tens },
#include "unit.def"
};
enum { PREFIXES = sizeof prefixes/sizeof *prefixes };

static int prefix_tens(char letter)
{
    for (int i = 0; i < PREFIXES; i++)
        if (prefixes[i].letter == letter)
            return prefixes[i].tens;
    return 0;
}

/* ---- dimensions ---- */

const struct dimension dimension_of_time = { { WHOLE } }, dimension_of_number = { { 0 } };

int dimension_same(struct dimension a, struct dimension b)
{
    return !memcmp(&a, &b, sizeof a);
}

int dimension_is_number(struct dimension d)
{
    return dimension_same(d, dimension_of_number);
}

struct dimension dimension_times(struct dimension a, struct dimension b, int times)
{
    enum { MOST = 30*WHOLE };
    for (int i = 0; i < BASES; i++) {
        long sum = a.of[i] + (long)b.of[i]*times/WHOLE;
        if (sum > MOST || sum < -MOST || (long)b.of[i]*times % WHOLE)
            return dimension_of_number;
        a.of[i] = (short)sum;
    }
    return a;
}

/* The coherent unit that has a name of its own, as a row and a letter; NULL: none. */
static const struct symbol_row *named(struct dimension d, char *letter)
{
    for (int i = 0; i < SYMBOLS; i++) {
        const struct symbol_row *s = &symbols[i];
        int is_rate = s->unit.dimension.of[BASE_TIME] < 0;
        if (!dimension_same(s->unit.dimension, d) || s->unit.scale.times != 1 || is_rate)
            continue;
        *letter = 0;
        if (s->unit.scale.tens == 0)
            return s;
        for (const char *p = s->prefixes; *p; p++)
            if (prefix_tens(*p) == -s->unit.scale.tens) {
                *letter = *p;
                return s;
            }
    }
    return NULL;
}

static const char *with_power(const char *unit, int times, struct arena *a)
{
    int n = times, d = WHOLE;
    for (int k = 2; k <= 3; k++)
        while (n % k == 0 && d % k == 0) {
            n /= k;
            d /= k;
        }
    if (d == 1)
        return n == 1 ? unit : arena_print(a, "%s^%d", unit, n);
    return n == 1 && d == 2 ? arena_print(a, "sqrt(%s)", unit) : arena_print(a, "%s^(%d/%d)", unit, n, d);
}

/* The factors whose exponents have that sign; how many. */
static int factors(struct dimension d, int sign, const char **text, struct arena *a)
{
    static const enum base order[] = { BASE_VOLTAGE, BASE_CURRENT, BASE_CONCENTRATION, BASE_LENGTH, BASE_TEMPERATURE, BASE_TIME };
    static const char *const coherent[BASES] = { "ms", "mV", "nA", "mm", "mM", "degC" };
    int count = 0;
    *text = "";
    for (int i = 0; i < BASES; i++) {
        int times = sign*d.of[order[i]];
        if (times > 0)
            *text = arena_print(a, "%s%s%s", *text, count++ ? "*" : "", with_power(coherent[order[i]], times, a));
    }
    return count;
}

const char *dimension_unit(struct dimension d, struct arena *a)
{
    char letter;
    const struct symbol_row *own = named(d, &letter);
    const char *above, *below;
    if (own)
        return letter ? arena_print(a, "%c%s", letter, own->name) : own->name;
    int over = factors(d, 1, &above, a), under = factors(d, -1, &below, a);
    if (!under)
        return above;
    return arena_print(a, under > 1 ? "%s/(%s)" : "%s/%s", over ? above : "1", below);
}

/* ---- reading ---- */

enum { DEEPEST = 8 };                   /* brackets in brackets */

struct unit_text {
    const char *at;
    int depth;
};

static int product(struct unit_text *r, struct unit *out);

/* The row of a word, and the power of ten of its prefix; NULL: it is none. */
static const struct symbol_row *find(const char *word, size_t len, int *tens)
{
    for (int i = 0; i < SYMBOLS; i++) {
        const struct symbol_row *s = &symbols[i];
        size_t own = strlen(s->name);
        *tens = own < len && own + 1 == len && strchr(s->prefixes, *word) ? prefix_tens(*word) : 0;
        if ((own == len || *tens) && !strncmp(s->name, word + (len - own), own))
            return s;
    }
    return NULL;
}

static int one_symbol(const char *word, size_t len, struct unit *out)
{
    int tens;
    const struct symbol_row *s = find(word, len, &tens);
    if (!s)
        return 0;
    *out = s->unit;
    out->scale.tens += tens;
    return 1;
}

static void skip_blanks(struct unit_text *r)
{
    while (*r->at == ' ')
        r->at++;
}

static int bracket(struct unit_text *r, struct unit *out)
{
    if (*r->at != '(' || ++r->depth > DEEPEST)
        return 0;
    r->at++;
    if (!product(r, out))
        return 0;
    skip_blanks(r);
    r->depth--;
    return *r->at == ')' && r->at++;
}

/* n of x^n in twelfths: 2, -1, 0.5, (1/3), (-1/2); 0 where it is none. */
static int exponent(struct unit_text *r)
{
    int open = *r->at == '(';
    r->at += open;
    int negative = *r->at == '-';
    r->at += negative;
    if (!isdigit((unsigned char)*r->at))
        return 0;
    double n = 0, parts = 1;
    for (; isdigit((unsigned char)*r->at); r->at++)
        n = 10*n + (*r->at - '0');
    if (*r->at == '.')
        for (r->at++; isdigit((unsigned char)*r->at); r->at++, parts *= 10)
            n = 10*n + (*r->at - '0');
    if (open && *r->at == '/') {
        r->at++;
        parts *= isdigit((unsigned char)*r->at) ? *r->at++ - '0' : 0;
    }
    if (open && *r->at++ != ')')
        return 0;
    double times = parts > 0 ? n*WHOLE/parts : 0;
    return times <= 12*WHOLE && times == (int)times ? negative ? -(int)times : (int)times : 0;
}

/* A root of a scale is a power of ten where it comes out even. */
static void power(struct unit *x, int times)
{
    struct scale s = { .times = 1, .parts = 1 }, one = x->scale;
    int back = times < 0, size = back ? -times : times;
    x->dimension = dimension_times(dimension_of_number, x->dimension, times);
    for (int i = 0; !(size % WHOLE) && i < size/WHOLE; i++)
        s = scale_both(s, one);
    if (size % WHOLE && (one.times != one.parts || one.tens*size % WHOLE))
        s.times = pow(one.times/one.parts*pow(10, one.tens), (double)size/WHOLE);
    else if (size % WHOLE)
        s.tens = one.tens*size/WHOLE;
    x->scale = back ? scale_back(s) : s;
}

static int factor(struct unit_text *r, struct unit *out)
{
    skip_blanks(r);
    size_t len = *r->at == '%' || *r->at == '1' ? 1 : 0;
    for (int word = !len; word && isalpha((unsigned char)r->at[len]); len++)
        ;
    int root = len == 4 && !strncmp(r->at, "sqrt", len) && r->at[len] == '(';
    if (!len || root) {
        r->at += root ? len : 0;
        if (!bracket(r, out))
            return 0;
        if (root)
            power(out, WHOLE/2);
    } else {
        if (!one_symbol(r->at, len, out))
            return 0;
        r->at += len;
    }
    if (*r->at != '^')
        return 1;
    r->at++;
    int times = exponent(r);
    if (times)
        power(out, times);
    return times != 0;
}

static int product(struct unit_text *r, struct unit *out)
{
    struct unit next;
    if (!factor(r, out))
        return 0;
    for (;;) {
        skip_blanks(r);
        char sign = *r->at;
        if (!sign || sign == ')')
            return 1;
        int divides = sign == '/', is_sign = divides || sign == '*' || sign == '.';
        r->at += is_sign;
        if (!factor(r, &next))
            return 0;
        out->dimension = dimension_times(out->dimension, next.dimension, divides ? -WHOLE : WHOLE);
        out->scale = scale_both(out->scale, divides ? scale_back(next.scale) : next.scale);
    }
}

int unit_read(const char *text, struct unit *out)
{
    struct unit_text r = { text, 0 };
    return product(&r, out) && !*r.at;
}

/* ---- asked ---- */

int unit_is_known(const char *text)
{
    struct unit u;
    return text && unit_read(text, &u);
}

int unit_is_time(const char *text)
{
    struct unit u;
    return unit_read(text, &u) && dimension_same(u.dimension, dimension_of_time);
}

struct scale unit_inside(const char *text)
{
    struct unit u;
    return text && unit_read(text, &u) ? u.scale : (struct scale){ 0 };
}

int unit_convert(double x, const char *from, const char *to, double *out)
{
    struct unit f, t;
    *out = x;
    if (!strcmp(from, to))
        return 1;
    if (!unit_read(from, &f) || !unit_read(to, &t) || !dimension_same(f.dimension, t.dimension))
        return 0;
    *out = scale_take(scale_both(f.scale, scale_back(t.scale)), x, 0);
    return 1;
}

int unit_is_word(const char *text)
{
    while (isalpha((unsigned char)*text))
        text++;
    return !*text;
}

/* ---- what is meant ---- */

static const struct { const char *theirs, *ours; } spelt[] = {
    { "sec", "s" }, { "secs", "s" }, { "second", "s" }, { "seconds", "s" }, { "msec", "ms" }, { "msecs", "ms" },
    { "millisecond", "ms" }, { "milliseconds", "ms" }, { "usec", "us" }, { "minute", "min" }, { "minutes", "min" },
    { "hour", "h" }, { "hours", "h" }, { "hr", "h" }, { "hertz", "Hz" }, { "volt", "V" }, { "volts", "V" },
    { "millivolt", "mV" }, { "millivolts", "mV" }, { "mvolt", "mV" }, { "ampere", "A" }, { "amp", "A" }, { "amps", "A" },
    { "siemens", "S" }, { "farad", "F" }, { "coulomb", "C" }, { "celsius", "degC" }, { "metre", "m" }, { "meter", "m" },
    { "molar", "M" }, { "percent", "%" }, { "radian", "rad" }, { "radians", "rad" }, { "degree", "deg" }, { "degrees", "deg" }
};

static const char *const listed[] = {
#define LISTED(name) name,
#include "unit.def"
};
enum { LISTED_UNITS = sizeof listed/sizeof *listed };

/* Lengths, molarities and single letters have names that are labels in another case. */
static const char *in_other_case(const char *text)
{
    struct unit u;
    for (int i = 0; i < LISTED_UNITS && text[0] && text[1]; i++)
        if (!strcasecmp(listed[i], text) && unit_read(listed[i], &u) && !u.dimension.of[BASE_LENGTH]
            && !u.dimension.of[BASE_CONCENTRATION])
            return listed[i];
    return NULL;
}

const char *unit_near(const char *text)
{
    if (unit_is_known(text) || !strcmp(text, "Pa"))     /* pascal, no picoampere */
        return NULL;
    for (size_t i = 0; i < sizeof spelt/sizeof *spelt; i++)
        if (!strcasecmp(spelt[i].theirs, text))
            return spelt[i].ours;
    return in_other_case(text);
}

/* ---- listed ---- */

int unit_listed(int i, struct listed_unit *out)
{
    struct arena a = { 0 };
    int tens;
    if (i >= LISTED_UNITS)
        return 0;
    const struct symbol_row *s = find(listed[i], strlen(listed[i]), &tens);
    struct scale one = s->unit.scale;
    one.tens += tens;
    out->name = listed[i];
    out->text = s->text;
    snprintf(out->is, sizeof out->is, "%.15g %s", scale_take(one, 1, 0), dimension_unit(s->unit.dimension, &a));
    arena_free(&a);
    return 1;
}
