/* locale_utf8.h -- whether a terminal's locale has more than ASCII. */
#ifndef LOCALE_UTF8_H
#define LOCALE_UTF8_H
/* LC_ALL, LC_CTYPE or LANG, in this order, as setlocale would choose. */
int locale_is_utf8(void);
#endif
