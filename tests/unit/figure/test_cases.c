/* Runs the case files of tests/cases: "input<TAB>answer", one test for each line.
 * The answer is what the reader understood, printed; "refused: words" when it
 * refuses, and the message holds the words. */
#include <dirent.h>

#include "check.h"

#include "base/arena.h"
#include "figure/line.h"
#include "figure/number.h"
#include "figure/rule.h"
#include "figure/target.h"
#include "figure/value.h"

enum { ANSWER_BYTES = 2048 };

typedef enum status describe_fn(struct str input, char out[ANSWER_BYTES], struct err *err);

static const char *unit_kind_words(enum unit_kind kind)
{
	static const char *const WORDS[UNIT_KIND_COUNT] = {
		"none", "count", "percent", "rate", "days", "money", "average", "score", "other",
	};
	return WORDS[kind];
}

static const char *written(enum unit_kind kind, char out[32])
{
	out[0] = '\0';
	if (kind != UNIT_NONE)
		snprintf(out, 32, " (%s)", unit_kind_words(kind));
	return out;
}

static enum status describe_number(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct value value;
	enum absence absence;
	enum status st = value_read_cell(input, &value, &absence, err);
	if (st != OK) {
		assert_int_equal(absence, ABSENCE_NOT_UNDERSTOOD);
		assert_false(value.is_known);
		return st;
	}
	if (!value.is_known) {
		snprintf(out, ANSWER_BYTES, "missing%s%s", absence ? ": " : "",
		         absence_word(absence));
		return OK;
	}
	struct number number;
	char text[RATIO_TEXT_BYTES];
	char mark[32];
	assert_int_equal(number_read(input, &number, err), OK);
	snprintf(out, ANSWER_BYTES, "%s%s", number_print(value.exact, value.stated_decimals, text),
	         written(number.written, mark));
	return OK;
}

static enum status describe_unit(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	(void)err;
	char text[UNIT_TEXT_BYTES];
	struct unit unit = unit_read(input);
	struct unit again = unit_read(str_of(unit_print(&unit, text)));
	assert_int_equal(unit.kind, again.kind);
	assert_true(unit.per == again.per);
	snprintf(out, ANSWER_BYTES, "%s: %s", unit_kind_words(unit.kind), text);
	return OK;
}

static enum status describe_polarity(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct polarity_reading reading;
	enum status st = polarity_read(input, &reading, err);
	if (st == OK)
		snprintf(out, ANSWER_BYTES, "%s%s%s", polarity_word(reading.polarity),
		         reading.is_implied ? ", implied" : "",
		         reading.is_information ? ", for information" : "");
	return st;
}

static enum status describe_target(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	static const char *const KINDS[TARGET_KIND_COUNT] = {
		"not given", "number", "range",       "comparator", "improve",    "additional",
		"rank",      "none",   "information", "not set",    "unreadable",
	};
	static const struct unit BARE = { .kind = UNIT_NONE, .decimals = -1 };
	struct target target;
	enum status st = target_read(input, &target, err);
	char text[TARGET_TEXT_BYTES];
	char mark[32];
	assert_int_equal(st != OK, target.kind == TARGET_UNREADABLE);
	assert_true(str_equal(target.text, str_trim(input)));
	snprintf(out, ANSWER_BYTES, "%s: %s%s", KINDS[target.kind],
	         target_print(&target, &BARE, text), written(target.written, mark));
	return st;
}

static enum status describe_rule(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct rule rule;
	char text[RULE_TEXT_BYTES];
	enum status st = rule_read(input, &rule, err);
	assert_int_equal(st != OK, rule.kind == RULE_UNREADABLE);
	snprintf(out, ANSWER_BYTES, "%s", rule_print(&rule, text));
	return st;
}

static enum status describe_tolerance(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct rule rule;
	char text[RULE_TEXT_BYTES];
	enum status st = rule_read_tolerance(input, &rule, err);
	assert_int_equal(st != OK, rule.kind == RULE_UNREADABLE);
	snprintf(out, ANSWER_BYTES, "%s", rule_print(&rule, text));
	return st;
}

