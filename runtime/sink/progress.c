/* progress.c -- how far a sweep is, or what it waits for, and how that reads.
 *
 * The bar is tqdm's, which our users know: percentage, eighths of a column, counts,
 * time gone and time left, speed.
 */
#include "progress.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/number.h"
#include "base/utf8.h"

enum {
    CELLS = 10,                 /* columns of the bar proper */
    NAME = 200,                 /* bytes of a name that are shown */
    SPARE = 8,                  /* columns that a bar with points leaves free: counts and times grow */
    PIECE = 160                 /* bytes of a part of a line */
};

static const double LATE = 5;   /* seconds; the time left follows the speed of about so many */

double progress_part(const struct progress *p)
{
    double part = p->work > 0 ? p->done/p->work : 1;
    return part < 0 ? 0 : part > 1 ? 1 : part;
}

/* ---- speed ---- */

void pace_begin(struct pace *p, const char *name, double now)
{
    *p = (struct pace){ .name = name, .at = { .engine = "" }, .began = now, .seen = now };
}

/* What came before fades, so that a kernel that takes over, or points that are slower than
 * others, show in the time left. */
void pace_see(struct pace *p, const struct progress *at, double now)
{
    double seconds = now > p->seen ? now - p->seen : 0, fading = exp(-seconds/LATE);
    double taken = at->taken > p->at.taken ? at->taken - p->at.taken : 0;
    p->late_work = p->late_work*fading + taken;
    p->late_s = p->late_s*fading + seconds;
    p->at = *at;
    p->seen = now > p->seen ? now : p->seen;
}

static int is_over(const struct pace *p)
{
    return p->at.work > 0 && p->at.done >= p->at.work;
}

double pace_speed(const struct pace *p)
{
    double work = is_over(p) ? p->at.taken : p->late_work, seconds = is_over(p) ? p->seen - p->began : p->late_s;
    return work > 0 && seconds > 0 ? work/seconds : 0;
}

double pace_left(const struct pace *p)
{
    double speed = pace_speed(p);
    return is_over(p) ? 0 : speed > 0 ? (p->at.work - p->at.done)/speed : -1;
}

int beat_due(struct beat *b, double now)
{
    if (now - b->last < (b->begun ? b->every : b->first))
        return 0;
    b->last = now;
    b->begun = 1;
    return 1;
}

/* ---- pieces of a line ---- */

static const char *const prefixes[] = { "", "k ", "M ", "G ", "T ", "P " };

/* The prefix with which [x] has three digits in front of the point at most. */
static int prefix_of(double x)
{
    int k = 0;
    for (; x >= 999.5 && k < 5; k++)
        x /= 1000;
    return k;
}

/* [x] in units of a prefix, with as many decimals as make three digits of [like]. */
static void write_scaled(char out[NUMBER_FIXED], double x, double like, int prefix)
{
    char text[NUMBER_FIXED];
    double unit = pow(1000, prefix);
    like /= unit;
    number_fixed(text, x/unit, prefix == 0 || like >= 99.95 ? 0 : like >= 9.995 ? 1 : 2);
    snprintf(out, NUMBER_FIXED, "%s", text + 1);
}

/* "01:05" or "2:01:05"; "?" below 0. */
static void write_time(char out[32], double seconds)
{
    long s = seconds < 1e9 ? (long)(seconds + 0.5) : 1000000000;
    if (seconds < 0)
        snprintf(out, 32, "?");
    else if (s >= 3600)
        snprintf(out, 32, "%ld:%02ld:%02ld", s/3600, s/60%60, s%60);
    else
        snprintf(out, 32, "%02ld:%02ld", s/60, s%60);
}

/* Three digits: "97.3 k points/s", or "12.5 s/point" where that is more telling. [unit]: "" after
 * counts that have it, "903 M/s". */
