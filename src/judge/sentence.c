#include "judge/sentence.h"

#include <assert.h>

#include "figure/number.h"
#include "judge/noun.h"

static void add(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

/* Appends `text` with its first letter in capitals (our own words are ASCII). */
static void add_capital(struct buf *out, struct str text)
{
	if (text.len == 0)
		return;
	buf_add_char(out, char_upper(text.ptr[0]));
	buf_add(out, str_slice(text, 1, text.len));
}

static const struct unit *unit_of(const struct line *line)
{
	return &line->indicator->unit;
}

/* "59.3%", or "59.3% (16 of 27)". */
static void add_figure(const struct line *line, const struct value *value, struct buf *out)
{
	char text[VALUE_TEXT_BYTES];
	add(out, value_print(value, unit_of(line), text));
	if (unit_has_denominator(unit_of(line)) && value_has_counts(value))
		buf_format(out, " (%s)", value_print_counts(value, text));
}

int change_decimals(const struct line *line, const struct change *change)
{
	int now = value_decimals(&line->value, unit_of(line));
	int then = value_decimals(&change->from, unit_of(line));
	return now > then ? now : then;
}

void judge_difference_words(const struct line *line, const struct change *change,
                            struct buf *out)
{
	struct ratio size = ratio_absolute(change->difference);
	int decimals = change_decimals(line, change);
	if (ratio_sign(size) != 0 && ratio_sign(ratio_round(size, decimals)) == 0) {
		int64_t steps = 1;
		for (int i = 0; i < decimals; i++)
			steps *= 10;
		size = ratio_of(1, steps);
		add(out, "less than ");
	}
	if (unit_of(line)->kind == UNIT_MONEY) {
		char money[VALUE_TEXT_BYTES];
		add(out, value_print_number(size, unit_of(line), decimals, money));
		return;
	}
	char number[RATIO_TEXT_BYTES];
	add(out, number_print(size, decimals, number));
	const char *word = unit_change_word(unit_of(line));
	bool is_one = str_equal(str_of(number), STR("1"));
	if (is_one && unit_of(line)->kind == UNIT_PERCENT)
		word = "point";
	else if (is_one && unit_of(line)->kind == UNIT_DAYS)
		word = "day";
	if (word[0])
		buf_format(out, " %s", word);
}

/* "the same period last year (47.4%, 9 of 19)". */
static void add_earlier(const struct line *line, const struct change *change, struct buf *out)
{
	static const char *const NAMES[COMPARED_COUNT] = {
		[COMPARED_NOTHING] = "",
		[COMPARED_LAST_PERIOD] = "last period",
		[COMPARED_LAST_YEAR] = "the same period last year",
		[COMPARED_YEAR_END] = "the year end",
		[COMPARED_BASELINE] = "the baseline",
		[COMPARED_EARLIER] = "", /* its period alone */
	};
	char text[VALUE_TEXT_BYTES];
	add(out, NAMES[change->with]);
	bool has_period = change->with == COMPARED_LAST_PERIOD ||
	                  change->with == COMPARED_YEAR_END || change->with == COMPARED_EARLIER;
	if (has_period && period_is_dated(&change->from_period)) {
		char period[PERIOD_TEXT_BYTES];
		buf_format(out, "%s%s", NAMES[change->with][0] ? ", " : "",
		           period_print_words(&change->from_period, period));
	}
	buf_format(out, " (%s", value_print(&change->from, unit_of(line), text));
	if (unit_has_denominator(unit_of(line)) && value_has_counts(&change->from))
		buf_format(out, ", %s", value_print_counts(&change->from, text));
	add(out, ")");
}

/* How sure the change is, as a clause; nothing where there is nothing to test. */
static void add_certainty(const struct line *line, const struct change *change,
                          const struct judge_settings *settings, struct buf *out)
{
	bool is_few = unit_of(line)->kind == UNIT_PERCENT &&
	              line->value.denominator < settings->one_case_below;
	switch (change->certainty) {
	case CERTAINTY_CLEAR:
		add(out, "; more than usual variation would explain");
		return;
	case CERTAINTY_UNSURE:
		if (is_few)
			buf_format(out, "; too few %s to be sure",
			           noun_of_case(line->indicator).many);
		else
			add(out, "; no more than usual variation would explain");
		return;
	case CERTAINTY_NOT_TESTED:
		/* Counts that make no share (28 of 27) are a finding of their own. */
		if (value_has_counts(&line->value))
			return;
		if (unit_of(line)->kind == UNIT_PERCENT || unit_of(line)->kind == UNIT_RATE)
			add(out, "; not tested: no counts given");
		return;
	case CERTAINTY_COUNT:
		break;
	}
	assert(false);
}

/* "higher than" and the like, for changes that better and worse do not fit. */
static const char *movement_word(const struct line *line, const struct change *change)
{
	bool is_up = ratio_sign(change->difference) > 0;
	if (unit_of(line)->kind == UNIT_COUNT)
		return is_up ? "more than" : "fewer than";
	return is_up ? "higher than" : "lower than";
}

/* What a change in a band, or in a bare count, is worth. */
static const char *worth_clause(bool is_band, enum direction direction)
{
	if (direction == DIRECTION_BETTER)
		return is_band ? ", which is nearer" : ", which is better";
	if (direction == DIRECTION_WORSE)
		return is_band ? ", which is further away" : ", which is worse";
	return "";
}

static bool is_either_way(enum direction direction)
{
	return direction == DIRECTION_BETTER || direction == DIRECTION_WORSE;
}

static bool is_band_line(const struct line *line)
{
	return line->rule.kind == RULE_BAND || line->target.kind == TARGET_RANGE ||
	       line->indicator->polarity.polarity == POLARITY_BAND;
}

static void add_same(const struct line *line, const struct change *change, struct buf *out)
{
	if (ratio_sign(change->difference) == 0) {
		add(out, "the same as ");
		add_earlier(line, change, out);
		return;
	}
	judge_difference_words(line, change, out);
	buf_format(out, " %s ", movement_word(line, change));
	add_earlier(line, change, out);
	add(out, is_band_line(line) ? ", neither nearer nor further away"
	                            : ", too little to call a change");
}

void judge_change_words(const struct line *line, const struct change *change,
                        const struct judge_settings *settings, struct buf *out)
{
	if (change->with == COMPARED_NOTHING)
		return;
	if (change->direction == DIRECTION_NOT_COMPARABLE) {
		add(out, "not compared with ");
		add_earlier(line, change, out);
		buf_format(out, ": %s", incomparable_words(change->reason));
		if (change->note.len > 0)
			buf_format(out, " (%.*s)", STR_ARGS(change->note));
		return;
	}
	if (change->direction == DIRECTION_SAME) {
		add_same(line, change, out);
		return;
	}
	bool is_unclear = settings->unsure_is_no_change && is_either_way(change->direction) &&
	                  change->certainty == CERTAINTY_UNSURE;
	if (is_unclear)
		add(out, "no clear change: ");
	judge_difference_words(line, change, out);
	bool has_size_word = unit_change_word(unit_of(line))[0] != '\0';
	if (is_either_way(change->direction) && has_size_word && !is_unclear &&
	    !is_band_line(line)) {
		buf_format(out, " %s than ", direction_word(change->direction));
		add_earlier(line, change, out);
	} else {
		buf_format(out, " %s ", movement_word(line, change));
		add_earlier(line, change, out);
		if (!is_unclear)
			add(out, worth_clause(is_band_line(line), change->direction));
	}
	add_certainty(line, change, settings, out);
}

/* "statistical neighbours (21.5%, 2016-17)". */
static void add_comparator(const struct line *line, const struct comparison *comparison,
                           enum comparator_kind kind, struct buf *out)
{
	char text[VALUE_TEXT_BYTES];
	buf_format(out, "%s (%s", comparator_word(kind),
	           value_print(&line->comparators[kind].value, unit_of(line), text));
	if (comparison->period.kind != PERIOD_NONE &&
	    !period_equal(&comparison->period, &line->period)) {
		char period[PERIOD_TEXT_BYTES];
		buf_format(out, ", %s", period_print_words(&comparison->period, period));
	}
	add(out, ")");
}

/* "below, which is better than, ", "level with ", "above ". */
static void add_standing(const struct comparison *comparison, struct buf *out)
{
	if (comparison->position == POSITION_AT) {
		add(out, "level with ");
		return;
	}
	add(out, position_word(comparison->position));
	if (comparison->standing == STANDING_BETTER)
		add(out, ", which is better than,");
	else if (comparison->standing == STANDING_WORSE)
		add(out, ", which is worse than,");
	add(out, " ");
}

void judge_comparator_words(const struct line *line, const struct judgement *judgement,
                            enum comparator_kind kind, struct buf *out)
{
	const struct comparison *comparison = &judgement->comparators[kind];
	if (comparison->position == POSITION_NONE)
		return;
	add_standing(comparison, out);
	add_comparator(line, comparison, kind, out);
}

/* Appends the comparators chosen by a bit each, as "A, B and C". */
static void add_comparators(const struct line *line, const struct judgement *judgement,
                            unsigned chosen, struct buf *out)
{
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		if (!(chosen & 1U << kind))
			continue;
		add_comparator(line, &judgement->comparators[kind], (enum comparator_kind)kind,
		               out);
		unsigned left = chosen >> (kind + 1);
		if (left)
			add(out, (left & (left - 1)) ? ", " : " and ");
	}
}

