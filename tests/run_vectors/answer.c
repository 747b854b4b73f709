/* The definitions asked, and their answers put down as a vector calls them. */
#include <string.h>

#include "base/date.h"
#include "fill.h"
#include "input.h"
#include "lang/check.h"
#include "lang/engine.h"
#include "lang/oracle.h"
#include "lang/value.h"

enum { MILLION = 1000000 };

/* For figures that belong to no day; a day on which every definition of totals is in force. */
static const struct span SOME_DAY = { 19813, 19813 }; /* 2024-03-31 */

/* One definition, asked of one input. */
struct asking {
	const struct ask *ask;
	const struct shipped *shipped;
	const json_t *input;
	struct arena *arena;
	const struct filled *filled;
	struct span period;
	struct question question;
	struct dimension dimensions[2];
	struct tables given;
	struct answer answer;
};

/* --- What is asked --------------------------------------------------------------------- */

static enum status read_day(const json_t *value, const char *field, int32_t *out,
                            struct err *err)
{
	if (!json_is_string(value))
		return err_set(err, E_INPUT, "the input has no day '%s'", field);
	return date_parse_iso(str_of(json_string_value(value)), out, err);
}

static enum status read_period(struct asking *self, struct err *err)
{
	const struct ask *ask = self->ask;
	self->period = SOME_DAY;
	if (!ask->period)
		return OK;
	const json_t *value = json_object_get(self->input, ask->period);
	bool is_pair = json_is_array(value);
	const json_t *first = is_pair ? json_array_get(value, 0) : value;
	const json_t *last = is_pair ? json_array_get(value, 1) : value;
	const char *last_name = ask->period_end ? ask->period_end : ask->period;
	if (ask->period_end)
		last = json_object_get(self->input, ask->period_end);
	enum status st = read_day(first, ask->period, &self->period.from, err);
	if (st == OK)
		st = read_day(last, last_name, &self->period.to, err);
	if (st == OK && ask->is_open_ended)
		self->period.to = DATE_MAX - 1;
	return st;
}

static bool is_in_force(const struct definition *definition, struct span period)
{
	return (definition->in_force_from == DATE_NONE ||
	        definition->in_force_from <= period.from) &&
	       (definition->in_force_to == DATE_NONE || period.to <= definition->in_force_to);
}

/* The input's value for a parameter; `is_there_out` false leaves it as it is defined. */
static enum status read_setting(const struct asking *self, const struct setting_map *map,
                                bool *is_there_out, int64_t *out, struct err *err)
{
	const json_t *value = json_object_get(self->input, map->from);
	if (json_is_array(value))
		value = json_array_get(value, map->is_last ? json_array_size(value) - 1 : 0);
	*is_there_out = value && !json_is_null(value);
	if (!*is_there_out)
		return OK;
	if (!json_is_integer(value))
		return err_set(err, E_INPUT, "'%s' is no whole number", map->from);
	*out = json_integer_value(value);
	return OK;
}

static enum status add_setting(const struct asking *self, const struct definition *definition,
                               const struct setting_map *map, struct variant *variant,
                               struct err *err)
{
	bool is_there = false;
	int64_t amount = 0;
	enum status st = read_setting(self, map, &is_there, &amount, err);
	if (st != OK || !is_there)
		return st;
	for (size_t i = 0; i < definition->parameter_count; i++) {
		const struct parameter *parameter = &definition->parameters[i];
		if (!str_equal(parameter->name, str_of(map->parameter)))
			continue;
		struct node *literal = arena_new(self->arena, 1, sizeof(*literal));
		*literal = *parameter->value;
		literal->kind = literal->type == LANG_NUMBER ? NODE_NUMBER : NODE_DURATION;
		literal->amount = literal->type == LANG_NUMBER ? amount * MILLION : amount;
		variant->settings[variant->setting_count++] = (struct setting){
			.name = parameter->name, .parameter = (int)i, .value = literal
		};
		return OK;
	}
	return err_set(err, E_INPUT, "%s has no parameter '%s'", self->ask->definition,
	               map->parameter);
}

/* A variant with the input's parameters; the one that the ask names when it has none. */
static enum status set_parameters(struct asking *self, struct err *err)
{
	struct variant *variant = arena_new(self->arena, 1, sizeof(*variant));
	variant->settings = arena_new(self->arena, SETTINGS_MAX, sizeof(*variant->settings));
	enum status st = OK;
	for (size_t i = 0; st == OK && i < SETTINGS_MAX && self->ask->settings[i].parameter; i++)
		st = add_setting(self, self->question.definition, &self->ask->settings[i],
		                 variant, err);
	if (variant->setting_count > 0)
		self->question.variant = variant;
	return st;
}

