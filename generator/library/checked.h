/* checked.h -- a text that was checked under some settings, kept for as long as somebody wants it.
 *
 * The object has the last one without errors; kernels made of it hold it, too. Nothing in it changes once it is made, so
 * that threads with results of their own may read it together.
 */
#ifndef CHECKED_H
#define CHECKED_H
#include "base/text.h"
#include "contents.h"
#include "job/library.h"
#include "massc.h"
#include "pipeline.h"
#include "stamps.h"

/* What a check said, flat: a note stands behind the message it hangs on. */
struct said {
    struct arena arena;             /* of the list and all its texts */
    struct massc_diagnostic *list; int count;
};

/* Made by checked_make. */
struct checked {
    int holders;                    /* from any thread; checked_hold, checked_drop */
    struct pipeline pipe;           /* opened first; its arena holds all but what is said to be closed */
    struct model_library library;   /* opened with it; the pipeline points to its calls */
    struct experiment *e;
    struct contents contents;       /* of [e] */
    struct stamps stamps;           /* of the files that it has read */
    struct text warnings;           /* freed with it, ... */
    struct said said;               /* ... for programs; likewise */
    double seconds;                 /* that it took */
};

/* Checks [src] with [over] for [m], which has said what there is to say; who asks holds it. NULL: it has errors, or
 * there is no memory. */
struct checked *checked_make(struct massc *m, const struct source *src, const struct overrides *over);
/* Says what stands in [d], as messages of [m]. Raises. */
void checked_say(struct massc *m, const struct diags *d);
struct checked *checked_hold(struct checked *c);
void checked_drop(struct checked *c);           /* takes NULL */
#endif
