#include "record/reach.h"

#include "base/attr.h"
#include "base/date.h"

static const struct reach_line {
	enum record_source_kind source;
	enum record_type type;
	struct record_reach reach;
} LINES[] = {
#define REACH(source, type, kind, months, fields) \
	{ RECORD_SOURCE_##source, RECORD_##type, { RECORD_REACH_##kind, months, fields } },
#define LIMIT(source, type, field, values)
#define ENDED_ONLY(source, type)
#define NAMED_ONLY(source, type)
#include "record/reach.def"
#undef REACH
#undef LIMIT
#undef ENDED_ONLY
#undef NAMED_ONLY
};

enum { NO_FIELD = -1 };

static const struct limit_line {
	enum record_source_kind source;
	enum record_type type;
	enum { OF_VALUES, OF_ENDED, OF_NAMED } kind;
	int field;
	const char *values;
} LIMITS[] = {
#define REACH(source, type, kind, months, fields)
#define LIMIT(source, type, field, values) \
	{ RECORD_SOURCE_##source, RECORD_##type, OF_VALUES, field, values },
#define ENDED_ONLY(source, type) \
	{ RECORD_SOURCE_##source, RECORD_##type, OF_ENDED, NO_FIELD, "" },
#define NAMED_ONLY(source, type) \
	{ RECORD_SOURCE_##source, RECORD_##type, OF_NAMED, NO_FIELD, "" },
#include "record/reach.def"
};

struct record_reach record_reach(enum record_source_kind source, enum record_type type)
{
	if (source == RECORD_SOURCE_EXTRACT)
		return (struct record_reach){ RECORD_REACH_ALL, 0, "" };
	for (size_t i = 0; i < COUNT_OF(LINES); i++)
		if (LINES[i].source == source && LINES[i].type == type)
			return LINES[i].reach;
	return (struct record_reach){ RECORD_REACH_NOTHING, 0, "" };
}

bool record_reach_has(enum record_source_kind source, enum record_type type, int field)
{
	const struct record_field *what = &record_type_spec(type)->fields[field];
	struct record_reach reach = record_reach(source, type);
	struct str rest = str_of(reach.fields);
	struct str name;
	if (source == RECORD_SOURCE_EXTRACT)
		return true;
	while (rest.len && str_split(&rest, ' ', &name))
		if (str_equal(name, str_of(what->name)) ||
		    (str_equal(name, STR("*")) && what->ssd[0]))
			return true;
	return false;
}

/* Whether a value is among those of a limit; a missing one may be any of them. */
static bool is_within(const struct limit_line *limit, const struct record_value *value)
{
	enum record_field_kind kind = record_type_spec(limit->type)->fields[limit->field].kind;
	struct str text = kind == RECORD_FLAG ? value->number ? STR("1") : STR("0") : value->text;
	struct str rest = str_of(limit->values);
	struct str word;
	if (!value->is_given)
		return true;
	while (rest.len && str_split(&rest, ' ', &word))
		if (str_equal(word, text))
			return true;
	return false;
}

/* What limits a source within a type; NULL: nothing does. */
static const struct limit_line *limit_of(enum record_source_kind source, enum record_type type)
{
	for (size_t i = 0; i < COUNT_OF(LIMITS); i++)
		if (LIMITS[i].source == source && LIMITS[i].type == type)
			return &LIMITS[i];
	return NULL;
}

bool record_reach_only_ended(enum record_source_kind source, enum record_type type)
{
	const struct limit_line *limit = limit_of(source, type);
	return limit && limit->kind == OF_ENDED;
}

bool record_reach_may_say(enum record_source_kind source, enum record_type type,
                          const struct record_value *values,
                          const struct record_hearing *hearing)
{
	const struct limit_line *limit = limit_of(source, type);
	if (!limit)
		return true;
	int32_t end = record_end_day(type, values);
	switch (limit->kind) {
	case OF_VALUES:
		return limit->field != NO_FIELD && is_within(limit, &values[limit->field]);
	case OF_ENDED:
		return end != DATE_NONE && end <= hearing->until;
	case OF_NAMED:
		break;
	}
	return hearing->names_child;
}

struct record_coverage record_reach_coverage(enum record_source_kind source,
                                             enum record_type type, int32_t day)
{
	static const enum record_coverage_kind KINDS[RECORD_REACH_KIND_COUNT] = {
		[RECORD_REACH_NOTHING] = RECORD_COVERS_NOTHING,
		[RECORD_REACH_LATEST] = RECORD_COVERS_NOTHING,
		[RECORD_REACH_WHO] = RECORD_COVERS_NOTHING,
		[RECORD_REACH_NOW] = RECORD_COVERS_UNDATED,
		[RECORD_REACH_STARTS] = RECORD_COVERS_STARTS,
		[RECORD_REACH_RUNS] = RECORD_COVERS_OVERLAPS,
		[RECORD_REACH_ALL] = RECORD_COVERS_ALL,
	};
	struct record_reach reach = record_reach(source, type);
	struct record_coverage coverage = { .type = type, .kind = KINDS[reach.kind], .to = day };
	int32_t before = day;
	if (reach.months && date_add_months(day, -reach.months, &before, NULL) != OK)
		before = DATE_MIN;
	coverage.from = before + 1;
	return coverage;
}

const char *record_reach_words(const struct record_reach *reach)
{
	switch (reach->kind) {
	case RECORD_REACH_LATEST:
		return "only the latest";
	case RECORD_REACH_WHO:
		return "of the children it names";
	case RECORD_REACH_NOW:
		return "the state on its day";
	case RECORD_REACH_STARTS:
		return reach->months == 6 ? "what started in 6 months" : "what started in the year";
	case RECORD_REACH_RUNS:
		return reach->months == 6 ? "what ran in 6 months" : "what ran in the year";
	case RECORD_REACH_ALL:
		return "all that it holds";
	case RECORD_REACH_NOTHING:
	case RECORD_REACH_KIND_COUNT:
		break;
	}
	return "nothing";
}
