#include "judge/headline.h"

#include <assert.h>

/* Whether a line should have had a colour this time. */
static bool is_due(enum state state)
{
	return state != STATE_ANNUAL && state != STATE_DISCONTINUED && state != STATE_NO_TARGET;
}

struct headline headline_count(const struct judgement *judgements, size_t count)
{
	struct headline headline = { .all = count };
	for (size_t i = 0; i < count; i++) {
		const struct judgement *judgement = &judgements[i];
		headline.ratings[judgement->rating]++;
		headline.states[judgement->state]++;
		headline.directions[judgement->change.direction]++;
		headline.rated += judgement->rating != RATING_NONE;
		headline.due += is_due(judgement->state);
	}
	return headline;
}

struct headline headline_count_previous(const struct judgement *judgements, size_t count,
                                        enum compared with, const struct period *period)
{
	struct headline headline = { .all = count };
	for (size_t i = 0; i < count; i++) {
		const struct judgement *judgement = &judgements[i];
		bool is_of_then = judgement->previous_with == with &&
		                  (!period || period_equal(&judgement->previous_period, period));
		headline.ratings[is_of_then ? judgement->previous_rating : RATING_NONE]++;
		headline.rated += is_of_then && judgement->previous_rating != RATING_NONE;
		headline.by_todays_target += is_of_then && judgement->previous_by_this_target;
		headline.due += is_due(judgement->state);
	}
	return headline;
}

/* The number that percentages are of. */
static size_t denominator(const struct headline *headline, enum headline_of of)
{
	switch (of) {
	case HEADLINE_OF_ALL:
		return headline->all;
	case HEADLINE_OF_RATED:
		return headline->rated;
	case HEADLINE_OF_DUE:
		return headline->due;
	}
	assert(false);
	return 0;
}

int headline_percent(const struct headline *headline, enum rating rating, enum headline_of of)
{
	size_t whole = denominator(headline, of);
	if (whole == 0)
		return -1;
	return (int)((headline->ratings[rating] * 200 + whole) / (2 * whole));
}

void headline_sentence(const struct headline *headline, enum headline_of of, struct buf *out)
{
	static const char *const OF_WORDS[] = {
		[HEADLINE_OF_ALL] = "",
		[HEADLINE_OF_RATED] = " rated",
		[HEADLINE_OF_DUE] = " due",
	};
	size_t whole = denominator(headline, of);
	if (whole == 0) {
		buf_format(out, "No indicator is%s.",
		           of == HEADLINE_OF_ALL ? " given" : OF_WORDS[of]);
		return;
	}
	int green = headline_percent(headline, RATING_GREEN, of);
	int amber = headline_percent(headline, RATING_AMBER, of);
	int red = headline_percent(headline, RATING_RED, of);
	size_t is_green = headline->ratings[RATING_GREEN];
	buf_format(out,
	           "Of %zu%s indicator%s, %zu %s green (%d%%), %zu amber (%d%%) and %zu red "
	           "(%d%%)",
	           whole, OF_WORDS[of], whole == 1 ? "" : "s", is_green,
	           is_green == 1 ? "is" : "are", green, headline->ratings[RATING_AMBER], amber,
	           headline->ratings[RATING_RED], red);
	size_t unrated = headline->all - headline->rated;
	if (of != HEADLINE_OF_RATED && unrated > 0)
		buf_format(out, "; %zu of all %zu %s no status", unrated, headline->all,
		           unrated == 1 ? "has" : "have");
	buf_add_char(out, '.');
	if (of == HEADLINE_OF_RATED && green + amber + red != 100)
		buf_format(out, " Percentages are rounded and add to %d.", green + amber + red);
}
