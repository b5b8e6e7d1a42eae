/* vector.h -- vector primitives for kernels that tcc compiles, and normals for all.
 *
 * A call acts on n lanes: templates/math/vector.c has the prototypes, and there is one
 * more, v_m_x, for every function of templates/math. Each set was compiled for one
 * instruction set and one precision; all sets give the same bits.
 */
#ifndef VECTOR_H
#define VECTOR_H

struct vector_entry {
    const char *name;           /* "v_add_vv" */
    void (*address)(void);      /* of the type that its prototype has in templates/math/vector.c */
};

/* Constant; primitives.c is compiled to one for each instruction set and precision. */
struct vector_set {
    const char *isa;            /* "x86-64-v4", "x86-64-v3", "generic" */
    int bytes;                  /* of a number: 4 or 8 */
    int width;                  /* lanes of a vector */
    int count;                  /* of entries; 0, and no draw, where the compiler was not made for the instruction set */
    const struct vector_entry *entries;         /* in no order */
    /* Normals number first .. first+count-1 of the stream of a key to out[0], out[stride],
     * ..., in numbers of the precision (templates/math/draw.c). Not called by kernels. */
    void (*draw)(unsigned key_hi, unsigned key_lo, unsigned long long first, long count, long stride, void *out);
};

/* The fastest set that this processor and its system can run and whose vectors fill [lanes]
 * evenly; 0 lanes: any. NULL: none, or other [bytes] than 4 and 8. */
const struct vector_set *vector_set(int bytes, long lanes);
/* What kernels of few lanes call in place of the primitives (few.c), the fastest that runs here; NULL: other
 * [bytes]. Its functions take and give one number, and it draws nothing. */
const struct vector_set *vector_few(int bytes);
/* The set of one instruction set; NULL where it cannot run or is not known. */
const struct vector_set *vector_set_for(int bytes, const char *isa);
#endif
