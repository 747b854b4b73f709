#include "digest/figures.h"

#include <stdio.h>

#include "digest/cell.h"
#include "judge/sentence.h"

enum { SENTENCE_MAX_BYTES = 64 * 1024 };

static const struct dataset_column FIGURES[] = {
	{ "indicator_ref", "Reference", DATASET_TEXT, "as the council numbers it" },
	{ "indicator_title", "Indicator", DATASET_TEXT, NULL },
	{ "section", "Section", DATASET_TEXT, "levels joined by >" },
	{ "unit", "Unit", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, "2013-14 is a financial year, Q3 its quarter" },
	{ "value", "Value", DATASET_NUMBER, "as printed, in the unit" },
	{ "numerator", "Numerator", DATASET_INTEGER, NULL },
	{ "denominator", "Denominator", DATASET_INTEGER, NULL },
	{ "lower", "Lower bound", DATASET_NUMBER, "of the 95% interval, in the unit" },
	{ "upper", "Upper bound", DATASET_NUMBER, "of the 95% interval, in the unit" },
	{ "target", "Target", DATASET_TEXT, NULL },
	{ "rule", "Rating rule", DATASET_TEXT, NULL },
	{ "status", "Status", DATASET_TEXT, "green, amber, red or empty" },
	{ "state", "State", DATASET_TEXT, "why there is a status, or none" },
	{ "direction", "Direction", DATASET_TEXT, "better, worse, same, not comparable" },
	{ "certainty", "Certainty", DATASET_TEXT, "clear, unsure, not tested" },
	{ "basis", "Compared with", DATASET_TEXT, NULL },
	{ "previous_value", "Previous value", DATASET_NUMBER, "of that basis" },
	{ "change", "Change", DATASET_NUMBER, "now less then" },
	{ "change_unit", "Unit of the change", DATASET_TEXT, NULL },
	{ "neighbours", "Statistical neighbours", DATASET_NUMBER, NULL },
	{ "region", "Region", DATASET_NUMBER, NULL },
	{ "england", "England", DATASET_NUMBER, NULL },
	{ "sentence", "In words", DATASET_TEXT, NULL },
	/* Added after the columns above, which are fixed. */
	{ "authority", "Authority", DATASET_TEXT, NULL },
	{ "report", "Report", DATASET_TEXT, NULL },
	{ "scorecard", "Scorecard", DATASET_TEXT, NULL },
	{ "owner", "Owner", DATASET_TEXT, NULL },
	{ "polarity", "Good is", DATASET_TEXT, "high, low, band or none" },
	{ "month_value", "Month", DATASET_NUMBER, NULL },
	{ "quarter_value", "Quarter", DATASET_NUMBER, NULL },
	{ "ytd_value", "Year to date", DATASET_NUMBER, NULL },
	{ "projected_value", "Projected", DATASET_NUMBER, NULL },
	{ "stated_status", "Stated status", DATASET_TEXT, "as the source printed it" },
	{ "stated_direction", "Stated direction", DATASET_TEXT, "as the source printed it" },
	{ "shows", "What it shows", DATASET_TEXT, NULL },
	{ "why", "Why", DATASET_TEXT, NULL },
	{ "action", "Action", DATASET_TEXT, NULL },
	{ "action_owner", "Action owner", DATASET_TEXT, NULL },
	{ "action_due", "Action due", DATASET_DATE, NULL },
	{ "recovery_due", "Recovery due", DATASET_DATE, NULL },
	{ "note", "Note", DATASET_TEXT, NULL },
	{ "file", "File", DATASET_TEXT, "where the figure came from" },
	{ "row", "Row", DATASET_INTEGER, NULL },
};

static void add_text(struct dataset *out, struct str text)
{
	if (text.len)
		dataset_text(out, text);
	else
		dataset_missing(out);
}

static void add_value(struct dataset *out, const struct value *value, const struct unit *unit)
{
	char text[VALUE_TEXT_BYTES];
	if (value->is_known)
		dataset_number(out, str_of(value_print_bare(value, unit, text)));
	else
		dataset_missing(out);
}

