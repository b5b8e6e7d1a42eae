/* write.c -- a picture as a file. */
#include "picture.h"
#include <string.h>
#include <strings.h>
#include "base/atomic.h"

static const struct { const char *ending; enum plot_format format; } formats[] = {
    { ".png", FORMAT_PNG }, { ".svg", FORMAT_SVG }, { ".pdf", FORMAT_PDF }, { ".gp", FORMAT_SCRIPT }
};
enum { FORMATS = sizeof formats/sizeof *formats };

/* Seconds for a picture, which takes one: a machine may be busy, a disk far away. */
static const double PATIENCE = 300;

static int format_of(const char *path, enum plot_format *format, struct fail *f)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    for (int i = 0; i < FORMATS && dot; i++)
        if (strcasecmp(dot, formats[i].ending) == 0) {
            *format = formats[i].format;
            return 0;
        }
    return fail(f, EXIT_USAGE, "a picture is a file .png, .svg, .pdf or .gp, not '%s'", path);
}

int plot_judge(const char *path, struct fail *f)
{
    enum plot_format format;
    if (format_of(path, &format, f) < 0)
        return -1;
    return format == FORMAT_SCRIPT ? 0 : gnuplot_find(f);
}

static int put(const char *path, const struct text *bytes, struct fail *f)
{
    struct atomic file;
    if (atomic_open(&file, path, f) < 0)
        return -1;
    if (atomic_write(&file, text_string(bytes), bytes->len, f) < 0) {
        atomic_abandon(&file);
        return -1;
    }
    return atomic_commit(&file, f);
}

/* X.pdf beside X.gp, wherever gnuplot is started. */
static void write_script(const struct picture *p, const char *path, struct text *out)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct text pdf = { 0 };
    text_print(&pdf, "%.*s.pdf", (int)(strrchr(name, '.') - name), name);
    plot_script(p, FORMAT_SCRIPT, text_string(&pdf), out);
    text_free(&pdf);
}

/* What draws PNGs has pictures of so many dots a side at most. */
static int check_dots(const struct picture *p, struct fail *f)
{
    enum { DOTS_MOST = 32767 };
    double side = (p->width > p->height ? p->width : p->height)/2.54*p->dpi;
    return side <= DOTS_MOST ? 0
         : fail(f, EXIT_USAGE, "a PNG of %.4g x %.4g cm with %d dots an inch would have %.0f dots a side, at most %d are possible; "
                "lower --dpi, or draw a vector: -o X.svg", p->width, p->height, p->dpi, side, DOTS_MOST);
}

int plot_write(const struct picture *p, const char *path, const volatile sig_atomic_t *stop, struct fail *f)
{
    enum plot_format format;
    struct text script = { 0 }, image = { 0 };
    if (format_of(path, &format, f) < 0 || (format == FORMAT_PNG && check_dots(p, f) < 0))
        return -1;
    if (format == FORMAT_SCRIPT)
        write_script(p, path, &image);
    else
        plot_script(p, format, NULL, &script);
    int bad = format == FORMAT_SCRIPT ? 0 : gnuplot_run(&script, format, PATIENCE, stop, &image, f);
    if (!bad)
        bad = put(path, &image, f);
    text_free(&script);
    text_free(&image);
    return bad;
}
