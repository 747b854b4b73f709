#include "render/fodt_body.h"

#include <assert.h>

#include "render/chart.h"
#include "render/grid.h"
#include "render/paper.h"

enum { PICTURE_SCALE = 3 };

/* Heights, to judge whether text fits: a line, the space below a paragraph, a
 * heading with its space. */
static const double LINE_CM = 0.45;
static const double GAP_CM = 0.2;
static const double HEADING_CM = 1.5;

/* No-break space between a mark and its word. */
#define NO_BREAK_SPACE "\xC2\xA0"

static const char *const MARK_STYLES[DOC_MARK_COUNT] = {
	[DOC_MARK_ON_TARGET] = "MarkOnTarget",
	[DOC_MARK_CLOSE] = "MarkClose",
	[DOC_MARK_OFF_TARGET] = "MarkOffTarget",
	[DOC_MARK_NOT_RATED] = "MarkNotRated",
	[DOC_MARK_BETTER] = "MarkBetter",
	[DOC_MARK_WORSE] = "MarkWorse",
	[DOC_MARK_SAME] = "MarkSame",
	[DOC_MARK_NOT_COMPARED] = "MarkNotCompared",
};

static const char *const PARAGRAPH_STYLES[] = {
	[DOC_PARAGRAPH_PLAIN] = "Text_20_body",
	[DOC_PARAGRAPH_LEAD] = "LeadText",
	[DOC_PARAGRAPH_MUTED] = "MutedText",
	[DOC_PARAGRAPH_SMALL] = "SmallText",
};

static const char *const HEADING_STYLES[] = {
	[2] = "Heading_20_2",
	[3] = "Heading_20_3",
	[4] = "Heading_20_4",
};

/* What a symbol of a chart looks like among text. Comparators are letters. */
static const char *const SYMBOLS[DOC_SYMBOL_COUNT] = {
	[DOC_SYMBOL_NOW] = "●",
	[DOC_SYMBOL_INTERVAL] = "▬",
	[DOC_SYMBOL_TARGET] = "┃",
	[DOC_SYMBOL_LINE] = "─",
	[DOC_SYMBOL_TARGET_LINE] = "╌",
	[DOC_SYMBOL_BREAK] = "┊",
	[DOC_SYMBOL_GAP] = "×",
};

const char *body_mark_style(enum doc_mark mark)
{
	assert(mark > DOC_MARK_NONE && mark < DOC_MARK_COUNT);
	return MARK_STYLES[mark];
}

/* The style itself, or the variant of it that is due here. */
static const char *due_style(struct body *body, const char *base)
{
	enum body_break before = body->pending;
	body->pending = BODY_BREAK_NONE;
	if (before == BODY_BREAK_NONE && body->bar == DOC_MARK_NONE)
		return base;
	for (struct body_variant *old = body->variants; old; old = old->next)
		if (old->before == before && old->bar == body->bar &&
		    str_equal(str_of(old->base), str_of(base)))
			return old->name;
	struct body_variant *variant = arena_new(body->arena, 1, sizeof(*variant));
	*variant = (struct body_variant){
		.next = body->variants,
		.name = arena_format(body->arena, "Variant%zu", ++body->variant_count).ptr,
		.base = base,
		.before = before,
		.bar = body->bar,
	};
	body->variants = variant;
	return variant->name;
}

void body_start_paragraph(struct body *body, const char *style)
{
	odf_start_paragraph(body->odf, due_style(body, style));
}

/* The same for a heading, which has its outline level. */
static void start_heading(struct body *body, const char *style, int level)
{
	odf_start_heading(body->odf, due_style(body, style), level);
}

static void paragraph(struct body *body, const char *style, struct str text)
{
	body_start_paragraph(body, style);
	odf_text(body->odf, text);
	odf_end(body->odf);
}

void body_bookmark(struct body *body, struct str id)
{
	if (!id.len)
		return;
	odf_start(body->odf, "text:bookmark");
	odf_attr_text(body->odf, "text:name", id);
	odf_end(body->odf);
}