/* One sentence for the comparators that stand alike. */
static void add_comparator_sentences(const struct line *line, const struct judgement *judgement,
                                     struct buf *out)
{
	/* The one that is the target has been told. */
	unsigned told = judgement->goal.is_comparator ? 1U << judgement->goal.comparator : 0;
	for (int first = 0; first < COMPARATOR_COUNT; first++) {
		const struct comparison *comparison = &judgement->comparators[first];
		if (comparison->position == POSITION_NONE || (told & 1U << first))
			continue;
		unsigned alike = 0;
		for (int kind = first; kind < COMPARATOR_COUNT; kind++) {
			const struct comparison *other = &judgement->comparators[kind];
			if (!(told & 1U << kind) && other->position == comparison->position &&
			    other->standing == comparison->standing)
				alike |= 1U << kind;
		}
		told |= alike;
		auto_buf words = buf_init(256);
		add_standing(comparison, &words);
		add(out, " ");
		add_capital(out, buf_view(&words));
		add_comparators(line, judgement, alike, out);
		add(out, ".");
	}
}

/* "12% to 18%", in the unit. */
static void add_band(const struct line *line, const struct goal *goal, struct buf *out)
{
	char low[VALUE_TEXT_BYTES];
	char high[VALUE_TEXT_BYTES];
	buf_format(out, "%s to %s", value_print_number(goal->low, unit_of(line), -1, low),
	           value_print_number(goal->high, unit_of(line), -1, high));
}

