#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/figures_source.h"
#include "digest/figures.h"
#include "digest/words.h"
#include "doc/mark.h"
#include "judge/sentence.h"

enum { OPT_PERIOD, OPT_FILE, OPT_RULE, OPT_FORMAT, OPT_COUNT };

enum { TEXT_MAX_BYTES = 64 * 1024 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period; default: the latest" },
	[OPT_FILE] = { "file", 'f', "FILE", "a scorecard file instead of the workspace" },
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

/* Whether `name` is the indicator's reference or title, case aside. */
static bool goes_by(const struct indicator *indicator, struct str name)
{
	return str_equal_nocase(indicator->ref, name) || str_equal_nocase(indicator->title, name);
}

/* How a command tells of an indicator: to people a line at a time, to programs all
 * lines in one table. */
struct telling {
	void (*print)(struct call *call, const struct digest_input *input, size_t at);
	struct dataset *(*table)(struct call *call, const struct digest_input *input);
};

/* Leaves in `input` the lines of the indicator that the call names. */
static enum status keep_indicator(struct call *call, struct digest_input *input, struct err *err)
{
	struct line *lines = arena_new(call->arena, input->count, sizeof(*lines));
	struct judgement *judgements =
		arena_new(call->arena, input->count, sizeof(*judgements));
	size_t kept = 0;
	for (size_t i = 0; i < input->count; i++) {
		if (!goes_by(input->lines[i].indicator, str_of(call->operands[0])))
			continue;
		lines[kept] = input->lines[i];
		judgements[kept++] = input->judgements[i];
	}
	if (kept == 0)
		return err_set(err, E_MISSING, "no indicator goes by '%s' in this period",
		               call->operands[0]);
	input->lines = lines;
	input->judgements = judgements;
	input->count = kept;
	return OK;
}

/* Tells of every current line of the indicator that the call names. */
static enum status tell_indicator(struct call *call, const struct telling *telling,
                                  struct err *err)
{
	struct figures_request request = { .file = call->values[OPT_FILE],
		                           .period = call->values[OPT_PERIOD],
		                           .rule = call->values[OPT_RULE] };
	struct finding_list findings = { .arena = call->arena };
	struct digest_input input;
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK)
		st = figures_load(call, &request, &findings, &input, err);
	if (st == OK)
		st = keep_indicator(call, &input, err);
	if (st != OK)
		return st;
	if (format != DATASET_FORMAT_TABLE)
		return dataset_print(telling->table(call, &input), format, stdout, err);
	for (size_t i = 0; i < input.count; i++) {
		if (i > 0)
			putchar('\n');
		telling->print(call, &input, i);
	}
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

/* The whole series, up to the figure now. */
static struct dataset *series_table(struct call *call, const struct digest_input *input)
{
	struct line *lines = arena_new(call->arena, input->count, sizeof(*lines));
	struct digest_input whole = *input;
	for (size_t i = 0; i < input->count; i++) {
		struct line *line = &lines[i];
		*line = input->lines[i];
		struct point *points =
			arena_new(call->arena, line->history_count + 1, sizeof(*points));
		if (line->history_count)
			memcpy(points, line->history, line->history_count * sizeof(*points));
		points[line->history_count++] = (struct point){
			.period = line->period,
			.value = line->value,
			.target = line->target,
			.profiled = line->profiled,
			.confidence = line->confidence,
			.breaks = line->breaks_from_previous,
			.break_note = line->break_note,
		};
		line->history = points;
	}
	whole.lines = lines;
	return history_dataset(&whole, call->arena);
}

static enum status run_show(struct call *call, struct err *err)
{
	static const struct telling SERIES = { show_line, series_table };
	return tell_indicator(call, &SERIES, err);
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

static const struct dataset_column STEPS[] = {
	{ "indicator_ref", "Reference", DATASET_TEXT, NULL },
	{ "indicator_title", "Indicator", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, NULL },
	{ "step", "Step", DATASET_INTEGER, NULL },
	{ "words", "In words", DATASET_TEXT, NULL },
	{ "file", "File", DATASET_TEXT, "where the figure came from" },
	{ "row", "Row", DATASET_INTEGER, NULL },
};

static void add_step(struct dataset *out, const struct line *line, size_t step, struct str words)
{
	char period[PERIOD_TEXT_BYTES];
	dataset_row(out);
	dataset_text(out, line->indicator->ref);
	dataset_text(out, line->indicator->title);
	dataset_text(out, str_of(period_print(&line->period, period)));
	dataset_integer(out, (int64_t)step);
	dataset_text(out, words);
	dataset_text(out, line->file);
	if (line->row > 0)
		dataset_integer(out, line->row);
	else
		dataset_missing(out);
}

static struct dataset *steps_table(struct call *call, const struct digest_input *input)
{
	struct dataset *out = dataset_new(call->arena, STR("explanation"), STR("Explanation"),
	                                  STEPS, COUNT_OF(STEPS));
	for (size_t i = 0; i < input->count; i++) {
		struct explanation explanation = { 0 };
		judge_explain(&input->lines[i], &input->judgements[i], &input->options.settings,
		              call->arena, &explanation);
		for (size_t k = 0; k < explanation.count; k++)
			add_step(out, &input->lines[i], k + 1, explanation.steps[k]);
	}
	return out;
}

static enum status run_explain(struct call *call, struct err *err)
{
	static const struct telling STEP_BY_STEP = { explain_line, steps_table };
	return tell_indicator(call, &STEP_BY_STEP, err);
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
