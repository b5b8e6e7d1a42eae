/* unit.c -- the table of unit.def. */
#include "unit.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/number.h"
#include "base/text.h"

const struct unit units[] = {
#define UNIT_KIND(id, text, marks)
#define UNIT(name, id, num, den) { name, UNIT_##id, num, den },
#include "unit.def"
#undef UNIT_KIND
#undef UNIT
    { NULL, UNIT_KINDS, 0, 0 }
};

const char *const unit_kind_texts[UNIT_KINDS] = {
#define UNIT_KIND(id, text, marks) [UNIT_##id] = text,
#define UNIT(name, id, num, den)
#include "unit.def"
#undef UNIT_KIND
#undef UNIT
};

static const char kind_marks[UNIT_KINDS] = {
#define UNIT_KIND(id, text, marks) [UNIT_##id] = marks,
#define UNIT(name, id, num, den)
#include "unit.def"
#undef UNIT_KIND
#undef UNIT
};

static const struct unit *find(const char *name)
{
    for (const struct unit *u = units; u->name; u++)
        if (!strcmp(u->name, name))
            return u;
    return NULL;
}

const char *unit_base(enum unit_kind kind)
{
    for (const struct unit *u = units; u->name; u++)
        if (u->kind == kind && u->num == u->den)
            return u->name;
    return "";
}

int unit_is_time(const char *name)
{
    const struct unit *u = find(name);
    return u && u->kind == UNIT_TIME;
}

const struct unit *unit_near(const char *name)
{
    if (find(name) || !strcmp(name, "Pa"))     /* pascal, no picoampere */
        return NULL;
    for (const struct unit *u = units; u->name; u++)
        if (kind_marks[u->kind] && !strcasecmp(u->name, name))
            return u;
    return NULL;
}

/* ---- numbers ---- */

/* digits x 10^exponent: the shortest decimal that is read as x > 0. */
static uint64_t shortest_digits(double x, int *exponent)
{
    char text[32];
    uint64_t digits = 0;
    int behind = 0;
    const char *at = number_shortest(text, x, 0);
    for (*exponent = 0; *at && *at != 'e'; at++)
        if (*at == '.') {
            behind = 1;
        } else {
            digits = 10*digits + (uint64_t)(*at - '0');
            *exponent -= behind;
        }
    if (*at)
        *exponent += atoi(at + 1);
    return digits;
}

/* x*factor or x/factor, computed from the decimal of x where that is possible: one
 * rounding, so that 0.57 s are the double that is written 570 ms. */
static double scaled(double x, double factor, int up)
{
    double left = factor;
    int tens = 0, exponent;
    char text[48];
    for (; fmod(left, 10) == 0; left /= 10)
        tens++;
    if (!isfinite(x) || x == 0 || left > 10 || (!up && left != 1))
        return up ? x*factor : x/factor;
    uint64_t digits = shortest_digits(fabs(x), &exponent)*(uint64_t)left;
    snprintf(text, sizeof text, "%s%llue%d", x < 0 ? "-" : "", (unsigned long long)digits,
             exponent + (up ? tens : -tens));
    return strtod(text, NULL);
}

int unit_convert(double x, const char *from, const char *to, double *out)
{
    const struct unit *f = find(from), *t = find(to);
    *out = x;
    if (!strcmp(from, to))
        return 1;
    if (!f || !t || f->kind != t->kind)
        return 0;
    double num = f->num*t->den, den = f->den*t->num;
    *out = num >= den ? scaled(x, num/den, 1) : scaled(x, den/num, 0);
    return 1;
}
