#include <string.h>

#include "base/buf.h"
#include "lang/checker.h"
#include "lang/operator.h"

enum { PARTS_MAX = 3, WORDS_BYTES_MAX = 512 };

static const struct typed UNTYPED = { LANG_NONE, NULL };

/* What could not be typed, but is known to be compared with these codes. */
static struct typed untyped_of(const struct field *codes)
{
	return (struct typed){ LANG_NONE, codes };
}

bool node_is_literal(const struct node *node)
{
	if (node->kind == NODE_NEGATE)
		node = node->parts[0];
	return node->kind == NODE_NUMBER || node->kind == NODE_DURATION ||
	       node->kind == NODE_DATE || node->kind == NODE_TEXT;
}

void check_node_is(struct checker *self, struct node *node, enum lang_type type,
                   const char *what)
{
	if (!node)
		return;
	enum lang_type found = check_node(self, node, NULL).type;
	if (found != LANG_NONE && found != type)
		fault(self, node->place, NULL, "%s takes %s, not %s", what, type_words(type),
		      type_words(found));
}

/* --- What does not go together ---------------------------------------------------------- */

/* The number a literal was written with: "10" of "10 working days". */
static struct str digits_of(const struct node *literal)
{
	size_t digits = 0;
	while (digits < literal->text.len && (char_is_digit(literal->text.ptr[digits]) ||
	                                      literal->text.ptr[digits] == '.'))
		digits++;
	return str_slice(literal->text, 0, digits);
}

/* A literal that was meant to be of another unit: "write '10 working days'". */
static const char *unit_hint(struct checker *self, enum lang_type wanted, const struct node *got)
{
	static const char *const COUNTERS[LANG_TYPE_COUNT] = {
		[LANG_WORKING_DAYS] = "working_days",
		[LANG_DAYS] = "days",
		[LANG_MONTHS] = "months",
		[LANG_HOURS] = "hours",
	};
	bool is_number = got->kind == NODE_NUMBER;
	bool is_time = got->kind == NODE_DURATION;
	struct str written = digits_of(got);
	struct str unit = str_trim(str_slice(got->text, written.len, got->text.len));
	if (is_time && wanted == LANG_NUMBER)
		return arena_format(self->arena, "write '%.*s'", STR_ARGS(written)).ptr;
	if (!type_is_time(wanted) || !(is_number || is_time) || written.len == 0)
		return NULL;
	bool is_of_days = is_number || wanted == LANG_DAYS || wanted == LANG_WORKING_DAYS;
	bool was_of_days = is_number || str_starts_nocase(unit, STR("day")) ||
	                   str_starts_nocase(unit, STR("working"));
	if (!is_of_days || !was_of_days)
		return arena_format(self->arena, "count with %s(...) instead", COUNTERS[got->type])
			.ptr;
	struct str hint = arena_format(self->arena, "write '%.*s %s'", STR_ARGS(written),
	                               type_unit(wanted));
	if (!is_number)
		hint = arena_format(self->arena, "%s, or count with %s(...)", hint.ptr,
		                    COUNTERS[got->type]);
	return hint.ptr;
}

/* What might have been written; `at` is the part that does not fit. */
static const char *mismatch_hint(struct checker *self, const struct node *node,
                                 const enum lang_type types[PARTS_MAX], int at)
{
	if (node->kind == NODE_BETWEEN)
		return unit_hint(self, types[0], node->parts[at]);
	if (node->kind != NODE_BINARY)
		return NULL;
	bool is_scaled = node->op == BINARY_MULTIPLY || node->op == BINARY_DIVIDE;
	for (int first = 0; first < 2 && !is_scaled; first++) {
		const char *hint = unit_hint(self, types[first], node->parts[1 - first]);
		if (hint)
			return hint;
	}
	if (types[0] == LANG_DATE && types[1] == LANG_DATE && node->op == BINARY_SUBTRACT)
		return "write days(from, to), working_days(from, to) or months(from, to)";
	if ((types[0] == LANG_DATE && types[1] == LANG_INSTANT) ||
	    (types[0] == LANG_INSTANT && types[1] == LANG_DATE))
		return "date_of(...) is the day of a moment";
	bool is_order = node->op >= BINARY_LESS && node->op <= BINARY_MORE_EQUAL;
	if (types[0] == LANG_TEXT && is_order)
		return "texts and codes have no order: compare them with =, <> or in";
	return NULL;
}

