#include <assert.h>

#include "render/chart.h"
#include "render/page_parts.h"

/* --- marks, runs, charts --- */

void page_mark(struct page *page, enum doc_mark mark)
{
	struct picture *picture = &page->marks[mark];
	if (!picture->width)
		*picture = chart_draw_mark(mark, page->arena);
	html_open_class(&page->html, HTML_SPAN, "mark");
	html_picture(&page->html, picture);
	html_close(&page->html, HTML_SPAN);
}

static bool is_digit_at(struct str text, size_t at)
{
	return at < text.len && char_is_digit(text.ptr[at]);
}

/* Where the first "2013-14" starts, or the text ends; `len_out` is how long it is,
 * with the quarter behind it. */
static size_t find_year(struct str text, size_t from, size_t *len_out)
{
	for (size_t i = from; i + 6 < text.len; i++) {
		if (text.ptr[i + 4] != '-' || !is_digit_at(text, i))
			continue;
		size_t end = i;
		while (is_digit_at(text, end) || end == i + 4)
			end++;
		bool is_date = end < text.len && text.ptr[end] == '-'; /* 2013-12-31 */
		if (end != i + 7 || is_date)
			continue;
		if (end + 2 < text.len && text.ptr[end] == ' ' && text.ptr[end + 1] == 'Q' &&
		    is_digit_at(text, end + 2))
			end += 3;
		*len_out = end - i;
		return i;
	}
	*len_out = 0;
	return text.len;
}

void page_text(struct page *page, struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t len;
		size_t year = find_year(text, at, &len);
		html_text(&page->html, str_slice(text, at, year - at));
		if (len > 0)
			html_element(&page->html, HTML_SPAN, "whole", str_slice(text, year, len));
		at = year + len;
	}
}

/* An element with such text. */
static void text_element(struct page *page, enum html_tag tag, const char *class_name,
                         struct str text)
{
	html_open(&page->html, tag);
	if (class_name)
		html_attr(&page->html, HTML_ATTR_CLASS, str_of(class_name));
	page_text(page, text);
	html_close(&page->html, tag);
}

void page_runs(struct page *page, const struct doc_line *line)
{
	struct html *html = &page->html;
	for (const struct doc_run *run = line->first; run; run = run->next) {
		switch (run->kind) {
		case DOC_RUN_PLAIN:
			page_text(page, run->text);
			break;
		case DOC_RUN_STRONG:
			text_element(page, HTML_STRONG, NULL, run->text);
			break;
		case DOC_RUN_EMPHASIS:
			text_element(page, HTML_EM, NULL, run->text);
			break;
		case DOC_RUN_MUTED:
			text_element(page, HTML_SPAN, "muted", run->text);
			break;
		case DOC_RUN_MARK:
			page_mark(page, run->mark);
			break;
		case DOC_RUN_LINK:
			html_open(html, HTML_A);
			html_attr_anchor(html, run->target);
			page_text(page, run->text);
			html_close(html, HTML_A);
			break;
		}
	}
}

static void write_paragraph(struct page *page, const struct doc_line *line,
                            const char *class_name)
{
	html_open(&page->html, HTML_P);
	if (class_name)
		html_attr(&page->html, HTML_ATTR_CLASS, str_of(class_name));
	page_runs(page, line);
	html_close(&page->html, HTML_P);
}

void page_paragraphs(struct page *page, const struct doc_lines *lines, const char *class_name)
{
	for (const struct doc_line *line = lines->first; line; line = line->next)
		write_paragraph(page, line, class_name);
}

static struct str next_chart_id(struct page *page)
{
	return arena_format(page->arena, "_chart%lld", (long long)++page->chart_count);
}

void page_cell_chart(struct page *page, const struct doc_chart *chart)
{
	struct picture picture = chart_draw(chart, next_chart_id(page), page->arena);
	html_picture(&page->html, &picture);
}

