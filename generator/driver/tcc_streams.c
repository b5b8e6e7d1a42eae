/* tcc_streams.c -- what lets libmassc.so hold libtcc.
 *
 * Debian's libtcc comes as an archive for programs only: it reaches the C
 * library's variables by an address relative to its own code, which a shared
 * object may not. The build gives libtcc these stand-ins instead (objcopy, see
 * files.ninja). They are written once, when the object is loaded.
 */
#include <stdio.h>
#include <unistd.h>

extern FILE *tcc_stdout, *tcc_stderr;
extern char **tcc_environ;

FILE *tcc_stdout, *tcc_stderr;
char **tcc_environ;

__attribute__((constructor)) static void fill(void)
{
    tcc_stdout = stdout;
    tcc_stderr = stderr;
    tcc_environ = environ;
}
