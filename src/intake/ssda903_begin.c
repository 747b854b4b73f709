#include "intake/ssda903_begin.h"

#include <stdio.h>

#include "base/date.h"
#include "intake/collection_year.h"

int ssda903_year(const struct record_reading *reading)
{
	return reading->as_at != DATE_NONE ? collection_year_of(reading->as_at)
	                                   : reading->set->year;
}

/* What a table that has rows covers of a year that is known. */
static enum status cover_table(const struct record_reading *reading, enum ssda903_table table,
                               int32_t from, int32_t to, struct err *err)
{
	const struct ssda903_spec *spec = ssda903_spec(table);
	struct record_coverage coverage = { spec->type, spec->covers, from, to };
	if (coverage.kind == RECORD_COVERS_NOTHING)
		return OK;
	return reading->sink->cover(reading->sink->context, &coverage, err);
}

static void tell_unknown_year(const struct record_reading *reading)
{
	finding_add(reading->findings,
	            (struct finding){ .rule = "ssda903.year_unknown",
	                              .severity = FINDING_WARNING, .file = reading->set->name },
	            "the return's year cannot be told from it: nothing that was known before is "
	            "ended by it, and yearly outcomes have no day; say the year with --as-at");
}

/* The last day that a return of the year speaks of. */
static int32_t last_day(const struct record_reading *reading, int year)
{
	int32_t last = collection_year_last(year);
	bool is_within = reading->as_at != DATE_NONE && reading->as_at < last &&
	                 reading->as_at >= collection_year_first(year);
	return is_within ? reading->as_at : last;
}

enum status ssda903_begin(const struct record_reading *reading, int year,
                          const bool has_rows[SSDA903_TABLE_COUNT], struct err *err)
{
	char words[64] = "SSDA903 return";
	struct record_file file = { .source = RECORD_SOURCE_903, .year = year,
		                    .reference_day = DATE_NONE };
	if (year) {
		snprintf(words, sizeof(words), "SSDA903 return of %d", year);
		file.reference_day = last_day(reading, year);
	} else {
		tell_unknown_year(reading);
	}
	file.words = str_of(words);
	enum status st = reading->sink->begin(reading->sink->context, &file, err);
	for (int table = 0; table < SSDA903_TABLE_COUNT && st == OK && year; table++)
		if (has_rows[table])
			st = cover_table(reading, (enum ssda903_table)table,
			                 collection_year_first(year), file.reference_day, err);
	return st;
}
