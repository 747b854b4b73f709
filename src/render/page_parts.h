/* The parts that a web page is put together from. Private to src/render. */
#ifndef OUTTURN_RENDER_PAGE_PARTS_H
#define OUTTURN_RENDER_PAGE_PARTS_H

#include "doc/doc.h"
#include "render/html.h"

struct page {
	struct html html;
	struct arena *arena; /* pictures, while the page is written */
	const struct doc *doc;
	int64_t chart_count; /* so far, for ids */
	struct picture marks[DOC_MARK_COUNT]; /* drawn when first used */
};

/* A mark with nothing to listen to: its word stands beside it. */
void page_mark(struct page *page, enum doc_mark mark);

/* Text in which "2013-14" is kept whole: browsers break lines at its hyphen. */
void page_text(struct page *page, struct str text);

/* The runs of a line, in the element that is open. */
void page_runs(struct page *page, const struct doc_line *line);

/* Each line as a paragraph. */
void page_paragraphs(struct page *page, const struct doc_lines *lines, const char *class_name);

/* A chart of a cell. */
void page_cell_chart(struct page *page, const struct doc_chart *chart);

/* A table, and any block. */
void page_table(struct page *page, const struct doc_table *table);
void page_block(struct page *page, const struct doc_block *block);

#endif
