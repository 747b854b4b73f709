#include "lang/format_node.h"

#include "lang/format.h"
#include "lang/layout.h"
#include "lang/lexer.h"
#include "lang/operator.h"

static void put_text(struct buf *out, struct str text, char blank)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '"')
			buf_add_char(out, '"');
		buf_add_char(out, c == ' ' ? blank : c);
	}
	buf_add_char(out, '"');
}

void format_put_text(struct buf *out, struct str text)
{
	put_text(out, text, ' ');
}

void format_put_broken_text(struct buf *out, struct str text)
{
	put_text(out, text, MARK_TEXT);
}

/* Whether what stands behind the relation could be taken for its last part. */
static bool is_open(const struct relation *relation)
{
	return relation->where || relation->running_from || relation->scope == SCOPE_KEY;
}

static enum level level_of(const struct node *node)
{
	switch ((int)node->kind) {
	case NODE_BINARY:
		return level_of_binary(node->op);
	case NODE_BETWEEN:
	case NODE_IN:
	case NODE_IS:
		return LEVEL_COMPARISON;
	case NODE_NOT:
		return LEVEL_NOT;
	}
	return LEVEL_SIGN;
}

/* Both sides of a comparison are stronger than it; the right side of any other is. */
static void put_binary(struct buf *out, const struct node *node, bool is_last)
{
	enum level level = level_of_binary(node->op);
	bool is_comparison = level == LEVEL_COMPARISON;
	format_put_node(out, node->parts[0], is_comparison ? level + 1 : level, false);
	buf_add_char(out, level <= LEVEL_AND ? MARK_STRONG : ' ');
	buf_format(out, "%s ", operator_sign(NODE_BINARY, (int)node->op));
	format_put_node(out, node->parts[1], level + 1, is_last);
}

static void put_call(struct buf *out, const struct node *node)
{
	buf_format(out, "%.*s(", STR_ARGS(node->text));
	for (size_t i = 0; i < node->part_count; i++) {
		if (i > 0)
			buf_format(out, ",%c", MARK_WEAK);
		format_put_node(out, node->parts[i], LEVEL_OR, true);
	}
	buf_add_char(out, ')');
}

static void put_code(struct buf *out, struct str code)
{
	if (lexer_is_bare(code))
		buf_add(out, code);
	else
		format_put_text(out, code);
}

static void put_in(struct buf *out, const struct node *node)
{
	format_put_node(out, node->parts[0], LEVEL_ELSE, false);
	buf_format(out, " %sin (", node->is_negated ? "not " : "");
	for (size_t i = 0; i < node->range_count; i++) {
		const struct text_range *range = &node->ranges[i];
		if (i > 0)
			buf_format(out, ",%c", MARK_WEAK);
		put_code(out, range->from);
		if (str_equal(range->from, range->to))
			continue;
		buf_add(out, STR(".."));
		put_code(out, range->to);
	}
	buf_add_char(out, ')');
}

static void put_between(struct buf *out, const struct node *node, bool is_last)
{
	format_put_node(out, node->parts[0], LEVEL_ELSE, false);
	buf_add(out, STR(" between "));
	format_put_node(out, node->parts[1], LEVEL_ELSE, false);
	buf_add(out, STR(" and "));
	format_put_node(out, node->parts[2], LEVEL_ELSE, is_last);
}

static void put_quantifier(struct buf *out, const struct relation *relation)
{
	static const char *const NTH[] = { "first", "second", "third" };
	struct str field = relation->field_name;
	switch (relation->quantifier) {
	case QUANTIFIER_ANY:
		buf_add(out, STR("any "));
		break;
	case QUANTIFIER_NO:
		buf_add(out, STR("no "));
		break;
	case QUANTIFIER_AT_LEAST:
		buf_format(out, "at least %lld ", (long long)relation->amount);
		break;
	case QUANTIFIER_FEWER_THAN:
		buf_format(out, "fewer than %lld ", (long long)relation->amount);
		break;
	case QUANTIFIER_NUMBER:
		buf_add(out, STR("number of "));
		break;
	case QUANTIFIER_SUM:
		buf_add(out, STR("sum of "));
		format_put_node(out, relation->value, LEVEL_OR, false);
		buf_add(out, STR(" over "));
		break;
	case QUANTIFIER_NTH:
		buf_format(out, "%.*s of %s ", STR_ARGS(field), NTH[relation->amount - 1]);
		break;
	case QUANTIFIER_LATEST:
		buf_format(out, "%.*s of latest ", STR_ARGS(field));
		break;
	case QUANTIFIER_PREVIOUS:
		buf_format(out, "%.*s of previous ", STR_ARGS(field));
		break;
	case QUANTIFIER_NEXT:
		buf_format(out, "%.*s of next ", STR_ARGS(field));
		break;
	case QUANTIFIER_COUNT:
		break;
	}
}

