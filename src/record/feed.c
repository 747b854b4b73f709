#include "record/feed.h"

#include "base/date.h"

/* Days, both inside; empty when `to` is before `from`. */
struct span {
	int32_t from;
	int32_t to;
};

static const struct span NO_DAYS = { DATE_MAX, DATE_MIN };

static int32_t months_earlier(int32_t day, int months)
{
	int32_t earlier;
	return date_add_months(day, -months, &earlier, NULL) == OK ? earlier : DATE_MIN;
}

static bool is_event(enum record_type type)
{
	return record_type_spec(type)->end < 0;
}

/* The days that a need asks for. */
static struct span asked(const struct record_need *need, int32_t from, int32_t to)
{
	bool is_on_last_day = need->kind == RECORD_NEEDS_RUNNING ||
	                      need->kind == RECORD_NEEDS_LATEST ||
	                      need->kind == RECORD_NEEDS_STATE;
	struct span span = { is_on_last_day ? to : from, to };
	if (need->months_back)
		span.from = months_earlier(to, need->months_back) + 1;
	else if (need->months_before)
		span.from = months_earlier(from, need->months_before);
	return span;
}

/* The days for which a supply has all that a need counts. */
static struct span covered(const struct record_need *need, const struct record_supply *supply)
{
	const struct record_coverage *coverage = &supply->coverage;
	int32_t last = supply->day == DATE_NONE ? DATE_MAX : supply->day;
	struct span all = { DATE_MIN, last };
	struct span days = { coverage->from, coverage->to < last ? coverage->to : last };
	bool is_all = coverage->kind == RECORD_COVERS_ALL;
	switch (need->kind) {
	case RECORD_NEEDS_WHO:
		return (struct span){ DATE_MIN, DATE_MAX };
	case RECORD_NEEDS_LATEST:
		return all;
	case RECORD_NEEDS_STATE:
		return is_all || coverage->kind == RECORD_COVERS_UNDATED ? all : NO_DAYS;
	case RECORD_NEEDS_STARTED:
		if (coverage->kind == RECORD_COVERS_STARTS)
			return days;
		break;
	case RECORD_NEEDS_ENDED:
	case RECORD_NEEDS_RUNNING:
		if (coverage->kind == RECORD_COVERS_STARTS && is_event(need->type))
			return days;
		break;
	case RECORD_NEED_KIND_COUNT:
		break;
	}
	if (is_all)
		return all;
	return coverage->kind == RECORD_COVERS_OVERLAPS ? days : NO_DAYS;
}

/* The first of the fields that a source does not say; -1: it says them all. */
static int missing_field(const struct record_need *need, enum record_source_kind source)
{
	struct str rest = str_of(need->fields);
	struct str name;
	int field;
	while (rest.len && str_split(&rest, ' ', &name))
		if (record_field_find(need->type, name, &field) &&
		    !record_reach_has(source, need->type, field))
			return field;
	return -1;
}

/* What was found about the supplies of one type. */
struct finding_of_supply {
	size_t of_type; /* that are of the type at all */
	size_t usable;  /* and say every field */
	int missing;    /* a field that another lacks */
	bool has_starts_only; /* one covers what started, where what ended is asked for */
	bool has_latest_only;
};

static bool is_usable(const struct record_need *need, const struct record_supply *supply)
{
	return supply->coverage.type == need->type && missing_field(need, supply->source) < 0;
}

static struct finding_of_supply look_at(const struct record_need *need,
                                        const struct record_supply *supplies, size_t count)
{
	struct finding_of_supply found = { .missing = -1 };
	for (size_t i = 0; i < count; i++) {
		const struct record_supply *supply = &supplies[i];
		if (supply->coverage.type != need->type)
			continue;
		found.of_type++;
		if (!is_usable(need, supply)) {
			found.missing = missing_field(need, supply->source);
			continue;
		}
		found.usable++;
		found.has_starts_only |= supply->coverage.kind == RECORD_COVERS_STARTS;
		found.has_latest_only |= record_reach(supply->source, need->type).kind ==
		                         RECORD_REACH_LATEST;
	}
	return found;
}

/* The first day from which on the supplies cover everything up to `to`; the day behind it
 * when they do not cover even that. */
static int32_t covered_since(const struct record_need *need,
                             const struct record_supply *supplies, size_t count, int32_t to)
{
	int32_t since = to + 1;
	for (bool goes_on = true; goes_on;) {
		goes_on = false;
		for (size_t i = 0; i < count; i++) {
			struct span span = covered(need, &supplies[i]);
			if (!is_usable(need, &supplies[i]) || span.to < span.from ||
			    span.from >= since || span.to < since - 1)
				continue;
			since = span.from;
			goes_on = true;
		}
	}
	return since;
}

static struct str why_not(const struct record_need *need, const struct finding_of_supply *found,
                          int32_t since, int32_t to, struct arena *arena)
{
	const struct record_type_spec *spec = record_type_spec(need->type);
	char day[DATE_TEXT_BYTES];
	if (found->of_type == 0)
		return arena_format(arena, "it holds nothing of '%s'", spec->title);
	if (found->usable == 0)
		return arena_format(arena, "of '%s' it does not say '%s'", spec->title,
		                    spec->fields[found->missing].title);
	if (since <= to)
		return arena_format(arena, "'%s' is covered from %s only", spec->title,
		                    date_print_iso(since, day));
	if (found->has_latest_only)
		return arena_format(arena, "of '%s' it has only the latest of each child",
		                    spec->title);
	if (found->has_starts_only && need->kind == RECORD_NEEDS_ENDED)
		return arena_format(arena,
		                    "of '%s' it has what started within its days; what ended "
		                    "in the period may have started before",
		                    spec->title);
	return arena_format(arena, "'%s' is not covered up to %s", spec->title,
	                    date_print_iso(to, day));
}

struct record_feed record_can_feed(const struct record_need *need,
                                   const struct record_supply *supplies, size_t count,
                                   int32_t from, int32_t to, struct arena *arena)
{
	struct span span = asked(need, from, to);
	struct finding_of_supply found = look_at(need, supplies, count);
	int32_t since = covered_since(need, supplies, count, to);
	struct record_feed feed = { .can = found.usable > 0 && since <= span.from,
		                    .covered_from = since <= to ? since : DATE_NONE };
	if (feed.can)
		return feed;
	feed.need = need;
	feed.why = why_not(need, &found, since, to, arena);
	return feed;
}

struct record_feed record_can_feed_figure(const struct record_figure *figure,
                                          const struct record_supply *supplies, size_t count,
                                          int32_t from, int32_t to, struct arena *arena)
{
	struct record_feed feed = { .can = true, .covered_from = DATE_MIN };
	for (size_t i = 0; i < figure->need_count && feed.can; i++) {
		struct record_feed one = record_can_feed(&figure->needs[i], supplies, count, from,
		                                         to, arena);
		if (!one.can || one.covered_from > feed.covered_from)
			feed = one;
	}
	return feed;
}
