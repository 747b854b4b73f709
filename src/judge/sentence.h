/* A judgement in plain words: the sentence beside a figure, and the arithmetic
 * behind its status. The same texts go on screen and on paper (R12, R23). */
#ifndef OUTTURN_JUDGE_SENTENCE_H
#define OUTTURN_JUDGE_SENTENCE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "judge/judge.h"

/* Appends the plain-words sentences of a judged line: the figure and its counts,
 * where it stands against its target ("below, which is worse than, target 75%"),
 * how it changed and how sure that is, what one case is worth, and any caution. */
void judge_sentence(const struct line *line, const struct judgement *judgement,
                    const struct judge_settings *settings, struct buf *out);

/* The same, but only what a front page has room for: the figure against its target, the
 * change that the scorecard prints and any caution. */
void judge_short_sentence(const struct line *line, const struct judgement *judgement,
                          const struct judge_settings *settings, struct buf *out);

/* Appends one clause: "11.9 points better than the same period last year (47.4%,
 * 9 of 19); too few children to be sure". Nothing when there is no change. */
void judge_change_words(const struct line *line, const struct change *change,
                        const struct judge_settings *settings, struct buf *out);

/* Appends where the figure stands against a comparator: "above, which is better
 * than, statistical neighbours at 21.5% (2017-18)". Nothing when not given. */
void judge_comparator_words(const struct line *line, const struct judgement *judgement,
                            enum comparator_kind kind, struct buf *out);

/* Appends what disagrees: "misses its target of 14% but is better than
 * statistical neighbours (21.5%) and England (20.2%)". Nothing without conflict. */
void judge_conflict_words(const struct line *line, const struct judgement *judgement,
                          struct buf *out);

/* Appends the size of a change in the unit, without its sign: "11.9 points". */
void judge_difference_words(const struct line *line, const struct change *change,
                            struct buf *out);

/* Decimals that a change prints with: the finer of the two figures. */
int change_decimals(const struct line *line, const struct change *change);

/* A rating explained step by step (R12). Texts live in the arena. */
struct explanation {
	struct str *steps;
	size_t count;
	size_t capacity;
};

/* Target, tolerance, polarity, the arithmetic and the result; says when the
 * figure as printed would have been rated otherwise. */
void judge_explain(const struct line *line, const struct judgement *judgement,
                   const struct judge_settings *settings, struct arena *arena,
                   struct explanation *out);

#endif
