/* unit_ast.c -- the grammar: trees, messages and recovery. That printing gives
 * back what was parsed is tested on the files of tests/parse.
 */
#include "libcheck.h"
#include <stdlib.h>
#include <string.h>
#include "ast/ast.h"
#include "suites.h"

static struct arena arena;
static struct diags d;
static struct text out;

static void setup(void)
{
    d = (struct diags){ .arena = &arena };
}

static void teardown(void)
{
    text_free(&out);
    arena_free(&arena);
}

static struct ast *parse(const char *text)
{
    return ast_parse(source_text("m", text, strlen(text), &arena), &d, &arena);
}

static const char *messages(void)
{
    text_free(&out);
    diag_print(&d, &out);
    return text_string(&out);
}

static const char *printed(const struct ast *tree)
{
    text_free(&out);
    ast_print(tree, &out);
    return text_string(&out);
}

/* ------------------------------------------------------------ expressions -- */

/* An expression with a pair of parentheses for each operator. */
static void show(const struct ast_expr *e)
{
    static const char *const signs[] = {
        [AST_NEG] = "-", [AST_NOT] = "not", [AST_ADD] = "+", [AST_SUB] = "-", [AST_MUL] = "*",
        [AST_DIV] = "/", [AST_POW] = "^", [AST_LT] = "<", [AST_LE] = "<=", [AST_GT] = ">",
        [AST_GE] = ">=", [AST_EQ] = "==", [AST_NE] = "!=", [AST_AND] = "and", [AST_OR] = "or",
        [AST_IF] = "if", [AST_LIST] = "list", [AST_OVER] = "over", [AST_AT] = "at"
    };
    if (e->op == AST_NUMBER || e->op == AST_NAME || e->op == AST_STRING) {
        ast_print_expr(e, &out);
        return;
    }
    text_print(&out, "(%s", e->op == AST_CALL || e->op == AST_ASSIGN ? e->name : signs[e->op]);
    for (const struct ast_expr *x = e->first; x; x = x->next) {
        text_add(&out, " ");
        show(x);
    }
    text_add(&out, ")");
}

static const struct { const char *text, *tree; } expressions[] = {
    { "a - b - c",              "(- (- a b) c)" },
    { "a - (b - c)",            "(- a (- b c))" },
    { "a/b*c",                  "(* (/ a b) c)" },
    { "a + b*c^d",              "(+ a (* b (^ c d)))" },
    { "2^3^4",                  "(^ 2 (^ 3 4))" },
    { "2**3",                   "(^ 2 3)" },
    { "-x^2",                   "(- (^ x 2))" },
    { "2^-1",                   "(^ 2 (- 1))" },
    { "2^-x*y",                 "(* (^ 2 (- x)) y)" },
    { "-a*b",                   "(* (- a) b)" },
    { "a < b and not c or d",   "(or (and (< a b) (not c)) d)" },
    { "not a == b",             "(not (== a b))" },
    { "a + 1 <= b*2",           "(<= (+ a 1) (* b 2))" },
    { "if a then b else c + 1", "(if a b (+ c 1))" },
    { "1 + if a then b else c + 1", "(+ 1 (if a b (+ c 1)))" },
    { "if a then if b then c else d else e", "(if a (if b c d) e)" },
    { "f(g(), x + 1)",          "(f (g) (+ x 1))" },
    { "[[1, 2], []]",           "(list (list 1 2) (list))" },
    { "coupling.instant.G*2.",  "(* coupling.instant.G 2)" },
    { ".5 + 1e-3 + 1.5E+2",     "(+ (+ 0.5 0.001) 150)" },
    { "0.1 ms + 3 [mm/ms]",     "(+ 0.1 ms 3 [mm/ms])" },
    { "2 [ 1 / s ]*x",          "(* 2 [1/s] x)" },
    { "mean(x over node, time)",    "(mean (over x node time))" },
    { "corr(x over node, y)",       "(corr (over x node) y)" },
    { "corr(x over node, time + 1)", "(corr (over x node) (+ time 1))" },
    { "corr(x over node, time(1))", "(corr (over x node) (time 1))" },
    { "f(x over node, (time))",     "(f (over x node) time)" },
    { "f(node, time)",              "(f node time)" },
    { "state + model + key + n + in + end + over",
      "(+ (+ (+ (+ (+ (+ state model) key) n) in) end) over)" },
    { "\"a \xc3\xa9 # b\"",     "\"a \xc3\xa9 # b\"" },
    { "(a\n\n  # a comment\n + b)", "(+ a b)" },
    { "a +\n  b",               "(+ a b)" },
    { "a and\n  not\n b",       "(and a (not b))" },
    { "[1,\n  2]",              "(list 1 2)" },
    { "\n a",                   "a" },
    { "f(a\n == b)",            "(f (== a b))" },
    { "f(a,\n g(b) == c)",      "(f a (== (g b) c))" },
    { "(a +\n state)",          "(+ a state)" }
};

