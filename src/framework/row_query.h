/* The facts of an indicator in a statement: all of them, in the order of the columns of
 * indicator_fact, wherever a table has them. */
#ifndef OUTTURN_FRAMEWORK_ROW_QUERY_H
#define OUTTURN_FRAMEWORK_ROW_QUERY_H

#include "base/arena.h"
#include "db/query.h"
#include "framework/row.h"

enum { FACT_COLUMN_COUNT = FACT_TEXT_COUNT + FACT_NUMBER_COUNT + FACT_DATE_COUNT };

/* Binds the facts to parameters `n` and those after it. */
void fact_row_bind(struct query *q, int n, const struct fact_row *row);

/* The facts in `column` and those after it; texts in `arena`. */
struct fact_row fact_row_read(const struct query *q, int column, struct arena *arena);

#endif
