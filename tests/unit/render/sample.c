#include "sample.h"

#include "doc/build.h"

static const struct doc_column SCORECARD[] = {
	{ .header = "Ref", .kind = DOC_COLUMN_TEXT, .width = 6, .is_kept_whole = true },
	{ .header = "Measure", .kind = DOC_COLUMN_TEXT, .width = 28, .is_row_header = true },
	{ .header = "Good is", .kind = DOC_COLUMN_TEXT, .width = 6 },
	{ .header = "Last year", .kind = DOC_COLUMN_NUMBER, .width = 8 },
	{ .header = "Now", .kind = DOC_COLUMN_NUMBER, .width = 8, .is_strong = true },
	{ .header = "Target", .kind = DOC_COLUMN_NUMBER, .width = 7 },
	{ .header = "Status", .kind = DOC_COLUMN_STATUS, .width = 12 },
	{ .header = "Direction", .kind = DOC_COLUMN_DIRECTION, .width = 12 },
	{ .header = "Level", .kind = DOC_COLUMN_CHART, .width = 13 },
};

static const struct doc_column HISTORY[] = {
	{ .header = "Measure", .kind = DOC_COLUMN_TEXT, .width = 34, .is_row_header = true },
	{ .header = "Quarter", .kind = DOC_COLUMN_NUMBER, .width = 10, .is_strong = true },
	{ .header = "Year to date", .kind = DOC_COLUMN_NUMBER, .width = 12 },
	{ .header = "Status", .kind = DOC_COLUMN_STATUS, .width = 16 },
	{ .header = "Last nine quarters", .kind = DOC_COLUMN_CHART, .width = 20 },
};

/* One line of the scorecard, as the fixture's own table of data. */
struct sample_line {
	const char *ref;
	const char *title;
	const char *small;
	const char *good;
	const char *last_year; /* NULL: not given */
	const char *now;
	const char *exact;
	const char *counts;
	enum doc_mark status;
	const char *status_small;
	enum doc_mark direction;
	const char *direction_small;
	double value, low, high; /* low above high: no interval */
};

static const struct sample_line LINES[] = {
	{ "NI 52b", "Secondary school lunches taken",
	  "Only schools served by the council’s caterer",
	  "High", "35.6", "37.2", "37.2", "", DOC_MARK_OFF_TARGET, "stated as below target",
	  DOC_MARK_BETTER, "1.6 points; not tested", 37.2, 1, 0 },
	{ "NI 59", "Initial assessments within 10 working days",
	  "December only; year expected to end on 53", "High", NULL, "60.4", "60.4", "",
	  DOC_MARK_NOT_RATED, "", DOC_MARK_NOT_COMPARED, "no earlier figure given", 60.4, 1, 0 },
	{ "NI 60", "Core assessments within 35 working days", "Year to date; December alone 54",
	  "High", "83.3", "65.5", "65.5", "of 1,566", DOC_MARK_NOT_RATED, "", DOC_MARK_WORSE,
	  "17.8 points; clear", 65.5, 63.1, 67.8 },
	{ "NI 61", "Placed for adoption within 12 months of decision",
	  "One child changes this by 3.7 points", "High", "47.4", "59.3", "59.259259", "16 of 27",
	  DOC_MARK_OFF_TARGET, "as stated", DOC_MARK_BETTER, "11.9 points; too few to be sure",
	  59.26, 40.7, 75.5 },
	{ "NI 64", "Plans that had lasted two years or more when they ended",
	  "This quarter 10 of 104, before it 8 of 166", "Low", "4.0", "6.7", "6.666667",
	  "18 of 270", DOC_MARK_OFF_TARGET, "as stated", DOC_MARK_WORSE, "2.7 points; clear", 6.67,
	  4.3, 10.3 },
};

/* --- charts --- */

static void level_cell(struct doc *doc, const struct sample_line *line, bool has_target)
{
	struct doc_point now = {
		.label = STR("2013-14 Q3"),
		.text = arena_format(doc->arena, "%s%%", line->now),
		.value = line->value,
		.has_interval = line->low <= line->high,
		.low = line->low,
		.high = line->high,
		.has_target = has_target,
		.target_low = 75,
		.target_high = 75,
		.target_text = STR("75%"),
	};
	struct doc_chart chart = {
		.kind = DOC_CHART_LEVEL,
		.title = arena_format(doc->arena, "%s: level", line->ref),
		.description = now.has_interval
		                       ? arena_format(doc->arena,
		                                      "%s%%; the interval runs from %.1f to %.1f",
		                                      line->now, line->low, line->high)
		                       : arena_format(doc->arena, "%s%%", line->now),
		.unit = STR("%"),
		.points = &now,
		.point_count = 1,
		.has_axis = true,
		.axis_max = line->value < 20 ? 20 : 100,
	};
	if (has_target) {
		chart.comparators[chart.comparator_count++] = (struct doc_comparator){
			DOC_SYMBOL_NEIGHBOURS, STR("70.6% (2012-13)"), 70.6 };
		chart.comparators[chart.comparator_count++] = (struct doc_comparator){
			DOC_SYMBOL_ENGLAND, STR("76.3% (2012-13)"), 76.3 };
	}
	doc_cell_chart(doc, &chart);
}

