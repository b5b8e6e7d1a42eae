/* unit_netcdf_library.c -- what is said where libnetcdf cannot be loaded.
 *
 * The texts of dlerror and of os-release are those of Debian 12 and 13.
 */
#include "data/netcdf_library.h"
#include "libcheck.h"
#include <string.h>

Suite *suite_netcdf_library(void);

static const char bookworm[] = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\n"
                               "VERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nID=debian\n";
static const char trixie[] = "ID='debian'\nVERSION_ID='13'";

static const struct { const char *os_release, *package; } packages[] = {
    { bookworm, "Debian package libnetcdf19" },
    { trixie, "Debian package libnetcdf22" },
    { "ID=debian\n", "package libnetcdf22 of Debian 13, libnetcdf19 of Debian 12" },
    { "ID=debian2\nVERSION_ID=12\n", "package libnetcdf22 of Debian 13, libnetcdf19 of Debian 12" },
    { "VARIANT_ID=debian\nVERSION_ID=\"12.1\"\n", "package libnetcdf22 of Debian 13, libnetcdf19 of Debian 12" },
    { "", "package libnetcdf22 of Debian 13, libnetcdf19 of Debian 12" },
};

START_TEST(package)
{
    char said[200];
    netcdf_package(packages[_i].os_release, said, sizeof said);
    ck_assert_str_eq(said, packages[_i].package);
}
END_TEST

#define OPEN ": cannot open shared object file: "
#define ABSENT OPEN "No such file or directory"

static const struct { const char *said[4], *why; } explained[] = {
    { { "libnetcdf.so.22" ABSENT, "libnetcdf.so.19" ABSENT, "libnetcdf.so" ABSENT },
      "libnetcdf is not installed (Debian package libnetcdf19)" },
    { { "libnetcdf.so.22" ABSENT, "libnetcdf.so.19" OPEN "Too many open files", "libnetcdf.so" ABSENT },
      "cannot load libnetcdf: cannot open shared object file: Too many open files" },
    { { "libnetcdf.so.22" OPEN "Too many open files", "libnetcdf.so.19" ABSENT, "libnetcdf.so" ABSENT },
      "cannot load libnetcdf: cannot open shared object file: Too many open files" },
    { { "libnetcdf.so.22" ABSENT, "libnetcdf.so.19" ABSENT, "libnetcdf.so" OPEN "Permission denied" },
      "cannot load libnetcdf: cannot open shared object file: Permission denied" },
    { { "libnetcdf.so.22" ABSENT, "libhdf5_serial.so.103" ABSENT, "libnetcdf.so" ABSENT },
      "cannot load libnetcdf: libhdf5_serial.so.103: cannot open shared object file: No such file or directory" },
};

START_TEST(explain)
{
    char why[400];
    netcdf_explain(explained[_i].said, bookworm, why, sizeof why);
    ck_assert_str_eq(why, explained[_i].why);
}
END_TEST

/* However small the room, the text ends inside it. */
START_TEST(small_room)
{
    for (size_t size = 1; size < 80; size++) {
        char why[80];
        memset(why, 'x', sizeof why);
        netcdf_package("", why, size);
        ck_assert_ptr_nonnull(memchr(why, '\0', size));
        netcdf_explain(explained[2].said, "", why, size);
        ck_assert_ptr_nonnull(memchr(why, '\0', size));
    }
}
END_TEST

Suite *suite_netcdf_library(void)
{
    Suite *s = suite_create("netcdf_library");
    TCase *t = tcase_create("netcdf_library");
    tcase_add_loop_test(t, package, 0, sizeof packages/sizeof *packages);
    tcase_add_loop_test(t, explain, 0, sizeof explained/sizeof *explained);
    tcase_add_test(t, small_room);
    suite_add_tcase(s, t);
    return s;
}
