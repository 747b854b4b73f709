#include "render/grid.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "render/paper.h"

/* Advance widths of Liberation Sans for U+0020 to U+007E, sixteen a line, per
 * thousand of the size (from the font's hmtx table; equal to Arial's). */
static const uint16_t ADVANCES[] = {
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};

enum {
	OTHER_ADVANCE = 600, /* accented letters, quotes, dashes */
	MARK_ADVANCE = 1250, /* a mark and the space behind it */
};

static const double POINT_CM = 2.54 / 72;
static const double BOLD_FACTOR = 1.075; /* bold is wider by 0 to 12 per cent */
static const double SLACK_CM = 0.05;     /* rounding, and letters we only estimate */
static const double NAME_CM = 3.8;       /* a row's name does not go below this */

/* The least a column can have, what the document asks for it, and the most it can
 * use. */
struct extent {
	double least;
	double asked;
	double most;
};

double grid_text_cm(struct str text, double points, bool is_bold)
{
	double thousandths = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c >= 0x20 && c < 0x7F)
			thousandths += ADVANCES[c - 0x20];
		else if (c >= 0xC0) /* the first byte of a character */
			thousandths += OTHER_ADVANCE;
	}
	double cm = thousandths / 1000 * points * POINT_CM;
	return is_bold ? cm * BOLD_FACTOR : cm;
}

static void grow(struct extent *extent, double least, double most)
{
	if (least > extent->least)
		extent->least = least;
	if (most > extent->most)
		extent->most = most;
}

/* Text that may break at its spaces; `is_whole` text may not. */
static void grow_text(struct extent *extent, struct str text, double points, bool is_bold,
                      bool is_whole)
{
	double all = grid_text_cm(text, points, is_bold);
	if (is_whole) {
		grow(extent, all, all);
		return;
	}
	struct str rest = text;
	struct str word;
	while (str_split(&rest, ' ', &word))
		grow(extent, grid_text_cm(word, points, is_bold), all);
}

static double run_cm(const struct doc_run *run, double points, bool is_bold)
{
	if (run->kind == DOC_RUN_MARK)
		return MARK_ADVANCE / 1000.0 * points * POINT_CM;
	return grid_text_cm(run->text, points, is_bold || run->kind == DOC_RUN_STRONG);
}

static void grow_line(struct extent *extent, const struct doc_line *line, bool is_small,
                      bool is_bold, bool is_whole)
{
	double points = is_small || line->style == DOC_LINE_SMALL ? PAPER_SMALL_PT : PAPER_CELL_PT;
	double all = 0;
	for (const struct doc_run *run = line->first; run; run = run->next) {
		all += run_cm(run, points, is_bold);
		grow_text(extent, run->text, points, is_bold || run->kind == DOC_RUN_STRONG, false);
	}
	grow(extent, is_whole ? all : 0, all);
}

static void grow_cell(struct extent *extent, const struct doc_column *column,
                      const struct doc_cell *cell)
{
	bool is_bold = column->is_row_header || column->is_strong;
	double mark = MARK_ADVANCE / 1000.0 * PAPER_CELL_PT * POINT_CM;
	double whole = 0;
	switch (cell->kind) {
	case DOC_CELL_NUMBER:
		whole = grid_text_cm(cell->number.prefix, PAPER_CELL_PT, is_bold) +
			grid_text_cm(cell->number.text, PAPER_CELL_PT, is_bold) +
			grid_text_cm(cell->number.suffix, PAPER_CELL_PT, is_bold);
		break;
	case DOC_CELL_STATUS:
	case DOC_CELL_DIRECTION:
		whole = mark + grid_text_cm(cell->word, PAPER_CELL_PT, false);
		break;
	case DOC_CELL_CHART:
		whole = PAPER_CELL_CHART_CM;
		break;
	case DOC_CELL_TEXT:
	case DOC_CELL_MISSING:
		break;
	}
	grow(extent, whole, whole);
	bool is_missing = cell->kind == DOC_CELL_MISSING;
	bool is_whole = column->kind == DOC_COLUMN_NUMBER ? cell->kind == DOC_CELL_NUMBER
	                                                  : column->is_kept_whole;
	for (const struct doc_line *line = cell->lines.first; line; line = line->next)
		grow_line(extent, line, is_missing, is_bold, is_whole);
}

static struct extent column_extent(const struct doc_table *table, size_t index)
{
	const struct doc_column *column = &table->columns[index];
	struct extent extent = { 0 };
	grow_text(&extent, str_of(column->header), PAPER_SMALL_PT, true, false);
	for (const struct doc_group *group = table->first; group; group = group->next)
		for (const struct doc_row *row = group->first; row; row = row->next)
			grow_cell(&extent, column, &row->cells[index]);
	if (column->is_row_header)
		grow(&extent, extent.most < NAME_CM ? extent.most : NAME_CM, 0);
	extent.least += PAPER_CELL_GAP_CM + SLACK_CM;
	extent.most += PAPER_CELL_GAP_CM + SLACK_CM;
	return extent;
}

/* What the columns need, are asked to have and can use on a page; returns the sums. */
static struct extent table_extents(const struct doc_table *table, double page_cm,
                                   struct extent *extents)
{
	struct extent sum = { 0 };
	for (size_t i = 0; i < table->column_count; i++) {
		struct extent *extent = &extents[i];
		*extent = column_extent(table, i);
		double asked = page_cm * table->columns[i].width / 100;
		extent->asked = asked > extent->least ? asked : extent->least;
		if (extent->most < extent->asked || asked > 0)
			extent->most = extent->asked;
		sum.least += extent->least;
		sum.asked += extent->asked;
		sum.most += extent->most;
	}
	return sum;
}

bool grid_fits(const struct doc_table *table, double page_cm)
{
	struct extent *extents = mem_new(table->column_count, sizeof(*extents));
	struct extent sum = table_extents(table, page_cm, extents);
	free(extents);
	return sum.least <= page_cm;
}

/* The width that lies between `from` and `to` as the page does between the sums. */
static double between(double from, double to, double sum_from, double sum_to, double page_cm)
{
	return from + (to - from) * (page_cm - sum_from) / (sum_to - sum_from);
}

void grid_columns(const struct doc_table *table, double page_cm, double *widths_out)
{
	size_t count = table->column_count;
	assert(count > 0);
	struct extent *extents = mem_new(count, sizeof(*extents));
	struct extent sum = table_extents(table, page_cm, extents);
	for (size_t i = 0; i < count; i++) {
		const struct extent *own = &extents[i];
		if (sum.least >= page_cm) /* too wide: every column gives, words will break */
			widths_out[i] = own->least * page_cm / sum.least;
		else if (sum.asked > page_cm)
			widths_out[i] = between(own->least, own->asked, sum.least, sum.asked, page_cm);
		else if (sum.most > page_cm)
			widths_out[i] = between(own->asked, own->most, sum.asked, sum.most, page_cm);
		else
			widths_out[i] = own->most * page_cm / sum.most;
	}
	free(extents);
}
