/* help.h -- massc help TOPIC: what the language has, from the program's own tables. */
#ifndef HELP_H
#define HELP_H
#include "base/name.h"
#include "base/text.h"

/* Appends the page of a topic ("functions"), or what the topics say about one name
 * ("exp", "Beta"); returns 0 where there is neither. */
int help_topic(const char *name, struct text *out);
/* Appends the topics, one a line. */
void help_topics(struct text *out);
/* Offers the topics and everything in them as what a word may have meant; names of the program. */
void help_offer(struct nearest *near);
#endif
