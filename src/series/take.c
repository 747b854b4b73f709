/* Taking a delivery's lines into the store. */
#include "series/series.h"

#include <stdio.h>
#include <stdlib.h>

#include "figure/value.h"
#include "framework/store.h"
#include "series/submission.h"
#include "series/take.h"

struct finding take_finding(const struct take *take, const struct line *line, const char *rule,
                            enum finding_severity severity)
{
	return (struct finding){ .rule = rule,
		                 .severity = severity,
		                 .file = line->file.len ? line->file : take->delivery->file,
		                 .row = line->row,
		                 .subject = indicator_name(line->indicator) };
}

/* ---- figures that came before ---- */

/* The figure for people, or why there is none. */
static struct str figure_words(const struct take *take, const struct line *line)
{
	char text[VALUE_TEXT_BYTES];
	if (line->value.is_known)
		return arena_text(take->arena,
		                  str_of(value_print(&line->value, &line->indicator->unit, text)));
	if (line->absence != ABSENCE_NOT_SAID)
		return str_of(absence_word(line->absence));
	if (line->stated.is_given)
		return line->stated.text;
	return STR("no figure");
}

/* Counts that come later to the same figure do not change it. */
static bool same_count(bool a_given, int64_t a, bool b_given, int64_t b)
{
	return !a_given || !b_given || a == b;
}

static bool same_value(const struct value *a, const struct value *b)
{
	return a->is_known == b->is_known &&
	       (!a->is_known || ratio_compare(a->exact, b->exact) == 0) &&
	       same_count(a->has_numerator, a->numerator, b->has_numerator, b->numerator) &&
	       same_count(a->has_denominator, a->denominator, b->has_denominator, b->denominator);
}

/* Whether two lines have the same figure or, where they have none, the same reason or
 * stated status in its place. */
static bool same_figure(const struct line *a, const struct line *b)
{
	if (!same_value(&a->value, &b->value) || a->absence != b->absence)
		return false;
	return a->value.is_known || a->stated.rating == b->stated.rating;
}

/* What counts so far in a place; false when nothing has come. */
static enum status load_known(const struct take *take, const struct submission_place *where,
                              const struct period *period, struct line *out, bool *found_out,
                              struct err *err)
{
	int64_t id = 0;
	enum status st = submission_find(take->db, where, period, false, &id, err);
	if (st != OK)
		return st;
	*found_out = id != 0;
	return id ? submission_load(take->db, where, id, take->arena, out, err) : OK;
}

/* R30: a figure that replaces another is named, with both. */
static enum status note_revision(struct take *take, const struct line *line,
                                 const struct line *before, const struct line *after,
                                 struct err *err)
{
	struct series_summary *summary = take->summary;
	struct arena *arena = summary->arena;
	char period[PERIOD_TEXT_BYTES];
	struct line old = *before, new = *after;
	old.indicator = new.indicator = line->indicator;
	struct series_revision revision = {
		.indicator = arena_text(arena, indicator_name(line->indicator)),
		.period = line->period,
		.old_value = arena_text(arena, figure_words(take, &old)),
		.new_value = arena_text(arena, figure_words(take, &new)),
	};
	summary->revisions = arena_grow(arena, summary->revisions, summary->revision_count,
	                                &summary->revision_capacity, sizeof(revision));
	summary->revisions[summary->revision_count++] = revision;
	summary->values_revised++;
	period_print_words(&line->period, period);
	finding_add(take->findings, take_finding(take, line, "series.revised", FINDING_WARNING),
	            "%s was %.*s (%.*s, row %lld) and is now %.*s; the earlier figure is kept",
	            period, STR_ARGS(revision.old_value), STR_ARGS(before->file),
	            (long long)before->row, STR_ARGS(revision.new_value));
	return audit_append(
		take->db, &take->what->act, STR("series.revise"),
		arena_format(take->arena, "%.*s, %s", STR_ARGS(revision.indicator), period),
		arena_format(take->arena, "%.*s became %.*s", STR_ARGS(revision.old_value),
	                     STR_ARGS(revision.new_value)),
		err);
}