/* A mark in its colour, within a paragraph. */
static void write_mark(struct body *body, enum doc_mark mark)
{
	if (mark != DOC_MARK_NONE)
		odf_span(body->odf, body_mark_style(mark), str_of(doc_mark_face(mark)->symbol));
}

void body_marked_word(struct body *body, enum doc_mark mark, struct str word)
{
	write_mark(body, mark);
	if (mark != DOC_MARK_NONE)
		odf_text(body->odf, STR(NO_BREAK_SPACE));
	odf_text(body->odf, word);
}

static void write_run(struct body *body, const struct doc_run *run)
{
	struct odf *odf = body->odf;
	switch (run->kind) {
	case DOC_RUN_PLAIN:
		odf_text(odf, run->text);
		break;
	case DOC_RUN_STRONG:
		odf_span(odf, "Strong", run->text);
		break;
	case DOC_RUN_EMPHASIS:
		odf_span(odf, "Stressed", run->text);
		break;
	case DOC_RUN_MUTED:
		odf_span(odf, "Muted", run->text);
		break;
	case DOC_RUN_MARK:
		write_mark(body, run->mark);
		odf_text(odf, STR(NO_BREAK_SPACE));
		break;
	case DOC_RUN_LINK:
		odf_start(odf, "text:a");
		odf_attr(odf, "xlink:type", "simple");
		odf_attr_text(odf, "xlink:href",
		              arena_format(body->arena, "#%.*s", STR_ARGS(run->target)));
		odf_attr(odf, "text:style-name", "InnerLink");
		odf_attr(odf, "text:visited-style-name", "InnerLink");
		odf_text(odf, run->text);
		odf_end(odf);
		break;
	}
}

void body_line(struct body *body, const struct doc_line *line)
{
	for (const struct doc_run *run = line->first; run; run = run->next)
		write_run(body, run);
}

static void write_lines(struct body *body, const char *style, const struct doc_lines *lines)
{
	for (const struct doc_line *line = lines->first; line; line = line->next) {
		body_start_paragraph(body, style);
		body_line(body, line);
		odf_end(body->odf);
	}
}

/* LibreOffice keeps the drawing in PDF and ODT, but makes pixels of it for DOCX, as
 * many as the drawing says it is large. So it is put into one that says it is three
 * times as large: some 300 pixels an inch on paper. */
static struct str magnify(struct arena *arena, const struct picture *picture)
{
	return arena_format(arena,
	                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
	                    "viewBox=\"0 0 %d %d\">%.*s</svg>",
	                    PICTURE_SCALE * picture->width, PICTURE_SCALE * picture->height,
	                    picture->width, picture->height, STR_ARGS(picture->svg));
}

void body_chart(struct body *body, const struct doc_chart *chart, double width_cm)
{
	struct str id = arena_format(body->arena, "picture-%zu", body->odf->picture_count + 1);
	struct picture picture = chart_draw(chart, id, body->arena);
	odf_picture(body->odf, &(struct odf_picture){
		.svg = magnify(body->arena, &picture),
		.width_cm = width_cm,
		.height_cm = width_cm * picture.height / picture.width,
		.title = chart->title,
		.description = chart->description,
	});
}

static void write_heading(struct body *body, const struct doc_heading *heading)
{
	start_heading(body, HEADING_STYLES[heading->level], heading->level);
	body_bookmark(body, heading->id);
	body_marked_word(body, heading->mark, heading->text);
	odf_end(body->odf);
}

static void write_list(struct body *body, const struct doc_list *list)
{
	odf_start(body->odf, "text:list");
	odf_attr(body->odf, "text:style-name", list->is_ordered ? "Numbered" : "Bulleted");
	for (const struct doc_line *item = list->items.first; item; item = item->next) {
		odf_start(body->odf, "text:list-item");
		body_start_paragraph(body, "ItemText");
		body_line(body, item);
		odf_end(body->odf);
		odf_end(body->odf);
	}
	odf_end(body->odf);
}

