#include <assert.h>
#include <stdio.h>

#include "lang/sql_parts.h"

static void put(struct sql_printer *printer, const char *text)
{
	buf_add(printer->out, str_of(text));
}

void sql_put_text(struct buf *out, struct str text)
{
	buf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'')
			buf_add_char(out, '\'');
		buf_add_char(out, text.ptr[i]);
	}
	buf_add_char(out, '\'');
}

/* --- Names ----------------------------------------------------------------------------- */

void sql_put_field(struct sql_printer *printer, const char *alias, const struct field *field)
{
	/* Keys are told from children and families, whose numbers might be the same. */
	const char *before = field->kind == FIELD_KEY ? "('key ' || " :
	                     field->kind == FIELD_FLAG || field->kind == FIELD_NUMBER ? "(" :
	                                                                                "";
	const char *behind = field->kind == FIELD_KEY    ? ")" :
	                     field->kind == FIELD_FLAG   ? " = 1)" :
	                     field->kind == FIELD_NUMBER ? " * 1000000)" :
	                                                   "";
	buf_format(printer->out, "%s%s.\"%.*s\"%s", before, alias, STR_ARGS(field->name), behind);
}

static void put_frame_field(struct sql_printer *printer, int frame, int field)
{
	char alias[16];
	snprintf(alias, sizeof(alias), "r%d", frame);
	sql_put_field(printer, alias, &printer->frames[frame]->fields[field]);
}

void sql_put_child_field(struct sql_printer *printer, int frame, int field)
{
	const struct schema *schema = printer->question->schema;
	put(printer, "(SELECT ");
	sql_put_field(printer, "q", &schema->types[schema->person].fields[field]);
	put(printer, " FROM ");
	sql_put_rows_of(printer, schema->person);
	buf_format(printer->out,
	           " AS q WHERE q.record_authority = r%d.record_authority AND q.record_child = "
	           "r%d.record_child ORDER BY q.record_start, q.record_end, q.record_id LIMIT 1)",
	           frame, frame);
}

static void put_family_key(struct sql_printer *printer, int frame)
{
	printer->asks_families = true;
	buf_format(printer->out,
	           "(SELECT 'family ' || f.family FROM families AS f WHERE f.record_authority = "
	           "r%d.record_authority AND f.record_child = r%d.record_child)",
	           frame, frame);
}

static const struct node *parameter_value(const struct sql_question *question, int parameter,
                                          bool *is_set_out)
{
	const struct variant *variant = question->variant;
	for (size_t i = 0; variant && i < variant->setting_count; i++) {
		*is_set_out = variant->settings[i].parameter == parameter;
		if (*is_set_out)
			return variant->settings[i].value;
	}
	*is_set_out = false;
	return question->definition->parameters[parameter].value;
}

/* The last version by the record's day, else what was first written. */
static void put_parameter(struct sql_printer *printer, int parameter)
{
	const struct definition *definition = printer->question->definition;
	bool is_set;
	const struct node *value = parameter_value(printer->question, parameter, &is_set);
	bool is_open = false;
	for (size_t i = definition->version_count; !is_set && i-- > 0;) {
		const struct version *version = &definition->versions[i];
		if (version->parameter != parameter)
			continue;
		buf_format(printer->out, "%s WHEN c.version_day >= %d THEN ",
		           is_open ? "" : "(CASE", (int)version->from);
		sql_put_node(printer, version->value);
		is_open = true;
	}
	put(printer, is_open ? " ELSE " : "");
	sql_put_node(printer, value);
	put(printer, is_open ? " END)" : "");
}

static void put_let(struct sql_printer *printer, int let)
{
	if (!printer->is_in_clock) {
		buf_format(printer->out, "l%d.v", let);
		return;
	}
	struct sql_printer within = *printer;
	within.depth = 0;
	sql_put_node(&within, printer->question->definition->lets[let].value);
	printer->asks_families |= within.asks_families;
}

