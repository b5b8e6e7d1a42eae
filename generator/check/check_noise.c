/* check_noise.c -- the noise of a network: terms, each with states, a gain and a stream of its own.
 *
 *   noise additive on V, W with sigma = 0.1             dW = sigma*sqrt(dt)*z
 *   noise a = multiplicative on V with sigma = 0.1      sigma*(1 + state_scaling*|V|)
 *   noise b on V = s*sqrt(V) with s = 0.1               any gain; names behind `with` are its own
 *
 * Names behind `with` that belong to every term (key, tau, draws, matrices of correlation) are no
 * parameters of a gain. What hangs on the scheme is judged when that is known.
 *
 * In a circle with check_set.c: that sets the quantities, and asks here for what is none.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

static const char *const forms[] = { "additive", "multiplicative", NULL };      /* ORDER noise_gain */

/* ---- names behind `with` ---------------------------------------------------------- */

static const char *const common[] = { "key", "tau", "draws", "state_correlation", "node_correlation", NULL };

static const struct ast_expr *settings_of(const struct ast_stmt *s)
{
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    return with ? with->args : NULL;
}

static const struct ast_expr *setting(const struct ast_stmt *s, const char *name)
{
    const struct ast_expr *a = settings_of(s);
    while (a && strcmp(a->name, name))
        a = a->next;
    return a;
}

/* Of a strength of one state, "sigma.V", what stands behind the dot; or NULL. */
static const char *state_behind(const char *name, const char *strength)
{
    size_t n = strlen(strength);
    return !strncmp(name, strength, n) && name[n] == '.' ? name + n + 1 : NULL;
}

/* "sigma", "sigma.V" */
static int is_strength(const char *name, const char *strength)
{
    return !strcmp(name, strength) || state_behind(name, strength);
}

int noise_setting(struct check *c, const struct ast_expr *a)
{
    struct noise *z = &c->e->noises[c->e->noise_count - 1];
    if (!strcmp(a->name, "draws"))
        check_draws_file(c, z, a->first);
    else if (!strcmp(a->name, "state_correlation"))
        z->across_states = check_correlation(c, a->first, "noisy state", z->state_count);
    else if (!strcmp(a->name, "node_correlation"))
        z->across_nodes = check_correlation(c, a->first, "node", nodes_unsure(c) ? 0 : c->e->nodes);
    else
        return is_strength(a->name, z->is_nsig ? "sigma" : "nsig") && z->form != NOISE_FORMULA;     /* that there are both was said */
    return 1;
}

void noise_offers(struct offer *o, const struct check *c)
{
    const struct noise *z = &c->e->noises[c->e->noise_count - 1];
    for (int i = 0; common[i]; i++)
        if (strcmp(common[i], "key") && (strcmp(common[i], "tau") || z->tau < 0))      /* which are quantities */
            offer_add(o, common[i]);
}

/* ---- quantities ------------------------------------------------------------------- */

static int add(struct check *c, const struct noise *z, enum quantity_kind kind, const char *name, const char *doc)
{
    return quantity_add(c, (struct quantity){
        .kind = kind, .path = arena_print(c->arena, "%s.%s", z->path, name), .name = name, .at = z->at, .doc = doc,
        .unit = kind == QUANTITY_NOISE_TAU ? "ms" : NULL, .value = kind == QUANTITY_NOISE ? NAN : 0,
        .lo = kind == QUANTITY_NOISE ? 0 : -INFINITY, .hi = INFINITY, .index = c->e->noise_count - 1,
        .per_node = kind == QUANTITY_NOISE || kind == QUANTITY_NOISE_PARAM
    });
}

