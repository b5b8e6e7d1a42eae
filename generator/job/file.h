/* file.h -- which file a name on the command line means. */
#ifndef FILE_H
#define FILE_H
#include "base/arena.h"
#include "base/fail.h"
#include "pipeline.h"

/* Paths that are returned are [name] itself or lie in the arena. */

/* The path of an existing file: [name], or [name] with ".mass" behind it; "-" is taken as it is; or of a
 * model of the library, for file_read alone. NULL with code 3 in [f]: there is none (the nearest *.mass of
 * that folder is suggested) or it is a folder. */
const char *file_find(const char *name, struct arena *a, struct fail *f);
/* pipeline_read of such a path. */
struct experiment *file_read(struct pipeline *p, const char *path, const struct overrides *over, int *code);

/* The last part without ".mass". */
const char *file_stem(const char *path, struct arena *a);

/* The path of a NetCDF result: [name], or where there is none such [name] with ".nc" behind it; where there
 * is neither, [name] again, which whoever opens it finds missing. NULL
 * with code 2: the name is that of a file beside one, "[how] NAME.nc" is the message, or of a model,
 * "massc run NAME.mass [instead]". */
const char *file_result(const char *name, const char *how, const char *instead, struct arena *a, struct fail *f);

/* Calls [visit] for every *.mass in [folder] ("" is the working directory); the name dies with the visit. */
void file_each(const char *folder, void (*visit)(void *user, const char *entry), void *user);
#endif
