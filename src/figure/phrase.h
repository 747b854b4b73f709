/* Cells as plain phrases, so that readers can be tables of words.
 *
 * A phrase is a cell in lower case, with one space between words, every kind of
 * dash as "-", "≤" and "≥" as "<=" and ">=", possessives and a final full stop
 * dropped. It is a copy in the caller's array; taking words from it only moves a
 * view. */
#ifndef OUTTURN_FIGURE_PHRASE_H
#define OUTTURN_FIGURE_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

enum { PHRASE_BYTES = 400 };

/* Writes the phrase of `text` into `bytes` and a view of it into `out`. E_LIMIT
 * when it is longer than a cell of this kind can sensibly be; `what` names it in
 * the message ("a target"). */
MUST_CHECK enum status phrase_of(struct str text, const char *what, char bytes[PHRASE_BYTES],
                                 struct str *out, struct err *err);

/* A row of a table of words: what `words` mean to one reader. */
struct phrase_meaning {
	const char *words;
	int meaning;
};

/* Finds the row whose words are the whole phrase. */
bool phrase_find(struct str phrase, const struct phrase_meaning *table, size_t count,
                 int *meaning_out);

/* Takes `words` from the front of `*rest` when they stand there and no letter or
 * digit goes on where they end; `*rest` moves behind them and a space. */
bool phrase_take(struct str *rest, const char *words);

/* Takes the longest row of the table that stands at the front of `*rest`. */
bool phrase_take_any(struct str *rest, const struct phrase_meaning *table, size_t count,
                     int *meaning_out);

/* Copies a text, as it is, into an array of `size_bytes`, NUL-terminated and cut at
 * a character when it is too long. */
void phrase_copy(struct str text, char *out, size_t size_bytes);

/* Takes `words` from the end of `*rest`, with the space before them. */
bool phrase_take_end(struct str *rest, const char *words);

#endif
