/* checksum.h -- how long something is, and its XXH128 as hexadecimal digits.
 *
 * For telling files apart, not for proving anything to an adversary.
 */
#ifndef CHECKSUM_H
#define CHECKSUM_H
#include <stddef.h>
#include "fail.h"

struct checksum {
    long long bytes;
    char hash[33];
};

struct checksum checksum_of(const void *bytes, size_t n);
/* Of a file as it is now: 0, or -1 with code 3. */
int checksum_file(const char *path, struct checksum *out, struct fail *f);

/* Of what arrives in pieces. NULL when memory ran out; checksum_close takes NULL. */
struct checksum_stream *checksum_open(void);
void checksum_add(struct checksum_stream *s, const void *bytes, size_t n);
struct checksum checksum_total(const struct checksum_stream *s);
void checksum_close(struct checksum_stream *s);
#endif
