#include "lang/format.h"

#include "base/date.h"
#include "lang/format_node.h"
#include "lang/layout.h"
#include "lang/value.h"

enum { INDENT = 2, VALUES = 10, STEPS_REST = 14, ROWS = 4, ROWS_REST = 6 };

/* A clause as it is put together: the text of the whole, and where it goes. */
struct line {
	struct buf *out;
	struct buf *marked; /* emptied for each line */
};

/* Begins a line with the word of its clause, its value standing in one column with the
 * others; a longer word has one blank behind it. */
static struct buf *begin(struct line *line, const char *word)
{
	buf_clear(line->marked);
	buf_format(line->marked, "%-*s ", VALUES - INDENT - 1, word);
	return line->marked;
}

static void end(struct line *line)
{
	layout_put(line->out, buf_view(line->marked), INDENT, VALUES);
}

static void put_node(struct buf *out, const struct node *node)
{
	format_put_node(out, node, LEVEL_OR, true);
}

static void put_node_line(struct line *line, const char *word, const struct node *node)
{
	put_node(begin(line, word), node);
	end(line);
}

static void put_text_line(struct line *line, const char *word, struct str text)
{
	format_put_broken_text(begin(line, word), text);
	end(line);
}

static void put_date(struct buf *out, int32_t date)
{
	char text[DATE_TEXT_BYTES];
	buf_add(out, str_of(date_print_iso(date, text)));
}

static void put_words(struct line *line, const struct definition *definition)
{
	if (definition->title.len > 0)
		put_text_line(line, "title", definition->title);
	for (size_t i = 0; i < definition->code_count; i++) {
		if (i == 0)
			begin(line, "codes");
		else
			buf_format(line->marked, ",%c", MARK_STRONG);
		format_put_text(line->marked, definition->codes[i]);
	}
	if (definition->code_count > 0)
		end(line);
	for (size_t i = 0; i < definition->note_count; i++)
		put_text_line(line, "note", definition->notes[i]);
	if (definition->source.len > 0)
		put_text_line(line, "source", definition->source);
}

static void put_unit(struct line *line, const struct definition *definition)
{
	auto_arena arena = { 0 };
	if (definition->unit == LANG_UNIT_NONE)
		return;
	struct buf *out = begin(line, "unit");
	buf_add(out, lang_unit_words(definition, &arena));
	end(line);
}

/* A duration named `limit` or `window` has a line of its own: the first of the name. */
static bool has_own_line(const struct definition *definition, size_t at)
{
	const struct parameter *parameters = definition->parameters;
	struct str name = parameters[at].name;
	if (!str_equal(name, STR("limit")) && !str_equal(name, STR("window")))
		return false;
	for (size_t i = 0; i < at; i++)
		if (str_equal(parameters[i].name, name))
			return false;
	return parameters[at].value->kind == NODE_DURATION;
}

static void put_parameters(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->parameter_count; i++) {
		const struct parameter *parameter = &definition->parameters[i];
		bool is_window = str_equal(parameter->name, STR("window"));
		struct buf *out;
		if (has_own_line(definition, i)) {
			out = begin(line, is_window ? "window" : "limit");
		} else {
			out = begin(line, "parameter");
			buf_format(out, "%.*s ", STR_ARGS(parameter->name));
		}
		put_node(out, parameter->value);
		end(line);
	}
}

static void put_versions(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->version_count; i++) {
		const struct version *version = &definition->versions[i];
		struct buf *out = begin(line, "changed");
		put_date(out, version->from);
		buf_format(out, " %.*s ", STR_ARGS(version->name));
		put_node(out, version->value);
		buf_add_char(out, MARK_STRONG);
		format_put_broken_text(out, version->why);
		end(line);
	}
}

static void put_in_force(struct line *line, const struct definition *definition)
{
	bool has_from = definition->in_force_from != DATE_NONE;
	bool has_to = definition->in_force_to != DATE_NONE;
	if (!has_from && !has_to)
		return;
	struct buf *out = begin(line, "in force");
	if (has_from)
		buf_add(out, STR("from "));
	put_date(out, definition->in_force_from);
	if (has_to)
		buf_add(out, has_from ? STR(" to ") : STR("to "));
	put_date(out, definition->in_force_to);
	end(line);
}

static void put_given(struct line *line, const struct table_type *given)
{
	if (!given)
		return;
	struct buf *out = begin(line, "given");
	buf_format(out, "%.*s (", STR_ARGS(given->name));
	for (size_t i = 0; i < given->field_count; i++) {
		if (i > 0)
			buf_format(out, ",%c", MARK_STRONG);
		buf_add(out, given->fields[i].name);
	}
	buf_add_char(out, ')');
	end(line);
}

static void put_lets(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->let_count; i++) {
		struct buf *out = begin(line, "let");
		buf_format(out, "%.*s = ", STR_ARGS(definition->lets[i].name));
		put_node(out, definition->lets[i].value);
		end(line);
	}
}

