/* unit_netcdf_file.c -- files that HDF5 builds in memory, as they reach the disk.
 *
 * libnetcdf makes no file with a first block of the old version, or with addresses and lengths of
 * 4 bytes. Here HDF5 makes them itself: such an image has no checksum to be mended, and is written as
 * it is.
 */
#include "sink/netcdf_file.h"
#include "folder.h"
#include "libcheck.h"
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_netcdf_file(void);

/* ---- HDF5 ---- */

static struct {
    int (*open)(void);
    int64_t (*set)(int64_t kind), (*create)(const char *name, unsigned flags, int64_t how, int64_t access);
    int (*in_memory)(int64_t access, size_t piece, unsigned on_disk), (*bounds)(int64_t access, int low, int high);
    int (*sizes)(int64_t how, size_t address, size_t length), (*flush)(int64_t file, int scope), (*close)(int64_t file);
    int64_t (*open_file)(const char *name, unsigned flags, int64_t access);
    ssize_t (*image)(int64_t file, void *image, size_t size);
    const int64_t *of_creation, *of_access;
} hdf5;

static void find(void *handle, void *pointer, const char *name)
{
    void *at = dlsym(handle, name);
    ck_assert_msg(at != NULL, "%s", name);
    memcpy(pointer, &at, sizeof at);
}

static void find_all(void *handle)
{
    find(handle, &hdf5.open, "H5open");
    find(handle, &hdf5.set, "H5Pcreate");
    find(handle, &hdf5.create, "H5Fcreate");
    find(handle, &hdf5.in_memory, "H5Pset_fapl_core");
    find(handle, &hdf5.bounds, "H5Pset_libver_bounds");
    find(handle, &hdf5.sizes, "H5Pset_sizes");
    find(handle, &hdf5.flush, "H5Fflush");
    find(handle, &hdf5.close, "H5Fclose");
    find(handle, &hdf5.open_file, "H5Fopen");
    find(handle, &hdf5.image, "H5Fget_file_image");
    find(handle, &hdf5.of_creation, "H5P_CLS_FILE_CREATE_ID_g");
    find(handle, &hdf5.of_access, "H5P_CLS_FILE_ACCESS_ID_g");
    ck_assert_int_ge(hdf5.open(), 0);
}

/* ---- a libnetcdf that makes such files ---- */

static struct image { int version, address, length, other_name; } made;
static int64_t file;            /* an int holds no identifier of HDF5 */

static int create(const char *name, int mode, int *id)
{
    int64_t how = hdf5.set(*hdf5.of_creation), access = hdf5.set(*hdf5.of_access);
    (void)mode;
    *id = 0;
    ck_assert_int_ge(hdf5.in_memory(access, 1 << 16, 0), 0);
    ck_assert_int_ge(hdf5.bounds(access, made.version ? 1 : 0, made.version ? 1 : 2), 0);
    ck_assert_int_ge(hdf5.sizes(how, (size_t)made.address, (size_t)made.length), 0);
    file = hdf5.create(made.other_name ? "/massc-other" : name, 2, how, access);
    return file < 0 ? NC_EHDFERR : NC_NOERR;
}

static int sync_file(int id)
{
    (void)id;
    return hdf5.flush(file, 1) < 0 ? NC_EHDFERR : NC_NOERR;
}

static int close_file(int id)
{
    (void)id;
    return hdf5.close(file) < 0 ? NC_EHDFERR : NC_NOERR;
}

