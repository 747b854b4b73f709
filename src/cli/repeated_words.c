#include "cli/repeated_words.h"

#include "base/arena.h"
#include "base/map.h"
#include "judge/claims.h"

/* What makes two lines those of one indicator in one period. */
static struct str line_key(struct arena *arena, const struct line *line,
                           const struct period *period)
{
	char text[PERIOD_TEXT_BYTES];
	return arena_format(arena, "%.*s\n%.*s\n%.*s\n%s", STR_ARGS(line->authority),
	                    STR_ARGS(line->indicator->ref), STR_ARGS(line->indicator->title),
	                    period_print(period, text));
}

static void check_line(const struct line *now, const struct line *before,
                       struct finding_list *findings)
{
	const struct commentary *words = &now->commentary, *earlier = &before->commentary;
	judge_check_repeated(now, STR("shows"), earlier->shows, words->shows, findings);
	judge_check_repeated(now, STR("why"), earlier->why, words->why, findings);
	judge_check_repeated(now, STR("action"), earlier->action, words->action, findings);
}

void repeated_words_check(const struct line_list *now, const struct line_list *before,
                          struct finding_list *findings)
{
	auto_arena keys = { 0 };
	auto_map places = { 0 };
	for (size_t i = 0; i < before->count; i++)
		map_put(&places, line_key(&keys, &before->items[i], &before->items[i].period),
		        (int64_t)i);
	for (size_t i = 0; i < now->count; i++) {
		const struct line *line = &now->items[i];
		int64_t place;
		if (!period_is_dated(&line->period))
			continue;
		struct period step = period_step_before(&line->period);
		if (period_is_dated(&step) &&
		    map_find(&places, line_key(&keys, line, &step), &place))
			check_line(line, &before->items[place], findings);
	}
}