static void put_step(struct line *line, const struct step *step, bool is_first)
{
	struct buf *out = line->marked;
	buf_clear(out);
	buf_add(out, is_first            ? STR("first ")
	             : step->is_repeated ? STR("then every ")
	                                 : STR("then "));
	format_put_node(out, step->duration, LEVEL_ELSE, true);
	buf_add(out, STR(" after "));
	if (step->after)
		format_put_node(out, step->after, LEVEL_ELSE, true);
	else
		buf_add(out, STR("held"));
	if (step->condition) {
		buf_format(out, "%cif ", MARK_STRONG);
		put_node(out, step->condition);
	}
	layout_put(line->out, buf_view(out), VALUES, STEPS_REST);
}

static void put_schedules(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->schedule_count; i++) {
		const struct schedule *schedule = &definition->schedules[i];
		struct buf *out = begin(line, "due");
		buf_format(out, "%.*s: ", STR_ARGS(schedule->name));
		format_put_scope(out, schedule->events);
		buf_format(out, " by %.*s", STR_ARGS(schedule->held_name));
		if (schedule->events->where) {
			buf_format(out, "%cwhere ", MARK_STRONG);
			put_node(out, schedule->events->where);
		}
		end(line);
		for (size_t j = 0; j < schedule->step_count; j++)
			put_step(line, &schedule->steps[j], j == 0);
	}
}

static void put_clock(struct buf *out, const struct base *base)
{
	switch (base->clock) {
	case CLOCK_NONE:
		return;
	case CLOCK_WHEN:
		buf_add(out, STR(" when "));
		format_put_node(out, base->start, LEVEL_ELSE, true);
		return;
	case CLOCK_WHILE:
	case CLOCK_DURING:
		buf_add(out, base->clock == CLOCK_WHILE ? STR(" while ") : STR(" during "));
		format_put_node(out, base->start, LEVEL_ELSE, false);
		buf_add(out, STR(" to "));
		format_put_node(out, base->end, LEVEL_ELSE, true);
		return;
	case CLOCK_BIRTHDAY:
		buf_format(out, " on birthday %d", base->from_age);
		if (base->to_age != base->from_age)
			buf_format(out, " to %d", base->to_age);
		return;
	case CLOCK_DUE:
		buf_format(out, " on due %.*s", STR_ARGS(base->schedule_name));
		return;
	}
}

/* A single name stands without brackets, anything else within. */
static void put_keys(struct buf *out, const struct base *base)
{
	bool is_name = base->key_count == 1 && base->keys[0]->kind == NODE_NAME;
	if (base->key_count == 0)
		return;
	buf_format(out, ",%conce per %s", MARK_STRONG, is_name ? "" : "(");
	for (size_t i = 0; i < base->key_count; i++) {
		if (i > 0)
			buf_format(out, ",%c", MARK_WEAK);
		put_node(out, base->keys[i]);
	}
	buf_add(out, is_name ? STR("") : STR(")"));
	if (base->keeps_first)
		buf_format(out, ",%cfirst", MARK_STRONG);
}

static void put_base(struct line *line, const struct base *base)
{
	struct buf *out = begin(line, "of");
	buf_add(out, base->type_name);
	put_clock(out, base);
	if (base->rolling_months > 0)
		buf_format(out, ",%crolling %d months", MARK_STRONG, base->rolling_months);
	for (size_t i = 0; i < base->condition_count; i++) {
		buf_format(out, ",%c", MARK_STRONG);
		put_node(out, base->conditions[i]);
	}
	put_keys(out, base);
	end(line);
}

static void put_rejections(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->rejection_count; i++) {
		struct buf *out = begin(line, "reject");
		put_node(out, definition->rejections[i].condition);
		buf_add_char(out, MARK_STRONG);
		format_put_broken_text(out, definition->rejections[i].reason);
		end(line);
	}
}

static void put_statistic(struct line *line, const struct definition *definition)
{
	static const char *const WORDS[] = {
		[STATISTIC_COUNT] = "",
		[STATISTIC_MEAN] = "mean",
		[STATISTIC_MEDIAN] = "median",
		[STATISTIC_SUM] = "sum",
		[STATISTIC_QUANTILE] = "quantile",
	};
	struct buf *out;
	if (definition->count) {
		out = begin(line, "count");
		buf_add(out, STR("where "));
		put_node(out, definition->count);
		end(line);
	}
	if (definition->statistic == STATISTIC_COUNT)
		return;
	out = begin(line, WORDS[definition->statistic]);
	if (definition->statistic == STATISTIC_QUANTILE)
		buf_format(out, "%d ", definition->quantile);
	put_node(out, definition->value);
	end(line);
}

static void put_over(struct line *line, const struct definition *definition)
{
	if (definition->over_sum) {
		buf_add(begin(line, "over"), STR("sum "));
		put_node(line->marked, definition->over_sum);
		end(line);
	}
	if (definition->over_name.len > 0) {
		buf_add(begin(line, "over"), definition->over_name);
		end(line);
	}
	if (definition->is_per_population) {
		buf_format(begin(line, "per"), "population aged %d to %d",
		           definition->population_from_age, definition->population_to_age);
		end(line);
	}
}