static void write_counts(struct body *body, const struct doc_counts *counts)
{
	struct odf *odf = body->odf;
	for (const struct doc_count *count = counts->first; count; count = count->next) {
		body_start_paragraph(body, "CountLine");
		odf_text(odf, STR("\t"));
		odf_span(odf, "Count", arena_format(body->arena, "%lld", (long long)count->number));
		odf_text(odf, STR("\t"));
		write_mark(body, count->mark);
		odf_text(odf, STR("\t"));
		odf_text(odf, count->words);
		if (count->has_last)
			odf_span(odf, "Before", arena_format(body->arena, "\n%lld in %.*s",
			                                     (long long)count->last,
			                                     STR_ARGS(counts->last_label)));
		odf_end(odf);
	}
	paragraph(body, "SmallText", counts->denominator);
}

static void write_part(struct body *body, const struct doc_part *part)
{
	start_heading(body, "PartLabel", 4);
	odf_text(body->odf, part->heading);
	odf_end(body->odf);
	write_lines(body, "PartText", &part->lines);
	if (part->absence.len)
		paragraph(body, "PartAbsent", part->absence);
}

static void write_exception(struct body *body, const struct doc_exception *exception)
{
	body->bar = exception->mark != DOC_MARK_NONE ? exception->mark : DOC_MARK_NOT_RATED;
	start_heading(body, "ExceptionLabel", 3);
	body_bookmark(body, exception->id);
	body_marked_word(body, exception->mark, exception->title);
	odf_end(body->odf);
	write_lines(body, "ExceptionFacts", &exception->facts);
	if (exception->chart) {
		body_start_paragraph(body, "PartPicture");
		body_chart(body, exception->chart, PAPER_TEXT_CM - 1);
		odf_end(body->odf);
		if (exception->chart->caption.len)
			paragraph(body, "PartCaption", exception->chart->caption);
	}
	for (const struct doc_part *part = exception->first; part; part = part->next)
		write_part(body, part);
	body->bar = DOC_MARK_NONE;
	paragraph(body, "AfterException", (struct str){ 0 });
}

static void write_key(struct body *body, const struct doc_key *key)
{
	struct odf *odf = body->odf;
	body_start_paragraph(body, "KeyLine");
	for (const struct doc_key_entry *entry = key->first; entry; entry = entry->next) {
		if (entry != key->first)
			odf_text(odf, STR("    "));
		if (entry->kind == DOC_KEY_MARK) {
			body_marked_word(body, entry->mark, entry->words);
			continue;
		}
		const char *symbol = SYMBOLS[entry->symbol];
		if (symbol)
			odf_span(odf, "Symbol", str_of(symbol));
		else
			odf_text(odf, str_of(doc_symbol_letter(entry->symbol)));
		odf_text(odf, STR(NO_BREAK_SPACE));
		odf_text(odf, entry->words);
	}
	odf_end(odf);
}

static void write_definitions(struct body *body, const struct doc_definitions *definitions)
{
	for (const struct doc_definition *one = definitions->first; one; one = one->next) {
		paragraph(body, "TermLabel", one->term);
		write_lines(body, "TermText", &one->lines);
	}
}

static void write_figure(struct body *body, const struct doc_chart *chart)
{
	body_start_paragraph(body, chart->caption.len ? "PictureLine" : "LonePicture");
	body_chart(body, chart, PAPER_TEXT_CM);
	odf_end(body->odf);
	if (chart->caption.len)
		paragraph(body, "UnderPicture", chart->caption);
}

static void write_block(struct body *body, const struct doc_block *block);

static void write_all(struct body *body, const struct doc_blocks *blocks)
{
	for (const struct doc_block *block = blocks->first; block; block = block->next)
		write_block(body, block);
}

/* About how high a line of text stands in the wide column, with what is below it. */
static double line_height_cm(const struct doc_line *line)
{
	double length = 0;
	for (const struct doc_run *run = line->first; run; run = run->next)
		length += grid_text_cm(run->text, PAPER_BODY_PT, run->kind == DOC_RUN_STRONG);
	int lines = 1 + (int)(length / (PAPER_TEXT_CM * PAPER_WIDE_SHARE - 1.5));
	return lines * LINE_CM + GAP_CM;
}

