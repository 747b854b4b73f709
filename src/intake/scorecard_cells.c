#include "intake/scorecard_cells.h"

#include <string.h>

#include "base/date.h"
#include "base/period.h"
#include "figure/number.h"

enum { DECIMALS_SHOWN_MAX = 3 }; /* more were computed, not written by a person */

/* One row on its way to a line. */
struct row_reading {
	const struct line_maker *maker;
	const struct scorecard_row *row;
	struct line *line;
	struct indicator *indicator;
	bool withhold; /* the polarity was not understood */
};

void scorecard_withhold_status(struct line *line)
{
	line->rule.kind = RULE_UNREADABLE;
	if (!line->value.is_known)
		line->absence = ABSENCE_NOT_UNDERSTOOD;
}

void scorecard_keep_extra(struct arena *arena, struct line *line, struct str column,
                          struct str text)
{
	/* Room doubles each time the count reaches a power of two, so that the line need
	 * not carry a capacity. */
	size_t count = line->extra_count;
	if ((count & (count - 1)) == 0) {
		struct extra_cell *grown = arena_new(arena, count ? 2 * count : 1,
		                                     sizeof(*grown));
		if (count)
			memcpy(grown, line->extras, count * sizeof(*grown));
		line->extras = grown;
	}
	line->extras[line->extra_count++] = (struct extra_cell){ column, text };
}

static struct str text_of(const struct row_reading *r, enum scorecard_field field)
{
	return r->row->texts[field];
}

static struct finding finding_at(const struct row_reading *r, const char *rule,
                                 enum finding_severity severity, enum scorecard_field field)
{
	return (struct finding){
		.rule = rule,
		.severity = severity,
		.file = r->row->file,
		.row = r->row->number,
		.column = r->row->headers[field],
		.subject = indicator_name(r->indicator),
	};
}

/* Faults that a spreadsheet leaves in a cell. */
static bool is_spreadsheet_fault(struct str text)
{
	static const char *const FAULTS[] = {
		"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
		"#SPILL!", "#CALC!", "#GETTING_DATA",
	};
	for (size_t i = 0; i < COUNT_OF(FAULTS); i++)
		if (str_equal_nocase(text, str_of(FAULTS[i])))
			return true;
	return false;
}

/* The cell could not be used: say so, with `why`, and keep what it holds. */
static void fault(struct row_reading *r, enum scorecard_field field, const char *why)
{
	struct str text = text_of(r, field);
	struct finding finding = finding_at(r, "cell.not_understood", FINDING_ERROR, field);
	if (is_spreadsheet_fault(text))
		finding_add(r->maker->findings, finding,
		            "the spreadsheet says '%.*s': the formula in this cell failed",
		            STR_ARGS(text));
	else if (text.len && text.ptr[0] == '=')
		finding_add(r->maker->findings, finding,
		            "'%.*s' is a formula without a saved result; open the workbook, let "
		            "it calculate, save it and try again",
		            STR_ARGS(text));
	else
		finding_add(r->maker->findings, finding, "%s", why);
	scorecard_keep_extra(r->maker->arena, r->line, r->row->headers[field], text);
}

static void expected(struct row_reading *r, enum scorecard_field field, const char *what)
{
	struct err err;
	struct str text = text_of(r, field);
	err_set(&err, E_INPUT, "'%.*s' is not understood; expected %s", STR_ARGS(text), what);
	fault(r, field, err.text);
}

static void *place(const struct row_reading *r, enum scorecard_field field)
{
	const struct field_spec *spec = field_spec(field);
	char *base = spec->kind == FIELD_KIND_INDICATOR_TEXT ? (char *)r->indicator
	                                                     : (char *)r->line;
	return base + spec->offset;
}

