/* pasted.c -- signs and letters that arrive with text pasted from papers. */
#include "pasted.h"
#include <ctype.h>
#include <string.h>

/* The code point at s and its length in bytes; 0 for what is no UTF-8. */
static unsigned decode(const char *text, int *len)
{
    const unsigned char *s = (const unsigned char *)text;
    *len = s[0] < 0x80 ? 1 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    if (s[0] >= 0x80 && (s[0] < 0xc2 || s[0] > 0xf4)) {
        *len = 1;
        return 0;
    }
    unsigned code = *len == 1 ? s[0] : s[0] & (0xffu >> (*len + 1));
    for (int i = 1; i < *len; i++) {
        if ((s[i] & 0xc0) != 0x80) {            /* text in memory may be anything */
            *len = i;
            return 0;
        }
        code = code << 6 | (s[i] & 0x3fu);
    }
    return code;
}

/* ------------------------------------------------------- one meaning in ASCII -- */

/* In ASCII they are no longer than in UTF-8; blanks fill the rest. */
static const struct { unsigned code; const char *ascii; } signs[] = {
    { 0x2212, "-" }, { 0x2010, "-" }, { 0x2011, "-" }, { 0x2013, "-" },
    { 0xb7, "*" }, { 0xd7, "*" }, { 0x22c5, "*" }, { 0x2219, "*" }, { 0x2217, "*" },
    { 0xf7, "/" }, { 0x2215, "/" }, { 0x2044, "/" },
    { 0x2264, "<=" }, { 0x2265, ">=" }, { 0x2260, "!=" }, { 0x2a7d, "<=" }, { 0x2a7e, ">=" },
    { 0x2032, "'" }, { 0x2019, "'" }, { 0x2018, "'" }, { 0xb4, "'" }, { 0x223c, "~" },
    { 0xa0, "" }, { 0x202f, "" }, { 0x3000, "" }, { 0x2060, "" }, { 0xfeff, "" }, { 0x200b, "" }
};

static const char *ascii_sign(unsigned code)
{
    if (code >= 0x2000 && code <= 0x200a)       /* blanks of all widths */
        return "";
    for (size_t i = 0; i < sizeof signs/sizeof *signs; i++)
        if (signs[i].code == code)
            return signs[i].ascii;
    return NULL;
}

/* The digit or sign a raised character is, or 0. */
static char raised(unsigned code)
{
    return code == 0xb9 ? '1' : code == 0xb2 ? '2' : code == 0xb3 ? '3' : code == 0x2070 ? '0'
         : code >= 0x2074 && code <= 0x2079 ? (char)('0' + (code - 0x2070))
         : code == 0x207b ? '-' : code == 0x207a ? '+' : 0;
}

static int is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Writes ASCII over a sign of [len] bytes. */
static void put(char *at, int len, const char *ascii)
{
    memset(at, ' ', (size_t)len);
    memcpy(at, ascii, strlen(ascii));
}

/* A run of raised characters is one exponent: its length. */
static int put_exponent(char *s)
{
    int len, run = 0, n = 0;
    char sign, digits[64] = "^";
    while ((sign = raised(decode(s + run, &len))) != 0 && n < 60) {
        digits[++n] = sign;
        run += len;
    }
    if (run)
        put(s, run, digits);
    return run;
}

/* The minus of '1e-3' belongs to the number, so nothing may come between: the
 * digits move up to it. */
static int put_minus(const char *start, char *s, int len)
{
    int digits = (int)strspn(s + len, "0123456789");
    put(s, len, "-");
    if (digits && s - start >= 2 && (s[-1] == 'e' || s[-1] == 'E')
        && (isdigit((unsigned char)s[-2]) || s[-2] == '.')) {
        memmove(s + 1, s + len, (size_t)digits);
        memset(s + 1 + digits, ' ', (size_t)(len - 1));
    }
    return len + digits;
}

/* Quotes of typographers, as far as a line holds both; blanks go outside. */
static int put_quotes(char *s)
{
    int len, at;
    unsigned code = decode(s, &len);
    if (code != 0x201c && code != 0x201d && code != 0x201e)
        return 0;
    for (at = len; s[at] && s[at] != '\n' && s[at] != '"'; at += len) {
        code = decode(s + at, &len);
        if (code == 0x201c || code == 0x201d) {
            memcpy(s + at, "\"  ", 3);
            memcpy(s, "  \"", 3);
            return at + 3;
        }
    }
    return 0;
}

