#include "lang/gather.h"

#include <assert.h>

#include "base/date.h"
#include "base/mem.h"

enum { IN, REJECTED, OUT };

struct gathering {
	struct evaluator *evaluator;
	const struct question *question;
	const struct definition *definition;
	const struct axis *axis;
	struct cube *cube;
	const struct item_sink *sink;
	const struct table *table;
	bool asks_today; /* a record's fate depends on the look: each look is worked out */
};

/* A batch on its way: records with the day or look they stand at. */
struct batch {
	struct frame frame;
	struct reach *reach;
	int32_t *segment;
	bool *is_rejected; /* by its clock: the start is missing */
};

static struct batch batch_new(struct gathering *self, int32_t capacity)
{
	struct scratch *scratch = &self->evaluator->scratch;
	size_t count = (size_t)capacity + 1;
	return (struct batch){
		.frame = { .table = self->table,
		           .rows = scratch_new(scratch, count, sizeof(int32_t)),
		           .today = NULL },
		.reach = scratch_new(scratch, count, sizeof(struct reach)),
		.segment = scratch_new(scratch, count, sizeof(int32_t)),
		.is_rejected = scratch_new(scratch, count, sizeof(bool)),
	};
}

/* --- Conditions, rejections, keys, values --------------------------------------------------- */

/* What the conditions and rejections make of each record. */
static unsigned char *judge(struct gathering *self, const struct batch *batch)
{
	struct evaluator *evaluator = self->evaluator;
	const struct frame *frame = &batch->frame;
	const struct base *base = &self->definition->base;
	unsigned char *fate = scratch_new(&evaluator->scratch, (size_t)frame->count + 1, 1);
	for (int32_t i = 0; i < frame->count; i++)
		fate[i] = batch->is_rejected[i] ? REJECTED : IN;
	for (size_t at = 0; at < base->condition_count; at++) {
		const int64_t *truth = frame_value(evaluator, frame, base->conditions[at], 0);
		for (int32_t i = 0; i < frame->count; i++)
			if (truth[i] != 1 && fate[i] != OUT)
				fate[i] = truth[i] == 0 ? OUT : REJECTED;
	}
	for (size_t at = 0; at < self->definition->rejection_count; at++) {
		const int64_t *truth = frame_value(
			evaluator, frame, self->definition->rejections[at].condition, 0);
		for (int32_t i = 0; i < frame->count; i++)
			if (truth[i] == 1 && fate[i] == IN)
				fate[i] = REJECTED;
	}
	return fate;
}

/* The keys of each record, side by side; a record of which one is missing is rejected. */
static const int64_t *key_values(struct gathering *self, const struct frame *frame,
                                 unsigned char *fate)
{
	const struct base *base = &self->definition->base;
	size_t count = base->key_count;
	int64_t *keys = scratch_new(&self->evaluator->scratch, (size_t)frame->count * count + 1,
	                            sizeof(*keys));
	for (size_t at = 0; at < count; at++) {
		const int64_t *values = frame_value(self->evaluator, frame, base->keys[at], 0);
		for (int32_t i = 0; i < frame->count; i++) {
			keys[(size_t)i * count + at] = values[i];
			if (values[i] == CELL_MISSING && fate[i] == IN)
				fate[i] = REJECTED;
		}
	}
	return keys;
}

