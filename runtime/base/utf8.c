/* utf8.c -- see utf8.h. */
#include "utf8.h"
#include <stdlib.h>
#include <string.h>

int utf8_continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

int utf8_length(const char *text, const char *end)
{
    const unsigned char *s = (const unsigned char *)text;
    int n = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
    if (n > end - text)
        return 0;
    for (int i = 1; i < n; i++)
        if (!utf8_continues(text[i]))
            return 0;
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf0 && s[1] < 0x90)
        || (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

int utf8_is(const char *text)
{
    const char *end = text + strlen(text);
    int n = 1;
    for (; text < end && n; text += n)
        n = utf8_length(text, end);
    return n > 0;
}

size_t utf8_cut(const char *text, size_t most)
{
    size_t n = strnlen(text, most + 1);
    if (n > most)
        for (n = most; n > 0 && utf8_continues(text[n]); )
            n--;
    return n;
}

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
