#include "render/page.h"

#include <sodium.h>

#include "render/page_parts.h"
#include "render_embedded.h"

/* In longer documents a row of links leads to the parts. */
enum { CONTENTS_FROM_HEADINGS = 4, CSS_BYTES_MAX = 256 * 1024 };

/* --- the head --- */

/* Text as a CSS string: whatever is not a plain letter or figure is written as
 * its code, so nothing in it can end the string. */
static void add_css_string(struct buf *css, struct str text)
{
	buf_add_char(css, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		                (c >= '0' && c <= '9') || c >= 0x80;
		if (is_plain)
			buf_add_char(css, (char)c);
		else
			buf_format(css, "\\%06x", c);
	}
	buf_add_char(css, '"');
}

static void add_margin_text(struct buf *css, const char *place, struct str text)
{
	if (!text.len)
		return;
	buf_format(css, "@page { @%s { content: ", place);
	add_css_string(css, text);
	buf_add(css, STR("; font: 8.5pt Arial, \"Liberation Sans\", sans-serif; color: #505a5f; "
	                 "white-space: nowrap; } }\n"));
}

/* The stylesheet, with the texts that stand on every printed page. */
static void build_css(const struct doc_meta *meta, struct buf *css)
{
	buf_add_char(css, '\n');
	buf_add(css, EMBED_DIGEST_CSS);
	add_margin_text(css, "top-left", meta->page_header);
	add_margin_text(css, "bottom-left", meta->page_footer);
	if (meta->page_header.len) /* the first page has its title */
		buf_add(css, STR("@page:first { @top-left { content: none; } }\n"));
}

/* Nothing may be loaded and nothing may run; the one stylesheet is known by its
 * hash. */
static void write_policy(struct html *html, struct str css)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char base64[sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES,
	                                      sodium_base64_VARIANT_ORIGINAL)];
	crypto_hash_sha256(digest, (const unsigned char *)css.ptr, css.len);
	sodium_bin2base64(base64, sizeof(base64), digest, sizeof(digest),
	                  sodium_base64_VARIANT_ORIGINAL);
	auto_buf policy = buf_init(256);
	buf_format(&policy,
	           "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
	           "form-action 'none'",
	           base64);
	html_open(html, HTML_META);
	html_attr(html, HTML_ATTR_HTTP_EQUIV, STR("Content-Security-Policy"));
	html_attr(html, HTML_ATTR_CONTENT, buf_view(&policy));
}

static void write_meta(struct html *html, struct str name, struct str content)
{
	if (!content.len)
		return;
	html_open(html, HTML_META);
	html_attr(html, HTML_ATTR_NAME, name);
	html_attr(html, HTML_ATTR_CONTENT, content);
}

static void write_head(struct page *page)
{
	struct html *html = &page->html;
	const struct doc_meta *meta = &page->doc->meta;
	auto_buf css = buf_init(CSS_BYTES_MAX);
	build_css(meta, &css);
	html_open(html, HTML_HEAD);
	html_open(html, HTML_META);
	html_attr(html, HTML_ATTR_CHARSET, STR("utf-8"));
	write_policy(html, buf_view(&css));
	write_meta(html, STR("viewport"), STR("width=device-width, initial-scale=1"));
	write_meta(html, STR("description"), meta->description);
	html_open(html, HTML_TITLE);
	html_text(html, meta->title);
	if (meta->authority.len) {
		html_text(html, STR(" – "));
		html_text(html, meta->authority);
	}
	html_close(html, HTML_TITLE);
	html_stylesheet(html, buf_view(&css));
	html_close(html, HTML_HEAD);
}

/* --- the frame --- */

