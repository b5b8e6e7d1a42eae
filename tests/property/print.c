/* print.c -- random experiments as files: specimens FOLDER COUNT writes FOLDER/0.mass and
 * so on, the ones that frames.c and whole.c draw, for comparing two programs
 * (tests/bench/same.lua).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "specimen.h"

static int write_one(const char *folder, int number)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(number + 4077) };
    struct specimen s;
    struct text text = { 0 };
    char path[4096];
    for (int i = 0; i < 8; i++)
        dice_roll(&d, 2);
    specimen_random(&d, &s);
    specimen_print(&s, 1, NULL, NULL, &text);
    snprintf(path, sizeof path, "%s/%d.mass", folder, number);
    FILE *f = fopen(path, "w");
    int bad = !f || fputs(text.bytes, f) < 0;
    bad |= f && fclose(f);
    text_free(&text);
    return bad;
}

int main(int argc, char **argv)
{
    int bad = argc != 3;
    for (int i = 0; !bad && i < atoi(argv[2]); i++)
        bad = write_one(argv[1], i);
    if (bad)
        perror(argc == 3 ? argv[1] : "usage: specimens FOLDER COUNT");
    return bad;
}
