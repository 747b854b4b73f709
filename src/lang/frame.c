#include "lang/frame.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/instant.h"

void evaluator_deinit(struct evaluator *self)
{
	scratch_deinit(&self->scratch);
	arena_deinit(&self->kept);
	self->sets = NULL;
	self->indexes = NULL;
}

bool variant_sets(const struct variant *variant, int parameter)
{
	for (size_t i = 0; variant && i < variant->setting_count; i++)
		if (variant->settings[i].parameter == parameter)
			return true;
	return false;
}

/* --- Rows ------------------------------------------------------------------------------ */

const struct frame *frame_outermost(const struct frame *frame)
{
	while (frame->around)
		frame = frame->around;
	return frame;
}

int32_t frame_owner(const struct frame *frame, int32_t at)
{
	for (; frame->around; frame = frame->around)
		at = frame->owner[at];
	return at;
}

int32_t person_row(const struct tables *tables, int32_t child)
{
	const struct table *persons = &tables->of[tables->schema->person];
	int32_t first = persons->first_of_child[child];
	return first < persons->first_of_child[child + 1] ? first : -1;
}

int64_t row_start(const struct table *table, int32_t row)
{
	int field = table->type->start;
	return field < 0 ? CELL_MISSING :
	       day_of(table->type->fields[field].kind == FIELD_INSTANT ? LANG_INSTANT : LANG_DATE,
	              column_at(&table->columns[field], row));
}

int64_t row_end(const struct table *table, int32_t row)
{
	const struct table_type *type = table->type;
	int64_t end = CELL_MISSING;
	if (type->end >= 0)
		end = day_of(type->fields[type->end].kind == FIELD_INSTANT ? LANG_INSTANT :
		                                                             LANG_DATE,
		             column_at(&table->columns[type->end], row));
	if (end == CELL_MISSING && type->at_once >= 0 &&
	    column_at(&table->columns[type->at_once], row) == 1)
		return row_start(table, row);
	return end;
}

const int64_t *frame_spread(struct evaluator *self, const struct frame *frame,
                            const int64_t *values)
{
	if (!frame->around)
		return values;
	int64_t *out = scratch_values(&self->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++)
		out[i] = values[frame_owner(frame, i)];
	return out;
}

static const int64_t *keep_values(struct evaluator *self, const int64_t *values,
                                  const int32_t *kept, int32_t count)
{
	if (!values)
		return NULL;
	int64_t *out = scratch_values(&self->scratch, count);
	for (int32_t i = 0; i < count; i++)
		out[i] = values[kept[i]];
	return out;
}

struct frame frame_keep(struct evaluator *self, const struct frame *frame, const bool *keep)
{
	int32_t *kept = scratch_new(&self->scratch, (size_t)frame->count, sizeof(*kept));
	int32_t count = 0;
	for (int32_t i = 0; i < frame->count; i++) {
		kept[count] = i;
		count += keep[i];
	}
	int32_t *rows = scratch_new(&self->scratch, (size_t)count, sizeof(*rows));
	int32_t *owner = NULL, *once_of = NULL;
	if (frame->owner)
		owner = scratch_new(&self->scratch, (size_t)count, sizeof(*owner));
	if (frame->once)
		once_of = scratch_new(&self->scratch, (size_t)count, sizeof(*once_of));
	for (int32_t i = 0; i < count; i++) {
		rows[i] = frame->rows[kept[i]];
		if (owner)
			owner[i] = frame->owner[kept[i]];
		if (once_of)
			once_of[i] = frame->once_of[kept[i]];
	}
	return (struct frame){
		.table = frame->table,
		.count = count,
		.rows = rows,
		.around = frame->around,
		.owner = owner,
		.today = keep_values(self, frame->today, kept, count),
		.first_day = keep_values(self, frame->first_day, kept, count),
		.day = keep_values(self, frame->day, kept, count),
		.answered = keep_values(self, frame->answered, kept, count),
		.held = keep_values(self, frame->held, kept, count),
		.once = frame->once,
		.once_of = once_of,
	};
}

/* --- Names ----------------------------------------------------------------------------- */

