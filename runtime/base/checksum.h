/* checksum.h -- how long something is, and its XXH128 as hexadecimal digits.
 *
 * For telling files apart, not for proving anything to an adversary.
 */
#ifndef CHECKSUM_H
#define CHECKSUM_H
#include <stddef.h>
#include "fail.h"

struct checksum {
    long long bytes;            /* how long */
    char hash[33];              /* 32 digits of XXH128, lower case, the high half first */
};

struct checksum checksum_of(const void *bytes, size_t n);
/* Of a file as it is now: 0, or -1 with code 3. */
int checksum_file(const char *path, struct checksum *out, struct fail *f);

/* Of what arrives in pieces: open, add each, total at any time, close. NULL when memory ran out;
 * checksum_close takes NULL. */
struct checksum_stream *checksum_open(void);
void checksum_add(struct checksum_stream *s, const void *bytes, size_t n);
struct checksum checksum_total(const struct checksum_stream *s);
void checksum_close(struct checksum_stream *s);
#endif
