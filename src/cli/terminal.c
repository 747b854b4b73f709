#include "cli/terminal.h"

#include "base/buf.h"
#include "base/map.h"
#include "cli/columns.h"
#include "digest/words.h"
#include "judge/sentence.h"

enum column { COLUMN_MEASURE, COLUMN_NOW, COLUMN_TARGET, COLUMN_STATUS, COLUMN_DIRECTION,
	      COLUMN_COUNT };

enum { CELL_MAX_BYTES = 16 * 1024, MEASURE_WIDTH_LEAST = 12, GAP = 2 };

struct terminal {
	const struct app *app;
	struct arena *arena;
	const struct digest_input *input;
	struct text_column columns[COLUMN_COUNT];
	FILE *out;
};

/* Colours of the status alone; the shape and word say the same without them. */
static const char *const RATING_COLOURS[RATING_COUNT] = {
	[RATING_NONE] = NULL,
	[RATING_GREEN] = "\033[32m",
	[RATING_AMBER] = "\033[33m",
	[RATING_RED] = "\033[31m",
};

static const char *symbol(const struct terminal *terminal, enum doc_mark mark)
{
	const struct doc_mark_face *face = doc_mark_face(mark);
	return terminal->app->has_shapes ? face->symbol : face->ascii;
}

static struct str measure_text(const struct terminal *terminal, const struct line *line)
{
	const struct indicator *indicator = line->indicator;
	if (indicator->ref.len == 0)
		return indicator->title;
	return arena_format(terminal->arena, "%.*s%s%.*s", STR_ARGS(indicator->ref),
	                    indicator->title.len ? "\n" : "", STR_ARGS(indicator->title));
}

static struct str now_text(const struct terminal *terminal, const struct line *line)
{
	char value[VALUE_TEXT_BYTES], counts[VALUE_TEXT_BYTES];
	value_print(&line->value, &line->indicator->unit, value);
	value_print_counts(&line->value, counts);
	return arena_format(terminal->arena, "%s%s%s",
	                    line->value.is_known ? value : words_of_absence(line),
	                    *counts ? "\n" : "", counts);
}

/* The target, the one to this point of the year, and whether it is agreed. */
static struct str target_text(const struct terminal *terminal, const struct line *line)
{
	char profiled[TARGET_TEXT_BYTES];
	bool has_profiled = line->profiled.kind != TARGET_NOT_GIVEN;
	target_print(&line->profiled, &line->indicator->unit, profiled);
	return arena_format(terminal->arena, "%.*s%s%s%s%s",
	                    STR_ARGS(words_of_target(terminal->arena, line)),
	                    has_profiled ? "\n" : "", has_profiled ? profiled : "",
	                    has_profiled ? " by now" : "",
	                    words_is_draft(line) ? "\ndraft" : "");
}

static struct str status_text(const struct terminal *terminal, const struct judgement *judgement)
{
	enum doc_mark mark = words_rating_mark(judgement->rating);
	return arena_format(terminal->arena, "%s %s\n%s", symbol(terminal, mark),
	                    doc_mark_face(mark)->word, words_of_status(judgement));
}

static struct str direction_text(const struct terminal *terminal, const struct line *line,
                                 const struct judgement *judgement)
{
	const struct change *change = &judgement->change;
	if (change->with == COMPARED_NOTHING)
		return arena_format(terminal->arena, "%s not compared",
		                    symbol(terminal, DOC_MARK_NOT_COMPARED));
	if (change->direction == DIRECTION_NOT_COMPARABLE)
		return arena_format(terminal->arena, "%s not comparable\n%s",
		                    symbol(terminal, DOC_MARK_NOT_COMPARED),
		                    incomparable_words(change->reason));
	auto_buf text = buf_init(CELL_MAX_BYTES);
	const char *word = change->direction == DIRECTION_NONE
	                           ? (ratio_sign(change->difference) < 0 ? "down" : "up")
	                           : change_word(change, &terminal->input->options.settings);
	buf_format(&text, "%s %s\n",
	           symbol(terminal, words_direction_mark(change->direction)), word);
	judge_difference_words(line, change, &text);
	if (change->direction != DIRECTION_SAME)
		buf_format(&text, "\n%s", words_of_certainty(change->certainty));
	return arena_text(terminal->arena, buf_view(&text));
}