/* Those of single states, of the others one for all. */
static void add_strengths(struct check *c, struct noise *z, const struct ast_stmt *s, const char *name)
{
    int all = -1, own = 0;
    z->strengths = ARENA_ARRAY(c->arena, int, z->state_count + 1);
    for (int i = 0; i < z->state_count; i++) {
        const char *path = arena_print(c->arena, "%s.%s", name, c->e->model->states[z->states[i]].name);
        z->strengths[i] = -1;
        if (setting(s, path)) {
            z->strengths[i] = add(c, z, QUANTITY_NOISE, path, "strength of the noise on this state");
            own++;
        }
    }
    if (own < z->state_count || !z->state_count || setting(s, name))
        all = add(c, z, QUANTITY_NOISE, name, "strength of the noise");
    for (int i = 0; i < z->state_count; i++)
        if (z->strengths[i] < 0)
            z->strengths[i] = all;
}

/* Whether all strengths came; a fault in them counts as one that did. */
static int lacks_strength(const struct check *c, const struct noise *z)
{
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (q->kind == QUANTITY_NOISE && q->index == c->e->noise_count - 1 && isnan(q->value))
            return 1;
    }
    return z->form != NOISE_FORMULA && !z->strengths;
}

static int is_nsig(struct check *c, const struct ast_stmt *s)
{
    const struct ast_expr *sigma = NULL, *nsig = NULL;
    for (const struct ast_expr *a = settings_of(s); a; a = a->next) {
        sigma = !sigma && is_strength(a->name, "sigma") ? a : sigma;
        nsig = !nsig && is_strength(a->name, "nsig") ? a : nsig;
    }
    if (sigma && nsig)
        diag_error(c->diags, (sigma->at.from < nsig->at.from ? nsig : sigma)->at,
                   "'sigma' and 'nsig' both say how strong the noise is: sigma = sqrt(2*nsig); leave one of them out");
    return nsig && !sigma;
}

/* ---- a gain as a formula ----------------------------------------------------------- */

static void add_param(struct check *c, struct noise *z, struct definition *own, const struct ast_expr *a)
{
    if (name_one_of(a->name, common) >= 0 || strchr(a->name, '.') || scope_find(&own->scope, a->name)
        || !scope_declare(c, &own->scope, a->name, a->at, SYMBOL_PARAM, z->own_count))
        return;
    int q = add(c, z, QUANTITY_NOISE_PARAM, a->name, NULL);
    c->e->quantities[q].at = a->at;
    *ARENA_PUSH(c->arena, z->params, z->param_count) = (struct param){ a->name, q };
    z->own_count++;
}

/* Names of the model behind those of the term, which hide its parameters and nothing else. */
static void add_model(struct check *c, struct noise *z, struct scope *scope)
{
    const struct model *m = c->e->model;
    for (const struct symbol *y = c->dynamics->scope.first; y; y = y->next) {
        const struct symbol *own = scope_find(scope, y->name);
        int is_param = y->kind == SYMBOL_PARAM;
        if (own && !is_param && y->kind != SYMBOL_POISON)
            diag_error(c->diags, own->at, "'%s' is %s of %s; choose another name", y->name, symbol_kind_name(y->kind), m->name);
        else if (!own)
            scope_put(c->arena, scope, y->name, y->at, y->kind, is_param ? z->own_count + y->index : y->index);
    }
    for (int i = 0; i < m->param_count; i++)
        *ARENA_PUSH(c->arena, z->params, z->param_count) = m->params[i];
}

/* What the gain reads is used; a name of its own that it does not read is reported. */
static void judge_use(struct check *c, const struct scope *scope)
{
    for (const struct symbol *y = scope->first; y; y = y->next) {
        struct symbol *model = scope_find(&c->dynamics->scope, y->name);
        int is_own = !model || model->at.from != y->at.from || model->at.src != y->at.src;
        if (!is_own)
            model->used |= y->used;
        else if (y->kind == SYMBOL_PARAM && !y->used)
            diag_warn(c->diags, y->at, "unused-param", "parameter '%s' is never used", y->name);
    }
}