static enum status set_dimensions(struct asking *self, struct err *err)
{
	const struct definition *definition = self->question.definition;
	self->question.dimensions = self->dimensions;
	self->question.dimension_count = 1;
	if (!self->ask->breakdown)
		return OK;
	for (size_t i = 0; i < definition->breakdown_count; i++)
		if (str_equal(definition->breakdowns[i].name, str_of(self->ask->breakdown))) {
			self->dimensions[1].name = definition->breakdowns[i].name;
			self->dimensions[1].value = definition->breakdowns[i].value;
			self->question.dimension_count = 2;
			return OK;
		}
	return err_set(err, E_INPUT, "%s has no breakdown '%s'", self->ask->definition,
	               self->ask->breakdown);
}

static enum status prepare(struct asking *self, const struct record_function *function,
                           struct err *err)
{
	const struct definition *definition;
	const struct variant *variant;
	if (!library_find(&self->shipped->definitions.library, str_of(self->ask->definition),
	                  &definition, &variant))
		return err_set(err, E_INPUT, "there is no definition %s", self->ask->definition);
	self->question = (struct question){
		.tables = &self->filled->tables,
		.calendar = self->shipped->calendar,
		.definition = definition,
		.variant = variant,
		.periods = &self->period,
		.period_count = 1,
	};
	enum status st = read_period(self, err);
	if (st == OK)
		st = set_parameters(self, err);
	if (st == OK)
		st = set_dimensions(self, err);
	if (st == OK && definition->given) {
		st = fill_given(function, definition->given, self->input, self->arena,
		                &self->given, err);
		self->question.given = self->given.of;
	}
	return st;
}

/* --- What came ------------------------------------------------------------------------- */

static bool are_same_rows(const struct tally_row *a, const struct tally_row *b)
{
	const struct tally *left = &a->tally, *right = &b->tally;
	return a->period == b->period && a->dimension == b->dimension &&
	       a->category == b->category && str_equal(a->text, b->text) &&
	       left->in == right->in && left->counted == right->counted &&
	       left->rejected == right->rejected && left->sum == right->sum &&
	       left->over_sum == right->over_sum && left->middle_twice == right->middle_twice &&
	       left->is_changed == right->is_changed;
}

/* The engine answers, and the oracle must say the same. */
static enum status answer_both(struct asking *self, struct err *err)
{
	struct answer oracle;
	enum status st = engine_answer(&self->question, self->arena, &self->answer, err);
	if (st == OK)
		st = oracle_answer(&self->question, self->arena, &oracle, err);
	if (st != OK)
		return st;
	bool are_same = self->answer.count == oracle.count;
	for (size_t i = 0; are_same && i < oracle.count; i++)
		are_same = are_same_rows(&self->answer.rows[i], &oracle.rows[i]);
	if (!are_same)
		return err_set(err, E_INPUT, "engine and oracle differ on %s",
		               self->ask->definition);
	return OK;
}

/* Millionths as a whole number. */
static json_t *whole_of(int64_t millionths)
{
	return json_integer(millionths / MILLION);
}

static json_t *value_reply(const struct asking *self, int decimals)
{
	const struct definition *definition = self->question.definition;
	int64_t population = 0;
	const json_t *said = json_object_get(self->input, "population");
	if (json_is_integer(said))
		population = json_integer_value(said);
	struct lang_value value =
		lang_value_of(definition, &self->answer.rows[0].tally, NULL, population);
	char text[RATIO_TEXT_BYTES];
	if (!value.has_value)
		return json_null();
	struct ratio printed =
		ratio_multiply(ratio_of(value.numerator, value.denominator),
	                       ratio_whole(lang_unit_multiplier(definition)));
	return json_string(ratio_print(printed, decimals, text));
}

static json_t *category_reply(const struct asking *self)
{
	for (size_t i = 0; i < self->answer.count; i++)
		if (self->answer.rows[i].dimension == 1 && self->answer.rows[i].tally.counted > 0)
			return json_stringn(self->answer.rows[i].text.ptr,
			                    self->answer.rows[i].text.len);
	return json_null();
}

/* The entry that a record was made of. */
static struct str name_of(const struct asking *self, int32_t row)
{
	const struct table *table =
		&self->filled->tables.of[self->question.definition->base.type];
	return self->filled->names[table->ids[row]];
}

