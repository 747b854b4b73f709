/* Whether a unit can be what the clauses count: a share of days is none. */
#include "lang/checker.h"
#include "lang/operator.h"

/* What a definition works out, by its clauses. */
enum figure_kind {
	FIGURE_COUNTED,  /* how many are counted; as a percentage, of those in */
	FIGURE_OVER,     /* over the counted of another definition */
	FIGURE_RATE,     /* per population */
	FIGURE_SUM,
	FIGURE_SUM_OVER, /* a sum over a sum */
	FIGURE_MIDDLE,   /* mean, median or quantile */
	FIGURE_KIND_COUNT
};

static const char *const FIGURE_WORDS[FIGURE_KIND_COUNT] = {
	[FIGURE_COUNTED] = "a number of records",
	[FIGURE_OVER] = "one number of records over another",
	[FIGURE_RATE] = "a number for so many people",
	[FIGURE_SUM] = "a sum",
	[FIGURE_SUM_OVER] = "a sum over a sum",
	[FIGURE_MIDDLE] = "a mean, median or quantile",
};

/* What a unit can say. `time` is the type of the values it measures, LANG_NUMBER for none. */
struct unit_rule {
	const char *words;
	unsigned figures; /* one bit a kind */
	enum lang_type values;
	const char *hint; /* when something else is worked out */
};

#define CAN(kind) (1u << FIGURE_##kind)

static const struct unit_rule UNITS[LANG_UNIT_COUNT_OF] = {
	[LANG_UNIT_PERCENT] = { "percent",
	                        CAN(COUNTED) | CAN(OVER) | CAN(RATE) | CAN(SUM_OVER), LANG_NUMBER,
	                        "a share is of records: write 'count where ...', or a unit such as days" },
	[LANG_UNIT_COUNT] = { "count", CAN(COUNTED) | CAN(SUM), LANG_NUMBER,
	                      "the unit of a quotient is percent, ratio, score or a rate" },
	[LANG_UNIT_RATIO] = { "ratio", CAN(OVER) | CAN(SUM_OVER) | CAN(MIDDLE), LANG_NUMBER,
	                      "a ratio has 'over NAME', 'sum ... over sum ...' or 'mean ...'" },
	[LANG_UNIT_DAYS] = { "days", CAN(SUM) | CAN(SUM_OVER) | CAN(MIDDLE), LANG_DAYS,
	                     "write 'mean days(from, to)' or another statistic" },
	[LANG_UNIT_WORKING_DAYS] = { "working days", CAN(SUM) | CAN(SUM_OVER) | CAN(MIDDLE),
	                             LANG_WORKING_DAYS,
	                             "write 'mean working_days(from, to)' or another statistic" },
	[LANG_UNIT_WEEKS] = { "weeks", CAN(SUM) | CAN(SUM_OVER) | CAN(MIDDLE), LANG_DAYS,
	                      "write 'mean days(from, to)' or another statistic" },
	[LANG_UNIT_MONTHS] = { "months", CAN(SUM) | CAN(SUM_OVER) | CAN(MIDDLE), LANG_MONTHS,
	                       "write 'mean months(from, to)' or another statistic" },
	[LANG_UNIT_SCORE] = { "score", CAN(SUM) | CAN(SUM_OVER) | CAN(MIDDLE), LANG_NUMBER,
	                      "write 'mean ...' or another statistic" },
	[LANG_UNIT_RATE] = { "rate", CAN(OVER) | CAN(RATE) | CAN(SUM_OVER), LANG_NUMBER,
	                     "write 'per population aged 0 to 17'" },
};

#undef CAN

static enum figure_kind figure_of(const struct definition *definition)
{
	switch (definition->statistic) {
	case STATISTIC_MEAN:
	case STATISTIC_MEDIAN:
	case STATISTIC_QUANTILE:
		return FIGURE_MIDDLE;
	case STATISTIC_SUM:
		return definition->over_sum ? FIGURE_SUM_OVER : FIGURE_SUM;
	case STATISTIC_COUNT:
		break;
	}
	if (definition->is_per_population)
		return FIGURE_RATE;
	return definition->over_name.len > 0 ? FIGURE_OVER : FIGURE_COUNTED;
}

/* The clauses among themselves; false when no unit could help. */
static bool check_clauses(struct checker *self)
{
	const struct definition *definition = self->definition;
	bool is_count = definition->statistic == STATISTIC_COUNT;
	bool is_over = definition->over_name.len > 0;
	if (definition->over_sum && definition->statistic != STATISTIC_SUM) {
		fault(self, definition->over_sum->place, NULL, "'over sum' stands behind a 'sum'");
	} else if (is_over && !is_count) {
		fault(self, definition->place, NULL,
		      "'over %.*s' divides what is counted, not a statistic",
		      STR_ARGS(definition->over_name));
	} else if (definition->is_per_population && (is_over || !is_count)) {
		fault(self, definition->place, NULL,
		      "'per population' divides what is counted, and nothing else does");
	} else {
		return true;
	}
	return false;
}

/* The values of a statistic in the unit's own measure; over a sum either both of one type, or
 * times over numbers. */
static void check_values(struct checker *self, const struct unit_rule *unit,
                         enum figure_kind figure)
{
	static const char *const COUNTED_WITH[LANG_TYPE_COUNT] = {
		[LANG_WORKING_DAYS] = "the unit of this time is 'working days'",
		[LANG_DAYS] = "the unit of this time is 'days' or 'weeks'",
		[LANG_MONTHS] = "the unit of this time is 'months'",
		[LANG_HOURS] = "no unit is in hours: count with days(date_of(...), date_of(...))",
		[LANG_NUMBER] = "the unit of a number is count, ratio or score",
	};
	const struct definition *definition = self->definition;
	enum lang_type value = definition->value->type;
	enum lang_type below = figure == FIGURE_SUM_OVER ? definition->over_sum->type : LANG_NUMBER;
	if (value == LANG_NONE || below == LANG_NONE)
		return;
	bool is_quotient = figure == FIGURE_SUM_OVER && unit->values == LANG_NUMBER;
	enum lang_type wanted = is_quotient ? below : unit->values;
	if (value != wanted) {
		fault(self, definition->value->place, COUNTED_WITH[value],
		      "with the unit %s this is %s, not %s", unit->words, type_words(wanted),
		      type_words(value));
	} else if (!is_quotient && below != LANG_NUMBER) {
		fault(self, definition->over_sum->place, NULL,
		      "with the unit %s this is a number, not %s", unit->words, type_words(below));
	} else if (value != LANG_NUMBER && !type_is_time(value)) {
		fault(self, definition->value->place, NULL, "a sum is of numbers or times, not of %s",
		      type_words(value));
	}
}

void check_statistic(struct checker *self)
{
	const struct definition *definition = self->definition;
	if (!check_clauses(self))
		return;
	const struct unit_rule *unit = &UNITS[definition->unit];
	enum figure_kind figure = figure_of(definition);
	struct spot place = definition->value ? definition->value->place : definition->place;
	if (!(unit->figures >> figure & 1)) {
		fault(self, place, unit->hint, "%s cannot have the unit %s", FIGURE_WORDS[figure],
		      unit->words);
		return;
	}
	if (figure == FIGURE_COUNTED && definition->unit == LANG_UNIT_PERCENT && !definition->count)
		fault(self, definition->place, "write 'count where ...'",
		      "without a count every record counts: always 100 percent");
	if (definition->value)
		check_values(self, unit, figure);
}
