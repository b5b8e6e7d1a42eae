/* name.h -- names: the nearest legal one to a misspelt one ("did you mean"), lists, hashes. */
#ifndef NAME_H
#define NAME_H
#include <stddef.h>

/* Candidates are offered one by one; the best is kept. Case-insensitive
 * equality wins, then the edit distance with transpositions, at most
 * max(1, length/3) and at most 3. A tie between two candidates suggests nothing. */
struct nearest {            /* set by nearest_start, then by each offer; names are borrowed */
    const char *want;       /* the misspelt name */
    const char *best;       /* closest candidate so far, or NULL */
    int distance;           /* its distance */
    int tied;               /* another candidate is as close */
};

void nearest_start(struct nearest *n, const char *want);
void nearest_offer(struct nearest *n, const char *candidate);
const char *nearest_best(const struct nearest *n);          /* or NULL: none is near, or two are */

/* FNV-1a of the first [n] bytes, for tables of names. */
unsigned name_hash(const char *name, size_t n);
/* The index of a name in a list that ends with NULL, or -1. */
int name_one_of(const char *name, const char *const *list);
#endif
