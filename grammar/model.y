/* model.y -- the language of .mass files; actions only build the tree.
 *
 * Any statement may stand in any block: the checker judges what belongs where.
 * A line with a fault is left out; reading goes on at the next line, so that one
 * fault gives one message. Which words are keywords is decided in model.l.
 */
%require "3.8"
%expect 0
%define api.pure full
%define api.prefix {model_}
%define api.token.prefix {TOK_}
%define api.value.type union
%define api.location.type {struct span}
%define api.header.include {"model.tab.h"}
%define parse.error custom
%define parse.lac full
%locations
%param {struct parse *p}
%initial-action { @$ = (struct span){ p->src, 0, 0 }; }

%code requires {
#include "base/name.h"
#include "parse.h"

struct stmts {
    struct ast_stmt *first, *last;
};
struct clauses {
    struct ast_clause *first, *last;
};
struct tail { struct ast_clause *clauses; const char *doc; };           /* what may follow any value */
}

%code provides {
int model_lex(MODEL_STYPE *value, struct span *at, struct parse *p);
}

%code {
#include <string.h>
#include "ast/rules.h"
#include "build.h"
#include "lexer.h"
#include "wording/hint.h"

/* Stacks that have grown are held: nothing is lost where memory runs out. */
#define YYMALLOC guard_alloc
#define YYFREE guard_free

#define YYLLOC_DEFAULT(cur, rhs, n)                                                     \
    ((cur) = (n) ? (struct span){ p->src, YYRHSLOC(rhs, 1).from, YYRHSLOC(rhs, n).to }  \
                 : (struct span){ p->src, YYRHSLOC(rhs, 0).to, YYRHSLOC(rhs, 0).to })

static void model_error(const struct span *at, struct parse *p, const char *message);

static struct ast_expr *op(struct parse *p, struct span at, enum ast_op which, struct ast_expr *x, struct ast_expr *y, struct ast_expr *z)
{
    return ast_op(p->arena, at, which, x, y, z);
}

static struct ast_expr *word(struct parse *p, struct span at, enum ast_op which, const char *name)
{
    return ast_word(p->arena, at, which, name);
}

static struct ast_expr *named(struct parse *p, struct span at, enum ast_op which,
                              const char *name, struct ast_expr *first)
{
    return ast_named(p->arena, at, which, name, first);
}

static struct ast_clause *clause(struct parse *p, struct span at, enum ast_clause_kind kind,
                                 struct ast_expr *args)
{
    return ast_clause(p->arena, at, kind, NULL, args);
}

static struct tail doc(const char *text)
{
    return (struct tail){ NULL, text };
}

static struct ast_stmt *stmt(struct parse *p, struct span at, enum ast_kind kind,
                             const char *name, struct span name_at, struct ast_expr *value,
                             struct tail tail)
{
    struct ast_stmt *s = ast_stmt(p->arena, at, kind, name, name_at, value);
    s->clauses = tail.clauses;
    s->doc = tail.doc;
    return s;
}

static struct ast_stmt *drawn(struct parse *p, struct span at, const char *name, struct span name_at,
                              struct ast_expr *call, struct tail tail)
{
    struct ast_stmt *s = stmt(p, at, AST_PARAM, name, name_at, call, tail);
    s->word = "~";
    return s;
}

static struct span from(struct span first, struct span all)
{
    return (struct span){ all.src, first.from, all.to };
}

/* A block begins like a statement whose tail is its document. */
static struct ast_stmt *opener(struct parse *p, struct span at, enum ast_kind kind, const char *name, struct span name_at, const char *text)
{
    return stmt(p, at, kind, name, name_at, NULL, doc(text));
}

}

%token FILE_START AXIS_START RECORD_START EOL              "end of line"
%token UNCLOSED         "end of block"
%token <double>       NUMBER  "a number"
%token <const char *> NAME    "a name"
%token <const char *> STRING  "a string"
%token <const char *> UNIT    "a unit"
%token <const char *> INDEX   "an index"
%token <const char *> UNIT_BEHIND       /* behind anything but a number */
%token <const char *> UNKNOWN           /* a first word nobody knows, and its line */

