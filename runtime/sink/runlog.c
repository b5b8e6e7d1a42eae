/* runlog.c -- what a run is doing, on stderr: phases, then a bar for each sweep.
 *
 * The bar is tqdm's, which our users know: percentage, eighths of a column, counts,
 * time gone and time left, speed.
 */
#include "runlog.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/utf8.h"
#include "base/number.h"

#define QUICK 0.3           /* seconds a sweep may take without a word */
#define REDRAW 0.1          /* seconds between bars on a terminal */
#define FIRST 2.0           /* seconds before the first line elsewhere */
#define REPORT 10.0         /* seconds between lines there */

enum {
    CELLS = 10,             /* columns of the bar proper */
    LINE = 512,             /* bytes of a line */
    RATE = NUMBER_FIXED + 16
};

struct runlog {
    FILE *err;
    int quiet;
    int terminal;           /* that can redraw a line */
    int ascii;              /* the locale knows no blocks */
    const char *name;       /* of the sweep; NULL outside one */
    long points, done;
    double part;            /* of the work that is done */
    double began, drawn;    /* when; equal: not drawn yet */
};

/* "01:05" or "2:01:05" */
static void write_time(char out[32], double seconds)
{
    long s = seconds < 1e9 ? (long)(seconds + 0.5) : 1000000000;
    if (s >= 3600)
        snprintf(out, 32, "%ld:%02ld:%02ld", s/3600, s/60%60, s%60);
    else
        snprintf(out, 32, "%02ld:%02ld", s/60, s%60);
}

/* Three digits: "97.3 k points/s", or "12.5 s/point" where that is more telling. */
static void write_rate(char out[RATE], double rate)
{
    static const char *const prefixes[] = { "", "k ", "M ", "G ", "T " };
    char text[NUMBER_FIXED];
    int slow = rate < 1, k = 0;
    if (slow)
        rate = 1/rate;
    for (; !slow && rate >= 999.5 && k < 4; k++)
        rate /= 1000;
    number_fixed(text, rate, rate >= 99.95 ? 0 : rate >= 9.995 ? 1 : 2);
    snprintf(out, RATE, "%s %s%s", text + 1, prefixes[k], slow ? "s/point" : "points/s");
}

static void write_cells(char *out, double part)
{
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    int full = (int)(part*CELLS*8);
    *out = '\0';
    for (int i = 0; i < full/8; i++)
        strcat(out, "█");
    strcat(out, eighths[full%8]);
    for (int i = full/8 + (full%8 > 0); i < CELLS; i++)
        strcat(out, " ");
}

char *runlog_bar_part(char *out, size_t size, const char *name, long done, long total,
                      double part, double seconds, int width)
{
    char gone[32], left[32] = "?", rate[RATE] = "? points/s", counts[RATE + 128];
    char cells[4*CELLS + 1];
    write_time(gone, seconds);
    if (part > 0 && seconds > 0 && total > 0) {
        write_time(left, seconds*(1 - part)/part);
        write_rate(rate, part*(double)total/seconds);
    }
    write_cells(cells, part);
    snprintf(counts, sizeof counts, "%ld/%ld points [%s<%s, %s]", done, total, gone, left,
             rate);
    int columns = (int)(strlen(name) + strlen(counts)) + 6 + CELLS + 3;
    if (columns <= width)
        snprintf(out, size, "%s %3d%%|%s| %s", name, (int)(part*100), cells, counts);
    else
        snprintf(out, size, "%s %3d%% %s", name, (int)(part*100), counts);
    return out;
}

char *runlog_bar(char *out, size_t size, const char *name, long done, long total,
                 double seconds, int width)
{
    double part = total > 0 ? (double)done/(double)total : 1;
    return runlog_bar_part(out, size, name, done, total, part, seconds, width);
}

/* A full block becomes '#', a part of one a blank; all have three bytes. */
static void make_ascii(char *line)
{
    char *to = line;
    for (const char *at = line; *at; to++) {
        int block = !strncmp(at, "\xe2\x96", 2) && at[2];
        *to = !block ? *at : at[2] == '\x88' ? '#' : ' ';
        at += block ? 3 : 1;
    }
    *to = '\0';
}

static int can_redraw(FILE *err)
{
    const char *term = getenv("TERM");
    return fileno(err) >= 0 && isatty(fileno(err)) && term && *term && strcmp(term, "dumb") != 0;
}

static int terminal_width(FILE *err)
{
    struct winsize w;
    if (ioctl(fileno(err), TIOCGWINSZ, &w) || w.ws_col == 0)
        return 80;
    return w.ws_col;
}

static int is_drawn(const struct runlog *log)
{
    return log->name && log->drawn > log->began;
}

/* On a narrow terminal the line is cut, since a wrapped one cannot be redrawn;
 * then it has no bar and is plain ASCII but for the name. */
static void draw(struct runlog *log, double t)
{
    char line[LINE];
    int width = log->terminal ? terminal_width(log->err) : 0;
    runlog_bar_part(line, sizeof line, log->name, log->done, log->points, log->part, t - log->began, width);
    if (log->ascii)
        make_ascii(line);
    if (log->terminal && !strstr(line, "| ") && strlen(line) >= (size_t)width)
        line[width - 1] = '\0';
    fprintf(log->err, log->terminal ? "\r%s\x1b[K" : "%s\n", line);
    fflush(log->err);
    log->drawn = t;
}

static void erase(struct runlog *log)
{
    if (log->terminal && is_drawn(log))
        fputs("\r\x1b[K", log->err);
}

struct runlog *runlog_open(FILE *err, int quiet)
{
    struct runlog *log = calloc(1, sizeof *log);
    if (!log)
        return NULL;
    log->err = err;
    log->quiet = quiet;
    log->terminal = !quiet && can_redraw(err);
    log->ascii = !locale_is_utf8();
    return log;
}

void runlog_phase(struct runlog *log, const char *format, ...)
{
    if (!log || log->quiet)
        return;
    erase(log);
    va_list args;
    va_start(args, format);
    vfprintf(log->err, format, args);
    va_end(args);
    fputc('\n', log->err);
    fflush(log->err);
    if (log->terminal && is_drawn(log))
        draw(log, clock_seconds());
}

void runlog_start(struct runlog *log, const char *name, long points)
{
    if (!log || log->quiet)
        return;
    runlog_finish(log);
    log->name = name;
    log->points = points;
    log->done = 0;
    log->part = 0;
    log->began = clock_seconds();
    log->drawn = log->began;
}

void runlog_work(struct runlog *log, long done, double part)
{
    if (!log || log->quiet || !log->name)
        return;
    double t = clock_seconds();
    log->done = done;
    log->part = part < 0 ? 0 : part > 1 ? 1 : part;
    double pause = log->terminal ? (is_drawn(log) ? REDRAW : QUICK) : is_drawn(log) ? REPORT : FIRST;
    if (t - log->drawn >= pause)
        draw(log, t);
}

void runlog_update(struct runlog *log, long done)
{
    if (log)
        runlog_work(log, done, log->points > 0 ? (double)done/(double)log->points : 1);
}

void runlog_finish(struct runlog *log)
{
    if (!log || !log->name)
        return;
    if (is_drawn(log)) {
        draw(log, clock_seconds());
        if (log->terminal)
            fputc('\n', log->err);
        fflush(log->err);
    }
    log->name = NULL;
}

void runlog_close(struct runlog *log)
{
    if (log)
        runlog_finish(log);
    free(log);
}
