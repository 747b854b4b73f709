#include "given.h"

/* "16/27" */
static struct value counts_of(const struct given *given, struct str text)
{
	struct str above;
	int64_t numerator, denominator;
	struct err err = { 0 };
	assert_true(str_split(&text, '/', &above));
	assert_ok(value_read_count(above, &numerator, &err), &err);
	assert_ok(value_read_count(text, &denominator, &err), &err);
	return value_from_counts(numerator, denominator, &given->indicator.unit);
}

static struct value figure_of(struct str text)
{
	struct value value;
	enum absence absence;
	struct err err = { 0 };
	assert_ok(value_read_cell(text, &value, &absence, &err), &err);
	return value;
}

static struct ratio ratio_read(struct str text)
{
	struct ratio value;
	struct err err = { 0 };
	assert_ok(ratio_parse(text, &value, NULL, &err), &err);
	return value;
}

/* "2013-14 Q1 57.1": a point of the history; "break" behind it marks a break. */
static void add_point(struct given *given, struct str text)
{
	assert_true(given->line.history_count < GIVEN_POINTS_MAX);
	struct point *point = &given->points[given->line.history_count++];
	if (str_ends_nocase(text, STR(" break"))) {
		point->breaks = true;
		text = str_slice(text, 0, text.len - 6);
	}
	size_t space = text.len;
	while (space > 0 && text.ptr[space - 1] != ' ')
		space--;
	point->value = figure_of(str_slice(text, space, text.len));
	point->period = period_read(str_trim(str_slice(text, 0, space)));
	given->line.history = given->points;
}

static bool read_text(struct given *given, struct str key, struct str text)
{
	struct line *line = &given->line;
	if (str_equal(key, STR("title")))
		given->indicator.title = text;
	else if (str_equal(key, STR("unit")))
		given->indicator.unit = unit_read(text);
	else if (str_equal(key, STR("period")))
		line->period = period_read(text);
	else if (str_equal(key, STR("previous_period")))
		line->previous_period = period_read(text);
	else if (str_equal(key, STR("baseline_period")))
		line->baseline_period = period_read(text);
	else if (str_equal(key, STR("last_known_period")))
		line->last_known_period = period_read(text);
	else if (str_equal(key, STR("trend")))
		line->stated_direction = text;
	else if (str_equal(key, STR("break")))
		line->breaks_from_previous = true, line->break_note = text;
	else
		return false;
	return true;
}

static bool read_figure(struct given *given, struct str key, struct str text)
{
	struct line *line = &given->line;
	const struct {
		const char *key;
		struct value *value;
	} figures[] = {
		{ "value", &line->value },
		{ "previous", &line->previous },
		{ "last_year", &line->last_year },
		{ "last_known", &line->last_known },
		{ "baseline", &line->baseline },
		{ "neighbours", &line->comparators[COMPARATOR_NEIGHBOURS].value },
		{ "region", &line->comparators[COMPARATOR_REGION].value },
		{ "england", &line->comparators[COMPARATOR_ENGLAND].value },
	};
	if (str_equal(key, STR("counts"))) {
		line->value = counts_of(given, text);
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(figures); i++) {
		struct str name = str_of(figures[i].key);
		if (str_equal(key, name)) {
			*figures[i].value = figure_of(text);
			return true;
		}
		if (str_starts_nocase(key, name) &&
		    str_equal(str_slice(key, name.len, key.len), STR("_counts"))) {
			*figures[i].value = counts_of(given, text);
			return true;
		}
	}
	return false;
}

static bool read_judging(struct given *given, struct str key, struct str text)
{
	struct line *line = &given->line;
	struct err err = { 0 };
	if (str_equal(key, STR("good")))
		assert_ok(polarity_read(text, &given->indicator.polarity, &err), &err);
	else if (str_equal(key, STR("target")))
		(void)!target_read(text, &line->target, NULL); /* unreadable ones are cases too */
	else if (str_equal(key, STR("profiled")))
		assert_ok(target_read(text, &line->profiled, &err), &err);
	else if (str_equal(key, STR("rule")))
		(void)!rule_read(text, &line->rule, NULL);
	else if (str_equal(key, STR("stated")))
		assert_ok(stated_status_read(text, &line->stated, &err), &err);
	else if (str_equal(key, STR("absent")))
		assert_true(absence_read(text, &line->absence));
	else if (str_equal(key, STR("confidence")))
		assert_true(confidence_read(text, &line->confidence));
	else if (str_equal(key, STR("entered")))
		line->entered_percent = (int)ratio_read(text).num;
	else if (str_equal(key, STR("history")))
		add_point(given, text);
	else
		return false;
	return true;
}

static bool read_setting(struct given *given, struct str key, struct str text)
{
	struct judge_settings *settings = &given->settings;
	if (str_equal(key, STR("dead_band")))
		settings->dead_band = ratio_read(text);
	else if (str_equal(key, STR("margin_share")))
		settings->margin_share = ratio_read(text);
	else if (str_equal(key, STR("as_printed")))
		settings->judge_as_printed = str_equal(text, STR("yes"));
	else if (str_equal(key, STR("unsure_is_no_change")))
		settings->unsure_is_no_change = str_equal(text, STR("yes"));
	else if (str_equal(key, STR("move_limit")))
		settings->has_move_limit = true, settings->move_limit = ratio_read(text);
	else
		return false;
	return true;
}

void given_read(struct str words, struct given *out)
{
	*out = (struct given){ .settings = judge_settings_default() };
	out->line.indicator = &out->indicator;
	out->line.entered_percent = -1;
	struct str pair, key;
	while (str_split(&words, ';', &pair)) {
		if (str_trim(pair).len == 0 || !str_split(&pair, '=', &key))
			continue;
		key = str_trim(key);
		struct str text = str_trim(pair);
		if (!read_text(out, key, text) && !read_figure(out, key, text) &&
		    !read_judging(out, key, text) && !read_setting(out, key, text))
			fail_msg("'%.*s' is not a key of a judging case", STR_ARGS(key));
	}
}

struct judgement given_judged(const char *words, struct given *out)
{
	struct judgement judgement;
	given_read(str_of(words), out);
	judge_line(&out->line, &out->settings, &judgement);
	return judgement;
}
