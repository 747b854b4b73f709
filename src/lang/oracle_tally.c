#include <stdlib.h>

#include "lang/oracle_parts.h"

/* --- Who speaks ------------------------------------------------------------------------ */

static int compare_keys(const struct judged *a, const struct judged *b, size_t key_count)
{
	for (size_t i = 0; i < key_count; i++) {
		const struct oracle_value *x = &a->keys[i], *y = &b->keys[i];
		int order = str_compare(x->text, y->text);
		if (order == 0)
			order = (x->number > y->number) - (x->number < y->number);
		if (order != 0)
			return order;
	}
	return 0;
}

struct claim {
	struct judged *judged;
	const struct base *base;
};

/* By key, then by who comes first: by day, and of one day by the order of the table. */
static int compare_claims(const void *left, const void *right)
{
	const struct claim *a = left, *b = right;
	int order = compare_keys(a->judged, b->judged, a->base->key_count);
	if (order != 0)
		return order;
	const struct case_row *x = &a->judged->row, *y = &b->judged->row;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

void oracle_settle(const struct base *base, struct judged *items, size_t count,
                   struct arena *arena)
{
	struct claim *claims = arena_new(arena, count + 1, sizeof(*claims));
	size_t claim_count = 0, last;
	for (size_t i = 0; i < count; i++) {
		items[i].row.outcome = items[i].own;
		items[i].row.speaker = -1;
		if (base->key_count > 0 &&
		    (items[i].own == OUTCOME_COUNTED || items[i].own == OUTCOME_MISSED))
			claims[claim_count++] = (struct claim){ &items[i], base };
	}
	qsort(claims, claim_count, sizeof(*claims), compare_claims);
	for (size_t first = 0; first < claim_count; first = last + 1) {
		last = first;
		while (last + 1 < claim_count &&
		       compare_keys(claims[first].judged, claims[last + 1].judged,
		                    base->key_count) == 0)
			last++;
		const struct judged *speaker = claims[base->keeps_first ? first : last].judged;
		for (size_t i = first; i <= last; i++) {
			struct case_row *row = &claims[i].judged->row;
			if (claims[i].judged == speaker)
				continue;
			row->outcome = OUTCOME_SPOKEN_FOR;
			row->speaker = speaker->row.row;
		}
	}
}

/* --- Tallies --------------------------------------------------------------------------- */

static int compare_numbers(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Twice the median or quantile of values in ascending order; what is missing of none. */
static bool find_middle(const struct definition *definition, const int64_t *values, int64_t count,
                        int64_t *twice_out)
{
	if (count == 0)
		return true;
	int64_t low = (count - 1) / 2, high = count / 2;
	if (definition->statistic == STATISTIC_QUANTILE) {
		low = (definition->quantile * count + 99) / 100 - 1;
		high = low = low < 0 ? 0 : low;
	}
	return !__builtin_add_overflow(values[low], values[high], twice_out);
}

static bool tally_statistic(const struct definition *definition, const struct judged *items,
                            size_t count, struct arena *arena, struct tally *out)
{
	int64_t *values = arena_new(arena, count + 1, sizeof(*values));
	int64_t value_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (items[i].row.outcome != OUTCOME_COUNTED)
			continue;
		if (definition->over_sum &&
		    __builtin_add_overflow(out->over_sum, items[i].over, &out->over_sum))
			return false;
		if (!definition->value)
			continue;
		values[value_count++] = items[i].row.value;
		if (__builtin_add_overflow(out->sum, items[i].row.value, &out->sum))
			return false;
	}
	if (definition->statistic != STATISTIC_MEDIAN &&
	    definition->statistic != STATISTIC_QUANTILE)
		return true;
	qsort(values, (size_t)value_count, sizeof(*values), compare_numbers);
	return find_middle(definition, values, value_count, &out->middle_twice);
}

void oracle_tally(struct hearing *hearing, const struct judged *items, size_t count,
                  struct tally *out)
{
	*out = (struct tally){ .middle_twice = CELL_MISSING };
	for (size_t i = 0; i < count; i++) {
		enum outcome outcome = items[i].row.outcome;
		out->in += outcome == OUTCOME_COUNTED || outcome == OUTCOME_MISSED;
		out->counted += outcome == OUTCOME_COUNTED;
		out->rejected += outcome == OUTCOME_REJECTED;
	}
	if (!tally_statistic(hearing->question->definition, items, count, hearing->arena, out))
		hearing->failure = E_LIMIT;
}

void oracle_add_row(struct answer_builder *answer, struct tally_row row)
{
	answer->rows = arena_grow(answer->arena, answer->rows, answer->count, &answer->capacity,
	                          sizeof(*answer->rows));
	answer->rows[answer->count++] = row;
}

struct placed {
	struct judged judged;
	struct category category;
	size_t order;
};

static int compare_categories(const struct category *a, const struct category *b)
{
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return str_compare(a->text, b->text);
}

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int order = compare_categories(&a->category, &b->category);
	return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

void oracle_answer_dimension(struct hearing *hearing, int period, int dimension,
                             struct answer_builder *answer)
{
	const struct judged_list *list = &hearing->list;
	struct arena *arena = hearing->arena;
	struct placed *placed = arena_new(arena, list->count + 1, sizeof(*placed));
	struct judged *group = arena_new(arena, list->count + 1, sizeof(*group));
	for (size_t i = 0; i < list->count; i++)
		placed[i] = (struct placed){ list->items[i], list->items[i].categories[dimension],
			                     i };
	qsort(placed, list->count, sizeof(*placed), compare_placed);
	size_t last;
	for (size_t first = 0; first < list->count; first = last) {
		const struct category *category = &placed[first].category;
		for (last = first; last < list->count; last++) {
			if (compare_categories(category, &placed[last].category) != 0)
				break;
			group[last - first] = placed[last].judged;
		}
		if (hearing->question->dimensions[dimension].is_of_units)
			oracle_settle(&hearing->question->definition->base, group, last - first,
			              arena);
		struct tally_row row = { .period = period,
			                 .dimension = dimension,
			                 .category = category->value,
			                 .text = category->text };
		oracle_tally(hearing, group, last - first, &row.tally);
		if (row.tally.in > 0 || row.tally.rejected > 0)
			oracle_add_row(answer, row);
	}
}

