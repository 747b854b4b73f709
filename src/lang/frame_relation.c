/* Relations: for each record of a frame, the other records it speaks of.
 *
 * The records of a child lie side by side in order of their start, so whoever is meant is a run
 * of rows; conditions on the start narrow the run by bisection before any record is looked at.
 * What is left of the condition is worked out over pairs, many at once, in a frame of their
 * own. */
#include <assert.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "lang/frame.h"

enum { BOUNDS_MAX = 8, PAIRS = 4096, REST_MAX = 16, SHORT_RUN = 32 };

/* A condition on the start of the other record: start OP a value of the frame around. */
struct bound {
	enum binary_op op;
	const int64_t *limit;
};

struct relating {
	struct evaluator *evaluator;
	const struct frame *frame; /* around */
	const struct relation *relation;
	const struct table *other;
	int start; /* the other's start, when it is a date, by which its rows lie; else -1 */
	struct bound bounds[BOUNDS_MAX];
	int bound_count;
	const struct node *rest[REST_MAX]; /* what of the condition is left */
	int rest_count;
	const int64_t *running_from;
	const int64_t *running_to;
	const int32_t *ends; /* of the other's rows, where these are plain dates; else NULL */
	enum which which;    /* what of the relation's the bounds do not say */
	const int64_t *keys; /* SCOPE_KEY */
	const struct key_index *index;
	/* Pairs that wait for the rest of their condition. */
	int32_t *owners;
	int32_t *rows;
	int32_t pair_count;
	struct pair_list *list; /* NULL, or where the pairs that hold go instead */
	/* What came of each record. */
	int64_t *found; /* how many; of the latest and the like its row, -1: none yet */
	int64_t *sum;   /* of QUANTIFIER_SUM; of QUANTIFIER_NTH how many came */
};

struct key_index {
	struct key_index *next;
	int type;
	int field;
	struct key_row {
		int64_t key;
		int32_t row;
	} *rows;
	int32_t count;
};

/* --- By a field ------------------------------------------------------------------------ */

