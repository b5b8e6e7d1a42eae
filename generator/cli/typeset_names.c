/* typeset_names.c -- names as formulas have them: see typeset.h. */
#include "typeset.h"
#include <ctype.h>
#include <string.h>
#include "base/name.h"
#include "wording/pasted.h"

/* A name in parts: what stands before the first "_" or the digits at the end, and the rest. */
struct parts { const char *base, *below; };

static struct parts split(struct arena *a, const char *name)
{
    size_t len = strcspn(name, "_"), end = strlen(name), digits = end;
    while (digits && isdigit((unsigned char)name[digits - 1]))
        digits--;
    if (name[len] && len && name[len + 1])
        return (struct parts){ arena_copy(a, name, len), name + len + 1 };
    if (!name[len] && digits && digits < end)
        return (struct parts){ arena_copy(a, name, digits), name + digits };
    return (struct parts){ name, "" };
}

static const char *greek(struct arena *a, const char *name)
{
    const char *letter = pasted_letter(name, a);
    return letter ? letter : name;
}

const char *typeset_name(struct arena *a, const char *name)
{
    static const char *const digits[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" };
    struct parts p = split(a, name);
    const char *below = "";
    size_t n = strspn(p.below, "0123456789");
    if (!*p.below)
        return greek(a, name);
    if (p.below[n])                             /* letters have no form that all fonts know */
        return arena_print(a, "%s_%s", greek(a, p.base), greek(a, p.below));
    for (const char *c = p.below; *c; c++)
        below = arena_print(a, "%s%s", below, digits[*c - '0']);
    return arena_print(a, "%s%s", greek(a, p.base), below);
}

/* Those that look like Latin letters have none. */
static int is_command(const char *name)
{
    static const char *const capitals[] = { "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", NULL };
    return isupper((unsigned char)*name) ? name_one_of(name, capitals) >= 0 : strcmp(name, "omicron") != 0;
}

/* One letter stands as it is, a Greek one is a command, a word is upright. */
static const char *latex_part(struct arena *a, const char *name)
{
    const char *spelt = pasted_letter(name, a) ? name : name[0] & 0x80 && box_width(name) == 1 ? pasted_name(name, (int)strlen(name), a) : NULL;
    if (spelt && is_command(spelt))
        return arena_print(a, "\\%s", spelt);
    name = spelt ? spelt : name;
    return box_width(name) == 1 || strspn(name, "0123456789") == strlen(name) ? name
         : arena_print(a, "\\mathrm{%s}", typeset_latex_text(a, name));
}

const char *typeset_latex_name(struct arena *a, const char *name)
{
    struct parts p = split(a, name);
    return *p.below ? arena_print(a, "%s_{%s}", latex_part(a, p.base), latex_part(a, p.below)) : latex_part(a, p.base);
}

const char *typeset_latex_text(struct arena *a, const char *text)
{
    struct text out = { 0 };
    for (int len; *text; text += len) {
        const char *letter = (*text & 0xe0) == 0xc0 && text[1] ? pasted_name(text, 2, a) : NULL;
        len = letter && pasted_letter(letter, a) && is_command(letter) ? 2 : 1;
        if (len == 2)
            text_print(&out, "$\\%s$", letter);
        else if (strchr("#$%&_{}", *text))
            text_print(&out, "\\%c", *text);
        else if (*text == '\\' || *text == '~' || *text == '^')
            text_add(&out, *text == '\\' ? "\\textbackslash{}" : *text == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}");
        else
            text_bytes(&out, text, 1);
    }
    const char *kept = arena_copy(a, text_string(&out), out.len);
    text_free(&out);
    return kept;
}
