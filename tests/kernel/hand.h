/* hand.h -- circuits built by hand, for the tests of what the shape carries: one circuit
 * at a time, of two lanes and four nodes, in double precision.
 */
#ifndef HAND_H
#define HAND_H
#include <check.h>
#include "ir/interp.h"

enum { LANES = 2, NODES = 4, EDGES = 5 };

extern struct net ir;
extern int node, y;                     /* the axis of nodes; registers over lanes and nodes */
extern over_set each;                   /* lanes and nodes */
extern const int row[NODES + 1], source[EDGES];     /* a graph of five edges, by target */

void open_kernel(void);
void close_kernel(void);

/* Values. */
net_ref number(double k);
net_ref op(enum net_op which, net_ref a, net_ref b);
net_ref fused(net_ref a, net_ref b, net_ref c);
net_ref choose(net_ref m, net_ref a, net_ref b);
net_ref read_slot(int buffer, int slot);
net_ref end_of(int buffer, int slot, enum net_side side, int edge);

/* Buffers of one slot: of the host, within a tick, for the host. */
int input(const char *name, over_set over);
int wire(const char *name, over_set over);
int output(const char *name, over_set over, int clock, long rows);
/* A region of one store. */
void put(const char *name, int clock, int buffer, int slot, net_ref x);

/* As it is built, or [after] all passes; each leaves a circuit that net_check likes.
 * Function 0 of a CALL is floor. */
struct machine *machine(int after, double dt, long rows);
void same(double got, double wanted);
/* Runs each test [times] times, _i from 0 on; as built and behind the passes. */
int run_each(const char *name, const TTest *const *tests, int count, int times);
int run_tests(const char *name, const TTest *const *tests, int count);
#endif
