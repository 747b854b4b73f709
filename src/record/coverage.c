#include "record/coverage.h"

#include "base/date.h"

bool record_days_are_covered(const struct record_coverage *coverage, int32_t start,
                             int32_t end, bool names_child)
{
	switch (coverage->kind) {
	case RECORD_COVERS_ALL:
		return true;
	case RECORD_COVERS_STARTS:
		if (start == DATE_NONE)
			return names_child;
		return start >= coverage->from && start <= coverage->to;
	case RECORD_COVERS_OVERLAPS:
		if (start == DATE_NONE)
			return names_child;
		return start <= coverage->to && (end == DATE_NONE || end >= coverage->from);
	case RECORD_COVERS_CHILDREN:
	case RECORD_COVERS_TOLD:
		return names_child;
	case RECORD_COVERS_UNDATED:
		return start == DATE_NONE;
	case RECORD_COVERS_NOTHING:
	case RECORD_COVERAGE_KIND_COUNT:
		break;
	}
	return false;
}

bool record_is_covered(const struct record_coverage *coverage,
                       const struct record_value *values, bool names_child)
{
	return record_days_are_covered(coverage, record_start_day(coverage->type, values),
	                               record_end_day(coverage->type, values), names_child);
}

bool record_coverage_asks_names(enum record_coverage_kind kind)
{
	return kind == RECORD_COVERS_STARTS || kind == RECORD_COVERS_OVERLAPS ||
	       kind == RECORD_COVERS_CHILDREN || kind == RECORD_COVERS_TOLD;
}

struct str record_coverage_presence(const struct record_coverage *coverage)
{
	bool is_told = coverage->kind == RECORD_COVERS_TOLD;
	return is_told ? str_of(record_type_spec(coverage->type)->name) : STR("");
}

struct str record_coverage_words(const struct record_coverage *coverage, struct arena *arena)
{
	const char *title = record_type_spec(coverage->type)->title;
	char from[DATE_WORDS_BYTES];
	char to[DATE_WORDS_BYTES];
	switch (coverage->kind) {
	case RECORD_COVERS_ALL:
		return arena_format(arena, "%s: all there are", title);
	case RECORD_COVERS_STARTS:
	case RECORD_COVERS_OVERLAPS:
		return arena_format(arena, "%s: all that %s between %s and %s", title,
		                    coverage->kind == RECORD_COVERS_STARTS ? "start" : "run",
		                    date_print_words(coverage->from, from),
		                    date_print_words(coverage->to, to));
	case RECORD_COVERS_CHILDREN:
		return arena_format(arena, "%s: all of the children it names", title);
	case RECORD_COVERS_TOLD:
		return arena_format(arena, "%s: all of the children it has one of", title);
	case RECORD_COVERS_UNDATED:
		return arena_format(arena, "%s: all as things stand", title);
	case RECORD_COVERS_NOTHING:
	case RECORD_COVERAGE_KIND_COUNT:
		break;
	}
	return arena_format(arena, "%s: some", title);
}
