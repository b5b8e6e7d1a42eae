/* format.h -- printf's plain conversions without the machinery of the C library, which took half the
 * time of a kernel's text.
 */
#ifndef FORMAT_H
#define FORMAT_H
#include <stdarg.h>
#include <stddef.h>

/* What vsnprintf does, but the length is no int and 0 after an error. %s, %.*s, %d, %ld, %c and %% are written
 * here; a format with anything else goes to vsnprintf as a whole. */
size_t format_into(char *out, size_t size, const char *format, va_list args) __attribute__((format(printf, 3, 0)));
#endif
