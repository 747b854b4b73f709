/* Putting lines together: what was submitted, and what the framework says of it. */
#include "series/series.h"

#include <stdlib.h>

#include "base/buf.h"
#include "framework/store.h"
#include "series/aims.h"
#include "series/due.h"
#include "series/history.h"
#include "series/submission.h"

enum { REMOVED_SHOWN_MONTHS = 12 };

/* The lines being put together. */
struct assembly {
	struct db *db;
	const struct series_query *query;
	struct arena *arena;
	struct framework framework;
	const struct scorecard *scorecard; /* NULL: every indicator */
	struct line_list *lines;
};

static struct submission_place place_of(const struct assembly *assembly,
                                        const struct framework_indicator *indicator)
{
	return (struct submission_place){ .indicator_id = indicator->id,
		                          .unit_key = assembly->query->unit,
		                          .unit = indicator->indicator.unit };
}

/* ---- what the framework says ---- */

static int compare_annotations(const void *a, const void *b)
{
	int32_t left = ((const struct annotation *)a)->date;
	int32_t right = ((const struct annotation *)b)->date;
	return (left > right) - (left < right);
}

/* What happened up to a day, to this indicator or to all, in order. */
static void fill_annotations(struct assembly *assembly, const struct framework_indicator *indicator,
                             int32_t to, struct line *line)
{
	const struct dated_text_list *lists[] = {
		&assembly->framework.annotations,
		&indicator->texts[INDICATOR_TEXT_ANNOTATION],
	};
	line->annotations = arena_new(assembly->arena, lists[0]->count + lists[1]->count,
	                              sizeof(*line->annotations));
	for (size_t k = 0; k < COUNT_OF(lists); k++)
		for (size_t i = 0; i < lists[k]->count; i++)
			if (to == DATE_NONE || lists[k]->items[i].span.from <= to)
				line->annotations[line->annotation_count++] =
					(struct annotation){ lists[k]->items[i].span.from,
					                     lists[k]->items[i].text };
	if (line->annotation_count > 1)
		qsort(line->annotations, line->annotation_count, sizeof(*line->annotations),
		      compare_annotations);
}

/* ---- history ---- */

/* Keeps the points that can stand in one row with the line: periods of its own kind,
 * before it. */
static void keep_comparable(struct point_list *points, const struct period *period)
{
	size_t kept = 0;
	for (size_t i = 0; i < points->count; i++)
		if (points->items[i].period.kind == period->kind &&
		    points->items[i].period.to < period->to)
			points->items[kept++] = points->items[i];
	points->count = kept;
}

/* Each point's target, and whether it can be compared with the one before. */
static void fill_points(const struct framework_indicator *indicator, const struct aim_list *aims,
                        struct point_list *points)
{
	for (size_t i = 0; i < points->count; i++) {
		struct point *point = &points->items[i];
		const struct target *profiled =
			framework_profile_on(indicator, point->period.to);
		point->target = aims_target_of(aims, indicator, &point->period);
		if (profiled)
			point->profiled = *profiled;
		if (i == 0)
			continue;
		const struct dated_text *broken = framework_break_between(
			indicator, points->items[i - 1].period.to, point->period.to);
		point->breaks = broken != NULL;
		if (broken)
			point->break_note = broken->text;
	}
}

/* The point of a period, or NULL. */
static const struct point *find_point(const struct point_list *points, const struct period *period)
{
	for (size_t i = 0; i < points->count; i++)
		if (period_equal(&points->items[i].period, period))
			return &points->items[i];
	return NULL;
}

/* The figures of the step and of the year before: as the store has them; else as the
 * line printed them. */
static void fill_earlier(const struct point_list *points, struct line *line)
{
	struct period step = period_step_before(&line->period);
	struct period year = period_year_before(&line->period);
	const struct point *before = find_point(points, &step);
	const struct point *last_year = find_point(points, &year);
	if (before) {
		line->previous = before->value;
		line->previous_period = step;
	}
	if (last_year)
		line->last_year = last_year->value;
}

/* A change of definition since the period that the line is compared with. */
static void fill_break(const struct framework_indicator *indicator, struct line *line)
{
	int32_t earlier = period_is_dated(&line->previous_period) ? line->previous_period.to
	                                                          : line->period.from - 1;
	const struct dated_text *broken =
		framework_break_between(indicator, earlier, line->period.to);
	if (!broken)
		return; /* what came with the line stands */
	line->breaks_from_previous = true;
	line->break_note = broken->text;
}