static void read_gain(struct check *c, struct noise *z, const struct ast_stmt *s)
{
    struct definition own = { .stmt = s };
    for (const struct ast_expr *a = settings_of(s); a; a = a->next)
        add_param(c, z, &own, a);
    if (!c->dynamics)
        return;
    add_model(c, z, &own.scope);
    struct walk w = { .c = c, .name = scope_name, .call = scope_call, .scope = &own.scope, .def = c->dynamics };
    z->gain = expr_check(&w, s->value, WANT_NUMBER);
    if (z->gain)
        judge_use(c, &own.scope);
}

/* ---- a term ------------------------------------------------------------------------- */

static void noisy_states(struct check *c, struct noise *z, const struct ast_stmt *s)
{
    const struct model *m = c->e->model;
    const struct ast_clause *on = ast_find_clause(s, CLAUSE_ON);
    const struct ast_expr *names = s->params ? s->params : on ? on->args : NULL;
    for (int i = 0; !names && m && i < m->state_count; i++)
        *ARENA_PUSH(c->arena, z->states, z->state_count) = i;
    if (names && m)
        z->state_count = network_states(c, names, &z->states);
}

/* Of the word for it: "additive" in `noise additive`, `noise a = additive`. */
static enum noise_gain read_form(struct check *c, const struct ast_stmt *s, const char **name)
{
    int is_named = s->value != NULL;
    const char *word = !is_named ? s->name : s->value->op == AST_NAME ? s->value->name : NULL;
    struct span at = is_named ? s->value->at : s->name_at;
    *name = is_named ? s->name : NULL;
    if (s->params)
        return NOISE_FORMULA;
    int form = word ? name_one_of(word, forms) : -1;
    if (form >= 0)
        return (enum noise_gain)form;
    struct offer o;
    offer_start(&o, word ? word : "");
    for (int i = 0; forms[i]; i++)
        offer_add(&o, forms[i]);
    const char *end = offer_end(c, &o, "there are");
    if (word)
        diag_error(c->diags, at, "unknown noise '%s'%s", word, end);
    else if (s->value->op == AST_NUMBER)
        diag_error(c->diags, at, "a number is no kind of noise; write noise additive with sigma = %s", expr_text(c, s->value));
    else
        diag_error(c->diags, at, "a gain says what it acts on: noise%s%s on V = %s", s->name ? " " : "", s->name ? s->name : "",
                   expr_text(c, s->value));
    return NOISE_ADDITIVE;
}

/* Terms have names of their own; one may have none. */
static void judge_name(struct check *c, const struct ast_stmt *s, const char *name)
{
    if (name && name_one_of(name, forms) >= 0) {
        diag_error(c->diags, s->name_at, "'%s' is a kind of noise and no name for one; choose another", name);
        return;
    }
    if (name && strchr(name, '.'))
        diag_error(c->diags, s->name_at, "'%s' holds a dot; a name declared here is one word", name);
    for (int i = 0; i < c->e->noise_count; i++) {
        const struct noise *other = &c->e->noises[i];
        if (name && other->name && !strcmp(name, other->name))
            diag_error(c->diags, s->name_at, "noise '%s' is declared twice", name);
        else if (!name && !other->name)
            diag_error(c->diags, s->at, "there is a noise without a name already; name this one: noise a = additive ...");
        else
            continue;
        diag_note(c->diags, other->at, "the first one is here");
    }
}

static void judge_sense(struct check *c, const struct noise *z, const struct ast_stmt *s)
{
    const struct ast_clause *sense = ast_find_clause(s, CLAUSE_STRATONOVICH);
    if (sense && z->form == NOISE_ADDITIVE)
        diag_error(c->diags, sense->at, "additive noise is the same in Ito's and Stratonovich's sense; leave out 'stratonovich'");
    else if (sense && z->tau >= 0)
        diag_error(c->diags, sense->at, "noise with a time constant is no white noise, which alone has two senses; leave out 'stratonovich'");
}

