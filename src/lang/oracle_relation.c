#include <assert.h>
#include <stdlib.h>

#include "lang/oracle_parts.h"

/* --- The time a record runs ------------------------------------------------------------ */

struct oracle_value oracle_end(const struct frame *frame, struct oracle_value start,
                               struct oracle_value end)
{
	int at_once = frame->table->type->at_once;
	bool was_over_at_once =
		at_once >= 0 && column_at(&frame->table->columns[at_once], frame->row) == 1;
	return end.is_missing && was_over_at_once ? start : end;
}

struct oracle_value oracle_runs(struct oracle_value start, struct oracle_value end,
                                struct span asked, bool is_during)
{
	if (!end.is_missing && (is_during ? end.number < asked.from : end.number <= asked.to))
		return oracle_truth(false);
	if (start.is_missing)
		return start;
	return oracle_truth(start.number <= asked.to);
}

/* --- Places in time -------------------------------------------------------------------- */

/* A record's start; CELL_MISSING, which is before all others, when it has none. */
static int64_t start_of(const struct frame *frame)
{
	int start = frame->table->type->start;
	return start < 0 ? CELL_MISSING : column_at(&frame->table->columns[start], frame->row);
}

/* Negative, 0 or positive as one record starts before, with or after another of its table. */
static int compare_starts(const struct frame *a, const struct frame *b)
{
	int64_t left = start_of(a), right = start_of(b);
	return (left > right) - (left < right);
}