void format_put_scope(struct buf *out, const struct relation *relation)
{
	buf_add(out, relation->type_name);
	if (relation->scope != SCOPE_KEY) {
		buf_add(out, relation->scope == SCOPE_CHILD ? STR(" of child") : STR(" of family"));
		return;
	}
	buf_format(out, " with %.*s = ", STR_ARGS(relation->key_name));
	format_put_node(out, relation->key, LEVEL_ELSE,
	                !relation->running_from && !relation->where);
}

static void put_running(struct buf *out, const struct relation *relation)
{
	bool is_last = !relation->where;
	if (!relation->running_from)
		return;
	buf_format(out, "%crunning %s ", MARK_STRONG, relation->running_to ? "from" : "on");
	format_put_node(out, relation->running_from, LEVEL_ELSE, is_last && !relation->running_to);
	if (!relation->running_to)
		return;
	buf_add(out, STR(" to "));
	format_put_node(out, relation->running_to, LEVEL_ELSE, is_last);
}

static void put_relation(struct buf *out, const struct relation *relation)
{
	static const char *const WHICH[] = {
		[WHICH_ALL] = "",
		[WHICH_EARLIER] = "earlier ",
		[WHICH_LATER] = "later ",
		[WHICH_OTHER] = "other ",
	};
	put_quantifier(out, relation);
	buf_add(out, str_of(WHICH[relation->which]));
	format_put_scope(out, relation);
	put_running(out, relation);
	if (!relation->where)
		return;
	buf_format(out, "%cwhere ", MARK_STRONG);
	format_put_node(out, relation->where, LEVEL_OR, true);
}

static void put_name(struct buf *out, const struct node *node)
{
	if (node->of.len > 0)
		buf_format(out, "%.*s.", STR_ARGS(node->of));
	buf_add(out, node->text);
}

static void put_bare(struct buf *out, const struct node *node, bool is_last)
{
	switch (node->kind) {
	case NODE_TEXT:
		if (node->binding.kind == BOUND_CODE)
			put_code(out, node->text);
		else
			format_put_text(out, node->text);
		return;
	case NODE_NUMBER:
	case NODE_DURATION:
	case NODE_DATE:
	case NODE_NAME:
		put_name(out, node);
		return;
	case NODE_CALL:
		put_call(out, node);
		return;
	case NODE_NOT:
		buf_add(out, STR("not "));
		format_put_node(out, node->parts[0], LEVEL_NOT, is_last);
		return;
	case NODE_NEGATE:
		buf_add_char(out, '-');
		format_put_node(out, node->parts[0], LEVEL_SIGN, is_last);
		return;
	case NODE_BINARY:
		put_binary(out, node, is_last);
		return;
	case NODE_BETWEEN:
		put_between(out, node, is_last);
		return;
	case NODE_IN:
		put_in(out, node);
		return;
	case NODE_IS:
		format_put_node(out, node->parts[0], LEVEL_ELSE, false);
		buf_format(out, " %s", operator_sign(NODE_IS, (int)node->is));
		return;
	case NODE_RELATION:
		put_relation(out, node->relation);
		return;
	case NODE_KIND_COUNT:
		return;
	}
}

void format_put_node(struct buf *out, const struct node *node, enum level level, bool is_last)
{
	bool is_swallowing = node->kind == NODE_RELATION && is_open(node->relation) && !is_last;
	if (level_of(node) >= level && !is_swallowing) {
		put_bare(out, node, is_last);
		return;
	}
	buf_add_char(out, '(');
	put_bare(out, node, true);
	buf_add_char(out, ')');
}

void lang_format_node(const struct node *node, struct buf *out)
{
	auto_buf marked = buf_init(out->max_bytes);
	format_put_node(&marked, node, LEVEL_OR, true);
	layout_put_plain(out, buf_view(&marked));
}
