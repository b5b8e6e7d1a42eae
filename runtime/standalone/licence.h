/* licence.h -- the notice that goes with the runtime wherever it goes. */
#ifndef LICENCE_H
#define LICENCE_H

extern const char runtime_licence[];    /* lines, each with its newline */
#endif