/* ---- storing ---- */

/* A line that repeats the place of an earlier one: both rows are named. */
static void note_duplicate(struct take *take, const struct line *first, const struct line *line)
{
	char period[PERIOD_TEXT_BYTES];
	finding_add(take->findings,
	            take_finding(take, line, "series.duplicate", FINDING_WARNING),
	            "%s came in row %lld already, with %.*s; this row's %.*s is set aside",
	            line->period.kind == PERIOD_NONE ? "this indicator"
	                                             : period_print_words(&line->period, period),
	            (long long)first->row, STR_ARGS(figure_words(take, first)),
	            STR_ARGS(figure_words(take, line)));
	take->summary->lines_set_aside++;
}

/* Whether the figure that a line chose for its own (of the month, the quarter or the
 * year to date) is of the sort that the stored one is. */
static bool is_same_choice(const struct line *line, const struct line *stored)
{
	return (same_value(&line->value, &line->month) &&
	        same_value(&stored->value, &stored->month)) ||
	       (same_value(&line->value, &line->quarter) &&
	        same_value(&stored->value, &stored->quarter)) ||
	       (same_value(&line->value, &line->year_to_date) &&
	        same_value(&stored->value, &stored->year_to_date));
}

/* Stores a line, and tells a figure that is new from one that came before, the same or
 * another. What counts afterwards is asked of the store: a line need not say it all. */
static enum status store_first(struct take *take, const struct submission_place *where,
                               const struct line *line, struct err *err)
{
	struct line before = { .entered_percent = -1 }, after = before;
	bool came_before = false, is_there;
	int64_t id;
	enum status st = load_known(take, where, &line->period, &before, &came_before, err);
	struct line said = *line;
	/* A month's figure alone does not take the place of the one that is judged, while that
	 * one stands. */
	if (line->value_is_chosen && before.value.is_known && !is_same_choice(line, &before)) {
		said.value_aside = line->value;
		said.value = (struct value){ 0 };
	}
	if (st == OK)
		st = submission_add(take->db, where, &said, &id, err);
	if (st != OK)
		return st;
	if (!came_before) {
		take->summary->values_added++;
		return OK;
	}
	st = load_known(take, where, &line->period, &after, &is_there, err);
	if (st == OK && !same_figure(&before, &after))
		return note_revision(take, line, &before, &after, err);
	take->summary->values_unchanged++;
	return st;
}

static enum status store_line(struct take *take, size_t at, struct err *err)
{
	const struct line *line = take->lines[at];
	size_t first_at = take->first_at[at];
	const struct framework_indicator *indicator =
		&take->framework.indicators[take->indicators[at]];
	struct submission_place where = {
		.indicator_id = indicator->id,
		.unit = indicator->indicator.unit,
		.delivery_id = take->what->delivery,
		.is_set_aside = first_at != FRAMEWORK_NOWHERE,
		.told_in = take->told_in,
		.said = take->said[at],
	};
	if (!where.is_set_aside)
		return store_first(take, &where, line, err);
	int64_t id;
	note_duplicate(take, take->lines[first_at], line);
	return submission_add(take->db, &where, line, &id, err);
}

/* A figure that a file prints for an earlier period should be the one that was
 * reported for it: if not, it was restated somewhere on the way. */