static bool mentions(const char *letters, char letter)
{
	return strchr(letters, letter) != NULL;
}

/* What may stand in a place: the letters of every rule of the operator whose parts before it
 * fit. */
static void gather_letters(const struct node *node, int op, const enum lang_type *types, int at,
                           char out[8])
{
	size_t count = 0;
	for (size_t i = 0; i < OPERATOR_RULE_COUNT; i++) {
		const struct operator_rule *rule = &OPERATOR_RULES[i];
		bool fits = rule->kind == node->kind && rule->op == op;
		for (int part = 0; fits && part < at; part++)
			fits = part_fits(rule->parts[part], types[part], types[0]);
		if (fits && count < 7 && !mentions(out, rule->parts[at]))
			out[count++] = rule->parts[at];
	}
}

static struct typed say_mismatch(struct checker *self, const struct node *node, int op,
                                 const enum lang_type types[PARTS_MAX])
{
	int at = 0;
	char letters[8] = "";
	for (int part = 0; part < (int)node->part_count; part++) {
		char found[8] = "";
		gather_letters(node, op, types, part, found);
		if (found[0] == '\0')
			break;
		at = part;
		memcpy(letters, found, sizeof(letters));
	}
	auto_buf words = buf_init(WORDS_BYTES_MAX);
	for (int i = 0; letters[i]; i++)
		buf_format(&words, "%s%s%s", i > 0 ? " or " : "",
		           letters[i] == '=' ? "" : "a ",
		           letters[i] == '=' ? type_words(types[0]) : part_words(letters[i]));
	fault(self, node->parts[at]->place, mismatch_hint(self, node, types, at),
	      "'%s' takes %.*s here, not %s",
	      operator_sign(node->kind, op), STR_ARGS(buf_view(&words)), type_words(types[at]));
	return UNTYPED;
}

/* The result of an operator over parts of these types. */
static struct typed apply(struct checker *self, const struct node *node, int op,
                          const struct typed parts[PARTS_MAX])
{
	enum lang_type types[PARTS_MAX] = { 0 };
	const struct field *codes = parts[0].codes ? parts[0].codes : parts[1].codes;
	for (size_t i = 0; i < node->part_count; i++) {
		types[i] = parts[i].type;
		if (types[i] == LANG_NONE)
			return untyped_of(codes);
	}
	const struct operator_rule *rule = operator_find(node->kind, op, types);
	if (!rule)
		return say_mismatch(self, node, op, types);
	switch (rule->result) {
	case 't':
		return (struct typed){ .type = LANG_TRUTH };
	case 'd':
		return (struct typed){ .type = LANG_DATE };
	case 'm':
		return (struct typed){ .type = LANG_INSTANT };
	case 'n':
		return (struct typed){ .type = LANG_NUMBER };
	default:
		return (struct typed){ types[0], codes };
	}
}

/* --- Operators -------------------------------------------------------------------------- */

/* Whether the node may be a code: which of them is settled by what it is compared with. */
static bool may_be_code(const struct checker *self, const struct node *node)
{
	return node->kind == NODE_TEXT || node->kind == NODE_NUMBER ||
	       (node->kind == NODE_NAME && !name_is_bound(self, node));
}

static bool op_takes_codes(enum binary_op op)
{
	return op == BINARY_ELSE || (op >= BINARY_EQUAL && op <= BINARY_MORE_EQUAL);
}

/* `flag = yes`, which wants `flag is yes`. Says so. */
static bool is_flag_compared(struct checker *self, const struct node *node, struct typed flag,
                             const struct node *other)
{
	bool is_word = other->kind == NODE_NAME && (str_equal(other->text, STR("yes")) ||
	                                            str_equal(other->text, STR("no")));
	if (flag.type != LANG_TRUTH || !is_word || name_is_bound(self, other))
		return false;
	struct str hint = arena_format(self->arena, "write 'is %.*s'", STR_ARGS(other->text));
	fault(self, node->place, hint.ptr, "a yes or no is not compared");
	return true;
}

/* A bare word beside what has no codes: a text without its quotation marks, or of no further
 * interest because the other side is wrong. */
