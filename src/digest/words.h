/* The words and marks of a judged line, the same on paper, screen and terminal. */
#ifndef OUTTURN_DIGEST_WORDS_H
#define OUTTURN_DIGEST_WORDS_H

#include "base/arena.h"
#include "base/text.h"
#include "doc/mark.h"
#include "judge/judge.h"

/* "NI61 Placed for adoption within 12 months", or what there is of the two. */
struct str words_full_name(struct arena *arena, const struct indicator *indicator);

/* The mark of a rating; its words come from the mark ("Off target"). */
enum doc_mark words_rating_mark(enum rating rating);

/* The mark of a direction. */
enum doc_mark words_direction_mark(enum direction direction);

/* Why a line has its status or none: "within tolerance", "target not given". */
const char *words_of_status(const struct judgement *judgement);

/* What is said of a change's certainty: "clear", "too few to be sure", "not tested". */
const char *words_of_certainty(enum certainty certainty);

/* Why a line has no figure, "not given" when nothing was said. */
const char *words_of_absence(const struct line *line);

/* The target as a reader sees it: the band, comparator or earlier figure that the rule
 * names, else its own text, else "not given". In the arena. */
struct str words_of_target(struct arena *arena, const struct line *line);

/* What the figure is held against now: the target to this point where one is given,
 * else as words_of_target(). */
struct str words_of_goal(struct arena *arena, const struct line *line, const struct goal *goal);

/* Whether words_of_target() would say "not given". */
bool words_lack_target(const struct line *line);

/* Whether what a figure is held against, by target or by rule, is still to be agreed. */
bool words_is_draft(const struct line *line);

/* The period's name for people, in the arena; "period not given" for none. */
struct str words_of_period(struct arena *arena, const struct period *period);

/* A text with its first letter made a capital (ASCII), in the arena. */
struct str words_capitalised(struct arena *arena, struct str text);

#endif
