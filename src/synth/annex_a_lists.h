/* What an Annex A of a day says of a child, list by list: the same lines whether they
 * become sheets of a workbook or CSV files.
 *
 * Contacts, early help, referrals, assessments and enquiries of the last six months; who
 * was in need, on a plan, in care or a care leaver in them, with the latest visit, review
 * and placement alone; adoption over twelve months. Codes are written in the ways in which
 * councils write them ("a) WBRI", "q) 6: Police", "U6 - Foster, other carer, other"). */
#ifndef OUTTURN_SYNTH_ANNEX_A_LISTS_H
#define OUTTURN_SYNTH_ANNEX_A_LISTS_H

#include "synth/out_table.h"
#include "synth/town.h"
#include "synth/truth.h"

enum { ANNEX_A_LIST_COUNT = 11, ANNEX_A_ADOPTERS_LIST = 11 };

struct annex_a_table {
	const struct out_column *columns;
	size_t count;
	int start; /* the columns that begin and end a row; -1: none */
	int end;
};

/* The columns of list 1 to 11. */
const struct annex_a_table *annex_a_table(int number);

/* The day, and the child. */
struct annex_a_child {
	int32_t as_at;
	int32_t from;      /* the first of the six months */
	int32_t year_from; /* the first of the twelve */
	struct truth_view view;
	const struct truth_child *child;   /* NULL in list 11 */
	const struct truth_list *adopters; /* in list 11 alone */
	struct arena *arena;
};

/* Prepares a day. */
void annex_a_day(struct annex_a_child *of, int32_t as_at);

/* Takes each line of a list. */
struct annex_a_sink {
	void *context;
	enum status (*line)(void *context, struct out_line *line, struct err *err);
};

/* Tells every line of list 1 to 11 to the sink. */
MUST_CHECK enum status annex_a_tell(const struct annex_a_child *of, int number,
                                    const struct annex_a_sink *sink, struct err *err);

#endif
