/* The columns of a scorecard file: their names, and where each belongs.
 *
 * docs/scorecard-file.md explains them to officers; a test holds the two together. */
#ifndef OUTTURN_INTAKE_SCORECARD_COLUMNS_H
#define OUTTURN_INTAKE_SCORECARD_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/text.h"

/* In the order in which a line is put together. */
enum scorecard_field {
	FIELD_AUTHORITY,
	FIELD_REPORT,
	FIELD_SCORECARD,
	FIELD_SECTION,
	FIELD_INDICATOR_REF,
	FIELD_INDICATOR_TITLE,
	FIELD_DEFINITION,
	FIELD_WHY_IT_MATTERS,
	FIELD_SOURCE,
	FIELD_OWNER,
	FIELD_UNIT,
	FIELD_POLARITY,
	FIELD_FREQUENCY,
	FIELD_HIGHLIGHT,
	FIELD_WATCH,
	FIELD_PERIOD,
	FIELD_TAKEN_ON,
	FIELD_CURRENT_VALUE,
	FIELD_NUMERATOR,
	FIELD_DENOMINATOR,
	FIELD_COHORT,
	FIELD_MONTH_VALUE,
	FIELD_MONTH_NUMERATOR,
	FIELD_MONTH_DENOMINATOR,
	FIELD_QUARTER_VALUE,
	FIELD_QUARTER_NUMERATOR,
	FIELD_QUARTER_DENOMINATOR,
	FIELD_YTD_VALUE,
	FIELD_YTD_NUMERATOR,
	FIELD_YTD_DENOMINATOR,
	FIELD_PROJECTED_VALUE,
	FIELD_PREVIOUS_VALUE,
	FIELD_PREVIOUS_NUMERATOR,
	FIELD_PREVIOUS_DENOMINATOR,
	FIELD_PREVIOUS_PERIOD,
	FIELD_LAST_YEAR_VALUE,
	FIELD_LAST_YEAR_NUMERATOR,
	FIELD_LAST_YEAR_DENOMINATOR,
	FIELD_BASELINE_VALUE,
	FIELD_BASELINE_PERIOD,
	FIELD_NEIGHBOURS,
	FIELD_NEIGHBOURS_PERIOD,
	FIELD_REGION,
	FIELD_REGION_PERIOD,
	FIELD_ENGLAND,
	FIELD_ENGLAND_PERIOD,
	FIELD_TARGET,
	FIELD_PROFILED_TARGET,
	FIELD_TOLERANCE,
	FIELD_RULE,
	FIELD_STATED_STATUS,
	FIELD_STATED_DIRECTION,
	FIELD_PROVISIONAL,
	FIELD_UNREPORTED_WHY,
	FIELD_UNREPORTED_SINCE,
	FIELD_UNREPORTED_EXPECTED,
	FIELD_BREAK,
	FIELD_SHOWS,
	FIELD_WHY,
	FIELD_ACTION,
	FIELD_ACTION_OWNER,
	FIELD_ACTION_DUE,
	FIELD_RECOVERY_DUE,
	FIELD_SECTION_COMMENTARY,
	FIELD_NOTE,
	FIELD_FORM_DUE, /* from here on: what a form tells those who fill it in */
	FIELD_FORM_WHO_IS_COUNTED,
	FIELD_FORM_LAST_FIGURE,
	FIELD_FORM_LAST_PERIOD,
	FIELD_COUNT
};

/* What a cell of the column holds, which decides how it is read. */
enum field_kind {
	FIELD_KIND_LINE_TEXT,      /* words, kept with the line */
	FIELD_KIND_INDICATOR_TEXT, /* words, kept with the indicator */
	FIELD_KIND_FIGURE,         /* a number or a mark that there is none */
	FIELD_KIND_COUNT,          /* a whole number beside a figure */
	FIELD_KIND_PERIOD,
	FIELD_KIND_DATE,
	FIELD_KIND_TARGET,
	FIELD_KIND_OWN,            /* read by code of its own */
	FIELD_KIND_FORM,           /* printed on a form for its reader, and not read back */
};

struct field_spec {
	const char *name;
	const char *aliases; /* further names that files use, separated by spaces */
	enum field_kind kind;
	size_t offset; /* in struct line, or struct indicator for its texts */
};

/* What the program knows of a field. */
const struct field_spec *field_spec(enum scorecard_field field);

/* The field of a header cell; case, white space, hyphens and underscores do not matter.
 * False when no column of that name is known. */
bool field_find(struct str header, enum scorecard_field *out);

#endif
