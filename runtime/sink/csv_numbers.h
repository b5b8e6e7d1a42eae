/* csv_numbers.h -- rows of CSV whose cells are one number each, written by a thread of their own where there are many. */
#ifndef CSV_NUMBERS_H
#define CSV_NUMBERS_H
#include "csv_text.h"

struct csv_numbers;

/* NULL, [f] untouched: some cell is no single number. NULL, [f] filled: no memory. [file] and [cells] outlive it. */
struct csv_numbers *csv_numbers_open(struct csv_file *file, const struct csv_cells *cells, struct fail *f);
/* Rows that follow. What cannot be written may be said by a later call. */
int  csv_numbers_take(struct csv_numbers *n, const struct slab *slabs, struct fail *f);
/* All is in the file; nobody else writes there before. */
int  csv_numbers_finish(struct csv_numbers *n, struct fail *f);
void csv_numbers_close(struct csv_numbers *n);          /* takes NULL */
#endif
