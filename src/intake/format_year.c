#include "intake/format_year.h"

#include <stdbool.h>

#include "base/date.h"
#include "intake/cell.h"
#include "intake/collection_year.h"
#include "intake/table_stream.h"

enum { DATE_COLUMNS_MAX = 2 };

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
	struct collection_tally tally;
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

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct year_count *count = context;
	if (row->number == count->header_row)
		take_header(count, row);
	for (size_t i = 0; row->number > count->header_row && i < count->column_count; i++) {
		struct cell_date date;
		if (cell_read_date(grid_text(row, count->columns[i]), false, &date) == CELL_VALUE &&
		    date.date != DATE_NONE)
			collection_tally_add(&count->tally, date.date);
	}
	return OK;
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
		*out = collection_tally_settle(&count.tally);
	arena_deinit(&count.arena);
	return st;
}