/* Yes or no, as people write it. */
static bool read_yes_no(struct str text, bool *out)
{
	static const char *const YES[] = { "yes", "y", "true", "1", "x" };
	static const char *const NO[] = { "no", "n", "false", "0" };
	for (size_t i = 0; i < COUNT_OF(YES); i++)
		if (str_equal_nocase(text, str_of(YES[i]))) {
			*out = true;
			return true;
		}
	for (size_t i = 0; i < COUNT_OF(NO); i++)
		if (str_equal_nocase(text, str_of(NO[i]))) {
			*out = false;
			return true;
		}
	return false;
}

/* "31/12/2013": day, month, year, as the United Kingdom writes dates. */
static bool read_slashed_date(struct str text, int32_t *out)
{
	struct str parts[3] = { 0 };
	int64_t numbers[3] = { 0 };
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (!str_split(&text, '/', &parts[i]) || parts[i].len > 4 ||
		    str_to_int64(parts[i], &numbers[i], NULL) != OK)
			return false;
	return text.ptr == NULL && parts[2].len == 4 &&
	       date_from_ymd((int)numbers[2], (int)numbers[1], (int)numbers[0], out, NULL) == OK;
}

static bool read_date(struct str text, int32_t *out)
{
	if (date_parse_iso(text, out, NULL) == OK || read_slashed_date(text, out))
		return true;
	struct period period = period_read(text);
	if (period.kind != PERIOD_DAY)
		return false;
	*out = period.from;
	return true;
}

/* A unit that nobody wrote in the unit column, but that stands in the cell: "93%". */
static void unit_from_cell(struct row_reading *r, enum scorecard_field field)
{
	struct number number;
	struct unit *unit = &r->indicator->unit;
	if (number_read(text_of(r, field), &number, NULL) != OK || number.written == UNIT_NONE)
		return;
	if (unit->kind == UNIT_NONE) {
		unit->kind = number.written;
		unit->per = number.per;
		return;
	}
	if (unit->kind != number.written && unit->kind != UNIT_OTHER) {
		char name[UNIT_TEXT_BYTES];
		finding_add(r->maker->findings,
		            finding_at(r, "cell.unit_differs", FINDING_WARNING, field),
		            "'%.*s' is not written in the line's unit, %s",
		            STR_ARGS(text_of(r, field)), unit_print(unit, name));
	}
}

/* "93 per 1,000" in a line per 10,000 is ten times what its digits say; "93%" in a line
 * of days says nothing. `what` is it of another: scale, or unit? */
static void fault_unit(struct row_reading *r, enum scorecard_field field, const char *what)
{
	struct err err;
	char name[UNIT_TEXT_BYTES];
	err_set(&err, E_INPUT, "'%.*s' is of another %s than the line's unit, %s",
	        STR_ARGS(text_of(r, field)), what, unit_print(&r->indicator->unit, name));
	fault(r, field, err.text);
}

/* A target in a unit that cannot be the line's is kept as written and not judged. */
static void settle_target_unit(struct row_reading *r, enum scorecard_field field)
{
	const struct target *target = place(r, field);
	const struct unit *unit = &r->indicator->unit;
	if (target_is_other_unit(target, unit))
		fault_unit(r, field, target->written == unit->kind ? "scale" : "unit");
	else
		unit_from_cell(r, field);
}

static bool is_other_scale(const struct row_reading *r, enum scorecard_field field)
{
	struct number number;
	const struct unit *unit = &r->indicator->unit;
	return unit->kind == UNIT_RATE && number_read(text_of(r, field), &number, NULL) == OK &&
	       number.written == UNIT_RATE && number.per != unit->per;
}

/* What has a place of limited length keeps the whole text beside it. */
static void keep_if_longer(struct row_reading *r, enum scorecard_field field, size_t bytes)
{
	if (text_of(r, field).len >= bytes)
		scorecard_keep_extra(r->maker->arena, r->line, r->row->headers[field],
		                     text_of(r, field));
}

static void read_unit(struct row_reading *r)
{
	keep_if_longer(r, FIELD_UNIT, UNIT_NAME_BYTES);
	r->indicator->unit = unit_read(text_of(r, FIELD_UNIT));
	unit_from_cell(r, FIELD_CURRENT_VALUE);
	settle_target_unit(r, FIELD_TARGET);
	settle_target_unit(r, FIELD_PROFILED_TARGET);
}

