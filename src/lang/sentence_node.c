#include "lang/sentence_node.h"

#include "lang/format.h"

/* What is being said, and where. */
struct speech {
	struct buf *out;
	const struct definition *definition;
	int depth;         /* relations around */
	bool names_owners; /* of the record around, where another is spoken of */
};

static void put(const struct speech *speech, const struct node *node);
static void put_part(const struct speech *speech, const struct node *node);

void sentence_put_name(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		buf_add_char(out, name.ptr[i] == '_' ? ' ' : name.ptr[i]);
}

const char *sentence_phrase(enum function function)
{
	static const char *const PHRASES[FUNCTION_COUNT] = {
		[FUNCTION_WORKING_DAYS] = "the working days from %1 to %2",
		[FUNCTION_DAYS] = "the days from %1 to %2",
		[FUNCTION_MONTHS] = "the whole months from %1 to %2",
		[FUNCTION_HOURS] = "the time from %1 to %2",
		[FUNCTION_DATE_OF] = "the day of %1",
		[FUNCTION_AGE] = "the age on %2 of who was born on %1",
		[FUNCTION_BIRTHDAY] = "the day on which who was born on %1 reaches the age of %2",
		[FUNCTION_YEAR_START] = "the first day of the financial year of %1",
		[FUNCTION_MONTH_START] = "the first day of the month of %1",
		[FUNCTION_EARLIEST] = "the earlier of %1 and %2",
		[FUNCTION_LATEST] = "the later of %1 and %2",
		[FUNCTION_SMALLER] = "the smaller of %1 and %2",
		[FUNCTION_LARGER] = "the larger of %1 and %2",
		[FUNCTION_CHOOSE] = "%2 (if %1; otherwise %3)",
		[FUNCTION_LATE] = "the number of %1 from %2 to %3 that were held late",
		[FUNCTION_HELD] = "the number of %1 held from %2 to %3",
		[FUNCTION_NEXT_DUE] = "the day on which the next of %1 is due, as known on %2",
		[FUNCTION_OVERDUE] = "the next of %1 was due before %2",
	};
	return PHRASES[function];
}

static void put_call(const struct speech *speech, const struct node *node)
{
	const char *phrase = sentence_phrase(node->function);
	for (; phrase && *phrase; phrase++) {
		if (*phrase != '%') {
			buf_add_char(speech->out, *phrase);
			continue;
		}
		size_t part = (size_t)(*++phrase - '1');
		put_part(speech, node->parts[part]);
	}
}

/* A parameter that a version or a variant changes is named; any other is its value. */
static bool is_changed(const struct definition *definition, struct str name)
{
	for (size_t i = 0; i < definition->version_count; i++)
		if (str_equal(definition->versions[i].name, name))
			return true;
	for (size_t i = 0; i < definition->variant_count; i++)
		for (size_t j = 0; j < definition->variants[i].setting_count; j++)
			if (str_equal(definition->variants[i].settings[j].name, name))
				return true;
	return false;
}

static void put_parameter(const struct speech *speech, const struct node *node)
{
	const struct parameter *parameter = &speech->definition->parameters[node->binding.index];
	lang_format_node(parameter->value, speech->out);
	if (!is_changed(speech->definition, parameter->name))
		return;
	buf_add(speech->out, STR(" (the "));
	sentence_put_name(speech->out, parameter->name);
	buf_add_char(speech->out, ')');
}

static void put_field(const struct speech *speech, const struct node *node)
{
	const char *owner = "";
	int around = speech->depth - node->binding.out; /* 0: the record of the definition */
	if (around == 0 && (speech->depth > 0 || speech->names_owners))
		owner = "this record's ";
	else if (around > 0 && (node->binding.out > 0 || speech->names_owners))
		owner = "that record's ";
	else if (around > 0)
		owner = "its ";
	buf_add(speech->out, str_of(owner));
	sentence_put_name(speech->out, node->text);
}

