/* merge_parts.h -- what the files of this folder share; for merge*.c alone. */
#ifndef MERGE_PARTS_H
#define MERGE_PARTS_H
#include "base/json_parse.h"
#include "merge.h"

/* ---- names (merge_names.c) ---- */

/* "FOLDER/NAME.i-of-n.SUFFIX", and without the folder; in the arena. */
const char *merge_path(const struct merge *m, const char *name, long piece, long count, const char *suffix, struct arena *a);
const char *merge_file(const char *name, long piece, long count, const char *suffix, struct arena *a);
/* -1 and code 130 once it was asked to stop. */
int  merge_stopped(const struct merge *m, struct fail *f);

/* ---- companions (merge_about.c, merge_whole.c) ---- */

/* The table that a piece is of, without folder and attributes, and in its shard, shards and first, what the piece
 * is; in the arena, which owns the text. Of columns and series that are made of trials only that they are is
 * known. -1: this is none. */
int  merge_whole(const struct json *from, struct arena *a, struct table *out);

/* What a companion says. In an arena of its own. */
struct merge_about {
    struct table whole;             /* its shard, shards and first are the piece's */
    long rows;                      /* of the piece */
    struct attribute *attributes; int attribute_count;  /* as those of the whole run */
    const char **suffixes;          /* [count] of its files, and ... */
    struct checksum *sums;          /* ... what they are */
    int count;
};

/* Reads FOLDER/NAME.i-of-n.json. */
int  merge_about_read(const struct merge *m, const char *name, long piece, long count, struct arena *a, struct merge_about *out,
                      struct fail *f);
/* What two pieces do not have in common, as a sentence would say it: "the text of the model"; NULL: they are of one question. */
const char *merge_about_differ(const struct merge_about *x, const struct merge_about *y, struct arena *a);
/* That attribute, or NULL. */
struct attribute *merge_attribute(const struct merge_about *x, const char *name);

/* ---- values (merge_csv.c, merge_rows.c) ---- */

/* Text is joined as text. to: struct merge_set. */
extern const struct sink_kind merge_csv;
/* Hands rows and series of all pieces to the sinks and spools of the job. */
int  merge_rows(struct merge_set *s, struct fail *f);
#endif