static void read_polarity(struct row_reading *r)
{
	struct err err;
	struct polarity_reading polarity;
	if (polarity_read(text_of(r, FIELD_POLARITY), &polarity, &err) == OK) {
		r->indicator->polarity = polarity;
		return;
	}
	fault(r, FIELD_POLARITY, err.text);
	r->withhold = true;
}

/* Which cells make a figure; FIELD_COUNT where a figure has no counts. */
struct figure_cells {
	enum scorecard_field value;
	enum scorecard_field numerator;
	enum scorecard_field denominator;
};

static const struct figure_cells FIGURES[] = {
	{ FIELD_CURRENT_VALUE, FIELD_NUMERATOR, FIELD_DENOMINATOR },
	{ FIELD_MONTH_VALUE, FIELD_MONTH_NUMERATOR, FIELD_MONTH_DENOMINATOR },
	{ FIELD_QUARTER_VALUE, FIELD_QUARTER_NUMERATOR, FIELD_QUARTER_DENOMINATOR },
	{ FIELD_YTD_VALUE, FIELD_YTD_NUMERATOR, FIELD_YTD_DENOMINATOR },
	{ FIELD_PREVIOUS_VALUE, FIELD_PREVIOUS_NUMERATOR, FIELD_PREVIOUS_DENOMINATOR },
	{ FIELD_LAST_YEAR_VALUE, FIELD_LAST_YEAR_NUMERATOR, FIELD_LAST_YEAR_DENOMINATOR },
	{ FIELD_PROJECTED_VALUE, FIELD_COUNT, FIELD_COUNT },
	{ FIELD_BASELINE_VALUE, FIELD_COUNT, FIELD_COUNT },
	{ FIELD_NEIGHBOURS, FIELD_COUNT, FIELD_COUNT },
	{ FIELD_REGION, FIELD_COUNT, FIELD_COUNT },
	{ FIELD_ENGLAND, FIELD_COUNT, FIELD_COUNT },
};

static bool has_text(const struct row_reading *r, enum scorecard_field field)
{
	return field != FIELD_COUNT && text_of(r, field).len != 0;
}

/* Reads a count when it is there; false when it is there and makes no sense. */
static bool read_count(struct row_reading *r, enum scorecard_field field, bool *has_out,
                       int64_t *out)
{
	struct err err;
	if (!has_text(r, field))
		return true;
	if (value_read_count(text_of(r, field), out, &err) != OK) {
		fault(r, field, err.text);
		return false;
	}
	*has_out = true;
	return true;
}

/* Counts decide where they can; what the source printed stays beside them. */
static void use_counts(struct row_reading *r, const struct figure_cells *cells,
                       struct value *value)
{
	const struct unit *unit = &r->indicator->unit;
	struct value counted = value_from_counts(value->numerator, value->denominator, unit);
	if (counted.is_known) {
		counted.has_stated = value->has_stated;
		counted.stated = value->stated;
		counted.stated_decimals = value->stated_decimals;
		*value = counted;
		return;
	}
	if (value->denominator == 0) {
		value->is_known = false;
		finding_add(r->maker->findings,
		            finding_at(r, "line.no_denominator", FINDING_WARNING,
		                       cells->denominator),
		            "the denominator is 0, so there is no figure");
	} else if (!value->is_known) {
		finding_add(r->maker->findings,
		            finding_at(r, "line.no_figure", FINDING_WARNING, cells->numerator),
		            "%lld of %lld gives no figure without a unit; expected '%%' or a "
		            "rate in column '%s'",
		            (long long)value->numerator, (long long)value->denominator,
		            field_spec(FIELD_UNIT)->name);
	}
}

/* The decimals of a figure that came with more than people write: the unit's own. Where
 * the unit is printed whole and the figure is not, or it would print as 0, as many as are
 * shown at all. */
