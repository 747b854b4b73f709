#include "lang/sql.h"

#include <assert.h>
#include <stdio.h>

#include "base/arena.h"
#include "lang/sql_parts.h"

enum { SQL_BYTES_MAX = 4 << 20 };

static void put(struct sql_printer *printer, const char *text)
{
	buf_add(printer->out, str_of(text));
}

void lang_sql_put_periods(const struct span *periods, size_t count, struct buf *out)
{
	buf_add(out, STR("(SELECT * FROM (VALUES "));
	for (size_t i = 0; i < count; i++)
		buf_format(out, "%s(%zu, %d::BIGINT, %d::BIGINT)", i > 0 ? ", " : "", i,
		           (int)periods[i].from, (int)periods[i].to);
	buf_add(out, STR(") AS v (number, from_day, to_day))"));
}

/* --- Periods --------------------------------------------------------------------------- */

static bool is_set_by_variant(const struct sql_question *question, int parameter)
{
	const struct variant *variant = question->variant;
	for (size_t i = 0; variant && i < variant->setting_count; i++)
		if (variant->settings[i].parameter == parameter)
			return true;
	return false;
}

/* Whether the definition is not one and the same through the period. */
static void put_is_changed(struct sql_printer *printer)
{
	const struct definition *definition = printer->question->definition;
	put(printer, "FALSE");
	if (definition->in_force_from != DATE_NONE)
		buf_format(printer->out, " OR o.first_day < %d", (int)definition->in_force_from);
	if (definition->in_force_to != DATE_NONE)
		buf_format(printer->out, " OR o.today > %d", (int)definition->in_force_to);
	for (size_t i = 0; i < definition->version_count; i++) {
		const struct version *version = &definition->versions[i];
		if (!is_set_by_variant(printer->question, version->parameter))
			buf_format(printer->out, " OR (o.first_day < %d AND o.today >= %d)",
			           (int)version->from, (int)version->from);
	}
}

/* With `rolling` a period is so many months, up to its own last day. */
static void put_periods(struct sql_printer *printer)
{
	int months = printer->question->definition->base.rolling_months;
	put(printer, "asked AS (SELECT o.*, (");
	put_is_changed(printer);
	put(printer, ") AS is_changed FROM (SELECT i.number, i.to_day AS today, ");
	if (months > 0)
		buf_format(printer->out,
		           "CASE WHEN i.to_day < %d THEN COALESCE(lang_add_months(i.to_day + 1, "
		           "-%d), %d) ELSE %d END",
		           DATE_MAX, months, DATE_MIN, DATE_MIN);
	else
		put(printer, "i.from_day");
	buf_format(printer->out, " AS first_day FROM %.*s AS i) AS o)",
	           STR_ARGS(printer->question->periods));
}

/* --- Rows ------------------------------------------------------------------------------ */

/* The rows of a type: their places in time, and the fields. */
static void put_type(struct sql_printer *printer, const struct table_type *type,
                     struct str source, const char *prefix)
{
	struct str start = type->start < 0 ? STR("") : type->fields[type->start].name;
	struct str end = type->end < 0 ? STR("") : type->fields[type->end].name;
	buf_format(printer->out, "%s%.*s AS NOT MATERIALIZED (SELECT i.record_authority, %s AS "
	           "record_child, i.record_id",
	           prefix, STR_ARGS(type->name),
	           type->is_of_child ? "i.record_child" : "0::BIGINT");
	if (type->start >= 0)
		buf_format(printer->out,
		           ", COALESCE(i.\"%.*s\", '-9223372036854775808'::BIGINT) AS record_start",
		           STR_ARGS(start));
	else
		put(printer, ", 0::BIGINT AS record_start");
	if (type->end >= 0)
		buf_format(printer->out,
		           ", COALESCE(i.\"%.*s\", 9223372036854775807) AS record_end",
		           STR_ARGS(end));
	else
		put(printer, ", 0::BIGINT AS record_end");
	for (size_t i = 0; i < type->field_count; i++)
		buf_format(printer->out, ", i.\"%.*s\"", STR_ARGS(type->fields[i].name));
	buf_format(printer->out, " FROM %.*s AS i)", STR_ARGS(source));
}

