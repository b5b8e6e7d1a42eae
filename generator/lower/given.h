/* given.h -- quantities that a kernel is given as data, beside those that are swept.
 *
 * program.is_data and program.why_fixed say it of each quantity of a program.
 */
#ifndef GIVEN_H
#define GIVEN_H
#include "model/model.h"

/* What --data says: names with commas between, or of all at once, */
#define DATA_ALL "all"                  /* every number that may be, but for keys of noise, which cost: */
#define DATA_SWEPT "swept"              /* none but what is swept */

/* Reports names in [asked] that nobody knows, and those that cannot be data. */
void data_judge(const struct experiment *e, const char *asked, struct diags *d);
#endif
