/* embed.h -- checks of programs that use the library: embed*.c. */
#ifndef EMBED_H
#define EMBED_H
#include <stdio.h>
#include <stdlib.h>
#include "massc.h"

/* What does not hold is printed and counted; the rest goes on. */
extern int passed, failed;
#define CHECK(what) ((what) ? (void)passed++ : (void)(failed++, printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what)))
/* Without it nothing that follows makes sense. */
#define NEED(what, m) do { if (what) { passed++; break; } printf("%s:%d: not so: %s\n%s", __FILE__, __LINE__, #what, massc_error(m)); exit(1); } while (0)

/* A file's bytes, NUL behind them, to be freed; NULL: there is none. */
char *read_file(const char *path, size_t *len);
/* Whether two files hold the same bytes. */
int same_files(const char *a, const char *b);

/* Folders for what is written are below [folder]. */
void check_texts(void);
void check_names(void);
void check_files(const char *massc, const char *folder);
void check_sims(void);
void check_rows(int count, char **paths);
#endif