/* Words: a row of words.def each, which spells them. */
%token MODEL COUPLING_BLOCK OBSERVER NETWORK EXPLORE GROUP END
%token USE PRECISION ARITHMETIC DATA UNITS MODES TABLE STATE PARAM INPUT WATCH SOURCE OUTPUT NODES DYNAMICS GRAPH COUPLING NOISE STIMULUS START HISTORY
%token SIMULATE SETTLE OBSERVE RECORD TRIALS CARRY ORDER
%token REFERENCE
%token IN CLAMP WRAP WITH ON N KEY SHAPE BROADCAST PER EVERY FROM TO AVERAGE STRATONOVICH AT BOTH POINT PRODUCT ZIP OVER
%token <const char *> DIMENSION "a dimension"
%token DIMENSION_COMMA          /* the comma in 'over node, time' */
%token DECLARATION_COMMA        /* the comma in 'state x = 1, y = 2' */
%token SIDE_COMMA               /* the comma in 'pre = x_j, y_j' of a coupling */
%token AT_NODES                 /* 'at' where nothing is observed: of 'at nodes 3, 5' */
%token NODE "'node'" ONCE "'once'" ALONG "'along'" WAYS "'ways'"      /* behind 'at', 'settle', 'carry', 'both' */

%token COMMA "','" EQUALS "'='" PRIME "\"'\"" TILDE "'~'"
%token LPAREN "'('" RPAREN "')'" LBRACKET "'['" RBRACKET "']'"
%token IF THEN ELSE OR AND NOT
%token LT "'<'" LE "'<='" GT "'>'" GE "'>='" EQ "'=='" NE "'!='"
%token PLUS "'+'" MINUS "'-'" STAR "'*'" SLASH "'/'" POWER "'^'"

/* From loose to tight; ORDER level in ast.c. Where 'at' stands directly behind what is
 * observed it is part of that; behind a clause (every 1 ms at node 3) it is one more. */
%precedence NO_CLAUSE
%precedence ELSE
%left OR
%left AND
%precedence NOT
%nonassoc LT LE GT GE EQ NE
%left PLUS MINUS
%precedence AT
%precedence CLAUSE_VALUE
%left STAR SLASH
%precedence SIGN
%right POWER
%precedence PLACE

%nterm <struct stmts> body declared
%nterm <struct ast_stmt *> block opener stmt axis
%nterm <int> close
%nterm <const char *> doc mode
%nterm <struct tail> tail
%nterm <struct clauses> clauses
%nterm <struct ast_clause *> clause
%nterm <struct ast_expr *> expr sides value values call arguments argument dimensions list elements shape names name inputs input targets assigns assign

%%

start:  FILE_START body                 { p->body = $body.first; }
    |   AXIS_START axis EOL             { p->body = build_add_stmt(p, (struct stmts){ 0 }, $axis).first; }
    |   RECORD_START names tail EOL     { p->body = build_add_stmt(p, (struct stmts){ 0 },
                                          stmt(p, @2, AST_RECORD, NULL, @2, $2, $3)).first; }
    |   AXIS_START error EOL | RECORD_START error EOL
    ;
body:   %empty                          { $$ = (struct stmts){ 0 }; }
    |   body stmt EOL                   { $$ = build_add_stmt(p, $1, $stmt); }
    |   body declared EOL               { $$ = build_add_stmts($1, $declared); }
    |   body block                      { $$ = build_add_stmt(p, $1, $block); }
    |   body UNKNOWN                    { $$ = build_add_stmt(p, $1, build_unknown(p, @2, $2)); }
    |   body error EOL                  { $$ = $1; yyerrok; }
    ;
/* Blocks. The lexer puts UNCLOSED where an 'end' is missing. */
block:  opener body close {
            if ($opener)
                $opener->body = $body.first;
            if (!$close)
                lex_not_closed(p, @opener, @close);
            $$ = $opener;
        }
    ;
