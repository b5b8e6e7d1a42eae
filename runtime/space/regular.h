/* regular.h -- opens what is to be read, if it is a regular file. */
#ifndef REGULAR_H
#define REGULAR_H
#include <sys/stat.h>

/* Opens [path] for reading and fills [about]. Never waits for a writer and leaves
 * devices, FIFOs and sockets unopened. -1: [why] is a reason without the path, of
 * which errno is 0 where the system was not asked; it lives until errno changes. */
int regular_open(const char *path, struct stat *about, const char **why);
#endif