static struct contribution *weigh(struct gathering *self, const struct frame *frame,
                                  const unsigned char *fate)
{
	struct evaluator *evaluator = self->evaluator;
	const struct definition *definition = self->definition;
	struct contribution *what =
		scratch_new(&evaluator->scratch, (size_t)frame->count + 1, sizeof(*what));
	const int64_t *truth =
		definition->count ? frame_value(evaluator, frame, definition->count, 0) : NULL;
	const int64_t *value =
		definition->value ? frame_value(evaluator, frame, definition->value, 0) : NULL;
	const int64_t *over = definition->over_sum ?
	                              frame_value(evaluator, frame, definition->over_sum, 0) : NULL;
	for (int32_t i = 0; i < frame->count; i++) {
		bool is_counted = !truth || truth[i] == 1;
		bool is_unknown = truth && truth[i] == CELL_MISSING;
		bool lacks_value = is_counted && ((value && value[i] == CELL_MISSING) ||
		                                  (over && over[i] == CELL_MISSING));
		bool is_rejected = fate[i] == REJECTED || is_unknown || lacks_value;
		what[i] = (struct contribution){
			.is_in = !is_rejected,
			.is_counted = !is_rejected && is_counted,
			.is_rejected = is_rejected,
			.value = value ? value[i] : CELL_MISSING,
			.over = over ? over[i] : CELL_MISSING,
		};
	}
	return what;
}

static inline int64_t band_of(const struct dimension *dimension, int64_t value)
{
	if (!dimension->cuts || value == CELL_MISSING)
		return value;
	size_t band = 0;
	while (band < dimension->cut_count && value >= dimension->cuts[band])
		band++;
	return (int64_t)band;
}

/* The slots of each record, side by side. */
static const int32_t *slot_values(struct gathering *self, const struct frame *frame)
{
	size_t count = self->question->dimension_count;
	int32_t *slots = scratch_new(&self->evaluator->scratch, (size_t)frame->count * count + 1,
	                             sizeof(*slots));
	for (size_t at = 0; at < count; at++) {
		const struct dimension *dimension = &self->question->dimensions[at];
		const int64_t *values = dimension->value ?
			frame_value(self->evaluator, frame, dimension->value, 0) : NULL;
		int64_t last = 0;
		int32_t slot = frame->count > 0 && !values ? cube_slot(self->cube, at, 0) : -1;
		for (int32_t i = 0; i < frame->count; i++) {
			int64_t category = values ? band_of(dimension, values[i]) : 0;
			if (slot < 0 || category != last)
				slot = cube_slot(self->cube, at, category);
			last = category;
			slots[(size_t)i * count + at] = slot;
		}
	}
	return slots;
}

static void hand_over(struct gathering *self, const struct batch *batch,
                      const struct contribution *what, const int64_t *keys)
{
	const struct frame *frame = &batch->frame;
	size_t key_count = self->definition->base.key_count;
	const int32_t *slots = slot_values(self, frame);
	if (key_count == 0 && self->axis->kind != AXIS_PERIODS) {
		cube_add_all(self->cube, frame->count, slots, batch->reach, what);
		return;
	}
	for (int32_t i = 0; i < frame->count; i++) {
		struct item item = {
			.row = frame->rows[i],
			.day = frame->day ? frame->day[i] : CELL_MISSING,
			.reach = batch->reach[i],
			.segment = batch->segment[i],
			.may_speak = what[i].is_in && key_count > 0,
			.what = what[i],
			.keys = keys + (size_t)i * key_count,
			.slots = slots + (size_t)i * self->question->dimension_count,
		};
		self->sink->take(self->sink->context, &item);
	}
}

/* The records of a batch that are not out, as a batch. */
static struct batch batch_keep(struct gathering *self, const struct batch *batch,
                               unsigned char *fate, unsigned char **fate_out)
{
	struct scratch *scratch = &self->evaluator->scratch;
	int32_t count = batch->frame.count;
	bool *keep = scratch_new(scratch, (size_t)count + 1, sizeof(*keep));
	int32_t out_count = 0;
	for (int32_t i = 0; i < count; i++) {
		keep[i] = fate[i] != OUT;
		out_count += fate[i] == OUT;
	}
	*fate_out = fate;
	if (out_count == 0)
		return *batch;
	struct batch kept = batch_new(self, count);
	unsigned char *kept_fate = scratch_new(scratch, (size_t)count + 1, 1);
	kept.frame = frame_keep(self->evaluator, &batch->frame, keep);
	for (int32_t i = 0, at = 0; i < count; i++) {
		if (!keep[i])
			continue;
		kept.reach[at] = batch->reach[i];
		kept.segment[at] = batch->segment[i];
		kept_fate[at++] = fate[i];
	}
	*fate_out = kept_fate;
	return kept;
}

