/* Definitions of indicators: checked, their examples run, read aloud. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/work_calendar.h"
#include "measure/definitions.h"

/* Whose complaints are printed: of the files that were named. */
static bool is_named(const struct call *call, struct str file)
{
	for (size_t i = 0; i < call->operand_count; i++)
		if (str_equal(file, str_of(call->operands[i])))
			return true;
	return call->operand_count == 0;
}

static enum status print_complaints(const struct call *call,
                                    const struct definitions *definitions, size_t *count_out,
                                    struct err *err)
{
	enum { COMPLAINTS_BYTES_MAX = 1 << 20 };
	auto_buf said = buf_init(COMPLAINTS_BYTES_MAX);
	const struct complaints *complaints = &definitions->complaints;
	*count_out = 0;
	for (size_t i = 0; i < complaints->count; i++) {
		if (!is_named(call, complaints->items[i].file))
			continue;
		complaint_print(&complaints->items[i], &said);
		++*count_out;
	}
	enum status st = buf_check(&said, "what is wrong", err);
	if (st != OK)
		return st;
	struct str text = buf_view(&said);
	fprintf(stderr, "%.*s", STR_ARGS(text));
	if (complaints->is_full)
		fprintf(stderr, "and more\n");
	return OK;
}

static size_t count_examples(const struct call *call, const struct definitions *definitions,
                             size_t *definitions_out)
{
	size_t count = 0;
	*definitions_out = 0;
	for (size_t i = 0; i < definitions->library.count; i++) {
		const struct definition *definition = definitions->library.items[i];
		if (!is_named(call, definition->file->name))
			continue;
		count += definition->example_count;
		++*definitions_out;
	}
	return count;
}

static enum status run_test(struct call *call, struct err *err)
{
	struct definitions definitions;
	auto_calendar calendar = calendar_new();
	definitions_start(call->arena, &definitions);
	definitions_add_shipped(&definitions);
	enum status st = OK;
	for (size_t i = 0; st == OK && i < call->operand_count; i++)
		st = definitions_add_file(&definitions, call->operands[i], err);
	if (st == OK)
		st = definitions_check(&definitions, calendar, err);
	size_t complaint_count = 0, definition_count = 0;
	if (st == OK)
		st = print_complaints(call, &definitions, &complaint_count, err);
	if (st != OK)
		return st;
	size_t examples = count_examples(call, &definitions, &definition_count);
	printf("%zu definitions, %zu examples, %zu complaints\n", definition_count, examples,
	       complaint_count);
	call->answer_is_no = complaint_count > 0;
	return OK;
}

const struct command command_define_test = {
	.name = "define test",
	.operands = "FILE...",
	.operands_min = 0,
	.operands_max = 1000,
	.summary = "checks definitions of indicators and runs their examples",
	.details =
		"Reads definitions (docs/language.md), says what is wrong with file, line and "
		"a suggestion, and runs the worked examples of those that are sound. A "
		"definition of a shipped one's name takes its place. Without FILE the shipped "
		"definitions themselves are tested.\n\n"
		"The exit code is 1 when anything is wrong.",
	.run = run_test,
};