static int compare_key_rows(const void *left, const void *right)
{
	const struct key_row *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static const struct key_index *index_of(struct evaluator *self, int type, int field)
{
	for (struct key_index *index = self->indexes; index; index = index->next)
		if (index->type == type && index->field == field)
			return index;
	const struct table *table = &self->tables->of[type];
	struct key_index *index = arena_new(&self->kept, 1, sizeof(*index));
	index->rows = arena_new(&self->kept, (size_t)table->row_count + 1, sizeof(*index->rows));
	for (int32_t row = 0; row < table->row_count; row++) {
		int64_t key = column_at(&table->columns[field], row);
		if (key != CELL_MISSING && table->type->fields[field].kind == FIELD_NUMBER)
			key *= 1000000; /* as expressions have it */
		if (key != CELL_MISSING)
			index->rows[index->count++] = (struct key_row){ key, row };
	}
	qsort(index->rows, (size_t)index->count, sizeof(*index->rows), compare_key_rows);
	index->type = type;
	index->field = field;
	index->next = self->indexes;
	return self->indexes = index;
}

/* The first of the index at or behind a key. */
static int32_t index_first(const struct key_index *index, int64_t key)
{
	int32_t low = 0, high = index->count;
	while (low < high) {
		int32_t middle = low + (high - low) / 2;
		if (index->rows[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* --- Conditions on the start ------------------------------------------------------------ */

static bool speaks_of_start(const struct relating *self, const struct node *node)
{
	return node->kind == NODE_NAME && node->binding.kind == BOUND_FIELD &&
	       node->binding.out == 0 && node->binding.index == self->start;
}

static bool orders(enum binary_op op)
{
	return op == BINARY_LESS || op == BINARY_LESS_EQUAL || op == BINARY_MORE ||
	       op == BINARY_MORE_EQUAL || op == BINARY_EQUAL;
}

/* The operator with its sides changed over. */
static enum binary_op turned(enum binary_op op)
{
	static const enum binary_op TURNED[BINARY_OP_COUNT] = {
		[BINARY_LESS] = BINARY_MORE,
		[BINARY_LESS_EQUAL] = BINARY_MORE_EQUAL,
		[BINARY_MORE] = BINARY_LESS,
		[BINARY_MORE_EQUAL] = BINARY_LESS_EQUAL,
		[BINARY_EQUAL] = BINARY_EQUAL,
	};
	return TURNED[op];
}

/* Whether nothing in the node is of the other record, so that the frame around can say it. */
static bool is_of_around(const struct node *node)
{
	if (node->kind == NODE_RELATION)
		return false;
	if (names_record(node) && node->binding.out == 0)
		return false;
	for (size_t i = 0; i < node->part_count; i++)
		if (!is_of_around(node->parts[i]))
			return false;
	return true;
}

static void add_bound(struct relating *self, enum binary_op op, const struct node *limit)
{
	self->bounds[self->bound_count++] = (struct bound){
		op, frame_value(self->evaluator, self->frame, limit, 1)
	};
}

/* Takes a condition as a bound, if it is one. */
static bool take_bound(struct relating *self, const struct node *node)
{
	if (self->start < 0 || self->bound_count + 2 > BOUNDS_MAX)
		return false;
	if (node->kind == NODE_BETWEEN) {
		if (!speaks_of_start(self, node->parts[0]) || !is_of_around(node->parts[1]) ||
		    !is_of_around(node->parts[2]))
			return false;
		add_bound(self, BINARY_MORE_EQUAL, node->parts[1]);
		add_bound(self, BINARY_LESS_EQUAL, node->parts[2]);
		return true;
	}
	if (node->kind != NODE_BINARY || !orders(node->op))
		return false;
	if (speaks_of_start(self, node->parts[0]) && is_of_around(node->parts[1])) {
		add_bound(self, node->op, node->parts[1]);
		return true;
	}
	if (speaks_of_start(self, node->parts[1]) && is_of_around(node->parts[0])) {
		add_bound(self, turned(node->op), node->parts[0]);
		return true;
	}
	return false;
}

/* Splits the condition at its `and`s into bounds and the rest. */
static void split_condition(struct relating *self, const struct node *node)
{
	if (node->kind == NODE_BINARY && node->op == BINARY_AND &&
	    self->rest_count + 2 <= REST_MAX) {
		split_condition(self, node->parts[0]);
		split_condition(self, node->parts[1]);
		return;
	}
	if (take_bound(self, node))
		return;
	assert(self->rest_count < REST_MAX);
	self->rest[self->rest_count++] = node;
}

/* The first row of [low, high) whose start is not before `day` (or, behind: is after it). */
static int32_t bisect(const struct relating *self, int32_t low, int32_t high, int64_t day,
                      bool is_behind)
{
	const struct column *starts = &self->other->columns[self->start];
	/* In a short run every step of a bisection is a guess that costs more than counting. */
	if (high - low <= SHORT_RUN && starts->narrow && day >= DATE_MIN && day <= DATE_MAX) {
		int32_t limit = (int32_t)day + is_behind, before = 0;
		for (int32_t row = low; row < high; row++)
			before += starts->narrow[row] < limit;
		return low + before;
	}
	while (low < high) {
		int32_t middle = low + (high - low) / 2;
		int64_t start = column_at(starts, middle);
		if (is_behind ? start <= day : start < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Narrows a run of rows to those whose start is within all bounds. One without a start is in
 * none. */
static void narrow(const struct relating *self, int32_t at, int32_t *low, int32_t *high)
{
	if (self->bound_count == 0)
		return;
	if (*low < *high && column_at(&self->other->columns[self->start], *low) == CELL_MISSING)
		*low = bisect(self, *low, *high, CELL_MISSING, true);
	for (int i = 0; i < self->bound_count && *low < *high; i++) {
		int64_t limit = self->bounds[i].limit[at];
		if (limit == CELL_MISSING) {
			*high = *low;
			return;
		}
		enum binary_op op = self->bounds[i].op;
		if (op == BINARY_MORE || op == BINARY_MORE_EQUAL || op == BINARY_EQUAL)
			*low = bisect(self, *low, *high, limit, op == BINARY_MORE);
		if (op == BINARY_LESS || op == BINARY_LESS_EQUAL || op == BINARY_EQUAL)
			*high = bisect(self, *low, *high, limit, op != BINARY_LESS);
	}
}

/* --- Pairs ------------------------------------------------------------------------------ */

static bool is_of_one(const struct relation *relation)
{
	return relation->quantifier == QUANTIFIER_NTH ||
	       relation->quantifier == QUANTIFIER_LATEST ||
	       relation->quantifier == QUANTIFIER_PREVIOUS ||
	       relation->quantifier == QUANTIFIER_NEXT;
}

/* The start by which a record has its place: to the second among records of moments. */
static int64_t start_of(const struct table *table, int32_t row, bool as_day)
{
	int field = table->type->start;
	if (as_day || field < 0)
		return row_start(table, row);
	return column_at(&table->columns[field], row);
}

static bool starts_at_moments(const struct table *table)
{
	int field = table->type->start;
	return field >= 0 && table->type->fields[field].kind == FIELD_INSTANT;
}

/* Negative, 0 or positive as one record starts before, with or after another. One without a
 * start is before all others. */
static int compare_starts(const struct table *table_a, int32_t a, const struct table *table_b,
                          int32_t b)
{
	bool as_days = starts_at_moments(table_a) != starts_at_moments(table_b);
	int64_t start_a = start_of(table_a, a, as_days), start_b = start_of(table_b, b, as_days);
	return (start_a > start_b) - (start_a < start_b);
}

/* The same by place: in one table the order of its rows decides between equal starts. */
static int compare_places(const struct table *table_a, int32_t a, const struct table *table_b,
                          int32_t b)
{
	int order = compare_starts(table_a, a, table_b, b);
	if (order != 0 || table_a != table_b)
		return order;
	return (a > b) - (a < b);
}

static void pair_list_add(struct pair_list *list, int32_t owner, int32_t row)
{
	list->items = arena_grow(list->arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = (struct pair){ owner, row };
}

/* Keeps what a pair that holds says. */
static void note_pair(struct relating *self, int32_t owner, int32_t row, int64_t value)
{
	const struct relation *relation = self->relation;
	int64_t *found = &self->found[owner];
	if (self->list) {
		pair_list_add(self->list, owner, row);
		return;
	}
	if (relation->quantifier == QUANTIFIER_SUM) {
		int64_t *sum = &self->sum[owner];
		if (value != CELL_MISSING && __builtin_add_overflow(*sum, value, sum))
			self->evaluator->has_overflowed = true;
	} else if (!is_of_one(relation)) {
		(*found)++;
	} else if (relation->quantifier == QUANTIFIER_NTH) {
		/* Rows come in order, so the n-th to come is the n-th. */
		if (++self->sum[owner] == relation->amount)
			*found = row;
	} else {
		int order = *found < 0 ? 0 : compare_places(self->other, row, self->other,
		                                            (int32_t)*found);
		bool is_nearer = relation->quantifier == QUANTIFIER_NEXT ? order < 0 : order > 0;
		if (*found < 0 || is_nearer)
			*found = row;
	}
}

/* Works the rest of the condition out for the pairs that wait. */
static void flush_pairs(struct relating *self)
{
	struct evaluator *evaluator = self->evaluator;
	struct scratch_mark mark = scratch_mark(&evaluator->scratch);
	struct frame pairs = { .table = self->other,
		               .count = self->pair_count,
		               .rows = self->rows,
		               .around = self->frame,
		               .owner = self->owners };
	bool *holds = scratch_new(&evaluator->scratch, (size_t)pairs.count + 1, sizeof(*holds));
	for (int32_t i = 0; i < pairs.count; i++)
		holds[i] = true;
	for (int part = 0; part < self->rest_count; part++) {
		const int64_t *truth = frame_value(evaluator, &pairs, self->rest[part], 0);
		for (int32_t i = 0; i < pairs.count; i++)
			holds[i] &= truth[i] == 1;
	}
	const int64_t *values = NULL;
	if (self->relation->quantifier == QUANTIFIER_SUM)
		values = frame_value(evaluator, &pairs, self->relation->value, 0);
	for (int32_t i = 0; i < pairs.count; i++)
		if (holds[i])
			note_pair(self, self->owners[i], self->rows[i],
			          values ? values[i] : CELL_MISSING);
	self->pair_count = 0;
	scratch_release(&evaluator->scratch, mark);
}

static bool is_running(const struct relating *self, int32_t owner, int32_t row)
{
	int64_t from = self->running_from[owner];
	int64_t to = self->running_to ? self->running_to[owner] : from;
	int64_t start, end;
	if (self->ends && self->start >= 0) {
		start = column_at(&self->other->columns[self->start], row);
		end = self->ends[row] == INT32_MIN ? CELL_MISSING : self->ends[row];
	} else {
		start = row_start(self->other, row);
		end = row_end(self->other, row);
	}
	if (from == CELL_MISSING || to == CELL_MISSING || start == CELL_MISSING || start > to)
		return false;
	return end == CELL_MISSING || (self->running_to ? end >= from : end > from);
}

/* Whether a row is among those meant by `earlier`, `later`, `other`. */
static bool is_which(const struct relating *self, int32_t own, int32_t row)
{
	const struct table *table = self->frame->table;
	switch (self->which) {
	case WHICH_EARLIER:
		return compare_starts(self->other, row, table, own) < 0;
	case WHICH_LATER:
		return compare_starts(self->other, row, table, own) > 0;
	case WHICH_OTHER:
		return table != self->other || row != own;
	case WHICH_ALL:
		break;
	}
	return true;
}

/* Whether a row lies on the side that `previous` and `next` look to, too. */
static bool is_meant(const struct relating *self, int32_t owner, int32_t row)
{
	int32_t own = self->frame->rows[owner];
	enum quantifier quantifier = self->relation->quantifier;
	if (self->which != WHICH_ALL && !is_which(self, own, row))
		return false;
	if (quantifier != QUANTIFIER_PREVIOUS && quantifier != QUANTIFIER_NEXT)
		return true;
	int order = compare_places(self->other, row, self->frame->table, own);
	return quantifier == QUANTIFIER_PREVIOUS ? order < 0 : order > 0;
}

static void put_pair(struct relating *self, int32_t owner, int32_t row)
{
	if (!is_meant(self, owner, row) || (self->running_from && !is_running(self, owner, row)))
		return;
	if (self->rest_count == 0 && self->relation->quantifier != QUANTIFIER_SUM) {
		note_pair(self, owner, row, CELL_MISSING);
		return;
	}
	self->owners[self->pair_count] = owner;
	self->rows[self->pair_count++] = row;
	if (self->pair_count == PAIRS)
		flush_pairs(self);
}

/* Puts a run of a child's rows. Where so many are asked for that these cannot be enough, what is
 * left of the condition need not be worked out. */
static void put_child(struct relating *self, int32_t owner, int32_t child)
{
	enum quantifier quantifier = self->relation->quantifier;
	bool asks_for_some = (quantifier == QUANTIFIER_AT_LEAST ||
	                      quantifier == QUANTIFIER_FEWER_THAN) && !self->list;
	int32_t low = self->other->first_of_child[child];
	int32_t high = self->other->first_of_child[child + 1];
	narrow(self, owner, &low, &high);
	if (asks_for_some && high - low < self->relation->amount)
		return;
	if (self->pair_count > 0 && high - low >= PAIRS - self->pair_count)
		flush_pairs(self);
	int32_t before = self->pair_count;
	for (int32_t row = low; row < high; row++)
		put_pair(self, owner, row);
	if (asks_for_some && high - low < PAIRS &&
	    self->pair_count - before < self->relation->amount)
		self->pair_count = before;
}

/* Rows of several children, or of none, in the order of time: so that the second is the second. */
static int compare_times(const void *left, const void *right, void *table)
{
	return compare_places(table, *(const int32_t *)left, table, *(const int32_t *)right);
}

/* Rows that were gathered from several runs. Only for the n-th does their order matter. */
static void put_rows(struct relating *self, int32_t owner, int32_t *rows, int32_t count)
{
	if (self->relation->quantifier == QUANTIFIER_NTH)
		qsort_r(rows, (size_t)count, sizeof(*rows), compare_times, (void *)self->other);
	for (int32_t i = 0; i < count; i++)
		put_pair(self, owner, rows[i]);
}

static int32_t gather_run(const struct relating *self, int32_t owner, int32_t low, int32_t high,
                          int32_t *rows)
{
	int32_t count = 0;
	narrow(self, owner, &low, &high);
	for (int32_t row = low; row < high; row++)
		rows[count++] = row;
	return count;
}

static void put_family(struct relating *self, int32_t owner, int32_t child)
{
	const struct tables *tables = self->evaluator->tables;
	const int32_t *first = self->other->first_of_child;
	int32_t family = tables->family ? tables->family[child] : -1;
	if (family < 0) {
		put_child(self, owner, child);
		return;
	}
	int32_t from = tables->family_first[family], to = tables->family_first[family + 1];
	int32_t count = 0;
	for (int32_t i = from; i < to; i++)
		count += first[tables->family_members[i] + 1] - first[tables->family_members[i]];
	struct scratch_mark mark = scratch_mark(&self->evaluator->scratch);
	int32_t *rows = scratch_new(&self->evaluator->scratch, (size_t)count + 1, sizeof(*rows));
	count = 0;
	for (int32_t i = from; i < to; i++) {
		int32_t member = tables->family_members[i];
		count += gather_run(self, owner, first[member], first[member + 1], rows + count);
	}
	put_rows(self, owner, rows, count);
	scratch_release(&self->evaluator->scratch, mark);
}

static void put_key(struct relating *self, int32_t owner)
{
	int64_t key = self->keys[owner];
	if (key == CELL_MISSING)
		return;
	int32_t first = index_first(self->index, key), last = first, count = 0;
	while (last < self->index->count && self->index->rows[last].key == key)
		last++;
	struct scratch_mark mark = scratch_mark(&self->evaluator->scratch);
	int32_t *rows = scratch_new(&self->evaluator->scratch, (size_t)(last - first) + 1,
	                            sizeof(*rows));
	for (int32_t i = first; i < last; i++) {
		int32_t row = self->index->rows[i].row;
		count += gather_run(self, owner, row, row + 1, rows + count);
	}
	put_rows(self, owner, rows, count);
	scratch_release(&self->evaluator->scratch, mark);
}

static void put_record(struct relating *self, int32_t owner)
{
	const struct table *table = self->frame->table;
	int32_t child = table->child ? table->child[self->frame->rows[owner]] : -1;
	switch (self->relation->scope) {
	case SCOPE_CHILD:
		if (child >= 0)
			put_child(self, owner, child);
		break;
	case SCOPE_FAMILY:
		if (child >= 0)
			put_family(self, owner, child);
		break;
	case SCOPE_KEY:
		put_key(self, owner);
		break;
	}
}

/* --- What the relation says -------------------------------------------------------------- */

static int64_t said(const struct relating *self, int32_t at)
{
	const struct relation *relation = self->relation;
	int64_t found = self->found[at];
	switch (relation->quantifier) {
	case QUANTIFIER_ANY:
		return found > 0;
	case QUANTIFIER_NO:
		return found == 0;
	case QUANTIFIER_AT_LEAST:
		return found >= relation->amount;
	case QUANTIFIER_FEWER_THAN:
		return found < relation->amount;
	case QUANTIFIER_NUMBER:
		return found * 1000000;
	case QUANTIFIER_SUM:
		return self->sum[at];
	case QUANTIFIER_NTH:
	case QUANTIFIER_LATEST:
	case QUANTIFIER_PREVIOUS:
	case QUANTIFIER_NEXT:
	case QUANTIFIER_COUNT:
		break;
	}
	if (found < 0)
		return CELL_MISSING;
	int64_t value = column_at(&self->other->columns[relation->field], (int32_t)found);
	bool is_whole = self->other->type->fields[relation->field].kind == FIELD_NUMBER;
	return value != CELL_MISSING && is_whole ? value * 1000000 : value;
}

/* `earlier` is a bound on the start, too. Records without a start are earlier than all others,
 * but no bound lets them in: so only beside one that is there anyway. */
static void bound_earlier(struct relating *self)
{
	const struct frame *frame = self->frame;
	self->which = self->relation->which;
	if (self->which != WHICH_EARLIER || self->bound_count == 0 ||
	    self->bound_count == BOUNDS_MAX || frame->table != self->other)
		return;
	int64_t *starts = scratch_values(&self->evaluator->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++)
		starts[i] = column_at(&self->other->columns[self->start], frame->rows[i]);
	self->bounds[self->bound_count++] = (struct bound){ BINARY_LESS, starts };
	self->which = WHICH_ALL;
}

static void prepare(struct relating *self, struct evaluator *evaluator)
{
	const struct relation *relation = self->relation;
	int start = self->other->type->start;
	bool is_by_date = start >= 0 && self->other->type->fields[start].kind == FIELD_DATE;
	self->start = is_by_date ? start : -1;
	if (relation->where)
		split_condition(self, relation->where);
	if (relation->running_from)
		self->running_from = frame_value(evaluator, self->frame, relation->running_from, 0);
	if (relation->running_to)
		self->running_to = frame_value(evaluator, self->frame, relation->running_to, 0);
	if (self->running_from && self->start >= 0 && self->bound_count < BOUNDS_MAX)
		self->bounds[self->bound_count++] = (struct bound){
			BINARY_LESS_EQUAL,
			self->running_to ? self->running_to : self->running_from
		};
	bound_earlier(self);
	const struct table_type *type = self->other->type;
	if (type->end >= 0 && type->at_once < 0 && type->fields[type->end].kind == FIELD_DATE)
		self->ends = self->other->columns[type->end].narrow;
	if (relation->scope == SCOPE_KEY) {
		self->keys = frame_value(evaluator, self->frame, relation->key, 0);
		self->index = index_of(evaluator, relation->type, relation->key_field);
	}
	self->owners = scratch_new(&evaluator->scratch, PAIRS, sizeof(*self->owners));
	self->rows = scratch_new(&evaluator->scratch, PAIRS, sizeof(*self->rows));
	self->found = scratch_values(&evaluator->scratch, self->frame->count);
	self->sum = scratch_values(&evaluator->scratch, self->frame->count);
	for (int32_t i = 0; i < self->frame->count; i++) {
		self->found[i] = is_of_one(relation) ? -1 : 0;
		self->sum[i] = 0;
	}
}

static void relate(struct relating *self, struct evaluator *evaluator, const struct frame *frame,
                   const struct relation *relation)
{
	self->evaluator = evaluator;
	self->frame = frame;
	self->relation = relation;
	self->other = &evaluator->tables->of[relation->type];
	prepare(self, evaluator);
	for (int32_t i = 0; i < frame->count; i++)
		put_record(self, i);
	if (self->pair_count > 0)
		flush_pairs(self);
}

const int64_t *frame_relation(struct evaluator *evaluator, const struct frame *frame,
                              const struct node *node, int lifted)
{
	assert(lifted == 0);
	int64_t *out = scratch_values(&evaluator->scratch, frame->count);
	struct scratch_mark mark = scratch_mark(&evaluator->scratch);
	struct relating self = { 0 };
	relate(&self, evaluator, frame, node->relation);
	for (int32_t i = 0; i < frame->count; i++)
		out[i] = said(&self, i);
	scratch_release(&evaluator->scratch, mark);
	return out;
}

void frame_pairs(struct evaluator *evaluator, const struct frame *frame,
                 const struct relation *relation, struct pair_list *out)
{
	struct scratch_mark mark = scratch_mark(&evaluator->scratch);
	struct relating self = { .list = out };
	relate(&self, evaluator, frame, relation);
	scratch_release(&evaluator->scratch, mark);
}
