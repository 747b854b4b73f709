/* The eleven lists of Ofsted's Annex A, as data: their columns, how a heading is
 * recognised, and which field of which record each column feeds.
 *
 * One line of a list speaks of several things: a line of List 8 gives a period of care,
 * the current episode with its placement and legal status, and the latest review,
 * visits and health checks. Those are the rows of annex_a_row; a column may feed several
 * of them. Adding a column of a later year is adding a line. */
#ifndef OUTTURN_INTAKE_ANNEX_A_LIST_H
#define OUTTURN_INTAKE_ANNEX_A_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "intake/format.h"
#include "intake/grid.h"
#include "record/coverage.h"
#include "record/type.h"

/* What one line of a list can say. */
enum annex_a_row {
	ANNEX_A_NO_ROW,
	ANNEX_A_PERSON, /* gathered from all lists */
	ANNEX_A_CONTACT,
	ANNEX_A_EARLY_HELP,
	ANNEX_A_REFERRAL,
	ANNEX_A_ASSESSMENT,
	ANNEX_A_ENQUIRY,
	ANNEX_A_CONFERENCE,
	ANNEX_A_NEED,
	ANNEX_A_NEED_VISIT,
	ANNEX_A_PLAN,
	ANNEX_A_PLAN_REVIEW,
	ANNEX_A_PLAN_VISIT,
	ANNEX_A_CARE_PERIOD,
	ANNEX_A_CARE,
	ANNEX_A_PLACEMENT,
	ANNEX_A_LEGAL_STATUS,
	ANNEX_A_CARE_REVIEW,
	ANNEX_A_CARE_VISIT,
	ANNEX_A_OFFICER_VISIT,
	ANNEX_A_HEALTH_ASSESSMENT,
	ANNEX_A_DENTAL_CHECK,
	ANNEX_A_CARE_LEAVER,
	ANNEX_A_PERMANENCE,
	ANNEX_A_ADOPTER,
	ANNEX_A_ROW_COUNT
};

enum { ANNEX_A_CONSTANTS_MAX = 2, ANNEX_A_FEEDS_MAX = 4, ANNEX_A_COVERS_MAX = 2 };

/* A row that a line may give. */
struct annex_a_row_spec {
	enum record_type type;
	int needs; /* the field without which the line gives no such row; -1: it always does */
	struct {
		int field;
		const char *text; /* NULL: no constant */
	} constants[ANNEX_A_CONSTANTS_MAX];
};

/* One field that a column feeds. */
struct annex_a_feed {
	enum annex_a_row row; /* ANNEX_A_NO_ROW: none, and no further one */
	int field;
};

enum annex_a_role {
	ANNEX_A_FIELD, /* its feeds say all */
	ANNEX_A_CHILD, /* the identifier of the child */
	ANNEX_A_AGE,   /* worked out anew from the birth date */
	ANNEX_A_PAST,  /* a field, and a date that cannot lie behind the day of the extract */
};

struct annex_a_column {
	const char *title;   /* as Ofsted prints it */
	const char *pattern; /* how others print it (annex_a_heading_fits()); NULL: as it is */
	enum annex_a_role role;
	struct annex_a_feed feeds[ANNEX_A_FEEDS_MAX];
};

/* What a list covers, by the guidance: `months` back from the day of the extract. */
struct annex_a_cover {
	enum record_type type;
	enum record_coverage_kind kind;
	int months; /* 0: no (further) coverage */
};

struct annex_a_list {
	const char *title;         /* "Contacts" */
	enum annex_a_row main_row; /* the one that columns we do not know are kept with */
	const struct annex_a_column *columns;
	size_t column_count;
	struct annex_a_cover covers[ANNEX_A_COVERS_MAX];
};

enum { ANNEX_A_COLUMNS_MAX = 34 };

/* The list with this number, 1 to FORMAT_ANNEX_A_LISTS. */
const struct annex_a_list *annex_a_list(int number);

/* What a row is. ANNEX_A_NO_ROW asserts. */
const struct annex_a_row_spec *annex_a_row_spec(enum annex_a_row row);

/* Whether the words of a heading (cell_header()) are those of the title, punctuation
 * aside, or fit the column's pattern: words that must stand in it in this order, as whole
 * words; `/` between two that will both do, `^` before one that must be the first,
 * `|` between two patterns. So "^age" fits "Age at contact" but never "Percentage" or
 * "Stage 1 started". */
bool annex_a_heading_fits(const struct annex_a_column *column, struct str heading);

/* Finds the columns of a list among `count` headings (cell_header()): by title, then by
 * pattern, then by place: a heading that is neither, and stands exactly where a column
 * that is not there should, is taken for it when the two share a word, or when it is
 * blank. `place_out[c]` is the place of column `c` of the list, SIZE_MAX when it is not
 * there; `by_place_out[c]` whether only its place spoke for it. */
void annex_a_find_columns(const struct annex_a_list *list, const struct str *headings,
                          size_t count, size_t place_out[ANNEX_A_COLUMNS_MAX],
                          bool by_place_out[ANNEX_A_COLUMNS_MAX]);

#endif