static void add_count(struct dataset *out, bool is_known, int64_t count)
{
	if (is_known)
		dataset_integer(out, count);
	else
		dataset_missing(out);
}

static void add_bound(struct dataset *out, const struct judgement *judgement, double bound,
                      int decimals)
{
	char text[64];
	snprintf(text, sizeof(text), "%.*f", decimals, bound);
	if (judgement->interval == INTERVAL_NONE)
		dataset_missing(out);
	else
		dataset_number(out, str_of(text));
}

static void add_rating(struct dataset *out, const struct line *line,
                       const struct judgement *judgement)
{
	char target[TARGET_TEXT_BYTES], rule[RULE_TEXT_BYTES];
	if (line->target.kind == TARGET_NOT_GIVEN)
		dataset_missing(out);
	else
		dataset_text(out, str_of(target_print(&line->target, &line->indicator->unit,
		                                      target)));
	add_text(out, line->rule.kind == RULE_UNREADABLE ? line->rule.text
	                                                 : str_of(rule_print(&line->rule, rule)));
	add_text(out, str_of(rating_word(judgement->rating)));
	add_text(out, str_of(state_word(judgement->state)));
}

static void add_change(struct dataset *out, const struct line *line,
                       const struct change *change)
{
	char text[RATIO_TEXT_BYTES];
	add_text(out, str_of(direction_word(change->direction)));
	add_text(out, str_of(certainty_word(change->certainty)));
	add_text(out, str_of(compared_word(change->with)));
	add_value(out, &change->from, &line->indicator->unit);
	if (change->with == COMPARED_NOTHING || !line->value.is_known) {
		dataset_missing(out);
		dataset_missing(out);
		return;
	}
	dataset_number(out, str_of(ratio_print(change->difference, change_decimals(line, change),
	                                       text)));
	add_text(out, str_of(unit_change_word(&line->indicator->unit)));
}

static void add_identity(struct dataset *out, const struct line *line)
{
	char unit[UNIT_TEXT_BYTES], period[PERIOD_TEXT_BYTES];
	add_text(out, line->indicator->ref);
	add_text(out, line->indicator->title);
	add_text(out, line->section);
	add_text(out, str_of(unit_print(&line->indicator->unit, unit)));
	add_text(out, str_of(period_print(&line->period, period)));
}

static void add_more(struct dataset *out, const struct line *line)
{
	const struct unit *unit = &line->indicator->unit;
	add_text(out, line->authority);
	add_text(out, line->report);
	add_text(out, line->scorecard);
	add_text(out, line->indicator->owner);
	dataset_text(out, str_of(polarity_word(line->indicator->polarity.polarity)));
	add_value(out, &line->month, unit);
	add_value(out, &line->quarter, unit);
	add_value(out, &line->year_to_date, unit);
	add_value(out, &line->projected, unit);
	add_text(out, line->stated.text);
	add_text(out, line->stated_direction);
	add_text(out, line->commentary.shows);
	add_text(out, line->commentary.why);
	add_text(out, line->commentary.action);
	add_text(out, line->commentary.action_owner);
	dataset_date(out, line->commentary.action_due);
	dataset_date(out, line->commentary.recovery_due);
	add_text(out, line->note);
	add_text(out, line->file);
	add_count(out, line->row > 0, line->row);
}

static void add_figure(struct dataset *out, const struct line *line,
                       const struct judgement *judgement, const struct judge_settings *settings)
{
	const struct unit *unit = &line->indicator->unit;
	int decimals = value_decimals(&line->value, unit);
	auto_buf sentence = buf_init(SENTENCE_MAX_BYTES);
	judge_sentence(line, judgement, settings, &sentence);

	dataset_row(out);
	add_identity(out, line);
	add_value(out, &line->value, unit);
	add_count(out, line->value.has_numerator, line->value.numerator);
	add_count(out, line->value.has_denominator, line->value.denominator);
	add_bound(out, judgement, judgement->lower, decimals);
	add_bound(out, judgement, judgement->upper, decimals);
	add_rating(out, line, judgement);
	add_change(out, line, &judgement->change);
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++)
		add_value(out, &line->comparators[kind].value, unit);
	add_text(out, buf_view(&sentence));
	add_more(out, line);
}

