/* data.h -- quantities that a kernel is given as data, beside those that are swept.
 *
 * program.is_data and program.why_fixed say it of each quantity of a program.
 */
#ifndef DATA_CHOICE_H
#define DATA_CHOICE_H
#include "model/model.h"

#define DATA_ALL "all"                  /* what --data says: every number that may be, */
#define DATA_SWEPT "swept"              /* none but what is swept */

/* Why quantity [quantity] cannot be data in the kernel of [x], as the end of "PATH: ..."; NULL: it can. In single precision
 * lowering may find more such. */
const char *data_reason(const struct experiment *e, const struct exploration *x, int quantity, struct arena *a);
/* Reports names in [asked] that nobody knows, and those that cannot be data. */
void data_judge(const struct experiment *e, const char *asked, struct diags *d);
#endif