static int is_letter(unsigned c)
{
    static const unsigned ranges[][2] = {
        { 0xaa, 0xaa }, { 0xb5, 0xb5 }, { 0xba, 0xba }, { 0xc0, 0xd6 }, { 0xd8, 0xf6 },
        { 0xf8, 0x2af }, { 0x300, 0x52f }, { 0x1e00, 0x1fff }, { 0x2080, 0x209c }, { 0x2206, 0x2206 },
        { 0x2100, 0x214f }, { 0xfb00, 0xfb06 }, { 0x1d400, 0x1d7ff }
    };
    for (size_t i = 0; i < sizeof ranges/sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return 1;
    return 0;
}

/* The bytes of the letter at [text], 0: it is none (a sign, or ASCII). */
static int letter_at(const char *text)
{
    int len;
    unsigned code = decode(text, &len);
    return code >= 0x80 && is_letter(code) ? len : 0;
}

/* Writes what has one meaning at s in ASCII; the bytes that are dealt with. */
static int rewrite(const char *start, char *s)
{
    int len, done = put_quotes(s);
    unsigned code = decode(s, &len);
    if (done || (done = put_exponent(s)) != 0)
        return done;
    const char *ascii = ascii_sign(code);
    if (code == 0x3c0 && !(s > start && (is_word(s[-1]) || s[-1] & 0x80)) && !is_word(s[len])
        && !letter_at(s + len))
        ascii = "pi";
    if (ascii && *ascii == '-')
        return put_minus(start, s, len);
    if (ascii)
        put(s, len, ascii);
    return len;
}

const char *pasted_text(const struct source *src, struct arena *a)
{
    int first = 0, quoted = 0;
    while (first < src->len && (unsigned char)src->text[first] < 0x80)
        first++;
    if (first == src->len)
        return src->text;
    char *copy = arena_copy(a, src->text, (size_t)src->len);
    for (int i = 0; i < src->len;) {
        char c = copy[i];
        if (c == '#' && !quoted)
            i += (int)strcspn(copy + i, "\n");
        else if ((unsigned char)c >= 0x80 && !quoted)
            i += rewrite(copy, copy + i);
        else {
            quoted = c == '"' ? !quoted : c == '\n' ? 0 : quoted;
            i++;
        }
    }
    return copy;
}

/* --------------------------------------------------------------------- letters -- */

static const char *const greek[] = {            /* from U+0391 and U+03B1 on */
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega"
};

int pasted_word(const char *text)
{
    int len = 0, n = 0;
    while (is_word(text[len]) || (n = letter_at(text + len)) != 0)
        len += is_word(text[len]) ? 1 : n;
    return len;
}

/* The spelling of one letter, or NULL. Letters of formulas stand in the alphabets
 * from U+1D400 on, 52 letters each. */
static const char *latin(unsigned c, struct arena *a)
{
    static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
    if (c >= 0xfb00 && c <= 0xfb06)
        return ligatures[c - 0xfb00];
    if (c < 0x80)
        return arena_print(a, "%c", (int)c);
    if (c >= 0x3b1 && c <= 0x3c9)
        return greek[c - 0x3b1];
    if (c >= 0x391 && c <= 0x3a9)
        return arena_print(a, "%c%s", toupper(*greek[c - 0x391]), greek[c - 0x391] + 1);
    if (c >= 0x2080 && c <= 0x2089)
        return arena_print(a, "%d", (int)(c - 0x2080));
    if (c >= 0x1d400 && c <= 0x1d6a3)
        return arena_print(a, "%c", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                           [(c - 0x1d400)%52]);
    return c == 0xb5 ? "mu" : c == 0x3d1 ? "theta" : c == 0x3d5 ? "phi" : c == 0x3f5 ? "epsilon"
         : NULL;
}

/* A Greek letter in the form that names are kept in, 0: it is none. */
static unsigned greek_letter(unsigned c)
{
    if ((c >= 0x391 && c <= 0x3a9 && c != 0x3a2) || (c >= 0x3b1 && c <= 0x3c9))
        return c;
    return c == 0xb5 ? 0x3bc : c == 0x3d1 ? 0x3b8 : c == 0x3d5 ? 0x3c6 : c == 0x3f5 ? 0x3b5 : c == 0x2126 ? 0x3a9
         : c == 0x2206 ? 0x394 : 0;
}

const char *pasted_greek(const char *text, int len, struct arena *a)
{
    char *name = arena_alloc(a, (size_t)len + 1);
    int out = 0;
    for (int i = 0, n; i < len; i += n) {
        unsigned code = decode(text + i, &n), letter = code < 0x80 ? code : greek_letter(code);
        if (!letter)
            return NULL;
        if (letter >= 0x80)
            name[out++] = (char)(0xc0 | letter >> 6);
        name[out++] = (char)(letter < 0x80 ? letter : 0x80 | (letter & 0x3f));
    }
    return name;
}

const char *pasted_name(const char *text, int len, struct arena *a)
{
    const char *name = "";
    for (int i = 0, n; i < len; i += n) {
        const char *letter = latin(decode(text + i, &n), a);
        if (!letter)
            return NULL;
        name = arena_print(a, "%s%s", name, letter);
    }
    return name;
}

const char *pasted_letter(const char *name, struct arena *a)
{
    for (unsigned i = 0; i < sizeof greek/sizeof *greek; i++) {
        int capital = isupper((unsigned char)*name);
        unsigned c = (capital ? 0x391u : 0x3b1u) + i;
        if (i != 17 && tolower((unsigned char)*name) == *greek[i] && !strcmp(name + 1, greek[i] + 1))      /* 17: the final sigma */
            return arena_print(a, "%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 0x3f)));
    }
    return NULL;
}

const char *pasted_code(const char *text, int len, struct arena *a)
{
    const char *name = "";
    for (int i = 0, n; i < len; i += n) {
        unsigned code = decode(text + i, &n);
        name = arena_print(a, code < 0x80 ? "%s%c" : "%su%04x", name, code);
    }
    return name;
}

/* ----------------------------------------------------------------------- hints -- */

const char *pasted_hint(const char *sign, int len)
{
    static const struct { const char *sign, *hint; } table[] = {
        { "√", "write sqrt(x)" }, { "∛", "write x^(1/3)" }, { "∞", "write inf" },
        { "∑", "write sum(x)" }, { "∂", "write x' = ..." }, { "∫", "write x' = ..." },
        { "∈", "write in" }, { "≈", "write ==" }, { "≡", "write ==" }, { "∧", "write and" },
        { "∨", "write or" }, { "¬", "write not" }, { "—", "write -" }, { "±", "write + or -" },
        { "″", "an equation of second order is two of first order" }, { "…", "write all of it" },
        { "½", "write 0.5" }, { "¼", "write 0.25" }, { "←", "write =" }, { "→", "write =" },
        { "“", "write \"" }, { "”", "write \"" }, { "„", "write \"" },
        { "«", "write \"" }, { "»", "write \"" }, { "‰", "write a number" },
        { ";", "one statement a line, without a sign behind it" },
        { "%", "comments begin with '#'; mod(x, y) is the remainder" },
        { "?", "write if a < b then x else y" }, { ":", "write '='" },
        { "{", "a list holds a value for each node, in their order: [0.1, 0.2]" },
        { "@", "write * or a name" }, { "`", "write '" }, { "$", "write the name alone" },
        { "\\", "a line goes on behind an operator or a comma without a sign" }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++)
        if ((int)strlen(table[i].sign) == len && !memcmp(table[i].sign, sign, (size_t)len))
            return table[i].hint;
    return NULL;
}

/* ----------------------------------------------------------------------- units -- */

static const char *unit_letter(unsigned code, int *used, const char *rest)
{
    *used = 0;
    switch (code) {
    case 0xb5: case 0x3bc: return "u";
    case 0x3a9: case 0x2126: return "ohm";
    case 0xb0: *used = *rest == 'C'; return *used ? "degC" : "deg";
    case 0x2103: return "degC";
    case 0xc5: case 0x212b: return "angstrom";
    default: return NULL;
    }
}

static int is_operator(char c)
{
    return c == '*' || c == '/' || c == '^';
}

/* "ms^-1" is what "1/ms" is. */
static const char *inverse(const char *unit, struct arena *a)
{
    size_t n = strlen(unit), word = strspn(unit, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return word && n == word + 3 && !strcmp(unit + word, "^-1")
         ? arena_print(a, "1/%.*s", (int)word, unit) : unit;
}

const char *pasted_unit(const char *text, int len, struct arena *a)
{
    char *out = arena_alloc(a, 8*(size_t)len + 1);
    int n = 0;
    for (int i = 0, bytes, used; i < len; i += bytes) {
        unsigned code = decode(text + i, &bytes);
        if (code == ' ') {
            int next = i + (int)strspn(text + i, " ");
            bytes = next - i;
            if (n && next < len && !is_operator(out[n-1]) && !is_operator(text[next]))
                out[n++] = ' ';
        } else if (code < 0x80 && bytes == 1) {
            out[n++] = (char)code;
        } else {
            const char *ascii = unit_letter(code, &used, text + i + bytes);
            if (!ascii)
                return NULL;
            memcpy(out + n, ascii, strlen(ascii));
            n += (int)strlen(ascii);
            bytes += used;
        }
    }
    return inverse(out, a);
}