static void check_term(struct check *c, const struct ast_stmt *s)
{
    const char *name;
    int before = c->diags->errors;
    enum noise_gain form = read_form(c, s, &name);
    judge_name(c, s, name);
    struct noise *z = ARENA_PUSH(c->arena, c->e->noises, c->e->noise_count);
    *z = (struct noise){ .name = name, .path = name ? arena_print(c->arena, "noise.%s", name) : "noise", .at = s->at,
                         .form = form, .scaling = -1, .tau = -1 };
    z->is_stratonovich = ast_find_clause(s, CLAUSE_STRATONOVICH) != NULL;
    noisy_states(c, z, s);
    if (form == NOISE_FORMULA) {
        read_gain(c, z, s);
    } else {
        z->is_nsig = is_nsig(c, s);
        add_strengths(c, z, s, z->is_nsig ? "nsig" : "sigma");
    }
    if (form == NOISE_MULTIPLICATIVE) {
        z->scaling = add(c, z, QUANTITY_NOISE_PARAM, "state_scaling", "what a unit of the state adds to the strength, as part of it");
        c->e->quantities[z->scaling].value = 0.1;
    }
    if (setting(s, "tau"))
        z->tau = add(c, z, QUANTITY_NOISE_TAU, "tau", "time constant of the noise");
    z->key = add(c, z, QUANTITY_NOISE_KEY, "key", "key of the random numbers");
    check_with(c, s, z->path, model_noise_text(z, c->arena));
    if (lacks_strength(c, z) && c->diags->errors == before)
        diag_error(c->diags, s->at, "noise needs its strength; write: noise %s%s%s with sigma = 0.01", name ? name : "",
                   name ? " = " : "", forms[form]);
    judge_sense(c, z, s);
}

static int has_key(const struct check *c, int64_t seed, int upto)
{
    for (int i = 0; i < c->e->noise_count; i++) {
        const struct quantity *q = &c->e->quantities[c->e->noises[i].key];
        if ((q->given || i < upto) && q->seed == seed)
            return 1;
    }
    return 0;
}

/* Terms of one key and one size draw the same: keys that are not written are the least that nobody has. That
 * of the first is 0, whatever stands behind it. */
static void number_keys(struct check *c)
{
    for (int i = 1; i < c->e->noise_count; i++) {
        struct quantity *q = &c->e->quantities[c->e->noises[i].key];
        while (!q->given && has_key(c, q->seed, i))
            q->seed++;
        q->value = (double)q->seed;
    }
}

void check_noise(struct check *c)
{
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next)
        if (s->kind == AST_NOISE)
            check_term(c, s);
    number_keys(c);
}

/* ---- with the scheme ------------------------------------------------------------------ */

static int same_draws(const struct experiment *e, const struct noise *a, const struct noise *b)
{
    return e->quantities[a->key].seed == e->quantities[b->key].seed && !a->draws.values && !b->draws.values;
}

void check_noise_scheme(struct check *c)
{
    const struct experiment *e = c->e;
    for (int i = 0; i < e->noise_count && e->simulate.present; i++) {
        const struct noise *z = &e->noises[i];
        if (z->is_stratonovich && z->form != NOISE_ADDITIVE && e->simulate.scheme != SCHEME_heun)
            diag_error(c->diags, z->at, "noise in Stratonovich's sense is made by heun, which looks at the gain of the predicted "
                       "state, too; '%s' has Ito's: simulate heun with ..., or leave out 'stratonovich'", scheme_names[e->simulate.scheme]);
        if (z->tau >= 0 && e->simulate.is_map)
            diag_error(c->diags, z->at, "a map has no time, and its noise no time constant; leave out 'tau'");
        for (int k = 0; k < i && !c->diags->errors; k++)
            if (same_draws(e, &e->noises[k], z)) {
                diag_remark(c->diags, z->at, "%s has the key of %s and draws the same numbers; give it one of its own: key = %d",
                            model_noise_text(z, c->arena), model_noise_text(&e->noises[k], c->arena), i);
                break;
            }
    }
}
