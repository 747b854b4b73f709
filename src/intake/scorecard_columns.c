#include "intake/scorecard_columns.h"

#include <assert.h>
#include <string.h>

#include "figure/line.h"

#define LINE(member) offsetof(struct line, member)
#define INDICATOR(member) offsetof(struct indicator, member)
#define COMPARATOR(which, member) \
	(LINE(comparators) + (which) * sizeof(struct comparator) + \
	 offsetof(struct comparator, member))

static const struct field_spec SPECS[FIELD_COUNT] = {
	[FIELD_AUTHORITY] = { "authority", "council local_authority", FIELD_KIND_LINE_TEXT,
	                      LINE(authority) },
	[FIELD_REPORT] = { "report", "", FIELD_KIND_LINE_TEXT, LINE(report) },
	[FIELD_SCORECARD] = { "scorecard", "", FIELD_KIND_LINE_TEXT, LINE(scorecard) },
	[FIELD_SECTION] = { "section", "theme priority outcome", FIELD_KIND_LINE_TEXT,
	                    LINE(section) },
	[FIELD_INDICATOR_REF] = { "indicator_ref", "ref reference indicator_reference pi_ref",
	                          FIELD_KIND_INDICATOR_TEXT, INDICATOR(ref) },
	[FIELD_INDICATOR_TITLE] = { "indicator_title",
	                            "indicator title measure indicator_name performance_indicator",
	                            FIELD_KIND_INDICATOR_TEXT, INDICATOR(title) },
	[FIELD_DEFINITION] = { "definition", "", FIELD_KIND_INDICATOR_TEXT,
	                       INDICATOR(definition) },
	[FIELD_WHY_IT_MATTERS] = { "why_it_matters", "", FIELD_KIND_INDICATOR_TEXT,
	                           INDICATOR(why) },
	[FIELD_SOURCE] = { "source", "data_source", FIELD_KIND_INDICATOR_TEXT,
	                   INDICATOR(source) },
	[FIELD_OWNER] = { "owner", "lead responsible_officer", FIELD_KIND_INDICATOR_TEXT,
	                  INDICATOR(owner) },
	[FIELD_UNIT] = { "unit", "units", FIELD_KIND_OWN, 0 },
	[FIELD_POLARITY] = { "polarity", "good_is good_to_be", FIELD_KIND_OWN, 0 },
	[FIELD_FREQUENCY] = { "frequency", "reported", FIELD_KIND_OWN, 0 },
	[FIELD_HIGHLIGHT] = { "highlight", "doing_well", FIELD_KIND_OWN, 0 },
	[FIELD_WATCH] = { "watch", "", FIELD_KIND_INDICATOR_TEXT, INDICATOR(watch) },
	[FIELD_PERIOD] = { "period", "reporting_period", FIELD_KIND_PERIOD, LINE(period) },
	[FIELD_TAKEN_ON] = { "taken_on", "extracted_on", FIELD_KIND_DATE, LINE(taken_on) },
	[FIELD_CURRENT_VALUE] = { "current_value",
	                          "value actual current performance result outturn",
	                          FIELD_KIND_FIGURE, LINE(value) },
	[FIELD_NUMERATOR] = { "numerator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_DENOMINATOR] = { "denominator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_COHORT] = { "cohort", "", FIELD_KIND_OWN, 0 },
	[FIELD_MONTH_VALUE] = { "month_value", "month in_month", FIELD_KIND_FIGURE, LINE(month) },
	[FIELD_MONTH_NUMERATOR] = { "month_numerator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_MONTH_DENOMINATOR] = { "month_denominator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_QUARTER_VALUE] = { "quarter_value", "quarter in_quarter", FIELD_KIND_FIGURE,
	                          LINE(quarter) },
	[FIELD_QUARTER_NUMERATOR] = { "quarter_numerator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_QUARTER_DENOMINATOR] = { "quarter_denominator", "",
	                                FIELD_KIND_COUNT, 0 },
	[FIELD_YTD_VALUE] = { "ytd_value", "ytd year_to_date", FIELD_KIND_FIGURE,
	                      LINE(year_to_date) },
	[FIELD_YTD_NUMERATOR] = { "ytd_numerator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_YTD_DENOMINATOR] = { "ytd_denominator", "", FIELD_KIND_COUNT, 0 },
	[FIELD_PROJECTED_VALUE] = { "projected_value", "projected forecast", FIELD_KIND_FIGURE,
	                            LINE(projected) },
	[FIELD_PREVIOUS_VALUE] = { "previous_value", "previous last_period", FIELD_KIND_FIGURE,
	                           LINE(previous) },
	[FIELD_PREVIOUS_NUMERATOR] = { "previous_numerator", "",
	                               FIELD_KIND_COUNT, 0 },
	[FIELD_PREVIOUS_DENOMINATOR] = { "previous_denominator", "",
	                                 FIELD_KIND_COUNT, 0 },
	[FIELD_PREVIOUS_PERIOD] = { "previous_period", "", FIELD_KIND_PERIOD,
	                            LINE(previous_period) },
	[FIELD_LAST_YEAR_VALUE] = { "same_period_last_year", "last_year last_year_value",
	                            FIELD_KIND_FIGURE, LINE(last_year) },
	[FIELD_LAST_YEAR_NUMERATOR] = { "last_year_numerator", "",
	                                FIELD_KIND_COUNT, 0 },
	[FIELD_LAST_YEAR_DENOMINATOR] = { "last_year_denominator", "",
	                                  FIELD_KIND_COUNT, 0 },
	[FIELD_BASELINE_VALUE] = { "baseline", "baseline_value", FIELD_KIND_FIGURE,
	                           LINE(baseline) },
	[FIELD_BASELINE_PERIOD] = { "baseline_period", "", FIELD_KIND_PERIOD,
	                            LINE(baseline_period) },
	[FIELD_NEIGHBOURS] = { "stat_neighbour",
	                       "stat_neighbours statistical_neighbour statistical_neighbours "
	                       "neighbours stat_neighbour_average",
	                       FIELD_KIND_FIGURE, COMPARATOR(COMPARATOR_NEIGHBOURS, value) },
	[FIELD_NEIGHBOURS_PERIOD] = { "stat_neighbour_period",
	                              "stat_neighbours_period neighbours_period",
	                              FIELD_KIND_PERIOD,
	                              COMPARATOR(COMPARATOR_NEIGHBOURS, period) },
	[FIELD_REGION] = { "region", "regional regional_average", FIELD_KIND_FIGURE,
	                   COMPARATOR(COMPARATOR_REGION, value) },
	[FIELD_REGION_PERIOD] = { "region_period", "", FIELD_KIND_PERIOD,
	                          COMPARATOR(COMPARATOR_REGION, period) },
	[FIELD_ENGLAND] = { "england", "national england_average national_average",
	                    FIELD_KIND_FIGURE, COMPARATOR(COMPARATOR_ENGLAND, value) },
	[FIELD_ENGLAND_PERIOD] = { "england_period", "national_period", FIELD_KIND_PERIOD,
	                           COMPARATOR(COMPARATOR_ENGLAND, period) },
	[FIELD_TARGET] = { "target", "", FIELD_KIND_TARGET, LINE(target) },
	[FIELD_PROFILED_TARGET] = { "profiled_target", "target_to_date", FIELD_KIND_TARGET,
	                            LINE(profiled) },
	[FIELD_TOLERANCE] = { "tolerance_or_band", "tolerance band", FIELD_KIND_OWN, 0 },
	[FIELD_RULE] = { "rag_rule", "rule", FIELD_KIND_OWN, 0 },
	[FIELD_STATED_STATUS] = { "stated_status", "published_rag rag rag_status status",
	                          FIELD_KIND_OWN, 0 },
	[FIELD_STATED_DIRECTION] = { "stated_direction",
	                             "published_direction direction direction_of_travel trend",
	                             FIELD_KIND_LINE_TEXT, LINE(stated_direction) },
	[FIELD_PROVISIONAL] = { "provisional", "confidence", FIELD_KIND_OWN, 0 },
	[FIELD_UNREPORTED_WHY] = { "cannot_report_reason", "", FIELD_KIND_LINE_TEXT,
	                           LINE(unreported.why) },
	[FIELD_UNREPORTED_SINCE] = { "cannot_report_since", "", FIELD_KIND_DATE,
	                             LINE(unreported.since) },
	[FIELD_UNREPORTED_EXPECTED] = { "expected_back", "", FIELD_KIND_DATE,
	                                LINE(unreported.expected) },
	[FIELD_BREAK] = { "break", "break_note not_comparable", FIELD_KIND_LINE_TEXT,
	                  LINE(break_note) },
	[FIELD_SHOWS] = { "shows", "", FIELD_KIND_LINE_TEXT, LINE(commentary.shows) },
	[FIELD_WHY] = { "why", "", FIELD_KIND_LINE_TEXT, LINE(commentary.why) },
	[FIELD_ACTION] = { "action", "actions", FIELD_KIND_LINE_TEXT, LINE(commentary.action) },
	[FIELD_ACTION_OWNER] = { "action_owner", "", FIELD_KIND_LINE_TEXT,
	                         LINE(commentary.action_owner) },
	[FIELD_ACTION_DUE] = { "action_due", "", FIELD_KIND_DATE, LINE(commentary.action_due) },
	[FIELD_RECOVERY_DUE] = { "recovery_due", "", FIELD_KIND_OWN, 0 },
	[FIELD_SECTION_COMMENTARY] = { "section_commentary", "", FIELD_KIND_LINE_TEXT,
	                               LINE(section_commentary) },
	[FIELD_NOTE] = { "note", "notes comment comments", FIELD_KIND_LINE_TEXT, LINE(note) },
	[FIELD_FORM_DUE] = { "figure_due", "", FIELD_KIND_FORM, 0 },
	[FIELD_FORM_WHO_IS_COUNTED] = { "who_is_counted", "", FIELD_KIND_FORM, 0 },
	[FIELD_FORM_LAST_FIGURE] = { "last_figure", "", FIELD_KIND_FORM, 0 },
	[FIELD_FORM_LAST_PERIOD] = { "last_figure_period", "", FIELD_KIND_FORM, 0 },
};

const struct field_spec *field_spec(enum scorecard_field field)
{
	assert(field < FIELD_COUNT);
	return &SPECS[field];
}

/* Bytes that separate words at the start of `text`; 0 when none does. */
static size_t gap_at(struct str text)
{
	if (text.len >= 2 && memcmp(text.ptr, "\xC2\xA0", 2) == 0)
		return 2;
	return text.len && strchr(" \t\n_-", text.ptr[0]) && text.ptr[0] != '\0';
}

static struct str skip_gaps(struct str text)
{
	size_t bytes;
	while ((bytes = gap_at(text)) != 0)
		text = str_slice(text, bytes, SIZE_MAX);
	return text;
}

/* Whether a header says `name`, in which "_" stands for any gap between words. */
static bool header_says(struct str header, struct str name)
{
	header = skip_gaps(header);
	while (header.len && name.len) {
		size_t bytes = gap_at(header);
		if (bytes && name.ptr[0] == '_') {
			header = skip_gaps(header);
		} else if (!bytes && str_starts_nocase(header, str_slice(name, 0, 1))) {
			header = str_slice(header, 1, SIZE_MAX);
		} else {
			break;
		}
		name = str_slice(name, 1, SIZE_MAX);
	}
	return name.len == 0 && skip_gaps(header).len == 0;
}

static bool spec_is(const struct field_spec *spec, struct str header)
{
	if (header_says(header, str_of(spec->name)))
		return true;
	struct str rest = str_of(spec->aliases);
	struct str alias;
	while (str_split(&rest, ' ', &alias))
		if (alias.len && header_says(header, alias))
			return true;
	return false;
}

bool field_find(struct str header, enum scorecard_field *out)
{
	for (size_t field = 0; field < FIELD_COUNT; field++)
		if (spec_is(&SPECS[field], header)) {
			*out = (enum scorecard_field)field;
			return true;
		}
	return false;
}