static bool is_word_alone(struct checker *self, struct typed first, const struct node *other)
{
	bool is_word = other->kind == NODE_NAME && !name_is_bound(self, other);
	if (!is_word || first.codes || (first.type != LANG_TEXT && first.type != LANG_NONE))
		return false;
	struct str hint = arena_format(self->arena, "a text stands in quotation marks: \"%.*s\"",
	                               STR_ARGS(other->text));
	if (first.type == LANG_TEXT)
		fault(self, other->place, hint.ptr, "'%.*s' is no name that means something here",
		      STR_ARGS(other->text));
	return true;
}

static struct typed check_binary(struct checker *self, struct node *node,
                                 const struct field *codes)
{
	struct typed parts[PARTS_MAX] = { 0 };
	bool takes_codes = op_takes_codes(node->op);
	int first = takes_codes && may_be_code(self, node->parts[0]) &&
	            !may_be_code(self, node->parts[1]);
	const struct field *expected = node->op == BINARY_ELSE ? codes : NULL;
	parts[first] = check_node(self, node->parts[first], expected);
	if (parts[first].codes)
		expected = parts[first].codes;
	if (takes_codes && (is_flag_compared(self, node, parts[first], node->parts[1 - first]) ||
	                    (!expected && is_word_alone(self, parts[first], node->parts[1 - first]))))
		return UNTYPED;
	parts[1 - first] = check_node(self, node->parts[1 - first], takes_codes ? expected : NULL);
	return apply(self, node, (int)node->op, parts);
}

static struct typed check_plain(struct checker *self, struct node *node, int op)
{
	struct typed parts[PARTS_MAX] = { 0 };
	for (size_t i = 0; i < node->part_count; i++)
		parts[i] = check_node(self, node->parts[i], NULL);
	return apply(self, node, op, parts);
}

static bool is_within(struct str text, const struct text_range *range)
{
	return text.len == range->from.len && str_compare(range->from, text) <= 0 &&
	       str_compare(text, range->to) <= 0;
}

static void check_range(struct checker *self, const struct text_range *range,
                        const struct field *codes)
{
	if (str_equal(range->from, range->to)) {
		if (codes)
			check_code_text(self, range->from, range->place, codes);
		return;
	}
	if (range->from.len != range->to.len || str_compare(range->from, range->to) > 0) {
		fault(self, range->place, "both ends are as long, and the first sorts before the last",
		      "'%.*s..%.*s' holds no codes", STR_ARGS(range->from), STR_ARGS(range->to));
		return;
	}
	if (!codes || !codes->codes)
		return;
	for (size_t i = 0; i < codes->code_count; i++)
		if (is_within(codes->codes[i], range))
			return;
	fault(self, range->place, NULL, "no code of '%.*s' lies in '%.*s..%.*s'",
	      STR_ARGS(codes->name), STR_ARGS(range->from), STR_ARGS(range->to));
}

static struct typed check_in(struct checker *self, struct node *node)
{
	struct typed parts[PARTS_MAX] = { check_node(self, node->parts[0], NULL) };
	struct typed result = apply(self, node, 0, parts);
	if (result.type == LANG_TRUTH)
		for (size_t i = 0; i < node->range_count; i++)
			check_range(self, &node->ranges[i], parts[0].codes);
	return result;
}

/* --- Calls ------------------------------------------------------------------------------ */

static bool find_function(struct checker *self, struct node *call)
{
	struct near near = near_in(self, call->text);
	for (int i = 0; i < FUNCTION_COUNT; i++) {
		struct str name = str_of(FUNCTION_RULES[i].name);
		if (str_equal(name, call->text)) {
			call->function = (enum function)i;
			return true;
		}
		near_offer(&near, name);
	}
	fault(self, call->place, near_hint(&near, self->arena), "there is no function '%.*s'",
	      STR_ARGS(call->text));
	return false;
}

/* "late(schedule, date, date)". */
static const char *signature(struct checker *self, const struct function_rule *rule)
{
	auto_buf text = buf_init(WORDS_BYTES_MAX);
	buf_format(&text, "%s(", rule->name);
	for (int i = 0; rule->parts[i]; i++)
		buf_format(&text, "%s%s", i > 0 ? ", " : "", part_words(rule->parts[i]));
	buf_add_char(&text, ')');
	return arena_text(self->arena, buf_view(&text)).ptr;
}

