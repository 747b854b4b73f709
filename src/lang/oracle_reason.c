#include "lang/oracle_parts.h"

/* A part as it may stand in a sentence: its name as it was written, else `otherwise`. */
static struct str part_words(const struct node *part, const char *otherwise, struct arena *arena)
{
	if (part->kind != NODE_NAME)
		return str_of(otherwise);
	if (part->of.len == 0)
		return part->text;
	return arena_format(arena, "%.*s.%.*s", STR_ARGS(part->of), STR_ARGS(part->text));
}

static struct str order_words(const struct node *call, struct arena *arena)
{
	struct str from = part_words(call->parts[0], "the start", arena);
	struct str to = part_words(call->parts[1], "the end", arena);
	return arena_format(arena, "%.*s lies before %.*s", STR_ARGS(to), STR_ARGS(from));
}

static struct str value_words(const struct lack *lack, struct arena *arena)
{
	const struct field *field = lack->field;
	const struct node *node = lack->node;
	struct str name = field && field->title.len > 0 ? field->title
	                  : node                        ? part_words(node, "a value", arena)
	                                                : STR("a value");
	if (node && node->kind == NODE_RELATION)
		return arena_format(arena, "%.*s of the other %.*s is missing", STR_ARGS(name),
		                    STR_ARGS(node->relation->type_name));
	if (node && node->kind == NODE_NAME && str_equal(node->of, STR("child")))
		return arena_format(arena, "the child's %.*s is missing", STR_ARGS(name));
	return arena_format(arena, "%.*s is missing", STR_ARGS(name));
}

static struct str record_words(const struct relation *relation, struct arena *arena)
{
	const char *which = relation->quantifier == QUANTIFIER_PREVIOUS ? "earlier " :
	                    relation->quantifier == QUANTIFIER_NEXT     ? "later " :
	                                                                  "";
	return arena_format(arena, "there is no %s%.*s", which, STR_ARGS(relation->type_name));
}

struct str oracle_lack_words(const struct lack *lack, struct arena *arena)
{
	switch (lack->kind) {
	case LACK_VALUE:
		break;
	case LACK_ORDER:
		return order_words(lack->node, arena);
	case LACK_RECORD:
		return record_words(lack->node->relation, arena);
	case LACK_DIVISOR:
		return STR("it would be divided by nothing");
	case LACK_DATE:
		return STR("a date lies outside the years 1900 to 2200");
	case LACK_DUE:
		return STR("nothing falls due any more");
	}
	return value_words(lack, arena);
}