opener: MODEL NAME doc EOL              { $$ = opener(p, @$, AST_MODEL, $NAME, @NAME, $doc); }
    |   COUPLING_BLOCK NAME doc EOL     { $$ = opener(p, @$, AST_COUPLING_DEF, $2, @2, $3); }
    |   OBSERVER NAME doc EOL           { $$ = opener(p, @$, AST_OBSERVER, $2, @2, $3); }
    |   NETWORK doc EOL                 { $$ = opener(p, @$, AST_NETWORK, NULL, @NETWORK, $doc); }
    |   GROUP NAME doc EOL              { $$ = opener(p, @$, AST_GROUP, $NAME, @NAME, $doc); }
    |   EXPLORE NAME mode tail EOL      { $$ = stmt(p, @$, AST_EXPLORE, $NAME, @NAME, NULL, $tail);
                                          $$->word = $mode; }
    |   MODEL NAME error EOL            { $$ = opener(p, @$, AST_MODEL, $2, @2, NULL); yyerrok; }
    |   COUPLING_BLOCK NAME error EOL   { $$ = opener(p, @$, AST_COUPLING_DEF, $2, @2, NULL); yyerrok; }
    |   OBSERVER NAME error EOL         { $$ = opener(p, @$, AST_OBSERVER, $2, @2, NULL); yyerrok; }
    |   NETWORK error EOL               { $$ = opener(p, @$, AST_NETWORK, NULL, @1, NULL); yyerrok; }
    |   GROUP NAME error EOL            { $$ = opener(p, @$, AST_GROUP, $2, @2, NULL); yyerrok; }
    |   EXPLORE NAME error EOL          { $$ = opener(p, @$, AST_EXPLORE, $2, @2, NULL); yyerrok; }
    |   MODEL error EOL                 { $$ = NULL; yyerrok; }
    |   COUPLING_BLOCK error EOL        { $$ = NULL; yyerrok; }
    |   OBSERVER error EOL              { $$ = NULL; yyerrok; }
    |   GROUP error EOL                 { $$ = NULL; yyerrok; }
    |   EXPLORE error EOL               { $$ = NULL; yyerrok; }
    ;
close:  END EOL                         { $$ = 1; }
    |   END error EOL                   { $$ = 1; yyerrok; }
    |   UNCLOSED                        { $$ = 0; }
    ;
mode:   %empty                          { $$ = NULL; }
    |   PRODUCT                         { $$ = ast_word_PRODUCT; }
    |   ZIP                             { $$ = ast_word_ZIP; }
    ;
doc:    %empty                          { $$ = NULL; }
    |   STRING
    ;