/* What is said of single records. */
static enum status cases_reply(const struct asking *self, enum reply_kind kind, json_t **out,
                               struct err *err)
{
	struct case_list cases;
	enum status st = oracle_cases(&self->question, 0, self->arena, &cases, err);
	if (st != OK)
		return st;
	char day[DATE_TEXT_BYTES];
	json_t *reply = kind == REPLY_EACH_VALUE ? json_object() : json_array();
	for (size_t i = 0; i < cases.count; i++) {
		const struct case_row *found = &cases.items[i];
		struct str name = name_of(self, found->row);
		if (kind == REPLY_EACH_VALUE && found->outcome == OUTCOME_COUNTED)
			json_object_set_new(reply, arena_text(self->arena, name).ptr,
			                    whole_of(found->value));
		if (kind == REPLY_LAST_DAY && found->day != DATE_NONE)
			json_array_append_new(reply, json_string(date_print_iso(found->day, day)));
		if ((kind == REPLY_NAMES_MISSED && found->outcome == OUTCOME_MISSED) ||
		    (kind == REPLY_NAMES_REJECTED && found->outcome == OUTCOME_REJECTED))
			json_array_append_new(reply, json_stringn(name.ptr, name.len));
	}
	if (kind == REPLY_LAST_DAY) {
		size_t count = json_array_size(reply);
		json_t *last = count > 0 ? json_incref(json_array_get(reply, count - 1))
		                         : json_null();
		json_decref(reply);
		reply = last;
	}
	*out = reply;
	return OK;
}

static enum status make_reply(const struct asking *self, const struct reply *reply,
                              json_t **out, struct err *err)
{
	const struct tally *tally = &self->answer.rows[0].tally;
	switch (reply->kind) {
	case REPLY_NOTHING:
	case REPLY_COUNTED:
		*out = json_integer(tally->counted);
		return OK;
	case REPLY_IN:
		*out = json_integer(tally->in);
		return OK;
	case REPLY_MISSED:
		*out = json_integer(tally->in - tally->counted);
		return OK;
	case REPLY_NONE_COUNTED:
		*out = json_boolean(tally->counted == 0);
		return OK;
	case REPLY_VALUE:
		*out = value_reply(self, reply->decimals);
		return OK;
	case REPLY_SUM:
		*out = whole_of(tally->sum);
		return OK;
	case REPLY_OVER_SUM:
		*out = whole_of(tally->over_sum);
		return OK;
	case REPLY_CATEGORY:
		*out = category_reply(self);
		return OK;
	case REPLY_NAMES_MISSED:
	case REPLY_NAMES_REJECTED:
	case REPLY_EACH_VALUE:
	case REPLY_LAST_DAY:
		break;
	}
	return cases_reply(self, reply->kind, out, err);
}

/* Puts a reply into the answer; one that is there already must be the same. */
static enum status put_reply(const struct asking *self, const struct reply *reply,
                             json_t *answer, struct err *err)
{
	json_t *came = NULL;
	enum status st = make_reply(self, reply, &came, err);
	if (st != OK)
		return st;
	const json_t *before = json_object_get(answer, reply->field);
	if (before && !json_equal(before, came))
		st = err_set(err, E_INPUT, "%s gives another '%s' than the definition before it",
		             self->ask->definition, reply->field);
	json_object_set_new(answer, reply->field, came);
	return st;
}

static enum status ask_one(struct asking *self, const struct record_function *function,
                           json_t *answer, struct err *err)
{
	const struct ask *ask = self->ask;
	enum status st = prepare(self, function, err);
	if (st != OK || (ask->is_while_in_force &&
	                 !is_in_force(self->question.definition, self->period)))
		return st;
	st = answer_both(self, err);
	for (size_t i = 0; st == OK && i < REPLIES_MAX && ask->replies[i].field; i++)
		st = put_reply(self, &ask->replies[i], answer, err);
	return st;
}

static bool is_asked(const struct ask *ask, const json_t *input)
{
	for (size_t i = 0; i < CONDITIONS_MAX; i++)
		if (!condition_holds(&ask->conditions[i], input))
			return false;
	return true;
}

enum status record_function_run(const struct record_function *function,
                                const struct shipped *shipped, const json_t *input,
                                json_t *answer, struct err *err)
{
	auto_arena arena = { 0 };
	struct filled filled = { 0 };
	static const struct row_map NO_ROW;
	struct record_function records = *function;
	if (function->is_given)
		records.rows[0] = NO_ROW;
	enum status st = fill_records(&records, &shipped->definitions.schema.schema, input, &arena,
	                              &filled, err);
	for (size_t i = 0; st == OK && i < ASKS_MAX && function->asks[i].definition; i++) {
		struct asking asking = {
			.ask = &function->asks[i],
			.shipped = shipped,
			.input = input,
			.arena = &arena,
			.filled = &filled,
		};
		if (is_asked(asking.ask, input))
			st = ask_one(&asking, function, answer, err);
	}
	return st;
}