/* One's own earlier figure, or another's, and its number: "England (55%)". */
static void add_borrowed(const struct line *line, const struct goal *goal, struct buf *out)
{
	static const char *const NAMES[BASIS_COUNT] = {
		[BASIS_LAST_YEAR] = "last year's figure",
		[BASIS_LAST_PERIOD] = "last period's figure",
		[BASIS_BASELINE] = "the baseline",
	};
	char text[VALUE_TEXT_BYTES];
	buf_format(out, "%s (%s)",
	           goal->is_comparator ? comparator_word(goal->comparator) : NAMES[goal->basis],
	           value_print_number(goal->low, unit_of(line), -1, text));
}

void judge_conflict_words(const struct line *line, const struct judgement *judgement,
                          struct buf *out)
{
	unsigned better = 0;
	unsigned worse = 0;
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		if (judgement->conflicts[kind] == CONFLICT_MISSED_BUT_BETTER)
			better |= 1U << kind;
		else if (judgement->conflicts[kind] == CONFLICT_MET_BUT_WORSE)
			worse |= 1U << kind;
	}
	if (!better && !worse)
		return;
	const struct goal *goal = &judgement->goal;
	char target[TARGET_TEXT_BYTES];
	buf_format(out, "%s its target", better ? "misses" : "meets");
	if (goal->is_comparator || goal->is_earlier) {
		add(out, ", ");
		add_borrowed(line, goal, out);
		add(out, ",");
	} else {
		const struct target *held = goal->is_profiled ? &line->profiled : &line->target;
		buf_format(out, " (%s)", target_print(held, unit_of(line), target));
	}
	buf_format(out, " but is %s than ", better ? "better" : "worse");
	add_comparators(line, judgement, better ? better : worse, out);
}

/* What the figure is held against, as a noun: "target 75%", "the band 12% to 18%". */
static void add_goal(const struct line *line, const struct goal *goal, struct buf *out)
{
	char target[TARGET_TEXT_BYTES];
	if (goal->kind == GOAL_BAND) {
		add(out, "the band ");
		add_band(line, goal, out);
	} else if (goal->is_comparator || goal->is_earlier) {
		add(out, "the target, ");
		add_borrowed(line, goal, out);
	} else {
		const struct target *held = goal->is_profiled ? &line->profiled : &line->target;
		const char *words = target_print(held, unit_of(line), target);
		buf_format(out, "%s %s",
		           goal->is_profiled      ? "the target to this point,"
		           : held->bound == TARGET_AT ? "target"
		                                      : "the target of",
		           words);
	}
}

