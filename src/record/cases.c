#include "record/cases.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "db/query.h"
#include "record/counted.h"
#include "record/rule.h"
#include "record/type_table.h"

/* Children at once: one statement a type reads the records of all of them. */
enum { BATCH_CHILDREN = 256 };

/* Where the statement `cases` of a type has what every record begins with; its fields
 * follow. */
enum {
	COLUMN_ID,
	COLUMN_CHILD,
	COLUMN_SOURCE,
	COLUMN_IDENTITY,
	COLUMN_EVENT,
	COLUMN_KNOWN_FROM,
	COLUMN_ROW_NUMBER,
	COLUMN_FIELDS
};

/* One reading: the question with what it takes to answer it. */
struct reading {
	struct db *db;
	const struct record_question *question;
	struct arena arena; /* of the whole reading */
	struct record_counting counting;
	bool compares; /* there is more than one source to choose from */
	size_t next;   /* of the question's children: the first that was not passed yet */
};

/* The children being read. */
struct batch {
	struct record_case *cases; /* in the order of ids */
	struct counted_child *children; /* beside them */
	size_t count;
	struct arena *arena;
};

/* The records of one type of a batch while they come. */
struct type_rows {
	struct record *items;
	size_t count;
	size_t capacity;
};

static bool is_asked(const struct reading *reading, const struct query *row)
{
	int64_t source_id = query_int64(row, COLUMN_SOURCE);
	if (reading->question->source_id)
		return source_id == reading->question->source_id;
	return record_counting_source(&reading->counting, source_id) != SIZE_MAX;
}

static struct record_value read_value(const struct query *row, enum record_field_kind kind,
                                      int column, struct arena *arena)
{
	struct record_value value = { .is_given = !query_is_null(row, column) };
	if (!value.is_given)
		return value;
	switch (kind) {
	case RECORD_INSTANT:
		value.offset_minutes = (int16_t)query_int64(row, column + 1);
		value.number = query_int64(row, column);
		break;
	case RECORD_DATE:
	case RECORD_FLAG:
	case RECORD_NUMBER:
	case RECORD_REF:
		value.number = query_int64(row, column);
		break;
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_SECRET:
		value.text = arena_text(arena, query_text(row, column));
		break;
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	return value;
}

static struct record read_record(const struct query *row, enum record_type type,
                                 struct arena *arena)
{
	const struct record_type_spec *spec = &RECORD_TYPES[type];
	struct record_value *values = arena_new(arena, spec->field_count, sizeof(*values));
	int column = COLUMN_FIELDS;
	for (size_t i = 0; i < spec->field_count; i++) {
		enum record_field_kind kind = spec->fields[i].kind;
		values[i] = read_value(row, kind, column, arena);
		column += kind == RECORD_INSTANT ? 2 : 1;
	}
	return (struct record){
		.id = query_int64(row, COLUMN_ID),
		.type = type,
		.source_id = query_int64(row, COLUMN_SOURCE),
		.identity = query_int64(row, COLUMN_IDENTITY),
		.event = query_int64(row, COLUMN_EVENT),
		.known_from = query_int64(row, COLUMN_KNOWN_FROM),
		.row_number = query_int64(row, COLUMN_ROW_NUMBER),
		.is_counted = true,
		.values = values,
	};
}

/* A moment to sort by: days count as their beginning; missing as `missing`. */
static int64_t moment(const struct record *record, int field, int64_t missing)
{
	if (field < 0 || !record->values[field].is_given)
		return missing;
	int64_t number = record->values[field].number;
	bool is_instant = RECORD_TYPES[record->type].fields[field].kind == RECORD_INSTANT;
	return is_instant ? number : number * (24 * 60 * 60);
}

static int compare_int64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_records(const void *left, const void *right)
{
	const struct record *a = left, *b = right;
	const struct record_type_spec *spec = &RECORD_TYPES[a->type];
	int order = compare_int64(moment(a, spec->start, INT64_MIN),
	                          moment(b, spec->start, INT64_MIN));
	if (order == 0)
		order = compare_int64(moment(a, spec->end, INT64_MAX),
		                      moment(b, spec->end, INT64_MAX));
	return order ? order : compare_int64(a->id, b->id);
}

/* Notes which sources hold the child's own record. */
static void note_holders(const struct record_counting *counting, const struct record *persons,
                         size_t count, struct counted_child *child)
{
	for (size_t i = 0; i < count; i++)
		child->held_by |= UINT64_C(1)
			<< record_counting_source(counting, persons[i].source_id);
}

/* The records from `first` on are all of their type that the child at `at` has. */
static void close_list(const struct reading *reading, struct batch *batch,
                       enum record_type type, size_t at, struct type_rows *rows, size_t first)
{
	struct record *records = rows->items + first;
	size_t count = rows->count - first;
	batch->cases[at].of[type].count = count;
	if (count > 1)
		qsort(records, count, sizeof(*records), compare_records);
	if (!reading->compares || count == 0)
		return;
	if (type == RECORD_PERSON)
		note_holders(&reading->counting, records, count, &batch->children[at]);
	const struct counted_records of = { &reading->counting, &batch->children[at], records,
		                            count };
	record_counting_mark(&of, records, batch->arena);
}

/* Reads the records of one type of all children of the batch. */
static enum status read_type(struct reading *reading, struct batch *batch,
                             enum record_type type, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(reading->db, RECORD_SQL[type].cases, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, batch->cases[0].child_id);
	query_bind_int64(&q, 2, batch->cases[batch->count - 1].child_id);
	query_bind_int64(&q, 3, reading->question->known_at);

	struct type_rows rows = { 0 };
	size_t at = 0, first = 0;
	for (;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK)
			return st;
		if (!found)
			break;
		int64_t child_id = query_int64(&q, COLUMN_CHILD);
		while (at < batch->count && batch->cases[at].child_id < child_id) {
			close_list(reading, batch, type, at++, &rows, first);
			first = rows.count;
		}
		/* Between two children there may be one of another authority. */
		if (at == batch->count)
			break;
		if (batch->cases[at].child_id != child_id || !is_asked(reading, &q))
			continue;
		rows.items = arena_grow(batch->arena, rows.items, rows.count, &rows.capacity,
		                        sizeof(*rows.items));
		rows.items[rows.count++] = read_record(&q, type, batch->arena);
	}
	for (; at < batch->count; at++, first = rows.count)
		close_list(reading, batch, type, at, &rows, first);
	/* Only now do the items stay where they are. */
	first = 0;
	for (size_t i = 0; i < batch->count; i++) {
		struct record_list *list = &batch->cases[i].of[type];
		list->items = list->count ? rows.items + first : NULL;
		first += list->count;
	}
	return OK;
}