/* The date that put the record in the period. */
static const char *day_words(const struct base *base)
{
	static const char *const WORDS[] = {
		[CLOCK_NONE] = "the last day of the period",
		[CLOCK_WHEN] = "the day by which it lies in the period",
		[CLOCK_WHILE] = "the last day of the period",
		[CLOCK_DURING] = "the last day of the period",
		[CLOCK_BIRTHDAY] = "the birthday",
		[CLOCK_DUE] = "the due date",
	};
	return WORDS[base->clock];
}

static void put_name(const struct speech *speech, const struct node *node)
{
	struct buf *out = speech->out;
	switch (node->binding.kind) {
	case BOUND_FIELD:
		put_field(speech, node);
		return;
	case BOUND_CHILD_FIELD:
		buf_add(out, STR("the child's "));
		sentence_put_name(out, node->text);
		return;
	case BOUND_CHILD:
		buf_add(out, STR("child"));
		return;
	case BOUND_FAMILY:
		buf_add(out, STR("family"));
		return;
	case BOUND_PARAMETER:
		put_parameter(speech, node);
		return;
	case BOUND_TODAY:
		buf_add(out, STR("the last day of the period"));
		return;
	case BOUND_FIRST_DAY:
		buf_add(out, STR("the first day of the period"));
		return;
	case BOUND_DAY:
		buf_add(out, str_of(day_words(&speech->definition->base)));
		return;
	case BOUND_ANSWERED:
		buf_add(out, STR("the day on which it was held"));
		return;
	case BOUND_HELD:
		buf_add(out, STR("the day held last"));
		return;
	case BOUND_NOTHING: /* the name of a schedule */
	case BOUND_LET:
	case BOUND_CODE:
	case BOUND_KIND_COUNT:
		sentence_put_name(out, node->text);
		return;
	}
}

static bool is_time(const struct node *node)
{
	return node->type == LANG_DATE || node->type == LANG_INSTANT;
}

static bool is_duration_call(const struct node *node)
{
	return node->kind == NODE_CALL &&
	       (node->function == FUNCTION_WORKING_DAYS || node->function == FUNCTION_DAYS ||
	        node->function == FUNCTION_MONTHS || node->function == FUNCTION_HOURS);
}

static const char *comparison_words(enum binary_op op, bool of_time)
{
	switch ((int)op) {
	case BINARY_EQUAL:
		return "";
	case BINARY_UNEQUAL:
		return "not ";
	case BINARY_LESS:
		return of_time ? "before " : "less than ";
	case BINARY_LESS_EQUAL:
		return of_time ? "on or before " : "at most ";
	case BINARY_MORE:
		return of_time ? "after " : "more than ";
	case BINARY_MORE_EQUAL:
		return of_time ? "on or after " : "at least ";
	}
	return "";
}

/* "there are at most 10 working days from referred to completed" */
static void put_duration_comparison(const struct speech *speech, const struct node *node)
{
	struct buf *out = speech->out;
	const struct node *call = node->parts[0];
	buf_format(out, "there are %s", comparison_words(node->op, false));
	put(speech, node->parts[1]);
	buf_add(out, STR(" from "));
	put(speech, call->parts[0]);
	buf_add(out, STR(" to "));
	put(speech, call->parts[1]);
}

static bool is_shifted_date(const struct node *node)
{
	return node->kind == NODE_BINARY && is_time(node) &&
	       (node->op == BINARY_ADD || node->op == BINARY_SUBTRACT);
}

/* Puts a part; one whose end could be taken for what follows stands in brackets. */
static void put_part(const struct speech *speech, const struct node *node)
{
	bool is_made = node->kind == NODE_BINARY || node->kind == NODE_BETWEEN ||
	               (node->kind == NODE_RELATION && node->relation->where);
	bool is_bracketed = is_made && !is_shifted_date(node);
	buf_add(speech->out, is_bracketed ? STR("(") : STR(""));
	put(speech, node);
	buf_add(speech->out, is_bracketed ? STR(")") : STR(""));
}

/* "12 months before the last day of the period" */
static void put_shifted_date(const struct speech *speech, const struct node *node)
{
	bool is_later = node->op == BINARY_ADD;
	put_part(speech, node->parts[1]);
	buf_add(speech->out, is_later ? STR(" after ") : STR(" before "));
	put_part(speech, node->parts[0]);
}

