/* The rating rules at work: one figure, one goal, one colour. */
#ifndef OUTTURN_JUDGE_RATING_H
#define OUTTURN_JUDGE_RATING_H

#include "judge/judge.h"

/* A colour and why, in the rule's words; a static text, never NULL. */
struct verdict {
	enum rating rating; /* RATING_NONE: it cannot be worked out, `words` says why */
	const char *words;
};

/* Rates `value`. With `is_now` false the figure is an earlier one, and whatever
 * asks for a figure earlier still cannot be worked out. */
struct verdict rating_of(const struct line *line, const struct goal *goal, struct ratio value,
                         bool is_now, const struct judge_settings *settings);

/* The margin of a band rule in the unit: its own, or the settings' share. */
struct ratio rating_margin(const struct rule *rule, const struct judge_settings *settings);

#endif
