/* The days that a period of LAIT stands for.
 *
 * Its history writes "2024", "2023/24", "2023-24 (OT)" and "2014/15-16/17". Which days
 * "2024" is depends on the measure, and only the dictionary of measures says; the list
 * of it (src/intake/lait/year_kinds.tsv) is part of the program, so that a history can
 * be read whether or not the dictionary came first. Where we know no days, as for spans
 * of three years, the period is a label: it is kept and has no place in time. */
#ifndef OUTTURN_INTAKE_LAIT_PERIOD_H
#define OUTTURN_INTAKE_LAIT_PERIOD_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/map.h"
#include "base/period.h"
#include "base/text.h"

enum lait_year {
	LAIT_YEAR_UNKNOWN,   /* the measure is not on our list */
	LAIT_YEAR_FINANCIAL, /* "2024" ends on 31 March 2024 */
	LAIT_YEAR_ACADEMIC,  /* "2024" is the school year 2023-24 */
	LAIT_YEAR_CALENDAR,
	LAIT_YEAR_MARCH,     /* counted on 31 March */
	LAIT_YEAR_JANUARY,   /* counted at the school census of January */
	LAIT_YEAR_SEPTEMBER, /* the workforce year to 30 September */
	LAIT_YEAR_COUNT
};

/* Reads the dictionary's words: "Financial Year", "Annual (end of Sept)". */
enum lait_year lait_year_read(struct str text);

/* The dictionary's words; "" for LAIT_YEAR_UNKNOWN. */
const char *lait_year_word(enum lait_year year);

/* Which kind of year each measure is counted in. */
struct lait_years {
	struct map by_measure;
};

#define auto_lait_years CLEANUP(lait_years_deinit) struct lait_years

/* Reads the program's list. */
struct lait_years lait_years_init(void);

/* Frees it; accepts a zeroed struct, which knows no measure. */
void lait_years_deinit(struct lait_years *years);

/* The kind of year of a measure by its short name. */
enum lait_year lait_years_find(const struct lait_years *years, struct str measure);

enum lait_dating {
	LAIT_DATED,
	LAIT_DATED_NOT,      /* a span of years, or a kind of year that is not known */
	LAIT_DATED_NO_PERIOD /* no year at all: "0" */
};

/* Reads a period of a measure with that kind of year. What stands in brackets behind it
 * ("(OT)" for outturn, "(Rev)", "(prov)", "(Final)") is how sure the figure is, not when.
 * A label in `out` unless LAIT_DATED. */
enum lait_dating lait_period_read(struct str text, enum lait_year year, struct period *out);

#endif
