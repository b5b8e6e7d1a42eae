/* tcc_stand_ins.h -- libtcc without an end of the process; for compile_tcc.c only. */
#ifndef TCC_STAND_INS_H
#define TCC_STAND_INS_H

enum tcc_end {
    TCC_CAME_BACK,
    TCC_NO_MEMORY,              /* libtcc asked for memory that is not there */
    TCC_WOULD_EXIT              /* it wanted to end the process */
};

/* Calls work(user), which calls libtcc. Where that does not come back by itself, all
 * memory it took in this call is freed and its variables are what they were before:
 * nothing it made may be used, and the next call begins anew. One at a time. */
enum tcc_end tcc_contain(void (*work)(void *user), void *user);
#endif
