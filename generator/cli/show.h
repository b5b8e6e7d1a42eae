/* show.h -- a model or coupling of the library, checked, as text. */
#ifndef SHOW_H
#define SHOW_H
#include "model/model.h"
#include "base/text.h"

struct shown {                          /* set by command_show.c */
    const char *kind;                   /* "model" */
    const char *name, *doc;             /* doc may be NULL */
    const struct experiment *e;         /* made up around it; its quantities hold the values */
    const struct model *model;          /* or that of an observer; one of the two is NULL */
    const struct coupling *coupling;
};

/* Both append. For people: a title, then aligned sections; [a] for the work. */
void show_text(const struct shown *w, struct arena *a, struct text *out);
/* The same of the model of an experiment, with the values that hold there; nothing where it has none. */
void show_experiment(const struct experiment *e, struct arena *a, struct text *out);
/* For programs: one JSON object; numbers that are not finite are null. */
void show_json(const struct shown *w, struct arena *a, struct text *out);
#endif
