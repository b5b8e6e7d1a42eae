/* foreign.h -- words of other languages and libraries, and what is written here. */
#ifndef FOREIGN_H
#define FOREIGN_H

enum foreign_place { FOREIGN_STATEMENT, FOREIGN_FUNCTION, FOREIGN_NAME, FOREIGN_COUPLING };

/* What to write instead of a word of another language in this place ("heaviside(x)"
 * for "np.step"), or NULL: nobody else uses it either. Of the program itself, as is nothing
 * of [word]. */
const char *foreign_word(enum foreign_place place, const char *word);
/* The name behind the module, inside [word]: "exp" of "np.exp"; a name without a dot is itself. */
const char *foreign_base(const char *word);
#endif
