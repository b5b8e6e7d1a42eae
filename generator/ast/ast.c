/* ast.c -- builds the tree, and writes it back as source text.
 *
 * The printer is the inverse of the grammar: what it writes parses to the same
 * tree. Parentheses are printed where the levels below ask for them and nowhere
 * else. It recurses; the parser keeps trees below AST_DEPTH.
 */
#include "rules.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"

/* ----------------------------------------------------------- constructors -- */

int ast_stmt_depth(const struct ast_stmt *s)
{
    int depth = ast_depth(s->value);
    for (const struct ast_clause *c = s->clauses; c; c = c->next) {
        int below = ast_depth(c->args);
        depth = below > depth ? below : depth;
    }
    return depth;
}

struct ast_expr *ast_at(struct arena *a, struct span at, struct ast_expr *x, const char *name, struct ast_expr *place)
{
    return ast_named(a, at, AST_AT, name, ast_append(x, place));
}

struct ast_expr *ast_index(struct arena *a, struct span at, struct ast_expr *x, const char *brackets)
{
    const char *i = brackets + strspn(brackets, "[ \t");
    int shifts = *i == 'i', below = 0;
    for (i += shifts; *i && !isdigit((unsigned char)*i); i++)
        below |= *i == '-';
    struct ast_expr *e = ast_named(a, at, shifts ? AST_SHIFT : AST_PICK, NULL, x);
    e->value = (below ? -1 : 1)*strtod(*i ? i : "0", NULL);
    return e;
}

struct ast_clause *ast_clause(struct arena *a, struct span at, enum ast_clause_kind kind,
                              const char *name, struct ast_expr *args)
{
    struct ast_clause *c = ARENA_NEW(a, struct ast_clause);
    c->kind = kind;
    c->at = at;
    c->name = name;
    c->args = args;
    return c;
}

struct ast_stmt *ast_stmt(struct arena *a, struct span at, enum ast_kind kind,
                          const char *name, struct span name_at, struct ast_expr *value)
{
    struct ast_stmt *s = ARENA_NEW(a, struct ast_stmt);
    s->kind = kind;
    s->at = at;
    s->name = name;
    s->name_at = name_at;
    s->value = value;
    return s;
}

const struct ast_clause *ast_find_clause(const struct ast_stmt *s, enum ast_clause_kind kind)
{
    for (const struct ast_clause *c = s->clauses; c; c = c->next)
        if (c->kind == kind)
            return c;
    return NULL;
}

/* ------------------------------------------------------------ expressions -- */

/* Behind 'x over node, ' a dimension would be taken for one more of its own. */
static void print_arguments(const struct ast_expr *first, struct text *out)
{
    int over = 0;
    for (const struct ast_expr *e = first; e; e = e->next) {
        int hide = over && e->op == AST_NAME && ast_reads_as_dimension(e->name);
        text_print(out, "%s%s", e != first ? ", " : "", hide ? "(" : "");
        ast_print_expr(e, out);
        if (hide)
            text_add(out, ")");
        over = e->op == AST_OVER;
    }
}

/* " at node 3", " at 500 ms" */
static void print_place(const char *name, const struct ast_expr *place, struct text *out)
{
    text_print(out, " %s %s%s", ast_clause_words[CLAUSE_AT], name ? name : "", name ? " " : "");
    ast_print_inside(place, AST_LEVEL_LEAF, ast_print_expr, out);
}

void ast_print_expr(const struct ast_expr *e, struct text *out)
{
    switch (e->op) {
    case AST_CALL:
        text_print(out, "%s(", e->name);
        print_arguments(e->first, out);
        text_add(out, ")");
        break;
    case AST_OVER:
        ast_print_expr(e->first, out);
        text_add(out, " over ");
        ast_print_list(e->first->next, ast_print_expr, out);
        break;
    case AST_AT:
        ast_print_inside(e->first, AST_LEVEL_PICK, ast_print_expr, out);
        print_place(e->name, e->first->next, out);
        break;
    case AST_SHIFT: case AST_PICK:
        ast_print_inside(e->first, AST_LEVEL_LEAF, ast_print_expr, out);
        text_print(out, e->op == AST_PICK ? "[%.0f]" : e->value ? "[i%+.0f]" : "[i]", e->value);
        break;
    default:
        ast_print_with(e, ast_print_expr, out);
    }
}

/* ------------------------------------------------- clauses and statements -- */

/* A unit behind a number belongs to the number; what has a unit as a whole and
 * might end in a number is therefore put in parentheses. */
static void print_value(const struct ast_expr *e, const struct ast_clause *next, struct text *out)
{
    int open = next && next->kind == CLAUSE_UNIT && !e->next
            && e->op != AST_NAME && e->op != AST_STRING && e->op != AST_CALL && e->op != AST_LIST;
    if (open)
        text_add(out, "(");
    ast_print_list(e, ast_print_expr, out);
    if (open)
        text_add(out, ")");
}