/* Who belongs to which family: by the last row a child has that names one. */
static void put_families(struct sql_printer *printer)
{
	put(printer, "families AS (SELECT DISTINCT ON (i.record_authority, i.record_child) "
	             "i.record_authority, i.record_child, i.family FROM ");
	sql_put_rows_of(printer, printer->question->schema->family);
	put(printer, " AS i WHERE i.family IS NOT NULL ORDER BY i.record_authority, "
	             "i.record_child, i.record_start DESC, i.record_end DESC, i.record_id DESC)");
}

static bool has_families(const struct schema *schema)
{
	return schema->family >= 0 &&
	       table_type_find_field(&schema->types[schema->family], STR("family")) >= 0;
}

/* --- Clocks ---------------------------------------------------------------------------- */

static void put_when(struct sql_printer *printer, const struct base *base)
{
	put(printer, "(SELECT x.day, TRUE AS runs, NULL::BIGINT AS answered FROM (SELECT ");
	sql_put_node(printer, base->start);
	put(printer, " AS day) AS x WHERE x.day BETWEEN p.first_day AND p.today)");
}

/* Over by then: not in; else in, or unknown where the start is missing. */
static void put_running(struct sql_printer *printer, const struct base *base)
{
	const struct table_type *type = printer->frames[0];
	put(printer, "(SELECT p.today AS day, x.started <= p.today AS runs, NULL::BIGINT AS "
	             "answered FROM (SELECT y.started, COALESCE(y.ended");
	if (type->at_once >= 0)
		buf_format(printer->out, ", CASE WHEN r0.\"%.*s\" = 1 THEN y.started END",
		           STR_ARGS(type->fields[type->at_once].name));
	put(printer, ", 9223372036854775807) AS ended FROM (SELECT ");
	sql_put_node(printer, base->start);
	put(printer, " AS started, ");
	if (base->end)
		sql_put_node(printer, base->end);
	else
		put(printer, "NULL::BIGINT");
	put(printer, " AS ended) AS y) AS x WHERE (x.started <= p.today) IS NOT FALSE AND ");
	put(printer,
	    base->clock == CLOCK_DURING ? "x.ended >= p.first_day)" : "x.ended > p.today)");
}

static void put_birthdays(struct sql_printer *printer, const struct base *base)
{
	const struct schema *schema = printer->question->schema;
	int born = table_type_find_field(&schema->types[schema->person], STR("born"));
	put(printer, "(SELECT CASE WHEN x.born IS NOT NULL THEN lang_birthday(x.born, "
	             "a.age * 1000000) END AS day, x.born IS NOT NULL OR NULL AS runs, "
	             "NULL::BIGINT AS answered FROM (SELECT ");
	sql_put_child_field(printer, 0, born);
	buf_format(printer->out,
	           " AS born) AS x CROSS JOIN generate_series(%d::BIGINT, %d) AS a (age) WHERE CASE "
	           "WHEN x.born IS NULL THEN a.age = %d ELSE lang_birthday(x.born, a.age * 1000000) "
	           "BETWEEN p.first_day AND p.today END)",
	           base->from_age, base->to_age, base->from_age);
}

static void put_due_days(struct sql_printer *printer, const struct base *base)
{
	const struct definition *definition = printer->question->definition;
	put(printer, "(SELECT x.due AS day, TRUE AS runs, x.held AS answered FROM ");
	sql_put_dues(printer, &definition->schedules[base->schedule], NULL);
	put(printer, " AS x WHERE x.due BETWEEN p.first_day AND p.today)");
}

/* The days on which the clock puts a record in the period, whether it runs, and when it was
 * answered. */
