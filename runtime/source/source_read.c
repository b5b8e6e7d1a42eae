/* source_read.c -- reads a file and refuses what is no text.
 *
 * A byte order mark is left out of the text, so places count from behind it.
 */
#include "source.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/text.h"
#include "base/utf8.h"

enum { LARGEST = 8 << 20 };

static int is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* What is wrong with the bytes as text, or NULL. */
static const char *judge(const struct text *t, struct arena *a)
{
    const char *s = text_string(t), *end = s + t->len;
    if (memchr(s, '\r', (size_t)t->len) && !memchr(s, '\n', (size_t)t->len))
        return "ends its lines in carriage returns alone; save it with line feeds";
    for (int line = 1; s < end; ) {
        int n = utf8_length(s, end);
        unsigned char first = (unsigned char)*s;
        if (!n || is_control(first))
            return arena_print(a, first < 0x80 ? "is not text: byte 0x%02x in line %d"
                               : "is not text: byte 0x%02x in line %d; save it as UTF-8", first, line);
        line += *s == '\n';
        s += n;
    }
    return NULL;
}

static const char *reason(struct arena *a)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return "no such file";
    if (errno == EACCES)
        return "cannot be read: permission denied";
    return arena_print(a, "cannot be read: %s", strerror(errno));
}

/* A descriptor, closed when memory runs out. */
struct open_file {
    struct held held;
    int fd;
};

static void close_file(struct held *h)
{
    close(((struct open_file *)h)->fd);     /* its first member */
}

/* Reads all of it, but at most one byte more than is allowed. */
static const char *fill(int fd, struct text *t, struct arena *a)
{
    char piece[16384];
    ssize_t n = 1;
    while (t->len <= LARGEST && n) {
        n = read(fd, piece, sizeof piece);
        if (n < 0)                      /* EINTR too: a signal ends the wait for a pipe */
            return reason(a);
        text_bytes(t, piece, (size_t)n);
    }
    if (t->len > LARGEST)
        return "is larger than 8 MiB; a model file has no business being larger";
    return judge(t, a);
}

struct open_folder {
    struct held held;
    DIR *dir;
};

static void close_folder(struct held *h)
{
    closedir(((struct open_folder *)h)->dir);       /* its first member */
}

void source_each(const char *folder, void (*visit)(void *user, const char *entry), void *user)
{
    struct open_folder open = { .dir = opendir(folder) };
    const struct dirent *entry;
    if (!open.dir)
        return;
    guard_hold(&open.held, close_folder);
    while ((entry = readdir(open.dir)))
        visit(user, entry->d_name);
    guard_drop(&open.held);
    closedir(open.dir);
}

/* A pipe that was given to us open, as by `massc check <(...)`. */
static int is_given(const char *path)
{
    return !strcmp(path, "/dev/stdin") || !strncmp(path, "/dev/fd/", 8)
        || !strncmp(path, "/proc/self/fd/", 14);
}

/* What does not hold a model, or might let us wait for ever. */
static const char *refuse_kind(const char *path, mode_t mode)
{
    if (S_ISDIR(mode))
        return "is a directory, not a model file";
    if (S_ISREG(mode) || is_given(path))
        return NULL;
    return S_ISFIFO(mode) ? "is a FIFO, not a model file; a pipe is read as -"
         : S_ISSOCK(mode) ? "is a socket, not a model file" : "is a device, not a model file";
}

const char *source_dangling(const char *path, struct arena *a)
{
    char to[4096];
    struct stat st;
    ssize_t n = readlink(path, to, sizeof to);
    if (n < 0 || stat(path, &st) == 0 || errno != ENOENT)
        return NULL;
    return arena_print(a, "is a link to '%.*s', which is not there", (int)n, to);
}

static const char *load(const char *path, struct text *t, struct arena *a)
{
    struct stat st;
    if (stat(path, &st)) {
        const char *why = reason(a), *link = source_dangling(path, a);
        return link ? link : why;
    }
    const char *wrong = refuse_kind(path, st.st_mode);
    if (wrong)
        return wrong;
    struct open_file file = { .fd = -1 };
    int fd = file.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (S_ISREG(st.st_mode) ? O_NONBLOCK : 0));
    if (fd < 0)
        return reason(a);
    guard_hold(&file.held, close_file);
    wrong = fstat(fd, &st) ? reason(a) : refuse_kind(path, st.st_mode);
    if (!wrong)
        wrong = fill(fd, t, a);
    guard_drop(&file.held);
    close(fd);
    return wrong;
}

struct source *source_read(const char *path, struct arena *a, const char **why)
{
    struct text t = { 0 };
    int is_stdin = !strcmp(path, "-");
    const char *wrong = is_stdin ? fill(STDIN_FILENO, &t, a) : load(path, &t, a);
    struct source *src = NULL;
    if (wrong) {
        *why = wrong;
    } else {
        size_t mark = t.len >= 3 && !memcmp(t.bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
        src = source_text(is_stdin ? "stdin" : path, text_string(&t) + mark, t.len - mark, a);
    }
    text_free(&t);
    return src;
}