/* A field in records of which `row_of` says the row, or -1. */
static void read_field(const struct table *table, int field, const int32_t *rows, int32_t count,
                       int64_t *out)
{
	const struct column *column = &table->columns[field];
	int64_t scale = table->type->fields[field].kind == FIELD_NUMBER ? 1000000 : 1;
	const int32_t *narrow = column->narrow;
	if (narrow && scale == 1) {
		for (int32_t i = 0; i < count; i++)
			out[i] = rows[i] < 0 || narrow[rows[i]] == INT32_MIN ? CELL_MISSING :
			                                                       narrow[rows[i]];
		return;
	}
	for (int32_t i = 0; i < count; i++) {
		int64_t value = rows[i] < 0 ? CELL_MISSING : column_at(column, rows[i]);
		out[i] = value == CELL_MISSING ? value : value * scale;
	}
}

/* The rows of the records `out` relations outward from each record of the frame, and the table
 * they are of. */
static const int32_t *rows_outward(struct evaluator *self, const struct frame *frame, int out,
                                   const struct table **table_out)
{
	const struct frame *of = frame;
	for (int i = 0; i < out; i++)
		of = of->around;
	*table_out = of->table;
	if (out == 0)
		return frame->rows;
	int32_t *rows = scratch_new(&self->scratch, (size_t)frame->count, sizeof(*rows));
	for (int32_t i = 0; i < frame->count; i++) {
		int32_t at = i;
		for (const struct frame *step = frame; step != of; step = step->around)
			at = step->owner[at];
		rows[i] = of->rows[at];
	}
	return rows;
}

static void read_child(struct evaluator *self, enum binding_kind kind, const int32_t *rows,
                       const struct table *table, int32_t count, int64_t *out)
{
	for (int32_t i = 0; i < count; i++) {
		int32_t child = table->child ? table->child[rows[i]] : -1;
		out[i] = child < 0 ? CELL_MISSING : child;
		if (kind == BOUND_FAMILY && child >= 0) {
			int32_t family = self->tables->family ? self->tables->family[child] : -1;
			out[i] = family < 0 ? CELL_MISSING : -1 - (int64_t)family;
		}
	}
}

static const int64_t *person_field(struct evaluator *self, const struct table *table,
                                   const int32_t *rows, int32_t count, int field)
{
	int64_t *out = scratch_values(&self->scratch, count);
	int32_t *persons = scratch_new(&self->scratch, (size_t)count, sizeof(*persons));
	for (int32_t i = 0; i < count; i++)
		persons[i] = table->child ? person_row(self->tables, table->child[rows[i]]) : -1;
	read_field(&self->tables->of[self->tables->schema->person], field, persons, count, out);
	return out;
}

/* The day by which a record's version is chosen. */
static int64_t version_day(const struct frame *outermost, int32_t at)
{
	const int64_t *days = outermost->day ? outermost->day : outermost->today;
	return days ? days[at] : CELL_MISSING;
}

static int64_t parameter_on(const struct evaluator *self, int parameter, int64_t day)
{
	int64_t value = self->parameters[parameter];
	if (variant_sets(self->variant, parameter))
		return value;
	for (size_t i = 0; i < self->definition->version_count; i++) {
		const struct version *version = &self->definition->versions[i];
		if (version->parameter == parameter && day != CELL_MISSING && version->from <= day)
			value = version->value->amount;
	}
	return value;
}

static const int64_t *fill(struct evaluator *self, int32_t count, int64_t value)
{
	int64_t *out = scratch_values(&self->scratch, count);
	for (int32_t i = 0; i < count; i++)
		out[i] = value;
	return out;
}

static const int64_t *parameter_value(struct evaluator *self, const struct frame *frame,
                                      int parameter)
{
	if (self->definition->version_count == 0)
		return fill(self, frame->count, self->parameters[parameter]);
	const struct frame *outermost = frame_outermost(frame);
	int64_t *out = scratch_values(&self->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++)
		out[i] = parameter_on(self, parameter,
		                      version_day(outermost, frame_owner(frame, i)));
	return out;
}