static void print_row(const struct terminal *terminal, size_t at)
{
	const struct line *line = &terminal->input->lines[at];
	const struct judgement *judgement = &terminal->input->judgements[at];
	struct text_cell cells[COLUMN_COUNT] = {
		[COLUMN_MEASURE] = { .text = measure_text(terminal, line) },
		[COLUMN_NOW] = { .text = now_text(terminal, line) },
		[COLUMN_TARGET] = { .text = target_text(terminal, line) },
		[COLUMN_STATUS] = { .text = status_text(terminal, judgement) },
		[COLUMN_DIRECTION] = { .text = direction_text(terminal, line, judgement) },
	};
	if (terminal->app->has_colour)
		cells[COLUMN_STATUS].colour = RATING_COLOURS[judgement->rating];
	columns_print(terminal->columns, cells, COLUMN_COUNT, terminal->out);
}

static void print_rule(const struct terminal *terminal)
{
	for (int i = 0; i < terminal->app->width; i++)
		fputs(terminal->app->has_shapes ? "─" : "-", terminal->out);
	fputc('\n', terminal->out);
}

static void print_wrapped(const struct terminal *terminal, struct str text)
{
	struct text_column column = { .width = terminal->app->width };
	columns_print(&column, &(struct text_cell){ .text = text }, 1, terminal->out);
}

static void print_heading(const struct terminal *terminal)
{
	const struct digest_options *options = &terminal->input->options;
	struct period period = options->period.kind != PERIOD_NONE
	                               ? options->period
	                               : digest_main_period(terminal->input->lines,
	                                                    terminal->input->count);
	char words[PERIOD_TEXT_BYTES];
	period_print_words(&period, words);
	print_wrapped(terminal, arena_format(terminal->arena, "%.*s%s%s",
	                                     STR_ARGS(options->authority),
	                                     options->authority.len && *words ? ": " : "", words));
	if (options->report.len)
		print_wrapped(terminal, options->report);
	static const struct text_cell TITLES[COLUMN_COUNT] = {
		[COLUMN_MEASURE] = { .text = { "Measure", 7 } },
		[COLUMN_NOW] = { .text = { "Now", 3 } },
		[COLUMN_TARGET] = { .text = { "Target", 6 } },
		[COLUMN_STATUS] = { .text = { "Status", 6 } },
		[COLUMN_DIRECTION] = { .text = { "Direction", 9 } },
	};
	print_rule(terminal);
	columns_print(terminal->columns, TITLES, COLUMN_COUNT, terminal->out);
	print_rule(terminal);
}

static void print_section(const struct terminal *terminal, size_t first)
{
	const struct line *lines = terminal->input->lines;
	struct str title = lines[first].section;
	if (title.len == 0 && first > 0)
		title = STR("Other measures"); /* not those of the section above */
	if (title.len) {
		fputc('\n', terminal->out);
		print_wrapped(terminal, title);
	}
	for (size_t i = first; i < terminal->input->count; i++)
		if (str_equal(lines[i].section, lines[first].section))
			print_row(terminal, i);
}

static void print_counts(const struct terminal *terminal)
{
	struct headline headline =
		headline_count(terminal->input->judgements, terminal->input->count);
	auto_buf text = buf_init(CELL_MAX_BYTES);
	buf_format(&text, "%zu off target, %zu close to target, %zu on target, %zu not rated, of "
	                  "%zu measure%s.",
	           headline.ratings[RATING_RED], headline.ratings[RATING_AMBER],
	           headline.ratings[RATING_GREEN], headline.ratings[RATING_NONE], headline.all,
	           headline.all == 1 ? "" : "s");
	print_rule(terminal);
	print_wrapped(terminal, buf_view(&text));
	size_t earlier = terminal->input->all_count - terminal->input->count;
	if (earlier)
		print_wrapped(terminal,
		              arena_format(terminal->arena,
		                           "%zu figures of other periods are kept; --format csv "
		                           "prints all.",
		                           earlier));
}

void terminal_scorecard(const struct app *app, struct arena *arena,
                        const struct digest_input *input, FILE *out)
{
	struct terminal terminal = {
		.app = app,
		.arena = arena,
		.input = input,
		.columns = { [COLUMN_NOW] = { .width = 12, .is_right = true },
		             [COLUMN_TARGET] = { .width = 11 },
		             [COLUMN_STATUS] = { .width = 16 },
		             [COLUMN_DIRECTION] = { .width = 15 } },
		.out = out,
	};
	int others = GAP * (COLUMN_COUNT - 1);
	for (int i = COLUMN_NOW; i < COLUMN_COUNT; i++)
		others += terminal.columns[i].width;
	int measure = app->width - others;
	terminal.columns[COLUMN_MEASURE].width =
		measure > MEASURE_WIDTH_LEAST ? measure : MEASURE_WIDTH_LEAST;

	print_heading(&terminal);
	auto_map done = { 0 };
	for (size_t i = 0; i < input->count; i++) {
		int64_t seen;
		if (map_add(&done, input->lines[i].section, 1, &seen))
			print_section(&terminal, i);
	}
	print_counts(&terminal);
}