/* What finish says; [image]: what HDF5 gave, [size] bytes. */
static int write_file(const char *path, unsigned char image[1 << 16], ssize_t *size, struct fail *f)
{
    const struct netcdf_library *real = netcdf_lock();
    ck_assert_ptr_nonnull(real);
    struct netcdf_library lib = *real;
    struct netcdf_file out;
    struct atomic atomic;
    find_all(lib.handle);
    lib.create = create;
    lib.sync = sync_file;
    lib.close = close_file;
    ck_assert_int_eq(atomic_open(&atomic, path, f), 0);
    ck_assert_msg(netcdf_file_open(&out, &atomic, 1, 100, &lib, f) == 0, "%s", f->text);
    ck_assert_int_eq(sync_file(0), NC_NOERR);       /* which ends the image where the file ends */
    *size = hdf5.image(file, image, 1 << 16);
    ck_assert_int_gt(*size, 48);
    int status = netcdf_file_finish(&out, f);
    netcdf_file_abandon(&out);
    if (status)
        atomic_abandon(&atomic);
    else
        ck_assert_int_eq(atomic_commit(&atomic, f), 0);
    netcdf_unlock();
    return status;
}

static ssize_t read_file(const char *path, unsigned char bytes[1 << 16])
{
    FILE *in = fopen(path, "r");
    ck_assert_ptr_nonnull(in);
    ssize_t size = (ssize_t)fread(bytes, 1, 1 << 16, in);
    fclose(in);
    return size;
}

static const struct image images[] = {
    { 0, 8, 8, 0 }, { 0, 4, 4, 0 }, { 2, 4, 4, 0 }, { 2, 4, 8, 0 }, { 2, 8, 4, 0 }
};

START_TEST(as_it_is)
{
    static unsigned char image[1 << 16], written[1 << 16];
    char path[100];
    ssize_t size = 0;
    struct fail f = { .code = 0 };
    made = images[_i];
    snprintf(path, sizeof path, "%s/x", folder);
    ck_assert_msg(write_file(path, image, &size, &f) == 0, "%s", f.text);
    ck_assert_int_eq(image[8], made.version);
    if (made.version) {
        ck_assert_int_eq(image[9], made.address);
        ck_assert_int_eq(image[10], made.length);
    }
    ck_assert_int_eq(read_file(path, written), size);
    ck_assert_mem_eq(written, image, (size_t)size);
}
END_TEST

/* HDF5 holds such a block to its checksum when it opens the file. */
START_TEST(mended)
{
    static unsigned char image[1 << 16], written[1 << 16];
    char path[100];
    ssize_t size = 0;
    struct fail f = { .code = 0 };
    made = (struct image){ 2, 8, 8, 0 };
    snprintf(path, sizeof path, "%s/x", folder);
    ck_assert_msg(write_file(path, image, &size, &f) == 0, "%s", f.text);
    ck_assert_int_eq(image[8], 2);
    ck_assert_int_eq(read_file(path, written), size);
    ck_assert_mem_eq(written, image, 44);
    ck_assert_mem_eq(written + 48, image + 48, (size_t)size - 48);
    int64_t again = hdf5.open_file(path, 0, 0);
    ck_assert_int_ge(again, 0);
    ck_assert_int_ge(hdf5.close(again), 0);
}
END_TEST

START_TEST(not_found)
{
    static unsigned char image[1 << 16];
    char path[100], said[200];
    ssize_t size = 0;
    struct fail f = { .code = 0 };
    made = (struct image){ 2, 8, 8, 1 };
    snprintf(path, sizeof path, "%s/x", folder);
    snprintf(said, sizeof said, "cannot write %s: HDF5 does not give the file it has built", path);
    ck_assert_int_eq(write_file(path, image, &size, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_str_eq(f.text, said);
    ck_assert_str_eq(printed_in_folder("ls -A"), "");
}
END_TEST

Suite *suite_netcdf_file(void)
{
    Suite *s = suite_create("netcdf_file");
    TCase *t = tcase_create("netcdf_file");
    tcase_add_checked_fixture(t, make_folder, remove_folder);
    tcase_add_loop_test(t, as_it_is, 0, sizeof images/sizeof *images);
    tcase_add_test(t, mended);
    tcase_add_test(t, not_found);
    suite_add_tcase(s, t);
    return s;
}
