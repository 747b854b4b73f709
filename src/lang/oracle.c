#include "lang/oracle.h"

#include <assert.h>
#include <stdlib.h>

#include "lang/oracle_parts.h"

/* --- Periods --------------------------------------------------------------------------- */

/* The period with `rolling` already as long as it says. */
static struct span span_looked_at(const struct definition *definition, struct span asked)
{
	int months = definition->base.rolling_months;
	if (months == 0)
		return asked;
	int32_t from = DATE_MIN;
	if (asked.to == DATE_MAX || date_add_months(asked.to + 1, -months, &from, NULL) != OK)
		from = DATE_MIN;
	return (struct span){ from, asked.to };
}

static bool is_set_by_variant(const struct variant *variant, int parameter)
{
	for (size_t i = 0; variant && i < variant->setting_count; i++)
		if (variant->settings[i].parameter == parameter)
			return true;
	return false;
}

/* Whether the definition is not one and the same through the period. */
static bool is_changed_within(const struct question *question, struct span period)
{
	const struct definition *definition = question->definition;
	if (definition->in_force_from != DATE_NONE && period.from < definition->in_force_from)
		return true;
	if (definition->in_force_to != DATE_NONE && period.to > definition->in_force_to)
		return true;
	for (size_t i = 0; i < definition->version_count; i++) {
		const struct version *version = &definition->versions[i];
		if (version->from > period.from && version->from <= period.to &&
		    !is_set_by_variant(question->variant, version->parameter))
			return true;
	}
	return false;
}

/* --- What becomes of one record -------------------------------------------------------- */

static void reject(struct judged *out, const struct lack *lack, const struct node *decided_by,
                   struct arena *arena)
{
	out->own = OUTCOME_REJECTED;
	out->row.reason = oracle_lack_words(lack, arena);
	out->row.decided_by = decided_by;
}

/* Whether the conditions of the `of` line let the record in, as `and` would: one that is false
 * leaves it out even where another is unknown. */
static bool passes_conditions(const struct scene *scene, struct oracle_value clock,
                              struct arena *arena, struct judged *out)
{
	const struct base *base = &scene->question->definition->base;
	struct oracle_value unknown = clock;
	const struct node *undecided = NULL;
	for (size_t i = 0; i < base->condition_count; i++) {
		struct oracle_value holds =
			oracle_evaluate(scene, scene->record, base->conditions[i]);
		if (!holds.is_missing && !holds.number) {
			out->own = OUTCOME_OUT;
			out->row.decided_by = base->conditions[i];
			return false;
		}
		if (holds.is_missing && !unknown.is_missing) {
			unknown = holds;
			undecided = base->conditions[i];
		}
	}
	if (unknown.is_missing)
		reject(out, &unknown.lack, undecided, arena);
	return !unknown.is_missing;
}

static bool passes_rejections(const struct scene *scene, struct judged *out)
{
	const struct definition *definition = scene->question->definition;
	for (size_t i = 0; i < definition->rejection_count; i++) {
		const struct rejection *rejection = &definition->rejections[i];
		if (!oracle_holds(scene, scene->record, rejection->condition))
			continue;
		out->own = OUTCOME_REJECTED;
		out->row.reason = rejection->reason;
		out->row.decided_by = rejection->condition;
		return false;
	}
	return true;
}

/* A value that the record cannot do without; nothing when there is no expression. */
static bool take_value(const struct scene *scene, const struct node *node, struct arena *arena,
                       struct judged *out, int64_t *value_out)
{
	if (!node)
		return true;
	struct oracle_value value = oracle_evaluate(scene, scene->record, node);
	if (value.is_missing) {
		reject(out, &value.lack, node, arena);
		return false;
	}
	*value_out = value.number;
	return true;
}

/* Counted, missed, or rejected because that cannot be told. */
static void count_or_miss(const struct scene *scene, struct arena *arena, struct judged *out)
{
	const struct definition *definition = scene->question->definition;
	int64_t holds = true, value = CELL_MISSING;
	out->row.decided_by = definition->count;
	if (!take_value(scene, definition->count, arena, out, &holds))
		return;
	out->own = holds ? OUTCOME_COUNTED : OUTCOME_MISSED;
	if (holds && take_value(scene, definition->value, arena, out, &value) &&
	    take_value(scene, definition->over_sum, arena, out, &out->over))
		out->row.value = value;
}

/* By whom the record may be spoken for. */
static void take_keys(const struct scene *scene, struct arena *arena, struct judged *out)
{
	const struct base *base = &scene->question->definition->base;
	struct oracle_value *keys = arena_new(arena, base->key_count + 1, sizeof(*keys));
	for (size_t i = 0; i < base->key_count && out->own != OUTCOME_REJECTED; i++) {
		keys[i] = oracle_evaluate(scene, scene->record, base->keys[i]);
		if (keys[i].is_missing)
			reject(out, &keys[i].lack, base->keys[i], arena);
	}
	out->keys = keys;
}

