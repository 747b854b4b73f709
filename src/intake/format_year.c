#include "intake/format_year.h"

#include <stdbool.h>

#include "base/date.h"
#include "intake/cell.h"
#include "intake/table_stream.h"

enum {
	YEAR_FIRST = 1990,
	YEAR_COUNT = 120,
	ONE_IN = 100, /* dates that a year needs to count */
	DATE_COLUMNS_MAX = 2,
};

/* Dates of what happened in the year, best first. */
static const struct {
	int table;
	const char *columns[DATE_COLUMNS_MAX];
} DATED[] = {
	{ SSDA903_EPISODES, { "decom", "dec" } },
	{ SSDA903_REVIEWS, { "review", NULL } },
	{ SSDA903_MISSING, { "mis_start", "mis_end" } },
	{ SSDA903_SOCIAL_WORKER, { "sw_decom", "sw_dec" } },
	{ SSDA903_PLACED_ADOPTION, { "date_placed", "date_placed_ceased" } },
	{ SSDA903_AD1, { "date_match", NULL } },
	{ SSDA903_DOLO, { "dolo_start", "dolo_end" } },
};

struct year_count {
	struct arena arena;
	int64_t header_row;
	size_t dated; /* the row of DATED */
	size_t columns[GRID_MAX_COLUMNS];
	size_t column_count;
	size_t total;
	size_t in_year[YEAR_COUNT];
};

static void take_header(struct year_count *count, const struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		struct str header = cell_header(row->cells[i], &count->arena);
		for (size_t c = 0; c < DATE_COLUMNS_MAX; c++)
			if (header.len && str_equal(header, str_of(DATED[count->dated].columns[c])))
				count->columns[count->column_count++] = i;
	}
}

/* The year that ends on the 31 March on or after a day. */
static int collection_year(int32_t date)
{
	struct ymd day = date_to_ymd(date);
	return day.year + (day.month > 3);
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct year_count *count = context;
	if (row->number == count->header_row)
		take_header(count, row);
	for (size_t i = 0; row->number > count->header_row && i < count->column_count; i++) {
		struct cell_date date;
		if (cell_read_date(grid_text(row, count->columns[i]), false, &date) != CELL_VALUE ||
		    date.date == DATE_NONE)
			continue;
		int year = collection_year(date.date) - YEAR_FIRST;
		count->total++;
		if (year >= 0 && year < YEAR_COUNT)
			count->in_year[year]++;
	}
	return OK;
}

static int latest_year(const struct year_count *count)
{
	for (int i = YEAR_COUNT - 1; i >= 0; i--)
		if (count->in_year[i] > 0 && count->in_year[i] * ONE_IN >= count->total)
			return YEAR_FIRST + i;
	return 0;
}

int format_year_rank(const struct format *format)
{
	for (size_t i = 0; format->kind == FORMAT_SSDA903_CSV && i < COUNT_OF(DATED); i++)
		if (DATED[i].table == format->part)
			return (int)i + 1;
	return 0;
}

enum status format_year_find(const struct format *format, int *out, struct err *err)
{
	int rank = format_year_rank(format);
	auto_table_stream stream = NULL;
	if (rank == 0) {
		*out = 0;
		return OK;
	}
	struct year_count count = { .header_row = format->sheets[0].header_row,
		                    .dated = (size_t)rank - 1 };
	struct grid_sink sink = { &count, take_row };
	enum status st = table_stream_open(format->path, &stream, err);
	if (st == OK)
		st = table_stream_read(stream, format->sheets[0].sheet, &sink, err);
	if (st == OK)
		*out = latest_year(&count);
	arena_deinit(&count.arena);
	return st;
}
