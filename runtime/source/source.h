/* source.h -- a file in memory, and where a byte of it is. */
#ifndef SOURCE_H
#define SOURCE_H
#include <stddef.h>
#include "base/arena.h"

/* Places are byte spans; lines and columns are computed when a message is
 * printed. A span knows its source, so that messages about a model that was
 * read from another file point there. */
struct span {
    const struct source *src;       /* NULL: no place */
    int from, to;                   /* bytes [from, to) of its text */
};

/* All of it is set by source_text, copies in the arena; nothing changes it. */
struct source {
    const char *path;               /* as the user wrote it, "stdin", "<text>", or "<massc>/NAME.mass" of the library */
    const char *text;               /* NUL-terminated; a file's without its byte order mark */
    int len;                        /* bytes, the NUL not counted */
};

struct place {                      /* by source_place */
    int line, column;               /* from 1; the column counts bytes */
    int bol, eol;                   /* byte range of the line, without its end */
};

/* Reads a whole file; "-" is the standard input, which is called stdin. On failure returns NULL and fills [why] (a sentence
 * without the path): not found, a directory, a FIFO or device (but for a pipe that
 * was given open, as /dev/stdin), unreadable, over 8 MiB (a model
 * file has no business being larger), not text (a NUL or control byte, or
 * bytes that are not UTF-8; the message names the line). An empty file is a
 * source with len 0. */
struct source *source_read(const char *path, struct arena *a, const char **why);
/* Calls [visit] with each name in a folder, in no order; it dies with the visit. A folder that cannot be
 * read has none. */
void source_each(const char *folder, void (*visit)(void *user, const char *entry), void *user);
/* "is a link to 'y', which is not there" where [path] is such a link, else NULL; in the arena. */
const char *source_dangling(const char *path, struct arena *a);
/* [len] bytes of text that are there, taken as they are. */
struct source *source_text(const char *path, const char *text, size_t len, struct arena *a);
/* A byte outside the text counts as its nearest end. */
struct place   source_place(const struct source *src, int byte);
#endif