stmt:   USE NAME doc                    { $$ = opener(p, @$, AST_USE, $2, @2, $3); }
    |   PRECISION NAME doc              { $$ = opener(p, @$, AST_PRECISION, $2, @2, $3); }
    |   ARITHMETIC NAME doc             { $$ = opener(p, @$, AST_ARITHMETIC, $2, @2, $3); }
    |   ORDER NAME doc                  { $$ = opener(p, @$, AST_ORDER, $2, @2, $3); }
    |   DATA NAME EQUALS expr doc       { $$ = stmt(p, @$, AST_DATA, $2, @2, $4, doc($5)); }
    |   UNITS NAME doc                  { $$ = opener(p, @$, AST_UNITS, $2, @2, $3); }
    |   INPUT inputs doc                { $$ = stmt(p, @$, AST_INPUT, NULL, @2, $2, doc($3)); }
    |   INPUT inputs FROM names doc     { $$ = stmt(p, @$, AST_INPUT, NULL, @2, $2, doc($5));
                                          $$->params = $4; }
    |   INPUT inputs FROM names UNIT_BEHIND doc
                                        { struct ast_clause *unit = ast_clause(p->arena, @5, CLAUSE_UNIT, $5, NULL);
                                          $$ = stmt(p, @$, AST_INPUT, NULL, @2, $2, (struct tail){ unit, $6 });
                                          $$->params = $4; }
    |   REFERENCE STRING                { $$ = opener(p, @$, AST_REFERENCE, NULL, @2, $2); }
    |   WATCH names doc                 { $$ = stmt(p, @$, AST_WATCH, NULL, @2, $2, doc($3)); }
    |   SOURCE inputs doc               { $$ = stmt(p, @$, AST_SOURCE, NULL, @2, $2, doc($3)); }
    |   OUTPUT names doc                { $$ = stmt(p, @$, AST_OUTPUT, NULL, @2, $2, doc($3)); }
    |   RECORD names tail               { $$ = stmt(p, @$, AST_RECORD, NULL, @2, $2, $3); }
    |   MODES expr doc                  { $$ = stmt(p, @$, AST_MODES, NULL, @2, $2, doc($3)); }
    |   NODES expr tail                 { $$ = stmt(p, @$, AST_NODES, NULL, @2, $2, $3); }
    |   TRIALS expr tail                { $$ = stmt(p, @$, AST_TRIALS, NULL, @2, $2, $3); }
    |   DYNAMICS NAME tail              { $$ = stmt(p, @$, AST_DYNAMICS, $2, @2, NULL, $3); }
    |   NOISE NAME tail                 { $$ = stmt(p, @$, AST_NOISE, $2, @2, NULL, $3); }
    |   NOISE NAME clauses EQUALS expr tail
                                        { $$ = build_noise(stmt(p, @$, AST_NOISE, $2, @2, $5, $6), $3); }
    |   NOISE clauses EQUALS expr tail  { $$ = build_noise(stmt(p, @$, AST_NOISE, NULL, @1, $4, $5), $2); }
    |   STIMULUS targets EQUALS expr tail
                                        { $$ = stmt(p, @$, AST_STIMULUS, NULL, @1, $4, $5);
                                          $$->params = $2; }
    |   STIMULUS NAME targets EQUALS expr tail
                                        { $$ = stmt(p, @$, AST_STIMULUS, $2, @2, $5, $6);
                                          $$->params = $3; }
    |   START FROM STRING tail          { $$ = stmt(p, @$, AST_START, NULL, @1, word(p, @3, AST_STRING, $3), $4); }
    |   HISTORY NAME EQUALS expr tail   { $$ = stmt(p, @$, AST_HISTORY, $2, @2, $4, $5); }
    |   SIMULATE NAME tail              { $$ = stmt(p, @$, AST_SIMULATE, $2, @2, NULL, $3); }
    |   SETTLE expr tail                { $$ = stmt(p, @$, AST_SETTLE, NULL, @1, $2, $3); }
    |   SETTLE ONCE expr tail           { $$ = stmt(p, @$, AST_SETTLE, NULL, @1, $3, $4); $$->word = "once"; }
    |   CARRY ALONG NAME tail           { $$ = stmt(p, @$, AST_CARRY, $3, @3, NULL, $4); }
    |   OBSERVE NAME EQUALS expr tail   { $$ = stmt(p, @$, AST_OBSERVE, $2, @2, $4, $5); }
    |   GRAPH NAME EQUALS expr tail     { $$ = stmt(p, @$, AST_GRAPH, $2, @2, $4, $5); }
    |   GRAPH NAME NAME EQUALS expr tail
                                        { $$ = stmt(p, @$, AST_GRAPH, $3, @3, $5, $6);
                                          $$->params = word(p, @2, AST_NAME, $2); }
    |   GRAPH STRING tail               { $$ = stmt(p, @$, AST_GRAPH, NULL, @2,
                                          word(p, @2, AST_STRING, $2), $3); }
    |   GRAPH NAME STRING tail          { $$ = stmt(p, @$, AST_GRAPH, NULL, @3, word(p, @3, AST_STRING, $3), $4);
                                          $$->params = word(p, @2, AST_NAME, $2); }
    |   COUPLING names EQUALS call tail { $$ = stmt(p, @$, AST_COUPLING_USE, $2->name, $2->at, $4, $5);
                                          $$->params = $2; }
    |   COUPLING names EQUALS NAME call tail
                                        { $$ = stmt(p, @$, AST_COUPLING_USE, $2->name, $2->at, $5, $6);
                                          $$->params = $2;
                                          $$->word = build_delayed(p, @4, $4); }
    |   NAME PRIME EQUALS expr tail     { $$ = stmt(p, @$, AST_RATE, $1, @1, $4, $5); }
    |   NAME PLUS EQUALS expr tail      { $$ = stmt(p, @$, AST_NEXT, $1, @1, $4, $5); }
    |   NAME LPAREN names RPAREN EQUALS expr tail
                                        { $$ = stmt(p, @$, AST_FUNCTION, $1, @1, $6, $7);
                                          $$->params = $3; }
    |   TABLE NAME LPAREN inputs RPAREN EQUALS expr tail
                                        { $$ = stmt(p, @$, AST_TABLE, $2, @2, $7, $8);
                                          $$->params = $4; }
    |   NAME EQUALS expr SIDE_COMMA sides tail
                                        { $$ = stmt(p, @$, AST_DEFINE, $1, @1, ast_append($3, $5), $6); }
    |   axis
    ;