START_TEST(expression)
{
    struct ast *tree = parse(arena_print(&arena, "x = %s\n", expressions[_i].text));
    ck_assert_str_eq(messages(), "");
    ck_assert_ptr_nonnull(tree->body);
    ck_assert_int_eq(tree->body->kind, AST_DEFINE);
    text_free(&out);
    show(tree->body->value);
    ck_assert_str_eq(text_string(&out), expressions[_i].tree);
}
END_TEST

/* 'at' holds together less than a product and more than a sum; what stands behind it is one
 * number. Behind a clause it is another clause, elsewhere than in an observation no operator. */
static const struct { const char *text, *tree; int clauses; } places[] = {
    { "x at node 3 - x at node 0",          "(- (at x 3) (at x 0))", 0 },
    { "x*y at node 3",                      "(at (* x y) 3)", 0 },
    { "2*(x at node 3)",                    "(* 2 (at x 3))", 0 },
    { "x + y at 5 ms",                      "(+ x (at y 5 ms))", 0 },
    { "-x at 5 ms*2",                       "(* (at (- x) 5 ms) 2)", 0 },
    { "x^2 at node 1 at 0.5 s",             "(at (at (^ x 2) 1) 0.5 s)", 0 },
    { "x at node -1^2",                     "(at x (- (^ 1 2)))", 0 },
    { "max(x at node 1) - mean(x over node) at 5", "(- (max (at x 1)) (at (mean (over x node)) 5))", 0 },
    { "mean(x at node 1 over time)",        "(mean (over (at x 1) time))", 0 },
    { "if x at 5 > 1 then x at 6 else y at 7", "(if (> (at x 5) 1) (at x 6) (at y 7))", 0 },
    { "x every 1 ms at node 3 to 5 s",      "x", 3 },
    { "x at node 3 every 1 ms",             "(at x 3)", 1 }
};

START_TEST(place)
{
    struct ast *tree = parse(arena_print(&arena, "observe o = %s\n", places[_i].text));
    int clauses = 0;
    ck_assert_str_eq(messages(), "");
    ck_assert_ptr_nonnull(tree->body);
    for (const struct ast_clause *c = tree->body->clauses; c; c = c->next)
        clauses++;
    ck_assert_int_eq(clauses, places[_i].clauses);
    text_free(&out);
    show(tree->body->value);
    ck_assert_str_eq(text_string(&out), places[_i].tree);
}
END_TEST

/* ------------------------------------------------- statements and clauses -- */