/* A chart with its caption. */
static void write_figure(struct page *page, const struct doc_chart *chart)
{
	struct html *html = &page->html;
	struct picture wide = chart_draw(chart, next_chart_id(page), page->arena);
	html_open(html, HTML_FIGURE);
	if (chart->kind == DOC_CHART_TREND) {
		/* Letters would shrink with the picture: small screens get their own. */
		struct picture narrow = chart_draw_narrow(chart, next_chart_id(page), page->arena);
		html_open_class(html, HTML_DIV, "for-wide");
		html_picture(html, &wide);
		html_close(html, HTML_DIV);
		html_open_class(html, HTML_DIV, "for-narrow");
		html_picture(html, &narrow);
		html_close(html, HTML_DIV);
	} else {
		html_picture(html, &wide);
	}
	if (chart->caption.len)
		text_element(page, HTML_FIGCAPTION, NULL, chart->caption);
	html_close(html, HTML_FIGURE);
}

/* --- blocks --- */

static void write_heading(struct page *page, const struct doc_heading *heading)
{
	static const enum html_tag TAGS[] = { [2] = HTML_H2, [3] = HTML_H3, [4] = HTML_H4 };
	struct html *html = &page->html;
	html_open(html, TAGS[heading->level]);
	html_attr(html, HTML_ATTR_ID, heading->id);
	if (heading->mark != DOC_MARK_NONE)
		page_mark(page, heading->mark);
	page_text(page, heading->text);
	html_close(html, TAGS[heading->level]);
}

static void write_list(struct page *page, const struct doc_list *list)
{
	enum html_tag tag = list->is_ordered ? HTML_OL : HTML_UL;
	html_open(&page->html, tag);
	for (const struct doc_line *item = list->items.first; item; item = item->next) {
		html_open(&page->html, HTML_LI);
		page_runs(page, item);
		html_close(&page->html, HTML_LI);
	}
	html_close(&page->html, tag);
}

static void write_counts(struct page *page, const struct doc_counts *counts)
{
	struct html *html = &page->html;
	html_open_class(html, HTML_UL, "counts");
	for (const struct doc_count *count = counts->first; count; count = count->next) {
		html_open(html, HTML_LI);
		html_open(html, HTML_STRONG);
		html_int(html, count->number);
		html_close(html, HTML_STRONG);
		html_text(html, STR(" "));
		if (count->mark != DOC_MARK_NONE)
			page_mark(page, count->mark);
		else
			html_element(html, HTML_SPAN, NULL, STR(""));
		html_text(html, STR(" "));
		html_open(html, HTML_SPAN);
		html_text(html, count->words);
		if (count->has_last) {
			html_text(html, STR(" "));
			html_open(html, HTML_SMALL);
			html_int(html, count->last);
			html_text(html, STR(" in "));
			page_text(page, counts->last_label);
			html_close(html, HTML_SMALL);
		}
		html_close(html, HTML_SPAN);
		html_close(html, HTML_LI);
	}
	html_close(html, HTML_UL);
	text_element(page, HTML_P, "small", counts->denominator);
}

static void write_key(struct page *page, const struct doc_key *key)
{
	struct html *html = &page->html;
	html_open_class(html, HTML_UL, "key");
	html_attr(html, HTML_ATTR_ARIA_LABEL, STR("Key"));
	for (const struct doc_key_entry *entry = key->first; entry; entry = entry->next) {
		html_open(html, HTML_LI);
		if (entry->kind == DOC_KEY_MARK) {
			page_mark(page, entry->mark);
		} else {
			struct picture picture = chart_draw_symbol(entry->symbol, page->arena);
			html_open_class(html, HTML_SPAN, "symbol");
			html_picture(html, &picture);
			html_close(html, HTML_SPAN);
		}
		html_element(html, HTML_SPAN, NULL, entry->words);
		html_close(html, HTML_LI);
	}
	html_close(html, HTML_UL);
}

/* Whether a term stands in the entries from `from` up to `entry`. */
static bool is_term_repeated(const struct doc_definition *from,
                             const struct doc_definition *entry)
{
	while (from != entry && !str_equal(from->term, entry->term))
		from = from->next;
	return from != entry;
}

/* A term may stand once in a list: one that comes again (the same measure for
 * another area) begins a new list. */
