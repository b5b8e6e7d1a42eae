/* archive.c -- the runtime's objects as bytes inside massc. ARCHIVE is the path of their archive. */
#include "archive.h"

__asm__(".pushsection .rodata\n"
        ".balign 16\n"
        ".globl runtime_archive\n"
        "runtime_archive: .incbin \"" ARCHIVE "\"\n"
        ".globl runtime_archive_end\n"
        "runtime_archive_end: .byte 0\n"
        ".popsection\n");
