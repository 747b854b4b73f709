/* A definition as plain sentences, for those who read an appendix and no program. */
#include "base/date.h"
#include "lang/format.h"
#include "lang/sentence_node.h"

static void put(struct buf *out, const struct definition *definition, const struct node *node)
{
	sentence_put_node(out, definition, node, 0);
}

static void put_date(struct buf *out, int32_t date)
{
	char text[DATE_WORDS_BYTES];
	buf_add(out, str_of(date_print_words(date, text)));
}

static void put_ages(struct buf *out, int from, int to)
{
	buf_format(out, "%d", from);
	if (to != from)
		buf_format(out, " to %d", to);
}

/* "the period", or what `rolling` makes of it. */
static void put_period(struct buf *out, const struct base *base)
{
	if (base->rolling_months > 0)
		buf_format(out, "the %d months that end with the period", base->rolling_months);
	else
		buf_add(out, STR("the period"));
}

static void put_clock(struct buf *out, const struct definition *definition)
{
	const struct base *base = &definition->base;
	switch (base->clock) {
	case CLOCK_NONE:
		buf_add(out, STR(" given for "));
		put_period(out, base);
		return;
	case CLOCK_WHEN:
		buf_add(out, STR(" whose "));
		put(out, definition, base->start);
		buf_add(out, STR(" lies in "));
		put_period(out, base);
		return;
	case CLOCK_WHILE:
	case CLOCK_DURING:
		buf_add(out, base->clock == CLOCK_WHILE ? STR(" running at the end of ")
		                                        : STR(" running at any time in "));
		put_period(out, base);
		buf_add(out, STR(", from "));
		put(out, definition, base->start);
		buf_add(out, STR(" to "));
		put(out, definition, base->end);
		return;
	case CLOCK_BIRTHDAY:
		buf_add(out, STR(" of children who reach an age of "));
		put_ages(out, base->from_age, base->to_age);
		buf_add(out, STR(" in "));
		put_period(out, base);
		return;
	case CLOCK_DUE:
		buf_add(out, STR(" for each due date of "));
		sentence_put_name(out, base->schedule_name);
		buf_add(out, STR(" in "));
		put_period(out, base);
		return;
	}
}

static void put_keys(struct buf *out, const struct definition *definition)
{
	const struct base *base = &definition->base;
	if (base->key_count == 0)
		return;
	buf_add(out, STR(", one for each "));
	for (size_t i = 0; i < base->key_count; i++) {
		buf_add(out, i > 0 ? STR(" and ") : STR(""));
		put(out, definition, base->keys[i]);
	}
	buf_format(out, " (the %s)", base->keeps_first ? "first" : "last");
}

/* "assessment records whose completed lies in the period and for which kind is initial" */
static void put_base(struct buf *out, const struct definition *definition)
{
	const struct base *base = &definition->base;
	sentence_put_name(out, base->type_name);
	buf_add(out, STR(" records"));
	put_clock(out, definition);
	for (size_t i = 0; i < base->condition_count; i++) {
		buf_add(out, i > 0 ? STR(", and ") : STR(", for which "));
		put(out, definition, base->conditions[i]);
	}
	put_keys(out, definition);
}

static void put_counted(struct buf *out, const struct definition *definition)
{
	put_base(out, definition);
	if (!definition->count)
		return;
	buf_add(out, STR("; of these, those for which "));
	put(out, definition, definition->count);
}

static void put_share(struct buf *out, const struct definition *definition)
{
	buf_add(out, STR("Of the "));
	put_base(out, definition);
	if (!definition->count)
		return;
	buf_add(out, STR(": the share for which "));
	put(out, definition, definition->count);
}

static void put_statistic(struct buf *out, const struct definition *definition)
{
	static const char *const WORDS[] = {
		[STATISTIC_COUNT] = "The number of the ",
		[STATISTIC_MEAN] = "The mean of ",
		[STATISTIC_MEDIAN] = "The median of ",
		[STATISTIC_SUM] = "The sum of ",
		[STATISTIC_QUANTILE] = "",
	};
	if (definition->statistic == STATISTIC_QUANTILE)
		buf_format(out, "The value at %d percent of ", definition->quantile);
	else
		buf_add(out, str_of(WORDS[definition->statistic]));
	if (definition->value) {
		put(out, definition, definition->value);
		buf_add(out, STR(" over the "));
	}
	put_counted(out, definition);
	if (definition->over_sum) {
		buf_add(out, STR("; divided by the sum of "));
		put(out, definition, definition->over_sum);
		buf_add(out, STR(" over the same records"));
	}
}

