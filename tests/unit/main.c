/* main.c -- runs every unit suite, in the order of the data's way.
 *
 * CK_FORK=no keeps all tests in one process (debuggers, sanitizers);
 * CK_RUN_SUITE=name runs one suite; CK_VERBOSITY=verbose lists every test.
 */
#include <check.h>
#include <stdio.h>
#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(NULL);
#define ADD(name) srunner_add_suite(runner, suite_##name());
    SUITES(ADD)
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    int passed = srunner_ntests_run(runner) - failed;
    srunner_free(runner);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
