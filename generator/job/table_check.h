/* table_check.h -- whether the files of a run can hold its table. */
#ifndef TABLE_CHECK_H
#define TABLE_CHECK_H
#include "base/arena.h"
#include "base/fail.h"
#include "model/model.h"
#include "sink/table.h"

/* library.table_faults: [tell] may raise (base/guard.h), as memory that runs out does.
 * Says nothing of a space that cannot be opened. */
void table_check(const struct experiment *e, const struct exploration *x, struct arena *a,
                 table_fault_in *tell, void *user);
#endif