/* The number of the cuts that lie at or below a value. */
static int64_t band_of(const struct dimension *dimension, int64_t value)
{
	int64_t band = 0;
	for (size_t i = 0; i < dimension->cut_count; i++)
		band += dimension->cuts[i] <= value;
	return band;
}

static void take_categories(const struct scene *scene, struct arena *arena, struct judged *out)
{
	const struct question *question = scene->question;
	struct category *categories =
		arena_new(arena, question->dimension_count + 1, sizeof(*categories));
	for (size_t i = 0; i < question->dimension_count; i++) {
		const struct dimension *dimension = &question->dimensions[i];
		if (!dimension->value)
			continue;
		struct oracle_value value =
			oracle_evaluate(scene, scene->record, dimension->value);
		categories[i].value = value.is_missing ? CELL_MISSING :
		                      dimension->cuts  ? band_of(dimension, value.number) :
		                                         value.number;
		if (!value.is_missing)
			categories[i].text = value.text;
	}
	out->categories = categories;
}

/* --- Which records the clock puts in the period ---------------------------------------- */

/* Judges a record that the clock puts in the period on a day, or may (`clock` is missing). */
static void hear(struct hearing *hearing, const struct scene *scene, struct oracle_value clock)
{
	size_t let_count = scene->question->definition->let_count;
	struct scene at = *scene;
	at.lets = arena_new(scene->scratch, let_count + 1, sizeof(*at.lets));
	if (at.day != DATE_NONE)
		at.version_day = at.day;
	struct judged judged = {
		.row = { .row = scene->record->row,
		         .day = scene->day,
		         .speaker = -1,
		         .value = CELL_MISSING },
		.answered = scene->answered,
	};
	if (passes_conditions(&at, clock, hearing->arena, &judged) &&
	    passes_rejections(&at, &judged)) {
		count_or_miss(&at, hearing->arena, &judged);
		take_keys(&at, hearing->arena, &judged);
	}
	take_categories(&at, hearing->arena, &judged);
	struct judged_list *list = &hearing->list;
	list->items = arena_grow(hearing->arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = judged;
}

static bool lies_in(int64_t day, struct span period)
{
	return day >= period.from && day <= period.to;
}

static void hear_when(struct hearing *hearing, struct scene *scene)
{
	struct oracle_value date = oracle_evaluate(scene, scene->record,
	                                           scene->question->definition->base.start);
	if (date.is_missing || !lies_in(date.number, hearing->period))
		return;
	scene->day = (int32_t)date.number;
	hear(hearing, scene, date);
}

static void hear_running(struct hearing *hearing, struct scene *scene)
{
	const struct base *base = &scene->question->definition->base;
	struct oracle_value start = oracle_evaluate(scene, scene->record, base->start);
	struct oracle_value end = oracle_missing(LACK_VALUE, NULL);
	if (base->end)
		end = oracle_evaluate(scene, scene->record, base->end);
	struct oracle_value runs = oracle_runs(start, oracle_end(scene->record, start, end),
	                                       hearing->period, base->clock == CLOCK_DURING);
	if (!runs.is_missing && !runs.number)
		return;
	scene->day = hearing->period.to;
	hear(hearing, scene, runs);
}

/* The date of birth of the record's child, as if `child.born` stood in the definition. */
static struct oracle_value born(const struct scene *scene)
{
	static const struct node NAME = { .kind = NODE_NAME,
		                          .of = { "child", 5 },
		                          .text = { "born", 4 } };
	const struct schema *schema = scene->question->tables->schema;
	int field = table_type_find_field(&schema->types[schema->person], NAME.text);
	return oracle_child_field(scene, scene->record, field, &NAME);
}

static void hear_birthdays(struct hearing *hearing, struct scene *scene)
{
	const struct base *base = &scene->question->definition->base;
	struct oracle_value date = born(scene);
	if (date.is_missing) {
		hear(hearing, scene, date);
		return;
	}
	for (int age = base->from_age; age <= base->to_age; age++) {
		scene->day = oracle_birthday(date.number, age);
		if (scene->day != DATE_NONE && lies_in(scene->day, hearing->period))
			hear(hearing, scene, date);
	}
}

static void hear_dues(struct hearing *hearing, struct scene *scene)
{
	const struct definition *definition = scene->question->definition;
	const struct schedule *schedule = &definition->schedules[definition->base.schedule];
	struct due_list dues = oracle_dues(scene, schedule, DATE_MAX);
	for (size_t i = 0; i < dues.count; i++) {
		if (dues.items[i].due == DATE_NONE || !lies_in(dues.items[i].due, hearing->period))
			continue;
		scene->day = dues.items[i].due;
		scene->answered = dues.items[i].held;
		hear(hearing, scene, oracle_truth(true));
	}
}

static void hear_record(struct hearing *hearing, int32_t row)
{
	const struct definition *definition = hearing->question->definition;
	auto_arena scratch = { 0 };
	struct frame record = { .table = hearing->table, .row = row };
	struct scene scene = {
		.question = hearing->question,
		.period = hearing->period,
		.record = &record,
		.day = DATE_NONE,
		.answered = DATE_NONE,
		.held = DATE_NONE,
		.version_day = hearing->period.to,
		.lets = arena_new(&scratch, definition->let_count + 1, sizeof(*scene.lets)),
		.scratch = &scratch,
		.failure = &hearing->failure,
	};
	switch (definition->base.clock) {
	case CLOCK_NONE:
		hear(hearing, &scene, oracle_truth(true));
		break;
	case CLOCK_WHEN:
		hear_when(hearing, &scene);
		break;
	case CLOCK_WHILE:
	case CLOCK_DURING:
		hear_running(hearing, &scene);
		break;
	case CLOCK_BIRTHDAY:
		hear_birthdays(hearing, &scene);
		break;
	case CLOCK_DUE:
		hear_dues(hearing, &scene);
		break;
	}
}

static int compare_cases(const void *left, const void *right)
{
	const struct judged *a = left, *b = right;
	if (a->row.row != b->row.row)
		return a->row.row < b->row.row ? -1 : 1;
	if (a->row.day != b->row.day)
		return a->row.day < b->row.day ? -1 : 1;
	return (a->answered > b->answered) - (a->answered < b->answered);
}

/* Looks at every record in one period of the question. */
static void hear_period(struct hearing *hearing, int period)
{
	const struct question *question = hearing->question;
	const struct definition *definition = question->definition;
	hearing->table = definition->given ? question->given
	                                   : &question->tables->of[definition->base.type];
	hearing->period = span_looked_at(definition, question->periods[period]);
	for (int32_t row = 0; row < hearing->table->row_count; row++)
		hear_record(hearing, row);
	struct judged_list *list = &hearing->list;
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), compare_cases);
	oracle_settle(&definition->base, list->items, list->count, hearing->arena);
}

