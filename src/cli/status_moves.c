#include "cli/status_moves.h"

#include "base/buf.h"
#include "cli/judge_setting.h"
#include "framework/framework.h"
#include "judge/judge.h"
#include "series/series.h"

enum { WORDS_MAX_BYTES = 16 * 1024 };

/* ---- what stands ---- */

static void add_line(struct standing_status_list *list, struct arena *arena,
                     const struct line *line, const struct judge_settings *settings)
{
	struct judgement judgement;
	judge_line(line, settings, &judgement);
	list->items = arena_grow(arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = (struct standing_status){
		.key = framework_key(arena, line->indicator->ref, line->indicator->title),
		.name = indicator_name(line->indicator),
		.period = line->period,
		.words = str_of(judgement.rating == RATING_NONE ? state_word(judgement.state)
		                                                : rating_word(judgement.rating)),
	};
}

enum status standing_status_load(struct call *call, struct workspace *workspace,
                                 struct standing_status_list *out, struct err *err)
{
	struct judge_settings settings;
	struct period_list periods = { 0 };
	struct series_query query = { .authority = workspace->authority,
		                      .on = instant_date(workspace_act(call).at) };
	enum status st = judge_setting_load(workspace->db, call->arena, &settings, err);
	if (st == OK)
		st = series_periods(workspace->db, workspace->authority, call->arena, &periods, err);
	for (size_t i = 0; st == OK && i < periods.count; i++) {
		struct line_list lines = { 0 };
		query.period = periods.items[i];
		st = series_lines(workspace->db, &query, call->arena, &lines, err);
		for (size_t k = 0; st == OK && k < lines.count; k++)
			/* not what nobody submitted, nor what stands in from another period */
			if (lines.items[k].file.len &&
			    period_equal(&lines.items[k].period, &query.period))
				add_line(out, call->arena, &lines.items[k], &settings);
	}
	return st;
}

/* ---- what moves ---- */

/* What stood of the same indicator: in the same period, else in the last one of that kind
 * before it. NULL: nothing did. */
static const struct standing_status *find_stood(const struct standing_status_list *before,
                                                const struct standing_status *now)
{
	const struct standing_status *found = NULL;
	for (size_t i = 0; i < before->count; i++) {
		const struct standing_status *it = &before->items[i];
		if (!str_equal(it->key, now->key))
			continue;
		if (period_equal(&it->period, &now->period))
			return it;
		if (it->period.kind == now->period.kind && period_is_dated(&it->period) &&
		    it->period.to < now->period.to && (!found || it->period.to > found->period.to))
			found = it;
	}
	return found;
}

static void add_move(struct buf *out, const struct standing_status *stood,
                     const struct standing_status *now)
{
	char then[PERIOD_TEXT_BYTES], period[PERIOD_TEXT_BYTES];
	bool is_same_period = period_equal(&stood->period, &now->period);
	buf_format(out, "%s%.*s %.*s", out->len ? "; " : "", STR_ARGS(now->name),
	           STR_ARGS(stood->words));
	if (!is_same_period)
		buf_format(out, " (%s)", period_print_words(&stood->period, then));
	buf_format(out, " to %.*s", STR_ARGS(now->words));
	if (now->period.kind != PERIOD_NONE)
		buf_format(out, " (%s)", period_print_words(&now->period, period));
}

struct str status_moves_words(const struct standing_status_list *before,
                              const struct standing_status_list *after, struct arena *arena)
{
	auto_buf out = buf_init(WORDS_MAX_BYTES);
	size_t moved = 0;
	for (size_t i = 0; i < after->count; i++) {
		const struct standing_status *now = &after->items[i];
		const struct standing_status *stood = find_stood(before, now);
		if (!stood || str_equal(stood->words, now->words))
			continue;
		if (moved++ < STATUS_MOVES_SHOWN_MAX)
			add_move(&out, stood, now);
	}
	if (moved > STATUS_MOVES_SHOWN_MAX)
		buf_format(&out, "; and %zu more", moved - STATUS_MOVES_SHOWN_MAX);
	return arena_text(arena, buf_view(&out));
}