targets: %empty                         { $$ = NULL; }
    |   ON names                        { $$ = $2; }
/* One for each output of a coupling. */
sides:  expr %prec NO_CLAUSE
    |   sides SIDE_COMMA expr %prec NO_CLAUSE
                                        { $$ = ast_append($1, $3); }
    ;
/* Several on a line are as many statements. */
declared: STATE NAME EQUALS expr tail   { $$ = build_add_stmt(p, (struct stmts){ 0 }, stmt(p, @$, AST_STATE, $2, @2, $4, $5)); }
    |   PARAM NAME EQUALS expr tail     { $$ = build_add_stmt(p, (struct stmts){ 0 }, stmt(p, @$, AST_PARAM, $2, @2, $4, $5)); }
    |   PARAM NAME TILDE call tail      { $$ = build_add_stmt(p, (struct stmts){ 0 }, drawn(p, @$, $2, @2, $4, $5)); }
    |   declared DECLARATION_COMMA NAME EQUALS expr tail
                                        { $$ = build_add_stmt(p, $1, stmt(p, from(@3, @$), p->first == TOK_STATE ? AST_STATE : AST_PARAM,
                                                                          $3, @3, $5, $6)); }
    |   declared DECLARATION_COMMA NAME TILDE call tail
                                        { $$ = build_add_stmt(p, $1, drawn(p, from(@3, @$), $3, @3, $5, $6)); }
    ;
axis:   NAME EQUALS expr tail           { $$ = stmt(p, @$, AST_DEFINE, $1, @1, $3, $4); }
    |   NAME TILDE call tail            { $$ = stmt(p, @$, AST_DRAW, $1, @1, $3, $4); }
    ;

tail:   clauses doc                     { $$ = (struct tail){ $clauses.first, $doc }; }
    ;
clauses: %empty %prec NO_CLAUSE         { $$ = (struct clauses){ 0 }; }
    |   clauses clause                  { $$ = build_add_clause($1, $clause); }
    ;
clause: IN list                         { $$ = clause(p, @$, CLAUSE_IN, $list); }
    |   CLAMP list                      { $$ = clause(p, @$, CLAUSE_CLAMP, $list); }
    |   WRAP list                       { $$ = clause(p, @$, CLAUSE_WRAP, $list); }
    |   TILDE call                      { $$ = clause(p, @$, CLAUSE_DRAW, $call); }
    |   UNIT_BEHIND                     { $$ = ast_clause(p->arena, @$, CLAUSE_UNIT, $1, NULL); }
    |   WITH assigns                    { $$ = clause(p, @$, CLAUSE_WITH, $assigns); }
    |   ON names                        { $$ = clause(p, @$, CLAUSE_ON, $names); }
    |   N value                         { $$ = clause(p, @$, CLAUSE_N, $value); }
    |   KEY value                       { $$ = clause(p, @$, CLAUSE_KEY, $value); }
    |   SHAPE shape                     { $$ = clause(p, @$, CLAUSE_SHAPE, $shape); }
    |   BROADCAST                       { $$ = clause(p, @$, CLAUSE_BROADCAST, NULL); }
    |   PER name                        { $$ = clause(p, @$, CLAUSE_PER, $name); }
    |   EVERY value                     { $$ = clause(p, @$, CLAUSE_EVERY, $value); }
    |   FROM value                      { $$ = clause(p, @$, CLAUSE_FROM, $value); }
    |   TO value                        { $$ = clause(p, @$, CLAUSE_TO, $value); }
    |   AVERAGE                         { $$ = clause(p, @$, CLAUSE_AVERAGE, NULL); }
    |   BOTH WAYS                       { $$ = clause(p, @$, CLAUSE_BOTH, NULL); }
    |   POINT value                     { $$ = clause(p, @$, CLAUSE_POINT, $value); }
    |   STRATONOVICH                    { $$ = clause(p, @$, CLAUSE_STRATONOVICH, NULL); }
    |   ORDER name                      { $$ = clause(p, @$, CLAUSE_ORDER, $name); }
    |   AT_NODES NODES values           { $$ = ast_clause(p->arena, @$, CLAUSE_AT, "nodes", $values); }
    |   AT NODE expr %prec PLACE        { $$ = ast_clause(p->arena, @$, CLAUSE_AT, "node", $expr); }
    |   AT expr %prec PLACE             { $$ = clause(p, @$, CLAUSE_AT, $expr); }
    ;
