#include "render/fodt.h"

#include <assert.h>

#include "render/fodt_body.h"
#include "render/odf.h"
#include "render/paper.h"
#include "render_embedded.h"

static const struct {
	const char *name;
	const char *uri;
} NAMESPACES[] = {
	{ "xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
	{ "xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
	{ "xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
	{ "xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
	{ "xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" },
	{ "xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
	{ "xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
	{ "xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" },
	{ "xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0" },
	{ "xmlns:ooo", "http://openoffice.org/2004/office" }, /* else settings are ignored */
	{ "xmlns:dc", "http://purl.org/dc/elements/1.1/" },
	{ "xmlns:xlink", "http://www.w3.org/1999/xlink" },
};

/* The styles of table cells: the rule under them, and the white space above. */
static const struct {
	const char *name;
	const char *rule;
	const char *above;
} BOXES[] = {
	{ "HeadBox", "1.5pt solid #0b0c0c", "0.05cm" },
	{ "GroupBox", "0.75pt solid #0b0c0c", "0.3cm" },
	{ "CellBox", "0.5pt solid #b1b4b6", "0.14cm" },
};

static const char *const FONTS[] = { "Liberation Sans", "DejaVu Sans" };

static struct str language_of(const struct doc *doc)
{
	return doc->meta.language.len ? doc->meta.language : STR("en-GB");
}

static void write_language(struct odf *odf, struct str language)
{
	struct str rest = language;
	struct str part;
	if (str_split(&rest, '-', &part))
		odf_attr_text(odf, "fo:language", part);
	if (str_split(&rest, '-', &part))
		odf_attr_text(odf, "fo:country", part);
}

static void write_meta(struct odf *odf, const struct doc *doc)
{
	const struct doc_meta *meta = &doc->meta;
	odf_start(odf, "office:meta");
	odf_element(odf, "dc:title", meta->title);
	odf_element(odf, "dc:subject", meta->period_words.len ? meta->period_words : meta->period);
	odf_element(odf, "dc:description", meta->description);
	odf_element(odf, "meta:initial-creator", meta->authority);
	odf_element(odf, "dc:creator", meta->authority);
	odf_element(odf, "dc:language", language_of(doc));
	odf_element(odf, "meta:generator", STR("Outturn " OUTTURN_VERSION));
	odf_end(odf);
}

/* A row whose first paragraph is kept with the next one is kept with the next
 * row, so that the name of a group never stands alone at the foot of a page. */
static void write_settings(struct odf *odf)
{
	odf_start(odf, "office:settings");
	odf_start(odf, "config:config-item-set");
	odf_attr(odf, "config:name", "ooo:configuration-settings");
	odf_start(odf, "config:config-item");
	odf_attr(odf, "config:name", "TableRowKeep");
	odf_attr(odf, "config:type", "boolean");
	odf_text(odf, STR("true"));
	odf_end(odf);
	odf_end(odf);
	odf_end(odf);
}

static void write_fonts(struct odf *odf)
{
	odf_start(odf, "office:font-face-decls");
	for (size_t i = 0; i < COUNT_OF(FONTS); i++) {
		odf_start(odf, "style:font-face");
		odf_attr(odf, "style:name", FONTS[i]);
		odf_attr_format(odf, "svg:font-family", "'%s'", FONTS[i]);
		odf_attr(odf, "style:font-family-generic", "swiss");
		odf_end(odf);
	}
	odf_end(odf);
}

static void start_style(struct odf *odf, const char *name, const char *family)
{
	odf_start(odf, "style:style");
	odf_attr(odf, "style:name", name);
	odf_attr(odf, "style:family", family);
}

/* What stands between the start and the end tag of the one element of `markup`. */
static struct str inner_markup(struct str markup)
{
	struct str start = STR("<office:styles");
	struct str end = STR("</office:styles>");
	size_t from = str_find_nocase(markup, start);
	size_t upto = str_find_nocase(markup, end);
	assert(from != SIZE_MAX && upto != SIZE_MAX);
	while (markup.ptr[from] != '>')
		from++;
	return str_slice(markup, from + 1, upto - from - 1);
}

/* The shapes come from DejaVu Sans: Liberation Sans has no diamond and no arrows. */
static void write_mark_styles(struct odf *odf)
{
	for (int mark = DOC_MARK_NONE + 1; mark < DOC_MARK_COUNT; mark++) {
		start_style(odf, body_mark_style((enum doc_mark)mark), "text");
		odf_start(odf, "style:text-properties");
		odf_attr(odf, "style:font-name", "DejaVu Sans");
		odf_attr(odf, "fo:font-weight", "normal");
		odf_attr(odf, "fo:color", doc_mark_face((enum doc_mark)mark)->colour);
		odf_end(odf);
		odf_end(odf);
	}
}

static void write_styles(struct odf *odf, const struct doc *doc)
{
	odf_start(odf, "office:styles");
	odf_start(odf, "style:default-style");
	odf_attr(odf, "style:family", "paragraph");
	odf_start(odf, "style:paragraph-properties");
	odf_attr(odf, "fo:orphans", "2");
	odf_attr(odf, "fo:widows", "2");
	odf_attr(odf, "fo:line-height", "120%");
	odf_end(odf);
	odf_start(odf, "style:text-properties");
	odf_attr(odf, "style:font-name", FONTS[0]);
	odf_attr(odf, "fo:font-size", "10.5pt");
	odf_attr(odf, "fo:color", "#0b0c0c");
	write_language(odf, language_of(doc));
	odf_end(odf);
	odf_end(odf);
	write_mark_styles(odf);
	odf_raw(odf, inner_markup(EMBED_PAPER_STYLES_XML));
	odf_end(odf);
}

/* What a break is in a paragraph style: an attribute of the style or of its
 * paragraph properties. A turn goes by the name of the master page. */
static const struct {
	const char *master_page;
	const char *break_before;
} BREAKS[] = {
	[BODY_BREAK_NONE] = { NULL, NULL },
	[BODY_BREAK_COLUMN] = { NULL, "column" },
	[BODY_BREAK_PAGE] = { NULL, "page" },
	[BODY_BREAK_TURN_ACROSS] = { "Across", NULL },
	[BODY_BREAK_TURN_UPRIGHT] = { "Upright", NULL },
};

static void write_variant(struct odf *odf, const struct body_variant *variant)
{
	start_style(odf, variant->name, "paragraph");
	odf_attr(odf, "style:parent-style-name", variant->base);
	if (BREAKS[variant->before].master_page)
		odf_attr(odf, "style:master-page-name", BREAKS[variant->before].master_page);
	odf_start(odf, "style:paragraph-properties");
	if (BREAKS[variant->before].break_before)
		odf_attr(odf, "fo:break-before", BREAKS[variant->before].break_before);
	if (variant->before != BODY_BREAK_NONE) {
		odf_attr(odf, "fo:margin-top", "0cm");
		odf_attr(odf, "fo:margin-bottom", "0.15cm"); /* else it is lost with the other */
	}
	if (variant->bar != DOC_MARK_NONE) {
		odf_attr_format(odf, "fo:border-left", "4.5pt solid %s",
		                doc_mark_face(variant->bar)->colour);
		odf_attr(odf, "fo:padding-left", "0.35cm");
		odf_attr(odf, "fo:margin-left", "0cm");
		odf_attr(odf, "style:join-border", "true");
		odf_attr(odf, "fo:keep-with-next", "always"); /* an exception stays on its page */
	}
	odf_end(odf);
	odf_end(odf);
}

static void write_grid(struct odf *odf, const struct body_grid *grid)
{
	for (size_t i = 0; i < grid->count; i++) {
		odf_start(odf, "style:style");
		odf_attr_format(odf, "style:name", "Grid%zu.%zu", grid->number, i + 1);
		odf_attr(odf, "style:family", "table-column");
		odf_start(odf, "style:table-column-properties");
		odf_attr_format(odf, "style:column-width", "%.3fcm", grid->widths_cm[i]);
		odf_end(odf);
		odf_end(odf);
	}
}

static void write_table_style(struct odf *odf, const char *name, double width_cm)
{
	start_style(odf, name, "table");
	odf_start(odf, "style:table-properties");
	odf_attr_format(odf, "style:width", "%.3fcm", width_cm);
	odf_attr(odf, "table:align", "margins");
	odf_attr(odf, "fo:margin-bottom", "0.3cm");
	odf_attr(odf, "table:border-model", "collapsing");
	odf_end(odf);
	odf_end(odf);
}

static void write_table_styles(struct odf *odf)
{
	write_table_style(odf, "GridUpright", PAPER_TEXT_CM);
	write_table_style(odf, "GridAcross", PAPER_ACROSS_CM);
	start_style(odf, "WholeRow", "table-row");
	odf_start(odf, "style:table-row-properties");
	odf_attr(odf, "fo:keep-together", "always");
	odf_end(odf);
	odf_end(odf);
	for (size_t i = 0; i < COUNT_OF(BOXES); i++) {
		start_style(odf, BOXES[i].name, "table-cell");
		odf_start(odf, "style:table-cell-properties");
		odf_attr(odf, "fo:padding-top", BOXES[i].above);
		odf_attr(odf, "fo:padding-bottom", "0.12cm");
		odf_attr(odf, "fo:padding-left", "0cm");
		odf_attr_format(odf, "fo:padding-right", "%.2fcm", PAPER_CELL_GAP_CM);
		odf_attr(odf, "fo:border-bottom", BOXES[i].rule);
		odf_attr(odf, "style:vertical-align", i == 0 ? "bottom" : "top");
		odf_end(odf);
		odf_end(odf);
	}
}

/* The narrow and the wide column of a split. */
static void write_section_style(struct odf *odf)
{
	static const struct {
		const char *width;
		const char *left;
		const char *right;
	} COLUMNS[] = {
		{ "18350*", "0cm", "0.4cm" },
		{ "47185*", "0.4cm", "0cm" },
	};
	start_style(odf, "TwoColumns", "section");
	odf_start(odf, "style:section-properties");
	odf_attr(odf, "text:dont-balance-text-columns", "true");
	odf_start(odf, "style:columns");
	odf_attr(odf, "fo:column-count", "2");
	for (size_t i = 0; i < COUNT_OF(COLUMNS); i++) {
		odf_start(odf, "style:column");
		odf_attr(odf, "style:rel-width", COLUMNS[i].width);
		odf_attr(odf, "fo:start-indent", COLUMNS[i].left);
		odf_attr(odf, "fo:end-indent", COLUMNS[i].right);
		odf_end(odf);
	}
	odf_end(odf);
	odf_end(odf);
	odf_end(odf);
}

static void write_page_layout(struct odf *odf, bool is_across)
{
	odf_start(odf, "style:page-layout");
	odf_attr(odf, "style:name", is_across ? "A4Across" : "A4Upright");
	odf_start(odf, "style:page-layout-properties");
	odf_attr_format(odf, "fo:page-width", "%.1fcm",
	                is_across ? PAPER_HEIGHT_CM : PAPER_WIDTH_CM);
	odf_attr_format(odf, "fo:page-height", "%.1fcm",
	                is_across ? PAPER_WIDTH_CM : PAPER_HEIGHT_CM);
	odf_attr(odf, "style:print-orientation", is_across ? "landscape" : "portrait");
	odf_attr_format(odf, "fo:margin-left", "%.1fcm", PAPER_MARGIN_CM);
	odf_attr_format(odf, "fo:margin-right", "%.1fcm", PAPER_MARGIN_CM);
	odf_attr(odf, "fo:margin-top", "1.3cm");
	odf_attr(odf, "fo:margin-bottom", "1.3cm");
	odf_end(odf);
	odf_start(odf, "style:header-style");
	odf_start(odf, "style:header-footer-properties");
	odf_attr(odf, "fo:min-height", "0.5cm");
	odf_attr(odf, "fo:margin-bottom", "0.4cm");
	odf_end(odf);
	odf_end(odf);
	odf_start(odf, "style:footer-style");
	odf_start(odf, "style:header-footer-properties");
	odf_attr(odf, "fo:min-height", "0.6cm");
	odf_attr(odf, "fo:margin-top", "0.4cm");
	odf_end(odf);
	odf_end(odf);
	odf_end(odf);
}

static void write_foot(struct odf *odf, const char *element, bool is_across, struct str words)
{
	odf_start(odf, element);
	odf_start_paragraph(odf, is_across ? "PageFootAcross" : "PageFoot");
	odf_text(odf, words);
	odf_text(odf, STR("\tPage "));
	odf_element(odf, "text:page-number", STR("1"));
	odf_text(odf, STR(" of "));
	odf_element(odf, "text:page-count", STR("1"));
	odf_end(odf);
	odf_end(odf);
}

/* Head and foot of the pages. The document starts with Standard, whose first page
 * has its title instead of a head. */
static void write_master_pages(struct odf *odf, const struct doc_meta *meta)
{
	static const struct {
		const char *name;
		bool is_across;
		bool has_first;
	} PAGES[] = {
		{ "Standard", false, true }, { "Upright", false, false }, { "Across", true, false },
	};
	struct str head = meta->page_header.len ? meta->page_header : meta->title;
	for (size_t i = 0; i < COUNT_OF(PAGES); i++) {
		bool is_across = PAGES[i].is_across;
		odf_start(odf, "style:master-page");
		odf_attr(odf, "style:name", PAGES[i].name);
		odf_attr(odf, "style:page-layout-name", is_across ? "A4Across" : "A4Upright");
		odf_start(odf, "style:header");
		odf_paragraph(odf, "PageTop", head);
		odf_end(odf);
		if (PAGES[i].has_first) {
			odf_start(odf, "style:header-first");
			odf_paragraph(odf, "Standard", (struct str){ 0 });
			odf_end(odf);
		}
		write_foot(odf, "style:footer", is_across, meta->page_footer);
		if (PAGES[i].has_first)
			write_foot(odf, "style:footer-first", is_across, meta->page_footer);
		odf_end(odf);
	}
}

/* The title with what stands around it: whose, of when, for whom. */
static void write_title(struct body *body, const struct doc_meta *meta)
{
	struct odf *odf = body->odf;
	if (meta->authority.len)
		odf_paragraph(odf, "TitleLine", meta->authority);
	odf_start_heading(odf, "Heading_20_1", 1);
	odf_text(odf, meta->title);
	odf_end(odf);
	for (size_t i = 0; i < DOC_META_LINES_MAX && meta->subtitle[i].len; i++)
		odf_paragraph(odf, "TitleLine", meta->subtitle[i]);
	odf_start_paragraph(odf, "EditionLine");
	odf_span(odf, "Audience", meta->audience);
	for (size_t i = 0; i < DOC_META_LINES_MAX && meta->edition[i].len; i++) {
		if (i > 0 || meta->audience.len)
			odf_text(odf, STR(" · "));
		odf_text(odf, meta->edition[i]);
	}
	odf_end(odf);
}

static void write_root_start(struct odf *odf)
{
	odf_declare(odf);
	odf_start(odf, "office:document");
	for (size_t i = 0; i < COUNT_OF(NAMESPACES); i++)
		odf_attr(odf, NAMESPACES[i].name, NAMESPACES[i].uri);
	odf_attr(odf, "office:version", "1.3");
	odf_attr(odf, "office:mimetype", "application/vnd.oasis.opendocument.text");
}

/* The body is written first: only then is known what styles it needs. */
static enum status write_body(struct body *body, const struct doc *doc, struct str *out,
                              struct err *err)
{
	write_title(body, &doc->meta);
	body_blocks(body, &doc->blocks);
	odf_paragraph(body->odf, "MadeLine", doc->meta.made_on);
	return odf_finish(body->odf, out, err);
}

enum status fodt_write(const struct doc *doc, struct buf *out, struct err *err)
{
	assert(!doc->builder);
	auto_arena arena = { 0 };
	auto_odf inner = odf_init(&arena);
	struct body body = { .odf = &inner, .arena = &arena };
	struct str content;
	enum status st = write_body(&body, doc, &content, err);
	if (st != OK)
		return st;

	auto_odf outer = odf_init(&arena);
	write_root_start(&outer);
	write_meta(&outer, doc);
	write_settings(&outer);
	write_fonts(&outer);
	write_styles(&outer, doc);
	odf_start(&outer, "office:automatic-styles");
	for (const struct body_variant *variant = body.variants; variant; variant = variant->next)
		write_variant(&outer, variant);
	for (const struct body_grid *grid = body.grids; grid; grid = grid->next)
		write_grid(&outer, grid);
	write_table_styles(&outer);
	write_section_style(&outer);
	write_page_layout(&outer, false);
	write_page_layout(&outer, true);
	odf_end(&outer);
	odf_start(&outer, "office:master-styles");
	write_master_pages(&outer, &doc->meta);
	odf_end(&outer);
	odf_start(&outer, "office:body");
	odf_start(&outer, "office:text");
	odf_raw(&outer, content);
	struct str whole;
	st = odf_finish(&outer, &whole, err);
	if (st != OK)
		return st;
	buf_add(out, whole);
	return buf_check(out, "the flat ODF document", err);
}
