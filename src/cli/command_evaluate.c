/* Indicators worked out of the records of the workspace. */
#include <stdio.h>

#include "base/date.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/measuring.h"

enum { OPT_AS_KNOWN, OPT_BY, OPT_FORMAT, OPT_FROM, OPT_PERIOD, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_AS_KNOWN] = { "as-known-on", 0, "DATE", "with what was known at the end of that day" },
	[OPT_BY] = { "by", 0, NULL, "by team, age, sex and the definition's own breakdowns, too" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
	[OPT_FROM] = { "from", 0, "DATE", "no period that begins earlier" },
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "this period alone" },
};

static const struct dataset_column COLUMNS[] = {
	{ "indicator", "Indicator", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, NULL },
	{ "breakdown", "By", DATASET_TEXT, "all: the whole council" },
	{ "category", "Category", DATASET_TEXT, NULL },
	{ "value", "Value", DATASET_NUMBER, "in the indicator's unit, rounded once" },
	{ "numerator", "Numerator", DATASET_INTEGER, NULL },
	{ "denominator", "Denominator", DATASET_INTEGER, NULL },
	{ "in", "In", DATASET_INTEGER, "records counted and missed" },
	{ "counted", "Counted", DATASET_INTEGER, NULL },
	{ "rejected", "Rejected", DATASET_INTEGER, "cannot be decided, or rejected by rule" },
	{ "unit", "Unit", DATASET_TEXT, NULL },
	{ "state", "State", DATASET_TEXT, "why there is no value; empty when there is one" },
	{ "why", "Why not", DATASET_TEXT, "of what is not collectable: what was not delivered" },
};

/* "66.7"; empty when there is no value. */
static struct str value_words(const struct indicator_figure *figure, struct arena *arena)
{
	int decimals = lang_unit_decimals(figure->definition);
	int64_t rounded, scale = 1;
	if (!lang_value_rounded(figure->value, lang_unit_multiplier(figure->definition), decimals,
	                        &rounded))
		return (struct str){ 0 };
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	int64_t whole = rounded / scale, part = rounded % scale;
	const char *sign = rounded < 0 ? "-" : "";
	if (decimals == 0)
		return arena_format(arena, "%lld", (long long)rounded);
	return arena_format(arena, "%s%lld.%0*lld", sign, (long long)(whole < 0 ? -whole : whole),
	                    decimals, (long long)(part < 0 ? -part : part));
}

/* Numerator and denominator; of a count its number alone. Millionths are made whole where both
 * are. */
static void add_ratio(struct dataset *out, const struct lang_value *value, bool is_count)
{
	enum { MILLION = 1000000 };
	if (!value) {
		dataset_missing(out);
		dataset_missing(out);
		return;
	}
	bool is_scaled = value->denominator >= MILLION && value->denominator % MILLION == 0 &&
	                 value->numerator % MILLION == 0;
	dataset_integer(out, is_scaled ? value->numerator / MILLION : value->numerator);
	if (is_count)
		dataset_missing(out);
	else
		dataset_integer(out, is_scaled ? value->denominator / MILLION : value->denominator);
}

static enum status add_figure(void *context, const struct indicator_figure *figure,
                              struct err *err)
{
	struct dataset *out = context;
	char period[PERIOD_TEXT_BYTES];
	(void)err;
	bool has_value = figure->state == FIGURE_GIVEN && figure->value.has_value;
	dataset_row(out);
	dataset_text(out, figure->name);
	dataset_text(out, str_of(period_print(figure->period, period)));
	dataset_text(out, figure->breakdown);
	dataset_text(out, figure->category);
	if (has_value)
		dataset_number(out, value_words(figure, out->arena));
	else
		dataset_missing(out);
	add_ratio(out, has_value ? &figure->value : NULL,
	          figure->definition->unit == LANG_UNIT_COUNT);
	dataset_integer(out, figure->tally.in);
	dataset_integer(out, figure->tally.counted);
	dataset_integer(out, figure->tally.rejected);
	dataset_text(out, lang_unit_words(figure->definition, out->arena));
	dataset_text(out, str_of(figure_state_words(figure->state)));
	dataset_text(out, figure->why);
	return OK;
}

static enum status evaluate(struct call *call, const struct measuring *measuring,
                            struct dataset *out, struct err *err)
{
	const struct figure_sink sink = { out, add_figure };
	enum status st = OK;
	if (call->operand_count == 0)
		return evaluate_all(&measuring->evaluation, &sink, err);
	for (size_t i = 0; st == OK && i < call->operand_count; i++)
		st = evaluate_indicator(&measuring->evaluation, str_of(call->operands[i]), &sink,
		                        err);
	return st;
}

static enum status run(struct call *call, struct err *err)
{
	enum dataset_format format;
	auto_measuring measuring = { 0 };
	const struct measuring_wanted wanted = {
		.as_known_on = call->values[OPT_AS_KNOWN],
		.from = call->values[OPT_FROM],
		.period = call->values[OPT_PERIOD],
		.is_broken_down = call->values[OPT_BY] != NULL,
		.with_restricted = true,
	};
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK)
		st = measuring_open(call, &wanted, &measuring, err);
	if (st != OK)
		return st;
	struct dataset *out = dataset_new(call->arena, STR("figures"), STR("Figures"), COLUMNS,
	                                  COUNT_OF(COLUMNS));
	st = evaluate(call, &measuring, out, err);
	return st == OK ? dataset_print(out, format, stdout, err) : st;
}

const struct command command_evaluate = {
	.name = "evaluate",
	.operands = "[INDICATOR...]",
	.operands_min = 0,
	.operands_max = 1000,
	.summary = "works out indicators of the records of the workspace",
	.details =
		"Every definition, shipped or in the workspace's folder 'indicators', is worked "
		"out for every month, quarter, year to date, financial year and rolling year "
		"from the month of the first record to the last day that a delivery speaks of; "
		"or the indicators that are named, or one period. Numerator and denominator "
		"are exact; "
		"a record that cannot be decided is in neither and is counted as rejected.\n\n"
		"With --as-known-on the figures are those of that day: with the deliveries "
		"received by then, and no other.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