enum { SERIES_COUNT = 9 };

static const char *const QUARTERS[SERIES_COUNT] = {
	"2011-12 Q3", "2011-12 Q4", "2012-13 Q1", "2012-13 Q2", "2012-13 Q3",
	"2012-13 Q4", "2013-14 Q1", "2013-14 Q2", "2013-14 Q3",
};

/* Nine quarters of core assessments; a negative value is a missing one. */
static void fill_series(struct arena *arena, const double values[SERIES_COUNT],
                        struct doc_point points[SERIES_COUNT])
{
	for (size_t i = 0; i < SERIES_COUNT; i++) {
		points[i] = (struct doc_point){
			.label = str_of(QUARTERS[i]),
			.is_missing = values[i] < 0,
			.text = values[i] < 0 ? STR("not given")
			                      : arena_format(arena, "%.1f%%", values[i]),
			.value = values[i],
			.has_target = true,
			.target_low = i < 6 ? 80 : 85,
			.target_high = i < 6 ? 80 : 85,
			.target_text = i < 6 ? STR("80%") : STR("85%"),
		};
	}
}

static void trend_chart(struct arena *arena, struct doc_chart *out,
                        struct doc_point points[SERIES_COUNT])
{
	static const double VALUES[SERIES_COUNT] = { 78.1, 80.4, 84.9, -1,  83.3,
		                                     81.0, 76.2, 70.8, 65.5 };
	fill_series(arena, VALUES, points);
	points[2].has_break_before = true;
	points[2].break_words = STR("definition changed");
	points[6].note = STR("New assessment form");
	points[8].is_provisional = true;
	points[8].has_interval = true;
	points[8].low = 63.1;
	points[8].high = 67.8;
	*out = (struct doc_chart){
		.kind = DOC_CHART_TREND,
		.title = STR("NI 60: core assessments within 35 working days, by quarter"),
		.description = STR("The figure rose from 78.1% in 2011-12 Q3 to 84.9% in 2012-13 "
		                   "Q1 and has fallen in every quarter since 2012-13 Q3, to 65.5%. "
		                   "The target rose from 80% to 85% in April 2013."),
		.unit = STR("%"),
		.points = points,
		.point_count = SERIES_COUNT,
		.caption = STR("Hollow: provisional. Not comparable across the dotted line: the "
		               "definition changed in April 2012."),
	};
}

static void spark_cell(struct doc *doc, const char *title, const double values[SERIES_COUNT],
                       bool has_break)
{
	struct doc_point points[SERIES_COUNT];
	fill_series(doc->arena, values, points);
	points[2].has_break_before = has_break;
	struct doc_chart chart = {
		.kind = DOC_CHART_SPARK,
		.title = arena_format(doc->arena, "%s, last nine quarters", title),
		.description = arena_format(doc->arena, "From %.1f to %.1f per cent; target 85",
		                            values[0], values[SERIES_COUNT - 1]),
		.unit = STR("%"),
		.points = points,
		.point_count = SERIES_COUNT,
	};
	doc_cell_chart(doc, &chart);
}

/* --- cells --- */

static void percent_cell(struct doc *doc, const char *text, const char *exact)
{
	doc_cell_number(doc, &(struct doc_number){
	                             .text = str_of(text),
	                             .suffix = STR("%"),
	                             .exact = str_of(exact),
	                             .unit = DOC_UNIT_PERCENT,
	                             .decimals = 1,
	                     });
}