static void write_speed(char out[PIECE], double speed, const char *unit)
{
    char text[NUMBER_FIXED], value[NUMBER_FIXED];
    int slow = speed > 0 && speed < 1, k;
    double x = slow ? 1/speed : speed;
    k = slow ? 0 : prefix_of(x);
    number_fixed(text, x/pow(1000, k), x/pow(1000, k) >= 99.95 ? 0 : x/pow(1000, k) >= 9.995 ? 1 : 2);
    snprintf(value, sizeof value, "%s", speed > 0 ? text + 1 : "?");
    if (slow)
        snprintf(out, PIECE, "%.40s s/%s", value, *unit ? unit : "node-step");
    else if (*unit)
        snprintf(out, PIECE, "%.40s %s%ss/s", value, prefixes[k], unit);
    else
        snprintf(out, PIECE, "%.40s%s%.1s/s", value, k ? " " : "", prefixes[k]);
}

static const char *unit_of(const struct pace *p)
{
    return p->at.is_simulated ? "node-step" : "point";
}

static void write_points(char out[PIECE], const struct pace *p)
{
    snprintf(out, PIECE, "%ld/%ld point%s", p->at.points_done, p->at.points, p->at.points == 1 ? "" : "s");
}

/* "14.6/35.3 M node-steps" */
static void write_steps(char out[PIECE], const struct pace *p)
{
    char done[NUMBER_FIXED], all[NUMBER_FIXED];
    int k = prefix_of(p->at.work);
    write_scaled(done, p->at.done, p->at.work, k);
    write_scaled(all, p->at.work, p->at.work, k);
    snprintf(out, PIECE, "%.40s/%.40s %snode-steps", done, all, prefixes[k]);
}

static void write_cells(char *out, double part, int blocks)
{
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    int full = (int)(part*CELLS*8), behind = blocks && full%8;
    *out = '\0';
    for (int i = 0; i < full/8; i++)
        strcat(out, blocks ? "█" : "#");
    if (behind)
        strcat(out, eighths[full%8]);
    for (int i = full/8 + behind; i < CELLS; i++)
        strcat(out, " ");
}

static void write_diverged(char out[PIECE], const struct pace *p)
{
    *out = '\0';
    if (p->at.diverged)
        snprintf(out, PIECE, ", %ld diverged", p->at.diverged);
}

static int percent(const struct pace *p)
{
    return (int)(progress_part(&p->at)*100);
}

/* ---- columns of a terminal ---- */

static int columns(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += !utf8_continues(*text);
    return n;
}

/* At most so many columns, whole characters. */
static void cut(char *text, int width)
{
    int n = 0;
    for (; *text; text++)
        if (!utf8_continues(*text) && n++ == width) {
            *text = '\0';
            return;
        }
}

/* ---- the bar ---- */

enum bar_form { WITH_POINTS, WITH_BAR, WITH_COUNTS, FORMS };

static void write_bar(const struct pace *p, double now, enum bar_form form, int blocks, char out[PACE_TEXT])
{
    char gone[32], left[32], speed[PIECE], points[PIECE], steps[PIECE] = "", cells[4*CELLS + 1] = "", lost[PIECE];
    int both = form == WITH_POINTS && p->at.is_simulated, bar = form <= WITH_BAR;
    write_time(gone, now - p->began);
    write_time(left, pace_left(p));
    write_speed(speed, pace_speed(p), p->at.is_simulated ? "" : "point");
    write_points(points, p);
    if (p->at.is_simulated)
        write_steps(steps, p);
    if (bar)
        write_cells(cells, progress_part(&p->at), blocks);
    write_diverged(lost, p);
    snprintf(out, PACE_TEXT, "%.*s %3d%%%s%s%s %s%s%s [%s<%s, %s]%s", NAME, p->name, percent(p), bar ? "|" : "", cells,
             bar ? "|" : "", both || !p->at.is_simulated ? points : "", both ? ", " : "", steps, gone, left, speed, lost);
}

char *pace_bar(const struct pace *p, double now, int width, int blocks, char out[PACE_TEXT])
{
    for (int form = WITH_POINTS; form < FORMS; form++) {
        write_bar(p, now, (enum bar_form)form, blocks, out);
        if (columns(out) + (form == WITH_POINTS && p->at.is_simulated ? SPARE : 0) <= width)
            return out;
    }
    cut(out, width);
    return out;
}

/* ---- lines of a file ---- */

