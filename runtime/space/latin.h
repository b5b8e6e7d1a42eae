/* latin.h -- a permutation of 0 .. n-1 that a key chooses, any element of it computed from its place.
 *
 * Up to 256 elements it is a shuffle, in which all permutations are equally likely: element i is followed through the n-1
 * exchanges. Beyond, where that would take long, it is a Feistel network of eight rounds over pairs of numbers below a and
 * b, a*b the least such rectangle that holds n; places from n on are gone through until one below n comes (cycle walking:
 * J. Black and P. Rogaway, Ciphers with arbitrary finite domains, 2002).
 */
#ifndef LATIN_H
#define LATIN_H
#include "random.h"

/* Element [i] < [n] <= 2^62. */
uint64_t latin_place(struct random_key key, uint64_t i, uint64_t n);
#endif
