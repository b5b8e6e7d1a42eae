/* words.c -- what a word means where it stands; where blocks begin and end.
 *
 * Almost no word is reserved, see model.l.
 */
#include <ctype.h>
#include <string.h>
#include "ast/rules.h"
#include "wording/foreign.h"
#include "build.h"
#include "lexer.h"
#include "base/name.h"
#include "wording/outline.h"

/* ------------------------------------------------------------------ words -- */

struct keyword {
    const char *word;                   /* "": none; NULL behind the last */
    int token;
    enum ast_kind kind;                 /* of a first word */
};

static const struct keyword first_words[] = {
#define STATEMENT(kind, token, word, behind, opens, places, clauses) { word, TOK_##token, AST_##kind },
#include "ast/words.def"
    { NULL, 0, AST_UNKNOWN }
};
static const struct keyword clause_words[] = {
#define CLAUSE(kind, token, word, behind) { word, TOK_##token, AST_UNKNOWN },
#define WORD(token, word, behind) { word, TOK_##token, AST_UNKNOWN },
#include "ast/words.def"
    { NULL, 0, AST_UNKNOWN }
};
static const struct keyword reserved[] = {
#define RESERVED(token, word, behind) { word, TOK_##token, AST_UNKNOWN },
#include "ast/words.def"
    { NULL, 0, AST_UNKNOWN }
};

/* What stands where a statement that begins with a token does. */
static const struct rule *rule_of(int token)
{
    const struct keyword *k = first_words;
    while (k->word && k->token != token)
        k++;
    return &ast_rules[k->kind];
}

static int find(const struct keyword *k, const char *s, int len)
{
    for (; k->word; k++)
        if (*k->word == *s && !strncmp(k->word, s, (size_t)len) && !k->word[len])
            return k->token;
    return 0;
}

static int is_end(const char *s, int len)
{
    return len == (int)strlen(ast_end_word) && !strncmp(s, ast_end_word, (size_t)len);
}

