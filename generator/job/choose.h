/* choose.h -- which exploration a user means. */
#ifndef CHOOSE_H
#define CHOOSE_H
#include "base/fail.h"
#include "model/model.h"

/* The exploration of [e] called [name], or the only one where that is NULL. NULL with code 2 in [f]:
 * there is none of that name (the nearest is suggested), or there are several to choose from. */
const struct exploration *choose_exploration(const struct experiment *e, const char *name, struct fail *f);
/* 0; -1 with code 1 where the file asks for nothing at all: its one exploration is none. [path]: as a user calls it. */
int choose_something(const struct experiment *e, const char *path, struct fail *f);
#endif
