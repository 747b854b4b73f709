#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/help.h"

static const struct command *find(const char *first, const char *second)
{
	const char *words[] = { first, second };
	int used = 0;
	return command_find(second ? 2 : 1, words, &used);
}

static void every_command_says_what_it_does(void **state)
{
	(void)state;
	const struct command *const *commands = command_list();
	for (size_t i = 0; commands[i]; i++) {
		const struct command *command = commands[i];
		assert_non_null(command->run);
		assert_true(strlen(command->summary) > 10);
		assert_true(command->summary[strlen(command->summary) - 1] != '.');
		assert_true(command->option_count <= COMMAND_OPTIONS_MAX);
		assert_true(command->operands_min <= command->operands_max);
		for (size_t j = 0; j < command->option_count; j++)
			assert_true(strlen(command->options[j].help) > 5);
		for (size_t j = i + 1; commands[j]; j++)
			assert_string_not_equal(command->name, commands[j]->name);
	}
}

static void words_are_found_singly_and_in_pairs(void **state)
{
	(void)state;
	assert_string_equal(find("scorecard", NULL)->name, "scorecard");
	assert_string_equal(find("framework", "export")->name, "framework export");
	assert_null(find("framework", NULL));
	assert_null(find("scorecards", NULL));
	assert_string_equal(command_nearest("scorcard")->name, "scorecard");
	assert_null(command_nearest("wholly different"));
}

/* Parses `words` for `digest`; the status, with operands and options in `call`. */
static enum status parse(int count, const char *const words[], struct call *call, struct err *err)
{
	bool wants_help = false;
	enum status st =
		call_parse(find("digest", NULL), count, words, call, &wants_help, err);
	assert_false(wants_help);
	return st;
}

static void options_come_in_every_spelling(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	const char *const words[] = { "-oout", "a.csv", "--period=2013-14-Q3", "--for", "members", "-q" };
	struct call call = { .arena = &arena };
	assert_ok(parse(6, words, &call, &err), &err);
	const struct command *digest = find("digest", NULL);
	for (size_t i = 0; i < digest->option_count; i++) {
		const char *want = strcmp(digest->options[i].name, "output") == 0 ? "out"
		                   : strcmp(digest->options[i].name, "period") == 0
		                           ? "2013-14-Q3"
		                   : strcmp(digest->options[i].name, "for") == 0   ? "members"
		                   : strcmp(digest->options[i].name, "quiet") == 0 ? ""
		                                                                   : NULL;
		if (want)
			assert_string_equal(call.values[i], want);
		else
			assert_null(call.values[i]);
	}
	assert_int_equal(call.operand_count, 1);
	assert_string_equal(call.operands[0], "a.csv");
}

static void wrong_usage_is_named(void **state)
{
	(void)state;
	static const struct {
		const char *words[2];
		int count;
		const char *message;
	} CASES[] = {
		{ { "--nonsense" }, 1, "digest has no option '--nonsense'" },
		{ { "-o" }, 1, "option --output needs a value (DIR)" },
		{ { "--quiet=yes" }, 1, "option --quiet takes no value" },
		{ { "a.csv", "b.csv" }, 2, "digest takes no further word: 'b.csv'" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		struct err err = { 0 };
		struct call call = { .arena = &arena };
		assert_int_equal(parse(CASES[i].count, CASES[i].words, &call, &err), E_USAGE);
		assert_int_equal(strncmp(err.text, CASES[i].message, strlen(CASES[i].message)), 0);
	}
}

static void after_two_dashes_all_are_operands(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	const char *const words[] = { "--", "-o" };
	struct call call = { .arena = &arena };
	assert_ok(parse(2, words, &call, &err), &err);
	assert_string_equal(call.operands[0], "-o");
}

static char *written(void (*print)(FILE *out))
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	print(stream);
	fclose(stream);
	return text;
}

static void help_manual_and_completion_name_every_command(void **state)
{
	(void)state;
	char *overview = written(help_print_overview);
	char *manual = written(help_print_manual);
	char *completion = written(help_print_completion);
	const struct command *const *commands = command_list();
	for (size_t i = 0; commands[i]; i++) {
		const char *last = strrchr(commands[i]->name, ' ');
		assert_non_null(strstr(overview, commands[i]->name));
		assert_non_null(strstr(manual, commands[i]->name));
		assert_non_null(strstr(completion, last ? last + 1 : commands[i]->name));
		for (size_t j = 0; j < commands[i]->option_count; j++)
			assert_non_null(strstr(completion, commands[i]->options[j].name));
	}
	free(overview);
	free(manual);
	free(completion);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_says_what_it_does),
		cmocka_unit_test(words_are_found_singly_and_in_pairs),
		cmocka_unit_test(options_come_in_every_spelling),
		cmocka_unit_test(wrong_usage_is_named),
		cmocka_unit_test(after_two_dashes_all_are_operands),
		cmocka_unit_test(help_manual_and_completion_name_every_command),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