/* Text and what is printed of it; NULL where nothing changes. */
static const struct { const char *text, *printed; } statements[] = {
    { "state = 3", NULL },
    { "state=3", "state = 3" },
    { "end.x = 3", NULL },
    { "param(v) = v", NULL },
    { "input' = 2", NULL },
    { "observe ~ Beta(1, 2)", NULL },
    { "observe a = V at node 3 - V*W at 5 ms every 1 ms at node (1 + 2)", NULL },
    { "observe a = (V + W) at node 3 + -(V at 5 s) + (V at 3)^2 to (V at 4)", NULL },
    { "record V, W at node 3 every 1 ms at 5 s", NULL },
    { "stimulus kick on V, c = at + 2 with a = 1 at nodes 3", NULL },
    { "stimulus kick = 2", NULL },
    { "stimulus on V = at + 2 at node 3", "stimulus on V = at + 2 at nodes 3" },
    { "param state = 3", NULL },
    { "param n = 4 n 5", NULL },
    { "coupling = grid(0, 1, 6)", NULL },
    { "coupling in = Linear(S)", NULL },
    { "use with", NULL },
    { "simulate heun with dt = 0.1 ms,\n  coupling = per_stage\n",
      "simulate heun with dt = 0.1 ms, coupling = per_stage" },
    { "simulate heun with\n  dt = 1", "simulate heun with dt = 1" },
    { "x = (3) [mV]", NULL },
    { "x = 3 mV", "x = 3 mV" }, { "x = 3 [mV]", "x = 3 [mV]" },
    { "x = 3 [in]", NULL },
    { "x = f(2) mV", "x = f(2) [mV]" },
    { "x = [1, 2] mV", "x = [1, 2] [mV]" },
    { "x = y [mV] in [0, 1]", NULL },
    { "x = 1 shape (2,4)", "x = 1 shape (2, 4)" },
    { "x = 1 shape [2]", NULL },
    { "x = 1 shape (2)", "x = 1 shape 2" },
    { "x ~ Normal(0, 1) n 5 per node key 7 broadcast", NULL },
    { "state V = 0 ~ Uniform(-1, 1) clamp [0, 1] \"doc\"", NULL },
    { "trials 10 average", NULL },
    { "gain  I = 0 # comment", "gain I = 0" },
    { "modes 3", NULL },
    { "foo", NULL },
    { "foo \"bar\"", NULL },
    { "graph \"sc.npz\" with speed = 3 [mm/ms]", NULL },
    { "record y0, y1 every 1 ms", NULL }
};

START_TEST(statement)
{
    struct ast *tree = parse(statements[_i].text);
    ck_assert_str_eq(messages(), "");
    const char *want = statements[_i].printed ? statements[_i].printed : statements[_i].text;
    ck_assert_str_eq(printed(tree), arena_print(&arena, "%s\n", want));
}
END_TEST

START_TEST(numbers_own_their_unit)
{
    const struct ast_stmt *s = parse("x = 0.1 ms\ny = (0.1) [ms]\nz = 2*3 ms")->body;
    ck_assert_str_eq(s->value->unit, "ms");
    ck_assert_int_eq(s->value->unit_at.from, 8);
    ck_assert_ptr_null(s->clauses);
    ck_assert_ptr_null(s->next->value->unit);
    ck_assert_str_eq(ast_find_clause(s->next, CLAUSE_UNIT)->name, "ms");
    ck_assert_ptr_null(ast_find_clause(s->next, CLAUSE_IN));
    ck_assert_str_eq(s->next->next->value->first->next->unit, "ms");
}
END_TEST

START_TEST(fields)
{
    const struct ast_stmt *s = parse("explore g zip key 3 \"doc\"\n  param a.b ~ Beta(1, 2) n 4\n"
                                     "end\nS_e(v, w) = v\n")->body;
    ck_assert_int_eq(s->kind, AST_EXPLORE);
    ck_assert_str_eq(s->name, "g");
    ck_assert_str_eq(s->word, "zip");
    ck_assert_str_eq(s->doc, "doc");
    ck_assert_int_eq(s->at.from, 0);
    ck_assert_int_eq(s->at.to, 25);
    ck_assert(ast_find_clause(s, CLAUSE_KEY)->args->value == 3);
    ck_assert_str_eq(s->body->word, "~");
    ck_assert_str_eq(s->body->name, "a.b");
    ck_assert_int_eq(s->body->value->op, AST_CALL);
    ck_assert_int_eq(s->body->at.to - s->body->at.from, (int)strlen("param a.b ~ Beta(1, 2) n 4"));
    ck_assert_str_eq(s->next->params->next->name, "w");
}
END_TEST