static void put_name(struct sql_printer *printer, const struct node *node)
{
	const struct binding *binding = &node->binding;
	int frame = printer->depth - binding->out;
	switch (binding->kind) {
	case BOUND_FIELD:
		put_frame_field(printer, frame, binding->index);
		return;
	case BOUND_CHILD_FIELD:
		sql_put_child_field(printer, frame, binding->index);
		return;
	case BOUND_CHILD:
		buf_format(printer->out, "('child ' || r%d.record_child)", frame);
		return;
	case BOUND_FAMILY:
		put_family_key(printer, frame);
		return;
	case BOUND_PARAMETER:
		put_parameter(printer, binding->index);
		return;
	case BOUND_LET:
		put_let(printer, binding->index);
		return;
	case BOUND_TODAY:
		put(printer, "p.today");
		return;
	case BOUND_FIRST_DAY:
		put(printer, "p.first_day");
		return;
	case BOUND_DAY:
		put(printer, "c.day");
		return;
	case BOUND_ANSWERED:
		put(printer, "c.answered");
		return;
	case BOUND_HELD:
		put(printer, "s.held");
		return;
	case BOUND_CODE:
		sql_put_text(printer->out, node->text);
		return;
	case BOUND_NOTHING:
	case BOUND_KIND_COUNT:
		break;
	}
	assert(!"a name of a sound definition is bound");
}

/* --- Operators ------------------------------------------------------------------------- */

/* ( before, first part, between, second part, behind ) */
static void put_pair(struct sql_printer *printer, const char *before, const struct node *node,
                     const char *between)
{
	put(printer, before);
	sql_put_node(printer, node->parts[0]);
	put(printer, between);
	sql_put_node(printer, node->parts[1]);
	put(printer, ")");
}

const char *sql_move_function(enum lang_type type)
{
	return type == LANG_WORKING_DAYS ? "lang_add_working_days" :
	       type == LANG_MONTHS       ? "lang_add_months" :
	                                   "lang_add_days";
}

void sql_put_move(struct sql_printer *printer, const struct node *date, const struct node *by,
                  bool is_earlier)
{
	buf_format(printer->out, "%s(", sql_move_function(by->type));
	sql_put_node(printer, date);
	put(printer, is_earlier ? ", -" : ", ");
	sql_put_node(printer, by);
	put(printer, ")");
}

static bool moves_a_date(const struct node *node)
{
	enum lang_type by = node->parts[1]->type;
	return node->parts[0]->type == LANG_DATE &&
	       (by == LANG_DAYS || by == LANG_WORKING_DAYS || by == LANG_MONTHS);
}

static void put_binary(struct sql_printer *printer, const struct node *node)
{
	static const char *const SIGNS[BINARY_OP_COUNT] = {
		[BINARY_ADD] = " + ",      [BINARY_SUBTRACT] = " - ",
		[BINARY_EQUAL] = " = ",    [BINARY_UNEQUAL] = " <> ",
		[BINARY_LESS] = " < ",     [BINARY_LESS_EQUAL] = " <= ",
		[BINARY_MORE] = " > ",     [BINARY_MORE_EQUAL] = " >= ",
		[BINARY_AND] = " AND ",    [BINARY_OR] = " OR ",
		[BINARY_MULTIPLY] = ", ",  [BINARY_DIVIDE] = ", ",
		[BINARY_ELSE] = ", ",      [BINARY_BY] = " <= ",
	};
	if ((node->op == BINARY_ADD || node->op == BINARY_SUBTRACT) && moves_a_date(node)) {
		sql_put_move(printer, node->parts[0], node->parts[1],
		             node->op == BINARY_SUBTRACT);
		return;
	}
	const char *before = node->op == BINARY_MULTIPLY ? "lang_product(" :
	                     node->op == BINARY_DIVIDE   ? "lang_quotient(" :
	                     node->op == BINARY_ELSE     ? "COALESCE(" :
	                                                   "(";
	if (node->op == BINARY_BY) {
		put(printer, "(CASE WHEN ");
		sql_put_node(printer, node->parts[0]);
		put(printer, " IS NULL THEN FALSE ELSE ");
	}
	put_pair(printer, before, node, SIGNS[node->op]);
	put(printer, node->op == BINARY_BY ? " END)" : "");
}

