#include "series/comparator_report.h"

#include <inttypes.h>
#include <stdlib.h>

#include "db/query.h"
#include "series/comparator_compare.h"

enum { REPEATED_SHOWN = 20 };

static const char *const COLUMN_WORDS[COMPARATOR_COLUMN_KIND_COUNT] = {
	[COMPARATOR_COLUMN_FILTER] = "filter",
	[COMPARATOR_COLUMN_INDICATOR] = "indicator",
	[COMPARATOR_COLUMN_NEITHER] = "neither",
};

const char *comparator_column_word(enum comparator_column_kind kind)
{
	return COLUMN_WORDS[kind];
}

enum comparator_column_kind comparator_column_kind_of(struct str word)
{
	for (int i = 0; i < COMPARATOR_COLUMN_KIND_COUNT; i++)
		if (str_equal(word, str_of(COLUMN_WORDS[i])))
			return (enum comparator_column_kind)i;
	return COMPARATOR_COLUMN_NEITHER;
}

/* A report in the making. */
struct report {
	struct db *db;
	int64_t release;
	struct str file;
	struct comparator_summary *summary;
	struct finding_list *findings;
};

/* Starts a statement whose first parameter is the release. */
static enum status ask(const struct report *r, enum sql sql, struct query *q, struct err *err)
{
	enum status st = query_start(r->db, sql, q, err);
	if (st == OK)
		query_bind_int64(q, 1, r->release);
	return st;
}

/* ---- values that came twice ---- */

static enum status list_repeated(const struct report *r, struct err *err)
{
	auto_query q = { 0 };
	enum status st = ask(r, SQL_COMPARATOR_REPEATED_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 2, REPEATED_SHOWN);
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		bool differs = query_int64(&q, 6) != 0;
		struct finding what = {
			.rule = differs ? "comparator.contradicted" : "comparator.repeated",
			.severity = differs ? FINDING_ERROR : FINDING_NOTE,
			.file = r->file,
			.row = query_int64(&q, 5),
			.column = query_text(&q, 0),
			.subject = comparator_measure_words(query_text(&q, 0), query_text(&q, 1),
			                         r->findings->arena),
		};
		finding_add(r->findings, what,
		            differs ? "place %" PRId64 ", %.*s: row %" PRId64 " says something "
		                      "else; neither is used"
		                    : "place %" PRId64 ", %.*s: row %" PRId64 " says the same",
		            query_int64(&q, 3), STR_ARGS(query_text(&q, 2)), query_int64(&q, 4));
	}
	return st;
}

static enum status report_repeated(const struct report *r, struct err *err)
{
	int64_t differing = 0;
	{
		auto_query q = { 0 };
		enum status st = ask(r, SQL_COMPARATOR_REPEATED_COUNT, &q, err);
		if (st != OK)
			return st;
		bool row = false;
		st = query_step(&q, &row, err);
		if (st != OK)
			return st;
		r->summary->values_repeated = query_int64(&q, 0);
		differing = query_int64(&q, 1);
	}
	if (r->summary->values_repeated == 0)
		return OK;
	enum status st = list_repeated(r, err);
	if (st == OK && r->summary->values_repeated > REPEATED_SHOWN)
		finding_add(r->findings,
		            (struct finding){ .rule = "comparator.repeated_often",
		                              .severity = differing ? FINDING_ERROR : FINDING_NOTE,
		                              .file = r->file },
		            "%" PRId64 " values came twice, %" PRId64 " of them with different "
		            "figures; the first %d are listed; is a filter column missing?",
		            r->summary->values_repeated, differing, REPEATED_SHOWN);
	return st;
}

/* ---- what differs from the releases before ---- */

/* Most first; of as many, as they stand in the alphabet. */
static int by_values(const void *a, const void *b)
{
	const struct comparator_revised *first = a, *second = b;
	if (first->values != second->values)
		return first->values < second->values ? 1 : -1;
	return str_compare(first->column, second->column);
}

