#include <stdio.h>

#include "base/buf.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/figures_source.h"
#include "digest/words.h"
#include "doc/mark.h"
#include "judge/sentence.h"

enum { OPT_PERIOD, OPT_FILE, OPT_RULE, OPT_COUNT };

enum { TEXT_MAX_BYTES = 64 * 1024 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period; default: the latest" },
	[OPT_FILE] = { "file", 'f', "FILE", "a scorecard file instead of the workspace" },
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
};

/* Whether `name` is the indicator's reference or title, case aside. */
static bool goes_by(const struct indicator *indicator, struct str name)
{
	return str_equal_nocase(indicator->ref, name) || str_equal_nocase(indicator->title, name);
}

/* Prints every current line of the indicator that the call names. */
static enum status print_indicator(struct call *call,
                                   void (*print)(struct call *call,
                                                 const struct digest_input *input, size_t at),
                                   struct err *err)
{
	struct figures_request request = { .file = call->values[OPT_FILE],
		                           .period = call->values[OPT_PERIOD],
		                           .rule = call->values[OPT_RULE] };
	struct finding_list findings = { .arena = call->arena };
	struct digest_input input;
	enum status st = figures_load(call, &request, &findings, &input, err);
	if (st != OK)
		return st;
	size_t found = 0;
	for (size_t i = 0; i < input.count; i++)
		if (goes_by(input.lines[i].indicator, str_of(call->operands[0]))) {
			if (found++)
				putchar('\n');
			print(call, &input, i);
		}
	if (found == 0)
		return err_set(err, E_MISSING, "no indicator goes by '%s' in this period",
		               call->operands[0]);
	return OK;
}

static void print_wrapped(const struct call *call, struct str text)
{
	struct text_column column = { .width = call->app->width };
	columns_print(&column, &(struct text_cell){ .text = text }, 1, stdout);
}

static void print_name(struct call *call, const struct line *line)
{
	print_wrapped(call, words_full_name(call->arena, line->indicator));
	print_wrapped(call, arena_format(call->arena, "%.*s%s%.*s",
	                                 STR_ARGS(words_of_period(call->arena, &line->period)),
	                                 line->section.len ? "; " : "",
	                                 STR_ARGS(line->section)));
	putchar('\n');
}

static void print_history(struct call *call, const struct line *line)
{
	enum { COLUMN_COUNT = 4 };
	static const struct text_column COLUMNS[COLUMN_COUNT] = {
		{ .width = 28 }, { .width = 14, .is_right = true }, { .width = 14 }, { .width = 14 }
	};
	if (line->history_count == 0) {
		printf("\nNo earlier figures.\n");
		return;
	}
	printf("\nEarlier figures, oldest first:\n");
	for (size_t i = 0; i < line->history_count; i++) {
		const struct point *point = &line->history[i];
		const struct target *aim = point->profiled.kind != TARGET_NOT_GIVEN
		                                   ? &point->profiled
		                                   : &point->target;
		char value[VALUE_TEXT_BYTES], counts[VALUE_TEXT_BYTES], target[TARGET_TEXT_BYTES];
		if (point->breaks)
			printf("  -- not comparable across: %.*s --\n",
			       STR_ARGS(point->break_note));
		struct text_cell cells[COLUMN_COUNT] = {
			{ .text = words_of_period(call->arena, &point->period) },
			{ .text = str_of(value_print(&point->value, &line->indicator->unit, value)) },
			{ .text = str_of(value_print_counts(&point->value, counts)) },
			{ .text = str_of(target_print(aim, &line->indicator->unit, target)) },
		};
		if (!point->value.is_known)
			cells[1].text = STR("no figure");
		columns_print(COLUMNS, cells, COLUMN_COUNT, stdout);
	}
}

static void show_line(struct call *call, const struct digest_input *input, size_t at)
{
	const struct line *line = &input->lines[at];
	const struct judgement *judgement = &input->judgements[at];
	const struct doc_mark_face *face = doc_mark_face(words_rating_mark(judgement->rating));
	auto_buf text = buf_init(TEXT_MAX_BYTES);
	print_name(call, line);
	printf("%s %s: %s\n\n", call->app->has_shapes ? face->symbol : face->ascii, face->word,
	       words_of_status(judgement));
	judge_sentence(line, judgement, &input->options.settings, &text);
	print_wrapped(call, buf_view(&text));
	print_history(call, line);
}

static enum status run_show(struct call *call, struct err *err)
{
	return print_indicator(call, show_line, err);
}

const struct command command_show = {
	.name = "show",
	.operands = "INDICATOR",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Shows one indicator: status, words, earlier figures",
	.details = "INDICATOR is a reference, or a title in quotes.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_show,
};

static void explain_line(struct call *call, const struct digest_input *input, size_t at)
{
	const struct line *line = &input->lines[at];
	struct explanation explanation = { 0 };
	print_name(call, line);
	judge_explain(line, &input->judgements[at], &input->options.settings, call->arena,
	              &explanation);
	for (size_t i = 0; i < explanation.count; i++)
		print_wrapped(call, arena_format(call->arena, "%zu. %.*s", i + 1,
		                                 STR_ARGS(explanation.steps[i])));
	if (line->file.len)
		print_wrapped(call, arena_format(call->arena, "\nFrom %.*s, row %lld.",
		                                 STR_ARGS(line->file), (long long)line->row));
}

static enum status run_explain(struct call *call, struct err *err)
{
	return print_indicator(call, explain_line, err);
}

const struct command command_explain = {
	.name = "explain",
	.operands = "INDICATOR",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Explains a rating step by step, back to the file and row",
	.details = "INDICATOR is a reference, or a title in quotes.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_explain,
};