static enum status describe_status(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct stated_status stated;
	enum status st = stated_status_read(input, &stated, err);
	snprintf(out, ANSWER_BYTES, "%s%s%s%s", rating_word(stated.rating),
	         absence_word(stated.absence), stated.is_target_not_set ? "target not set" : "",
	         stated.is_no_target ? "no target" : "");
	if (out[0] == '\0')
		snprintf(out, ANSWER_BYTES, "%s", stated.is_given ? "as stated" : "not given");
	return st;
}

static const struct {
	const char *folder;
	describe_fn *describe;
} READERS[] = {
	{ "number", describe_number },       { "unit", describe_unit },
	{ "polarity", describe_polarity },   { "target", describe_target },
	{ "rule", describe_rule },           { "tolerance", describe_tolerance },
	{ "status", describe_status },
};

struct reading_case {
	describe_fn *describe;
	struct str input;
	struct str expected;
};

static void is_read_as_expected(void **state)
{
	const struct reading_case *wanted = *state;
	static const struct str REFUSED = { "refused: ", 9 };
	char answer[ANSWER_BYTES];
	struct err err = { 0 };
	enum status st = wanted->describe(wanted->input, answer, &err);
	bool is_refused = str_starts_nocase(wanted->expected, REFUSED);
	if (st != OK && !is_refused)
		fail_msg("refused: %s", err.text);
	if (st == OK && is_refused)
		fail_msg("read as '%s'", answer);
	if (st == OK) {
		assert_string_equal(answer, wanted->expected.ptr);
		return;
	}
	struct str words = str_slice(wanted->expected, REFUSED.len, wanted->expected.len);
	if (str_find_nocase(str_of(err.text), words) == SIZE_MAX)
		fail_msg("the message '%s' does not say '%s'", err.text, words.ptr);
}

struct case_list {
	struct arena *arena;
	struct CMUnitTest *items;
	size_t count;
	size_t capacity;
};

static void add_case(struct case_list *list, const char *place, describe_fn *describe,
                     struct str line)
{
	struct str rest = line;
	struct str input;
	if (line.len == 0 || (line.ptr[0] == '#' && line.len > 1 && line.ptr[1] == ' '))
		return;
	struct reading_case *wanted = arena_new(list->arena, 1, sizeof(*wanted));
	str_split(&rest, '\t', &input);
	if (!rest.ptr)
		fail_msg("%s: '%.*s' has no tab", place, STR_ARGS(line));
	wanted->describe = describe;
	wanted->input = arena_text(list->arena, input);
	wanted->expected = arena_text(list->arena, rest);
	list->items = arena_grow(list->arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = (struct CMUnitTest){
		.name = arena_format(list->arena, "%s: '%.*s'", place, STR_ARGS(input)).ptr,
		.test_func = is_read_as_expected,
		.initial_state = wanted,
	};
}

static void add_file(struct case_list *list, const char *path, const char *place,
                     describe_fn *describe)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t capacity = 0;
	ssize_t len;
	if (!file)
		fail_msg("%s cannot be read", path);
	while ((len = getline(&line, &capacity, file)) > 0) {
		size_t end = (size_t)len - (line[len - 1] == '\n');
		add_case(list, place, describe, (struct str){ line, end });
	}
	free(line);
	fclose(file);
}

static void add_folder(struct case_list *list, const char *folder, describe_fn *describe)
{
	const char *path = arena_format(list->arena, "%s/tests/cases/%s",
	                                getenv("OUTTURN_SOURCE_ROOT"), folder)
	                           .ptr;
	DIR *dir = opendir(path);
	if (!dir)
		fail_msg("%s cannot be read", path);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (!str_ends_nocase(str_of(entry->d_name), STR(".case")))
			continue;
		add_file(list, arena_format(list->arena, "%s/%s", path, entry->d_name).ptr,
		         arena_format(list->arena, "%s/%s", folder, entry->d_name).ptr, describe);
	}
	closedir(dir);
}

int main(void)
{
	auto_arena arena = { 0 };
	struct case_list list = { .arena = &arena };
	for (size_t i = 0; i < COUNT_OF(READERS); i++)
		add_folder(&list, READERS[i].folder, READERS[i].describe);
	return _cmocka_run_group_tests("cases", list.items, list.count, NULL, NULL);
}