char *pace_line(const struct pace *p, double now, char out[PACE_TEXT])
{
    char gone[32], left[32], speed[PIECE], points[PIECE], steps[PIECE] = "", lost[PIECE];
    write_time(gone, now - p->began);
    write_time(left, pace_left(p));
    write_speed(speed, pace_speed(p), unit_of(p));
    write_points(points, p);
    if (p->at.is_simulated)
        write_steps(steps, p);
    write_diverged(lost, p);
    snprintf(out, PACE_TEXT, "%.*s: %d%%, %s%s%s, %s gone, %s left, %s%s", NAME, p->name, percent(p), points,
             *steps ? ", " : "", steps, gone, left, speed, lost);
    return out;
}

/* Rounded: what is behind is nobody's, and JSON knows no NaN. */
static void add_number(FILE *out, const char *key, double x, double parts)
{
    char text[NUMBER_SHORTEST];
    fprintf(out, ", \"%s\": %s", key, isfinite(x) ? number_shortest(text, round(x*parts)/parts, 0) : "null");
}

static void add_name(FILE *out, const char *whole)
{
    char name[NAME + 1];
    snprintf(name, sizeof name, "%s", whole);
    json_string(out, name);
}

char *pace_json(const struct pace *p, double now, char out[PACE_TEXT])
{
    const struct progress *at = &p->at;
    double left = pace_left(p), speed = pace_speed(p);
    FILE *to = fmemopen(out, PACE_TEXT, "w");
    *out = '\0';
    if (!to)
        return out;
    fputs("{\"event\": \"progress\", \"exploration\": ", to);
    add_name(to, p->name);
    fputs(", \"engine\": ", to);
    json_string(to, at->engine);
    fprintf(to, ", \"points\": %ld, \"points_done\": %ld, \"points_diverged\": %ld", at->points, at->points_done,
            at->diverged);
    add_number(to, "node_steps", at->is_simulated ? at->work : 0, 1);
    add_number(to, "node_steps_done", at->is_simulated ? at->done : 0, 1);
    add_number(to, "node_steps_per_s", !at->is_simulated ? 0 : speed > 0 ? speed : NAN, 1);
    add_number(to, "points_per_s", speed > 0 ? speed/at->work*(double)at->points : NAN, 1000);
    add_number(to, "percent", 100*progress_part(at), 100);
    add_number(to, "elapsed_s", now - p->began, 1000);
    add_number(to, "remaining_s", left < 0 ? NAN : left, 1000);
    fputc('}', to);
    fclose(to);
    return out;
}

/* ---- what is waited for ---- */

static const struct pause_words {
    const char *event, *joint, *key;    /* JSON's event, and its key of what stands behind the joint */
} pause_words[] = {
    [PAUSE_COMPILING] = { "compiling", " with", "engine" },
    [PAUSE_WRITING] = { "writing", "", "file" }
};

static void write_pause(char out[PACE_TEXT], const struct pause *p, double now, const char *joint, const char *behind)
{
    const struct pause_words *w = &pause_words[p->kind];
    char gone[32];
    write_time(gone, now - p->began);
    snprintf(out, PACE_TEXT, "%.*s%s%s%s %.*s%s %s%s", NAME, p->name ? p->name : "", p->name ? ": " : "", w->event, w->joint,
             NAME, p->what, joint, gone, behind);
}

char *pause_bar(const struct pause *p, double now, int width, char out[PACE_TEXT])
{
    write_pause(out, p, now, "", "");
    cut(out, width);
    return out;
}

char *pause_line(const struct pause *p, double now, char out[PACE_TEXT])
{
    write_pause(out, p, now, ",", " gone");
    return out;
}

char *pause_json(const struct pause *p, double now, char out[PACE_TEXT])
{
    const struct pause_words *w = &pause_words[p->kind];
    FILE *to = fmemopen(out, PACE_TEXT, "w");
    *out = '\0';
    if (!to)
        return out;
    fprintf(to, "{\"event\": \"%s\", \"exploration\": ", w->event);
    add_name(to, p->name ? p->name : "");
    fprintf(to, ", \"%s\": ", w->key);
    add_name(to, p->what);
    add_number(to, "elapsed_s", now - p->began, 1000);
    fputc('}', to);
    fclose(to);
    return out;
}
