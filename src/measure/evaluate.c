#include "measure/evaluate.h"

#include "lang/check.h"
#include "lang/engine.h"
#include "measure/needs.h"

/* One definition or variant on its way. */
struct evaluating {
	const struct evaluation *evaluation;
	const struct definition *definition;
	struct str name;
	struct dimension_list dimensions;
	struct need_list needs;
	struct record_feed feed; /* of the period it was asked for last */
	const struct period *fed;
	struct answer answer;
	struct answer over; /* of `over NAME`: the same periods, the whole alone */
	struct arena *arena;
};

const char *figure_state_words(enum figure_state state)
{
	static const char *const WORDS[FIGURE_STATE_COUNT] = {
		[FIGURE_GIVEN] = "",
		[FIGURE_NO_VALUE] = "no value",
		[FIGURE_CHANGED] = "definition changed",
		[FIGURE_NOT_IN_FORCE] = "not in force",
		[FIGURE_NOT_COLLECTABLE] = "not collectable",
		[FIGURE_NO_POPULATION] = "no population",
	};
	return WORDS[state];
}

static enum status ask(const struct evaluating *self, const struct definition *definition,
                       const struct variant *variant, const struct dimension_list *dimensions,
                       struct answer *out, struct err *err)
{
	const struct evaluation *evaluation = self->evaluation;
	struct span *spans = arena_new(self->arena, evaluation->period_count + 1, sizeof(*spans));
	for (size_t i = 0; i < evaluation->period_count; i++)
		spans[i] = (struct span){ evaluation->periods[i].from, evaluation->periods[i].to };
	const struct question question = {
		.tables = evaluation->tables,
		.calendar = evaluation->calendar,
		.definition = definition,
		.variant = variant,
		.periods = spans,
		.period_count = evaluation->period_count,
		.dimensions = dimensions->items,
		.dimension_count = dimensions->count,
	};
	return engine_answer(&question, self->arena, out, err);
}

/* The tally of the whole in a period; an answer always has one. */
static const struct tally *whole_of(const struct answer *answer, int period)
{
	for (size_t i = 0; i < answer->count; i++)
		if (answer->rows[i].period == period && answer->rows[i].dimension == 0)
			return &answer->rows[i].tally;
	return NULL;
}

static int64_t population_of(const struct evaluating *self, const struct period *period)
{
	const struct population_provider *provider = &self->evaluation->population;
	if (!self->definition->is_per_population || !provider->count)
		return 0;
	return provider->count(provider->context, self->definition->population_from_age,
	                       self->definition->population_to_age, period->to);
}

static bool is_in_force(const struct definition *definition, const struct period *period)
{
	return (definition->in_force_from == DATE_NONE ||
	        period->from >= definition->in_force_from) &&
	       (definition->in_force_to == DATE_NONE || period->to <= definition->in_force_to);
}

static enum figure_state state_of(const struct evaluating *self,
                                  const struct indicator_figure *figure, int64_t population)
{
	if (figure->tally.is_changed)
		return is_in_force(self->definition, figure->period) ? FIGURE_CHANGED :
		                                                       FIGURE_NOT_IN_FORCE;
	if (self->definition->is_per_population && population <= 0)
		return FIGURE_NO_POPULATION;
	return figure->value.has_value ? FIGURE_GIVEN : FIGURE_NO_VALUE;
}

/* Whether what was delivered feeds the figure of a period. */
static const struct record_feed *feed_of(struct evaluating *self, const struct period *period)
{
	const struct evaluation *evaluation = self->evaluation;
	if (self->fed == period)
		return &self->feed;
	self->fed = period;
	self->feed = (struct record_feed){ .can = true };
	for (size_t i = 0; evaluation->supplies && self->feed.can && i < self->needs.count; i++)
		self->feed = record_can_feed(&self->needs.items[i], evaluation->supplies,
		                             evaluation->supply_count, period->from, period->to,
		                             self->arena);
	return &self->feed;
}

