/* The name that was probably meant. */
#ifndef OUTTURN_LANG_NEAREST_H
#define OUTTURN_LANG_NEAREST_H

#include <stddef.h>

#include "base/text.h"

/* Looks through names, given one by one, for the one that comes nearest to a word: by
 * letters left out, put in, changed or swapped, the case of letters aside. */
struct nearest {
	struct str word;
	struct str name;  /* "" while none comes near */
	size_t distance;
};

/* `word` is borrowed. */
struct nearest nearest_init(struct str word);

/* Looks at one name, which is borrowed. Only a distance of at most a third of the word
 * (and at least 1) counts as near; of equally near names the first given stays. */
void nearest_try(struct nearest *nearest, struct str name);

#endif
