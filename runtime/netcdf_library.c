/* netcdf_library.c -- libnetcdf, loaded when first needed.
 *
 * The variables below are the module's only state: the library is written once,
 * under pthread_once, and never unloaded, because HDF5 registers handlers for the
 * exit of threads and of the program. Its first call is made here too, since that
 * is where most of its start goes.
 */
#include "netcdf_library.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include "table.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t in_use = PTHREAD_MUTEX_INITIALIZER;
static struct netcdf_library library;
static int loaded;

/* HDF5 prints its error stack unless told otherwise, and where it is built
 * thread-safe it has to be told in every thread; libnetcdf does so in the first
 * only. H5Eset_auto2 of HDF5 1.10 and later; NULL: an HDF5 without it. */
typedef int silence(int64_t stack, int (*print)(int64_t, void *), void *data);
static silence *silence_hdf5;

/* At exit HDF5 tries once more to write what a full disk refused, and crashes.
 * Every file is closed by then; there is nothing for its handler to do. */
static void no_exit_handler(void)
{
    int (*dont_atexit)(void);
    *(void **)&dont_atexit = dlsym(library.handle, "H5dont_atexit");
    if (dont_atexit)
        dont_atexit();
}

static void load(void)
{
    library.handle = dlopen("libnetcdf.so.19", RTLD_NOW | RTLD_LOCAL);
    if (!library.handle)
        library.handle = dlopen("libnetcdf.so", RTLD_NOW | RTLD_LOCAL);
    if (!library.handle)
        return;
    loaded = 1;
#define LOOK_UP(name) \
    loaded &= (*(void **)&library.name = dlsym(library.handle, "nc_" #name)) != NULL;
    NETCDF_CALLS(LOOK_UP)
#undef LOOK_UP
    *(void **)&silence_hdf5 = dlsym(library.handle, "H5Eset_auto2");
    no_exit_handler();
    if (loaded)
        library.initialize();
}

static void *load_aside(void *unused)
{
    pthread_once(&once, load);
    return unused;
}

void netcdf_preload(void)
{
    pthread_t thread;
    if (!pthread_create(&thread, NULL, load_aside, NULL))
        pthread_detach(thread);
}

const struct netcdf_library *netcdf_lock(void)
{
    pthread_once(&once, load);
    if (!loaded)
        return NULL;
    pthread_mutex_lock(&in_use);
    if (silence_hdf5)
        silence_hdf5(0, NULL, NULL);        /* 0: H5E_DEFAULT, this thread's stack */
    return &library;
}

void netcdf_unlock(void)
{
    pthread_mutex_unlock(&in_use);
}