static void scorecard_row(struct doc *doc, const struct sample_line *line, struct str exception_id)
{
	bool is_neighbour_line = str_equal(str_of(line->ref), STR("NI 60"));
	doc_row(doc, STR(""));
	doc_cell_text(doc, str_of(line->ref));
	doc_cell_text(doc, STR(""));
	if (exception_id.len)
		doc_link(doc, exception_id, str_of(line->title));
	else
		doc_strong(doc, str_of(line->title));
	doc_cell_small(doc, str_of(line->small));
	doc_cell_text(doc, str_of(line->good));
	if (line->last_year)
		percent_cell(doc, line->last_year, line->last_year);
	else
		doc_cell_missing(doc, STR("not given"));
	percent_cell(doc, line->now, line->exact);
	doc_cell_small(doc, str_of(line->counts));
	if (is_neighbour_line)
		percent_cell(doc, "75", "75");
	else
		doc_cell_missing(doc, STR("not given"));
	doc_cell_status(doc, line->status, STR(""));
	doc_cell_small(doc, str_of(line->status_small));
	doc_cell_direction(doc, line->direction, STR(""));
	doc_cell_small(doc, str_of(line->direction_small));
	level_cell(doc, line, is_neighbour_line);
}

/* --- the parts of the page, from top to bottom --- */

static void front(struct doc *doc, struct str exception_id)
{
	doc_split_begin(doc);
	doc_counts_begin(doc, STR("Q2"));
	doc_count_with_last(doc, 3, DOC_MARK_OFF_TARGET, STR("off target"), 2);
	doc_count_with_last(doc, 0, DOC_MARK_CLOSE, STR("close to target"), 1);
	doc_count_with_last(doc, 0, DOC_MARK_ON_TARGET, STR("on target"), 0);
	doc_count(doc, 2, DOC_MARK_NOT_RATED, STR("not rated"));
	doc_counts_end(doc, STR("of 5 measures reported. Targets were not given: “off target” is "
	                        "as the council stated it"));
	doc_split_next(doc);
	doc_heading(doc, 2, STR(""), STR("What needs attention"));
	doc_list_begin(doc, true);
	doc_item(doc);
	doc_strong(doc, STR("Core assessments in time fell to 65.5%"));
	doc_plain(doc, STR(", 17.8 points below the same time last year (83.3%). December alone "
	                   "was 54%. That is more than usual variation in 1,566 assessments would "
	                   "explain."));
	doc_item(doc);
	doc_link(doc, exception_id, STR("Long child protection plans."));
	doc_plain(doc, STR(" 10 of the 104 plans that ended this quarter had lasted two years or "
	                   "more, more than in the rest of the year together (8 of 166). The year "
	                   "stands at 6.7%; low is good."));
	doc_item(doc);
	doc_strong(doc, STR("Adoption within 12 months is off target and better."));
	doc_plain(doc, STR(" 16 of 27 children against 9 of 19 last year, 11.9 points better; with "
	                   "so few children nobody can be sure it will last. One child changes the "
	                   "figure by 3.7 points."));
	doc_list_end(doc);
	doc_heading(doc, 2, STR(""), STR("What goes well"));
	doc_list_begin(doc, false);
	doc_item(doc);
	doc_strong(doc, STR("More secondary pupils eat school lunch:"));
	doc_plain(doc, STR(" 37.2% against 35.6% "));
	doc_mark(doc, DOC_MARK_BETTER);
	doc_plain(doc, STR(" better. "));
	doc_emphasis(doc, STR("Still below the target."));
	doc_list_end(doc);
	doc_split_end(doc);
}

static void scorecard(struct doc *doc, struct str exception_id)
{
	doc_heading(doc, 2, STR(""), STR("Scorecard"));
	doc_table_begin(doc,
	                STR("Percentages. Direction is against the same period last year. The grey "
	                    "bar is the 95% interval, where counts were given."),
	                SCORECARD, COUNT_OF(SCORECARD));
	doc_group(doc, STR("Measures highlighted to the Cabinet Member"), 0);
	doc_group_note(doc);
	doc_plain(doc, STR("Chosen by the Cabinet Member in September; they stay until June."));
	for (size_t i = 0; i < COUNT_OF(LINES); i++)
		scorecard_row(doc, &LINES[i], i + 1 == COUNT_OF(LINES) ? exception_id : STR(""));
	doc_table_end(doc);
	doc_key_begin(doc);
	doc_key_mark(doc, DOC_MARK_ON_TARGET, STR("on target"));
	doc_key_mark(doc, DOC_MARK_CLOSE, STR("close to target"));
	doc_key_mark(doc, DOC_MARK_OFF_TARGET, STR("off target"));
	doc_key_mark(doc, DOC_MARK_NOT_RATED, STR("not rated"));
	doc_key_mark(doc, DOC_MARK_SAME, STR("same"));
	doc_key_symbol(doc, DOC_SYMBOL_NOW, STR("now"));
	doc_key_symbol(doc, DOC_SYMBOL_INTERVAL, STR("95% interval"));
	doc_key_symbol(doc, DOC_SYMBOL_TARGET, STR("target"));
	doc_key_symbol(doc, DOC_SYMBOL_NEIGHBOURS, STR("neighbours"));
	doc_key_symbol(doc, DOC_SYMBOL_ENGLAND, STR("England"));
	doc_key_end(doc);
}