/* Conditions of one kind need no brackets within each other. */
static void put_junction(const struct speech *speech, const struct node *node)
{
	for (size_t i = 0; i < 2; i++) {
		const struct node *part = node->parts[i];
		bool is_other = part->kind == NODE_BINARY && part->op != node->op &&
		                (part->op == BINARY_AND || part->op == BINARY_OR);
		bool is_bracketed = is_other || (part->kind == NODE_RELATION &&
		                                 part->relation->where && i == 0);
		if (i > 0)
			buf_add(speech->out, node->op == BINARY_AND ? STR(" and ") : STR(" or "));
		buf_add(speech->out, is_bracketed ? STR("(") : STR(""));
		put(speech, part);
		buf_add(speech->out, is_bracketed ? STR(")") : STR(""));
	}
}

static void put_binary(const struct speech *speech, const struct node *node)
{
	static const char *const WORDS[BINARY_OP_COUNT] = {
		[BINARY_ADD] = " plus ",           [BINARY_SUBTRACT] = " less ",
		[BINARY_MULTIPLY] = " times ",     [BINARY_DIVIDE] = " divided by ",
		[BINARY_BY] = " has happened by ", [BINARY_ELSE] = ", or where it is missing ",
	};
	if (node->op == BINARY_AND || node->op == BINARY_OR) {
		put_junction(speech, node);
	} else if (is_shifted_date(node)) {
		put_shifted_date(speech, node);
	} else if (WORDS[node->op]) {
		put_part(speech, node->parts[0]);
		buf_add(speech->out, str_of(WORDS[node->op]));
		put_part(speech, node->parts[1]);
	} else if (is_duration_call(node->parts[0])) {
		put_duration_comparison(speech, node);
	} else {
		put_part(speech, node->parts[0]);
		buf_format(speech->out, " is %s",
		           comparison_words(node->op, is_time(node->parts[0])));
		put_part(speech, node->parts[1]);
	}
}

static void put_in(const struct speech *speech, const struct node *node)
{
	put_part(speech, node->parts[0]);
	buf_add(speech->out, node->is_negated ? STR(" is none of ") : STR(" is one of "));
	for (size_t i = 0; i < node->range_count; i++) {
		const struct text_range *range = &node->ranges[i];
		bool is_one = str_equal(range->from, range->to);
		buf_format(speech->out, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(range->from));
		if (!is_one)
			buf_format(speech->out, " to %.*s", STR_ARGS(range->to));
	}
}

static const char *which_words(enum which which)
{
	static const char *const WORDS[] = {
		[WHICH_ALL] = "",
		[WHICH_EARLIER] = "earlier ",
		[WHICH_LATER] = "later ",
		[WHICH_OTHER] = "other ",
	};
	return WORDS[which];
}

/* The dates in which a record runs are of the record around. */
static void put_running(const struct speech *around, const struct relation *relation)
{
	if (!relation->running_from)
		return;
	buf_add(around->out,
	        relation->running_to ? STR(" running at any time from ") : STR(" running on "));
	put_part(around, relation->running_from);
	if (!relation->running_to)
		return;
	buf_add(around->out, STR(" to "));
	put_part(around, relation->running_to);
}

/* "placement records of the same child", or "placement record ..." of one of them. */
static void put_kind(const struct speech *speech, const struct relation *relation, bool is_one)
{
	struct buf *out = speech->out;
	struct speech around = *speech, inner = *speech;
	around.names_owners = true;
	inner.names_owners = false;
	inner.depth++;
	buf_add(out, str_of(which_words(relation->which)));
	sentence_put_name(out, relation->type_name);
	buf_add(out, is_one ? STR(" record") : STR(" records"));
	if (relation->scope == SCOPE_CHILD)
		buf_add(out, STR(" of the same child"));
	if (relation->scope == SCOPE_FAMILY)
		buf_add(out, STR(" of the same family"));
	if (relation->scope == SCOPE_KEY) {
		buf_add(out, STR(" whose "));
		sentence_put_name(out, relation->key_name);
		buf_add(out, STR(" is "));
		put_part(&around, relation->key);
	}
	put_running(&around, relation);
	if (!relation->where)
		return;
	buf_add(out, STR(" for which "));
	put(&inner, relation->where);
}

