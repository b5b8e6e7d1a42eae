/* unit.h -- units that are known, and numbers taken from one to another. */
#ifndef UNIT_H
#define UNIT_H

enum unit_kind {
#define UNIT_KIND(id, text, marks) UNIT_##id,
#define UNIT(name, id, num, den)
#include "unit.def"
#undef UNIT_KIND
#undef UNIT
    UNIT_KINDS
};

struct unit {
    const char *name;
    enum unit_kind kind;
    double num, den;                    /* one of it is num/den of unit_base(kind) */
};
extern const struct unit units[];       /* ends with a name of NULL */
extern const char *const unit_kind_texts[UNIT_KINDS];

int unit_is_time(const char *name);
/* The unit that a kind is kept in. */
const char *unit_base(enum unit_kind kind);
/* The unit that [name] spells in the wrong case, where it is hardly meant as a label; or NULL. */
const struct unit *unit_near(const char *name);
/* x [from] in [to]; 0 when they do not convert: both must be known units of one kind, or
 * spelt alike. */
int unit_convert(double x, const char *from, const char *to, double *out);
#endif