/* Whether a delivery named the children, where a coverage asks that. */
static enum status read_presence(const struct reading *reading, struct batch *batch,
                                 struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(reading->db, SQL_RECORD_PRESENCE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, batch->cases[0].child_id);
	query_bind_int64(&q, 2, batch->cases[batch->count - 1].child_id);
	query_bind_int64(&q, 3, reading->question->known_at);
	int64_t *changes = NULL;
	struct counted_presence *told = NULL;
	size_t count = 0, capacity = 0, told_count = 0, told_capacity = 0;
	for (size_t at = 0;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK)
			return st;
		if (!found)
			break;
		while (at < batch->count && batch->cases[at].child_id < query_int64(&q, 0))
			at++;
		if (at == batch->count)
			break;
		if (batch->cases[at].child_id != query_int64(&q, 0))
			continue;
		enum record_type type;
		if (!record_type_find(query_text(&q, 2), &type)) {
			changes = arena_grow(batch->arena, changes, count, &capacity,
			                     sizeof(*changes));
			changes[count++] = query_int64(&q, 1);
			batch->children[at].named_in_count++;
			continue;
		}
		told = arena_grow(batch->arena, told, told_count, &told_capacity, sizeof(*told));
		told[told_count++] = (struct counted_presence){ query_int64(&q, 1), type };
		batch->children[at].told_in_count++;
	}
	/* Only now do they stay where they are. */
	size_t first = 0, first_told = 0;
	for (size_t i = 0; i < batch->count; i++) {
		batch->children[i].named_in = changes + first;
		batch->children[i].told_in = told + first_told;
		first += batch->children[i].named_in_count;
		first_told += batch->children[i].told_in_count;
	}
	return OK;
}