static enum status check_previous(struct take *take, size_t at, struct err *err)
{
	const struct line *line = take->lines[at];
	const struct framework_indicator *indicator =
		&take->framework.indicators[take->indicators[at]];
	struct submission_place where = { .indicator_id = indicator->id,
		                          .unit = indicator->indicator.unit };
	struct period period = line->previous_period;
	if (period.kind == PERIOD_NONE)
		period = period_step_before(&line->period);
	if (!line->previous.is_known || period.kind == PERIOD_NONE)
		return OK;
	struct line before = { 0 };
	bool found = false;
	enum status st = load_known(take, &where, &period, &before, &found, err);
	if (st != OK || !found || !before.value.is_known)
		return st;
	const struct unit *unit = &line->indicator->unit;
	int decimals = value_decimals(&line->previous, unit);
	if (ratio_compare(ratio_round(before.value.exact, decimals),
	                  ratio_round(line->previous.exact, decimals)) == 0)
		return OK;
	char words[PERIOD_TEXT_BYTES], printed[VALUE_TEXT_BYTES], stored[VALUE_TEXT_BYTES];
	finding_add(take->findings, take_finding(take, line, "series.restated", FINDING_WARNING),
	            "the file prints %s for %s; what was reported then is %s (%.*s, row %lld)",
	            value_print(&line->previous, unit, printed), period_print_words(&period, words),
	            value_print(&before.value, unit, stored), STR_ARGS(before.file),
	            (long long)before.row);
	return OK;
}

static enum status store_lines(struct take *take, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < take->line_count; i++)
		st = store_line(take, i, err);
	for (size_t i = 0; st == OK && i < take->line_count; i++)
		st = check_previous(take, i, err);
	return st;
}

/* ---- one authority ---- */

/* The framework of the authority as it stands, or an empty one. */
static enum status load_framework(struct take *take, struct err *err)
{
	struct text_list all;
	enum status st = framework_authorities(take->db, take->arena, &all, err);
	if (st != OK)
		return st;
	take->framework = framework_new(take->arena, take->authority);
	for (size_t i = 0; i < all.count; i++) {
		if (!str_equal_nocase(all.items[i], take->authority))
			continue;
		st = framework_load(take->db, all.items[i], take->arena, &take->framework, err);
	}
	framework_index_deinit(&take->index);
	take->index = framework_index_new(&take->framework);
	return st;
}

/* Finds the lines' indicators anew, after the framework was stored and has ids. */
static enum status find_stored(struct take *take, struct err *err)
{
	enum status st = load_framework(take, err);
	for (size_t i = 0; st == OK && i < take->line_count; i++) {
		const struct indicator *it = take->lines[i]->indicator;
		take->indicators[i] = framework_index_find(&take->index, it->ref, it->title);
		if (take->indicators[i] == FRAMEWORK_NOWHERE)
			return err_set(err, E_STORE, "'%.*s' was stored and is not found again",
			               STR_ARGS(indicator_name(it)));
	}
	return st;
}

/* A line that names no unit is counted in its indicator's: 40 of 80 is then a figure. */
static void complete_units(struct take *take)
{
	for (size_t i = 0; i < take->line_count; i++) {
		const struct unit *unit =
			&take->framework.indicators[take->indicators[i]].indicator.unit;
		if (take->lines[i]->indicator->unit.kind != UNIT_NONE || unit->kind == UNIT_NONE)
			continue;
		struct line *line = arena_new(take->arena, 1, sizeof(*line));
		*line = *take->lines[i];
		line->indicator = arena_new(take->arena, 1, sizeof(*line->indicator));
		*line->indicator = *take->lines[i]->indicator;
		line->indicator->unit = *unit;
		submission_count_in(unit, line);
		take->lines[i] = line;
	}
}

static enum status take_authority(struct take *take, struct err *err)
{
	struct framework_source source = { .act = take->what->act,
		                           .delivery = take->what->delivery };
	struct framework_changes changes;
	enum status st = load_framework(take, err);
	if (st != OK)
		return st;
	take->known_count = take->framework.indicator_count;
	take->indicators = arena_new(take->arena, take->line_count, sizeof(*take->indicators));
	take->first_at = arena_new(take->arena, take->line_count, sizeof(*take->first_at));
	take->said = arena_new(take->arena, take->line_count, sizeof(struct indicator *));
	for (size_t i = 0; i < take->line_count; i++)
		take->said[i] = take->lines[i]->indicator;
	take_into_framework(take);
	st = framework_tell(take->db, &take->framework, &source, &changes, take->findings, err);
	if (st == OK)
		st = find_stored(take, err);
	if (st != OK)
		return st;
	take->told_in = changes.change;
	complete_units(take);
	return store_lines(take, err);
}

