#include "tree_same.h"

static bool both_null(const void *a, const void *b)
{
	return !a && !b;
}

static bool relation_same(const struct relation *a, const struct relation *b)
{
	if (!a || !b)
		return both_null(a, b);
	return a->quantifier == b->quantifier && a->amount == b->amount && a->which == b->which &&
	       str_equal(a->type_name, b->type_name) && a->scope == b->scope &&
	       str_equal(a->key_name, b->key_name) && node_same(a->key, b->key) &&
	       node_same(a->running_from, b->running_from) &&
	       node_same(a->running_to, b->running_to) && node_same(a->where, b->where) &&
	       str_equal(a->field_name, b->field_name) && node_same(a->value, b->value);
}

static bool nodes_same(struct node *const *a, struct node *const *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!node_same(a[i], b[i]))
			return false;
	return true;
}

static bool ranges_same(const struct node *a, const struct node *b)
{
	for (size_t i = 0; i < a->range_count; i++)
		if (!str_equal(a->ranges[i].from, b->ranges[i].from) ||
		    !str_equal(a->ranges[i].to, b->ranges[i].to))
			return false;
	return true;
}

bool node_same(const struct node *a, const struct node *b)
{
	if (!a || !b)
		return both_null(a, b);
	return a->kind == b->kind && a->type == b->type && a->height == b->height &&
	       a->amount == b->amount && str_equal(a->text, b->text) && str_equal(a->of, b->of) &&
	       a->op == b->op && a->is == b->is && a->is_negated == b->is_negated &&
	       a->part_count == b->part_count && nodes_same(a->parts, b->parts, a->part_count) &&
	       a->range_count == b->range_count && ranges_same(a, b) &&
	       relation_same(a->relation, b->relation);
}

static bool texts_same(const struct str *a, const struct str *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!str_equal(a[i], b[i]))
			return false;
	return true;
}

static bool words_same(const struct definition *a, const struct definition *b)
{
	return str_equal(a->name, b->name) && str_equal(a->title, b->title) &&
	       str_equal(a->source, b->source) && a->code_count == b->code_count &&
	       texts_same(a->codes, b->codes, a->code_count) && a->note_count == b->note_count &&
	       texts_same(a->notes, b->notes, a->note_count) &&
	       a->beside_count == b->beside_count &&
	       texts_same(a->besides, b->besides, a->beside_count) && a->unit == b->unit &&
	       a->rate_per == b->rate_per && a->in_force_from == b->in_force_from &&
	       a->in_force_to == b->in_force_to;
}

static bool parameters_same(const struct definition *a, const struct definition *b)
{
	if (a->parameter_count != b->parameter_count || a->version_count != b->version_count)
		return false;
	for (size_t i = 0; i < a->parameter_count; i++)
		if (!str_equal(a->parameters[i].name, b->parameters[i].name) ||
		    !node_same(a->parameters[i].value, b->parameters[i].value))
			return false;
	for (size_t i = 0; i < a->version_count; i++)
		if (a->versions[i].from != b->versions[i].from ||
		    !str_equal(a->versions[i].name, b->versions[i].name) ||
		    !str_equal(a->versions[i].why, b->versions[i].why) ||
		    !node_same(a->versions[i].value, b->versions[i].value))
			return false;
	return true;
}

static bool given_same(const struct table_type *a, const struct table_type *b)
{
	if (!a || !b)
		return both_null(a, b);
	if (!str_equal(a->name, b->name) || a->field_count != b->field_count)
		return false;
	for (size_t i = 0; i < a->field_count; i++)
		if (!str_equal(a->fields[i].name, b->fields[i].name))
			return false;
	return true;
}

static bool schedule_same(const struct schedule *a, const struct schedule *b)
{
	if (!str_equal(a->name, b->name) || !str_equal(a->held_name, b->held_name) ||
	    !relation_same(a->events, b->events) || a->step_count != b->step_count)
		return false;
	for (size_t i = 0; i < a->step_count; i++)
		if (!node_same(a->steps[i].duration, b->steps[i].duration) ||
		    !node_same(a->steps[i].after, b->steps[i].after) ||
		    !node_same(a->steps[i].condition, b->steps[i].condition) ||
		    a->steps[i].is_repeated != b->steps[i].is_repeated)
			return false;
	return true;
}