/* What decides between sources, before the records of any type are marked: which sources
 * hold the child's own record is asked for even where these records are not. */
static enum status start_counting(struct reading *reading, struct batch *batch,
                                  struct err *err)
{
	bool of_children = batch->cases[0].child_id != 0;
	batch->children = arena_new(batch->arena, batch->count, sizeof(*batch->children));
	for (size_t i = 0; i < batch->count; i++) {
		batch->children[i].id = batch->cases[i].child_id;
		batch->cases[i].counting = &batch->children[i];
	}
	enum status st = OK;
	if (of_children && reading->counting.asks_names)
		st = read_presence(reading, batch, err);
	if (st == OK && of_children)
		st = read_type(reading, batch, RECORD_PERSON, err);
	return st;
}

/* Marks a field of a record that was read and holds nothing. */
static void mark_doubt(struct record_case *of_child, enum record_type type, int64_t identity,
                       int field)
{
	const struct record_list *list = &of_child->of[type];
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].identity != identity || list->items[i].values[field].is_given)
			continue;
		/* The values are the batch's own until they are handed on. */
		struct record_value *values = (struct record_value *)list->items[i].values;
		values[field].is_doubted = true;
	}
}

/* Marks what readers could not understand in the records of the batch. */
static enum status mark_doubts(const struct reading *reading, struct batch *batch,
                               struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(reading->db, SQL_RECORD_FINDING_FIELDS, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, batch->cases[0].child_id);
	query_bind_int64(&q, 2, batch->cases[batch->count - 1].child_id);
	query_bind_int64(&q, 3, reading->question->source_id);
	query_bind_int64(&q, 4, reading->question->known_at);
	for (size_t at = 0;;) {
		bool found = false;
		enum record_type type;
		int field;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		while (at < batch->count && batch->cases[at].child_id < query_int64(&q, 0))
			at++;
		if (at == batch->count)
			return OK;
		if (batch->cases[at].child_id == query_int64(&q, 0) &&
		    record_rule_is_of_reader(query_text(&q, 4)) &&
		    record_type_find(query_text(&q, 1), &type) &&
		    record_field_find(type, query_text(&q, 3), &field))
			mark_doubt(&batch->cases[at], type, query_int64(&q, 2), field);
	}
}

/* Reads all that the question asks of the children of the batch: of child 0 the types
 * that are not of a child, of all others those that are. */
static enum status read_batch(struct reading *reading, struct batch *batch, struct err *err)
{
	const bool *types = reading->question->types;
	bool of_children = batch->cases[0].child_id != 0;
	enum status st = reading->compares ? start_counting(reading, batch, err) : OK;
	for (int type = 0; type < RECORD_TYPE_COUNT && st == OK; type++) {
		bool is_read = reading->compares && type == RECORD_PERSON;
		if (!is_read && (!types || types[type]) &&
		    RECORD_TYPES[type].is_of_child == of_children)
			st = read_type(reading, batch, (enum record_type)type, err);
	}
	for (size_t i = 0; types && !types[RECORD_PERSON] && i < batch->count; i++)
		batch->cases[i].of[RECORD_PERSON] = (struct record_list){ 0 };
	if (st == OK && reading->question->with_doubts && reading->question->source_id)
		st = mark_doubts(reading, batch, err);
	return st;
}

static bool has_records(const struct record_case *of_child)
{
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		if (of_child->of[type].count)
			return true;
	return false;
}

static enum status hand_on(const struct batch *batch, const struct record_case_sink *sink,
                           struct err *err)
{
	for (size_t i = 0; i < batch->count; i++) {
		if (!has_records(&batch->cases[i]))
			continue;
		enum status st = sink->each(sink->context, &batch->cases[i], err);
		if (st != OK)
			return st;
	}
	return OK;
}

/* Whether a child is asked for; asked in the order of ids. */
static bool is_wanted(struct reading *reading, int64_t child_id)
{
	const struct record_question *question = reading->question;
	if (!question->children)
		return true;
	while (reading->next < question->child_count &&
	       question->children[reading->next] < child_id)
		reading->next++;
	return reading->next < question->child_count &&
	       question->children[reading->next] == child_id;
}

/* Those that are asked for of the next children behind `*last_id`, which becomes the last
 * that was looked at. */