static void write_definitions(struct page *page, const struct doc_definitions *definitions)
{
	struct html *html = &page->html;
	const struct doc_definition *from = definitions->first;
	html_open_class(html, HTML_DL, "definitions");
	for (const struct doc_definition *entry = from; entry; entry = entry->next) {
		if (is_term_repeated(from, entry)) {
			html_close(html, HTML_DL);
			html_open_class(html, HTML_DL, "definitions");
			from = entry;
		}
		text_element(page, HTML_DT, NULL, entry->term);
		html_open(html, HTML_DD);
		page_paragraphs(page, &entry->lines, NULL);
		html_close(html, HTML_DD);
	}
	html_close(html, HTML_DL);
}

static void write_column(struct page *page, const struct doc_blocks *blocks)
{
	html_open(&page->html, HTML_DIV);
	for (const struct doc_block *block = blocks->first; block; block = block->next) {
		if (block->kind == DOC_BLOCK_HEADING)
			write_heading(page, &block->heading);
		else
			page_block(page, block);
	}
	html_close(&page->html, HTML_DIV);
}

static void write_split(struct page *page, const struct doc_split *split)
{
	html_open_class(&page->html, HTML_DIV, "split");
	write_column(page, &split->narrow);
	write_column(page, &split->wide);
	html_close(&page->html, HTML_DIV);
}

/* --- exceptions --- */

static const char *exception_class(enum doc_mark mark)
{
	if (mark == DOC_MARK_OFF_TARGET)
		return "exception off";
	if (mark == DOC_MARK_CLOSE)
		return "exception close";
	return mark == DOC_MARK_ON_TARGET ? "exception on" : "exception";
}

static void write_parts(struct page *page, const struct doc_part *part)
{
	struct html *html = &page->html;
	html_open_class(html, HTML_DL, "parts");
	for (; part; part = part->next) {
		html_open(html, HTML_DIV);
		html_element(html, HTML_DT, NULL, part->heading);
		html_open(html, HTML_DD);
		page_paragraphs(page, &part->lines, NULL);
		if (part->absence.len)
			text_element(page, HTML_P, "absent", part->absence);
		html_close(html, HTML_DD);
		html_close(html, HTML_DIV);
	}
	html_close(html, HTML_DL);
}

static void write_exception(struct page *page, const struct doc_exception *exception)
{
	struct html *html = &page->html;
	struct doc_heading heading = {
		.level = 3,
		.id = exception->id,
		.mark = exception->mark,
		.text = exception->title,
	};
	html_open_class(html, HTML_SECTION, exception_class(exception->mark));
	html_attr(html, HTML_ATTR_ARIA_LABELLEDBY, exception->id);
	write_heading(page, &heading);
	page_paragraphs(page, &exception->facts, "facts");
	if (exception->chart)
		write_figure(page, exception->chart);
	write_parts(page, exception->first);
	html_close(html, HTML_SECTION);
}

void page_block(struct page *page, const struct doc_block *block)
{
	static const char *const PARAGRAPH_CLASSES[] = {
		[DOC_PARAGRAPH_PLAIN] = NULL,
		[DOC_PARAGRAPH_LEAD] = "lead",
		[DOC_PARAGRAPH_MUTED] = "muted",
		[DOC_PARAGRAPH_SMALL] = "small",
	};
	switch (block->kind) {
	case DOC_BLOCK_HEADING:
		write_heading(page, &block->heading);
		break;
	case DOC_BLOCK_PARAGRAPH:
		write_paragraph(page, &block->paragraph.line,
		                PARAGRAPH_CLASSES[block->paragraph.style]);
		break;
	case DOC_BLOCK_LIST:
		write_list(page, &block->list);
		break;
	case DOC_BLOCK_COUNTS:
		write_counts(page, &block->counts);
		break;
	case DOC_BLOCK_TABLE:
		page_table(page, &block->table);
		break;
	case DOC_BLOCK_EXCEPTION:
		write_exception(page, &block->exception);
		break;
	case DOC_BLOCK_KEY:
		write_key(page, &block->key);
		break;
	case DOC_BLOCK_DEFINITIONS:
		write_definitions(page, &block->definitions);
		break;
	case DOC_BLOCK_FIGURE:
		write_figure(page, block->figure);
		break;
	case DOC_BLOCK_SPLIT:
		write_split(page, &block->split);
		break;
	case DOC_BLOCK_PAGE_BREAK:
		html_element(&page->html, HTML_DIV, "page-break", STR(""));
		break;
	case DOC_BLOCK_KIND_COUNT:
		assert(false);
	}
}
