/* Rules over the children that a delivery touched, sources compared, and who can mend what
 * was found. */
#include <inttypes.h>

#include "base/date.h"
#include "db/query.h"
#include "record/cases.h"
#include "record/rule.h"
#include "record/take_state.h"
#include "record/type_table.h"

/* The records that say who looks after a child, the ones that are asked first first. */
static const enum record_type PLACES[] = { RECORD_ALLOCATION, RECORD_CARE, RECORD_CARE_PERIOD,
	                                   RECORD_PLAN, RECORD_NEED, RECORD_REFERRAL,
	                                   RECORD_CARE_LEAVER };

static struct str text_of(const struct record *record, int field)
{
	return field >= 0 ? record->values[field].text : (struct str){ 0 };
}

bool take_place_of(const struct record_take *take, const struct record *record,
                   struct take_finding *out)
{
	const struct take_layout *layout = &take->layouts[record->type];
	struct str team = text_of(record, layout->team);
	struct str worker = text_of(record, layout->worker);
	if (team.len == 0 && worker.len == 0)
		return false;
	out->team = team;
	out->worker = worker;
	return true;
}

/* Who has the child now: by its newest open record of the first kind that says so. */
static void place_by_case(const struct record_take *take, const struct record_case *of_child,
                          struct take_finding *out)
{
	for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
		const struct record_list *list = &of_child->of[PLACES[i]];
		int end = RECORD_TYPES[PLACES[i]].end;
		for (size_t at = list->count; at-- > 0;) {
			const struct record *record = &list->items[at];
			if (end >= 0 && record->values[end].is_given)
				continue;
			if (take_place_of(take, record, out))
				return;
		}
	}
}

/* A value as text; empty for what is secret. */
static struct str print_value(const struct record *record, int field, struct arena *arena)
{
	if (field < 0 || !record->values[field].is_given)
		return (struct str){ 0 };
	const struct record_value *value = &record->values[field];
	char day[DATE_TEXT_BYTES];
	char moment[INSTANT_TEXT_BYTES];
	switch (RECORD_TYPES[record->type].fields[field].kind) {
	case RECORD_DATE:
		return arena_text(arena, str_of(date_print_iso((int32_t)value->number, day)));
	case RECORD_INSTANT:
		return arena_text(arena, str_of(instant_print(
						 (struct instant){ value->number,
			                                           value->offset_minutes },
						 moment)));
	case RECORD_FLAG:
	case RECORD_NUMBER:
		return arena_format(arena, "%" PRId64, value->number);
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
		return value->text;
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	return (struct str){ 0 };
}

static bool child_needs_place(const struct take_child *child)
{
	return child->needs_place && child->row.id;
}

/* Findings of a child that name nobody yet get who has the child. */
static enum status place_case(void *context, const struct record_case *of_child,
                              struct err *err)
{
	const struct record_take *take = context;
	const struct take_child *child = take_find_child(take, of_child->child_id);
	if (!child || !child_needs_place(child))
		return OK;
	struct take_finding place = { 0 };
	place_by_case(take, of_child, &place);
	if (place.team.len == 0 && place.worker.len == 0)
		return OK;
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_FINDING_PLACE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, of_child->child_id);
	query_bind_int64(&q, 2, take->change_id);
	query_bind_text(&q, 3, place.team);
	query_bind_text(&q, 4, place.worker);
	return query_run(&q, err);
}

/* One run over cases. */
struct ruling {
	struct record_take *take;
	struct rule_setting setting;
	const struct record_case *of_child;
	size_t child;
};

bool take_rules_speak_of(const struct record_take *take, int64_t identity)
{
	return take->what.year == 0 || take_has_said(take, identity) ||
	       seen_has(&take->ended, identity);
}

static enum status on_doubt(void *context, const struct record_doubt *doubt, struct err *err)
{
	struct ruling *self = context;
	if (!take_rules_speak_of(self->take, doubt->record->identity))
		return OK;
	struct take_finding finding = {
		.rule = doubt->rule->id,
		.severity = doubt->rule->severity,
		.source_id = self->take->source_id,
		.child = self->child,
		.type = doubt->record->type,
		.identity = doubt->record->identity,
		.field = doubt->rule->field,
		.value = print_value(doubt->record, doubt->rule->field,
		                     &self->take->scratch),
		.message = str_of(doubt->rule->text),
		.row_number = doubt->record->row_number,
	};
	if (!take_place_of(self->take, doubt->record, &finding))
		place_by_case(self->take, self->of_child, &finding);
	return take_put_finding(self->take, &finding, err);
}

static enum status rule_case(void *context, const struct record_case *of_child, struct err *err)
{
	struct ruling *self = context;
	struct record_take *take = self->take;
	enum status st = take_child_of_id(take, of_child->child_id, &self->child, err);
	if (st != OK)
		return st;
	self->of_child = of_child;
	const struct record_doubt_sink sink = { self, on_doubt };
	st = record_rules_run(&self->setting, of_child, &sink, err);
	if (st == OK)
		st = place_case(take, of_child, err);
	take->children[self->child].needs_place = false; /* who, this source does not say */
	return st;
}

/* Calls the sink for the cases of the take's children that are wanted. */
static enum status read_cases(const struct record_take *take, struct record_question question,
                              bool (*is_wanted)(const struct take_child *),
                              const struct record_case_sink *sink, struct err *err)
{
	auto_arena arena = { 0 };
	struct take_id_list children = take_list_children(take, is_wanted, &arena);
	question.children = children.items;
	question.child_count = children.count;
	return children.count ? record_cases_read(take->db, &question, sink, err) : OK;
}

static enum status place_findings(struct record_take *take, struct record_question question,
                                  struct err *err)
{
	bool types[RECORD_TYPE_COUNT] = { false };
	for (size_t i = 0; i < COUNT_OF(PLACES); i++)
		types[PLACES[i]] = true;
	question.types = types;
	question.with_doubts = false;
	return read_cases(take, question, child_needs_place,
	                  &(struct record_case_sink){ take, place_case }, err);
}

enum status take_run_rules(struct record_take *take, struct err *err)
{
	struct ruling ruling = {
		.take = take,
		.setting = { .source = take->what.source.kind,
		             .year = take->what.year,
		             .period_from = DATE_NONE,
		             .reference_day = take->what.reference_day },
	};
	enum status st = OK;
	if (take->what.year)
		st = date_from_ymd(take->what.year - 1, 4, 1, &ruling.setting.period_from, err);
	if (st != OK)
		return st;
	const struct record_question question = { .authority = take->what.source.authority,
		                                  .known_at = take->change_id,
		                                  .source_id = take->source_id,
		                                  .with_restricted = true,
		                                  .with_doubts = true };
	st = read_cases(take, question, take_child_is_touched,
	                &(struct record_case_sink){ &ruling, rule_case }, err);
	if (st == OK)
		st = take_compare_sources(take, err);
	return st == OK ? place_findings(take, question, err) : st;
}
