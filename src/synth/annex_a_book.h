/* A workbook on its way out: sheets that take lines. The only place of this layer that
 * knows libxlsxwriter. */
#ifndef OUTTURN_SYNTH_ANNEX_A_BOOK_H
#define OUTTURN_SYNTH_ANNEX_A_BOOK_H

#include "synth/annex_a_lists.h"
#include "synth/out_table.h"

struct annex_a_book;

struct annex_a_sheet {
	struct annex_a_book *book;
	void *sheet; /* the library's */
	const struct out_column *columns;
	size_t count;
	uint32_t row; /* the next */
};

/* Begins a workbook at `path` with a sheet for each list; `arena` holds what is made.
 * Memory does not grow with its rows. */
MUST_CHECK enum status annex_a_book_open(const char *path, struct arena *arena,
                                         struct annex_a_book **out, struct err *err);

/* The sheet of list 1 to 11: the context of annex_a_sheet_line(). */
struct annex_a_sheet *annex_a_book_sheet(struct annex_a_book *book, int number);

/* What out_sink calls; `context` is a struct annex_a_sheet. */
enum status annex_a_sheet_line(void *context, const struct out_line *line, size_t count,
                               struct err *err);

/* Writes the workbook out. */
MUST_CHECK enum status annex_a_book_close(struct annex_a_book *book, struct err *err);

/* Drops one that was not closed. Accepts NULL, and one that was. */
void annex_a_book_abandon(struct annex_a_book *book);

#endif