static void put_clock(struct sql_printer *printer)
{
	const struct base *base = &printer->question->definition->base;
	put(printer, " CROSS JOIN LATERAL (SELECT z.*, COALESCE(z.day, p.today) AS version_day "
	             "FROM ");
	printer->is_in_clock = true;
	switch (base->clock) {
	case CLOCK_NONE:
		put(printer, "(SELECT NULL::BIGINT AS day, TRUE AS runs, NULL::BIGINT AS answered)");
		break;
	case CLOCK_WHEN:
		put_when(printer, base);
		break;
	case CLOCK_WHILE:
	case CLOCK_DURING:
		put_running(printer, base);
		break;
	case CLOCK_BIRTHDAY:
		put_birthdays(printer, base);
		break;
	case CLOCK_DUE:
		put_due_days(printer, base);
		break;
	}
	printer->is_in_clock = false;
	put(printer, " AS z) AS c");
}

/* --- What becomes of each record ------------------------------------------------------- */

static void put_or_none(struct sql_printer *printer, const struct node *node, const char *none)
{
	if (node)
		sql_put_node(printer, node);
	else
		put(printer, none);
}

/* The conditions, whether it is refused, whether it counts, and the values it must have. */
static void put_judgement(struct sql_printer *printer)
{
	const struct definition *definition = printer->question->definition;
	const struct base *base = &definition->base;
	put(printer, " CROSS JOIN LATERAL (SELECT (c.runs");
	for (size_t i = 0; i < base->condition_count; i++) {
		put(printer, " AND ");
		sql_put_node(printer, base->conditions[i]);
	}
	put(printer, ") AS is_in, (FALSE");
	for (size_t i = 0; i < definition->rejection_count; i++) {
		put(printer, " OR (");
		sql_put_node(printer, definition->rejections[i].condition);
		put(printer, ") IS TRUE");
	}
	put(printer, ") AS is_refused, ");
	put_or_none(printer, definition->count, "TRUE");
	put(printer, " AS counts, ");
	put_or_none(printer, definition->value, "0::BIGINT");
	put(printer, " AS value, ");
	put_or_none(printer, definition->over_sum, "0::BIGINT");
	put(printer, " AS over_value");
	for (size_t i = 0; i < base->key_count; i++) {
		put(printer, ", ");
		sql_put_node(printer, base->keys[i]);
		buf_format(printer->out, " AS key_%zu", i);
	}
	put(printer, ") AS e WHERE e.is_in IS NOT FALSE AND NOT p.is_changed");
}

/* A number of the band it lies in, or the value itself, as a text. */
static void put_category(struct sql_printer *printer, const struct dimension *dimension)
{
	put(printer, "(SELECT ");
	if (dimension->cuts) {
		put(printer, "CASE WHEN x.v IS NOT NULL THEN (0");
		for (size_t i = 0; i < dimension->cut_count; i++)
			buf_format(printer->out, " + (x.v >= %lld)::INTEGER",
			           (long long)dimension->cuts[i]);
		put(printer, ")::TEXT END");
	} else {
		put(printer, dimension->value->type == LANG_TRUTH ? "x.v::INTEGER::TEXT"
		                                                  : "x.v::TEXT");
	}
	put(printer, " FROM (SELECT ");
	sql_put_node(printer, dimension->value);
	put(printer, " AS v) AS x)");
}

