/* parse.h -- one run of the parser, which lexer and grammar share. */
#ifndef PARSE_H
#define PARSE_H
#include "ast/ast.h"

enum { MOST_BRACKETS = 200, MOST_BLOCKS = 16, MOST_FAULTS = 100 };

/* A name that was reported for its letters, so that it is reported once. */
struct spelt {
    const char *name;
    struct spelt *next;         /* reported before it */
};

/* One run of the parser. The lexer keeps here what decides the meaning of a word. */
struct parse {
    const struct source *src;   /* this, text, diags, arena, start: set by who parses */
    const char *text;           /* of the source, signs of papers in ASCII; as long */
    struct diags *diags;
    struct arena *arena;        /* of the tree */
    void *scanner;              /* flex's own */
    struct ast_stmt *body;      /* the result */
    struct ast_broken *broken;  /* what could not be read */

    int start;                  /* token that selects file or axis; 0 once it is read */
    int offset;                 /* of the next byte to scan */
    int prev, prev_end;         /* the token before, and where it ended */
    int line_start;             /* the next token is the first of its statement */
    int first;                  /* the first token of this statement */
    int swallow;                /* in a line nobody knows: no messages */
    int cut;                    /* the line swallowed last asks for more than there is */
    int failed;                 /* this line has its message */
    int from;                   /* where the statement begins */
    int brackets;               /* open on this line */
    int opened[MOST_BRACKETS];  /* where */
    int unclosed;               /* bracket that this end of line leaves open, or -1 */
    int blocks;                 /* open blocks */
    int opener[MOST_BLOCKS];    /* their first tokens */
    int opened_at[MOST_BLOCKS]; /* and where those are */
    int ends, ends_until;       /* how many 'end' follow, seen from any line up to there */
    int is_option;              /* of the command line */
    struct spelt *spelt;        /* names with letters beyond ASCII that were reported */
    int tokens;                 /* read so far */
    int guess;                  /* count at the latest bare word behind a value, */
    struct span guess_at;       /*   and where that is */
    int unknown;                /* lines nobody knows, and so perhaps blocks with an 'end' */
    int orphans;                /* statements outside any block that belong into one */
    int faults;                 /* messages and unknown lines */
    int stopped;                /* too many of them: the rest is not read */
};
#endif