/* ---- no figure ---- */

/* Whether an indicator was removed by a day; a proposal to remove it is none yet. */
static bool is_removed_by(const struct retirement *retirement, int32_t day)
{
	return retirement->is_given && !retirement->decision.is_draft && retirement->from <= day;
}

/* Adds a sentence to the line's note. */
static void add_note(struct assembly *assembly, struct line *line, struct str text)
{
	if (text.len == 0)
		return;
	line->note = line->note.len ? arena_format(assembly->arena, "%.*s; %.*s",
	                                           STR_ARGS(line->note), STR_ARGS(text))
	                            : text;
}

static void explain_removal(struct assembly *assembly, const struct retirement *retirement,
                            struct line *line)
{
	struct arena *arena = assembly->arena;
	char day[DATE_WORDS_BYTES];
	line->absence = ABSENCE_DISCONTINUED;
	add_note(assembly, line,
	         arena_format(arena, "no longer reported from %s%s%.*s",
	                      date_print_words(retirement->from, day),
	                      retirement->why.len ? ": " : "", STR_ARGS(retirement->why)));
	if (retirement->replaced_by.len)
		add_note(
			assembly, line,
			arena_format(arena, "replaced by %.*s", STR_ARGS(retirement->replaced_by)));
	if (retirement->watched_at.len)
		add_note(assembly, line,
		         arena_format(arena, "now watched at %.*s",
		                      STR_ARGS(retirement->watched_at)));
}

/* A figure that is not due with this period may still be owed for an earlier one. */
static void explain_overdue(struct assembly *assembly, const struct framework_indicator *indicator,
                            struct line *line)
{
	const struct indicator *it = &indicator->indicator;
	int months = due_months(it->frequency);
	int32_t end = due_last_end(it->frequency, line->period.to), covered_from;
	if (it->lag_days < 0 || assembly->query->on == DATE_NONE ||
	    assembly->query->on <= end + it->lag_days || end >= line->period.to ||
	    (indicator->in_force.from != DATE_NONE && indicator->in_force.from > end) ||
	    date_add_months(end, -months, &covered_from, NULL) != OK)
		return;
	const struct period *last = &line->last_known_period;
	if (period_is_dated(last) && last->to > covered_from)
		return;
	char ended[DATE_WORDS_BYTES], due[DATE_WORDS_BYTES];
	line->absence = ABSENCE_LATE;
	add_note(assembly, line,
	         arena_format(assembly->arena, "the figure to %s was due on %s",
	                      date_print_words(end, ended),
	                      date_print_words(end + it->lag_days, due)));
}

/* Why there is no figure, as far as the framework can tell. */
static void explain_absence(struct assembly *assembly, const struct framework_indicator *indicator,
                            struct line *line)
{
	const struct indicator *it = &indicator->indicator;
	int32_t to = line->period.to;
	if (!period_is_dated(&line->period))
		return;
	const struct dated_text *uncollectable =
		framework_text_on(indicator, INDICATOR_TEXT_UNCOLLECTABLE, to);
	if (is_removed_by(&indicator->retirement, to)) {
		explain_removal(assembly, &indicator->retirement, line);
	} else if (uncollectable) {
		line->absence = ABSENCE_NOT_COLLECTABLE;
		add_note(assembly, line, uncollectable->text);
	} else if (!due_with(it->frequency, to)) {
		line->absence = ABSENCE_ANNUAL;
	} else if (it->lag_days >= 0 && assembly->query->on != DATE_NONE) {
		if (assembly->query->on > to + it->lag_days)
			line->absence = ABSENCE_LATE;
		else
			line->absence = ABSENCE_ANNUAL; /* not due yet */
	}
}

/* ---- the past of a line ---- */

/* The newest figure of any length, which is shown where there is none now. */
static void fill_last_known(const struct point_list *points, struct line *line)
{
	if (points->count == 0)
		return;
	const struct point *last = &points->items[points->count - 1];
	line->last_known = last->value;
	line->last_known_period = last->period;
}

