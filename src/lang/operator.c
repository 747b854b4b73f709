#include "lang/operator.h"

#include "base/attr.h"

const struct operator_rule OPERATOR_RULES[] = {
#define OPERATOR(kind, op, sign, parts, result, missing, doc) \
	{ kind, op, sign, parts, result, missing, doc },
#include "lang/operators.def"
#undef OPERATOR
};
const size_t OPERATOR_RULE_COUNT = COUNT_OF(OPERATOR_RULES);

const struct function_rule FUNCTION_RULES[FUNCTION_COUNT] = {
#define FUNCTION(id, name, result, parts, doc) [FUNCTION_##id] = { name, result, parts, doc },
#include "lang/functions.def"
#undef FUNCTION
};

/* A letter of the columns of parts: which types it takes, and how a reader calls it. */
struct part_letter {
	char letter;
	const char *words;
	unsigned types; /* one bit a type */
};

enum {
	TIMES_OF_DAYS = 1 << LANG_WORKING_DAYS | 1 << LANG_DAYS | 1 << LANG_MONTHS,
	TIMES = TIMES_OF_DAYS | 1 << LANG_HOURS,
	ORDERED = TIMES | 1 << LANG_DATE | 1 << LANG_INSTANT | 1 << LANG_NUMBER,
	COMPARED = ORDERED | 1 << LANG_TEXT | 1 << LANG_KEY,
};

static const struct part_letter LETTERS[] = {
	{ 'n', "number", 1 << LANG_NUMBER },
	{ 'd', "date", 1 << LANG_DATE },
	{ 'm', "moment", 1 << LANG_INSTANT },
	{ 't', "condition", 1 << LANG_TRUTH },
	{ 'x', "text or code", 1 << LANG_TEXT },
	{ 'h', "time in hours", 1 << LANG_HOURS },
	{ 'u', "time in days, working days or months", TIMES_OF_DAYS },
	{ 'w', "time", TIMES },
	{ 'o', "number, date, moment or time", ORDERED },
	{ 'e', "number, date, moment, time, text, code or key", COMPARED },
	{ 'a', "value", COMPARED | 1 << LANG_TRUTH },
	{ '=', "the same", COMPARED | 1 << LANG_TRUTH },
	{ 's', "schedule", 0 },
};

static const struct part_letter *letter_find(char letter)
{
	for (size_t i = 0; i < COUNT_OF(LETTERS); i++)
		if (LETTERS[i].letter == letter)
			return &LETTERS[i];
	return &LETTERS[0];
}

bool part_fits(char letter, enum lang_type type, enum lang_type first)
{
	if (letter == '=' && type != first)
		return false;
	return letter_find(letter)->types >> type & 1;
}

const char *part_words(char letter)
{
	return letter_find(letter)->words;
}

const struct operator_rule *operator_find(enum node_kind kind, int op,
                                          const enum lang_type *parts)
{
	for (size_t i = 0; i < COUNT_OF(OPERATOR_RULES); i++) {
		const struct operator_rule *rule = &OPERATOR_RULES[i];
		bool fits = rule->kind == kind && rule->op == op;
		for (size_t part = 0; fits && rule->parts[part]; part++)
			fits = part_fits(rule->parts[part], parts[part], parts[0]);
		if (fits)
			return rule;
	}
	return NULL;
}

const char *operator_sign(enum node_kind kind, int op)
{
	for (size_t i = 0; i < COUNT_OF(OPERATOR_RULES); i++)
		if (OPERATOR_RULES[i].kind == kind && OPERATOR_RULES[i].op == op)
			return OPERATOR_RULES[i].sign;
	return "";
}

const char *type_words(enum lang_type type)
{
	static const char *const WORDS[LANG_TYPE_COUNT] = {
		[LANG_NONE] = "nothing",
		[LANG_TRUTH] = "a condition",
		[LANG_DATE] = "a date",
		[LANG_INSTANT] = "a moment",
		[LANG_NUMBER] = "a number",
		[LANG_WORKING_DAYS] = "a time in working days",
		[LANG_DAYS] = "a time in days",
		[LANG_MONTHS] = "a time in months",
		[LANG_HOURS] = "a time in hours",
		[LANG_TEXT] = "a text or code",
		[LANG_KEY] = "a key",
	};
	return WORDS[type];
}

enum lang_type type_of_field(enum field_kind kind)
{
	static const enum lang_type TYPES[FIELD_KIND_COUNT] = {
		[FIELD_DATE] = LANG_DATE,     [FIELD_INSTANT] = LANG_INSTANT,
		[FIELD_CODE] = LANG_TEXT,     [FIELD_FLAG] = LANG_TRUTH,
		[FIELD_NUMBER] = LANG_NUMBER, [FIELD_DECIMAL] = LANG_NUMBER,
		[FIELD_LABEL] = LANG_TEXT,    [FIELD_KEY] = LANG_KEY,
	};
	return TYPES[kind];
}

const char *type_unit(enum lang_type type)
{
	static const char *const UNITS[LANG_TYPE_COUNT] = {
		[LANG_WORKING_DAYS] = "working days",
		[LANG_DAYS] = "days",
		[LANG_MONTHS] = "months",
		[LANG_HOURS] = "hours",
	};
	return UNITS[type];
}

bool type_is_time(enum lang_type type)
{
	return TIMES >> type & 1;
}
