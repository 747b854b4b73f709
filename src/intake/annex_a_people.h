/* The children of an Annex A: every list repeats who a child is, the delivery says it
 * once.
 *
 * What is told of a child is gathered from all lists and handed on at the end. What one
 * list says stays; a list that says something else is a doubt, because both came from
 * one system and one of them is wrong. Memory is some hundred bytes a child. */
#ifndef OUTTURN_INTAKE_ANNEX_A_PEOPLE_H
#define OUTTURN_INTAKE_ANNEX_A_PEOPLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/map.h"
#include "intake/record_cell.h"
#include "intake/record_reader.h"

struct annex_a_person;

struct annex_a_people {
	struct annex_a_person *items; /* in the order of their first line */
	size_t count;
	size_t capacity;
	struct map by_child; /* their index */
	struct arena arena;  /* texts of values and of doubts */
};

#define auto_annex_a_people CLEANUP(annex_a_people_deinit) struct annex_a_people

/* Frees it. Accepts a zeroed struct, which holds no child, and a second call. */
void annex_a_people_deinit(struct annex_a_people *people);

/* Takes what `cells` holds of a RECORD_PERSON that was read from one line: its values
 * and doubts. `list` is 1 to FORMAT_ANNEX_A_LISTS. The row in `cells` is then spent. */
void annex_a_people_add(struct annex_a_people *people, const struct record_cells *cells,
                        int list);

/* Hands every child on, its doubts before it. Fails as the sink does. */
MUST_CHECK enum status annex_a_people_hand_on(const struct annex_a_people *people,
                                              const struct record_sink *sink,
                                              struct err *err);

#endif
