/* netcdf_file.c -- where libnetcdf puts a file that is written: memory or disk. */
#include "netcdf_file.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { IMAGE_NAME = 40, CREATE_TRIES = 20 };

static int is_disk_error(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EIO || error == EFBIG;
}

int netcdf_file_check(struct netcdf_file *file, int status, struct fail *f)
{
    int error = errno;
    if (status == NC_NOERR)
        return 0;
    file->has_failed = 1;
    if (file->in_memory)
        error = status == NC_ENOMEM ? ENOMEM : 0;
    else if (!is_disk_error(error))
        error = atomic_disk_error(file->atomic);
    return fail(f, EXIT_SYSTEM, "cannot write %s: %s", file->atomic->path,
                error ? strerror(error) : file->nc->strerror(status));
}

static int refuse(const struct netcdf_file *file, int error, struct fail *f)
{
    return fail(f, EXIT_SYSTEM, "cannot write %s: %s", file->atomic->path, strerror(error));
}

/* ---- in memory ---- */

/* libnetcdf's own way to a file's image (nc_close_memio) serves only files that it
 * limits to short attributes and shows in another order. HDF5, which lies below it,
 * is asked instead: of its open files, for the one of this name. */
typedef ssize_t get_files(int64_t all, unsigned kind, size_t most, int64_t *files);
typedef ssize_t get_name(int64_t file, char *name, size_t size);
typedef ssize_t get_image(int64_t file, void *image, size_t size);

struct hdf5 { get_files *files; get_name *name; get_image *image; };

static int find_hdf5(const struct netcdf_library *nc, struct hdf5 *h)
{
    *(void **)&h->files = dlsym(nc->handle, "H5Fget_obj_ids");
    *(void **)&h->name = dlsym(nc->handle, "H5Fget_name");
    *(void **)&h->image = dlsym(nc->handle, "H5Fget_file_image");
    return h->files && h->name && h->image ? 0 : -1;
}

/* Nothing on the disk is called this, and no other open file. */
static void name_image(const struct netcdf_file *file, char name[IMAGE_NAME])
{
    snprintf(name, IMAGE_NAME, "/massc-%p", (const void *)file);
}

static int64_t find_image(const struct netcdf_file *file, const struct hdf5 *h)
{
    enum { ALL = 0x1f, FILES = 1, MOST = 4096 };        /* H5F_OBJ_ALL, H5F_OBJ_FILE */
    int64_t *open = malloc(MOST*sizeof *open), found = -1;
    char wanted[IMAGE_NAME], name[IMAGE_NAME];
    ssize_t count = open ? h->files(ALL, FILES, MOST, open) : 0;
    name_image(file, wanted);
    for (ssize_t i = 0; i < count; i++)
        if (h->name(open[i], name, sizeof name) > 0 && strcmp(name, wanted) == 0)
            found = open[i];
    free(open);
    return found;
}

static uint32_t turn(uint32_t x, int by)
{
    return x << by | x >> (32 - by);
}

/* Jenkins' lookup3 of eleven words, as HDF5's format has it. */
static uint32_t hash_words(const uint32_t w[11])
{
    uint32_t a = 0xdeadbeef + 44, b = a, c = a;
    for (int i = 0; i < 9; i += 3) {
        a += w[i], b += w[i + 1], c += w[i + 2];
        a -= c, a ^= turn(c, 4), c += b;
        b -= a, b ^= turn(a, 6), a += c;
        c -= b, c ^= turn(b, 8), b += a;
        a -= c, a ^= turn(c, 16), c += b;
        b -= a, b ^= turn(a, 19), a += c;
        c -= b, c ^= turn(b, 4), b += a;
    }
    a += w[9], b += w[10];
    c ^= b, c -= turn(b, 14);
    a ^= c, a -= turn(c, 11);
    b ^= a, b -= turn(a, 25);
    c ^= b, c -= turn(b, 16);
    a ^= c, a -= turn(c, 4);
    b ^= a, b -= turn(a, 14);
    c ^= b, c -= turn(b, 24);
    return c;
}