/* All of a batch, from its conditions on. */
static void run_batch(struct gathering *self, const struct batch *batch)
{
	if (batch->frame.count == 0)
		return;
	unsigned char *fate;
	struct batch kept = batch_keep(self, batch, judge(self, batch), &fate);
	const int64_t *keys = key_values(self, &kept.frame, fate);
	hand_over(self, &kept, weigh(self, &kept.frame, fate), keys);
}

/* --- Clocks of what happens --------------------------------------------------------------- */

/* Takes the days of a frame's records: those in no period go. A day that is missing is in none,
 * or, where it cannot be told, rejects its record in every one. */
static void run_days(struct gathering *self, const struct frame *frame, const int64_t *days,
                     const int64_t *answered, bool rejects_unknown)
{
	struct batch batch = batch_new(self, frame->count);
	int32_t *rows = (int32_t *)batch.frame.rows;
	int64_t *day = scratch_values(&self->evaluator->scratch, frame->count);
	int64_t *answer = scratch_values(&self->evaluator->scratch, frame->count);
	int32_t count = 0;
	for (int32_t i = 0; i < frame->count; i++) {
		int32_t segment = axis_segment(self->axis, days[i]);
		bool is_unknown = days[i] == CELL_MISSING && rejects_unknown;
		if (segment < 0 && !is_unknown)
			continue;
		rows[count] = frame->rows[i];
		day[count] = days[i];
		answer[count] = answered ? answered[i] : CELL_MISSING;
		batch.segment[count] = segment;
		batch.reach[count] = (struct reach){ segment, segment + 1 };
		batch.is_rejected[count++] = is_unknown;
	}
	batch.frame.count = count;
	batch.frame.day = day;
	batch.frame.answered = answered ? answer : NULL;
	run_batch(self, &batch);
}

static void run_when(struct gathering *self, const struct frame *frame)
{
	const struct node *start = self->definition->base.start;
	const int64_t *values = frame_value(self->evaluator, frame, start, 0);
	int64_t *days = scratch_values(&self->evaluator->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++)
		days[i] = day_of(start->type, values[i]);
	run_days(self, frame, days, NULL, false);
}

static void run_birthdays(struct gathering *self, const struct frame *frame)
{
	struct evaluator *evaluator = self->evaluator;
	const struct schema *schema = evaluator->tables->schema;
	const struct table *persons = &evaluator->tables->of[schema->person];
	int born_field = table_type_find_field(persons->type, STR("born"));
	const struct base *base = &self->definition->base;
	for (int age = base->from_age; age <= base->to_age; age++) {
		struct scratch_mark mark = scratch_mark(&evaluator->scratch);
		int64_t *days = scratch_values(&evaluator->scratch, frame->count);
		for (int32_t i = 0; i < frame->count; i++) {
			int32_t row = person_row(evaluator->tables,
			                         self->table->child[frame->rows[i]]);
			int64_t born = row < 0 ? CELL_MISSING :
			                         column_at(&persons->columns[born_field], row);
			days[i] = born == CELL_MISSING ? CELL_MISSING : birthday_of(born, age);
		}
		run_days(self, frame, days, NULL, age == base->from_age);
		scratch_release(&evaluator->scratch, mark);
	}
}