value:  expr %prec CLAUSE_VALUE
    ;
values: value
    |   values COMMA value              { $$ = ast_append($1, $3); }
    ;
shape:  value
    |   LPAREN expr COMMA elements RPAREN { $$ = named(p, @$, AST_LIST, NULL, ast_append($2, $4)); }
    ;
assigns: assign
    |   assigns COMMA assign            { $$ = ast_append($1, $3); }
    ;
assign: NAME EQUALS value               { $$ = named(p, @$, AST_ASSIGN, $NAME, $value); }
    ;
names:  name
    |   names COMMA name                { $$ = ast_append($1, $3); }
    ;
inputs: input
    |   inputs COMMA input              { $$ = ast_append($1, $3); }
    ;
input:  name
    |   name UNIT_BEHIND                { $$ = ast_with_unit($1, $2, @2); }
    ;
name:   NAME                            { $$ = word(p, @$, AST_NAME, $NAME); }
    ;

expr:   NUMBER                          { $$ = ast_number(p->arena, @$, $1); }
    |   NUMBER UNIT                     { $$ = ast_with_unit(ast_number(p->arena, @$, $1), $2, @2); }
    |   name
    |   name INDEX                      { $$ = ast_index(p->arena, @$, $1, $2); }
    |   STRING                          { $$ = word(p, @$, AST_STRING, $1); }
    |   call
    |   list
    |   LPAREN expr RPAREN              { $$ = $2; }
    |   MINUS expr %prec SIGN           { $$ = op(p, @$, AST_NEG, $2, NULL, NULL); }
    |   NOT expr                        { $$ = op(p, @$, AST_NOT, $2, NULL, NULL); }
    |   expr PLUS expr                  { $$ = op(p, @$, AST_ADD, $1, $3, NULL); }
    |   expr MINUS expr                 { $$ = op(p, @$, AST_SUB, $1, $3, NULL); }
    |   expr STAR expr                  { $$ = op(p, @$, AST_MUL, $1, $3, NULL); }
    |   expr SLASH expr                 { $$ = op(p, @$, AST_DIV, $1, $3, NULL); }
    |   expr POWER expr                 { $$ = op(p, @$, AST_POW, $1, $3, NULL); }
    |   expr LT expr                    { $$ = op(p, @$, AST_LT, $1, $3, NULL); }
    |   expr LE expr                    { $$ = op(p, @$, AST_LE, $1, $3, NULL); }
    |   expr GT expr                    { $$ = op(p, @$, AST_GT, $1, $3, NULL); }
    |   expr GE expr                    { $$ = op(p, @$, AST_GE, $1, $3, NULL); }
    |   expr EQ expr                    { $$ = op(p, @$, AST_EQ, $1, $3, NULL); }
    |   expr NE expr                    { $$ = op(p, @$, AST_NE, $1, $3, NULL); }
    |   expr AND expr                   { $$ = op(p, @$, AST_AND, $1, $3, NULL); }
    |   expr OR expr                    { $$ = op(p, @$, AST_OR, $1, $3, NULL); }
    |   IF expr THEN expr ELSE expr     { $$ = op(p, @$, AST_IF, $2, $4, $6); }
    |   expr AT NODE expr %prec PLACE   { $$ = ast_at(p->arena, @$, $1, "node", $4); }
    |   expr AT expr %prec PLACE        { $$ = ast_at(p->arena, @$, $1, NULL, $3); }
    ;
call:   NAME LPAREN RPAREN              { $$ = named(p, @$, AST_CALL, $NAME, NULL); }
    |   NAME LPAREN arguments RPAREN    { $$ = named(p, @$, AST_CALL, $NAME, $arguments); }
    ;
arguments: argument
    |   arguments COMMA argument        { $$ = ast_append($1, $3); }
    ;
argument: expr
    |   expr OVER dimensions            { $$ = named(p, @$, AST_OVER, NULL, ast_append($1, $3)); }
    ;
dimensions: DIMENSION                   { $$ = word(p, @$, AST_NAME, $1); }
    |   dimensions DIMENSION_COMMA DIMENSION { $$ = ast_append($1, word(p, @3, AST_NAME, $3)); }
    ;