/* Behind a clause 'at' would be one more. */
static void print_behind(const struct ast_expr *e, const struct ast_clause *next, struct text *out)
{
    if (e->op == AST_AT)
        ast_print_inside(e, AST_LEVEL_LEAF, ast_print_expr, out);
    else
        print_value(e, next, out);
}

static void print_clause(const struct ast_clause *c, struct text *out)
{
    const struct ast_expr *e = c->args;
    if (c->kind == CLAUSE_UNIT) {
        text_print(out, " [%s]", c->name);
        return;
    }
    if (c->kind == CLAUSE_AT && (!c->name || strcmp(c->name, "nodes") != 0)) {
        print_place(c->name, e, out);
        return;
    }
    text_print(out, " %s%s", ast_clause_words[c->kind], c->kind == CLAUSE_AT ? " nodes" : c->kind == CLAUSE_BOTH ? " ways" : "");
    if (!e)
        return;
    text_add(out, " ");
    if (c->kind == CLAUSE_SHAPE && e->op == AST_LIST && e->first && e->first->next) {
        text_add(out, "(");
        ast_print_list(e->first, ast_print_expr, out);
        text_add(out, ")");
    } else if (c->kind == CLAUSE_WITH) {
        const struct ast_expr *end = e->last ? e->last : e;
        for (; e != end; e = e->next) {
            ast_print_expr(e, out);
            text_add(out, ", ");
        }
        text_print(out, "%s = ", end->name);
        print_behind(end->first, c->next, out);
    } else {
        print_behind(e, c->next, out);
    }
}

static void print_tail(const struct ast_stmt *s, struct text *out)
{
    for (const struct ast_clause *c = s->clauses; c; c = c->next)
        print_clause(c, out);
    if (s->doc)
        text_print(out, " \"%s\"", s->doc);
    text_add(out, "\n");
}

/* What stands between the name and the value. */
static void print_sign(const struct ast_stmt *s, struct text *out)
{
    for (const struct ast_expr *n = s->kind == AST_COUPLING_USE && s->params ? s->params->next : NULL; n; n = n->next)
        text_print(out, ", %s", n->name);
    if (s->kind == AST_RATE || s->kind == AST_NEXT)
        text_add(out, s->kind == AST_RATE ? "'" : "+");
    if (s->kind == AST_FUNCTION || s->kind == AST_TABLE) {
        text_add(out, "(");
        ast_print_list(s->params, ast_print_expr, out);
        text_add(out, ")");
    }
    int draws = s->kind == AST_DRAW || (s->kind == AST_PARAM && s->word);
    text_add(out, draws ? " ~ " : " = ");
}

static void print_targets(const struct ast_expr *names, struct text *out)
{
    if (names)
        text_add(out, " on ");
    ast_print_list(names, ast_print_expr, out);
    text_add(out, " = ");
}

/* A word between that of the statement and its name or value, with a blank behind it. */
static const char *second_word(const struct ast_stmt *s)
{
    return s->kind == AST_START ? "from " : s->kind == AST_CARRY ? "along " : s->kind == AST_SETTLE && s->word ? "once " : "";
}

static void print_line(const struct ast_stmt *s, struct text *out)
{
    const char *word = ast_rules[s->kind].word;
    text_print(out, "%s%s", word, *word && (s->name || (s->value && s->kind != AST_STIMULUS && s->kind != AST_NOISE)) ? " " : "");
    text_add(out, second_word(s));
    if (s->kind == AST_GRAPH && s->params)
        text_print(out, "%s ", s->params->name);
    if (s->name)
        text_add(out, s->name);
    if (s->kind == AST_UNKNOWN && s->word)
        text_print(out, " %s", s->word);
    if (s->kind == AST_EXPLORE && s->word)
        text_print(out, " %s", s->word);
    if (s->value) {
        if (s->kind == AST_STIMULUS || s->kind == AST_NOISE)
            print_targets(s->params, out);
        else if (s->name)
            print_sign(s, out);
        if (s->kind == AST_COUPLING_USE && s->word)
            text_print(out, "%s ", s->word);
        print_value(s->value, s->clauses, out);
    }
    if (s->kind == AST_INPUT && s->params) {
        text_print(out, " %s ", ast_clause_words[CLAUSE_FROM]);
        ast_print_list(s->params, ast_print_expr, out);
    }
    print_tail(s, out);
}

static int is_block(const struct ast_stmt *s)
{
    return ast_rules[s->kind].opens != 0;
}

static void print_body(const struct ast_stmt *body, int indent, struct text *out)
{
    for (const struct ast_stmt *s = body; s; s = s->next) {
        text_print(out, "%*s", indent, "");
        print_line(s, out);
        if (is_block(s)) {
            print_body(s->body, indent + 2, out);
            text_print(out, "%*s%s\n", indent, "", ast_end_word);
        }
        if (!indent && s->next && (is_block(s) || is_block(s->next)))
            text_add(out, "\n");
    }
}

void ast_print(const struct ast *tree, struct text *out)
{
    print_body(tree->body, 0, out);
}