static void write_masthead(struct page *page)
{
	struct html *html = &page->html;
	const struct doc_meta *meta = &page->doc->meta;
	html_open_class(html, HTML_HEADER, "masthead");
	html_open(html, HTML_DIV);
	if (meta->authority.len)
		html_element(html, HTML_P, "authority", meta->authority);
	html_open(html, HTML_H1);
	page_text(page, meta->title);
	html_close(html, HTML_H1);
	for (size_t i = 0; i < DOC_META_LINES_MAX && meta->subtitle[i].len; i++) {
		html_open(html, HTML_P);
		page_text(page, meta->subtitle[i]);
		html_close(html, HTML_P);
	}
	html_close(html, HTML_DIV);
	if (meta->audience.len || meta->edition[0].len) {
		html_open_class(html, HTML_P, "edition");
		if (meta->audience.len)
			html_element(html, HTML_STRONG, NULL, meta->audience);
		for (size_t i = 0; i < DOC_META_LINES_MAX && meta->edition[i].len; i++) {
			if (i == 0 && meta->audience.len)
				html_text(html, STR(" · "));
			else if (i > 0)
				html_open(html, HTML_BR);
			html_text(html, meta->edition[i]);
		}
		html_close(html, HTML_P);
	}
	html_close(html, HTML_HEADER);
}

/* Calls for every heading of level 2, in order; NULL html only counts. */
static size_t write_links(struct html *html, const struct doc_blocks *blocks)
{
	size_t count = 0;
	for (const struct doc_block *block = blocks->first; block; block = block->next) {
		if (block->kind == DOC_BLOCK_SPLIT) {
			count += write_links(html, &block->split.narrow);
			count += write_links(html, &block->split.wide);
		}
		if (block->kind != DOC_BLOCK_HEADING || block->heading.level != 2)
			continue;
		count++;
		if (!html)
			continue;
		html_open(html, HTML_LI);
		html_open(html, HTML_A);
		html_attr_anchor(html, block->heading.id);
		html_text(html, block->heading.text);
		html_close(html, HTML_A);
		html_close(html, HTML_LI);
	}
	return count;
}

static void write_contents(struct page *page)
{
	struct html *html = &page->html;
	const struct doc_blocks *blocks = &page->doc->blocks;
	if (write_links(NULL, blocks) < CONTENTS_FROM_HEADINGS)
		return;
	html_open_class(html, HTML_NAV, "contents");
	html_attr(html, HTML_ATTR_ARIA_LABEL, STR("On this page"));
	html_open(html, HTML_UL);
	write_links(html, blocks);
	html_close(html, HTML_UL);
	html_close(html, HTML_NAV);
}

static bool is_part_heading(const struct doc_block *block)
{
	return block->kind == DOC_BLOCK_HEADING && block->heading.level == 2;
}

/* The blocks, each heading of level 2 with what follows it as a section. */
static void write_main(struct page *page)
{
	struct html *html = &page->html;
	bool is_in_section = false;
	html_open(html, HTML_MAIN);
	html_attr(html, HTML_ATTR_ID, STR("_main"));
	html_attr(html, HTML_ATTR_TABINDEX, STR("-1"));
	for (const struct doc_block *block = page->doc->blocks.first; block; block = block->next) {
		bool ends_section = is_part_heading(block) || block->kind == DOC_BLOCK_SPLIT ||
		                    block->kind == DOC_BLOCK_PAGE_BREAK;
		if (is_in_section && ends_section) {
			html_close(html, HTML_SECTION);
			is_in_section = false;
		}
		if (is_part_heading(block)) {
			html_open(html, HTML_SECTION);
			html_attr(html, HTML_ATTR_ARIA_LABELLEDBY, block->heading.id);
			is_in_section = true;
		}
		page_block(page, block);
	}
	if (is_in_section)
		html_close(html, HTML_SECTION);
	html_close(html, HTML_MAIN);
}

void page_write(const struct doc *doc, struct sink *sink)
{
	auto_arena arena = { 0 };
	struct page page = { .html = html_begin(sink), .arena = &arena, .doc = doc };
	struct html *html = &page.html;
	html_open(html, HTML_HTML);
	html_attr(html, HTML_ATTR_LANG, doc->meta.language);
	write_head(&page);
	html_open(html, HTML_BODY);
	html_open_class(html, HTML_A, "skip");
	html_attr_anchor(html, STR("_main"));
	html_text(html, STR("Skip to the content"));
	html_close(html, HTML_A);
	write_masthead(&page);
	write_contents(&page);
	write_main(&page);
	if (doc->meta.made_on.len) {
		html_open_class(html, HTML_FOOTER, "colophon");
		html_element(html, HTML_P, NULL, doc->meta.made_on);
		html_close(html, HTML_FOOTER);
	}
	html_close(html, HTML_BODY);
	html_close(html, HTML_HTML);
	html_finish(html);
}
