#include <assert.h>
#include <stdio.h>

#include "lang/sql_parts.h"

static void put(struct sql_printer *printer, const char *text)
{
	buf_add(printer->out, str_of(text));
}

void sql_put_rows_of(struct sql_printer *printer, int type)
{
	printer->asks_type[type] = true;
	buf_format(printer->out, "of_%.*s", STR_ARGS(printer->question->schema->types[type].name));
}

void sql_put_place_order(struct sql_printer *printer, int frame, bool is_last_first)
{
	static const char *const COLUMNS[] = { "record_start", "record_child", "record_end",
		                               "record_id" };
	for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
		buf_format(printer->out, "%sr%d.%s%s", i > 0 ? ", " : "", frame, COLUMNS[i],
		           is_last_first ? " DESC" : "");
}

/* The place of a frame's row, to be compared with another's. */
static void put_place(struct sql_printer *printer, int frame)
{
	buf_format(printer->out,
	           "(r%d.record_start, r%d.record_child, r%d.record_end, r%d.record_id)", frame,
	           frame, frame, frame);
}

/* --- Which records are meant ----------------------------------------------------------- */

static void put_scope(struct sql_printer *printer, const struct relation *relation, int other)
{
	int around = other - 1;
	const struct field *key;
	buf_format(printer->out, "r%d.record_authority = r%d.record_authority", other, around);
	switch (relation->scope) {
	case SCOPE_CHILD:
		buf_format(printer->out, " AND r%d.record_child = r%d.record_child", other, around);
		return;
	case SCOPE_FAMILY:
		printer->asks_families = true;
		buf_format(printer->out,
		           " AND r%d.record_child IN (SELECT r%d.record_child UNION ALL "
		           "SELECT b.record_child FROM families AS a JOIN families AS b ON "
		           "b.record_authority = a.record_authority AND b.family = a.family "
		           "WHERE a.record_authority = r%d.record_authority AND "
		           "a.record_child = r%d.record_child)",
		           other, around, around, around);
		return;
	case SCOPE_KEY:
		break;
	}
	char alias[16];
	snprintf(alias, sizeof(alias), "r%d", other);
	key = &printer->frames[other]->fields[relation->key_field];
	put(printer, " AND ");
	sql_put_field(printer, alias, key);
	put(printer, " = ");
	printer->depth = around;
	sql_put_node(printer, relation->key);
	printer->depth = other;
}

static void put_which(struct sql_printer *printer, const struct relation *relation, int other)
{
	int around = other - 1;
	switch (relation->which) {
	case WHICH_ALL:
		return;
	case WHICH_EARLIER:
	case WHICH_LATER:
		buf_format(printer->out, " AND r%d.record_start %s r%d.record_start", other,
		           relation->which == WHICH_EARLIER ? "<" : ">", around);
		return;
	case WHICH_OTHER:
		if (printer->frames[other] == printer->frames[around])
			buf_format(printer->out, " AND r%d.record_id <> r%d.record_id", other,
			           around);
		return;
	}
}

/* Of the days asked for, which are of the record around. */
static void put_running_day(struct sql_printer *printer, const struct node *day, int other)
{
	printer->depth = other - 1;
	sql_put_node(printer, day);
	printer->depth = other;
}

static void put_running(struct sql_printer *printer, const struct relation *relation, int other)
{
	const struct table_type *type = printer->frames[other];
	const struct node *last = relation->running_to ? relation->running_to
	                                               : relation->running_from;
	if (!relation->running_from)
		return;
	if (type->start < 0) {
		put(printer, " AND FALSE");
		return;
	}
	struct str start = type->fields[type->start].name;
	buf_format(printer->out, " AND r%d.\"%.*s\" <= ", other, STR_ARGS(start));
	put_running_day(printer, last, other);
	if (type->end >= 0) {
		struct str end = type->fields[type->end].name;
		buf_format(printer->out, " AND (COALESCE(r%d.\"%.*s\", ", other, STR_ARGS(end));
		if (type->at_once >= 0)
			buf_format(printer->out, "CASE WHEN r%d.\"%.*s\" = 1 THEN r%d.\"%.*s\" END, ",
			           other, STR_ARGS(type->fields[type->at_once].name), other,
			           STR_ARGS(start));
		put(printer, relation->running_to ? "9223372036854775807) >= " :
		                                    "9223372036854775807) > ");
		put_running_day(printer, relation->running_from, other);
		put(printer, ")");
	} else if (relation->running_to) {
		put(printer, " AND ");
		put_running_day(printer, relation->running_from, other);
		put(printer, " IS NOT NULL");
	}
}