/* The same by place: of one start, the order of the table decides. */
static int compare_places(const struct frame *a, const struct frame *b)
{
	int order = compare_starts(a, b);
	return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

struct place_row {
	const struct table *table;
	int32_t row;
};

static int compare_place_rows(const void *left, const void *right)
{
	const struct place_row *a = left, *b = right;
	struct frame one = { .table = a->table, .row = a->row };
	struct frame two = { .table = b->table, .row = b->row };
	return compare_places(&one, &two);
}

/* --- Which records are meant ----------------------------------------------------------- */

static bool is_which(enum which which, const struct frame *other)
{
	const struct frame *this = other->around;
	switch (which) {
	case WHICH_ALL:
		return true;
	case WHICH_EARLIER:
		return compare_starts(other, this) < 0;
	case WHICH_LATER:
		return compare_starts(other, this) > 0;
	case WHICH_OTHER:
		return other->table != this->table || other->row != this->row;
	}
	return false;
}

static bool is_running(const struct scene *scene, const struct frame *other,
                       const struct relation *relation)
{
	if (!relation->running_from)
		return true;
	struct oracle_value from = oracle_evaluate(scene, other->around, relation->running_from);
	struct oracle_value to = from;
	if (relation->running_to)
		to = oracle_evaluate(scene, other->around, relation->running_to);
	if (from.is_missing || to.is_missing)
		return false;
	const struct table_type *type = other->table->type;
	struct oracle_value start = oracle_missing(LACK_VALUE, NULL), end = start;
	if (type->start >= 0)
		start = oracle_field(scene, other, type->start, NULL);
	if (type->end >= 0)
		end = oracle_end(other, start, oracle_field(scene, other, type->end, NULL));
	struct span asked = { (int32_t)from.number, (int32_t)to.number };
	struct oracle_value runs = oracle_runs(start, end, asked, relation->running_to != NULL);
	return !runs.is_missing && runs.number;
}

static bool has_key(const struct scene *scene, const struct frame *other,
                    const struct relation *relation)
{
	if (relation->scope != SCOPE_KEY)
		return true;
	struct oracle_value key = oracle_evaluate(scene, other->around, relation->key);
	struct oracle_value field = oracle_field(scene, other, relation->key_field, NULL);
	if (key.is_missing || field.is_missing)
		return false;
	if (relation->key->type == LANG_TEXT)
		return str_equal(key.text, field.text);
	return key.number == field.number;
}

/* The rows `from` up to `to` of a table that a relation means, added to `rows`. */
static size_t add_related(const struct scene *scene, const struct relation *relation,
                          const struct frame *first, int32_t to, struct place_row *rows)
{
	size_t count = 0;
	struct frame other = *first;
	for (; other.row < to; other.row++)
		if (has_key(scene, &other, relation) && is_which(relation->which, &other) &&
		    is_running(scene, &other, relation) &&
		    oracle_holds(scene, &other, relation->where))
			rows[count++] = (struct place_row){ other.table, other.row };
	return count;
}

/* The children whose records a relation looks at: the record's own or its family's. */
static const int32_t *children_in_scope(const struct scene *scene, const struct frame *frame,
                                        const struct relation *relation, size_t *count_out)
{
	const struct tables *tables = scene->question->tables;
	int32_t child = oracle_child(frame);
	int32_t *self = arena_new(scene->scratch, 1, sizeof(*self));
	*self = child;
	*count_out = child >= 0;
	if (child < 0 || relation->scope != SCOPE_FAMILY || !tables->family ||
	    tables->family[child] < 0)
		return self;
	const int32_t *first = &tables->family_first[tables->family[child]];
	*count_out = (size_t)(first[1] - first[0]);
	return &tables->family_members[first[0]];
}

struct row_list oracle_related(const struct scene *scene, const struct frame *frame,
                               const struct relation *relation)
{
	const struct table *table = &scene->question->tables->of[relation->type];
	struct frame other = { .table = table, .around = frame };
	struct place_row *found =
		arena_new(scene->scratch, (size_t)table->row_count + 1, sizeof(*found));
	size_t count = 0;
	if (relation->scope == SCOPE_KEY) {
		count = add_related(scene, relation, &other, table->row_count, found);
	} else {
		size_t child_count;
		const int32_t *children = children_in_scope(scene, frame, relation, &child_count);
		for (size_t i = 0; i < child_count; i++) {
			other.row = table->first_of_child[children[i]];
			count += add_related(scene, relation, &other,
			                     table->first_of_child[children[i] + 1],
			                     found + count);
		}
	}
	qsort(found, count, sizeof(*found), compare_place_rows);
	int32_t *rows = arena_new(scene->scratch, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++)
		rows[i] = found[i].row;
	return (struct row_list){ rows, count };
}

/* --- What a relation gives ------------------------------------------------------------- */

/* The values added up of those that have one. */
static struct oracle_value sum_of(const struct scene *scene, const struct frame *frame,
                                  const struct relation *relation, struct row_list found)
{
	int64_t sum = 0;
	for (size_t i = 0; i < found.count; i++) {
		struct frame other = { .table = &scene->question->tables->of[relation->type],
			               .row = found.rows[i],
			               .around = frame };
		struct oracle_value value = oracle_evaluate(scene, &other, relation->value);
		if (!value.is_missing && __builtin_add_overflow(sum, value.number, &sum))
			*scene->failure = E_LIMIT;
	}
	return oracle_number(sum);
}

/* The one record that a relation picks, as an index into what was found; -1: there is none. */
static int64_t pick(const struct scene *scene, const struct frame *frame,
                    const struct relation *relation, struct row_list found)
{
	int64_t count = (int64_t)found.count, before = 0, not_after = 0;
	if (relation->quantifier == QUANTIFIER_LATEST)
		return count - 1;
	if (relation->quantifier == QUANTIFIER_NTH)
		return relation->amount <= count ? relation->amount - 1 : -1;
	for (int64_t i = 0; i < count; i++) {
		struct frame other = { .table = &scene->question->tables->of[relation->type],
			               .row = found.rows[i] };
		before += compare_places(&other, frame) < 0;
		not_after += compare_places(&other, frame) <= 0;
	}
	if (relation->quantifier == QUANTIFIER_PREVIOUS)
		return before - 1;
	return not_after < count ? not_after : -1;
}

struct oracle_value oracle_relation(const struct scene *scene, const struct frame *frame,
                                    const struct node *node)
{
	const struct relation *relation = node->relation;
	struct row_list found = oracle_related(scene, frame, relation);
	int64_t count = (int64_t)found.count;
	switch (relation->quantifier) {
	case QUANTIFIER_ANY:
		return oracle_truth(count > 0);
	case QUANTIFIER_NO:
		return oracle_truth(count == 0);
	case QUANTIFIER_AT_LEAST:
		return oracle_truth(count >= relation->amount);
	case QUANTIFIER_FEWER_THAN:
		return oracle_truth(count < relation->amount);
	case QUANTIFIER_NUMBER:
		return oracle_number(count * MILLION);
	case QUANTIFIER_SUM:
		return sum_of(scene, frame, relation, found);
	case QUANTIFIER_NTH:
	case QUANTIFIER_LATEST:
	case QUANTIFIER_PREVIOUS:
	case QUANTIFIER_NEXT:
		break;
	case QUANTIFIER_COUNT:
		assert(!"a quantifier");
	}
	int64_t picked = pick(scene, frame, relation, found);
	if (picked < 0)
		return oracle_missing(LACK_RECORD, node);
	struct frame other = { .table = &scene->question->tables->of[relation->type],
		               .row = found.rows[picked],
		               .around = frame };
	return oracle_field(scene, &other, relation->field, node);
}
