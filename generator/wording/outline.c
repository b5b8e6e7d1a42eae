/* outline.c -- where blocks begin and end, by the look of the lines ahead.
 *
 * Asked only where something is wrong, or may be: a statement inside a block it
 * cannot be part of is out of place if the block is closed further down; if it
 * is not, its 'end' is missing here.
 */
#include "outline.h"
#include <string.h>
#include "ast/rules.h"

static int is_first(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

enum line { OTHER, END, INNER, BLOCK };    /* INNER: a block inside another */

/* Is the word of a block that of a statement, too? */
static int is_shared(const char *word)
{
    for (int i = 0; i < AST_UNKNOWN; i++)
        if (!ast_rules[i].opens && !strcmp(ast_rules[i].word, word))
            return 1;
    return 0;
}

/* A word that is being defined is no keyword. */
static enum line judge(const char *s)
{
    int len = (int)strspn(s, "abcdefghijklmnopqrstuvwxyz");
    const char *next = s + len + strspn(s + len, " \t\r");
    int defines = (*next && strchr("='.~(+", *next)) || is_first(s[len]) || s[len] == '_';
    if (!len || defines)
        return OTHER;
    if (len == (int)strlen(ast_end_word) && !strncmp(s, ast_end_word, (size_t)len))
        return END;
    const struct rule *rule = &ast_rules[ast_kind_of(s, (size_t)len)];
    if (!rule->opens)
        return OTHER;
    if (!rule->named)
        return !*next || strchr("\n#\"", *next) ? BLOCK : OTHER;
    if (!is_first(*next))
        return OTHER;
    if (!is_shared(rule->word))
        return rule->places & IN_FILE ? BLOCK : INNER;
    next += strspn(next, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return next[strspn(next, " \t\r")] == '=' ? OTHER : BLOCK;
}

int outline_ends(const char *text, int at, int *until)
{
    int depth = 0, closed = 0;
    *until = -1;
    for (const char *s = text + at; *s; ) {
        enum line line = judge(s + strspn(s, " \t"));
        if (line != OTHER && *until < 0)
            *until = (int)(s - text);
        if (line == BLOCK)
            break;
        depth += line == INNER;
        if (line == END && depth)
            depth--;
        else
            closed += line == END;
        s += strcspn(s, "\n");
        s += *s == '\n';
        if (!*s && *until < 0)
            *until = (int)(s - text);
    }
    return closed;
}

int outline_indent(const char *text, int at)
{
    int from = at, column = 0;
    while (from > 0 && text[from-1] != '\n')
        from--;
    for (; text[from] == ' ' || text[from] == '\t'; from++)
        column += text[from] == '\t' ? 8 - column%8 : 1;
    return column;
}