static void add_target_clause(const struct line *line, const struct judgement *judgement,
                              struct buf *out)
{
	const struct comparison *comparison = &judgement->target;
	if (comparison->position == POSITION_NONE) {
		add(out, ".");
		return;
	}
	add(out, ": ");
	if (judgement->goal.kind == GOAL_BAND) {
		add(out, comparison->position == POSITION_AT ? "inside"
		                                            : position_word(comparison->position));
		add(out, " ");
	} else if (comparison->position == POSITION_AT) {
		add(out, comparison->standing == STANDING_WORSE ? "at, which does not meet, "
		                                                : "at ");
	} else {
		add_standing(comparison, out);
	}
	add_goal(line, &judgement->goal, out);
	add(out, ".");
}

/* The status with its reason, where the clause before does not already say it. */
static void add_status(const struct line *line, const struct judgement *judgement,
                       struct buf *out)
{
	if (judgement->state == STATE_AS_STATED) {
		if (judgement->rating == RATING_NONE) {
			buf_format(out, " The source says: %.*s.", STR_ARGS(line->stated.text));
			return;
		}
		add(out, " ");
		add_capital(out, str_of(rating_word(judgement->rating)));
		buf_format(out, " as stated by the source; not worked out here: %s.",
		           judgement->words);
		return;
	}
	if (judgement->state != STATE_RATED) {
		buf_format(out, " Not rated: %s.", judgement->words);
		return;
	}
	add(out, " ");
	add_capital(out, str_of(rating_word(judgement->rating)));
	buf_format(out, ": %s.", judgement->words);
	if (judgement->stated_differs)
		buf_format(out, " The source says %s.", rating_word(line->stated.rating));
}

static void add_cautions(const struct line *line, const struct judgement *judgement,
                         struct buf *out)
{
	if (judgement->has_one_case) {
		char points[RATIO_TEXT_BYTES];
		buf_format(out, " One %s changes this by %s points.",
		           noun_of_case(line->indicator).one,
		           number_print(judgement->one_case, 1, points));
	}
	if (judgement->printed_differs && judgement->state == STATE_RATED) {
		char printed[VALUE_TEXT_BYTES];
		buf_format(out, " The figure prints as %s, which would be %s.",
		           value_print(&line->value, unit_of(line), printed),
		           rating_word(judgement->printed_rating));
	}
	if (judgement->is_provisional && judgement->state != STATE_PROVISIONAL)
		buf_format(out, " The figure is %s.", confidence_word(line->confidence));
}

static void add_change_sentence(const struct line *line, const struct change *change,
                                const struct judge_settings *settings, struct buf *out)
{
	auto_buf words = buf_init(1024);
	judge_change_words(line, change, settings, &words);
	if (words.len == 0)
		return;
	add(out, " ");
	add_capital(out, buf_view(&words));
	add(out, ".");
}

/* "The last figure was 38%, for 2012-13." The figure may bring brackets of its own. */
static void add_last_known(const struct line *line, struct buf *out)
{
	char period[PERIOD_TEXT_BYTES];
	if (!line->last_known.is_known)
		return;
	add(out, " The last figure was ");
	add_figure(line, &line->last_known, out);
	buf_format(out, ", for %s.", period_print_words(&line->last_known_period, period));
}

/* The figure, where it stands and how it changed. */
static void add_main(const struct line *line, const struct judgement *judgement,
                     const struct judge_settings *settings, struct buf *out)
{
	if (!line->value.is_known) {
		add(out, "No figure.");
		add_status(line, judgement, out);
		add_last_known(line, out);
		return;
	}
	add_figure(line, &line->value, out);
	add_target_clause(line, judgement, out);
	add_status(line, judgement, out);
	add_change_sentence(line, &judgement->change, settings, out);
}

void judge_short_sentence(const struct line *line, const struct judgement *judgement,
                          const struct judge_settings *settings, struct buf *out)
{
	add_main(line, judgement, settings, out);
	if (line->value.is_known)
		add_cautions(line, judgement, out);
}

void judge_sentence(const struct line *line, const struct judgement *judgement,
                    const struct judge_settings *settings, struct buf *out)
{
	add_main(line, judgement, settings, out);
	if (!line->value.is_known)
		return;
	add_change_sentence(line, &judgement->last_year, settings, out);
	add_comparator_sentences(line, judgement, out);
	add_cautions(line, judgement, out);
}