static const int64_t *name_value(struct evaluator *self, const struct frame *frame,
                                 const struct node *node, int lifted)
{
	const struct binding *binding = &node->binding;
	const struct frame *outermost = frame_outermost(frame);
	const struct table *table;
	const int32_t *rows;
	int64_t *out;
	switch (binding->kind) {
	case BOUND_FIELD:
		rows = rows_outward(self, frame, binding->out - lifted, &table);
		out = scratch_values(&self->scratch, frame->count);
		read_field(table, binding->index, rows, frame->count, out);
		return out;
	case BOUND_CHILD_FIELD:
		rows = rows_outward(self, frame, binding->out - lifted, &table);
		return person_field(self, table, rows, frame->count, binding->index);
	case BOUND_CHILD:
	case BOUND_FAMILY:
		rows = rows_outward(self, frame, binding->out - lifted, &table);
		out = scratch_values(&self->scratch, frame->count);
		read_child(self, binding->kind, rows, table, frame->count, out);
		return out;
	case BOUND_PARAMETER:
		return parameter_value(self, frame, binding->index);
	case BOUND_LET:
		return frame_spread(self, frame,
		                    frame_value(self, outermost,
		                                self->definition->lets[binding->index].value, 0));
	case BOUND_TODAY:
		return frame_spread(self, frame, outermost->today);
	case BOUND_FIRST_DAY:
		return frame_spread(self, frame, outermost->first_day);
	case BOUND_DAY:
		return frame_spread(self, frame,
		                    outermost->day ? outermost->day : outermost->today);
	case BOUND_ANSWERED:
		return frame_spread(self, frame, outermost->answered);
	case BOUND_HELD:
		return frame_spread(self, frame, outermost->held);
	case BOUND_NOTHING:
	case BOUND_CODE:
	case BOUND_KIND_COUNT:
		break;
	}
	assert(!"a name that the checker let through has a meaning");
	return NULL;
}

/* --- How far out the records are that an expression speaks of --------------------------- */

enum { NO_RECORD = 1000 }; /* it speaks of none: of days, parameters and literals alone */

static int nearer(int a, int b)
{
	return a < b ? a : b;
}

bool names_record(const struct node *node)
{
	enum binding_kind kind = node->binding.kind;
	return node->kind == NODE_NAME && (kind == BOUND_FIELD || kind == BOUND_CHILD_FIELD ||
	                                   kind == BOUND_CHILD || kind == BOUND_FAMILY);
}

static int nearest_record(const struct node *node)
{
	if (node->kind == NODE_RELATION)
		return 0; /* it belongs to the record it stands in */
	if (node->kind == NODE_NAME)
		return names_record(node) ? node->binding.out : NO_RECORD;
	int nearest = NO_RECORD;
	for (size_t i = 0; i < node->part_count; i++)
		nearest = nearer(nearest, nearest_record(node->parts[i]));
	return nearest;
}

/* --- Operators -------------------------------------------------------------------------- */

__extension__ typedef __int128 int128; /* so that a product cannot overflow before it is divided */

static int64_t checked(struct evaluator *self, int128 value)
{
	if (value > INT64_MAX || value <= INT64_MIN) {
		self->has_overflowed = true;
		return CELL_MISSING;
	}
	return (int64_t)value;
}

/* The quotient rounded to the nearest whole number, halves away from zero. */
static int128 divide_near(int128 numerator, int128 denominator)
{
	bool is_negative = (numerator < 0) != (denominator < 0);
	numerator = numerator < 0 ? -numerator : numerator;
	denominator = denominator < 0 ? -denominator : denominator;
	int128 quotient = (2 * numerator + denominator) / (2 * denominator);
	return is_negative ? -quotient : quotient;
}

int64_t day_of(enum lang_type type, int64_t value)
{
	if (type != LANG_INSTANT || value == CELL_MISSING)
		return value;
	return instant_date(instant_by_english_clock(value));
}

/* The last day from which on `amount` working days have passed by `day`. */
static int64_t working_days_before(const struct evaluator *self, int64_t day, int64_t amount)
{
	int64_t low = DATE_MIN, high = day;
	int32_t wanted = self->worked[day - DATE_MIN + 1] - (int32_t)amount;
	while (low < high) {
		int64_t middle = low + (high - low + 1) / 2;
		if (self->worked[middle - DATE_MIN + 1] <= wanted)
			low = middle;
		else
			high = middle - 1;
	}
	return self->worked[low - DATE_MIN + 1] <= wanted ? low : CELL_MISSING;
}