static void run_dues(struct gathering *self, const struct frame *frame)
{
	struct evaluator *evaluator = self->evaluator;
	struct chain chain = frame_chain(
		evaluator, frame, &self->definition->schedules[self->definition->base.schedule]);
	int32_t total = chain.first[frame->count] + frame->count, count = 0;
	int32_t *rows = scratch_new(&evaluator->scratch, (size_t)total + 1, sizeof(*rows));
	int64_t *days = scratch_values(&evaluator->scratch, total);
	int64_t *answered = scratch_values(&evaluator->scratch, total);
	for (int32_t i = 0; i < frame->count; i++)
		for (int32_t at = chain.first[i]; at <= chain.first[i + 1]; at++) {
			rows[count] = frame->rows[i];
			days[count] = chain.due[at + i];
			answered[count++] = at < chain.first[i + 1] ? chain.held[at] :
			                                              CELL_MISSING;
		}
	struct frame all = { .table = frame->table, .count = count, .rows = rows };
	run_days(self, &all, days, answered, false);
}

/* --- Clocks of what runs ------------------------------------------------------------------- */

/* Looks at records, each at every look it stands at: as many as a batch holds at once. */
struct looking {
	struct gathering *gathering;
	struct batch batch;
	int32_t *rows;
	int64_t *today;
	int64_t *first_day;
};

static struct looking looking_new(struct gathering *self)
{
	struct looking looking = { .gathering = self, .batch = batch_new(self, FRAME_BATCH) };
	looking.rows = (int32_t *)looking.batch.frame.rows;
	looking.today = scratch_values(&self->evaluator->scratch, FRAME_BATCH);
	looking.first_day = scratch_values(&self->evaluator->scratch, FRAME_BATCH);
	return looking;
}

/* The records of a frame that stand in it at several looks in a row, each once. */
static void find_once(struct scratch *scratch, struct frame *frame)
{
	struct frame *once = scratch_new(scratch, 1, sizeof(*once));
	int32_t *rows = scratch_new(scratch, (size_t)frame->count + 1, sizeof(*rows));
	int32_t *once_of = scratch_new(scratch, (size_t)frame->count + 1, sizeof(*once_of));
	*once = (struct frame){ .table = frame->table, .rows = rows };
	for (int32_t i = 0; i < frame->count; i++) {
		if (i == 0 || frame->rows[i] != frame->rows[i - 1])
			rows[once->count++] = frame->rows[i];
		once_of[i] = once->count - 1;
	}
	frame->once = once;
	frame->once_of = once_of;
}

static void looking_run(struct looking *self)
{
	struct scratch *scratch = &self->gathering->evaluator->scratch;
	struct scratch_mark mark = scratch_mark(scratch);
	if (self->gathering->asks_today) {
		self->batch.frame.today = self->today;
		self->batch.frame.first_day = self->first_day;
		/* A parameter with versions changes with the day, though nothing asks for it. */
		if (self->gathering->definition->version_count == 0)
			find_once(scratch, &self->batch.frame);
	}
	run_batch(self->gathering, &self->batch);
	self->batch.frame.count = 0;
	self->batch.frame.once = NULL;
	scratch_release(scratch, mark);
}

static void looking_put(struct looking *self, int32_t row, struct reach reach, bool is_rejected)
{
	const struct span *look = &self->gathering->axis->looks[reach.from];
	int32_t at = self->batch.frame.count++;
	self->rows[at] = row;
	self->today[at] = look->to;
	self->first_day[at] = look->from;
	self->batch.reach[at] = reach;
	self->batch.segment[at] = -1;
	self->batch.is_rejected[at] = is_rejected;
	if (self->batch.frame.count == FRAME_BATCH)
		looking_run(self);
}

/* One record, at the looks at which it runs. */
static void look_at(struct looking *self, int32_t row, int64_t start, int64_t end)
{
	const struct gathering *gathering = self->gathering;
	bool is_during = gathering->definition->base.clock == CLOCK_DURING;
	bool lacks_start = start == CELL_MISSING && gathering->definition->base.clock != CLOCK_NONE;
	struct reach reach = axis_running(gathering->axis, start, end, is_during);
	if (!gathering->asks_today && !is_during) {
		if (reach.from < reach.to)
			looking_put(self, row, reach, lacks_start);
		return;
	}
	for (int32_t look = reach.from; look < reach.to; look++)
		if (!is_during || end == CELL_MISSING || end >= gathering->axis->looks[look].from)
			looking_put(self, row, (struct reach){ look, look + 1 }, lacks_start);
}

