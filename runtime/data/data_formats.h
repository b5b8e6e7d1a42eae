/* data_formats.h -- the parts of data.h: one function for each format.
 *
 * [name] is what messages call the file or member. Each fills rank, shape and
 * values, and leaves nothing allocated on failure.
 */
#ifndef DATA_FORMATS_H
#define DATA_FORMATS_H
#include "data.h"

/* What is read at most: of text, of an archive and of a member 1 GiB (and a
 * header), of any array 2^28 numbers, which take 2 GiB. Known before memory is
 * asked for, wherever a file says its size. */
enum { MOST_BYTES = (1 << 30) + (1 << 16), MOST_VALUES = 1 << 28 };
#define MOST_BYTES_SAID "1 GiB"

/* What is wanted of a file. */
struct data_part {
    const char *name;           /* of a member, a variable or a column; NULL: the only one */
    enum data_use use;          /* of text whose rows and columns have names, else without meaning */
};

/* A file or member in memory, the caller's. */
struct bytes { const unsigned char *at; size_t size; };

/* [text] ends in a byte 0 that [size] does not count. */
int data_read_text(const char *name, struct data_part part, struct bytes text, struct data *out,
                   struct fail *f);
int data_read_npy(const char *name, struct bytes file, struct data *out, struct fail *f);
int data_is_npy(struct bytes file);
/* Judges an array of [whole] bytes by its first ones: 0, or -1 when reading the
 * rest is no use. */
int data_judge_npy(const char *name, struct bytes start, size_t whole, struct fail *f);
int data_is_zip(struct bytes file);
int data_read_zip(const char *path, struct data_part part, struct bytes file, struct data *out,
                  struct fail *f);
/* Whether an archive has a member that is called so. */
int data_zip_has(const char *path, struct bytes file, const char *member);
/* What bzip2 packed: [out] lies in [*to], which the caller frees, with a byte 0 behind it. */
int data_is_bzip2(struct bytes file);
int data_unpack_bzip2(const char *name, struct bytes file, struct bytes *out, unsigned char **to, struct fail *f);
/* Which of [count] names is meant by [wanted]: the one that is equal, else the only one
 * that ends in it behind a point. [name] hands out name i. -1: none, -2: several. */
typedef const char *data_name(const void *names, long i);
long data_find_name(const char *wanted, long count, data_name *name, const void *names);

/* [fd] is open on [path]. */
int data_read_netcdf(const char *path, int fd, const char *variable, struct data *out,
                     struct fail *f);

/* Frees an array of names from malloc, NULL too; what data_edges.c made. */
void data_free_names(char **names, long count);
void data_free_edges(struct data_edges *edges);
/* Checks rank and shape, which are set: how many values, or -1. */
long data_judge_shape(const char *name, const struct data *out, struct fail *f);
/* The same, and allocates values. */
int data_allocate(const char *name, struct data *out, struct fail *f);
#endif
