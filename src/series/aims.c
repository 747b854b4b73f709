#include "series/aims.h"

#include "db/query.h"
#include "series/stated.h"

/* ---- what files printed ---- */

/* The aim of a period, which comes in the order of periods; NULL: it has no dates. */
static struct aim *aim_of(struct aim_list *list, struct str period_text, struct arena *arena)
{
	struct period period = submission_period(period_text, true);
	if (!period_is_dated(&period))
		return NULL;
	if (list->count > 0 && period_equal(&list->items[list->count - 1].period, &period))
		return &list->items[list->count - 1];
	list->items = arena_grow(arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count] = (struct aim){ .period = period,
		                                         .from = stated_first_day(&period),
		                                         .year_end = stated_last_day(&period) };
	return &list->items[list->count++];
}

static void take_aim(const struct query *q, struct arena *arena, struct aim *aim)
{
	struct str words = arena_text(arena, query_text(q, 2));
	enum status st;
	if (str_equal(query_text(q, 1), STR("rule"))) {
		st = rule_read(words, &aim->rule, NULL);
	} else {
		st = target_read(words, &aim->target, NULL);
		aim->target_file = arena_text(arena, query_text(q, 3));
		aim->target_row = query_int64(q, 4);
	}
	(void)st; /* what cannot be read says so in its kind */
}

enum status aims_load(struct db *db, const struct submission_place *place, int32_t to,
                      struct arena *arena, struct aim_list *out, struct err *err)
{
	struct aim_list list = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_AIM_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, place->indicator_id);
	query_bind_text(&q, 2, place->unit_key);
	query_bind_date(&q, 3, to);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		struct aim *aim = aim_of(&list, query_text(&q, 0), arena);
		if (aim)
			take_aim(&q, arena, aim);
	}
	if (st == OK)
		*out = list;
	return st;
}

/* ---- which of them holds ---- */

enum sort { SORT_TARGET, SORT_RULE };

/* Whether an aim says something of a sort that can be read. */
static bool says(const struct aim *aim, enum sort sort)
{
	if (sort == SORT_RULE)
		return aim->rule.kind != RULE_NOT_GIVEN && aim->rule.kind != RULE_UNREADABLE;
	return aim->target.kind != TARGET_NOT_GIVEN && aim->target.kind != TARGET_UNREADABLE;
}

/* Whether what was printed for one kind of period may hold for another: a share is
 * held against the same number in a quarter and in its year, a count is not. */
static bool is_same_for_any_length(const struct unit *unit)
{
	switch (unit->kind) {
	case UNIT_PERCENT:
	case UNIT_DAYS:
	case UNIT_AVERAGE:
	case UNIT_SCORE:
		return true;
	case UNIT_NONE:
	case UNIT_COUNT:
	case UNIT_RATE:
	case UNIT_MONEY:
	case UNIT_OTHER:
	case UNIT_KIND_COUNT:
		break;
	}
	return false;
}

/* Whether `a` holds rather than `b` where both could: the later beginning, then the
 * shorter period. */
static bool is_nearer(const struct aim *a, const struct aim *b)
{
	if (a->from != b->from)
		return a->from > b->from;
	if (a->period.to != b->period.to)
		return a->period.to < b->period.to;
	if (a->period.from != b->period.from)
		return a->period.from > b->period.from;
	return a->period.kind < b->period.kind;
}

/* What files printed that holds on the last day of a period: for a period of the same
 * kind, or (where `any_kind`) of any. NULL when nothing does. */
static const struct aim *find_aim(const struct aim_list *aims, const struct period *period,
                                  enum sort sort, bool any_kind)
{
	const struct aim *found = NULL;
	int32_t last = stated_last_day(period);
	for (size_t i = 0; i < aims->count; i++) {
		const struct aim *aim = &aims->items[i];
		if (!says(aim, sort) || (!any_kind && aim->period.kind != period->kind) ||
		    aim->from > period->to || aim->year_end != last)
			continue;
		if (!found || is_nearer(aim, found))
			found = aim;
	}
	return found;
}

static const struct aim *printed_for(const struct aim_list *aims, const struct unit *unit,
                                     const struct period *period, enum sort sort)
{
	const struct aim *own_kind = find_aim(aims, period, sort, false);
	if (own_kind || !is_same_for_any_length(unit))
		return own_kind;
	return find_aim(aims, period, sort, true);
}

/* Whether an item of the framework is only the record of what a file printed for the
 * period that begins then. One that somebody has changed in the framework is their own. */
static bool is_record(const struct decision *decision, struct span span, const struct aim *aim)
{
	return aim->from == span.from && stated_by_file(decision) &&
	       !stated_for_other(decision, &aim->period);
}

static bool is_target_record(const struct aim_list *aims, const struct dated_target *dated)
{
	for (size_t i = 0; i < aims->count; i++)
		if (is_record(&dated->decision, dated->span, &aims->items[i]) &&
		    target_equal(&dated->target, &aims->items[i].target))
			return true;
	return false;
}