static enum status fill_history(struct assembly *assembly,
                                const struct framework_indicator *indicator,
                                const struct aim_list *aims, struct line *line,
                                struct err *err)
{
	struct submission_place place = place_of(assembly, indicator);
	struct point_list points = { 0 };
	enum status st = history_load(assembly->db, &place, line->period.to, assembly->arena,
	                              &points, err);
	if (st != OK)
		return st;
	if (!line->value.is_known)
		fill_last_known(&points, line);
	if (line->absence == ABSENCE_ANNUAL)
		explain_overdue(assembly, indicator, line);
	keep_comparable(&points, &line->period);
	fill_points(indicator, aims, &points);
	line->history = points.items;
	line->history_count = points.count;
	fill_earlier(&points, line);
	fill_break(indicator, line);
	return OK;
}

/* ---- a line ---- */

/* Whether the framework has nothing to say of an indicator in the period asked for. */
static bool is_out_of_force(const struct framework_indicator *indicator,
                            const struct period *period)
{
	if (!period_is_dated(period))
		return false;
	struct span span = indicator->in_force;
	if ((span.from != DATE_NONE && span.from > period->to) ||
	    (span.to != DATE_NONE && span.to < period->from))
		return true;
	const struct retirement *retirement = &indicator->retirement;
	int32_t shown_until;
	return is_removed_by(retirement, period->to) &&
	       date_add_months(retirement->from, REMOVED_SHOWN_MONTHS, &shown_until, NULL) == OK &&
	       period->from >= shown_until;
}

/* The levels of a section with their own words, outermost first. What the line itself
 * says of its section stands in place of the framework's. */
static void fill_levels(struct arena *arena, const struct scorecard *scorecard, size_t section,
                        struct line *line)
{
	for (size_t i = section; i != FRAMEWORK_NOWHERE; i = scorecard->sections[i].parent)
		line->level_count++;
	line->levels = arena_new(arena, line->level_count, sizeof(*line->levels));
	size_t at = line->level_count;
	for (size_t i = section; i != FRAMEWORK_NOWHERE; i = scorecard->sections[i].parent) {
		const struct section *it = &scorecard->sections[i];
		line->levels[--at] = (struct section_level){ it->title, it->level, it->commentary };
	}
	struct section_level *own = &line->levels[line->level_count - 1];
	if (line->section_commentary.len)
		own->commentary = line->section_commentary;
	else
		line->section_commentary = own->commentary;
}

static void fill_identity(struct assembly *assembly, const struct framework_indicator *indicator,
                          const struct scorecard *scorecard, size_t section, struct line *line)
{
	int32_t on = period_is_dated(&line->period) ? line->period.to : DATE_NONE;
	line->indicator = arena_new(assembly->arena, 1, sizeof(*line->indicator));
	*line->indicator = framework_indicator_on(indicator, on);
	line->authority = assembly->framework.authority;
	if (!scorecard)
		return;
	line->scorecard = scorecard->name;
	line->section = scorecard_section_path(scorecard, section, assembly->arena);
	if (section != FRAMEWORK_NOWHERE)
		fill_levels(assembly->arena, scorecard, section, line);
}

/* What can be said only of a line that stands in time. */
static enum status fill_dated(struct assembly *assembly,
                              const struct framework_indicator *indicator, struct line *line,
                              struct err *err)
{
	struct submission_place place = place_of(assembly, indicator);
	const struct target *profiled = framework_profile_on(indicator, line->period.to);
	struct aim_list aims;
	enum status st = aims_load(assembly->db, &place, line->period.to, assembly->arena, &aims,
	                           err);
	if (st != OK)
		return st;
	aims_fill_line(&aims, indicator, assembly->arena, line);
	if (profiled)
		line->profiled = *profiled;
	fill_annotations(assembly, indicator, line->period.to, line);
	return fill_history(assembly, indicator, &aims, line, err);
}

