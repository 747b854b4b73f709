/* Children of a delivery that says who they are on many lines: it says it once.
 *
 * What is told of a child is gathered from all lines and handed on at the end. What the
 * first line says stays; one that says something else is a doubt, because both came from
 * one system and one of them is wrong. Memory is some hundred bytes a child. */
#ifndef OUTTURN_INTAKE_RECORD_PEOPLE_H
#define OUTTURN_INTAKE_RECORD_PEOPLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/map.h"
#include "intake/record_cell.h"
#include "intake/record_reader.h"

struct record_person;

struct record_people {
	struct record_person *items; /* in the order of their first line */
	size_t count;
	size_t capacity;
	struct map by_child; /* their index */
	struct arena arena;  /* texts of values and of doubts */
	struct str file;     /* the last that was named, in the arena */
};

/* Frees it. Accepts a zeroed struct, which holds no child, and a second call. */
void record_people_deinit(struct record_people *people);

/* Takes what `cells` holds of a RECORD_PERSON that was read from one line: its values, its
 * doubts and, of the first that has any, its extra columns. The row in `cells` is then spent. */
void record_people_add(struct record_people *people, const struct record_cells *cells);

/* Hands every child on, its doubts before it. Fails as the sink does. */
MUST_CHECK enum status record_people_hand_on(const struct record_people *people,
                                             const struct record_sink *sink, struct err *err);

#endif