int lex_is_first(char c)
{
    return isalpha((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The looks ahead: each takes a place in the text and gives the place behind. */
int lex_skip_blanks(const struct parse *p, int i)
{
    return i + (int)strspn(p->text + i, " \t\r");
}

static int skip_word(const struct parse *p, int i)
{
    const char *s = p->text;
    while (isdigit((unsigned char)s[i]) || lex_is_first(s[i]) || (s[i] == '.' && lex_is_first(s[i+1])))
        i++;
    return i;
}

/* Behind the ')' of the '(' at i if it is on the same line, else i. */
static int skip_brackets(const struct parse *p, int i)
{
    const char *s = p->text;
    int depth = 0, k = i;
    for (; s[k] && s[k] != '\n'; k++) {
        depth += (s[k] == '(') - (s[k] == ')');
        if (!depth)
            return k + 1;
    }
    return i;
}

static int is_sign_of(const struct parse *p, int i)
{
    return p->text[i] == '=' && p->text[i+1] != '=';
}

/* ----------------------------------------------------------- what words are -- */

int lex_ends_value(int token)
{
    enum { OTHER, ALONE };
    switch (token) {
    case TOK_NUMBER: case TOK_NAME: case TOK_STRING: case TOK_RPAREN: case TOK_RBRACKET:
    case TOK_DIMENSION: case TOK_INDEX: case TOK_WAYS:
        return 1;
#define CLAUSE(kind, token, word, behind) case TOK_##token: return TOK_##token == TOK_UNIT_BEHIND || behind == ALONE;
#define WORD(token, word, behind) case TOK_##token: return behind == ALONE;
#include "ast/words.def"
    }
    return token == TOK_UNIT;
}

int lex_wants_name(int token)
{
    return rule_of(token)->named;
}

/* 'coupling NAME = ...' and 'coupling NAME, NAME = ...' are statements; inside a network so is everything else
 * that begins with the word. */
static int is_coupling_block(const struct parse *p)
{
    int i = skip_word(p, lex_skip_blanks(p, p->offset));
    int in_network = p->blocks && p->opener[p->blocks-1] == TOK_NETWORK;
    int next = lex_skip_blanks(p, i);
    return !in_network && p->text[next] != ',' && !is_sign_of(p, next);
}

/* Blocks do not nest, but for groups: the first line of another block inside one
 * shows that its 'end' is missing. */
static int open_block(struct parse *p, struct span at, int token)
{
    if (rule_of(token)->places & IN_FILE && p->blocks) {
        p->blocks--;
        return TOK_UNCLOSED;
    }
    if (p->blocks == MOST_BLOCKS) {
        lex_fault(p, at, "groups are nested more than %d deep", MOST_BLOCKS);
        p->stopped = 1;
        return TOK_MODEL_error;
    }
    p->opened_at[p->blocks] = at.from;
    p->opener[p->blocks++] = token;
    return token;
}

/* Whether more blocks are open than the lines ahead close. */
static int lacks_end(struct parse *p, int line)
{
    if (line > p->ends_until)
        p->ends = outline_ends(p->text, line, &p->ends_until);
    return p->ends < p->blocks;
}

/* A statement that cannot be part of the block: either it is out of place, or the
 * 'end' is missing in front of it. Only what stands at top level shows that. */
static int leaves_block(struct parse *p, struct span at, int token)
{
    unsigned here = p->blocks ? rule_of(p->opener[p->blocks-1])->opens : 0, places = rule_of(token)->places;
    int outside = places & IN_FILE && !(places & (here | IN_MODEL | IN_COUPLING | IN_OBSERVER | IN_NETWORK));
    if (!here || !outside || !lacks_end(p, at.to))
        return 0;
    p->blocks--;
    return 1;
}

/* The 'end' of an exploration whose group is open: it stands below 'explore', and no
 * further one follows. */
static int skips_group(struct parse *p, struct span at)
{
    int top = p->blocks - 1;
    if (top < 1 || p->opener[top] != TOK_GROUP)
        return 0;
    int here = outline_indent(p->text, at.from), outer = outline_indent(p->text, p->opened_at[top-1]);
    return here == outer && outline_indent(p->text, p->opened_at[top]) > outer
        && lacks_end(p, at.from);
}

static int close_block(struct parse *p, struct span at)
{
    if (!p->blocks)
        return STRAY_END;
    int unclosed = skips_group(p, at);
    p->blocks--;
    return unclosed ? TOK_UNCLOSED : TOK_END;
}

/* Inside a network 'stimulus = ...' is a statement. */
static int is_stimulus(const struct parse *p, int token, char next)
{
    return token == TOK_STIMULUS && next == '='
        && p->blocks && p->opener[p->blocks-1] == TOK_NETWORK;
}

/* Outside any block: a definition, or a statement that only makes sense in one. */
static int is_orphan(int token)
{
    const struct rule *rule = rule_of(token);
    return rule->places && !(rule->places & IN_FILE) && !rule->opens;
}

/* What a word is at the start of a line, with what stands behind it. */
static int statement(struct span at, struct parse *p, const char *s, int len)
{
    int token = find(first_words, s, len);
    char next = p->text[lex_skip_blanks(p, p->offset)];
    if (is_end(s, len))
        return close_block(p, at);
    if (is_stimulus(p, token, next))
        return token;
    if (memchr(s, '.', (size_t)len) || (next && strchr("='.~(+", next)))
        return TOK_NAME;
    if (token == TOK_COUPLING_BLOCK && !is_coupling_block(p))
        token = TOK_COUPLING;
    if (rule_of(token)->opens)
        return open_block(p, at, token);
    if (leaves_block(p, at, token))
        return TOK_UNCLOSED;
    if (token)
        return token;
    return !next || strchr("\n#\"", next) || isdigit((unsigned char)next) || lex_is_first(next)
         ? TOK_UNKNOWN : TOK_NAME;
}

/* The statement word that a first word nobody knows is meant for, or NULL: none is
 * near, or it means something elsewhere. */
static const char *misspelt(struct span at, struct parse *p)
{
    const char *name = arena_copy(p->arena, p->text + at.from, (size_t)(at.to - at.from));
    struct nearest near;
    if (at.to - at.from < 2 || foreign_word(FOREIGN_STATEMENT, name) || ast_is_planned(name))
        return NULL;
    nearest_start(&near, name);
    for (const struct keyword *k = first_words; k->word; k++)
        if (*k->word && !ast_is_planned(k->word))
            nearest_offer(&near, k->word);
    nearest_offer(&near, ast_end_word);
    return nearest_best(&near);
}

/* Says so and reads on as if it had been written right, so that what follows is
 * understood. The line has had its message. */
static int read_as(struct span at, struct parse *p, const char *word)
{
    if (!strcmp(word, ast_end_word) && !p->blocks)
        return TOK_UNKNOWN;
    int token = statement(at, p, word, (int)strlen(word));
    if (token != TOK_UNCLOSED)
        lex_fault(p, at, "unknown declaration '%.*s'; did you mean '%s'?", at.to - at.from,
                  p->text + at.from, word);
    return token;
}

static int first_word(struct span at, struct parse *p)
{
    const char *s = p->text + at.from;
    int token = statement(at, p, s, at.to - at.from);
    const char *word = token == TOK_UNKNOWN ? misspelt(at, p) : NULL;
    return word ? read_as(at, p, word) : token;
}

static int note_orphan(struct parse *p, int token)
{
    if (p->blocks || token == TOK_END)
        p->orphans = 0;
    else if (is_orphan(token))
        p->orphans = 1;
    return token;
}

/* Whether the line looks at what a run gives. */
static int observes(const struct parse *p)
{
    return p->first == TOK_OBSERVE || p->first == TOK_RECORD;
}

/* A word behind a value: a clause, a unit, or out of place. */
static int word_behind(struct span at, struct parse *p)
{
    const char *s = p->text + at.from;
    int len = at.to - at.from, token = find(clause_words, s, len);
    if (token)
        return token == TOK_AT && !observes(p) ? TOK_AT_NODES : token;
    p->guess = p->tokens + 1;
    p->guess_at = at;
    if (memchr(s, '.', (size_t)len))
        return TOK_NAME;
    return p->prev == TOK_NUMBER ? TOK_UNIT
         : p->prev == TOK_RPAREN || p->prev == TOK_RBRACKET ? TOK_UNIT_BEHIND : TOK_NAME;
}

static int is_word(const char *s, int len, const char *word)
{
    return len == (int)strlen(word) && !strncmp(s, word, (size_t)len);
}

/* Behind the 'at' of an observation: a node, or what belongs to a time. */
static int place_word(struct span at, struct parse *p, const char *s, int len)
{
    if (is_word(s, len, "node"))
        return TOK_NODE;
    if (is_word(s, len, "nodes"))
        return lex_fault(p, at, "unexpected 'nodes'; one node is looked at: at node 3");
    if (is_word(s, len, "time") || is_word(s, len, "t"))
        return lex_fault(p, at, "unexpected '%.*s'; a time stands alone: at 500 ms", len, s);
    return TOK_NAME;
}

/* A word behind one that is no value: 'on' of 'stimulus on' and 'noise on', 'from' of 'start from', 'nodes' of 'at nodes'. */
static int word_within(struct span at, struct parse *p)
{
    const char *s = p->text + at.from;
    int len = at.to - at.from;
    if ((p->prev == TOK_STIMULUS || p->prev == TOK_NOISE) && is_word(s, len, "on"))
        return TOK_ON;
    if (p->prev == TOK_START && is_word(s, len, "from"))
        return TOK_FROM;
    if (p->prev == TOK_SETTLE && is_word(s, len, "once"))
        return TOK_ONCE;
    if (p->prev == TOK_CARRY && is_word(s, len, "along"))
        return TOK_ALONG;
    if (p->prev == TOK_BOTH && is_word(s, len, "ways"))
        return TOK_WAYS;
    if (p->prev == TOK_AT_NODES && (is_word(s, len, "node") || is_word(s, len, "nodes")))
        return TOK_NODES;
    if (p->prev == TOK_AT)
        return place_word(at, p, s, len);
    return p->prev == TOK_OVER || p->prev == TOK_DIMENSION_COMMA ? TOK_DIMENSION : TOK_NAME;
}

int lex_word(MODEL_STYPE *value, struct span at, struct parse *p)
{
    const char *s = p->text + at.from;
    int len = at.to - at.from, token = find(reserved, s, len);
    if (token)
        return token;
    token = p->line_start ? note_orphan(p, first_word(at, p))
          : lex_ends_value(p->prev) ? word_behind(at, p) : word_within(at, p);
    if (token == TOK_NAME || token == TOK_UNIT || token == TOK_UNIT_BEHIND
        || token == TOK_DIMENSION || token == TOK_UNKNOWN)
        value->TOK_NAME = arena_copy(p->arena, s, (size_t)len);
    return token;
}

/* Behind the comma of 'state x = 1, y = 2' stands a name with a value of its own, maybe on the next line. */
static int declares_more(const struct parse *p)
{
    const char *s = p->text + p->offset;
    if ((p->first != TOK_STATE && p->first != TOK_PARAM) || p->brackets)
        return 0;
    while (*s && (strchr(" \t\r\n", *s) || *s == '#'))
        s += *s == '#' ? strcspn(s, "\n") : 1;
    int from = (int)(s - p->text), to = skip_word(p, from), next = lex_skip_blanks(p, to);
    return to > from && (is_sign_of(p, next) || (p->text[next] == '~' && p->first == TOK_PARAM));
}

/* Behind the comma of 'pre = x_j, y_j' of a coupling stands what is summed for the next output. */
static int is_side(const struct parse *p)
{
    const char *s = p->text + p->from;
    int len = skip_word(p, p->from) - p->from;
    return p->first == TOK_NAME && !p->brackets && p->blocks && p->opener[p->blocks-1] == TOK_COUPLING_BLOCK
        && (is_word(s, len, "pre") || is_word(s, len, "post"));
}

/* The comma of 'over node, time' is told from that between arguments by what
 * follows: a dimension and then the next comma or the end. */
int lex_comma(const struct parse *p)
{
    if (declares_more(p))
        return TOK_DECLARATION_COMMA;
    if (is_side(p))
        return TOK_SIDE_COMMA;
    if (p->prev != TOK_DIMENSION)
        return TOK_COMMA;
    int from = lex_skip_blanks(p, p->offset), to = skip_word(p, from);
    char next = p->text[lex_skip_blanks(p, to)], name[8] = "";
    if (to - from < (int)sizeof name)
        memcpy(name, p->text + from, (size_t)(to - from));
    return ast_reads_as_dimension(name) && (next == ',' || next == ')') ? TOK_DIMENSION_COMMA : TOK_COMMA;
}

/* Whether a statement begins at i, inside an expression that is not complete. A
 * list of 'with' or of declarations may go on with 'name = ' behind its commas. */
int lex_begins_statement(const struct parse *p, int i)
{
    const char *s = p->text;
    if (!lex_is_first(s[i]))
        return 0;
    int to = skip_word(p, i), next = lex_skip_blanks(p, to), len = to - i;
    if (is_end(s + i, len))
        return 1;
    if (is_sign_of(p, next))
        return p->brackets || (p->prev != TOK_COMMA && p->prev != TOK_DECLARATION_COMMA && p->prev != TOK_WITH);
    if (s[next] == '\'' || s[next] == '~' || (s[next] == '+' && is_sign_of(p, lex_skip_blanks(p, next + 1))))
        return 1;
    if (s[next] == '(')
        return is_sign_of(p, lex_skip_blanks(p, skip_brackets(p, next)));
    if (!find(first_words, s + i, len))
        return 0;
    len = skip_word(p, next) - next;
    int goes_with = find(reserved, s + next, len) || find(clause_words, s + next, len);
    return s[next] == '"' || isdigit((unsigned char)s[next]) || (lex_is_first(s[next]) && !goes_with);
}

/* Says what is open and where its 'end' belongs, in front of what cannot be in it. */
void lex_not_closed(struct parse *p, struct span opened, struct span at)
{
    if (p->stopped)
        return;
    build_count_fault(p, at);
    const char *word = p->text + opened.from;
    int len = (int)strcspn(word, "\"#\n"), line = source_place(p->src, opened.from).line;
    while (len && strchr(" \t\r", word[len-1]))
        len--;
    diag_error(p->diags, at, "'%.*s' of line %d has no 'end'; it belongs %s",
               len > LONGEST_QUOTE ? LONGEST_QUOTE : len, word, line,
               at.from < p->src->len && at.to > at.from ? "in front of this line" : "here");
}

int lex_is_taken(const struct parse *p, struct span at, int is_first)
{
    int next = lex_skip_blanks(p, at.to);
    return find(reserved, p->text + at.from, at.to - at.from)
        && (!is_first || is_sign_of(p, next) || (p->text[next] && strchr("'~+", p->text[next])));
}

int lex_is_keyword(const char *name)
{
    int len = (int)strlen(name);
    return find(reserved, name, len) || find(first_words, name, len)
        || find(clause_words, name, len) || !strcmp(name, ast_end_word) || ast_is_dimension(name);
}

static void offer_clauses(struct nearest *n)
{
    enum { OTHER, BEHIND };
    static const struct { const char *word; int offered; } words[] = {
#define CLAUSE(kind, token, word, behind) { word, 1 },
#define WORD(token, word, behind) { word, 1 },
#define RESERVED(token, word, behind) { word, behind == BEHIND },
#include "ast/words.def"
    };
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        if (words[i].offered && strlen(words[i].word) > 2)
            nearest_offer(n, words[i].word);
}

int lex_misspelt_clause(struct parse *p)
{
    if (p->tokens - p->guess > 1)
        return 0;
    int len = p->guess_at.to - p->guess_at.from;
    if (len < 3 || len > LONGEST_QUOTE)
        return 0;
    const char *found = arena_copy(p->arena, p->src->text + p->guess_at.from, (size_t)len);
    struct nearest n;
    nearest_start(&n, found);
    offer_clauses(&n);
    const char *best = nearest_best(&n);
    if (best)
        diag_error(p->diags, p->guess_at, "unexpected '%s'; did you mean '%s'?", found, best);
    return best != NULL;
}