static int decimals_of_computed(const struct value *value, const struct unit *unit)
{
	int own = unit_decimals(unit);
	bool is_lost = ratio_sign(value->stated) != 0 &&
	               ratio_sign(ratio_round(value->stated, own)) == 0;
	if (own > 0 && !is_lost)
		return own;
	int needed = number_decimals(ratio_round(value->stated, DECIMALS_SHOWN_MAX));
	if (is_lost && needed == 0)
		needed = DECIMALS_SHOWN_MAX;
	return needed > own ? needed : own;
}

/* Reads a figure with its counts. `*absence_out` says why there is none. */
static struct value read_figure(struct row_reading *r, const struct figure_cells *cells,
                                enum absence *absence_out)
{
	struct value value = { 0 };
	struct err err;
	*absence_out = ABSENCE_NOT_SAID;
	bool understood = true;
	if (value_read_cell(text_of(r, cells->value), &value, absence_out, &err) != OK) {
		fault(r, cells->value, err.text);
		understood = false;
	} else if (is_other_scale(r, cells->value)) {
		fault_unit(r, cells->value, "scale");
		understood = false;
	}
	if (value.stated_decimals > DECIMALS_SHOWN_MAX)
		value.stated_decimals = decimals_of_computed(&value, &r->indicator->unit);
	understood &= read_count(r, cells->numerator, &value.has_numerator, &value.numerator);
	understood &= read_count(r, cells->denominator, &value.has_denominator,
	                         &value.denominator);
	if (!understood) {
		value.is_known = false;
		*absence_out = ABSENCE_NOT_UNDERSTOOD;
	} else if (value_has_counts(&value)) {
		use_counts(r, cells, &value);
	}
	if (value.is_known)
		*absence_out = ABSENCE_NOT_SAID;
	return value;
}

static void read_target(struct row_reading *r, enum scorecard_field field)
{
	struct err err;
	if (target_read(text_of(r, field), place(r, field), &err) != OK)
		fault(r, field, err.text);
}

/* The line's own rule, else its tolerance, else the default of the file. */
static void read_rule(struct row_reading *r)
{
	struct err err;
	struct rule *rule = &r->line->rule;
	bool has_tolerance = text_of(r, FIELD_TOLERANCE).len != 0;
	if (text_of(r, FIELD_RULE).len) {
		if (rule_read(text_of(r, FIELD_RULE), rule, &err) != OK)
			fault(r, FIELD_RULE, err.text);
		if (!has_tolerance)
			return;
		scorecard_keep_extra(r->maker->arena, r->line, r->row->headers[FIELD_TOLERANCE],
		                     text_of(r, FIELD_TOLERANCE));
		finding_add(r->maker->findings,
		            finding_at(r, "line.two_rules", FINDING_NOTE, FIELD_TOLERANCE),
		            "the line has a rule as well ('%.*s'), and the rule is used",
		            STR_ARGS(text_of(r, FIELD_RULE)));
	} else if (has_tolerance) {
		if (rule_read_tolerance(text_of(r, FIELD_TOLERANCE), rule, &err) != OK)
			fault(r, FIELD_TOLERANCE, err.text);
	} else {
		*rule = r->maker->default_rule;
	}
}

static void read_stated_status(struct row_reading *r)
{
	struct err err;
	if (stated_status_read(text_of(r, FIELD_STATED_STATUS), &r->line->stated, &err) != OK)
		fault(r, FIELD_STATED_STATUS, err.text);
}

/* "yes", "provisional", "final", "partial", "80% entered". */
static void read_provisional(struct row_reading *r)
{
	struct str text = text_of(r, FIELD_PROVISIONAL);
	struct line *line = r->line;
	struct str rest = text;
	struct number number;
	bool is_provisional;
	if (read_yes_no(text, &is_provisional)) {
		line->confidence = is_provisional ? CONFIDENCE_PROVISIONAL : CONFIDENCE_FINAL;
	} else if (confidence_read(text, &line->confidence)) {
		return;
	} else if (number_scan(&rest, &number, NULL) == OK && number.written == UNIT_PERCENT &&
	           str_starts_nocase(rest, STR("entered")) && number.decimals == 0 &&
	           number.value.num >= 0 && number.value.num <= 100) {
		line->confidence = CONFIDENCE_PARTIAL;
		line->entered_percent = (int)number.value.num;
	} else {
		expected(r, FIELD_PROVISIONAL,
		         "yes, no, final, provisional, partial, estimated or for example "
		         "80% entered");
	}
}

