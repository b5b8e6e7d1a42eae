/* runlog.c -- what a run is doing, on stderr: steps, phases, how far a sweep is and what it waits for. */
#include "runlog.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/json.h"
#include "base/utf8.h"

enum {
    COLUMNS = 80,               /* of a terminal that does not say */
    FILE_NAME = 256             /* bytes of what is waited for that are kept */
};

struct runlog {
    FILE *err;
    enum runlog_form form;      /* never AUTO */
    int blocks;                 /* the locale knows those of the bar */
    int step, steps;            /* the last that began, and how many there are */
    int in_sweep;
    struct pace pace;           /* of the sweep */
    struct beat beat;           /* when it is shown */
    int is_paused;              /* something is waited for: runlog_pause sets the rest */
    struct pause pause;         /* its what is waits_for */
    char waits_for[FILE_NAME];
    struct beat pause_beat;     /* when that is shown; begun: a bar of it may stand */
};

struct beat runlog_beat(enum runlog_form form)
{
    switch (form) {
    case RUNLOG_BAR:  return (struct beat){ .first = 0.3, .every = 0.1 };
    case RUNLOG_JSON: return (struct beat){ .first = 0, .every = 1 };
    default:          return (struct beat){ .first = 2, .every = 10 };
    }
}

struct beat runlog_pause_beat(enum runlog_form form)
{
    switch (form) {
    case RUNLOG_BAR:  return (struct beat){ .first = 1, .every = 0.2 };
    case RUNLOG_JSON: return (struct beat){ .first = 1, .every = 1 };
    default:          return (struct beat){ .first = 10, .every = 10 };
    }
}

static int can_redraw(FILE *err)
{
    const char *term = getenv("TERM");
    return fileno(err) >= 0 && isatty(fileno(err)) && term && *term && strcmp(term, "dumb") != 0;
}

static int terminal_width(FILE *err)
{
    struct winsize w;
    if (fileno(err) < 0 || ioctl(fileno(err), TIOCGWINSZ, &w) || w.ws_col == 0)
        return COLUMNS;
    return w.ws_col;
}

static int shows(const struct runlog *log)
{
    return log && log->form != RUNLOG_NONE && log->form != RUNLOG_SILENT;
}

/* ---- how far a sweep is ---- */

/* A column stays free: a cursor behind the last one makes some terminals wrap. */
static void draw(struct runlog *log, double now)
{
    char text[PACE_TEXT];
    if (log->form == RUNLOG_BAR)
        fprintf(log->err, "\r%s\x1b[K", pace_bar(&log->pace, now, terminal_width(log->err) - 1, log->blocks, text));
    else
        fprintf(log->err, "%s\n", log->form == RUNLOG_JSON ? pace_json(&log->pace, now, text)
                                                           : pace_line(&log->pace, now, text));
    fflush(log->err);
}

static int is_shown(const struct runlog *log)
{
    return shows(log) && log->in_sweep;
}

void runlog_start(struct runlog *log, const char *name)
{
    if (!log)
        return;
    runlog_finish(log);
    log->in_sweep = 1;
    log->beat = runlog_beat(log->form);
    log->beat.last = clock_seconds();
    pace_begin(&log->pace, name, log->beat.last);
}

void runlog_work(struct runlog *log, const struct progress *p)
{
    if (!is_shown(log))
        return;
    double now = clock_seconds();
    pace_see(&log->pace, p, now);
    if (log->is_paused)
        runlog_resume(log);
    if (beat_due(&log->beat, now))
        draw(log, now);
}

void runlog_finish(struct runlog *log)
{
    runlog_resume(log);
    if (is_shown(log) && log->beat.begun) {
        if (log->pace.seen > log->beat.last)
            draw(log, clock_seconds());
        if (log->form == RUNLOG_BAR)
            fputc('\n', log->err);
        fflush(log->err);
    }
    if (log)
        log->in_sweep = 0;
}