static enum status add_line(struct assembly *assembly, size_t at, const struct scorecard *scorecard,
                            size_t section, struct err *err)
{
	const struct framework_indicator *indicator = &assembly->framework.indicators[at];
	struct submission_place place = place_of(assembly, indicator);
	int64_t id = 0;
	enum status st =
		submission_find(assembly->db, &place, &assembly->query->period, true, &id, err);
	if (st != OK)
		return st;
	if (id == 0 && is_out_of_force(indicator, &assembly->query->period))
		return OK;
	struct line line = { .period = assembly->query->period,
		             .unreported = { .since = DATE_NONE, .expected = DATE_NONE },
		             .entered_percent = -1,
		             .taken_on = DATE_NONE,
		             .target_set_on = DATE_NONE,
		             .rule_set_on = DATE_NONE,
		             .commentary = { .action_due = DATE_NONE, .recovery_due = DATE_NONE } };
	if (id != 0)
		st = submission_load(assembly->db, &place, id, assembly->arena, &line, err);
	if (st != OK)
		return st;
	fill_identity(assembly, indicator, scorecard, section, &line);
	if (id == 0)
		explain_absence(assembly, indicator, &line);
	if (period_is_dated(&line.period))
		st = fill_dated(assembly, indicator, &line, err);
	struct line_list *lines = assembly->lines;
	lines->items = arena_grow(assembly->arena, lines->items, lines->count, &lines->capacity,
	                          sizeof(line));
	lines->items[lines->count++] = line;
	return st;
}

/* ---- the order of a scorecard ---- */

/* Adds the lines of a section, then of the sections in it. */
static enum status add_section(struct assembly *assembly, size_t section, struct err *err)
{
	const struct scorecard *scorecard = assembly->scorecard;
	enum status st = OK;
	for (size_t i = 0; st == OK && i < scorecard->placement_count; i++)
		if (scorecard->placements[i].section == section)
			st = add_line(assembly, scorecard->placements[i].indicator, scorecard,
			              section, err);
	for (size_t i = 0; st == OK && i < scorecard->section_count; i++)
		if (scorecard->sections[i].parent == section)
			st = add_section(assembly, i, err);
	return st;
}

/* Adds every indicator once, where the first scorecard that has it shows it. */
static enum status add_every(struct assembly *assembly, struct err *err)
{
	const struct framework *framework = &assembly->framework;
	const struct scorecard **scorecards = arena_new(assembly->arena, framework->indicator_count,
	                                                sizeof(const struct scorecard *));
	size_t *sections =
		arena_new(assembly->arena, framework->indicator_count, sizeof(*sections));
	for (size_t i = 0; i < framework->indicator_count; i++)
		sections[i] = FRAMEWORK_NOWHERE;
	for (size_t i = framework->scorecard_count; i-- > 0;) {
		const struct scorecard *scorecard = &framework->scorecards[i];
		for (size_t k = scorecard->placement_count; k-- > 0;) {
			scorecards[scorecard->placements[k].indicator] = scorecard;
			sections[scorecard->placements[k].indicator] =
				scorecard->placements[k].section;
		}
	}
	enum status st = OK;
	for (size_t i = 0; st == OK && i < framework->indicator_count; i++)
		st = add_line(assembly, i, scorecards[i], sections[i], err);
	return st;
}

static enum status choose_scorecard(struct assembly *assembly, struct err *err)
{
	const struct framework *framework = &assembly->framework;
	struct str name = assembly->query->scorecard;
	if (name.len == 0)
		return OK;
	assembly->scorecard = framework_find_scorecard(framework, name);
	if (assembly->scorecard)
		return OK;
	auto_buf names = buf_init(600);
	for (size_t i = 0; i < framework->scorecard_count; i++)
		buf_format(&names, "%s'%.*s'", i ? ", " : "",
		           STR_ARGS(framework->scorecards[i].name));
	return err_set(err, E_MISSING, "%.*s has no scorecard '%.*s'%s%.*s",
	               STR_ARGS(framework->authority), STR_ARGS(name),
	               framework->scorecard_count ? ", only: " : " and no other",
	               STR_ARGS(buf_view(&names)));
}

enum status series_lines(struct db *db, const struct series_query *query, struct arena *arena,
                         struct line_list *out, struct err *err)
{
	struct line_list lines = { 0 };
	struct assembly assembly = { .db = db, .query = query, .arena = arena, .lines = &lines };
	enum status st = framework_load(db, query->authority, arena, &assembly.framework, err);
	if (st == OK)
		st = choose_scorecard(&assembly, err);
	if (st == OK)
		st = assembly.scorecard ? add_section(&assembly, FRAMEWORK_NOWHERE, err)
		                        : add_every(&assembly, err);
	if (st == OK)
		*out = lines;
	return st;
}