/* ---- the whole ---- */

/* Whose line it is: its own word, or the delivery's. */
static struct str authority_of(const struct line *line, const struct delivery *delivery)
{
	struct str own = str_trim(line->authority);
	return own.len ? own : str_trim(delivery->authority);
}

static int compare_lines(const void *a, const void *b)
{
	const struct line *left = *(struct line *const *)a, *right = *(struct line *const *)b;
	int order = period_compare(&left->period, &right->period);
	/* Both stand in one array: what came first stays first. */
	return order != 0 ? order : (left > right) - (left < right);
}

/* Takes the lines of the authority that `first` belongs to, marking them as done. */
static enum status take_group(struct take *take, size_t first, bool *is_done, struct err *err)
{
	const struct line_list *lines = take->what->lines;
	take->authority = authority_of(&lines->items[first], take->delivery);
	take->lines = arena_new(take->arena, lines->count, sizeof(struct line *));
	take->line_count = 0;
	for (size_t i = first; i < lines->count; i++) {
		if (is_done[i] || !str_equal_nocase(authority_of(&lines->items[i], take->delivery),
		                                    take->authority))
			continue;
		is_done[i] = true;
		take->lines[take->line_count++] = &lines->items[i];
	}
	qsort(take->lines, take->line_count, sizeof(struct line *), compare_lines);
	enum status st = take_authority(take, err);
	framework_index_deinit(&take->index);
	return st;
}

static enum status take_all(struct take *take, struct err *err)
{
	const struct line_list *lines = take->what->lines;
	bool *is_done = arena_new(take->arena, lines->count, sizeof(*is_done));
	enum status st = OK;
	for (size_t i = 0; st == OK && i < lines->count; i++) {
		if (is_done[i])
			continue;
		if (authority_of(&lines->items[i], take->delivery).len == 0)
			return err_set(err, E_INPUT,
			               "%.*s: row %lld: whose figure is it? neither the line "
			               "nor the delivery names an authority",
			               STR_ARGS(take->delivery->file),
			               (long long)lines->items[i].row);
		st = take_group(take, i, is_done, err);
	}
	if (st != OK)
		return st;
	const struct series_summary *summary = take->summary;
	return audit_append(
		take->db, &take->what->act, STR("series.take"),
		arena_format(take->arena, "delivery %lld", (long long)take->what->delivery),
		arena_format(
			take->arena,
			"%zu lines: %zu figures new, %zu revised, %zu unchanged, %zu set aside; "
			"%zu indicators, %zu targets and %zu rules new",
			summary->lines, summary->values_added, summary->values_revised,
			summary->values_unchanged, summary->lines_set_aside,
			summary->indicators_added, summary->targets_added, summary->rules_added),
		err);
}

enum status series_take_lines(struct db *db, const struct series_take *what,
                              struct series_summary *out, struct finding_list *findings,
                              struct err *err)
{
	auto_arena arena = { 0 };
	struct series_summary summary = { .arena = out->arena, .lines = what->lines->count };
	struct delivery delivery;
	struct take take = { .db = db,
		             .what = what,
		             .summary = &summary,
		             .findings = findings,
		             .arena = &arena,
		             .delivery = &delivery };
	auto_transaction own = { 0 };
	enum status st = OK;
	if (!db_is_writing(db))
		st = transaction_begin(db, TRANSACTION_WRITE, &own, err);
	if (st == OK)
		st = delivery_load(db, what->delivery, &arena, &delivery, err);
	if (st == OK)
		st = take_all(&take, err);
	if (st == OK && own.db)
		st = transaction_commit(&own, err);
	if (st == OK)
		*out = summary;
	return st;
}
