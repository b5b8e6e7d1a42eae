/* folder.h -- a folder of its own for each test of a case, gone behind it: the fixture is
 * make_folder, remove_folder.
 */
#ifndef FOLDER_H
#define FOLDER_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "libcheck.h"

static char folder[64];

static inline void make_folder(void)
{
    strcpy(folder, "/tmp/massc_unit_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void remove_folder(void)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

/* What a command prints in the folder, until the next call. */
static inline char *printed_in_folder(const char *command)
{
    static char text[1000];
    char whole[200];
    snprintf(whole, sizeof whole, "cd '%s' && %s", folder, command);
    FILE *out = popen(whole, "r");
    ck_assert_ptr_nonnull(out);
    text[fread(text, 1, sizeof text - 1, out)] = '\0';
    pclose(out);
    return text;
}
#endif
