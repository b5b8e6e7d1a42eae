/* data_formats.h -- the parts of data.h: one function for each format.
 *
 * [name] is what messages call the file or member. Each fills rank, shape and
 * values, and leaves nothing allocated on failure.
 */
#ifndef DATA_FORMATS_H
#define DATA_FORMATS_H
#include "data.h"

enum { BAD_CONTENT = 1, BAD_FILE = 3 };     /* exit codes */

struct bytes { const unsigned char *at; size_t size; };

/* [text] ends in a byte 0 that [size] does not count. */
int data_read_text(const char *name, struct bytes text, struct data *out, struct fail *f);
int data_read_npy(const char *name, struct bytes file, struct data *out, struct fail *f);
int data_is_npy(struct bytes file);
int data_is_zip(struct bytes file);
/* [member] NULL: the only one there is. */
int data_read_zip(const char *path, const char *member, struct bytes file, struct data *out,
                  struct fail *f);
int data_read_netcdf(const char *path, const char *variable, struct data *out, struct fail *f);

/* Checks rank and shape, which are set, and allocates values for them. */
int data_allocate(const char *name, struct data *out, struct fail *f);
#endif