static bool is_rule_record(const struct aim_list *aims, const struct dated_rule *dated)
{
	for (size_t i = 0; i < aims->count; i++)
		if (is_record(&dated->decision, dated->span, &aims->items[i]) &&
		    rule_equal(&dated->rule, &aims->items[i].rule))
			return true;
	return false;
}

/* Of an officer's items that hold on a day: agreed before draft, then the one that
 * began last (framework_target_on() does not know officers from files). */
static const struct dated_target *officers_target(const struct aim_list *aims,
                                                  const struct target_list *list, int32_t date)
{
	const struct dated_target *found = NULL;
	for (size_t i = 0; i < list->count; i++) {
		const struct dated_target *it = &list->items[i];
		if (span_holds(it->span, date) && !is_target_record(aims, it) &&
		    (!found || found->decision.is_draft || !it->decision.is_draft))
			found = it;
	}
	return found;
}

static const struct dated_rule *officers_rule(const struct aim_list *aims,
                                              const struct rule_list *list, int32_t date)
{
	const struct dated_rule *found = NULL;
	for (size_t i = 0; i < list->count; i++) {
		const struct dated_rule *it = &list->items[i];
		if (span_holds(it->span, date) && !is_rule_record(aims, it) &&
		    (!found || found->decision.is_draft || !it->decision.is_draft))
			found = it;
	}
	return found;
}

/* Whether a file's word counts rather than an officer's, of whom either may be silent:
 * an officer's counts when it is no mere draft and began as late, or says the same. */
static bool is_files(const struct aim *aim, const struct decision *officers, struct span span,
                     bool says_the_same)
{
	if (!aim || !officers)
		return aim != NULL;
	return !says_the_same && (officers->is_draft || span.from < aim->from);
}

/* A target, from a file or from the framework, or neither. */
struct chosen_target {
	const struct aim *aim;
	const struct dated_target *dated;
};

static struct chosen_target choose_target(const struct aim_list *aims,
                                          const struct framework_indicator *indicator,
                                          const struct period *period)
{
	const struct unit *unit = &indicator->indicator.unit;
	const struct aim *aim = printed_for(aims, unit, period, SORT_TARGET);
	const struct dated_target *dated = officers_target(aims, &indicator->targets, period->to);
	bool is_same = aim && dated && target_equal(&aim->target, &dated->target);
	if (is_files(aim, dated ? &dated->decision : NULL, dated ? dated->span : span_always(),
	             is_same))
		return (struct chosen_target){ .aim = aim };
	return (struct chosen_target){ .dated = dated };
}

struct target aims_target_of(const struct aim_list *aims,
                             const struct framework_indicator *indicator,
                             const struct period *period)
{
	struct chosen_target chosen = choose_target(aims, indicator, period);
	if (chosen.aim)
		return chosen.aim->target;
	return chosen.dated ? chosen.dated->target : (struct target){ 0 };
}

static void fill_target(const struct aim_list *aims, const struct framework_indicator *indicator,
                        struct arena *arena, struct line *line)
{
	struct chosen_target chosen = choose_target(aims, indicator, &line->period);
	if (chosen.aim) {
		const struct aim *aim = chosen.aim;
		line->target = aim->target;
		line->target_why = stated_why(arena, aim->target_file, aim->target_row,
		                              &aim->period);
	} else if (chosen.dated) {
		const struct decision *decision = &chosen.dated->decision;
		line->target = chosen.dated->target;
		line->target_setter = decision->set_by;
		line->target_set_on = decision->set_on;
		line->target_why = decision->why;
		line->target_is_draft = decision->is_draft;
		line->target_is_national = decision->origin == ORIGIN_NATIONAL;
	}
}

static void fill_rule(const struct aim_list *aims, const struct framework_indicator *indicator,
                      struct line *line)
{
	const struct unit *unit = &indicator->indicator.unit;
	const struct aim *aim = printed_for(aims, unit, &line->period, SORT_RULE);
	const struct dated_rule *dated = officers_rule(aims, &indicator->rules, line->period.to);
	bool is_same = aim && dated && rule_equal(&aim->rule, &dated->rule);
	if (is_files(aim, dated ? &dated->decision : NULL, dated ? dated->span : span_always(),
	             is_same)) {
		line->rule = aim->rule;
	} else if (dated) {
		line->rule = dated->rule;
		line->rule_setter = dated->decision.set_by;
		line->rule_set_on = dated->decision.set_on;
		line->rule_why = dated->decision.why;
		line->rule_is_draft = dated->decision.is_draft;
	}
}

void aims_fill_line(const struct aim_list *aims, const struct framework_indicator *indicator,
                    struct arena *arena, struct line *line)
{
	if (line->target.kind != TARGET_UNREADABLE)
		fill_target(aims, indicator, arena, line);
	else if (line->target_why.len == 0)
		line->target_why = stated_why(arena, line->file, line->row, &line->period);
	if (line->rule.kind != RULE_UNREADABLE)
		fill_rule(aims, indicator, line);
}
