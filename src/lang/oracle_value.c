#include <assert.h>

#include "base/instant.h"
#include "lang/oracle_parts.h"

struct oracle_value oracle_number(int64_t number)
{
	return (struct oracle_value){ .number = number };
}

struct oracle_value oracle_truth(bool truth)
{
	return (struct oracle_value){ .number = truth };
}

struct oracle_value oracle_missing(enum lack_kind kind, const struct node *node)
{
	return (struct oracle_value){ .is_missing = true, .lack = { .kind = kind, .node = node } };
}

/* What an exact calculation gave. INT64_MIN stands for what is missing, so it is too far, too. */
static struct oracle_value exactly(const struct scene *scene, wide result)
{
	if (result <= INT64_MIN || result > INT64_MAX) {
		*scene->failure = E_LIMIT;
		return oracle_number(0);
	}
	return oracle_number((int64_t)result);
}

/* To the nearest whole number, half away from zero. */
static wide divide_rounding(wide dividend, wide divisor)
{
	wide doubled = dividend % divisor * 2;
	wide size = doubled < 0 ? -doubled : doubled;
	wide quotient = dividend / divisor;
	if (size < (divisor < 0 ? -divisor : divisor))
		return quotient;
	return quotient + ((dividend < 0) == (divisor < 0) ? 1 : -1);
}

/* --- Names ----------------------------------------------------------------------------- */

static struct oracle_value text_value(const struct scene *scene, struct str text)
{
	return (struct oracle_value){
		.number = words_find(&scene->question->tables->words, text),
		.text = text,
	};
}

struct oracle_value oracle_field(const struct scene *scene, const struct frame *frame, int field,
                                 const struct node *named)
{
	const struct field *of = &frame->table->type->fields[field];
	int64_t cell = column_at(&frame->table->columns[field], frame->row);
	if (cell == CELL_MISSING) {
		struct oracle_value missing = oracle_missing(LACK_VALUE, named);
		missing.lack.field = of;
		return missing;
	}
	if (of->kind == FIELD_CODE || of->kind == FIELD_LABEL)
		return (struct oracle_value){
			.number = cell,
			.text = scene->question->tables->words.items[cell],
		};
	if (of->kind == FIELD_NUMBER)
		return exactly(scene, (wide)cell * MILLION);
	return oracle_number(cell);
}

int32_t oracle_child(const struct frame *frame)
{
	return frame->table->child ? frame->table->child[frame->row] : -1;
}

struct oracle_value oracle_child_field(const struct scene *scene, const struct frame *frame,
                                       int field, const struct node *name)
{
	const struct tables *tables = scene->question->tables;
	const struct table *people = &tables->of[tables->schema->person];
	struct oracle_value missing = oracle_missing(LACK_VALUE, name);
	int32_t child = oracle_child(frame);
	missing.lack.field = &people->type->fields[field];
	if (child < 0 || people->first_of_child[child] == people->first_of_child[child + 1])
		return missing;
	struct frame person = { .table = people, .row = people->first_of_child[child] };
	return oracle_field(scene, &person, field, name);
}

static struct oracle_value family_key(const struct scene *scene, const struct frame *frame,
                                      const struct node *name)
{
	const int32_t *family = scene->question->tables->family;
	int32_t child = oracle_child(frame);
	if (child < 0 || !family || family[child] < 0)
		return oracle_missing(LACK_VALUE, name);
	return oracle_number(-1 - (int64_t)family[child]);
}

/* A parameter as it was on a day: a variant's setting, the last version by then, or as
 * written. */
static const struct node *parameter_on(const struct question *question, int parameter, int32_t day)
{
	const struct definition *definition = question->definition;
	const struct variant *variant = question->variant;
	for (size_t i = 0; variant && i < variant->setting_count; i++)
		if (variant->settings[i].parameter == parameter)
			return variant->settings[i].value;
	const struct node *value = definition->parameters[parameter].value;
	for (size_t i = 0; i < definition->version_count; i++)
		if (definition->versions[i].parameter == parameter &&
		    definition->versions[i].from <= day)
			value = definition->versions[i].value;
	return value;
}

static struct oracle_value let_value(const struct scene *scene, int let)
{
	struct let_memo *memo = &scene->lets[let];
	if (!memo->is_known) {
		memo->value = oracle_evaluate(scene, scene->record,
		                              scene->question->definition->lets[let].value);
		memo->is_known = true;
	}
	return memo->value;
}

static struct oracle_value day_value(int32_t day, const struct node *name)
{
	return day == DATE_NONE ? oracle_missing(LACK_VALUE, name) : oracle_number(day);
}