void sql_put_related(struct sql_printer *printer, const struct relation *relation)
{
	int other = printer->depth;
	put(printer, " FROM ");
	sql_put_rows_of(printer, relation->type);
	buf_format(printer->out, " AS r%d WHERE ", other);
	put_scope(printer, relation, other);
	put_which(printer, relation, other);
	put_running(printer, relation, other);
	if (relation->where) {
		put(printer, " AND ");
		sql_put_node(printer, relation->where);
	}
}

/* --- What a relation gives ------------------------------------------------------------- */

/* A field of the one record that a relation picks. */
static void put_picked(struct sql_printer *printer, const struct relation *relation)
{
	int other = printer->depth;
	char alias[16];
	bool is_last = relation->quantifier == QUANTIFIER_LATEST ||
	               relation->quantifier == QUANTIFIER_PREVIOUS;
	snprintf(alias, sizeof(alias), "r%d", other);
	put(printer, "(SELECT ");
	sql_put_field(printer, alias, &printer->frames[other]->fields[relation->field]);
	sql_put_related(printer, relation);
	if (relation->quantifier == QUANTIFIER_PREVIOUS ||
	    relation->quantifier == QUANTIFIER_NEXT) {
		put(printer, " AND ");
		put_place(printer, other);
		put(printer, is_last ? " < " : " > ");
		put_place(printer, other - 1);
	}
	put(printer, " ORDER BY ");
	sql_put_place_order(printer, other, is_last);
	put(printer, " LIMIT 1");
	if (relation->quantifier == QUANTIFIER_NTH)
		buf_format(printer->out, " OFFSET %lld", (long long)relation->amount - 1);
	put(printer, ")");
}

static void put_count(struct sql_printer *printer, const struct relation *relation)
{
	put(printer, "((SELECT count(*)");
	sql_put_related(printer, relation);
	long long amount = (long long)relation->amount;
	if (relation->quantifier == QUANTIFIER_NUMBER)
		put(printer, ") * 1000000)");
	else
		buf_format(printer->out, ") %s %lld)",
		           relation->quantifier == QUANTIFIER_AT_LEAST ? ">=" : "<", amount);
}

void sql_put_relation(struct sql_printer *printer, const struct node *node)
{
	const struct relation *relation = node->relation;
	printer->depth++;
	assert(printer->depth < SQL_FRAMES_MAX);
	printer->frames[printer->depth] = &printer->question->schema->types[relation->type];
	switch (relation->quantifier) {
	case QUANTIFIER_ANY:
	case QUANTIFIER_NO:
		put(printer, relation->quantifier == QUANTIFIER_NO ? "(NOT EXISTS (SELECT 1" :
		                                                     "(EXISTS (SELECT 1");
		sql_put_related(printer, relation);
		put(printer, "))");
		break;
	case QUANTIFIER_AT_LEAST:
	case QUANTIFIER_FEWER_THAN:
	case QUANTIFIER_NUMBER:
		put_count(printer, relation);
		break;
	case QUANTIFIER_SUM:
		put(printer, "(SELECT COALESCE(sum(");
		sql_put_node(printer, relation->value);
		put(printer, "), 0)::BIGINT");
		sql_put_related(printer, relation);
		put(printer, ")");
		break;
	case QUANTIFIER_NTH:
	case QUANTIFIER_LATEST:
	case QUANTIFIER_PREVIOUS:
	case QUANTIFIER_NEXT:
		put_picked(printer, relation);
		break;
	case QUANTIFIER_COUNT:
		assert(!"a quantifier");
	}
	printer->depth--;
}
