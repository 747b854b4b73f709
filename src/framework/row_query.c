#include "framework/row_query.h"

void fact_row_bind(struct query *q, int n, const struct fact_row *row)
{
	for (int i = 0; i < FACT_TEXT_COUNT; i++)
		query_bind_text(q, n++, row->texts[i]);
	for (int i = 0; i < FACT_NUMBER_COUNT; i++)
		query_bind_int64(q, n++, row->numbers[i]);
	for (int i = 0; i < FACT_DATE_COUNT; i++)
		query_bind_date(q, n++, row->dates[i]);
}

struct fact_row fact_row_read(const struct query *q, int column, struct arena *arena)
{
	struct fact_row row;
	for (int i = 0; i < FACT_TEXT_COUNT; i++)
		row.texts[i] = arena_text(arena, query_text(q, column++));
	for (int i = 0; i < FACT_NUMBER_COUNT; i++)
		row.numbers[i] = query_int64(q, column++);
	for (int i = 0; i < FACT_DATE_COUNT; i++)
		row.dates[i] = query_date(q, column++);
	return row;
}