static struct oracle_value name_value(const struct scene *scene, const struct frame *frame,
                                      const struct node *name)
{
	const struct binding *binding = &name->binding;
	for (int i = 0; i < binding->out; i++)
		frame = frame->around;
	switch (binding->kind) {
	case BOUND_FIELD:
		return oracle_field(scene, frame, binding->index, name);
	case BOUND_CHILD_FIELD:
		return oracle_child_field(scene, frame, binding->index, name);
	case BOUND_CHILD:
		return oracle_number(oracle_child(frame));
	case BOUND_FAMILY:
		return family_key(scene, frame, name);
	case BOUND_PARAMETER:
		return oracle_evaluate(scene, frame,
		                       parameter_on(scene->question, binding->index,
		                                    scene->version_day));
	case BOUND_LET:
		return let_value(scene, binding->index);
	case BOUND_TODAY:
		return oracle_number(scene->period.to);
	case BOUND_FIRST_DAY:
		return oracle_number(scene->period.from);
	case BOUND_DAY:
		return day_value(scene->day, name);
	case BOUND_ANSWERED:
		return day_value(scene->answered, name);
	case BOUND_HELD:
		return day_value(scene->held, name);
	case BOUND_CODE:
		return text_value(scene, name->text);
	case BOUND_NOTHING:
	case BOUND_KIND_COUNT:
		break;
	}
	assert(!"a name of a sound definition is bound");
	return oracle_missing(LACK_VALUE, name);
}

/* --- Operators ------------------------------------------------------------------------- */

static bool is_duration(enum lang_type type)
{
	return type == LANG_DAYS || type == LANG_WORKING_DAYS || type == LANG_MONTHS;
}

/* The last day from which n working days have passed by `date`. */
static struct oracle_value working_days_before(const struct calendar *calendar, int32_t date,
                                               int64_t n, const struct node *node)
{
	int32_t day = date;
	while (n > 0 && day > DATE_MIN) {
		n -= calendar_is_working(calendar, day);
		day--;
	}
	return n > 0 ? oracle_missing(LACK_DATE, node) : oracle_number(day);
}

struct oracle_value oracle_move_date(const struct scene *scene, int64_t date, int64_t amount,
                                     enum lang_type type, const struct node *node)
{
	const struct calendar *calendar = scene->question->calendar;
	enum { FARTHEST = DATE_MAX - DATE_MIN };
	if (date < DATE_MIN || date > DATE_MAX || amount < -FARTHEST || amount > FARTHEST)
		return oracle_missing(LACK_DATE, node);
	int32_t from = (int32_t)date, by = (int32_t)amount, to = DATE_NONE;
	enum status st = OK;
	if (type == LANG_WORKING_DAYS && by < 0)
		return working_days_before(calendar, from, -(int64_t)by, node);
	if (type == LANG_WORKING_DAYS)
		st = calendar_due(calendar, from, by, &to, NULL);
	else if (type == LANG_MONTHS)
		st = date_add_months(from, by, &to, NULL);
	else
		to = from + by;
	if (st != OK || to < DATE_MIN || to > DATE_MAX)
		return oracle_missing(LACK_DATE, node);
	return oracle_number(to);
}

static struct oracle_value add(const struct scene *scene, const struct node *node, int64_t a,
                               int64_t b)
{
	enum lang_type left = node->parts[0]->type, right = node->parts[1]->type;
	int64_t sign = node->op == BINARY_SUBTRACT ? -1 : 1;
	if (left == LANG_DATE && is_duration(right))
		return oracle_move_date(scene, a, sign * b, right, node);
	return exactly(scene, (wide)a + (wide)sign * b);
}

/* `and` is false when either side is, `or` true when either is, whatever the other. */
static struct oracle_value join(enum binary_op op, struct oracle_value a, struct oracle_value b)
{
	int64_t settles = op == BINARY_OR;
	if (!a.is_missing && a.number == settles)
		return a;
	if (!b.is_missing && b.number == settles)
		return b;
	return a.is_missing ? a : b;
}

/* An operator both of whose sides are there. */
static struct oracle_value binary_of(const struct scene *scene, const struct node *node,
                                     const struct oracle_value *a, const struct oracle_value *b)
{
	int order = node->parts[0]->type == LANG_TEXT
	                    ? str_compare(a->text, b->text)
	                    : (a->number > b->number) - (a->number < b->number);
	switch (node->op) {
	case BINARY_ADD:
	case BINARY_SUBTRACT:
		return add(scene, node, a->number, b->number);
	case BINARY_MULTIPLY:
		return exactly(scene, divide_rounding((wide)a->number * b->number, MILLION));
	case BINARY_DIVIDE:
		if (b->number == 0)
			return oracle_missing(LACK_DIVISOR, node);
		return exactly(scene, divide_rounding((wide)a->number * MILLION, b->number));
	case BINARY_EQUAL:
		return oracle_truth(order == 0);
	case BINARY_UNEQUAL:
		return oracle_truth(order != 0);
	case BINARY_LESS:
		return oracle_truth(order < 0);
	case BINARY_LESS_EQUAL:
	case BINARY_BY:
		return oracle_truth(order <= 0);
	case BINARY_MORE:
		return oracle_truth(order > 0);
	case BINARY_MORE_EQUAL:
		return oracle_truth(order >= 0);
	case BINARY_ELSE:
	case BINARY_AND:
	case BINARY_OR:
	case BINARY_OP_COUNT:
		break;
	}
	assert(!"an operator that needs both sides");
	return *a;
}