struct dataset *figures_dataset(const struct digest_input *input, struct arena *arena)
{
	struct dataset *out = dataset_new(arena, STR("figures"), STR("Figures"), FIGURES,
	                                  COUNT_OF(FIGURES));
	for (size_t i = 0; i < input->all_count; i++)
		add_figure(out, &input->all[i], &input->all_judgements[i],
		           &input->options.settings);
	return out;
}

static const struct dataset_column HISTORY[] = {
	{ "indicator_ref", "Reference", DATASET_TEXT, NULL },
	{ "indicator_title", "Indicator", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, NULL },
	{ "value", "Value", DATASET_NUMBER, "as printed, in the unit" },
	{ "numerator", "Numerator", DATASET_INTEGER, NULL },
	{ "denominator", "Denominator", DATASET_INTEGER, NULL },
	{ "target", "Target", DATASET_TEXT, "as it was then" },
	{ "break", "Break before it", DATASET_TEXT, "why it does not compare with the one before" },
};

struct dataset *history_dataset(const struct digest_input *input, struct arena *arena)
{
	struct dataset *out = dataset_new(arena, STR("history"), STR("Earlier figures"), HISTORY,
	                                  COUNT_OF(HISTORY));
	for (size_t i = 0; i < input->count; i++) {
		const struct line *line = &input->lines[i];
		for (size_t j = 0; j < line->history_count; j++) {
			const struct point *point = &line->history[j];
			char period[PERIOD_TEXT_BYTES], target[TARGET_TEXT_BYTES];
			const struct target *aim = point->profiled.kind != TARGET_NOT_GIVEN
			                                   ? &point->profiled
			                                   : &point->target;
			dataset_row(out);
			add_text(out, line->indicator->ref);
			add_text(out, line->indicator->title);
			add_text(out, str_of(period_print(&point->period, period)));
			add_value(out, &point->value, &line->indicator->unit);
			add_count(out, point->value.has_numerator, point->value.numerator);
			add_count(out, point->value.has_denominator, point->value.denominator);
			if (aim->kind == TARGET_NOT_GIVEN)
				dataset_missing(out);
			else
				dataset_text(out, str_of(target_print(aim, &line->indicator->unit,
				                                      target)));
			add_text(out, point->break_note);
		}
	}
	return out;
}

static const struct dataset_column FINDINGS[] = {
	{ "severity", "Severity", DATASET_TEXT, "error, warning or note" },
	{ "rule", "Rule", DATASET_TEXT, "a stable name" },
	{ "file", "File", DATASET_TEXT, NULL },
	{ "row", "Row", DATASET_INTEGER, NULL },
	{ "column", "Column", DATASET_TEXT, NULL },
	{ "subject", "Indicator", DATASET_TEXT, NULL },
	{ "message", "Message", DATASET_TEXT, NULL },
};

struct dataset *findings_dataset(const struct digest_input *input, struct arena *arena)
{
	struct dataset *out = dataset_new(arena, STR("findings"), STR("Doubts about the data"),
	                                  FINDINGS, COUNT_OF(FINDINGS));
	for (size_t i = 0; i < input->findings->count; i++) {
		const struct finding *finding = &input->findings->items[i];
		dataset_row(out);
		dataset_text(out, str_of(finding_severity_word(finding->severity)));
		dataset_text(out, str_of(finding->rule));
		add_text(out, finding->file);
		add_count(out, finding->row > 0, finding->row);
		add_text(out, finding->column);
		add_text(out, finding->subject);
		add_text(out, finding->message);
	}
	return out;
}
