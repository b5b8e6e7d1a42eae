/* library.h -- where models and data come from. */
#ifndef LIBRARY_H
#define LIBRARY_H
#include "base/arena.h"
#include "model/model.h"

/* Set by library_open; where a run is done again, session_again sets the recorded files of calls. */
struct model_library {
    struct library calls;           /* what the checker is given */
    const char **path;              /* folders of $MASSC_PATH, NULL-terminated, in the arena */
};

/* Looks at the environment. Nothing is to be closed. */
void library_open(struct model_library *l, struct arena *a);

/* Text and path of a model or coupling the library holds: NAME.mass [below], one of library_below, a folder
 * of the path, or embedded. NULL: none that can be read. */
const struct source *library_find(const struct model_library *l, const char *below, const char *name, struct arena *a);

/* "<massc>/NAME.mass" of an embedded model, which is an experiment like any file, or NULL; the text of
 * such a path, or NULL: it is none. */
const char *library_path(const char *name, struct arena *a);
const struct source *library_source(const char *path, struct arena *a);

/* Embedded models and couplings by number: "Kuramoto", "couplings/Linear", "systems/HenonMap"; NULL
 * behind the last. */
const char *library_name(int i);
/* Whether that is a model: neither a coupling nor an observer. */
int library_is_model(const char *name);
#endif
