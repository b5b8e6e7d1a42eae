/* runtime_text.h -- the runtime as a text of C, for programs of one file: made by runtime/amalgam.lua.
 *
 * What a program that has its kernels needs to run them, from standalone_main on; all of it static but objects
 * that several of its files see.
 */
#ifndef RUNTIME_TEXT_H
#define RUNTIME_TEXT_H

extern const char runtime_declared[];   /* #include lines of the system, types, constants, prototypes */
extern const char runtime_defined[];    /* functions and tables; stands behind all else */
extern const char runtime_system[];     /* no text: names that the system's headers have, "select;" */
#endif
