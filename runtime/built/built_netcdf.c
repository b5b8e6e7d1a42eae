/* built_netcdf.c -- a program that writes NetCDF where the library is. */
#include "built.h"
#include "data/netcdf_library.h"

/* A process must not end while a thread is loading a library. */
static void end(void)
{
    if (netcdf_lock())
        netcdf_unlock();
}

const struct standalone_parts built_with_netcdf = { .begin = netcdf_preload, .end = end, .draw = built_draw, .lacks = built_lacks };