list:   LBRACKET RBRACKET               { $$ = named(p, @$, AST_LIST, NULL, NULL); }
    |   LBRACKET elements RBRACKET      { $$ = named(p, @$, AST_LIST, NULL, $elements); }
    ;
elements: expr
    |   elements COMMA expr             { $$ = ast_append($1, $3); }
    ;

%%
/* --------------------------------------------------------------- messages -- */

enum { MOST_WANTED = 5 };

/* How a symbol is spoken of in 'expected ...'. */
enum group { SINGLE, HIDDEN, OPERAND, OPERATOR, CLAUSE };

static int contains(const yysymbol_kind_t *s, int n, yysymbol_kind_t which)
{
    while (n && s[n-1] != which)
        n--;
    return n > 0;
}

/* How a word is spelt, or NULL: the symbol is none. */
static const char *spelt_word(yysymbol_kind_t s)
{
    static const struct { yysymbol_kind_t symbol; const char *word; } words[] = {
#define SPELT(token, word) { YYSYMBOL_##token, sizeof word > 1 ? "'" word "'" : NULL },
#define STATEMENT(kind, token, word, behind, opens, places, clauses) SPELT(token, word)
#define CLAUSE(kind, token, word, behind) SPELT(token, word)
#define WORD(token, word, behind) SPELT(token, word)
#define RESERVED(token, word, behind) SPELT(token, word)
#define END_WORD(token, word) SPELT(token, word)
#include "ast/words.def"
    };
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        if (words[i].symbol == s)
            return words[i].word;
    return NULL;
}

static int is_clause(yysymbol_kind_t s)
{
    static const yysymbol_kind_t symbols[] = {
#define CLAUSE(kind, token, word, behind) YYSYMBOL_##token,
#define WORD(token, word, behind) YYSYMBOL_##token,
#include "ast/words.def"
    };
    return contains(symbols, sizeof symbols/sizeof *symbols, s);
}

static enum group group(yysymbol_kind_t s, int operands)
{
    switch (s) {
    case YYSYMBOL_INDEX: case YYSYMBOL_UNIT: case YYSYMBOL_UNIT_BEHIND: case YYSYMBOL_UNKNOWN:
    case YYSYMBOL_DIMENSION_COMMA: case YYSYMBOL_DECLARATION_COMMA: case YYSYMBOL_SIDE_COMMA: case YYSYMBOL_UNCLOSED: case YYSYMBOL_YYEOF:
    case YYSYMBOL_AT: case YYSYMBOL_AT_NODES: case YYSYMBOL_NODE:
        return HIDDEN;
    case YYSYMBOL_NUMBER: case YYSYMBOL_IF: case YYSYMBOL_NOT:
        return OPERAND;
    case YYSYMBOL_NAME: case YYSYMBOL_STRING: case YYSYMBOL_LPAREN: case YYSYMBOL_LBRACKET:
        return operands ? OPERAND : SINGLE;
    case YYSYMBOL_MINUS:
        return operands ? OPERAND : OPERATOR;
    case YYSYMBOL_TILDE:
        return operands ? SINGLE : CLAUSE;
    default:
        return s >= YYSYMBOL_OR && s <= YYSYMBOL_POWER ? OPERATOR : is_clause(s) ? CLAUSE : SINGLE;
    }
}

struct wanted {
    int n;
    const char *words[MOST_WANTED + 1];
};

static void want(struct wanted *w, const char *word)
{
    for (int i = 0; i < w->n; i++)
        if (!strcmp(w->words[i], word))
            return;
    if (w->n <= MOST_WANTED)
        w->words[w->n++] = word;
}

/* Few symbols are listed one by one; many are spoken of by what they are. */
static void choose_words(struct wanted *w, const yysymbol_kind_t *s, int n)
{
    int operands = contains(s, n, YYSYMBOL_NUMBER), shown = 0;
    if (contains(s, n, YYSYMBOL_STATE)) {
        want(w, "a statement");
        return;
    }
    for (int i = 0; i < n; i++)
        shown += group(s[i], operands) != HIDDEN;
    int few = shown <= MOST_WANTED;
    static const char *const groups[] = {
        [OPERAND] = "an expression", [OPERATOR] = "an operator", [CLAUSE] = "a clause"
    };
    for (enum group g = OPERAND; !few && g <= CLAUSE; g++)
        for (int i = 0; i < n; i++)
            if (group(s[i], operands) == g)
                want(w, groups[g]);
    for (int i = 0; i < n; i++) {
        enum group g = group(s[i], operands);
        int plain = g == SINGLE && s[i] != YYSYMBOL_STRING && s[i] != YYSYMBOL_LPAREN;
        if (g != HIDDEN && (few || plain))
            want(w, spelt_word(s[i]) ? spelt_word(s[i]) : yysymbol_name(s[i]));
    }
}

