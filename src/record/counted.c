#include "record/counted.h"

#include <assert.h>
#include <stdlib.h>

#include "base/date.h"
#include "record/reach.h"

static struct counted_coverage_list *covers_of(const struct record_counting *counting,
                                               size_t source, enum record_type type)
{
	return &counting->covers[source * RECORD_TYPE_COUNT + (size_t)type];
}

size_t record_counting_source(const struct record_counting *counting, int64_t source_id)
{
	for (size_t i = 0; i < counting->sources.count; i++)
		if (counting->sources.items[i].id == source_id)
			return i;
	return SIZE_MAX;
}

/* Whether one coverage says all that another does but for how long it speaks. */
static bool is_same_coverage(const struct record_coverage *a, const struct record_coverage *b)
{
	return a->kind == b->kind && a->from == b->from && a->to == b->to &&
	       !record_coverage_asks_names(a->kind);
}

/* Coverage while it is collected. */
struct collected {
	struct counted_coverage *items;
	size_t count;
	size_t capacity;
};

/* Months of the same full extract are one coverage, which speaks as long as the newest. */
static void collect(struct collected *list, const struct record_past_delivery *delivery,
                    enum record_type type, struct arena *arena)
{
	const struct record_coverage *what = &delivery->of[type];
	if (what->kind == RECORD_COVERS_NOTHING)
		return;
	for (size_t i = 0; i < list->count; i++) {
		if (!is_same_coverage(&list->items[i].what, what))
			continue;
		if (delivery->speaks_until > list->items[i].speaks_until)
			list->items[i].speaks_until = delivery->speaks_until;
		return;
	}
	list->items = arena_grow(arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = (struct counted_coverage){
		.what = *what,
		.speaks_until = delivery->speaks_until,
		.change_id = delivery->change_id,
	};
}

void record_counting_make(const struct record_source_list *sources,
                          const struct record_order *order,
                          const struct record_history *history, struct arena *arena,
                          struct record_counting *out)
{
	size_t count = sources->count * RECORD_TYPE_COUNT;
	struct collected *lists = arena_new(arena, count, sizeof(*lists));
	*out = (struct record_counting){ .sources = *sources, .order = *order };
	out->covers = arena_new(arena, count, sizeof(*out->covers));
	for (size_t i = 0; i < history->count; i++) {
		const struct record_past_delivery *delivery = &history->items[i];
		size_t source = record_counting_source(out, delivery->source_id);
		if (delivery->is_withdrawn || source == SIZE_MAX)
			continue;
		for (size_t type = 0; type < RECORD_TYPE_COUNT; type++) {
			collect(&lists[source * RECORD_TYPE_COUNT + type], delivery,
			        (enum record_type)type, arena);
			out->asks_names |= record_coverage_asks_names(delivery->of[type].kind);
		}
	}
	for (size_t i = 0; i < count; i++)
		out->covers[i] = (struct counted_coverage_list){ lists[i].items, lists[i].count };
}

enum status record_counting_load(struct db *db, const struct record_question *question,
                                 struct arena *arena, struct record_counting *out,
                                 struct err *err)
{
	struct record_source_list sources = { 0 };
	struct record_history history = { 0 };
	struct record_order order = { 0 };
	struct str text = { 0 };
	enum status st = record_source_list(db, question->authority, arena, &sources, err);
	if (st == OK)
		st = record_order_text(db, question->authority, question->settings_at, arena,
		                       &text, err);
	if (st == OK)
		st = record_order_parse(text, &sources, arena, &order, err);
	if (st == OK)
		st = record_history_load(db, question->authority, question->known_at, arena,
		                         &history, err);
	if (st == OK)
		record_counting_make(&sources, &order, &history, arena, out);
	return st;
}

static int compare_ids(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

static bool is_named_in(const struct counted_child *child, int64_t change_id)
{
	return child->named_in_count > 0 &&
	       bsearch(&change_id, child->named_in, child->named_in_count,
	               sizeof(*child->named_in), compare_ids) != NULL;
}

/* Whether a delivery named the child, as its coverage asks. */
static bool is_named_as_asked(const struct counted_child *child,
                              const struct counted_coverage *coverage)
{
	if (coverage->what.kind != RECORD_COVERS_TOLD)
		return record_coverage_asks_names(coverage->what.kind) &&
		       is_named_in(child, coverage->change_id);
	for (size_t i = 0; i < child->told_in_count; i++)
		if (child->told_in[i].change_id == coverage->change_id &&
		    child->told_in[i].type == coverage->what.type)
			return true;
	return false;
}

static int32_t start_of(const struct record *record)
{
	return record_start_day(record->type, record->values);
}

/* The day on which a row has its place in time: its start where that is part of what
 * makes the event, and not, say, the day on which someone was born. */
static int32_t place_in_time(enum record_type type, int32_t start)
{
	const struct record_type_spec *spec = record_type_spec(type);
	bool is_placed = spec->start >= 0 && spec->fields[spec->start].key != RECORD_KEY_NONE;
	return is_placed ? start : DATE_NONE;
}

/* Whether a record cannot be held against days. Its own source's delivery ends it, because
 * the same row may stand there mended; another's says nothing of it. */
static bool lacks_day(const struct record_coverage *coverage, const struct record *record)
{
	bool has_days = coverage->kind == RECORD_COVERS_STARTS ||
	                coverage->kind == RECORD_COVERS_OVERLAPS;
	return has_days && start_of(record) == DATE_NONE;
}

bool record_counting_covers(const struct record_counting *counting,
                            const struct counted_child *child, size_t source,
                            const struct record *record)
{
	const struct counted_coverage_list *covers = covers_of(counting, source, record->type);
	int32_t day = place_in_time(record->type, start_of(record));
	bool knows_child = child->id == 0 || (child->held_by >> source & 1) != 0;
	if (day == DATE_NONE && !knows_child)
		return false;
	for (size_t i = 0; i < covers->count; i++) {
		const struct counted_coverage *coverage = &covers->items[i];
		if (day != DATE_NONE && day > coverage->speaks_until)
			continue;
		const struct record_hearing hearing = {
			.names_child = is_named_as_asked(child, coverage),
			.until = coverage->speaks_until,
		};
		if (!lacks_day(&coverage->what, record) &&
		    record_reach_may_say(counting->sources.items[source].kind, record->type,
		                         record->values, &hearing) &&
		    record_is_covered(&coverage->what, record->values, hearing.names_child))
			return true;
	}
	return false;
}

bool record_counting_may_cover(const struct record_counting *counting, size_t source,
                               enum record_type type, int32_t start, int32_t end)
{
	const struct counted_coverage_list *covers = covers_of(counting, source, type);
	int32_t day = place_in_time(type, start);
	bool only_ended = record_reach_only_ended(counting->sources.items[source].kind, type);
	for (size_t i = 0; i < covers->count; i++) {
		const struct counted_coverage *coverage = &covers->items[i];
		bool is_spoken_of = day == DATE_NONE || day <= coverage->speaks_until;
		bool is_over = end != DATE_NONE && end <= coverage->speaks_until;
		if (is_spoken_of && (is_over || !only_ended) &&
		    record_days_are_covered(&coverage->what, start, end, false))
			return true;
	}
	return false;
}

/* A record among others, to be put beside those of the same event. */
struct placed {
	const struct record *record;
	size_t source; /* of the list */
	size_t at;     /* as it came */
	size_t first;  /* where the first record of its event came */
	uint8_t place; /* of its source */
};

static int compare_events(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	if (a->record->event != b->record->event)
		return a->record->event < b->record->event ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

static int compare_firsts(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

static int compare_places(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

/* The first source that covers an event it does not hold, before the first that does. */
static size_t denier(const struct record_counting *counting, const struct counted_child *child,
                     const struct placed *first, const uint8_t *places)
{
	size_t found = SIZE_MAX;
	for (size_t source = 0; source < counting->sources.count; source++) {
		bool is_before = places[source] < first->place &&
		                 (found == SIZE_MAX || places[source] < places[found]);
		if (is_before && record_counting_covers(counting, child, source, first->record))
			found = source;
	}
	return found;
}

/* What goes through the events of a child's records of one type. */
struct event_walk {
	const struct counted_records *of;
	size_t *at; /* room for as many as there are records */
	counted_event_each each;
	void *context;
};

/* Puts the records of one event in the order of their sources and hands them on. */
static void hand_on_event(const struct event_walk *walk, struct placed *items, size_t count)
{
	/* Sources may differ on when it started: the earliest decides for all. */
	int32_t start = DATE_NONE;
	for (size_t i = 0; i < count; i++) {
		int32_t day = start_of(items[i].record);
		if (day != DATE_NONE && (start == DATE_NONE || day < start))
			start = day;
	}
	const uint8_t *places = record_order_places(&walk->of->counting->order,
	                                            items->record->type, start);
	for (size_t i = 0; i < count; i++)
		items[i].place = places[items[i].source];
	qsort(items, count, sizeof(*items), compare_places);
	for (size_t i = 0; i < count; i++)
		walk->at[i] = items[i].at;
	struct counted_event event = {
		.records = walk->of->items,
		.at = walk->at,
		.count = count,
		.places = places,
		.denied_by = denier(walk->of->counting, walk->of->child, items, places),
	};
	walk->each(walk->context, &event);
}

/* Puts records of one event beside each other, the events in the order in which they
 * came. */
static void sort_by_event(struct placed *items, size_t count)
{
	qsort(items, count, sizeof(*items), compare_events);
	for (size_t i = 0; i < count; i++) {
		bool is_same = i > 0 && items[i].record->event == items[i - 1].record->event;
		items[i].first = is_same ? items[i - 1].first : items[i].at;
	}
	qsort(items, count, sizeof(*items), compare_firsts);
}

void record_counting_events(const struct counted_records *of, struct arena *scratch,
                            counted_event_each each, void *context)
{
	if (of->count == 0)
		return;
	struct placed *items = arena_new(scratch, of->count, sizeof(*items));
	struct event_walk walk = { of, arena_new(scratch, of->count, sizeof(*walk.at)), each,
		                   context };
	for (size_t i = 0; i < of->count; i++) {
		items[i] = (struct placed){
			.record = &of->items[i],
			.source = record_counting_source(of->counting, of->items[i].source_id),
			.at = i,
		};
		assert(items[i].source != SIZE_MAX);
	}
	sort_by_event(items, of->count);
	for (size_t from = 0, to = 1; to <= of->count; to++) {
		if (to < of->count && items[to].first == items[from].first)
			continue;
		hand_on_event(&walk, items + from, to - from);
		from = to;
	}
}

static void mark_event(void *context, const struct counted_event *event)
{
	struct record *records = context;
	int64_t source_id = records[event->at[0]].source_id;
	for (size_t i = 0; i < event->count; i++)
		records[event->at[i]].is_counted = event->denied_by == SIZE_MAX &&
		                                   records[event->at[i]].source_id == source_id;
}

void record_counting_mark(const struct counted_records *of, struct record *records,
                          struct arena *scratch)
{
	assert(of->items == records);
	record_counting_events(of, scratch, mark_event, records);
}