static void history(struct doc *doc)
{
	static const double CORE[SERIES_COUNT] = { 78.1, 80.4, 84.9, -1,  83.3,
		                                   81.0, 76.2, 70.8, 65.5 };
	static const double VISITS[SERIES_COUNT] = { 71.0, 74.2, 73.9, 79.0, 82.3,
		                                     86.1, 85.2, 88.4, 91.0 };
	doc_heading(doc, 3, STR(""), STR("Timeliness over time"));
	doc_table_begin(doc, STR("Quarter and year to date, in per cent, and nine quarters."),
	                HISTORY, COUNT_OF(HISTORY));
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Core assessments within 35 working days"));
	percent_cell(doc, "54.0", "54");
	percent_cell(doc, "65.5", "65.5");
	doc_cell_small(doc, STR("of 1,566"));
	doc_cell_status(doc, DOC_MARK_OFF_TARGET, STR("Below floor"));
	doc_cell_small(doc, STR("target 85%, floor 80%"));
	spark_cell(doc, "Core assessments", CORE, true);
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Statutory visits in time"));
	percent_cell(doc, "91.0", "91");
	doc_cell_missing(doc, STR("not collected"));
	doc_cell_status(doc, DOC_MARK_ON_TARGET, STR(""));
	doc_cell_small(doc, STR("target 85%"));
	spark_cell(doc, "Statutory visits", VISITS, false);
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Reviews in time"));
	percent_cell(doc, "83.9", "83.9");
	doc_cell_missing(doc, STR("not collected"));
	doc_cell_status(doc, DOC_MARK_CLOSE, STR(""));
	doc_cell_small(doc, STR("within 5% of 85%"));
	doc_cell_missing(doc, STR("no earlier figures"));
	doc_table_end(doc);
	doc_key_begin(doc);
	doc_key_symbol(doc, DOC_SYMBOL_LINE, STR("figure"));
	doc_key_symbol(doc, DOC_SYMBOL_TARGET_LINE, STR("target"));
	doc_key_symbol(doc, DOC_SYMBOL_GAP, STR("not given"));
	doc_key_symbol(doc, DOC_SYMBOL_BREAK, STR("not comparable across"));
	doc_key_end(doc);
}

static void exceptions(struct doc *doc, struct str exception_id)
{
	doc_heading(doc, 2, STR(""), STR("Exceptions"));
	doc_exception_begin(doc, exception_id, DOC_MARK_OFF_TARGET,
	                    STR("NI 64 Plans that had lasted two years or more when they ended: "
	                        "6.7% (18 of 270)"));
	doc_facts(doc);
	doc_plain(doc, STR("Low is good. 4.0% at this time last year. "));
	doc_strong(doc, STR("Worse:"));
	doc_plain(doc, STR(" 9.6% of the plans that ended this quarter, against 4.8% of those "
	                   "before it."));
	doc_part(doc, STR("What the figure shows"));
	doc_part_text(doc, STR("A high number of plans (104) ended this quarter; ten of them were "
	                       "long ones."));
	doc_part(doc, STR("Why it is like this"));
	doc_part_absent(doc, STR("No commentary yet: due from the owner on 14 January."));
	doc_part(doc, STR("What is being done, by whom, by when"));
	doc_part_text(doc, STR("Quality assurance of long plans continues.\n"
	                       "Head of Safeguarding, by 31 March 2014."));
	doc_part(doc, STR("When it should recover"));
	doc_part_absent(doc, STR("No date was given."));
	doc_exception_end(doc);

	struct doc_point points[SERIES_COUNT];
	struct doc_chart chart;
	trend_chart(doc->arena, &chart, points);
	doc_exception_begin(doc, STR(""), DOC_MARK_OFF_TARGET,
	                    STR("NI 60 Core assessments within 35 working days: 65.5% of 1,566"));
	doc_facts(doc);
	doc_plain(doc, STR("High is good. 83.3% at this time last year."));
	doc_exception_chart(doc, &chart);
	doc_part(doc, STR("What the figure shows"));
	doc_part_text(doc, STR("Fewer than two in three were in time; December was lowest."));
	doc_part(doc, STR("Why it is like this"));
	doc_part_text(doc, STR("Referrals rose by a fifth; four posts were vacant <& covered>."));
	doc_part(doc, STR("What is being done, by whom, by when"));
	doc_part_text(doc, STR("Two agency social workers from 6 January (Service Manager)."));
	doc_part(doc, STR("When it should recover"));
	doc_part_text(doc, STR("80% by the end of June 2014."));
	doc_exception_end(doc);
	chart.caption = STR("");
	doc_heading(doc, 4, STR(""), STR("The same chart on its own"));
	doc_figure(doc, &chart);
}