/* A sign of comparison where 'and' may stand, or '=' where '==' may. */
static const char *sign_mistaken(yysymbol_kind_t token, const yysymbol_kind_t *s, int n)
{
    if (token == YYSYMBOL_EQUALS && contains(s, n, YYSYMBOL_EQ))
        return "; '==' compares";
    if (token >= YYSYMBOL_LT && token <= YYSYMBOL_NE && contains(s, n, YYSYMBOL_AND))
        return "; comparisons are joined by 'and'";
    return NULL;
}

/* Whether a word of the language stands in the place of a name. */
static int is_taken(struct parse *p, const yypcontext_t *ctx, struct span at)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    int n = yypcontext_expected_tokens(ctx, symbols, YYNTOKENS), is_first = contains(symbols, n, YYSYMBOL_STATE);
    return contains(symbols, n, YYSYMBOL_NAME) && !contains(symbols, n, YYSYMBOL_NUMBER) && lex_is_taken(p, at, is_first);
}

static void add_expected(struct text *message, const yypcontext_t *ctx)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    int n = yypcontext_expected_tokens(ctx, symbols, YYNTOKENS);
    const char *sign = sign_mistaken(yypcontext_token(ctx), symbols, n);
    if (sign) {
        text_add(message, sign);
        return;
    }
    struct wanted w = { 0 };
    choose_words(&w, symbols, n);
    if (w.n > MOST_WANTED)
        return;
    for (int i = 0; i < w.n; i++)
        text_print(message, "%s%s", !i ? "; expected " : i < w.n - 1 ? ", " : " or ", w.words[i]);
}

/* Quotes whole characters: a raised '-1' is two signs and three tokens. */
static void add_found(struct text *message, struct parse *p, yysymbol_kind_t token, struct span at)
{
    const char *s = p->src->text;
    while (at.from > 0 && (s[at.from] & 0xc0) == 0x80)
        at.from--;
    while ((s[at.to] & 0xc0) == 0x80)
        at.to++;
    int len = at.to - at.from;
    if (token == YYSYMBOL_EOL)
        text_add(message, "unexpected end of line");
    else if (token == YYSYMBOL_STRING)
        text_add(message, "unexpected string");
    else
        text_print(message, "unexpected '%.*s%s'", len > LONGEST_QUOTE ? LONGEST_QUOTE : len,
                   p->src->text + at.from, len > LONGEST_QUOTE ? "..." : "");
}

static int yyreport_syntax_error(const yypcontext_t *ctx, struct parse *p)
{
    yysymbol_kind_t token = yypcontext_token(ctx);
    struct span at = *yypcontext_location(ctx);
    if (p->failed || p->stopped)
        return 0;
    p->failed = 1;
    build_count_fault(p, at);
    if (token == YYSYMBOL_EOL && p->unclosed >= 0) {
        at = (struct span){ p->src, p->unclosed, p->unclosed + 1 };
        diag_error(p->diags, at, "'%c' is not closed", p->src->text[p->unclosed]);
    } else if (is_taken(p, ctx, at)) {
        diag_error(p->diags, at, "'%.*s' is a word of the language and no name; choose another", at.to - at.from, p->text + at.from);
    } else if (!lex_misspelt_clause(p)) {
        struct text message = { 0 };
        int is_list = p->is_option && p->first == TOK_RECORD;
        const char *hint = (is_list ? hint_recorded : hint_line)(p->text, at.from, p->arena);
        add_found(&message, p, token, at);
        if (hint)
            text_print(&message, "; %s", hint);
        else
            add_expected(&message, ctx);
        diag_error(p->diags, at, "%s", text_string(&message));
        text_free(&message);
    }
    return 0;
}

/* All that Bison itself has to say is that its stack is full. */
static void model_error(const struct span *at, struct parse *p, const char *message)
{
    (void)message;
    build_too_deep(p, *at);
}