START_TEST(coupling_block_or_statement)
{
    const struct ast_stmt *s = parse("coupling A \"doc\"\nend\ncoupling b = A(x)\n"
                                     "network\n  coupling c = A(x)\nend\n")->body;
    ck_assert_str_eq(messages(), "");
    ck_assert_int_eq(s->kind, AST_COUPLING_DEF);
    ck_assert_int_eq(s->next->kind, AST_COUPLING_USE);
    ck_assert_int_eq(s->next->next->body->kind, AST_COUPLING_USE);
}
END_TEST

/* --------------------------------------------------------------- messages -- */

/* The first line of all that is said. */
static const struct { const char *text, *message; } faults[] = {
    { "x =",            "m:1:4: error: unexpected end of line; expected an expression" },
    { "x = 3 * # c\n\n","m:1:8: error: unexpected end of line; expected an expression" },
    { "x = (3 * ) ) + 2", "m:1:10: error: unexpected ')'; expected an expression" },
    { "x = a b",        "m:1:7: error: unexpected 'b'; "
                        "expected an operator, a clause or end of line" },
    { "x = a < b < c",  "m:1:11: error: unexpected '<'; comparisons are joined by 'and'" },
    { "x = if a = b then 1 else 2", "m:1:10: error: unexpected '='; '==' compares" },
    { "x = if a thn 1 else 2",  "m:1:10: error: unexpected 'thn'; did you mean 'then'?" },
    { "state S = 0 clmp [0, 1]", "m:1:13: error: unexpected 'clmp'; did you mean 'clamp'?" },
    { "state S = 0 in 0, 1",    "m:1:16: error: unexpected '0'; expected '['" },
    { "input a b",      "m:1:9: error: unexpected 'b'; expected end of line, a string, 'from' or ','" },
    { "3 = x",          "m:1:1: error: unexpected '3'; expected a statement" },
    { "x = 2x",         "m:1:5: error: '2x' is neither a number nor a name; "
                        "write '2*x' for a product or '2 x' for a unit" },
    { "x = 0x1F",       "m:1:5: error: '0x1F' is not a number; numbers are decimal" },
    { "x = 1.2.3",      "m:1:5: error: '1.2.3' is not a number" },
    { "x = 1e999",      "m:1:5: error: number is too large: 1e999" },
    { "x = \"abc",      "m:1:5: error: string is not closed on its line" },
    { "x = \xe2\x88\x9a $", "m:1:5: error: stray '\xe2\x88\x9a'; write sqrt(x)" },
    { "x = \xc3\xa9 + \xc3\xa9", "m:1:5: error: names are written in the letters A to Z and Greek ones; "
                        "give '\xc3\xa9' another name" },
    { "dx/dt = 3",      "m:1:3: error: unexpected '/'; write x' = ..." },
    { "x = a && b || c","m:1:7: error: stray '&&'; write 'and'" },
    { "x = \xff",       "m:1:5: error: stray byte 0xff" },
    { "x = a [ ]",      "m:1:7: error: unit is empty; leave it out" },
    { "x = (1\ny' = 3",         "m:1:5: error: '(' is not closed" },
    { "x = [1,\n\nstate s = 3", "m:1:5: error: '[' is not closed" },
    { "x = f(a,\n  g(v) = 3",   "m:1:6: error: '(' is not closed" },
    { "x = (a b,\n  c,\n  d)\ny = 2", "m:1:8: error: unexpected 'b'; expected an operator or ')'" },
    { "x = (1",         "m:1:5: error: '(' is not closed" },
    { "end",            "m:1:1: error: 'end' closes nothing; no block is open here" },
    { "model 3x\n  a = 1\nend", "m:1:7: error: '3x' is no name; names begin with a letter" },
    { "model a\nend model\nx = 2", "m:2:5: error: unexpected 'model'; "
                        "'end' stands alone on its line" },
    { "network\n  coupling a\nend", "m:2:13: error: unexpected end of line; expected ',' or '='" }
};

