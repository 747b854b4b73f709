/* What the names in a file of the Department's explore-education-statistics service
 * tell: which table the file is a release of, what a column is for, and what a figure
 * is counted in. Names are data: the tables stand in ees_names.c.
 *
 * The name of a file tells its table and its release: "b1_children_in_need_2013_to_2024"
 * is the table b1_children_in_need, as released with the years 2013 to 2024. */
#ifndef OUTTURN_INTAKE_EES_NAMES_H
#define OUTTURN_INTAKE_EES_NAMES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

/* Splits the name of a file (folders and ".csv" are cut off) into the table's stem, in
 * lower case, and the release, "2013 to 2024", empty when the name has none. */
void ees_stem_read(struct str file_name, struct arena *arena, struct str *stem_out,
                   struct str *release_out);

/* What a column is for. */
enum ees_role {
	EES_ROLE_OPEN, /* the name does not say: a filter or an indicator */
	EES_ROLE_TIME_PERIOD,
	EES_ROLE_TIME_IDENTIFIER,
	EES_ROLE_LEVEL,
	EES_ROLE_COUNTRY_CODE,
	EES_ROLE_REGION_CODE,
	EES_ROLE_REGION_NAME,
	EES_ROLE_OLD_LA_CODE,
	EES_ROLE_NEW_LA_CODE,
	EES_ROLE_LA_NAME,
	EES_ROLE_PLACE,  /* names and codes of places that are not needed */
	EES_ROLE_STATUS, /* provisional, revised, final: no filter, it changes with time */
	EES_ROLE_FILTER,
	EES_ROLE_INDICATOR,
	EES_ROLE_COUNT
};

/* A column's name as tables and stores know it: trimmed, lower case, and the newest one
 * where the Department renamed it in this table. Lives in `arena`. */
struct str ees_column_key(struct str header, struct str stem, struct arena *arena);

/* What the key of a column says it is for. */
enum ees_role ees_role_of(struct str key);

/* What an indicator is counted in as far as its key tells ("%", "rate per 10,000"),
 * else empty. */
struct str ees_unit_of(struct str key, struct str stem);

/* Which twelve months (or day) a table's "Reporting year" means. */
enum ees_year {
	EES_YEAR_UNKNOWN,
	EES_YEAR_TO_MARCH,     /* social care: 2024 is April 2023 to March 2024 */
	EES_YEAR_TO_SEPTEMBER, /* workforce: 2024 is October 2023 to September 2024 */
	EES_YEAR_MID_YEAR,     /* population: 2023 is 30 June 2023 */
};
enum ees_year ees_reporting_year(struct str stem);

#endif
