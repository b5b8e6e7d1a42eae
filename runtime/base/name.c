/* name.c -- the nearest legal name to a misspelt one.
 *
 * Distance counts letters put in, left out, changed, or swapped with their
 * neighbour. Longer names than LONGEST get no suggestion: nobody mistypes them
 * by a letter and the table stays on the stack.
 */
#include "name.h"
#include <string.h>
#include <strings.h>

enum { LONGEST = 63, FARTHEST = 3, NONE = 99 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int distance(const char *a, int n, const char *b, int m)
{
    int d[LONGEST + 1][LONGEST + 1];
    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= m; j++) {
            int best = i && j ? d[i-1][j-1] + (a[i-1] != b[j-1]) : i + j;
            if (i)
                best = least(best, d[i-1][j] + 1);
            if (j)
                best = least(best, d[i][j-1] + 1);
            if (i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1])
                best = least(best, d[i-2][j-2] + 1);
            d[i][j] = best;
        }
    return d[n][m];
}

static int allowed(int length)
{
    return length < 3 ? 1 : least(length/3, FARTHEST);
}

/* The distance if it is close enough to suggest, else NONE. */
static int near(const char *want, const char *candidate)
{
    if (!strcasecmp(want, candidate))
        return 0;
    size_t n = strlen(want), m = strlen(candidate);
    if (n > LONGEST || m > LONGEST)
        return NONE;
    int most = allowed((int)n);
    int apart = (int)n - (int)m;
    if (apart > most || -apart > most)
        return NONE;
    int d = distance(want, (int)n, candidate, (int)m);
    return d <= most ? d : NONE;
}

void nearest_start(struct nearest *n, const char *want)
{
    *n = (struct nearest){ .want = want, .distance = NONE };
}

void nearest_offer(struct nearest *n, const char *candidate)
{
    if (n->best && !strcmp(n->best, candidate))
        return;                                 /* the same name twice is no tie */
    int d = near(n->want, candidate);
    if (d == NONE || d > n->distance)
        return;
    n->tied = d == n->distance;
    n->distance = d;
    n->best = candidate;
}

const char *nearest_best(const struct nearest *n)
{
    return n->tied ? NULL : n->best;
}

int name_one_of(const char *name, const char *const *list)
{
    for (int i = 0; list[i]; i++)
        if (*name == *list[i] && !strcmp(name, list[i]))
            return i;
    return -1;
}

/* FNV-1a */
unsigned name_hash(const char *name, size_t n)
{
    unsigned h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)name[i])*16777619u;
    return h;
}
