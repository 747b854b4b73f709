#include "record/compare.h"

#include <assert.h>

#include "base/date.h"
#include "base/instant.h"

struct comparing {
	struct record_counting counting;
	const struct record_difference_sink *sink;
	struct record_comparison *tally; /* by type; NULL: not asked */
	const struct record_case *of_child;
	enum status status; /* of the sink; the rest is left out once it failed */
	struct err *err;
};

static bool is_compared(enum record_field_kind kind)
{
	return kind != RECORD_LABEL && kind != RECORD_REF && kind != RECORD_SECRET;
}

/* A time of midnight is a day of which no time was said (SSDA903 has days alone). */
static bool instants_differ(const struct record_value *a, const struct record_value *b)
{
	enum { DAY_SECONDS = 24 * 60 * 60, MINUTE_SECONDS = 60 };
	int64_t clock_a = a->number + a->offset_minutes * MINUTE_SECONDS;
	int64_t clock_b = b->number + b->offset_minutes * MINUTE_SECONDS;
	if (clock_a % DAY_SECONDS != 0 && clock_b % DAY_SECONDS != 0)
		return a->number != b->number;
	return instant_date((struct instant){ a->number, a->offset_minutes }) !=
	       instant_date((struct instant){ b->number, b->offset_minutes });
}

/* "2021-05-ZZ" and "2021-05-12" agree in all that both say. */
static bool partials_differ(struct str a, struct str b)
{
	if (a.len != b.len)
		return true;
	for (size_t i = 0; i < a.len; i++)
		if (a.ptr[i] != b.ptr[i] && a.ptr[i] != 'Z' && b.ptr[i] != 'Z')
			return true;
	return false;
}

static bool values_differ(enum record_field_kind kind, const struct record_value *a,
                          const struct record_value *b)
{
	if (!a->is_given || !b->is_given || !is_compared(kind))
		return false;
	if (kind == RECORD_INSTANT)
		return instants_differ(a, b);
	if (kind == RECORD_PARTIAL)
		return partials_differ(a->text, b->text);
	bool is_text = kind == RECORD_CODE || kind == RECORD_DECIMAL;
	return is_text ? !str_equal(a->text, b->text) : a->number != b->number;
}

static const char *words_of(const struct comparing *self, size_t source)
{
	return record_source_words(self->counting.sources.items[source].kind);
}

static void tell(struct comparing *self, struct record_difference difference,
                 struct str message)
{
	difference.message = message.ptr;
	difference.child_id = self->of_child->child_id;
	if (self->status == OK)
		self->status = self->sink->each(self->sink->context, &difference, self->err);
}

/* Compares a record of a source that does not count with that of the one that would. */
static bool compare_records(struct comparing *self, const struct record *counts,
                            const struct record *other)
{
	const struct record_type_spec *spec = record_type_spec(other->type);
	bool differ = false;
	for (size_t field = 0; field < spec->field_count; field++) {
		if (!values_differ(spec->fields[field].kind, &counts->values[field],
		                   &other->values[field]))
			continue;
		auto_arena arena = { 0 };
		size_t source = record_counting_source(&self->counting, counts->source_id);
		differ = true;
		tell(self, (struct record_difference){ .rule = RECORD_RULE_DIFFERS,
		                                       .record = other,
		                                       .field = (int)field,
		                                       .other_source_id = counts->source_id },
		     arena_format(&arena, "%s is not what the %s says",
		                  spec->fields[field].title, words_of(self, source)));
	}
	return differ;
}

/* Compares each further source's records of an event with the first source's, pair by
 * pair where a source tells it more than once. */
static bool compare_event(struct comparing *self, const struct counted_event *event,
                          bool *shared_out)
{
	const struct record *first = &event->records[event->at[0]];
	size_t told = 0; /* by the first source */
	while (told < event->count && event->records[event->at[told]].source_id ==
	                                      first->source_id)
		told++;
	*shared_out = told < event->count;
	bool differ = false;
	for (size_t i = told, pair = 0; i < event->count; i++, pair++) {
		const struct record *other = &event->records[event->at[i]];
		if (i > told && other->source_id != event->records[event->at[i - 1]].source_id)
			pair = 0;
		if (pair < told)
			differ |= compare_records(self, &event->records[event->at[pair]], other);
	}
	return differ;
}

static bool is_held_by(const struct counted_event *event, int64_t source_id)
{
	for (size_t i = 0; i < event->count; i++)
		if (event->records[event->at[i]].source_id == source_id)
			return true;
	return false;
}

/* The first source, in their order, that covers an event and does not hold it. */
static size_t first_without(const struct comparing *self, const struct counted_event *event)
{
	const struct record_counting *counting = &self->counting;
	size_t found = event->denied_by;
	for (size_t source = 0; source < counting->sources.count && event->denied_by == SIZE_MAX;
	     source++)
		if (!is_held_by(event, counting->sources.items[source].id) &&
		    (found == SIZE_MAX || event->places[source] < event->places[found]) &&
		    record_counting_covers(counting, self->of_child->counting, source,
		                           &event->records[event->at[0]]))
			found = source;
	return found;
}

static void look_at_event(void *context, const struct counted_event *event)
{
	struct comparing *self = context;
	const struct record *first = &event->records[event->at[0]];
	bool shared = false;
	bool differ = compare_event(self, event, &shared);
	size_t without = first_without(self, event);
	bool is_denied = event->denied_by != SIZE_MAX;
	if (without != SIZE_MAX) {
		auto_arena arena = { 0 };
		const struct record_source *other = &self->counting.sources.items[without];
		size_t source = record_counting_source(&self->counting, first->source_id);
		tell(self, (struct record_difference){ .rule = RECORD_RULE_ONLY_IN,
		                                       .record = first,
		                                       .field = -1,
		                                       .other_source_id = other->id },
		     arena_format(&arena, "the %s says this, the %s covers it and does not%s",
		                  words_of(self, source), words_of(self, without),
		                  is_denied ? ": it is not counted" : ""));
	}
	if (!self->tally)
		return;
	struct record_comparison *tally = &self->tally[first->type];
	tally->events++;
	tally->shared += shared;
	tally->differ += differ;
	tally->only_in += without != SIZE_MAX;
	tally->denied += is_denied;
}

static enum status compare_case(void *context, const struct record_case *of_child,
                                struct err *err)
{
	struct comparing *self = context;
	auto_arena scratch = { 0 };
	self->of_child = of_child;
	self->err = err;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct counted_records of = { &self->counting, of_child->counting,
			                            of_child->of[type].items,
			                            of_child->of[type].count };
		record_counting_events(&of, &scratch, look_at_event, self);
	}
	return self->status;
}

enum status record_sources_compare(struct db *db, const struct record_question *question,
                                   const struct record_difference_sink *sink,
                                   struct record_comparison *tally, struct err *err)
{
	assert(question->source_id == 0);
	auto_arena arena = { 0 };
	struct comparing self = { .sink = sink, .tally = tally };
	enum status st = record_counting_load(db, question, &arena, &self.counting, err);
	if (st != OK || self.counting.sources.count < 2)
		return st;
	struct record_case_sink cases = { .context = &self, .each = compare_case };
	return record_cases_read(db, question, &cases, err);
}