static void tell_revised(const struct report *r)
{
	const struct comparator_summary *s = r->summary;
	for (size_t i = 0; i < s->revised_count; i++)
		finding_add(r->findings,
		            (struct finding){ .rule = "comparator.revised",
		                              .severity = FINDING_NOTE,
		                              .file = r->file,
		                              .column = s->revised[i].column },
		            "%" PRId64 " figures differ from an earlier release; both are kept%s",
		            s->revised[i].values,
		            s->is_superseded ? ", and a later release counts before both" : "");
}

/* Whether the column as a whole was told to be gone: its figures are not told once more. */
static bool is_told_gone(const struct report *r, struct str column)
{
	for (size_t i = 0; i < r->findings->count; i++) {
		const struct finding *told = &r->findings->items[i];
		if (str_equal(str_of(told->rule), STR("comparator.column_gone")) &&
		    str_equal(told->file, r->file) && str_equal(told->column, column))
			return true;
	}
	return false;
}

/* What the release before had of a period that this one speaks of, and is gone, may be gone
 * by mistake; that the years move on is no cause for doubt. */
static void tell_vanished(const struct report *r, struct str before)
{
	const struct comparator_summary *s = r->summary;
	for (size_t i = 0; i < s->vanished_count; i++) {
		const struct comparator_vanished *v = &s->vanished[i];
		if (is_told_gone(r, v->column))
			continue;
		bool only_past = v->of_past_periods == v->values;
		struct finding what = {
			.rule = "comparator.vanished",
			.severity = only_past ? FINDING_NOTE : FINDING_WARNING,
			.file = r->file,
			.column = v->column,
		};
		finding_add(r->findings, what,
		            "%" PRId64 " figures of '%.*s' are not in this release, %" PRId64
		            " of them of periods that it does not speak of; they stand as they "
		            "were (the first: %.*s, place %d)",
		            v->values, STR_ARGS(before), v->of_past_periods,
		            STR_ARGS(v->first_period), v->first_place);
	}
}

static enum status tell_gone(const struct report *r, int64_t before, struct err *err)
{
	auto_query q = { 0 };
	enum status st = ask(r, SQL_COMPARATOR_COLUMN_GONE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 2, before);
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;)
		finding_add(r->findings,
		            (struct finding){ .rule = "comparator.column_gone",
		                              .severity = FINDING_WARNING,
		                              .file = r->file,
		                              .row = 1,
		                              .column = query_text(&q, 0) },
		            "this %.*s column of the release before is not in the file; was it "
		            "renamed? its figures stand as they were",
		            STR_ARGS(query_text(&q, 1)));
	return st;
}

enum status comparator_report(struct db *db, int64_t release, struct str file,
                              struct comparator_summary *summary,
                              struct finding_list *findings, struct err *err)
{
	struct report report = { db, release, file, summary, findings };
	struct comparator_rival_list rivals = { 0 };
	enum status st = comparator_rivals(db, release, summary->arena, &rivals, err);
	if (st == OK)
		st = report_repeated(&report, err);
	if (st != OK)
		return st;
	int64_t before = 0;
	for (size_t i = 0; i < rivals.count; i++) {
		summary->is_superseded = summary->is_superseded || rivals.items[i].counts_more;
		before = rivals.items[i].counts_more ? before : rivals.items[i].id;
	}
	if (before == 0 && summary->values_repeated == 0) {
		summary->values_added = summary->values; /* nothing to compare, nothing to count */
		return OK;
	}
	st = comparator_compare(db, release, &rivals, summary, err);
	if (st != OK)
		return st;
	if (summary->revised_count > 0)
		qsort(summary->revised, summary->revised_count, sizeof(*summary->revised),
		      by_values);
	tell_revised(&report);
	if (before != 0)
		st = tell_gone(&report, before, err);
	if (st == OK && rivals.count)
		tell_vanished(&report, rivals.items[rivals.count - 1].name);
	return st;
}
