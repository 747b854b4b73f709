#include "lang/sql_parts.h"

static void put(struct sql_printer *printer, const char *text)
{
	buf_add(printer->out, str_of(text));
}

/* The days on which something of the schedule was held, numbered from 1. `b.begins` is the day its
 * clock begins. */
static void put_held_days(struct sql_printer *printer, const struct schedule *schedule,
                          const char *known_up_to)
{
	const struct relation *events = schedule->events;
	const struct table_type *type = &printer->question->schema->types[events->type];
	const struct field *held = &type->fields[schedule->held];
	printer->frames[1] = type;
	put(printer, "SELECT row_number() OVER (ORDER BY e.held) AS n, e.held FROM (SELECT "
	             "DISTINCT ");
	put(printer, held->kind == FIELD_INSTANT ? "lang_date_of(" : "(");
	sql_put_field(printer, "r1", held);
	put(printer, ") AS held");
	printer->depth = 1;
	sql_put_related(printer, events);
	printer->depth = 0;
	put(printer, ") AS e WHERE e.held >= b.begins");
	if (known_up_to)
		buf_format(printer->out, " AND e.held <= %s", known_up_to);
}

/* The number of the first step, from the one whose turn it is, whose condition holds. */
static void put_step_number(struct sql_printer *printer, const struct schedule *schedule)
{
	put(printer, "(SELECT CASE");
	for (size_t i = 0; i < schedule->step_count; i++) {
		buf_format(printer->out, " WHEN s.turn <= %zu", i);
		if (schedule->steps[i].condition) {
			put(printer, " AND ");
			sql_put_node(printer, schedule->steps[i].condition);
		}
		buf_format(printer->out, " THEN %zu", i);
	}
	put(printer, " END AS step) AS t");
}

/* When the next is due after s.from_day, as `due`, and whose turn it is then, as `turn`. */
static void put_next_due(struct sql_printer *printer, const struct schedule *schedule)
{
	put(printer, "CASE t.step");
	for (size_t i = 0; i < schedule->step_count; i++) {
		const struct node *duration = schedule->steps[i].duration;
		buf_format(printer->out, " WHEN %zu THEN %s(s.from_day, ", i,
		           sql_move_function(duration->type));
		sql_put_node(printer, duration);
		put(printer, ")");
	}
	put(printer, " END AS due, CASE t.step");
	for (size_t i = 0; i < schedule->step_count; i++)
		buf_format(printer->out, " WHEN %zu THEN %zu", i,
		           i + !schedule->steps[i].is_repeated);
	put(printer, " END AS turn");
}

/* The chain runs from the day the clock begins to one held after another; n counts what was
 * held before. */
void sql_put_dues(struct sql_printer *printer, const struct schedule *schedule,
                  const char *known_up_to)
{
	struct sql_printer within = *printer;
	within.depth = 0;
	put(&within, "(SELECT h.due, h.held FROM (SELECT ");
	sql_put_node(&within, schedule->steps[0].after);
	put(&within, " AS begins) AS b CROSS JOIN LATERAL (WITH RECURSIVE held_days AS (");
	put_held_days(&within, schedule, known_up_to);
	put(&within, "), chain (n, due, turn) AS (SELECT 0::BIGINT, x.due, x.turn FROM (SELECT ");
	put_next_due(&within, schedule);
	put(&within, " FROM (SELECT b.begins AS from_day, NULL::BIGINT AS held, 0 AS turn) AS s "
	             "CROSS JOIN LATERAL ");
	put_step_number(&within, schedule);
	put(&within, ") AS x UNION ALL SELECT x.n, x.due, x.turn FROM (SELECT s.n, ");
	put_next_due(&within, schedule);
	put(&within, " FROM (SELECT d.n, d.held AS from_day, d.held, g.turn FROM chain AS g JOIN "
	             "held_days AS d ON d.n = g.n + 1 WHERE g.due IS NOT NULL) AS s CROSS JOIN "
	             "LATERAL ");
	put_step_number(&within, schedule);
	/* What was held after the last step answers nothing. */
	put(&within, ") AS x) SELECT k.due, d.held FROM chain AS k FULL JOIN held_days AS d ON "
	             "d.n = k.n + 1) AS h WHERE b.begins IS NOT NULL)");
	printer->asks_families |= within.asks_families;
}

/* The days asked for, as a.first and a.last, and when the clock begins. */
static void put_asked(struct sql_printer *printer, const struct node *call,
                      const struct schedule *schedule)
{
	struct sql_printer within = *printer;
	within.depth = 0;
	put(printer, " FROM (SELECT ");
	sql_put_node(&within, schedule->steps[0].after);
	put(printer, " AS begins, ");
	sql_put_node(printer, call->parts[1]);
	put(printer, " AS first, ");
	sql_put_node(printer, call->parts[call->part_count - 1]);
	put(printer, " AS last) AS a)");
	printer->asks_families |= within.asks_families;
}

/* A value is missing where the schedule has not begun, or a day is. */
void sql_put_schedule_call(struct sql_printer *printer, const struct node *call)
{
	const struct schedule *schedule =
		&printer->question->definition->schedules[call->schedule];
	bool counts = call->function == FUNCTION_LATE || call->function == FUNCTION_HELD;
	put(printer, "(SELECT CASE WHEN a.begins IS NOT NULL AND a.first IS NOT NULL AND a.last IS "
	             "NOT NULL THEN ");
	put(printer, counts                                 ? "(SELECT count(*) * 1000000 FROM " :
	             call->function == FUNCTION_OVERDUE ? "COALESCE((SELECT d.due < a.first FROM " :
	                                                  "(SELECT d.due FROM ");
	sql_put_dues(printer, schedule, "a.last");
	put(printer, " AS d WHERE ");
	if (counts)
		put(printer, "d.held BETWEEN a.first AND a.last");
	else
		put(printer, "d.held IS NULL");
	put(printer, call->function == FUNCTION_LATE ? " AND d.due < d.held)" : ")");
	put(printer, call->function == FUNCTION_OVERDUE ? ", FALSE) END" : " END");
	put_asked(printer, call, schedule);
}
