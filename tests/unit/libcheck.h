/* libcheck.h -- libcheck, without its old macro `fail`: that name is fail.h's here. */
#ifndef LIBCHECK_H
#define LIBCHECK_H
#include <check.h>
#undef fail
#endif
