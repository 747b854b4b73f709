#include "measure/periods.h"

#include <stdlib.h>

#include "base/instant.h"

static void add_ending(struct period_list *list, size_t *capacity, int32_t from, int32_t day,
                       struct arena *arena)
{
	static const enum period_kind KINDS[] = { PERIOD_MONTH, PERIOD_QUARTER,
		                                  PERIOD_YEAR_TO_DATE, PERIOD_FINANCIAL_YEAR,
		                                  PERIOD_ROLLING_YEAR };
	for (size_t i = 0; i < sizeof(KINDS) / sizeof(*KINDS); i++) {
		struct period period = period_containing(KINDS[i], day);
		bool is_rolling = KINDS[i] == PERIOD_ROLLING_YEAR;
		if (period.to != day || (!is_rolling && period.from < from))
			continue;
		list->items = arena_grow(arena, list->items, list->count, capacity,
		                         sizeof(*list->items));
		list->items[list->count++] = period;
	}
}

struct period_list periods_within(int32_t from, int32_t to, struct arena *arena)
{
	struct period_list list = { 0 };
	size_t capacity = 0;
	for (int32_t day = from; day <= to && day >= from; day++) {
		struct period month = period_containing(PERIOD_MONTH, day);
		if (month.kind != PERIOD_MONTH || month.to > to)
			break;
		add_ending(&list, &capacity, from, month.to, arena);
		day = month.to;
	}
	return list;
}

static int32_t day_of_start(const struct table *table, int32_t row)
{
	int field = table->type->start;
	int64_t start = column_at(&table->columns[field], row);
	if (start == CELL_MISSING)
		return DATE_NONE;
	if (table->type->fields[field].kind != FIELD_INSTANT)
		return (int32_t)start;
	return instant_date(instant_by_english_clock(start));
}

int32_t first_start(const struct tables *tables, int32_t floor)
{
	int32_t first = DATE_NONE;
	for (size_t type = 0; type < tables->schema->type_count; type++) {
		const struct table *table = &tables->of[type];
		if (!table->type->is_of_child || table->type->start < 0 ||
		    (int)type == tables->schema->person)
			continue;
		for (int32_t row = 0; row < table->row_count; row++) {
			int32_t day = day_of_start(table, row);
			if (day != DATE_NONE && day >= floor && (first == DATE_NONE || day < first))
				first = day;
		}
	}
	return first;
}