static bool values_same(const struct definition *a, const struct definition *b)
{
	if (a->let_count != b->let_count || a->schedule_count != b->schedule_count ||
	    a->breakdown_count != b->breakdown_count || !given_same(a->given, b->given))
		return false;
	for (size_t i = 0; i < a->let_count; i++)
		if (!str_equal(a->lets[i].name, b->lets[i].name) ||
		    !node_same(a->lets[i].value, b->lets[i].value))
			return false;
	for (size_t i = 0; i < a->schedule_count; i++)
		if (!schedule_same(&a->schedules[i], &b->schedules[i]))
			return false;
	for (size_t i = 0; i < a->breakdown_count; i++)
		if (!str_equal(a->breakdowns[i].name, b->breakdowns[i].name) ||
		    !node_same(a->breakdowns[i].value, b->breakdowns[i].value))
			return false;
	return true;
}

static bool base_same(const struct base *a, const struct base *b)
{
	return str_equal(a->type_name, b->type_name) && a->clock == b->clock &&
	       node_same(a->start, b->start) && node_same(a->end, b->end) &&
	       a->from_age == b->from_age && a->to_age == b->to_age &&
	       str_equal(a->schedule_name, b->schedule_name) &&
	       a->rolling_months == b->rolling_months && a->condition_count == b->condition_count &&
	       nodes_same(a->conditions, b->conditions, a->condition_count) &&
	       a->key_count == b->key_count && nodes_same(a->keys, b->keys, a->key_count) &&
	       a->keeps_first == b->keeps_first;
}

static bool figure_same(const struct definition *a, const struct definition *b)
{
	if (a->rejection_count != b->rejection_count)
		return false;
	for (size_t i = 0; i < a->rejection_count; i++)
		if (!node_same(a->rejections[i].condition, b->rejections[i].condition) ||
		    !str_equal(a->rejections[i].reason, b->rejections[i].reason))
			return false;
	return node_same(a->count, b->count) && a->statistic == b->statistic &&
	       a->quantile == b->quantile && node_same(a->value, b->value) &&
	       node_same(a->over_sum, b->over_sum) && str_equal(a->over_name, b->over_name) &&
	       a->is_per_population == b->is_per_population &&
	       a->population_from_age == b->population_from_age &&
	       a->population_to_age == b->population_to_age && node_same(a->team, b->team);
}

static bool variants_same(const struct definition *a, const struct definition *b)
{
	if (a->variant_count != b->variant_count)
		return false;
	for (size_t i = 0; i < a->variant_count; i++) {
		const struct variant *one = &a->variants[i], *other = &b->variants[i];
		if (!str_equal(one->name, other->name) ||
		    one->setting_count != other->setting_count)
			return false;
		for (size_t j = 0; j < one->setting_count; j++)
			if (!str_equal(one->settings[j].name, other->settings[j].name) ||
			    !node_same(one->settings[j].value, other->settings[j].value))
				return false;
	}
	return true;
}

static bool row_same(const struct example_row *a, const struct example_row *b)
{
	if (!str_equal(a->type_name, b->type_name) || !str_equal(a->child, b->child) ||
	    a->cell_count != b->cell_count)
		return false;
	for (size_t i = 0; i < a->cell_count; i++)
		if (!str_equal(a->cells[i].name, b->cells[i].name) ||
		    !node_same(a->cells[i].value, b->cells[i].value))
			return false;
	return true;
}

static bool expectation_same(const struct expectation *a, const struct expectation *b)
{
	return a->from == b->from && a->to == b->to && a->period.kind == b->period.kind &&
	       a->has_value == b->has_value && a->is_ratio == b->is_ratio &&
	       a->numerator == b->numerator && a->denominator == b->denominator &&
	       a->value == b->value && a->value_decimals == b->value_decimals &&
	       a->rejects == b->rejects;
}

static bool example_same(const struct example *a, const struct example *b)
{
	if (!str_equal(a->title, b->title) || a->row_count != b->row_count ||
	    a->population != b->population || a->expectation_count != b->expectation_count)
		return false;
	for (size_t i = 0; i < a->row_count; i++)
		if (!row_same(&a->rows[i], &b->rows[i]))
			return false;
	for (size_t i = 0; i < a->expectation_count; i++)
		if (!expectation_same(&a->expectations[i], &b->expectations[i]))
			return false;
	return true;
}

bool definition_same(const struct definition *a, const struct definition *b)
{
	if (!words_same(a, b) || !parameters_same(a, b) || !values_same(a, b) ||
	    !base_same(&a->base, &b->base) || !figure_same(a, b) || !variants_same(a, b) ||
	    a->example_count != b->example_count)
		return false;
	for (size_t i = 0; i < a->example_count; i++)
		if (!example_same(&a->examples[i], &b->examples[i]))
			return false;
	return true;
}