static void put_judged(struct sql_printer *printer)
{
	const struct sql_question *question = printer->question;
	const struct definition *definition = question->definition;
	const struct base *base = &definition->base;
	put(printer, ",\njudged AS (SELECT p.number AS period, r0.record_authority, "
	             "r0.record_child, r0.record_start, r0.record_end, r0.record_id, c.day, "
	             "CASE WHEN e.is_in IS NULL OR e.is_refused OR e.counts IS NULL OR "
	             "(e.counts AND (e.value IS NULL OR e.over_value IS NULL))");
	for (size_t i = 0; i < base->key_count; i++)
		buf_format(printer->out, " OR e.key_%zu IS NULL", i);
	put(printer, " THEN 'rejected' WHEN e.counts THEN 'counted' ELSE 'missed' END AS own, "
	             "e.value, e.over_value");
	for (size_t i = 0; i < base->key_count; i++)
		buf_format(printer->out, ", e.key_%zu", i);
	for (size_t i = 0; i < question->dimension_count; i++) {
		if (!question->dimensions[i].value)
			continue;
		put(printer, ", ");
		put_category(printer, &question->dimensions[i]);
		buf_format(printer->out, " AS category_%zu", i);
	}
	put(printer, "\nFROM asked AS p CROSS JOIN ");
	if (definition->given)
		buf_format(printer->out, "given_%.*s", STR_ARGS(definition->given->name));
	else
		sql_put_rows_of(printer, base->type);
	put(printer, " AS r0");
	put_clock(printer);
	for (size_t i = 0; i < definition->let_count; i++) {
		put(printer, "\nCROSS JOIN LATERAL (SELECT ");
		sql_put_node(printer, definition->lets[i].value);
		/* Without OFFSET the server would write it out wherever it is used. */
		buf_format(printer->out, " AS v OFFSET 0) AS l%zu", i);
	}
	put_judgement(printer);
	put(printer, ")");
}

/* --- Who speaks, and what they come to ------------------------------------------------- */

/* Everything of `judged`, and whether a record speaks for its key (within its category, when
 * one is named). */
static void put_speakers(struct sql_printer *printer, const char *category)
{
	const struct base *base = &printer->question->definition->base;
	static const char *const ORDER[] = { "day", "record_child", "record_start", "record_end",
		                             "record_id" };
	if (base->key_count == 0) {
		put(printer, "(SELECT j.*, TRUE AS speaks FROM judged AS j)");
		return;
	}
	put(printer, "(SELECT j.*, j.own = 'rejected' OR row_number() OVER (PARTITION BY j.period, "
	             "j.record_authority, j.own = 'rejected'");
	for (size_t i = 0; i < base->key_count; i++)
		buf_format(printer->out, ", j.key_%zu", i);
	put(printer, category);
	put(printer, " ORDER BY ");
	for (size_t i = 0; i < COUNT_OF(ORDER); i++)
		buf_format(printer->out, "%sj.%s%s", i > 0 ? ", " : "", ORDER[i],
		           base->keeps_first ? "" : " DESC");
	put(printer, ") = 1 AS speaks FROM judged AS j)");
}

/* The columns of a tally over `s`. */
static void put_tally(struct sql_printer *printer)
{
	const struct definition *definition = printer->question->definition;
	put(printer, "count(*) FILTER (WHERE s.own <> 'rejected') AS records_in, "
	             "count(*) FILTER (WHERE s.own = 'counted') AS counted, "
	             "count(*) FILTER (WHERE s.own = 'rejected') AS rejected, "
	             "COALESCE(sum(s.value) FILTER (WHERE s.own = 'counted'), 0)::BIGINT AS sum, "
	             "COALESCE(sum(s.over_value) FILTER (WHERE s.own = 'counted'), 0)::BIGINT AS "
	             "over_sum, ");
	if (definition->statistic != STATISTIC_MEDIAN &&
	    definition->statistic != STATISTIC_QUANTILE) {
		put(printer, "NULL::BIGINT AS middle_twice");
		return;
	}
	const char *VALUES = "(array_agg(s.value ORDER BY s.value) FILTER (WHERE s.own = 'counted'))";
	const char *COUNT = "count(*) FILTER (WHERE s.own = 'counted')";
	if (definition->statistic == STATISTIC_MEDIAN)
		buf_format(printer->out, "%s[((%s) + 1) / 2] + %s[(%s) / 2 + 1]", VALUES, COUNT,
		           VALUES, COUNT);
	else
		buf_format(printer->out, "2 * %s[GREATEST((%d * (%s) + 99) / 100, 1)]", VALUES,
		           definition->quantile, COUNT);
	put(printer, " AS middle_twice");
}

