/* The words of headings and of fields, made comparable.
 *
 * Councils shorten: "DoB", "RefDate", "CP Plan End", "LAC start". A table of the sector's
 * short forms (mapping_words.c) writes them out, and words that say nothing are left
 * out, so that a heading and a field's title meet. */
#ifndef OUTTURN_INTAKE_MAPPING_WORDS_H
#define OUTTURN_INTAKE_MAPPING_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

struct word_list {
	struct str *items; /* lower case, each once */
	size_t count;
	size_t capacity;
};

/* Adds the words of a text: cut at what is no letter or digit and where a capital follows
 * a small letter ("RefDate"), short forms written out, plurals made singular, idle words
 * ("of", "the") left out. Lives in `arena`. */
void word_list_add(struct word_list *list, struct str text, struct arena *arena);

/* Whether the list has the word. */
bool word_list_has(const struct word_list *list, struct str word);

/* How many of the words of `a` are in `b`. */
size_t word_list_shared(const struct word_list *a, const struct word_list *b);

#endif
