/* archive.h -- what travels inside massc, so that massc build needs no file beside it.
 *
 * Only massc itself holds them: in the library they are NULL (weak).
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

extern const unsigned char runtime_archive[] __attribute__((weak)), runtime_archive_end[] __attribute__((weak));
/* built.h and all that it includes. */
extern const char runtime_headers[] __attribute__((weak));
#endif