static struct oracle_value binary(const struct scene *scene, const struct frame *frame,
                                  const struct node *node)
{
	struct oracle_value a = oracle_evaluate(scene, frame, node->parts[0]);
	if (node->op == BINARY_ELSE)
		return a.is_missing ? oracle_evaluate(scene, frame, node->parts[1]) : a;
	struct oracle_value b = oracle_evaluate(scene, frame, node->parts[1]);
	if (node->op == BINARY_AND || node->op == BINARY_OR)
		return join(node->op, a, b);
	if (node->op == BINARY_BY && a.is_missing)
		return oracle_truth(false);
	if (a.is_missing || b.is_missing)
		return a.is_missing ? a : b;
	return binary_of(scene, node, &a, &b);
}

static struct oracle_value between(const struct scene *scene, const struct frame *frame,
                                   const struct node *node)
{
	struct oracle_value value = oracle_evaluate(scene, frame, node->parts[0]);
	struct oracle_value low = oracle_evaluate(scene, frame, node->parts[1]);
	struct oracle_value high = oracle_evaluate(scene, frame, node->parts[2]);
	if (value.is_missing)
		return value;
	if (!low.is_missing)
		low = oracle_truth(low.number <= value.number);
	if (!high.is_missing)
		high = oracle_truth(value.number <= high.number);
	return join(BINARY_AND, low, high);
}

/* Whether a code lies from one to another: by bytes, among those that are as long. */
static bool is_in_range(struct str code, const struct text_range *range)
{
	return code.len == range->from.len && str_compare(range->from, code) <= 0 &&
	       str_compare(code, range->to) <= 0;
}

static struct oracle_value is_in(const struct scene *scene, const struct frame *frame,
                                 const struct node *node)
{
	struct oracle_value value = oracle_evaluate(scene, frame, node->parts[0]);
	if (value.is_missing)
		return value;
	bool found = false;
	for (size_t i = 0; i < node->range_count; i++)
		found = found || is_in_range(value.text, &node->ranges[i]);
	return oracle_truth(found != node->is_negated);
}

static struct oracle_value is_what(const struct scene *scene, const struct frame *frame,
                                   const struct node *node)
{
	struct oracle_value value = oracle_evaluate(scene, frame, node->parts[0]);
	switch (node->is) {
	case IS_MISSING:
		return oracle_truth(value.is_missing);
	case IS_GIVEN:
		return oracle_truth(!value.is_missing);
	case IS_YES:
		return oracle_truth(!value.is_missing && value.number == 1);
	case IS_NO:
		break;
	}
	return oracle_truth(!value.is_missing && value.number == 0);
}

/* `not` of a truth, or minus a number. */
static struct oracle_value unary(const struct scene *scene, const struct frame *frame,
                                 const struct node *node)
{
	struct oracle_value value = oracle_evaluate(scene, frame, node->parts[0]);
	if (value.is_missing)
		return value;
	return oracle_number(node->kind == NODE_NOT ? !value.number : -value.number);
}

struct oracle_value oracle_evaluate(const struct scene *scene, const struct frame *frame,
                                    const struct node *node)
{
	switch (node->kind) {
	case NODE_NUMBER:
	case NODE_DURATION:
	case NODE_DATE:
		return oracle_number(node->amount);
	case NODE_TEXT:
		return text_value(scene, node->text);
	case NODE_NAME:
		return name_value(scene, frame, node);
	case NODE_CALL:
		return oracle_call(scene, frame, node);
	case NODE_NOT:
	case NODE_NEGATE:
		return unary(scene, frame, node);
	case NODE_BINARY:
		return binary(scene, frame, node);
	case NODE_BETWEEN:
		return between(scene, frame, node);
	case NODE_IN:
		return is_in(scene, frame, node);
	case NODE_IS:
		return is_what(scene, frame, node);
	case NODE_RELATION:
		return oracle_relation(scene, frame, node);
	case NODE_KIND_COUNT:
		break;
	}
	assert(!"a kind of node");
	return oracle_missing(LACK_VALUE, node);
}

bool oracle_holds(const struct scene *scene, const struct frame *frame,
                  const struct node *condition)
{
	if (!condition)
		return true;
	struct oracle_value value = oracle_evaluate(scene, frame, condition);
	return !value.is_missing && value.number;
}
