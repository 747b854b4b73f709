#include "digest/part.h"

struct str digest_full_name(struct arena *arena, const struct indicator *indicator)
{
	if (indicator->ref.len == 0)
		return indicator->title;
	if (indicator->title.len == 0)
		return indicator->ref;
	return arena_format(arena, "%.*s %.*s", STR_ARGS(indicator->ref),
	                    STR_ARGS(indicator->title));
}

static const struct {
	enum doc_mark mark;
	const char *words;
} RATINGS[RATING_COUNT] = {
	[RATING_NONE] = { DOC_MARK_NOT_RATED, "not rated" },
	[RATING_GREEN] = { DOC_MARK_ON_TARGET, "on target" },
	[RATING_AMBER] = { DOC_MARK_CLOSE, "close to target" },
	[RATING_RED] = { DOC_MARK_OFF_TARGET, "off target" },
};

enum doc_mark digest_rating_mark(enum rating rating)
{
	return RATINGS[rating].mark;
}

const char *digest_rating_words(enum rating rating)
{
	return RATINGS[rating].words;
}

enum doc_mark digest_direction_mark(enum direction direction)
{
	static const enum doc_mark MARKS[DIRECTION_COUNT] = {
		[DIRECTION_NONE] = DOC_MARK_NOT_COMPARED,
		[DIRECTION_BETTER] = DOC_MARK_BETTER,
		[DIRECTION_WORSE] = DOC_MARK_WORSE,
		[DIRECTION_SAME] = DOC_MARK_SAME,
		[DIRECTION_NOT_COMPARABLE] = DOC_MARK_NOT_COMPARED,
	};
	return MARKS[direction];
}

struct str digest_period_words(struct arena *arena, const struct period *period)
{
	char words[PERIOD_TEXT_BYTES];
	if (period->kind == PERIOD_NONE)
		return STR("period not given");
	return arena_text(arena, str_of(period_print_words(period, words)));
}

struct str digest_capitalised(struct arena *arena, struct str text)
{
	struct str copy = arena_text(arena, text);
	char *first = (char *)copy.ptr; /* the arena's own copy */
	if (copy.len && first[0] >= 'a' && first[0] <= 'z')
		first[0] = (char)(first[0] - 'a' + 'A');
	return copy;
}