/* Cells that follow no common pattern. */
static void read_own(struct row_reading *r, enum scorecard_field field)
{
	struct str text = text_of(r, field);
	switch ((int)field) {
	case FIELD_FREQUENCY:
		if (!frequency_read(text, &r->indicator->frequency))
			expected(r, field, "monthly, quarterly, termly, half-yearly or annual");
		break;
	case FIELD_HIGHLIGHT:
		if (!read_yes_no(text, &r->indicator->is_highlight))
			expected(r, field, "yes or no");
		break;
	case FIELD_COHORT:
		if (!read_count(r, field, &r->line->has_cohort, &r->line->cohort))
			r->line->has_cohort = false;
		break;
	case FIELD_STATED_STATUS:
		read_stated_status(r);
		break;
	case FIELD_PROVISIONAL:
		read_provisional(r);
		break;
	case FIELD_RECOVERY_DUE: /* "when the team is full" is an answer too */
		if (!read_date(text, &r->line->commentary.recovery_due))
			r->line->commentary.recovery_text = text;
		break;
	default:
		break; /* unit, polarity and rule are read by name */
	}
}

/* A cell that stands for itself and is not empty. */
static void read_plain(struct row_reading *r, enum scorecard_field field)
{
	struct str text = text_of(r, field);
	switch (field_spec(field)->kind) {
	case FIELD_KIND_LINE_TEXT:
	case FIELD_KIND_INDICATOR_TEXT:
		*(struct str *)place(r, field) = text;
		break;
	case FIELD_KIND_PERIOD:
		*(struct period *)place(r, field) = period_read(text);
		keep_if_longer(r, field, PERIOD_LABEL_BYTES);
		break;
	case FIELD_KIND_DATE:
		if (!read_date(text, place(r, field)))
			expected(r, field, "a date, for example 2013-12-31 or 31/12/2013");
		break;
	case FIELD_KIND_TARGET:
		read_target(r, field);
		break;
	case FIELD_KIND_OWN:
		read_own(r, field);
		break;
	case FIELD_KIND_FIGURE: /* with their counts, once the unit is known */
	case FIELD_KIND_COUNT:
	case FIELD_KIND_FORM:
		break;
	}
}

/* Which of the other columns is judged when there is no current value: the one of
 * the period's own length, else year to date, quarter, month. */
static const struct value *choose_value(const struct line *line, enum scorecard_field *from_out)
{
	const struct {
		const struct value *value;
		enum scorecard_field field;
		bool is_own;
	} choices[] = {
		{ &line->year_to_date, FIELD_YTD_VALUE, true },
		{ &line->quarter, FIELD_QUARTER_VALUE, line->period.kind == PERIOD_QUARTER },
		{ &line->month, FIELD_MONTH_VALUE, line->period.kind == PERIOD_MONTH },
	};
	const struct value *chosen = NULL;
	for (size_t i = 0; i < COUNT_OF(choices); i++)
		if (choices[i].value->is_known && (!chosen || choices[i].is_own)) {
			chosen = choices[i].value;
			*from_out = choices[i].field;
		}
	return chosen;
}

static bool has_current_value(const struct row_reading *r)
{
	return has_text(r, FIELD_CURRENT_VALUE) || has_text(r, FIELD_NUMERATOR) ||
	       has_text(r, FIELD_DENOMINATOR);
}