static int has_bar(const struct runlog *log)
{
    return log->form == RUNLOG_BAR && log->in_sweep && log->beat.begun;
}

/* ---- what is waited for ---- */

static void draw_pause(struct runlog *log, double now)
{
    char text[PACE_TEXT];
    if (log->form == RUNLOG_BAR)
        fprintf(log->err, "\r%s\x1b[K", pause_bar(&log->pause, now, terminal_width(log->err) - 1, text));
    else
        fprintf(log->err, "%s\n", log->form == RUNLOG_JSON ? pause_json(&log->pause, now, text)
                                                           : pause_line(&log->pause, now, text));
    fflush(log->err);
}

static void begin_pause(struct runlog *log, enum pause_kind kind, const char *name, const char *what, double now)
{
    runlog_resume(log);
    log->is_paused = 1;
    snprintf(log->waits_for, sizeof log->waits_for, "%s", what);
    log->pause = (struct pause){ .kind = kind, .name = name, .what = log->waits_for, .began = now };
    log->pause_beat = runlog_pause_beat(log->form);
    log->pause_beat.last = now;
}

void runlog_pause(struct runlog *log, enum pause_kind kind, const char *name, const char *what)
{
    if (!what)
        runlog_resume(log);
    if (!shows(log) || !what)
        return;
    const char *file = strrchr(what, '/') ? strrchr(what, '/') + 1 : what;
    double now = clock_seconds();
    if (!log->is_paused || log->pause.kind != kind || strncmp(log->waits_for, file, FILE_NAME - 1) != 0)
        begin_pause(log, kind, name, file, now);
    if (beat_due(&log->pause_beat, now))
        draw_pause(log, now);
}

/* What it covered is there again. */
void runlog_resume(struct runlog *log)
{
    if (!log || !log->is_paused)
        return;
    log->is_paused = 0;
    if (log->form != RUNLOG_BAR || !log->pause_beat.begun)
        return;
    if (has_bar(log))
        draw(log, clock_seconds());
    else
        fputs("\r\x1b[K", log->err);
    fflush(log->err);
}

/* ---- lines of their own ---- */

static void erase(struct runlog *log)
{
    if (has_bar(log))
        fputs("\r\x1b[K", log->err);
}

/* [step]: its number, 0 where the line begins none. */
static void say(struct runlog *log, int step, const char *format, va_list args)
{
    char *text = NULL;
    if (!log || log->form == RUNLOG_SILENT || vasprintf(&text, format, args) < 0)
        return;
    runlog_resume(log);
    erase(log);
    if (log->form == RUNLOG_JSON) {
        fprintf(log->err, "{\"event\": \"%s\", ", step ? "step" : "log");
        if (step)
            fprintf(log->err, "\"step\": %d, \"steps\": %d, ", step, log->steps);
        fputs("\"text\": ", log->err);
        json_string(log->err, text);
        fputs("}\n", log->err);
    } else if (step) {
        fprintf(log->err, "step %d of %d: %s\n", step, log->steps, text);
    } else {
        fprintf(log->err, "%s\n", text);
    }
    free(text);
    fflush(log->err);
    if (has_bar(log))
        draw(log, clock_seconds());
}

void runlog_phase(struct runlog *log, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(log, 0, format, args);
    va_end(args);
}

void runlog_steps(struct runlog *log, int count)
{
    if (log) {
        log->step = 0;
        log->steps = count;
    }
}

void runlog_step(struct runlog *log, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(log, log ? ++log->step : 0, format, args);
    va_end(args);
}

/* ---- the whole ---- */

struct runlog *runlog_open(FILE *err, enum runlog_form form)
{
    struct runlog *log = calloc(1, sizeof *log);
    if (!log)
        return NULL;
    log->err = err;
    log->form = form != RUNLOG_AUTO ? form : can_redraw(err) ? RUNLOG_BAR : RUNLOG_LINES;
    log->blocks = locale_is_utf8();
    return log;
}

void runlog_close(struct runlog *log)
{
    runlog_finish(log);
    free(log);
}
