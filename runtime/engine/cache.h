/* cache.h -- compiled kernels, kept between runs by what went into them.
 *
 * An entry is named by a hash of the text, the compiler (path, size, time),
 * its flags and the processor, so a home folder shared by unlike machines is
 * safe. It is the shared object followed by a trailer with length and a hash of it
 * and its key: an entry that was cut short, overwritten or renamed is noticed,
 * removed and made again. One that somebody else may have written is left alone.
 * Entries appear by rename, so concurrent runs never see half of one. The
 * folder is kept below 256 MB: past that the entries used longest ago go.
 */
#ifndef CACHE_H
#define CACHE_H
#include <stddef.h>
#include "base/fail.h"

enum { CACHE_PATH = 1024, CACHE_KEY = 33 };

/* Set by cache_open; the note by whatever meets something that is not trusted. */
struct cache {
    char dir[CACHE_PATH - 128];     /* room for an entry's name behind it */
    int temporary;                  /* made for this run; removed when closed */
    char note[400];                 /* what was not trusted, and why; "" */
};

/* $XDG_CACHE_HOME/massc or $HOME/.cache/massc if it can be written by us and by
 * nobody else (but root), and no folder above by others unless it is sticky;
 * otherwise, or if [temporary], a new folder in $TMPDIR. */
int  cache_open(struct cache *c, int temporary, struct fail *f);
void cache_close(struct cache *c);

/* [flags] ends with NULL; [compiler] is its path. */
void cache_key(const char *text, const char *compiler, const char *const *flags,
               char key[CACHE_KEY]);
/* The same for a processor of other features: what cache_processor says of the one here. */
enum { CACHE_PROCESSOR = 56 };
void cache_processor(unsigned char features[CACHE_PROCESSOR]);
void cache_key_on(const unsigned char features[CACHE_PROCESSOR], const char *text, const char *compiler,
                  const char *const *flags, char key[CACHE_KEY]);

/* The path of a key's file: "so" for the entry. cache_scratch makes a name that
 * no other run uses, to be completed by an ending. */
void cache_file(const struct cache *c, const char *key, const char *ending, char out[CACHE_PATH]);
void cache_scratch(const struct cache *c, const char *key, char out[CACHE_PATH]);

/* The checked object of an entry (to be freed), or NULL when there is none. */
void *cache_read(struct cache *c, const char *key, size_t *size);

/* Seals the object at [path] and renames it to be the entry; failing to is no
 * error. Then makes room if the folder has grown too large. */
void cache_publish(const struct cache *c, const char *key, const char *path);

/* A whole file (to be freed), or NULL. One byte more is allocated, a zero. */
void *cache_slurp(const char *path, size_t *size);
int   cache_write(const char *path, const void *bytes, size_t size);   /* 0, or -1: see errno */
#endif
