/* What a writer may have meant: words near in spelling, for "did you mean". */
#ifndef OUTTURN_LANG_NEAR_H
#define OUTTURN_LANG_NEAR_H

#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum { NEAR_WORDS_MAX = 3 };

struct near_word {
	struct str word;
	size_t edits;
};

/* The nearest of the words offered so far, the nearest first. */
struct near {
	struct str word;
	struct near_word best[NEAR_WORDS_MAX];
	size_t count;
};

/* Nothing offered yet for a word. */
struct near near_to(struct str word);

/* Offers a word that would have been right. It is kept when it differs in case alone, or in
 * at most a third of its letters and not more than two edits (a letter left out, put in, changed, or
 * two neighbours swapped). */
void near_offer(struct near *near, struct str candidate);

/* "did you mean 'a', 'b' or 'c'?", in the arena; NULL when nothing came near. */
const char *near_hint(const struct near *near, struct arena *arena);

#endif