static void put_companions(struct line *line, const struct definition *definition)
{
	if (definition->team)
		put_node_line(line, "team", definition->team);
	for (size_t i = 0; i < definition->breakdown_count; i++) {
		struct buf *out = begin(line, "by");
		buf_format(out, "%.*s ", STR_ARGS(definition->breakdowns[i].name));
		put_node(out, definition->breakdowns[i].value);
		end(line);
	}
	for (size_t i = 0; i < definition->beside_count; i++) {
		if (i == 0)
			begin(line, "beside");
		else
			buf_format(line->marked, ",%c", MARK_STRONG);
		buf_add(line->marked, definition->besides[i]);
	}
	if (definition->beside_count > 0)
		end(line);
}

static void put_variants(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->variant_count; i++) {
		const struct variant *variant = &definition->variants[i];
		struct buf *out = begin(line, "variant");
		buf_add(out, variant->name);
		for (size_t j = 0; j < variant->setting_count; j++) {
			const struct setting *setting = &variant->settings[j];
			buf_add(out, j > 0 ? STR(",") : STR(""));
			buf_format(out, "%c%.*s ", MARK_STRONG, STR_ARGS(setting->name));
			put_node(out, setting->value);
		}
		end(line);
	}
}

static void put_row(struct line *line, const struct example_row *row)
{
	struct buf *out = line->marked;
	buf_clear(out);
	buf_add(out, row->type_name);
	if (row->child.len > 0)
		buf_format(out, " child %.*s", STR_ARGS(row->child));
	for (size_t i = 0; i < row->cell_count; i++) {
		bool is_begun = i > 0 || row->child.len > 0;
		buf_format(out, "%c%.*s ", is_begun ? MARK_CELL : ' ',
		           STR_ARGS(row->cells[i].name));
		put_node(out, row->cells[i].value);
	}
	layout_put(line->out, buf_view(out), ROWS, ROWS_REST);
}

/* Millionths with as many decimals as were written. */
static void put_value(struct buf *out, int64_t value, int decimals)
{
	enum { MILLION = 1000000 };
	int64_t size = value < 0 ? -value : value;
	int64_t fraction = size % MILLION;
	for (int i = decimals; i < 6; i++)
		fraction /= 10;
	buf_format(out, "%s%lld", value < 0 ? "-" : "", (long long)(size / MILLION));
	if (decimals > 0)
		buf_format(out, ".%0*lld", decimals, (long long)fraction);
}

static void put_expectation(struct buf *out, const struct expectation *expectation)
{
	char period[PERIOD_TEXT_BYTES];
	buf_format(out, "%*sgives ", ROWS, "");
	if (!expectation->has_value)
		buf_add(out, STR("no value"));
	else if (expectation->is_ratio)
		buf_format(out, "%lld of %lld", (long long)expectation->numerator,
		           (long long)expectation->denominator);
	else
		put_value(out, expectation->value, expectation->value_decimals);
	buf_add(out, STR(" in "));
	buf_add(out, str_of(period_print(&expectation->period, period)));
	if (expectation->period.kind == PERIOD_NONE) {
		put_date(out, expectation->from);
		buf_add(out, STR(" to "));
		put_date(out, expectation->to);
	}
	if (expectation->rejects > 0)
		buf_format(out, " rejects %lld", (long long)expectation->rejects);
	buf_add_char(out, '\n');
}

static void put_examples(struct line *line, const struct definition *definition)
{
	for (size_t i = 0; i < definition->example_count; i++) {
		const struct example *example = &definition->examples[i];
		buf_add_char(line->out, '\n');
		put_text_line(line, "example", example->title);
		for (size_t j = 0; j < example->row_count; j++)
			put_row(line, &example->rows[j]);
		if (example->population >= 0)
			buf_format(line->out, "%*spopulation %lld\n", ROWS, "",
			           (long long)example->population);
		for (size_t j = 0; j < example->expectation_count; j++)
			put_expectation(line->out, &example->expectations[j]);
	}
}

void lang_format(const struct definition *definition, struct buf *out)
{
	auto_buf marked = buf_init(out->max_bytes);
	struct line line = { out, &marked };
	buf_format(out, "indicator %.*s\n", STR_ARGS(definition->name));
	put_words(&line, definition);
	put_unit(&line, definition);
	put_parameters(&line, definition);
	put_versions(&line, definition);
	put_in_force(&line, definition);
	put_given(&line, definition->given);
	put_lets(&line, definition);
	put_schedules(&line, definition);
	put_base(&line, &definition->base);
	put_statistic(&line, definition);
	put_over(&line, definition);
	put_rejections(&line, definition);
	put_companions(&line, definition);
	put_variants(&line, definition);
	put_examples(&line, definition);
}