static void put_figure(struct buf *out, const struct definition *definition)
{
	bool is_share = definition->unit == LANG_UNIT_PERCENT &&
	                definition->statistic == STATISTIC_COUNT && definition->over_name.len == 0;
	if (is_share)
		put_share(out, definition);
	else
		put_statistic(out, definition);
	if (definition->over_name.len > 0)
		buf_format(out, "; divided by the number counted by %.*s",
		           STR_ARGS(definition->over_name));
	if (definition->is_per_population) {
		buf_format(out, "; per %lld of the population aged ",
		           (long long)definition->rate_per);
		put_ages(out, definition->population_from_age, definition->population_to_age);
	}
	buf_add_char(out, '.');
}

static void put_lets(struct buf *out, const struct definition *definition)
{
	for (size_t i = 0; i < definition->let_count; i++) {
		buf_add(out, STR(" Here "));
		sentence_put_name(out, definition->lets[i].name);
		buf_add(out, STR(" means: "));
		put(out, definition, definition->lets[i].value);
		buf_add_char(out, '.');
	}
}

static void put_step(struct buf *out, const struct definition *definition, const struct step *step)
{
	buf_add(out, step->after         ? STR("first ")
	             : step->is_repeated ? STR("; then every ")
	                                 : STR("; then "));
	put(out, definition, step->duration);
	buf_add(out, STR(" after "));
	if (step->after)
		put(out, definition, step->after);
	else
		buf_add(out, STR("the day held last"));
	if (step->condition) {
		buf_add(out, STR(" if "));
		put(out, definition, step->condition);
	}
}

static void put_schedules(struct buf *out, const struct definition *definition)
{
	for (size_t i = 0; i < definition->schedule_count; i++) {
		const struct schedule *schedule = &definition->schedules[i];
		buf_add(out, STR(" Due dates of "));
		sentence_put_name(out, schedule->name);
		buf_add(out, STR(", which are "));
		sentence_put_records(out, definition, schedule->events, 0);
		buf_add(out, STR(", are "));
		for (size_t j = 0; j < schedule->step_count; j++)
			put_step(out, definition, &schedule->steps[j]);
		buf_add_char(out, '.');
	}
}

static void put_rejections(struct buf *out, const struct definition *definition)
{
	for (size_t i = 0; i < definition->rejection_count; i++) {
		buf_add(out, STR(" Taken out and listed are records for which "));
		put(out, definition, definition->rejections[i].condition);
		buf_format(out, " (%.*s).", STR_ARGS(definition->rejections[i].reason));
	}
}

static void put_versions(struct buf *out, const struct definition *definition)
{
	for (size_t i = 0; i < definition->version_count; i++) {
		const struct version *version = &definition->versions[i];
		buf_add(out, STR(" From "));
		put_date(out, version->from);
		buf_add(out, STR(" the "));
		sentence_put_name(out, version->name);
		buf_add(out, STR(" is "));
		lang_format_node(version->value, out);
		buf_format(out, " (%.*s).", STR_ARGS(version->why));
	}
}

static void put_in_force(struct buf *out, const struct definition *definition)
{
	bool has_from = definition->in_force_from != DATE_NONE;
	bool has_to = definition->in_force_to != DATE_NONE;
	if (!has_from && !has_to)
		return;
	buf_add(out, STR(" In force"));
	if (has_from) {
		buf_add(out, STR(" from "));
		put_date(out, definition->in_force_from);
	}
	if (has_to) {
		buf_add(out, STR(" to "));
		put_date(out, definition->in_force_to);
	}
	buf_add_char(out, '.');
}

static void put_variants(struct buf *out, const struct definition *definition)
{
	for (size_t i = 0; i < definition->variant_count; i++) {
		const struct variant *variant = &definition->variants[i];
		buf_format(out, " %.*s is the same with ", STR_ARGS(variant->name));
		for (size_t j = 0; j < variant->setting_count; j++) {
			buf_add(out, j > 0 ? STR(" and a ") : STR("a "));
			sentence_put_name(out, variant->settings[j].name);
			buf_add(out, STR(" of "));
			lang_format_node(variant->settings[j].value, out);
		}
		buf_add_char(out, '.');
	}
}

void lang_sentence(const struct definition *definition, struct buf *out)
{
	put_figure(out, definition);
	put_lets(out, definition);
	put_schedules(out, definition);
	put_rejections(out, definition);
	put_versions(out, definition);
	put_in_force(out, definition);
	put_variants(out, definition);
}