/* --- Answers --------------------------------------------------------------------------- */

/* The rows of one period. What was judged is forgotten; the texts of categories are words of the
 * tables or of the tree, which outlive the answer. */
static enum status answer_period(const struct question *question, int period,
                                 struct answer_builder *answer)
{
	auto_arena arena = { 0 };
	struct hearing hearing = { .question = question, .arena = &arena };
	struct tally_row whole = { .period = period };
	whole.tally.middle_twice = CELL_MISSING;
	struct span looked_at =
		span_looked_at(question->definition, question->periods[period]);
	if (is_changed_within(question, looked_at)) {
		whole.tally.is_changed = true;
		oracle_add_row(answer, whole);
		return OK;
	}
	hear_period(&hearing, period);
	for (int i = 0; i < (int)question->dimension_count; i++) {
		if (question->dimensions[i].value) {
			oracle_answer_dimension(&hearing, period, i, answer);
			continue;
		}
		whole.dimension = i;
		oracle_tally(&hearing, hearing.list.items, hearing.list.count, &whole.tally);
		oracle_add_row(answer, whole);
	}
	return hearing.failure;
}

static enum status too_large(const struct question *question, struct err *err)
{
	return err_set(err, E_LIMIT, "%.*s: a number grows beyond what can be held exactly",
	               STR_ARGS(question->definition->name));
}

enum status oracle_answer(const struct question *question, struct arena *arena,
                          struct answer *out, struct err *err)
{
	assert(question->definition->is_sound);
	struct answer_builder answer = { .arena = arena };
	for (size_t period = 0; period < question->period_count; period++)
		if (answer_period(question, (int)period, &answer) != OK)
			return too_large(question, err);
	*out = (struct answer){ answer.rows, answer.count };
	return OK;
}

enum status oracle_cases(const struct question *question, int period, struct arena *arena,
                         struct case_list *out, struct err *err)
{
	assert(question->definition->is_sound);
	struct hearing hearing = { .question = question, .arena = arena };
	hear_period(&hearing, period);
	if (hearing.failure != OK)
		return too_large(question, err);
	const struct judged_list *list = &hearing.list;
	struct case_row *rows = arena_new(arena, list->count + 1, sizeof(*rows));
	for (size_t i = 0; i < list->count; i++) {
		rows[i] = list->items[i].row;
		if (rows[i].outcome != OUTCOME_COUNTED)
			rows[i].value = CELL_MISSING;
	}
	*out = (struct case_list){ rows, list->count };
	return OK;
}