/* A rate has no population of its own in a breakdown: there its count stands alone. */
static enum status hand_over(struct evaluating *self, const struct tally_row *row,
                             const struct figure_sink *sink, struct err *err)
{
	const struct period *period = &self->evaluation->periods[row->period];
	const struct dimension *dimension = &self->dimensions.items[row->dimension];
	bool is_whole = row->dimension == 0;
	int64_t population = is_whole ? population_of(self, period) : 0;
	const struct tally *over =
		self->definition->over && is_whole ? whole_of(&self->over, row->period) : NULL;
	struct indicator_figure figure = {
		.definition = self->definition,
		.name = self->name,
		.period = period,
		.breakdown = dimension->name,
		.category = category_words(dimension, row, self->arena),
		.tally = row->tally,
	};
	if (is_whole || !(self->definition->over || self->definition->is_per_population))
		figure.value = lang_value_of(self->definition, &row->tally, over, population);
	figure.state = state_of(self, &figure, population);
	const struct record_feed *feed = feed_of(self, period);
	if (figure.state != FIGURE_CHANGED && figure.state != FIGURE_NOT_IN_FORCE && !feed->can) {
		figure.state = FIGURE_NOT_COLLECTABLE;
		figure.why = feed->why;
	}
	return sink->take(sink->context, &figure, err);
}

static enum status evaluate_one(const struct evaluation *evaluation,
                                const struct definition *definition,
                                const struct variant *variant, const struct figure_sink *sink,
                                struct err *err)
{
	auto_arena arena = { 0 };
	const struct schema *schema = &evaluation->definitions->schema.schema;
	struct evaluating self = {
		.evaluation = evaluation,
		.definition = definition,
		.name = variant ? variant->name : definition->name,
		.arena = &arena,
		.dimensions = dimensions_of(definition, schema, evaluation->is_broken_down, &arena),
		.needs = needs_of(definition, &arena),
	};
	const struct dimension_list whole = dimensions_of(definition, schema, false, &arena);
	enum status st = ask(&self, definition, variant, &self.dimensions, &self.answer, err);
	if (st == OK && definition->over)
		st = ask(&self, definition->over, NULL, &whole, &self.over, err);
	for (size_t i = 0; st == OK && i < self.answer.count; i++)
		st = hand_over(&self, &self.answer.rows[i], sink, err);
	return st;
}

enum status evaluate_indicator(const struct evaluation *evaluation, struct str name,
                               const struct figure_sink *sink, struct err *err)
{
	const struct definition *definition = NULL;
	const struct variant *variant = NULL;
	if (!library_find(&evaluation->definitions->library, name, &definition, &variant))
		return err_set(err, E_MISSING, "there is no indicator '%.*s'", STR_ARGS(name));
	if (!definition->is_sound)
		return err_set(err, E_INPUT,
		               "the definition of '%.*s' has mistakes; 'outturn define test' "
		               "says which",
		               STR_ARGS(name));
	if (definition->base.type < 0)
		return err_set(err, E_INPUT,
		               "'%.*s' is worked out of figures that are handed in, not of records",
		               STR_ARGS(name));
	return evaluate_one(evaluation, definition, variant, sink, err);
}

enum status evaluate_all(const struct evaluation *evaluation, const struct figure_sink *sink,
                         struct err *err)
{
	const struct library *library = &evaluation->definitions->library;
	enum status st = OK;
	for (size_t i = 0; st == OK && i < library->count; i++) {
		const struct definition *definition = library->items[i];
		if (!definition->is_sound || definition->base.type < 0)
			continue;
		st = evaluate_one(evaluation, definition, NULL, sink, err);
		for (size_t at = 0; st == OK && at < definition->variant_count; at++)
			st = evaluate_one(evaluation, definition, &definition->variants[at], sink,
			                  err);
	}
	return st;
}
