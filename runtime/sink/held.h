/* held.h -- the rows of a table, kept until a sink can use them.
 *
 * Few stay in memory, many go to a file without a name beside the results.
 */
#ifndef HELD_H
#define HELD_H
#include "sink.h"

enum { HELD_BYTES = 1 << 20 };  /* rows in memory, over all columns */

struct held_table;

/* [suffix] is that of the result, whose name messages have. NULL: [f] says why. */
struct held_table *held_open(const struct table *t, const char *suffix, struct fail *f);
/* A group that makes rows, in their order. */
int  held_take(struct held_table *h, const struct slab *slabs, struct fail *f);
/* Hands all rows that came to [give], as groups, in order; may be called again. */
typedef int held_give(void *user, const struct slab *slabs, int count, struct fail *f);
int  held_replay(struct held_table *h, held_give *give, void *user, struct fail *f);
void held_close(struct held_table *h);        /* takes NULL */

/* For sinks whose self such a table is: functions of their sink_kind. */
int  held_sink_open(struct sink *s, struct fail *f);
int  held_sink_take(struct sink *s, const struct slab *slabs, int count, struct fail *f);
void held_sink_close(struct sink *s);
#endif