/* The end of a record by its own clock: of a record that was over at once its start. */
static int64_t end_of(const struct gathering *self, int32_t row, int64_t start, int64_t end)
{
	const struct table_type *type = self->table->type;
	if (end != CELL_MISSING || type->at_once < 0)
		return end;
	return column_at(&self->table->columns[type->at_once], row) == 1 ? start : end;
}

static void run_running(struct gathering *self, struct looking *looking,
                        const struct frame *frame)
{
	const struct base *base = &self->definition->base;
	const int64_t *start = NULL, *end = NULL;
	if (base->start)
		start = frame_value(self->evaluator, frame, base->start, 0);
	if (base->end)
		end = frame_value(self->evaluator, frame, base->end, 0);
	for (int32_t i = 0; i < frame->count; i++) {
		int64_t from = start ? day_of(base->start->type, start[i]) : CELL_MISSING;
		int64_t to = end ? day_of(base->end->type, end[i]) : CELL_MISSING;
		look_at(looking, frame->rows[i], from,
		        base->start ? end_of(self, frame->rows[i], from, to) : to);
	}
}

/* --- All records --------------------------------------------------------------------------- */

static bool any_asks_today(const struct question *question)
{
	const struct definition *definition = question->definition;
	const struct base *base = &definition->base;
	bool asks = definition->version_count > 0;
	for (size_t i = 0; i < base->condition_count; i++)
		asks |= base->conditions[i]->asks_today;
	for (size_t i = 0; i < base->key_count; i++)
		asks |= base->keys[i]->asks_today;
	for (size_t i = 0; i < definition->rejection_count; i++)
		asks |= definition->rejections[i].condition->asks_today;
	for (size_t i = 0; i < question->dimension_count; i++)
		asks |= question->dimensions[i].value && question->dimensions[i].value->asks_today;
	return asks || (definition->count && definition->count->asks_today) ||
	       (definition->value && definition->value->asks_today) ||
	       (definition->over_sum && definition->over_sum->asks_today);
}

static void run_frame(struct gathering *self, struct looking *looking, const struct frame *frame)
{
	switch (self->definition->base.clock) {
	case CLOCK_WHEN:
		run_when(self, frame);
		break;
	case CLOCK_BIRTHDAY:
		run_birthdays(self, frame);
		break;
	case CLOCK_DUE:
		run_dues(self, frame);
		break;
	case CLOCK_WHILE:
	case CLOCK_DURING:
	case CLOCK_NONE:
		run_running(self, looking, frame);
		break;
	}
}

void gather_items(struct evaluator *evaluator, const struct question *question,
                  const struct axis *axis, struct cube *cube, const struct item_sink *sink)
{
	struct gathering self = {
		.evaluator = evaluator,
		.question = question,
		.definition = question->definition,
		.axis = axis,
		.cube = cube,
		.sink = sink,
		.asks_today = axis->kind == AXIS_LOOKS && any_asks_today(question),
	};
	int type = question->definition->base.type;
	self.table = type < 0 ? question->given : &question->tables->of[type];
	struct looking looking = looking_new(&self);
	int32_t rows[FRAME_BATCH];
	for (int32_t first = 0; first < self.table->row_count; first += FRAME_BATCH) {
		struct frame frame = { .table = self.table, .rows = rows };
		for (int32_t row = first;
		     row < self.table->row_count && frame.count < FRAME_BATCH; row++)
			rows[frame.count++] = row;
		struct scratch_mark mark = scratch_mark(&evaluator->scratch);
		run_frame(&self, &looking, &frame);
		scratch_release(&evaluator->scratch, mark);
	}
	if (looking.batch.frame.count > 0)
		looking_run(&looking);
}