int64_t day_plus(const struct evaluator *self, int64_t day, enum lang_type type, int64_t amount)
{
	int32_t out = DATE_NONE;
	if (day == CELL_MISSING || amount == CELL_MISSING || day < DATE_MIN || day > DATE_MAX ||
	    amount > DATE_MAX - DATE_MIN || amount < DATE_MIN - DATE_MAX)
		return CELL_MISSING;
	if (type == LANG_DAYS) {
		int64_t sum = day + amount;
		return sum < DATE_MIN || sum > DATE_MAX ? CELL_MISSING : sum;
	}
	if (type == LANG_WORKING_DAYS && amount < 0)
		return working_days_before(self, day, -amount);
	enum status st =
		type == LANG_MONTHS ?
			date_add_months((int32_t)day, (int)amount, &out, NULL) :
			calendar_due(self->calendar, (int32_t)day, (int32_t)amount, &out, NULL);
	return st == OK ? out : CELL_MISSING;
}

static int64_t add(struct evaluator *self, const struct node *node, int64_t a, int64_t b)
{
	enum lang_type left = node->parts[0]->type, right = node->parts[1]->type;
	int64_t sign = node->op == BINARY_SUBTRACT ? -1 : 1;
	if (left == LANG_DATE)
		return day_plus(self, a, right, sign * b);
	if (right == LANG_DATE) /* a duration and a date */
		return day_plus(self, b, left, a);
	return checked(self, (int128)a + (int128)sign * b);
}

static int64_t combine(struct evaluator *self, const struct node *node, int64_t a, int64_t b)
{
	if (node->op == BINARY_MULTIPLY)
		return checked(self, divide_near((int128)a * b, 1000000));
	if (node->op == BINARY_DIVIDE)
		return b == 0 ? CELL_MISSING :
		                checked(self, divide_near((int128)a * 1000000, b));
	return add(self, node, a, b);
}

/* A date and days: by far the most frequent of sums. */
static void add_days(const int64_t *dates, const int64_t *days, int64_t sign, int32_t count,
                     int64_t *out)
{
	const int64_t most = DATE_MAX - DATE_MIN;
	for (int32_t i = 0; i < count; i++) {
		bool is_near = days[i] <= most && days[i] >= -most && dates[i] != CELL_MISSING;
		int64_t sum = is_near ? dates[i] + sign * days[i] : CELL_MISSING;
		out[i] = sum < DATE_MIN || sum > DATE_MAX ? CELL_MISSING : sum;
	}
}

static int64_t truth_and(int64_t a, int64_t b)
{
	if (a == 0 || b == 0)
		return 0;
	return a == CELL_MISSING || b == CELL_MISSING ? CELL_MISSING : 1;
}

static int64_t truth_or(int64_t a, int64_t b)
{
	if (a == 1 || b == 1)
		return 1;
	return a == CELL_MISSING || b == CELL_MISSING ? CELL_MISSING : 0;
}

/* One loop an operator, so that the compiler can make vectors of it. */
#define EACH(expression)                                \
	for (int32_t i = 0; i < count; i++) {           \
		int64_t x = a[i], y = b[i];             \
		out[i] = (expression);                  \
	}                                               \
	break
#define COMPARED(expression) \
	EACH(x == CELL_MISSING || y == CELL_MISSING ? CELL_MISSING : (int64_t)(expression))

static const int64_t *binary_value(struct evaluator *self, const struct frame *frame,
                                   const struct node *node, int lifted)
{
	const int64_t *a = frame_value(self, frame, node->parts[0], lifted);
	const int64_t *b = frame_value(self, frame, node->parts[1], lifted);
	int32_t count = frame->count;
	int64_t *out = scratch_values(&self->scratch, count);
	bool is_sum = node->op == BINARY_ADD || node->op == BINARY_SUBTRACT;
	if (is_sum && node->parts[0]->type == LANG_DATE && node->parts[1]->type == LANG_DAYS) {
		add_days(a, b, node->op == BINARY_ADD ? 1 : -1, count, out);
		return out;
	}
	switch (node->op) {
	case BINARY_EQUAL:
		COMPARED(x == y);
	case BINARY_UNEQUAL:
		COMPARED(x != y);
	case BINARY_LESS:
		COMPARED(x < y);
	case BINARY_LESS_EQUAL:
		COMPARED(x <= y);
	case BINARY_MORE:
		COMPARED(x > y);
	case BINARY_MORE_EQUAL:
		COMPARED(x >= y);
	case BINARY_BY:
		EACH(x == CELL_MISSING ? 0 : y == CELL_MISSING ? CELL_MISSING : x <= y);
	case BINARY_ELSE:
		EACH(x == CELL_MISSING ? y : x);
	case BINARY_AND:
		EACH(truth_and(x, y));
	case BINARY_OR:
		EACH(truth_or(x, y));
	case BINARY_ADD:
	case BINARY_SUBTRACT:
	case BINARY_MULTIPLY:
	case BINARY_DIVIDE:
		EACH(x == CELL_MISSING || y == CELL_MISSING ? CELL_MISSING :
		                                              combine(self, node, x, y));
	case BINARY_OP_COUNT:
		break;
	}
	return out;
}
#undef COMPARED
#undef EACH