/* In an image HDF5 takes back the mark that the file is open, but not out of the
 * checksum of its first block: 44 bytes in versions 2 and 3, numbers of 8 bytes. */
static void mend_checksum(unsigned char *image, size_t size)
{
    uint32_t words[12];
    if (size < sizeof words || image[8] < 2 || image[8] > 3 || image[9] != 8 || image[10] != 8)
        return;
    memcpy(words, image, sizeof words);
    words[11] = hash_words(words);
    memcpy(image, words, sizeof words);
}

static int no_image(const struct netcdf_file *file, const char *why, struct fail *f)
{
    return fail(f, EXIT_SYSTEM, "cannot write %s: %s", file->atomic->path, why);
}

static int write_image(struct netcdf_file *file, struct fail *f)
{
    struct hdf5 h;
    int64_t id = find_hdf5(file->nc, &h) ? -1 : find_image(file, &h);
    ssize_t size = id < 0 ? -1 : h.image(id, NULL, 0);
    if (size <= 0)
        return no_image(file, "HDF5 does not give the file it has built", f);
    unsigned char *image = malloc((size_t)size);
    int status = !image ? no_image(file, "out of memory", f)
               : h.image(id, image, (size_t)size) != size ? no_image(file, "HDF5 lost the file it has built", f)
               : 0;
    if (!status) {
        mend_checksum(image, (size_t)size);
        status = atomic_write(file->atomic, image, (size_t)size, f);
    }
    free(image);
    return status;
}

static int create_in_memory(struct netcdf_file *file, struct fail *f)
{
    char name[IMAGE_NAME];
    name_image(file, name);
    file->in_memory = 1;
    return netcdf_file_check(file, file->nc->create(name, NC_NETCDF4 | NC_DISKLESS, &file->id), f);
}

/* ---- on the disk ---- */

/* HDF5 may want a lock of its own on the file; then it has ours. Who looks for the files of
 * killed runs takes it for a moment. */
static int create_on_disk(struct netcdf_file *file, struct fail *f)
{
    char name[40];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file->atomic->fd);
    const char *path = access(name, W_OK) == 0 ? name : file->atomic->temporary;
    int mode = NC_NETCDF4 | NC_CLOBBER, status = file->nc->create(path, mode, &file->id);
    for (int tries = 0; status != NC_NOERR && tries < CREATE_TRIES; tries++) {
        flock(file->atomic->fd, LOCK_UN);
        if (tries)
            usleep(1000);
        status = file->nc->create(path, mode, &file->id);
    }
    return netcdf_file_check(file, status, f);
}

int netcdf_file_has_images(const struct netcdf_library *nc)
{
    struct hdf5 ignored;
    return find_hdf5(nc, &ignored) == 0;
}

int netcdf_file_open(struct netcdf_file *file, struct atomic *atomic, int in_memory, size_t bytes,
                     const struct netcdf_library *nc, struct fail *f)
{
    *file = (struct netcdf_file){ .nc = nc, .atomic = atomic };
    if (in_memory ? create_in_memory(file, f) : create_on_disk(file, f))
        return -1;
    file->is_open = 1;
    return atomic_reserve(atomic, (long long)bytes, f);     /* after HDF5 has cut the file to nothing */
}

/* What the disk refuses is said best before libnetcdf closes. */
int netcdf_file_finish(struct netcdf_file *file, struct fail *f)
{
    if (netcdf_file_check(file, file->nc->sync(file->id), f))
        return -1;
    if (file->in_memory && write_image(file, f))
        return -1;
    if (!file->in_memory && fsync(file->atomic->fd) && is_disk_error(errno)) {
        file->has_failed = 1;
        return refuse(file, errno, f);
    }
    file->is_open = 0;
    return netcdf_file_check(file, file->nc->close(file->id), f);
}

void netcdf_file_abandon(struct netcdf_file *file)
{
    if (file->is_open && (file->in_memory || !file->has_failed))
        file->nc->close(file->id);
    file->is_open = 0;
}