START_TEST(fault)
{
    parse(faults[_i].text);
    ck_assert_int_eq(d.errors, 1);
    const char *text = messages();
    ck_assert_str_eq(arena_copy(&arena, text, strcspn(text, "\n")), faults[_i].message);
}
END_TEST

START_TEST(goes_on_behind_a_fault)
{
    struct ast *tree = parse("model a\n  x = (1\n  y = 2 $\n  z = 3\nend\n\n"
                             "model b\n  u = ]\nend\n");
    ck_assert_int_eq(d.errors, 3);
    ck_assert_str_eq(printed(tree), "model a\n  z = 3\nend\n\nmodel b\nend\n");
}
END_TEST

START_TEST(missing_end)
{
    struct ast *tree = parse("model a\n  x = 1\nmodel b\nend\nnetwork\n");
    ck_assert_str_eq(messages(),
        "m:3:1: error: 'model a' of line 1 has no 'end'; it belongs in front of this line\n"
        "    3 | model b\n      | ^~~~~\n"
        "m:5:8: error: 'network' of line 5 has no 'end'; it belongs here\n"
        "    5 | network\n      |        ^\n");
    ck_assert_str_eq(printed(tree), "model a\n  x = 1\nend\n\nmodel b\nend\n\nnetwork\nend\n");
}
END_TEST

/* A word near one statement is read as that; of others the checker speaks, and their
 * 'end' is then no second fault. */
START_TEST(misspelt_block_is_one_fault)
{
    struct ast *tree = parse("modle a \"doc\"\n  x = 1\nend\nmodel b\nend\n");
    ck_assert_int_eq(d.errors, 1);
    ck_assert_str_eq(printed(tree), "model a \"doc\"\n  x = 1\nend\n\nmodel b\nend\n");
    parse("system a \"doc\"\n  x = 1\nend\nmodel b\nend\n");
    ck_assert_int_eq(d.errors, 1);
    parse("quux 3\nend\n");
    ck_assert_int_eq(d.errors, 2);
}
END_TEST

/* ----------------------------------------------------------------- limits -- */

static char *repeat(const char *head, const char *what, int n, const char *tail)
{
    struct text t = { 0 };
    text_add(&t, head);
    for (int i = 0; i < n; i++)
        text_add(&t, what);
    text_add(&t, tail);
    char *copy = arena_copy(&arena, t.bytes, t.len);
    text_free(&t);
    return copy;
}

#define DEEP "expression is nested too deeply; give parts of it a name"

static const struct { const char *head, *what; int n; const char *tail, *message; } limits[] = {
    { "x = ", "(", 200, "1\n",          "'(' is not closed" },
    { "x = ", "(", 100000, "1\n",       "brackets are nested more than 200 deep" },
    { "x = ", "-", 100000, "1\n",       DEEP },
    { "x = ", "-", 2000, "1\n",         DEEP },
    { "x = 1", "+a", 100000, "\n",      DEEP },
    { "x = 1", "^a", 2000, "\n",        DEEP },
    { "x = ", "if a then ", 50000, "",  DEEP },
    { "", "$\n", 5000, "",              "stray '$'" },
    { "", "foo\n", 5000, "",            "too many faults; the rest of the file is not read" },
    { "", "group a\n", 5000, "",        "groups are nested more than 16 deep" },
    { "", "model a\n", 5000, "",        "'model a' of line 1 has no 'end'; it belongs in front of" }
};

