/* One child of a CIN census, from elements to records (cin_file.h). */
#ifndef OUTTURN_INTAKE_CIN_CHILD_H
#define OUTTURN_INTAKE_CIN_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/map.h"
#include "base/text.h"
#include "intake/record_cell.h"
#include "intake/xml_parts.h"

/* What is needed for one child after another. */
struct cin_children {
	struct record_cells cells;
	struct map told;   /* names of elements that a finding has named */
	struct map seen;   /* children met before */
	int64_t count;     /* Child elements */
	int64_t nameless;  /* of these without an identifier */
	int64_t nameless_line;

	const struct xml_part *part; /* the child in hand */
	struct str child;
	int32_t *held;               /* its conferences so far */
	size_t held_count;
	size_t held_capacity;
};

/* Begins a file; its collection year is set in `cells` once the header was read. */
void cin_children_init(struct cin_children *children, const struct record_reading *reading,
                       struct str file);

/* Frees what it holds. Accepts a zeroed struct and a second call. */
void cin_children_deinit(struct cin_children *children);

/* Hands on the records of a Child element. A child without an identifier is counted and
 * left out: nothing could be said of it later. */
MUST_CHECK enum status cin_children_add(struct cin_children *children,
                                        const struct xml_part *part, struct err *err);

/* A finding about an element, told once for each name. */
void cin_children_tell(struct cin_children *children, const char *rule,
                       enum finding_severity severity, const struct xml_node *node,
                       const char *message);

#endif