/* Whether the wide column holds only text and stays on its page. A section that
 * ran on would go on in the narrow column of the next page. */
static bool split_fits(const struct doc_split *split)
{
	double height = 0;
	for (const struct doc_block *block = split->wide.first; block; block = block->next) {
		if (block->kind == DOC_BLOCK_HEADING) {
			height += HEADING_CM;
		} else if (block->kind == DOC_BLOCK_PARAGRAPH) {
			height += line_height_cm(&block->paragraph.line);
		} else if (block->kind == DOC_BLOCK_LIST) {
			const struct doc_line *item = block->list.items.first;
			for (; item; item = item->next)
				height += line_height_cm(item);
		} else {
			return false;
		}
	}
	return height <= PAPER_SPLIT_HEIGHT_CM;
}

/* Two columns: a section whose second column starts with the wide blocks. What is
 * read aloud, and what a text reader sees, keeps the order of the document. */
static void write_split(struct body *body, const struct doc_split *split)
{
	if (!split_fits(split)) {
		write_all(body, &split->narrow);
		write_all(body, &split->wide);
		return;
	}
	odf_start(body->odf, "text:section");
	odf_attr(body->odf, "text:style-name", "TwoColumns");
	odf_attr_format(body->odf, "text:name", "Columns %zu", ++body->split_count);
	write_all(body, &split->narrow);
	body->pending = BODY_BREAK_COLUMN;
	write_all(body, &split->wide);
	odf_end(body->odf);
}

static void write_block(struct body *body, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_BLOCK_HEADING:
		write_heading(body, &block->heading);
		break;
	case DOC_BLOCK_PARAGRAPH:
		body_start_paragraph(body, PARAGRAPH_STYLES[block->paragraph.style]);
		body_line(body, &block->paragraph.line);
		odf_end(body->odf);
		break;
	case DOC_BLOCK_LIST:
		write_list(body, &block->list);
		break;
	case DOC_BLOCK_COUNTS:
		write_counts(body, &block->counts);
		break;
	case DOC_BLOCK_TABLE:
		body_table(body, &block->table);
		break;
	case DOC_BLOCK_EXCEPTION:
		write_exception(body, &block->exception);
		break;
	case DOC_BLOCK_KEY:
		write_key(body, &block->key);
		break;
	case DOC_BLOCK_DEFINITIONS:
		write_definitions(body, &block->definitions);
		break;
	case DOC_BLOCK_FIGURE:
		write_figure(body, block->figure);
		break;
	case DOC_BLOCK_SPLIT:
		write_split(body, &block->split);
		break;
	case DOC_BLOCK_PAGE_BREAK:
		body->pending = BODY_BREAK_PAGE;
		break;
	case DOC_BLOCK_KIND_COUNT:
		assert(false);
	}
}

/* Whether the block belongs on a page that lies across: a table that is too wide
 * for the page, with the heading, text and key that lead to it. */
static bool belongs_across(const struct body *body, const struct doc_block *block)
{
	bool is_key_behind = block->kind == DOC_BLOCK_KEY && body->is_across;
	if (is_key_behind)
		return true;
	if (block->kind != DOC_BLOCK_HEADING && block->kind != DOC_BLOCK_TABLE && !body->is_across)
		return false;
	while (block && (block->kind == DOC_BLOCK_HEADING || block->kind == DOC_BLOCK_PARAGRAPH ||
	                 block->kind == DOC_BLOCK_KEY))
		block = block->next;
	return block && block->kind == DOC_BLOCK_TABLE && !grid_fits(&block->table, PAPER_TEXT_CM);
}

void body_blocks(struct body *body, const struct doc_blocks *blocks)
{
	for (const struct doc_block *block = blocks->first; block; block = block->next) {
		bool is_across = block->kind == DOC_BLOCK_PAGE_BREAK
			? body->is_across : belongs_across(body, block);
		if (is_across != body->is_across)
			body->pending = is_across ? BODY_BREAK_TURN_ACROSS
			                          : BODY_BREAK_TURN_UPRIGHT;
		body->is_across = is_across;
		write_block(body, block);
	}
}
