/* interp_sums.h -- effects that are no stores, executed (private to interp.c). */
#ifndef INTERP_SUMS_H
#define INTERP_SUMS_H
#include "interp.h"

/* Does an effect of NET_EFFECTS but STORE, in double, all lanes. [tick]: of the region's clock, from 0;
 * [total]: steps that are observed. */
void interp_effect(struct machine *m, const struct net_effect *e, long tick, double total);
/* Extent of the lanes; [x] rounded to the kernel's precision. */
long machine_lanes(const struct machine *m);
double machine_rounded(const struct machine *m, double x);
#endif
