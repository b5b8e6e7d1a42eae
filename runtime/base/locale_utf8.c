/* locale_utf8.c -- see locale_utf8.h. */
#include "locale_utf8.h"
#include <stdlib.h>
#include <string.h>

int locale_is_utf8(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
    return 0;
}