START_TEST(limit)
{
    parse(repeat(limits[_i].head, limits[_i].what, limits[_i].n, limits[_i].tail));
    ck_assert_int_ge(d.errors, 1);
    ck_assert_int_le(d.errors, 101);
    ck_assert_ptr_nonnull(strstr(messages(), limits[_i].message));
}
END_TEST

START_TEST(large_but_legal)
{
    struct ast *tree = parse(repeat("x = 1", " + a", 900, "\n"));
    ck_assert_str_eq(messages(), "");
    ck_assert_int_eq(tree->body->value->depth, 901);
    tree = parse(repeat("x = [1", ", 2", 50000, "]\n"));
    ck_assert_str_eq(messages(), "");
    ck_assert_int_eq(tree->body->value->depth, 2);
}
END_TEST

START_TEST(zero_byte)
{
    const char text[] = "x = 1\ny = \0\nz = 2\n";
    const struct source *src = source_text("m", text, sizeof text - 1, &arena);
    struct ast *tree = ast_parse(src, &d, &arena);
    ck_assert_ptr_nonnull(tree);
    ck_assert_ptr_nonnull(strstr(messages(), "m:2:5: error: stray byte 0x00"));
    ck_assert_int_eq(d.errors, 1);
}
END_TEST

START_TEST(empty)
{
    ck_assert_ptr_null(parse("")->body);
    ck_assert_ptr_null(parse("\n  \n# only a comment")->body);
    ck_assert_int_eq(d.errors, 0);
}
END_TEST

/* ------------------------------------------------------------------- axes -- */

static const struct { const char *text; int kind; const char *name; } axes[] = {
    { "dynamics.a=grid(0,1,8)", AST_DEFINE, "dynamics.a" },
    { "x~Beta(2,5) n 4",        AST_DRAW,   "x" },
    { "state = [1, 2]",         AST_DEFINE, "state" },
    { "end=3",                  AST_DEFINE, "end" },
    { "x=",                     -1, NULL },
    { "",                       -1, NULL },
    { "x~3",                    -1, NULL },
    { "x=1\ny=2",               -1, NULL },
    { "param x = 3",            -1, NULL },
    { "grid(0,1,8)",            -1, NULL }
};

START_TEST(axis)
{
    const char *text = axes[_i].text;
    const struct source *src = source_text("--axis", text, strlen(text), &arena);
    struct ast_stmt *s = ast_parse_axis(src, &d, &arena);
    if (axes[_i].kind < 0) {
        ck_assert_ptr_null(s);
        ck_assert_int_eq(d.errors, 1);
        return;
    }
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(d.errors, 0);
    ck_assert_int_eq((int)s->kind, axes[_i].kind);
    ck_assert_str_eq(s->name, axes[_i].name);
}
END_TEST

#define ROWS(table) (int)(sizeof table/sizeof *table)

Suite *suite_ast(void)
{
    Suite *s = suite_create("ast");
    TCase *t = tcase_create("ast");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, expression, 0, ROWS(expressions));
    tcase_add_loop_test(t, place, 0, ROWS(places));
    tcase_add_loop_test(t, statement, 0, ROWS(statements));
    tcase_add_test(t, numbers_own_their_unit);
    tcase_add_test(t, fields);
    tcase_add_test(t, coupling_block_or_statement);
    tcase_add_loop_test(t, fault, 0, ROWS(faults));
    tcase_add_test(t, goes_on_behind_a_fault);
    tcase_add_test(t, missing_end);
    tcase_add_test(t, misspelt_block_is_one_fault);
    tcase_add_loop_test(t, limit, 0, ROWS(limits));
    tcase_add_test(t, large_but_legal);
    tcase_add_test(t, zero_byte);
    tcase_add_test(t, empty);
    tcase_add_loop_test(t, axis, 0, ROWS(axes));
    suite_add_tcase(s, t);
    return s;
}
