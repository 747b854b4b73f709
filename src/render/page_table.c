#include "render/page_parts.h"

/* From so many columns on a table lies across on paper. */
enum { MANY_COLUMNS = 9 };

static const char *const COLUMN_CLASSES[DOC_COLUMN_KIND_COUNT] = {
	[DOC_COLUMN_TEXT] = NULL,
	[DOC_COLUMN_NUMBER] = "number",
	[DOC_COLUMN_STATUS] = "status",
	[DOC_COLUMN_DIRECTION] = "direction",
	[DOC_COLUMN_CHART] = "chart",
};

static const char *class_of(const struct doc_column *column)
{
	return column->is_kept_whole ? "whole" : COLUMN_CLASSES[column->kind];
}

/* Words in place of a number or picture do not want its layout. */
static const char *class_of_cell(const struct doc_cell *cell, const struct doc_column *column)
{
	if (cell->kind == DOC_CELL_MISSING)
		return column->kind == DOC_COLUMN_NUMBER ? "missing right" : "missing";
	if (column->kind == DOC_COLUMN_CHART && cell->kind != DOC_CELL_CHART)
		return NULL;
	if (column->kind == DOC_COLUMN_NUMBER && cell->kind != DOC_CELL_NUMBER)
		return "right";
	return class_of(column);
}

static void write_head(struct page *page, const struct doc_table *table)
{
	struct html *html = &page->html;
	html_open(html, HTML_THEAD);
	html_open(html, HTML_TR);
	for (size_t i = 0; i < table->column_count; i++) {
		const char *class_name = class_of(&table->columns[i]);
		html_open(html, HTML_TH);
		html_attr(html, HTML_ATTR_SCOPE, STR("col"));
		if (class_name)
			html_attr(html, HTML_ATTR_CLASS, str_of(class_name));
		page_text(page, str_of(table->columns[i].header));
		html_close(html, HTML_TH);
	}
	html_close(html, HTML_TR);
	html_close(html, HTML_THEAD);
}

/* The lines of a cell: the first main line as it is, further ones below it. */
static void write_lines(struct page *page, const struct doc_lines *lines)
{
	struct html *html = &page->html;
	for (const struct doc_line *line = lines->first; line; line = line->next) {
		if (!line->first)
			continue;
		if (line->style == DOC_LINE_SMALL) {
			html_open(html, HTML_SMALL);
			page_runs(page, line);
			html_close(html, HTML_SMALL);
		} else if (line == lines->first) {
			page_runs(page, line);
		} else {
			html_open_class(html, HTML_SPAN, "line");
			page_runs(page, line);
			html_close(html, HTML_SPAN);
		}
	}
}

static void write_number(struct page *page, const struct doc_number *number, bool is_strong)
{
	struct html *html = &page->html;
	html_text(html, number->prefix);
	if (is_strong)
		html_element(html, HTML_STRONG, NULL, number->text);
	else
		html_text(html, number->text);
	html_text(html, number->suffix);
}

static void write_marked(struct page *page, const struct doc_cell *cell)
{
	struct html *html = &page->html;
	html_open_class(html, HTML_DIV, "marked");
	page_mark(page, cell->mark);
	html_open(html, HTML_DIV);
	html_element(html, HTML_SPAN, "word", cell->word);
	write_lines(page, &cell->lines);
	html_close(html, HTML_DIV);
	html_close(html, HTML_DIV);
}

static void write_content(struct page *page, const struct doc_cell *cell,
                          const struct doc_column *column)
{
	switch (cell->kind) {
	case DOC_CELL_TEXT:
	case DOC_CELL_MISSING:
		write_lines(page, &cell->lines);
		break;
	case DOC_CELL_NUMBER:
		write_number(page, &cell->number, column->is_strong);
		write_lines(page, &cell->lines);
		break;
	case DOC_CELL_STATUS:
	case DOC_CELL_DIRECTION:
		write_marked(page, cell);
		break;
	case DOC_CELL_CHART:
		page_cell_chart(page, cell->chart);
		write_lines(page, &cell->lines);
		break;
	}
}

static void write_cell(struct page *page, const struct doc_cell *cell,
                       const struct doc_column *column)
{
	struct html *html = &page->html;
	enum html_tag tag = column->is_row_header ? HTML_TH : HTML_TD;
	const char *class_name = class_of_cell(cell, column);
	html_open(html, tag);
	if (column->is_row_header)
		html_attr(html, HTML_ATTR_SCOPE, STR("row"));
	else
		html_attr(html, HTML_ATTR_DATA_LABEL, str_of(column->header));
	if (class_name)
		html_attr(html, HTML_ATTR_CLASS, str_of(class_name));
	write_content(page, cell, column);
	html_close(html, tag);
}

static void write_row(struct page *page, const struct doc_row *row, const struct doc_table *table)
{
	struct html *html = &page->html;
	html_open(html, HTML_TR);
	if (row->id.len)
		html_attr(html, HTML_ATTR_ID, row->id);
	for (size_t i = 0; i < table->column_count; i++)
		write_cell(page, &row->cells[i], &table->columns[i]);
	html_close(html, HTML_TR);
}

static void write_group_head(struct page *page, const struct doc_group *group,
                             const struct doc_table *table)
{
	static const char *const CLASSES[] = { "group", "group depth-1", "group depth-2",
		                               "group depth-3" };
	struct html *html = &page->html;
	if (!group->title.len)
		return;
	html_open_class(html, HTML_TR, CLASSES[group->depth]);
	html_open(html, HTML_TH);
	html_attr(html, HTML_ATTR_SCOPE, STR("rowgroup"));
	html_attr_int(html, HTML_ATTR_COLSPAN, (int64_t)table->column_count);
	html_text(html, group->title);
	html_close(html, HTML_TH);
	html_close(html, HTML_TR);
	if (!group->notes.first)
		return;
	/* A row of its own: inside the header it would be read with every cell. */
	html_open_class(html, HTML_TR, "group-note");
	html_open(html, HTML_TD);
	html_attr_int(html, HTML_ATTR_COLSPAN, (int64_t)table->column_count);
	page_paragraphs(page, &group->notes, NULL);
	html_close(html, HTML_TD);
	html_close(html, HTML_TR);
}

void page_table(struct page *page, const struct doc_table *table)
{
	struct html *html = &page->html;
	html_open(html, HTML_TABLE);
	html_attr(html, HTML_ATTR_ID, table->id);
	if (table->column_count >= MANY_COLUMNS)
		html_attr(html, HTML_ATTR_CLASS, STR("many"));
	html_element(html, HTML_CAPTION, NULL, table->caption);
	write_head(page, table);
	for (const struct doc_group *group = table->first; group; group = group->next) {
		html_open(html, HTML_TBODY);
		write_group_head(page, group, table);
		for (const struct doc_row *row = group->first; row; row = row->next)
			write_row(page, row, table);
		html_close(html, HTML_TBODY);
	}
	html_close(html, HTML_TABLE);
}