/* What comes before the records; whether one of them is meant. */
static bool put_quantifier(const struct speech *speech, const struct relation *relation)
{
	static const char *const NTH[] = { "first", "second", "third" };
	struct buf *out = speech->out;
	const char *nth = "latest";
	struct speech inner = *speech;
	inner.depth++;
	inner.names_owners = false;
	switch (relation->quantifier) {
	case QUANTIFIER_ANY:
		buf_add(out, STR("there is any "));
		return true;
	case QUANTIFIER_NO:
		buf_add(out, STR("there is no "));
		return true;
	case QUANTIFIER_AT_LEAST:
		buf_format(out, "there are at least %lld ", (long long)relation->amount);
		return false;
	case QUANTIFIER_FEWER_THAN:
		buf_format(out, "there are fewer than %lld ", (long long)relation->amount);
		return false;
	case QUANTIFIER_NUMBER:
		buf_add(out, STR("the number of "));
		return false;
	case QUANTIFIER_SUM:
		buf_add(out, STR("the sum of "));
		put_part(&inner, relation->value);
		buf_add(out, STR(" over "));
		return false;
	case QUANTIFIER_NTH:
		nth = NTH[relation->amount - 1];
		break;
	case QUANTIFIER_PREVIOUS:
		nth = "previous";
		break;
	case QUANTIFIER_NEXT:
		nth = "next";
		break;
	case QUANTIFIER_LATEST:
	case QUANTIFIER_COUNT:
		break;
	}
	buf_add(out, STR("the "));
	sentence_put_name(out, relation->field_name);
	buf_format(out, " of the %s ", nth);
	return true;
}

static void put_is(const struct speech *speech, const struct node *node)
{
	static const char *const WORDS[] = {
		[IS_MISSING] = " is missing",
		[IS_GIVEN] = " is given",
		[IS_YES] = " is yes",
		[IS_NO] = " is no",
	};
	put_part(speech, node->parts[0]);
	buf_add(speech->out, str_of(WORDS[node->is]));
}

static void put_between(const struct speech *speech, const struct node *node)
{
	put_part(speech, node->parts[0]);
	buf_add(speech->out, STR(" lies between "));
	put_part(speech, node->parts[1]);
	buf_add(speech->out, STR(" and "));
	put_part(speech, node->parts[2]);
	buf_add(speech->out, STR(", both included"));
}

static void put(const struct speech *speech, const struct node *node)
{
	switch (node->kind) {
	case NODE_NUMBER:
	case NODE_DURATION:
	case NODE_DATE:
	case NODE_TEXT:
		buf_add(speech->out, node->text);
		return;
	case NODE_NAME:
		put_name(speech, node);
		return;
	case NODE_CALL:
		put_call(speech, node);
		return;
	case NODE_NOT:
	case NODE_NEGATE:
		buf_add(speech->out,
		        node->kind == NODE_NOT ? STR("it is not so that ") : STR("minus "));
		put_part(speech, node->parts[0]);
		return;
	case NODE_BINARY:
		put_binary(speech, node);
		return;
	case NODE_BETWEEN:
		put_between(speech, node);
		return;
	case NODE_IN:
		put_in(speech, node);
		return;
	case NODE_IS:
		put_is(speech, node);
		return;
	case NODE_RELATION:
		put_kind(speech, node->relation, put_quantifier(speech, node->relation));
		return;
	case NODE_KIND_COUNT:
		return;
	}
}

void sentence_put_node(struct buf *out, const struct definition *definition,
                       const struct node *node, int depth)
{
	struct speech speech = { .out = out, .definition = definition, .depth = depth };
	put(&speech, node);
}

void sentence_put_records(struct buf *out, const struct definition *definition,
                          const struct relation *relation, int depth)
{
	struct speech speech = { .out = out, .definition = definition, .depth = depth };
	put_kind(&speech, relation, false);
}
