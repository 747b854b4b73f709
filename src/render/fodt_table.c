#include "render/fodt_body.h"

#include <assert.h>

#include "render/grid.h"
#include "render/paper.h"

/* Starts a cell over `span` columns. */
static void start_cell(struct odf *odf, const char *style, size_t span)
{
	odf_start(odf, "table:table-cell");
	odf_attr(odf, "table:style-name", style);
	odf_attr(odf, "office:value-type", "string");
	if (span > 1)
		odf_attr_format(odf, "table:number-columns-spanned", "%zu", span);
}

static void start_row(struct odf *odf)
{
	odf_start(odf, "table:table-row");
	odf_attr(odf, "table:style-name", "WholeRow");
}

static void write_head(struct body *body, const struct doc_table *table)
{
	struct odf *odf = body->odf;
	odf_start(odf, "table:table-header-rows");
	start_row(odf);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct doc_column *column = &table->columns[i];
		start_cell(odf, "HeadBox", 1);
		odf_paragraph(odf,
		              column->kind == DOC_COLUMN_NUMBER ? "HeadCellRight" : "HeadCell",
		              str_of(column->header));
		odf_end(odf);
	}
	odf_end(odf);
	odf_end(odf);
}

/* The row that names a group, over all columns. */
static void write_group_row(struct body *body, const struct doc_group *group, size_t columns)
{
	struct odf *odf = body->odf;
	start_row(odf);
	start_cell(odf, "GroupBox", columns);
	odf_paragraph(odf, group->depth == 0 ? "GroupLabel" : "InnerGroupLabel", group->title);
	for (const struct doc_line *note = group->notes.first; note; note = note->next) {
		odf_start_paragraph(odf, "GroupNote");
		body_line(body, note);
		odf_end(odf);
	}
	odf_end(odf);
	for (size_t i = 1; i < columns; i++) {
		odf_start(odf, "table:covered-table-cell");
		odf_end(odf);
	}
	odf_end(odf);
}

/* The main thing of a cell that is not text; the paragraph stays open. */
static void write_main(struct body *body, const struct doc_column *column,
                       const struct doc_cell *cell)
{
	struct odf *odf = body->odf;
	switch (cell->kind) {
	case DOC_CELL_NUMBER:
		odf_text(odf, cell->number.prefix);
		if (column->is_strong)
			odf_span(odf, "Strong", cell->number.text);
		else
			odf_text(odf, cell->number.text);
		odf_text(odf, cell->number.suffix);
		break;
	case DOC_CELL_STATUS:
	case DOC_CELL_DIRECTION:
		body_marked_word(body, cell->mark, cell->word);
		break;
	case DOC_CELL_CHART:
		body_chart(body, cell->chart, PAPER_CELL_CHART_CM);
		break;
	case DOC_CELL_TEXT:
	case DOC_CELL_MISSING:
		assert(false);
	}
}

/* The paragraph style of a line of a cell. */
static const char *line_style(const struct doc_column *column, bool is_small, bool is_label)
{
	if (column->kind == DOC_COLUMN_NUMBER)
		return is_small ? "CellSmallRight" : "CellNumber";
	return is_small ? "CellSmall" : is_label ? "CellLabel" : "CellText";
}

static void write_cell(struct body *body, const struct doc_column *column,
                       const struct doc_cell *cell, struct str row_id)
{
	struct odf *odf = body->odf;
	start_cell(odf, "CellBox", 1);
	struct str id = row_id;
	if (cell->kind != DOC_CELL_TEXT && cell->kind != DOC_CELL_MISSING) {
		odf_start_paragraph(odf, line_style(column, false, false));
		body_bookmark(body, id);
		id = (struct str){ 0 };
		write_main(body, column, cell);
		odf_end(odf);
	}
	for (const struct doc_line *line = cell->lines.first; line; line = line->next) {
		bool is_small = line->style == DOC_LINE_SMALL || cell->kind == DOC_CELL_MISSING;
		odf_start_paragraph(odf, line_style(column, is_small, column->is_row_header));
		body_bookmark(body, id);
		id = (struct str){ 0 };
		body_line(body, line);
		odf_end(odf);
	}
	odf_end(odf);
}

static void write_row(struct body *body, const struct doc_table *table,
                      const struct doc_row *row)
{
	start_row(body->odf);
	for (size_t i = 0; i < table->column_count; i++)
		write_cell(body, &table->columns[i], &row->cells[i],
		           i == 0 ? row->id : (struct str){ 0 });
	odf_end(body->odf);
}

static const struct body_grid *note_grid(struct body *body, const struct doc_table *table)
{
	struct body_grid *grid = arena_new(body->arena, 1, sizeof(*grid));
	double *widths = arena_new(body->arena, table->column_count, sizeof(*widths));
	grid_columns(table, body->is_across ? PAPER_ACROSS_CM : PAPER_TEXT_CM, widths);
	*grid = (struct body_grid){
		.next = body->grids,
		.widths_cm = widths,
		.count = table->column_count,
		.number = body->grids ? body->grids->number + 1 : 1,
	};
	body->grids = grid;
	return grid;
}

void body_table(struct body *body, const struct doc_table *table)
{
	struct odf *odf = body->odf;
	const struct body_grid *grid = note_grid(body, table);
	body_start_paragraph(body, "AboveGrid");
	body_bookmark(body, table->id);
	odf_text(odf, table->caption);
	odf_end(odf);

	odf_start(odf, "table:table");
	odf_attr_format(odf, "table:name", "Grid%zu", grid->number);
	odf_attr(odf, "table:style-name", body->is_across ? "GridAcross" : "GridUpright");
	for (size_t i = 0; i < table->column_count; i++) {
		odf_start(odf, "table:table-column");
		odf_attr_format(odf, "table:style-name", "Grid%zu.%zu", grid->number, i + 1);
		odf_end(odf);
	}
	write_head(body, table);
	for (const struct doc_group *group = table->first; group; group = group->next) {
		if (group->title.len || group->notes.first)
			write_group_row(body, group, table->column_count);
		for (const struct doc_row *row = group->first; row; row = row->next)
			write_row(body, table, row);
	}
	odf_end(odf);
}