static enum status read_children(struct reading *reading, int64_t *last_id,
                                 struct batch *batch, bool *found_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(reading->db, SQL_RECORD_CHILDREN, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, reading->question->authority);
	query_bind_int64(&q, 2, *last_id);
	query_bind_int64(&q, 3, reading->question->with_restricted);
	query_bind_int64(&q, 4, BATCH_CHILDREN);
	*found_out = false;
	for (;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		*found_out = true;
		*last_id = query_int64(&q, 0);
		if (is_wanted(reading, *last_id))
			batch->cases[batch->count++] = (struct record_case){
				.child_id = *last_id,
				.is_restricted = query_int64(&q, 1) != 0,
			};
	}
}

/* The next children behind `*last_id` into an empty batch; none at the end. Children that
 * nobody asks for are passed over, so that few of many are found at once. */
static enum status next_children(struct reading *reading, int64_t *last_id,
                                 struct batch *batch, struct err *err)
{
	const struct record_question *question = reading->question;
	enum status st = OK;
	for (bool found = true; st == OK && found && batch->count == 0;) {
		if (question->children && !is_wanted(reading, *last_id + 1)) {
			if (reading->next == question->child_count)
				break;
			*last_id = question->children[reading->next] - 1;
		}
		st = read_children(reading, last_id, batch, &found, err);
	}
	return st;
}

static enum status read_and_hand_on(struct reading *reading, struct batch *batch,
                                    const struct record_case_sink *sink, struct err *err)
{
	enum status st = read_batch(reading, batch, err);
	return st == OK ? hand_on(batch, sink, err) : st;
}

static enum status read_all(struct reading *reading, const struct record_case_sink *sink,
                            struct err *err)
{
	struct record_case *cases = arena_new(&reading->arena, BATCH_CHILDREN, sizeof(*cases));
	int64_t last_id = 0;
	size_t count = is_wanted(reading, 0); /* what is of no child comes first, by itself */
	enum status st = OK;
	do {
		auto_arena arena = { 0 };
		struct batch batch = { .cases = cases, .count = count, .arena = &arena };
		if (count)
			st = read_and_hand_on(reading, &batch, sink, err);
		batch.count = 0;
		if (st == OK)
			st = next_children(reading, &last_id, &batch, err);
		count = batch.count;
	} while (st == OK && count);
	return st;
}

static enum status reading_start(struct reading *reading, struct db *db,
                                 const struct record_question *question, struct err *err)
{
	reading->db = db;
	reading->question = question;
	enum status st = record_counting_load(db, question, &reading->arena,
	                                      &reading->counting, err);
	reading->compares = question->source_id == 0 && reading->counting.sources.count > 1;
	return st;
}

enum status record_cases_read(struct db *db, const struct record_question *question,
                              const struct record_case_sink *sink, struct err *err)
{
	struct reading reading = { 0 };
	enum status st = reading_start(&reading, db, question, err);
	if (st == OK)
		st = read_all(&reading, sink, err);
	arena_deinit(&reading.arena);
	return st;
}

/* Whether the child may be shown; E_MISSING says no more than that it is not there. */
static enum status find_child(const struct reading *reading, int64_t child_id,
                              bool *restricted_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(reading->db, SQL_RECORD_CHILD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, child_id);
	query_bind_text(&q, 2, reading->question->authority);
	query_bind_int64(&q, 3, reading->question->with_restricted);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_MISSING, "no child %" PRId64 " is known here", child_id);
	*restricted_out = query_int64(&q, 0) != 0;
	return OK;
}

enum status record_case_load(struct db *db, const struct record_question *question,
                             int64_t child_id, struct arena *arena, struct record_case *out,
                             struct err *err)
{
	struct reading reading = { 0 };
	struct record_case of_child = { .child_id = child_id };
	struct batch batch = { .cases = &of_child, .count = 1, .arena = arena };
	enum status st = reading_start(&reading, db, question, err);
	if (st == OK && child_id != 0)
		st = find_child(&reading, child_id, &of_child.is_restricted, err);
	if (st == OK)
		st = read_batch(&reading, &batch, err);
	arena_deinit(&reading.arena);
	if (st == OK)
		*out = of_child;
	return st;
}