static void settle_value(struct row_reading *r)
{
	struct line *line = r->line;
	enum scorecard_field from;
	if (!has_current_value(r)) {
		const struct value *chosen = choose_value(line, &from);
		if (chosen) {
			line->value = *chosen;
			line->value_is_chosen = true;
			finding_add(r->maker->findings,
			            finding_at(r, "line.value_chosen", FINDING_NOTE, from),
			            "there is no current value, so this figure is judged");
		}
	} else if (!line->value.is_known && line->absence == ABSENCE_NOT_SAID &&
	           line->value.has_numerator != line->value.has_denominator) {
		finding_add(r->maker->findings,
		            finding_at(r, "line.no_figure", FINDING_WARNING,
		                       line->value.has_numerator ? FIELD_NUMERATOR
		                                                 : FIELD_DENOMINATOR),
		            "one count alone gives no figure; expected the figure itself, or "
		            "numerator and denominator");
	}
}

static void read_figures(struct row_reading *r)
{
	for (size_t i = 0; i < COUNT_OF(FIGURES); i++) {
		const struct figure_cells *cells = &FIGURES[i];
		enum absence absence;
		if (!has_text(r, cells->value) && !has_text(r, cells->numerator) &&
		    !has_text(r, cells->denominator))
			continue;
		*(struct value *)place(r, cells->value) = read_figure(r, cells, &absence);
		if (cells->value == FIELD_CURRENT_VALUE)
			r->line->absence = absence;
	}
	settle_value(r);
}

/* Where zero would say something: no date, not said. */
static void set_nothing_said(struct line *line, struct indicator *indicator)
{
	*indicator = (struct indicator){ .target_review = DATE_NONE, .lag_days = -1 };
	*line = (struct line){
		.indicator = indicator,
		.period = period_read((struct str){ 0 }),
		.previous_period = period_read((struct str){ 0 }),
		.baseline_period = period_read((struct str){ 0 }),
		.entered_percent = -1,
		.unreported = { .since = DATE_NONE, .expected = DATE_NONE },
		.taken_on = DATE_NONE,
		.target_set_on = DATE_NONE,
		.rule_set_on = DATE_NONE,
		.commentary = { .action_due = DATE_NONE, .recovery_due = DATE_NONE },
	};
	for (size_t i = 0; i < COMPARATOR_COUNT; i++)
		line->comparators[i].period = period_read((struct str){ 0 });
}

/* A reason why there is no figure says which kind of none it is; beside a figure it is
 * a contradiction. */
static void settle_unreported(struct row_reading *r)
{
	struct line *line = r->line;
	if (line->unreported.why.len == 0)
		return;
	if (!line->value.is_known) {
		line->absence = ABSENCE_NOT_COLLECTABLE;
		return;
	}
	finding_add(r->maker->findings,
	            finding_at(r, "line.unreported_figure", FINDING_WARNING,
	                       FIELD_UNREPORTED_WHY),
	            "there is a figure and a reason why there is none; the figure is used");
	line->unreported.why = (struct str){ 0 };
}

/* "No" and a dash say that there is no break. */
static void read_break(struct line *line)
{
	bool is_broken = true;
	if (line->break_note.len == 0 || str_equal(line->break_note, STR("-")) ||
	    (read_yes_no(line->break_note, &is_broken) && !is_broken))
		line->break_note = (struct str){ 0 };
	line->breaks_from_previous = line->break_note.len != 0;
}

void scorecard_line_read(const struct line_maker *maker, const struct scorecard_row *row,
                         struct line *line)
{
	struct row_reading reading = {
		.maker = maker,
		.row = row,
		.line = line,
		.indicator = arena_new(maker->arena, 1, sizeof(struct indicator)),
	};
	set_nothing_said(line, reading.indicator);
	line->file = row->file;
	line->row = row->number;
	for (size_t f = 0; f < FIELD_COUNT; f++)
		if (row->texts[f].len)
			read_plain(&reading, (enum scorecard_field)f);
	read_unit(&reading);
	read_polarity(&reading);
	read_figures(&reading);
	settle_unreported(&reading);
	read_rule(&reading);
	read_break(line);
	if (reading.withhold)
		scorecard_withhold_status(line);
}
