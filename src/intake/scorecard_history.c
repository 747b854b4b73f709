#include "intake/scorecard_history.h"

#include <stdlib.h>

#include "base/mem.h"

/* A line in the order: indicator, kind of period, time, row. */
struct entry {
	size_t indicator;
	struct line *line;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	if (a->indicator != b->indicator)
		return a->indicator < b->indicator ? -1 : 1;
	if (a->line->period.kind != b->line->period.kind)
		return a->line->period.kind < b->line->period.kind ? -1 : 1;
	int order = period_compare(&a->line->period, &b->line->period);
	if (order != 0)
		return order;
	return a->line->row < b->line->row ? -1 : a->line->row > b->line->row;
}

/* Lines of one indicator and one kind of period, oldest first. */
struct run {
	const struct entry *entries;
	size_t count;
};

static struct run next_run(const struct entry *entries, size_t count)
{
	struct run run = { entries, 1 };
	while (run.count < count && entries[run.count].indicator == entries[0].indicator &&
	       entries[run.count].line->period.kind == entries[0].line->period.kind)
		run.count++;
	return run;
}

static struct finding finding_at(const struct line *line, const char *rule)
{
	return (struct finding){
		.rule = rule,
		.severity = FINDING_WARNING,
		.file = line->file,
		.row = line->row,
		.subject = indicator_name(line->indicator),
	};
}

static void say_duplicate(const struct line *line, const struct line *first,
                          struct finding_list *findings)
{
	char words[PERIOD_TEXT_BYTES];
	period_print_words(&line->period, words);
	finding_add(findings, finding_at(line, "line.duplicate"),
	            "the same indicator stands in row %lld for %s%s; both lines are kept, and "
	            "trends use the first",
	            (long long)first->row, line->period.kind == PERIOD_NONE ? "no period" : "",
	            words);
}

/* Whether two figures differ even when both are rounded as the coarser was printed. */
static bool values_differ(const struct value *a, const struct value *b, const struct unit *unit)
{
	int decimals_a = value_decimals(a, unit);
	int decimals_b = value_decimals(b, unit);
	int decimals = decimals_a < decimals_b ? decimals_a : decimals_b;
	return ratio_compare(ratio_round(a->exact, decimals), ratio_round(b->exact, decimals)) != 0;
}

/* The earlier line of the run for `period`, or NULL. */
static const struct line *find_period(struct run run, size_t before, const struct period *period)
{
	size_t low = 0;
	size_t high = before;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (period_compare(&run.entries[middle].line->period, period) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	bool is_found = low < before && period_equal(&run.entries[low].line->period, period);
	return is_found ? run.entries[low].line : NULL;
}

/* Fills, completes or checks one of the figures that look back. */
static void look_back(struct line *line, struct value *figure, const struct line *past,
                      struct finding_list *findings)
{
	const struct unit *unit = &line->indicator->unit;
	bool is_given = figure->is_known || figure->has_stated || figure->has_numerator ||
	                figure->has_denominator;
	if (!is_given) {
		*figure = past->value;
		return;
	}
	if (!figure->is_known || !past->value.is_known)
		return;
	if (!values_differ(figure, &past->value, unit)) {
		/* The same figure, and its own row has the counts that made it. */
		if (!value_has_counts(figure) && value_has_counts(&past->value))
			*figure = past->value;
		return;
	}
	char words[PERIOD_TEXT_BYTES];
	char here[VALUE_TEXT_BYTES];
	char there[VALUE_TEXT_BYTES];
	finding_add(findings, finding_at(line, "line.previous_differs"),
	            "%s is given as %s here, but as %s in row %lld; was it restated?",
	            period_print_words(&past->period, words), value_print(figure, unit, here),
	            value_print(&past->value, unit, there), (long long)past->row);
}

static void fill_past_figures(struct run run, size_t at, struct finding_list *findings)
{
	struct line *line = run.entries[at].line;
	bool names_period = line->previous_period.kind != PERIOD_NONE;
	struct period wanted = names_period ? line->previous_period
	                                    : period_step_before(&line->period);
	const struct line *past = find_period(run, at, &wanted);
	if (past && (names_period || !line->previous.is_known)) {
		look_back(line, &line->previous, past, findings);
		line->previous_period = wanted;
	}
	wanted = period_year_before(&line->period);
	past = find_period(run, at, &wanted);
	if (past)
		look_back(line, &line->last_year, past, findings);
}

static struct point point_of(const struct line *line)
{
	return (struct point){
		.period = line->period,
		.value = line->value,
		.target = line->target,
		.profiled = line->profiled,
		.confidence = line->confidence,
		.breaks = line->breaks_from_previous,
		.break_note = line->break_note,
	};
}

/* All lines of the run share one array of points: the past of a line is the part of it
 * before the line's own period. */
static void fill_run(struct run run, struct arena *arena, struct finding_list *findings)
{
	const struct line *first = run.entries[0].line;
	bool is_dated = period_is_dated(&first->period);
	struct point *points = is_dated && run.count > 1
	                               ? arena_new(arena, run.count, sizeof(*points)) : NULL;
	size_t count = 0;
	for (size_t i = 0; i < run.count; i++) {
		struct line *line = run.entries[i].line;
		bool is_duplicate = i > 0 && period_equal(&first->period, &line->period);
		if (is_duplicate)
			say_duplicate(line, first, findings);
		else
			first = line;
		if (!points)
			continue;
		line->history = points;
		line->history_count = is_duplicate ? count - 1 : count;
		if (!is_duplicate)
			points[count++] = point_of(line);
		fill_past_figures(run, i, findings);
	}
}

void scorecard_history_fill(struct line_list *lines, const size_t *indicator_of,
                            struct arena *arena, struct finding_list *findings)
{
	struct entry *entries = mem_new(lines->count ? lines->count : 1, sizeof(*entries));
	for (size_t i = 0; i < lines->count; i++)
		entries[i] = (struct entry){ indicator_of[i], &lines->items[i] };
	qsort(entries, lines->count, sizeof(*entries), compare_entries);
	for (size_t at = 0; at < lines->count;) {
		struct run run = next_run(entries + at, lines->count - at);
		fill_run(run, arena, findings);
		at += run.count;
	}
	free(entries);
}
