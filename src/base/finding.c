#include "base/finding.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	MESSAGE_MAX_BYTES = 4096,
	CHARACTER_MAX_BYTES = 4, /* of UTF-8: what lies behind the cut must be seen */
};

void finding_add(struct finding_list *list, struct finding what, const char *format, ...)
{
	char message[MESSAGE_MAX_BYTES + CHARACTER_MAX_BYTES];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);

	list->items = arena_grow(list->arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	what.file = arena_text(list->arena, what.file);
	what.column = arena_text(list->arena, what.column);
	what.subject = arena_text(list->arena, what.subject);
	what.message = arena_text(list->arena, str_cut(str_of(message), MESSAGE_MAX_BYTES));
	list->items[list->count++] = what;
}

void finding_drop(struct finding_list *list, const char *rule)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].rule, rule) != 0)
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static const struct finding_rule RULES[] = {
#define FINDING_RULE(id, of, text) { id, FINDING_OF_##of, text },
#include "base/finding_rules.def"
#undef FINDING_RULE
};

size_t finding_rule_count(void)
{
	return COUNT_OF(RULES);
}

const struct finding_rule *finding_rule_at(size_t index)
{
	assert(index < COUNT_OF(RULES));
	return &RULES[index];
}

const struct finding_rule *finding_rule_find(struct str id)
{
	for (size_t i = 0; i < COUNT_OF(RULES); i++)
		if (str_equal(str_of(RULES[i].id), id))
			return &RULES[i];
	return NULL;
}

const char *finding_severity_word(enum finding_severity severity)
{
	static const char *const WORDS[FINDING_SEVERITY_COUNT] = {
		[FINDING_NOTE] = "note",
		[FINDING_WARNING] = "warning",
		[FINDING_ERROR] = "error",
	};
	assert(severity < FINDING_SEVERITY_COUNT);
	return WORDS[severity];
}

size_t finding_count(const struct finding_list *list, enum finding_severity severity)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += list->items[i].severity == severity;
	return count;
}