/* A part of a call; `same` is the part before it of the letter `a`. */
static struct typed check_part(struct checker *self, struct node *call, size_t at,
                               struct typed same, const struct field *codes)
{
	const struct function_rule *rule = &FUNCTION_RULES[call->function];
	struct node *part = call->parts[at];
	char letter = rule->parts[at];
	struct typed typed = check_node(self, part, letter == 'a' ? codes : NULL);
	if (typed.type == LANG_NONE)
		return typed;
	bool is_second = letter == 'a' && same.type != LANG_NONE;
	if (part_fits(is_second ? '=' : letter, typed.type, same.type))
		return typed;
	const char *hint = letter == 'd' && typed.type == LANG_INSTANT
	                           ? "date_of(...) is the day of a moment"
	                           : signature(self, rule);
	fault(self, part->place, hint, "part %zu of %s is %s%s, not %s", at + 1, rule->name,
	      is_second ? "" : "a ", is_second ? type_words(same.type) : part_words(letter),
	      type_words(typed.type));
	return UNTYPED;
}

/* choose(c, INITIAL, kind): the last part says of which field the code before it is. */
static bool is_code_first(const struct checker *self, const struct node *call)
{
	return call->function == FUNCTION_CHOOSE && may_be_code(self, call->parts[1]) &&
	       !may_be_code(self, call->parts[2]);
}

static struct typed check_call(struct checker *self, struct node *call, const struct field *codes)
{
	call->schedule = -1;
	if (!find_function(self, call))
		return UNTYPED;
	const struct function_rule *rule = &FUNCTION_RULES[call->function];
	size_t wanted = strlen(rule->parts);
	if (call->part_count != wanted) {
		fault(self, call->place, signature(self, rule), "%s takes %zu parts, not %zu",
		      rule->name, wanted, call->part_count);
		return UNTYPED;
	}
	struct typed same = UNTYPED;
	bool is_sound = true;
	bool is_swapped = is_code_first(self, call);
	for (size_t at = 0; at < wanted; at++) {
		size_t i = is_swapped && at > 0 ? wanted - at : at;
		if (rule->parts[i] == 's') {
			check_schedule_part(self, call);
			is_sound = is_sound && call->schedule >= 0;
			continue;
		}
		struct typed part = check_part(self, call, i, same, same.codes ? same.codes : codes);
		is_sound = is_sound && part.type != LANG_NONE;
		if (rule->parts[i] == 'a' && !same.codes && same.type == LANG_NONE)
			same = part;
	}
	if (!is_sound)
		return untyped_of(same.codes);
	return rule->result == LANG_NONE ? same : (struct typed){ .type = rule->result };
}

/* --- Nodes ------------------------------------------------------------------------------ */

static struct typed check_kind(struct checker *self, struct node *node, const struct field *codes)
{
	switch (node->kind) {
	case NODE_NUMBER:
		return codes ? check_code(self, node, codes) : (struct typed){ .type = LANG_NUMBER };
	case NODE_TEXT:
		return codes ? check_code(self, node, codes) : (struct typed){ .type = LANG_TEXT };
	case NODE_DURATION:
	case NODE_DATE:
		return (struct typed){ .type = node->type };
	case NODE_NAME:
		return check_name(self, node, codes);
	case NODE_CALL:
		return check_call(self, node, codes);
	case NODE_BINARY:
		return check_binary(self, node, codes);
	case NODE_IN:
		return check_in(self, node);
	case NODE_IS:
		return check_plain(self, node, (int)node->is);
	case NODE_NOT:
	case NODE_NEGATE:
	case NODE_BETWEEN:
		return check_plain(self, node, 0);
	case NODE_RELATION:
		return check_relation(self, node);
	case NODE_KIND_COUNT:
		break;
	}
	return UNTYPED;
}

struct typed check_node(struct checker *self, struct node *node, const struct field *codes)
{
	unsigned before = self->uses;
	self->uses = 0;
	struct typed typed = check_kind(self, node, codes);
	node->type = typed.type;
	node->asks_today = self->uses & USES_TODAY;
	self->uses |= before;
	return typed;
}