/* Every period of every authority, whether anything is in it or not. */
static void put_whole(struct sql_printer *printer, size_t dimension)
{
	const struct definition *definition = printer->question->definition;
	buf_format(printer->out,
	           "SELECT p.number AS period, %zu AS dimension, w.record_authority AS authority, "
	           "NULL::TEXT AS category, p.is_changed, ",
	           dimension);
	put_tally(printer);
	put(printer, "\nFROM asked AS p CROSS JOIN (SELECT DISTINCT i.record_authority FROM ");
	if (definition->given)
		buf_format(printer->out, "given_%.*s", STR_ARGS(definition->given->name));
	else
		sql_put_rows_of(printer, definition->base.type);
	put(printer, " AS i) AS w LEFT JOIN ");
	put_speakers(printer, "");
	put(printer, " AS s ON s.period = p.number AND s.record_authority = w.record_authority "
	             "AND s.speaks GROUP BY p.number, w.record_authority, p.is_changed");
}

static void put_dimension(struct sql_printer *printer, size_t dimension)
{
	char category[64] = "";
	if (printer->question->dimensions[dimension].is_of_units)
		snprintf(category, sizeof(category), ", j.category_%zu", dimension);
	buf_format(printer->out,
	           "SELECT s.period, %zu AS dimension, s.record_authority AS authority, "
	           "s.category_%zu AS category, FALSE AS is_changed, ",
	           dimension, dimension);
	put_tally(printer);
	put(printer, "\nFROM ");
	put_speakers(printer, category);
	buf_format(printer->out,
	           " AS s WHERE s.speaks GROUP BY s.period, s.record_authority, s.category_%zu",
	           dimension);
}

static void put_select(struct sql_printer *printer)
{
	const struct sql_question *question = printer->question;
	put_judged(printer);
	for (size_t i = 0; i < question->dimension_count; i++) {
		put(printer, i > 0 ? "\nUNION ALL\n" : "\n");
		if (question->dimensions[i].value)
			put_dimension(printer, i);
		else
			put_whole(printer, i);
	}
	put(printer, "\nORDER BY period, dimension, authority, category");
}

static void put_rows(struct sql_printer *printer)
{
	const struct sql_question *question = printer->question;
	const struct table_type *given = question->definition->given;
	bool with_families = printer->asks_families && has_families(question->schema);
	if (with_families)
		printer->asks_type[question->schema->family] = true;
	for (size_t type = 0; type < question->schema->type_count; type++) {
		if (!printer->asks_type[type])
			continue;
		put_type(printer, &question->schema->types[type], question->tables[type], "of_");
		put(printer, ",\n");
	}
	if (given) {
		put_type(printer, given, question->given, "given_");
		put(printer, ",\n");
	}
	if (with_families) {
		put_families(printer);
		put(printer, ",\n");
	} else if (printer->asks_families) {
		put(printer, "families AS (SELECT ''::TEXT AS record_authority, 0::BIGINT AS "
		             "record_child, 0::BIGINT AS family WHERE FALSE),\n");
	}
}

/* Rows are known to be asked for only once everything that asks them was put. */
enum status lang_sql(const struct sql_question *question, struct buf *out, struct err *err)
{
	const struct definition *definition = question->definition;
	assert(definition->is_sound);
	auto_arena arena = { 0 };
	auto_buf select = buf_init(SQL_BYTES_MAX);
	struct sql_printer printer = {
		.question = question,
		.out = &select,
		.asks_type = arena_new(&arena, question->schema->type_count + 1, sizeof(bool)),
	};
	printer.frames[0] = definition->given ? definition->given
	                                      : &question->schema->types[definition->base.type];
	put_select(&printer);
	enum status st = buf_check(&select, "the statement", err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(definition->name));
	printer.out = out;
	put(&printer, "WITH ");
	put_rows(&printer);
	put_periods(&printer);
	buf_add(out, buf_view(&select));
	buf_add_char(out, '\n');
	return buf_check(out, "the statement", err);
}
