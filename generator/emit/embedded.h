/* embedded.h -- files that travel inside the program: templates, the kernel's
 * ABI, the model library. The table is written by templates/embed.lua.
 */
#ifndef EMBEDDED_H
#define EMBEDDED_H
#include <stddef.h>

struct embedded_file {             /* of the program: nobody changes or frees it */
    const char *path;           /* as in the repository: "templates/kernel.c" */
    const char *model;          /* of a model: "Kuramoto", "couplings/Linear"; else NULL */
    const char *text;           /* NUL-terminated */
    size_t len;
};

extern const struct embedded_file embedded_files[];     /* ends with a NULL path */
#endif
