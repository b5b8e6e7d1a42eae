/* values.c -- a C program that says whether its numbers and strings are those that were written: for tests/written.lua.
 *
 * Beside each number stand its bits, beside each string its bytes, as whole numbers.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "emit/c_text.h"

/* And many more, of all magnitudes. */
static const double numbers[] = {
    0, -0.0, 1, -1, 0.1, -0.1, 1e6, 1e-6, 123456789, 1e15, 1e16, 1e17, 9007199254740993.0, 0.30000000000000004, 4.9406564584124654e-324,
    2.2250738585072014e-308, 1.7976931348623157e308, -1.7976931348623157e308, INFINITY, -INFINITY, 3.0e-5, 16777217
};

enum { SOME = sizeof numbers/sizeof *numbers, ALL = 4000 };

/* Any bits that make a finite number. */
static double drawn(uint64_t *state)
{
    double x = NAN;
    while (!isfinite(x)) {
        *state = *state*6364136223846793005u + 1442695040888963407u;
        const uint64_t bits = *state ^ *state >> 29;
        memcpy(&x, &bits, sizeof x);
    }
    return x;
}

static void write_numbers(struct text *out)
{
    static double wide[ALL];
    static float narrow[ALL];
    uint64_t state = 1;
    for (int i = 0; i < ALL; i++) {
        wide[i] = i < SOME ? numbers[i] : drawn(&state);
        narrow[i] = (float)(i < SOME ? numbers[i] : ldexp(wide[i], -ilogb(wide[i]) + i % 270 - 145));
    }
    c_doubles("wide", wide, ALL, out);
    c_floats("narrow", narrow, ALL, out);
    text_add(out, "static const unsigned long long wide_bits[] = {\n");
    for (int i = 0; i < ALL; i++) {
        uint64_t bits;
        memcpy(&bits, &wide[i], sizeof bits);
        text_print(out, "    0x%016" PRIx64 "u,\n", bits);
    }
    text_add(out, "};\nstatic const unsigned narrow_bits[] = {\n");
    for (int i = 0; i < ALL; i++) {
        uint32_t bits;
        memcpy(&bits, &narrow[i], sizeof bits);
        text_print(out, "    0x%08" PRIx32 "u,\n", bits);
    }
    text_add(out, "};\n");
}

/* Each byte, with digits behind it, and question marks in pairs. */
static void write_string(struct arena *a, struct text *out)
{
    char all[3*255 + 1];
    for (int i = 0; i < 255; i++) {
        all[3*i] = (char)(i + 1);
        all[3*i + 1] = i % 2 ? '7' : '?';
        all[3*i + 2] = i % 3 ? '?' : '\n';
    }
    all[3*255] = '\0';
    text_print(out, "/* %s */\nstatic const char text[] =\n    %s;\n", c_remark(a, all), c_string(a, all, 4));
    text_add(out, "static const unsigned char bytes[] = {\n");
    for (int i = 0; i <= 3*255; i++)
        text_print(out, "    %d,\n", (unsigned char)all[i]);
    text_add(out, "};\n");
}

int main(void)
{
    struct arena a = { 0 };
    struct text out = { 0 };
    text_add(&out, "#include <math.h>\n#include <string.h>\n\n");
    write_numbers(&out);
    write_string(&a, &out);
    text_add(&out, "\nint main(void)\n{\n    return (memcmp(wide, wide_bits, sizeof wide) != 0) + 2*(memcmp(narrow, narrow_bits, sizeof narrow) != 0)\n"
             "         + 4*(sizeof text != sizeof bytes || memcmp(text, bytes, sizeof text) != 0);\n}\n");
    int bad = fputs(text_string(&out), stdout) < 0;
    text_free(&out);
    arena_free(&a);
    return bad;
}
