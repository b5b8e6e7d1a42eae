/* plan.h -- what of a file is drawn, and along which dimensions: between a request and a picture.
 *
 * names.c knows the file, choose.c decides, gather.c reads.
 */
#ifndef PLAN_H
#define PLAN_H
#include "data/result.h"
#include "picture.h"

/* PIECE: numbers read at once. */
enum { PLAN_VARIABLES = 12, PLAN_CURVES = 500, PANELS_MOST = 24, PLAN_PIECE = 1 << 16 };

/* What a dimension is, by its name and coordinate; see names.c. */
enum dim_role { DIM_TIME, DIM_STATE, DIM_NODE, DIM_REPEAT, DIM_POINT, DIM_CELL, DIM_AXIS };

/* What lies along a dimension. */
struct plan_dim {                   /* set by plan_dims, at also by plan_take_at, asked by that alone */
    enum dim_role role;
    int variable;                   /* its numbers, or -1: 0, 1, 2, ... */
    const char *const *names;       /* of its places where they are texts, or NULL */
    int unsorted;                   /* numbers were drawn, or neither rise nor fall */
    long at;                        /* the place that is drawn, or -1: all */
    int asked;                      /* --at said so */
};

/* Begun by plot_make, -1 where nothing is known yet; choose.c, curves.c and fields.c fill it in. */
struct plan {
    const struct plot_request *q;   /* these four are the caller's */
    struct result *r;               /* open as long as the plan is used */
    struct arena *arena;            /* of the picture, and of all that leads to it */
    struct fail *f;                 /* what returns -1 or NULL below has filled it */
    struct plan_dim *dims;          /* [r->dim_count] */
    enum plot_kind kind;            /* as asked for; no more AUTO when a picture is made */
    int variables[PLAN_VARIABLES], variable_count;      /* drawn; none: points of the space alone */
    int x, y;                       /* dimensions, or -1 */
    int color, panel;               /* the dimensions whose places have a color, a panel each, or -1 */
    /* Of scatters and phase planes; what x and y count if they are dimensions. -1: none. */
    int x_variable, y_variable, color_variable;
    long columns;                   /* a curve is thinned to so many */
    struct plan_block *block;       /* what was read last, of gather_along; NULL: nothing */
};

/* One place on every dimension of the file; plan_dims refuses files with more of them. */
struct indices { long at[RESULT_RANK*4]; };

/* ---- names.c ---- */

int  plan_dims(struct plan *p);                         /* fills dims; takes --at */
int  plan_take_at(struct plan *p);
int  plan_is_result(const struct plan *p, int variable);        /* no axis, no index, no status */
int  plan_is_axis(const struct plan *p, int variable);          /* one number a place of a dimension, and no result */
int  plan_find(struct plan *p, const char *option, const char *name);   /* variable, or -1 with code 2 */
int  plan_find_state(const struct plan *p, const char *name, int *dim, long *at);    /* the result that holds it, or -1 */
int  plan_find_dim(struct plan *p, const char *name);           /* dimension of a name or of an axis along it, or -1 */
int  plan_has_dim(const struct plan *p, int variable, int dim);
int  plan_is_drawn(const struct plan *p, int variable);         /* values along one dimension, from a distribution */
/* The dimensions of a variable that have several places and none chosen. */
int  plan_free(const struct plan *p, int variable, int *dims);
const char *plan_label(const struct plan *p, int variable);     /* "a [mV]" */
const char *plan_dim_label(const struct plan *p, int dim);
/* Of what [variable] holds at [spot]: that of one of several states, or its own. */
int  plan_label_at(struct plan *p, int variable, const struct indices *spot, const char **label);
const char *plan_state_label(const struct plan *p, int variable, const char *state);    /* one of several in a variable */
/* "2", "V", of one place of a dimension; -1 where it cannot be read. */
int  plan_place_name(struct plan *p, int dim, long at, const char **name);
int  plan_place_number(struct plan *p, int dim, long at, double *number);

/* ---- common.c ---- */

extern const struct plot_axis axis_empty;
void axis_hold_all(struct plot_axis *a, const double *values, long n);
/* Hands the parts of "a,b" out one by one. */
const char *plan_part(struct arena *a, const char **list);
/* Why something is not drawn, code 1; -1. */
int  plan_refuse_kind(struct plan *p, const char *what);
int  plan_refuse_many(struct plan *p, const int *dims, int n);
/* Whether what varies along [dims], with time among them, can be curves over each other. */
int  plan_are_curves(const struct plan *p, const int *dims, int n);
int  plan_refuse_number(struct plan *p, int variable);
int  plan_count_role(const struct plan *p, const int *dims, int n, enum dim_role role);
/* The axes of the space, or of them those along a dimension (-1: all), in the order of the file. */
int  plan_axes(const struct plan *p, int dim, int *axes, int most);
/* The first of the places that are drawn, and the next along [dims]: 0 when all were seen. */
struct indices plan_start(const struct plan *p);
int  plan_next(const struct plan *p, const int *dims, int n, struct indices *s);
int  plan_is_whole(const struct plan *p, int dim);
/* The names of the places of a dimension on the axis where they are counted, where there are any. */
void plan_take_names(const struct plan *p, int dim, struct plot_axis *a);
int  plan_is_log(const struct plan *p, int bit);
int  plan_finish_axis(struct plan *p, struct plot_axis *a, double margin);
struct picture *plan_picture(const struct plan *p, long panels);

/* ---- curves.c, fields.c: the kinds; NULL: [p->f] is filled ---- */

struct picture *make_curves(struct plan *p);
struct picture *make_phase(struct plan *p);
struct picture *make_maps(struct plan *p);
struct picture *make_scatter(struct plan *p);
struct picture *make_bars(struct plan *p);

/* ---- asked.c ---- */

/* What was asked for and did nothing to the picture that was made: -1 with code 2, or 0. */
int plan_answer(struct plan *p, const struct picture *made);

/* ---- along.c ---- */

/* Values first.. of [variable] along [dim] from [spot]; one that does not run along it stands still. */
int gather_along(struct plan *p, int variable, int dim, const struct indices *spot, long first, long count, double *out);
/* How many at most are best asked for at once. */
long gather_piece(const struct plan *p, int variable, int dim);

/* ---- gather.c ---- */

/* A curve at each of so many spots. */
int gather_curves(struct plan *p, int variable, const struct indices *spots, struct plot_curve *curves, long curve_count);
/* One state or variable over another along time; [x_axis], [y_axis] are widened. */
int gather_phase(struct plan *p, int x, const struct indices *x_spot, int y, const struct indices *y_spot,
                 struct plot_curve *c, struct plot_axis *x_axis, struct plot_axis *y_axis);
int gather_cells(struct plan *p, int variable, const struct indices *spot, struct plot_panel *panel);
int gather_points(struct plan *p, struct plot_curve *c);
/* All values of a variable at one height. */
int gather_strip(struct plan *p, int variable, double height, struct plot_curve *c);
/* [log]: of the numbers' axis. */
int gather_bars(struct plan *p, int variable, struct plot_curve *c, int log);
#endif