static void put_in(struct sql_printer *printer, const struct node *node)
{
	put(printer, node->is_negated ? "(NOT (" : "((");
	for (size_t i = 0; i < node->range_count; i++) {
		const struct text_range *range = &node->ranges[i];
		put(printer, i > 0 ? " OR " : "");
		sql_put_node(printer, node->parts[0]);
		if (str_equal(range->from, range->to)) {
			put(printer, " = ");
			sql_put_text(printer->out, range->from);
			continue;
		}
		put(printer, " COLLATE \"C\" BETWEEN ");
		sql_put_text(printer->out, range->from);
		put(printer, " AND ");
		sql_put_text(printer->out, range->to);
		put(printer, " AND octet_length(");
		sql_put_node(printer, node->parts[0]);
		buf_format(printer->out, ") = %zu", range->from.len);
	}
	put(printer, "))");
}

static void put_between(struct sql_printer *printer, const struct node *node)
{
	put(printer, "(");
	sql_put_node(printer, node->parts[0]);
	put(printer, " BETWEEN ");
	sql_put_node(printer, node->parts[1]);
	put(printer, " AND ");
	sql_put_node(printer, node->parts[2]);
	put(printer, ")");
}

static void put_is(struct sql_printer *printer, const struct node *node)
{
	static const char *const WORDS[] = { [IS_MISSING] = " IS NULL)",
		                             [IS_GIVEN] = " IS NOT NULL)",
		                             [IS_YES] = " IS TRUE)",
		                             [IS_NO] = " IS FALSE)" };
	put(printer, "(");
	sql_put_node(printer, node->parts[0]);
	put(printer, WORDS[node->is]);
}

/* --- Functions ------------------------------------------------------------------------- */

static void put_choose(struct sql_printer *printer, const struct node *call)
{
	put(printer, "(CASE ");
	sql_put_node(printer, call->parts[0]);
	put(printer, " WHEN TRUE THEN ");
	sql_put_node(printer, call->parts[1]);
	put(printer, " WHEN FALSE THEN ");
	sql_put_node(printer, call->parts[2]);
	put(printer, " END)");
}

static void put_call(struct sql_printer *printer, const struct node *call)
{
	static const char *const NAMES[FUNCTION_COUNT] = {
		[FUNCTION_WORKING_DAYS] = "lang_working_days",
		[FUNCTION_DAYS] = "lang_elapsed",
		[FUNCTION_MONTHS] = "lang_months",
		[FUNCTION_HOURS] = "lang_elapsed",
		[FUNCTION_DATE_OF] = "lang_date_of",
		[FUNCTION_AGE] = "lang_age",
		[FUNCTION_BIRTHDAY] = "lang_birthday",
		[FUNCTION_YEAR_START] = "lang_year_start",
		[FUNCTION_MONTH_START] = "lang_month_start",
		[FUNCTION_EARLIEST] = "lang_least",
		[FUNCTION_LATEST] = "lang_greatest",
		[FUNCTION_SMALLER] = "lang_least",
		[FUNCTION_LARGER] = "lang_greatest",
	};
	if (call->function == FUNCTION_CHOOSE) {
		put_choose(printer, call);
		return;
	}
	if (call->schedule >= 0) {
		sql_put_schedule_call(printer, call);
		return;
	}
	buf_format(printer->out, "%s(", NAMES[call->function]);
	for (size_t i = 0; i < call->part_count; i++) {
		put(printer, i > 0 ? ", " : "");
		sql_put_node(printer, call->parts[i]);
	}
	put(printer, ")");
}

void sql_put_node(struct sql_printer *printer, const struct node *node)
{
	switch (node->kind) {
	case NODE_NUMBER:
	case NODE_DURATION:
	case NODE_DATE:
		buf_format(printer->out, "%lld::BIGINT", (long long)node->amount);
		return;
	case NODE_TEXT:
		sql_put_text(printer->out, node->text);
		return;
	case NODE_NAME:
		put_name(printer, node);
		return;
	case NODE_CALL:
		put_call(printer, node);
		return;
	case NODE_NOT:
	case NODE_NEGATE:
		put(printer, node->kind == NODE_NOT ? "(NOT " : "(-");
		sql_put_node(printer, node->parts[0]);
		put(printer, ")");
		return;
	case NODE_BINARY:
		put_binary(printer, node);
		return;
	case NODE_BETWEEN:
		put_between(printer, node);
		return;
	case NODE_IN:
		put_in(printer, node);
		return;
	case NODE_IS:
		put_is(printer, node);
		return;
	case NODE_RELATION:
		sql_put_relation(printer, node);
		return;
	case NODE_KIND_COUNT:
		break;
	}
	assert(!"a kind of node");
}