static const int64_t *between_value(struct evaluator *self, const struct frame *frame,
                                    const struct node *node, int lifted)
{
	const int64_t *value = frame_value(self, frame, node->parts[0], lifted);
	const int64_t *low = frame_value(self, frame, node->parts[1], lifted);
	const int64_t *high = frame_value(self, frame, node->parts[2], lifted);
	int64_t *out = scratch_values(&self->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++) {
		int64_t v = value[i], l = low[i], h = high[i];
		int64_t is_above = v == CELL_MISSING || l == CELL_MISSING ? CELL_MISSING : l <= v;
		int64_t is_below = v == CELL_MISSING || h == CELL_MISSING ? CELL_MISSING : v <= h;
		out[i] = truth_and(is_above, is_below);
	}
	return out;
}

static const int64_t *is_value(struct evaluator *self, const struct frame *frame,
                               const struct node *node, int lifted)
{
	const int64_t *value = frame_value(self, frame, node->parts[0], lifted);
	int64_t *out = scratch_values(&self->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++) {
		bool is_missing = value[i] == CELL_MISSING;
		switch (node->is) {
		case IS_MISSING:
			out[i] = is_missing;
			break;
		case IS_GIVEN:
			out[i] = !is_missing;
			break;
		case IS_YES:
			out[i] = value[i] == 1;
			break;
		case IS_NO:
			out[i] = value[i] == 0;
			break;
		}
	}
	return out;
}

/* `not` of a truth, minus of a number. */
static const int64_t *turned_value(struct evaluator *self, const struct frame *frame,
                                   const struct node *node, int lifted)
{
	const int64_t *value = frame_value(self, frame, node->parts[0], lifted);
	int64_t *out = scratch_values(&self->scratch, frame->count);
	int64_t from = node->kind == NODE_NOT;
	for (int32_t i = 0; i < frame->count; i++)
		out[i] = value[i] == CELL_MISSING ? CELL_MISSING : from - value[i];
	return out;
}

/* What was worked out in a frame of fewer records, in one of more. */
static const int64_t *spread(struct evaluator *self, int32_t count, const int64_t *values,
                             const int32_t *of)
{
	int64_t *out = scratch_values(&self->scratch, count);
	for (int32_t i = 0; i < count; i++)
		out[i] = values[of[i]];
	return out;
}

const int64_t *frame_value(struct evaluator *self, const struct frame *frame,
                           const struct node *node, int lifted)
{
	bool is_literal = node->kind == NODE_NUMBER || node->kind == NODE_DURATION ||
	                  node->kind == NODE_DATE || node->kind == NODE_TEXT;
	if (frame->around && !is_literal && nearest_record(node) - lifted >= 1)
		return spread(self, frame->count, frame_value(self, frame->around, node, lifted + 1),
		              frame->owner);
	if (frame->once && !is_literal && node->kind != NODE_NAME && !node->asks_today)
		return spread(self, frame->count, frame_value(self, frame->once, node, lifted),
		              frame->once_of);
	switch (node->kind) {
	case NODE_NUMBER:
	case NODE_DURATION:
	case NODE_DATE:
		return fill(self, frame->count, node->amount);
	case NODE_TEXT:
		return fill(self, frame->count, text_number(self, node->text));
	case NODE_NAME:
		return name_value(self, frame, node, lifted);
	case NODE_CALL:
		return frame_call(self, frame, node, lifted);
	case NODE_NOT:
	case NODE_NEGATE:
		return turned_value(self, frame, node, lifted);
	case NODE_BINARY:
		return binary_value(self, frame, node, lifted);
	case NODE_BETWEEN:
		return between_value(self, frame, node, lifted);
	case NODE_IN:
		return frame_in(self, frame, node, lifted);
	case NODE_IS:
		return is_value(self, frame, node, lifted);
	case NODE_RELATION:
		return frame_relation(self, frame, node, lifted);
	case NODE_KIND_COUNT:
		break;
	}
	assert(!"every kind of node has a value");
	return NULL;
}
