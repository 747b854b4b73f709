/* Definitions of indicators: checked, their examples run, read aloud. */
#include <stdio.h>

#include "base/buf.h"
#include "cli/command.h"
#include "lang/format.h"
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

/* The shipped definitions and the files that are named; their complaints are printed. */
static enum status read_files(struct call *call, bool with_examples,
                              struct definitions *definitions, size_t *complaints_out,
                              struct err *err)
{
	auto_calendar calendar = calendar_new();
	enum status st = OK;
	definitions_start(call->arena, definitions);
	definitions_add_shipped(definitions);
	for (size_t i = 0; st == OK && i < call->operand_count; i++)
		st = definitions_add_file(definitions, call->operands[i], err);
	if (st == OK && with_examples)
		st = definitions_check(definitions, calendar, err);
	else if (st == OK)
		definitions_check_only(definitions);
	return st == OK ? print_complaints(call, definitions, complaints_out, err) : st;
}

static enum status run_test(struct call *call, struct err *err)
{
	struct definitions definitions;
	size_t complaints = 0, count = 0;
	enum status st = read_files(call, true, &definitions, &complaints, err);
	if (st != OK)
		return st;
	size_t examples = count_examples(call, &definitions, &count);
	printf("%zu definitions, %zu examples, %zu complaints\n", count, examples, complaints);
	call->answer_is_no = complaints > 0;
	return OK;
}

static enum status run_check(struct call *call, struct err *err)
{
	struct definitions definitions;
	size_t complaints = 0, count = 0;
	enum status st = read_files(call, false, &definitions, &complaints, err);
	if (st != OK)
		return st;
	count_examples(call, &definitions, &count);
	printf("%zu definitions, %zu complaints\n", count, complaints);
	call->answer_is_no = complaints > 0;
	return OK;
}

static enum status run_format(struct call *call, struct err *err)
{
	enum { TEXT_BYTES_MAX = 8 << 20 };
	struct definitions definitions;
	size_t complaints = 0;
	auto_buf text = buf_init(TEXT_BYTES_MAX);
	enum status st = read_files(call, false, &definitions, &complaints, err);
	for (size_t i = 0; st == OK && i < definitions.library.count; i++) {
		const struct definition *definition = definitions.library.items[i];
		if (!is_named(call, definition->file->name))
			continue;
		if (definition->is_broken)
			return err_set(err, E_INPUT, "'%.*s' cannot be read and so not be written",
			               STR_ARGS(definition->name));
		buf_format(&text, "%s", text.len > 0 ? "\n" : "");
		lang_format(definition, &text);
	}
	if (st == OK)
		st = buf_check(&text, "the definitions", err);
	if (st != OK)
		return st;
	struct str out = buf_view(&text);
	printf("%.*s", STR_ARGS(out));
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

const struct command command_define_check = {
	.name = "define check",
	.operands = "FILE...",
	.operands_min = 1,
	.operands_max = 1000,
	.summary = "checks definitions of indicators without running their examples",
	.details = "Says what is wrong with file, line, a caret and a suggestion. The exit code "
	           "is 1 when anything is.",
	.run = run_check,
};

const struct command command_define_fmt = {
	.name = "define fmt",
	.operands = "FILE...",
	.operands_min = 1,
	.operands_max = 1000,
	.summary = "prints definitions of indicators in the form that all of them have",
	.details = "Clauses in their usual order, values in one column, lines of at most 100 "
	           "characters. Comments are not kept.",
	.run = run_format,
};