static void appendix(struct doc *doc)
{
	doc_page_break(doc);
	doc_heading(doc, 2, STR(""), STR("Definitions"));
	doc_paragraph_text(doc, DOC_PARAGRAPH_LEAD, STR("What each measure counts, and of what."));
	doc_definitions_begin(doc);
	doc_term(doc, STR("NI 60 Core assessments within 35 working days"));
	doc_definition_text(doc, STR("Core assessments completed in the period, of which those "
	                             "completed within 35 working days of their start."));
	doc_definition_line(doc);
	doc_muted(doc, STR("Source: the council’s report of February 2014."));
	doc_term(doc, STR("NI 64 Long child protection plans"));
	doc_definition_text(doc, STR("Plans that ended in the period, of which those that had "
	                             "lasted two years or more."));
	doc_definitions_end(doc);
	doc_heading_marked(doc, 2, STR(""), DOC_MARK_NOT_RATED, STR("Notes on data"));
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN,
	                   STR("Two measures were reported without a target; they are not rated."));
	doc_paragraph_text(doc, DOC_PARAGRAPH_MUTED, STR("Counts below 5 are not hidden here."));
	doc_paragraph_text(doc, DOC_PARAGRAPH_SMALL,
	                   STR("Figures are rounded half away from zero, once, when printed."));
}

static void figures_dataset(struct doc *doc)
{
	static const struct dataset_column COLUMNS[] = {
		{ "indicator_ref", "Reference", DATASET_TEXT, "As the framework names it" },
		{ "indicator_title", "Measure", DATASET_TEXT, NULL },
		{ "value", "Value", DATASET_NUMBER, "In per cent; empty where not given" },
		{ "numerator", "Numerator", DATASET_INTEGER, NULL },
		{ "is_provisional", "Provisional", DATASET_BOOLEAN, NULL },
		{ "note", "Note", DATASET_TEXT, NULL },
	};
	struct dataset *figures = dataset_new(doc->arena, STR("figures"), STR("Figures"), COLUMNS,
	                                      COUNT_OF(COLUMNS));
	figures->note = STR("One row for each measure of the scorecard.");
	for (size_t i = 0; i < COUNT_OF(LINES); i++) {
		dataset_row(figures);
		dataset_text(figures, str_of(LINES[i].ref));
		dataset_text(figures, str_of(LINES[i].title));
		dataset_number(figures, str_of(LINES[i].exact));
		if (i == 3)
			dataset_integer(figures, 16);
		else
			dataset_missing(figures);
		dataset_boolean(figures, i == 1);
		dataset_text(figures, i == 0 ? STR("=1+1") : str_of(LINES[i].small));
	}
	doc_add_dataset(doc, figures);
}

struct doc *sample_digest(struct arena *arena)
{
	const struct doc_meta meta = {
		.title = STR("Quarterly Digest: 2013-14 Q3"),
		.authority = STR("Rotherham · Children and Young People’s Services"),
		.subtitle = { STR("October to December 2013, and the year from 1 April") },
		.period = STR("2013-14-Q3"),
		.period_words = STR("October to December 2013"),
		.audience = STR("For managers"),
		.edition = { STR("edition 1"), STR("figures as known on 20 January 2014"),
		             STR("20 days after the quarter ended") },
		.made_on = STR("Made on 21 January 2014 by Outturn from rotherham-2013-14-q3.csv."),
		.description = STR("Performance of Rotherham’s services for children, 2013-14 Q3"),
		.language = STR("en-GB"),
		.page_header = STR("Rotherham · Quarterly Digest: 2013-14 Q3"),
		.page_footer = STR("For managers · edition 1 · as known on 20 January 2014"),
	};
	struct doc *doc = doc_new(arena, &meta);
	struct str exception_id = doc_id(doc, STR("NI 64"));
	front(doc, exception_id);
	scorecard(doc, exception_id);
	history(doc);
	exceptions(doc, exception_id);
	appendix(doc);
	figures_dataset(doc);
	doc_finish(doc);
	return doc;
}
