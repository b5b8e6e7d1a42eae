/* version.h -- the one place that knows it. */
#ifndef VERSION_H
#define VERSION_H
#define MASSC_VERSION "0.1.0"
#endif
