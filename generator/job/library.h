/* library.h -- where models and data come from. */
#ifndef LIBRARY_H
#define LIBRARY_H
#include "base/arena.h"
#include "model/model.h"

struct model_library {
    struct library calls;           /* what the checker is given */
    const char **path;              /* folders of $MASSC_PATH, NULL-terminated */
};

void library_open(struct model_library *l, struct arena *a);

/* Text and path of a model or coupling the library holds: NAME.mass in a folder
 * of the path, or embedded. NULL: none. */
const struct source *library_find(const struct model_library *l, const char *name,
                                  struct arena *a);

/* Embedded models and couplings by number: "Kuramoto", "couplings/Linear"; NULL
 * behind the last. */
const char *library_name(int i);
#endif
