/* embed.c -- programs that have the library in them.
 *
 *   embed MASSC FOLDER       the program to compare with, and where files may be written
 *   embed rows FILE...       rows of these, step by step
 */
#include "embed.h"
#include <string.h>

int passed, failed;

char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *all = NULL;
    *len = 0;
    if (!f)
        return NULL;
    for (size_t n = 1; n > 0; *len += n) {
        all = realloc(all, *len + 4097);
        n = fread(all + *len, 1, 4096, f);
    }
    all[*len] = '\0';
    fclose(f);
    return all;
}

int same_files(const char *a, const char *b)
{
    size_t m, n;
    char *x = read_file(a, &m), *y = read_file(b, &n);
    int same = x && y && m == n && memcmp(x, y, m) == 0;
    free(x);
    free(y);
    return same;
}

int main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "rows") == 0) {
        check_rows(argc - 2, argv + 2);
    } else if (argc == 3) {
        check_texts();
        check_names();
        check_files(argv[1], argv[2]);
        check_sims();
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
