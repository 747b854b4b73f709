#include "render/html.h"

#include <assert.h>

struct tag_face {
	const char *name;
	bool is_void;
	bool begins_line; /* no white space matters before it */
};

static const struct tag_face TAGS[HTML_TAG_COUNT] = {
	[HTML_HTML] = { "html", false, true },
	[HTML_HEAD] = { "head", false, true },
	[HTML_META] = { "meta", true, true },
	[HTML_TITLE] = { "title", false, true },
	[HTML_STYLE] = { "style", false, true },
	[HTML_BODY] = { "body", false, true },
	[HTML_HEADER] = { "header", false, true },
	[HTML_NAV] = { "nav", false, true },
	[HTML_MAIN] = { "main", false, true },
	[HTML_SECTION] = { "section", false, true },
	[HTML_FOOTER] = { "footer", false, true },
	[HTML_DIV] = { "div", false, true },
	[HTML_H1] = { "h1", false, true },
	[HTML_H2] = { "h2", false, true },
	[HTML_H3] = { "h3", false, true },
	[HTML_H4] = { "h4", false, true },
	[HTML_P] = { "p", false, true },
	[HTML_UL] = { "ul", false, true },
	[HTML_OL] = { "ol", false, true },
	[HTML_LI] = { "li", false, true },
	[HTML_DL] = { "dl", false, true },
	[HTML_DT] = { "dt", false, true },
	[HTML_DD] = { "dd", false, true },
	[HTML_FIGURE] = { "figure", false, true },
	[HTML_FIGCAPTION] = { "figcaption", false, true },
	[HTML_TABLE] = { "table", false, true },
	[HTML_CAPTION] = { "caption", false, true },
	[HTML_THEAD] = { "thead", false, true },
	[HTML_TBODY] = { "tbody", false, true },
	[HTML_TR] = { "tr", false, true },
	[HTML_TH] = { "th", false, true },
	[HTML_TD] = { "td", false, true },
	[HTML_A] = { "a", false, false },
	[HTML_SPAN] = { "span", false, false },
	[HTML_STRONG] = { "strong", false, false },
	[HTML_EM] = { "em", false, false },
	[HTML_SMALL] = { "small", false, false },
	[HTML_BR] = { "br", true, false },
};

static const char *const ATTRS[HTML_ATTR_COUNT] = {
	[HTML_ATTR_ARIA_LABEL] = "aria-label",
	[HTML_ATTR_ARIA_LABELLEDBY] = "aria-labelledby",
	[HTML_ATTR_CHARSET] = "charset",
	[HTML_ATTR_CLASS] = "class",
	[HTML_ATTR_COLSPAN] = "colspan",
	[HTML_ATTR_CONTENT] = "content",
	[HTML_ATTR_DATA_LABEL] = "data-label",
	[HTML_ATTR_HREF] = "href",
	[HTML_ATTR_HTTP_EQUIV] = "http-equiv",
	[HTML_ATTR_ID] = "id",
	[HTML_ATTR_LANG] = "lang",
	[HTML_ATTR_NAME] = "name",
	[HTML_ATTR_SCOPE] = "scope",
	[HTML_ATTR_TABINDEX] = "tabindex",
};

/* Ends the start tag, if one is open, so that content may follow. */
static void end_tag(struct html *html)
{
	if (html->is_in_tag)
		sink_add_char(html->sink, '>');
	html->is_in_tag = false;
}

static void add_escaped(struct html *html, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		struct str entity;
		switch (text.ptr[i]) {
		case '&':
			entity = STR("&amp;");
			break;
		case '<':
			entity = STR("&lt;");
			break;
		case '>':
			entity = STR("&gt;");
			break;
		case '"':
			entity = STR("&quot;");
			break;
		default:
			continue;
		}
		sink_add(html->sink, str_slice(text, from, i - from));
		sink_add(html->sink, entity);
		from = i + 1;
	}
	sink_add(html->sink, str_slice(text, from, text.len - from));
}

struct html html_begin(struct sink *sink)
{
	sink_add(sink, STR("<!DOCTYPE html>"));
	return (struct html){ .sink = sink };
}

void html_finish(struct html *html)
{
	assert(html->depth == 0);
	sink_add_char(html->sink, '\n');
}

void html_open(struct html *html, enum html_tag tag)
{
	assert((unsigned)tag < HTML_TAG_COUNT);
	end_tag(html);
	const struct tag_face *face = &TAGS[tag];
	if (face->begins_line && !html->is_in_line)
		sink_add_char(html->sink, '\n');
	html->is_in_line = !face->begins_line;
	sink_add_char(html->sink, '<');
	sink_add(html->sink, str_of(face->name));
	html->is_in_tag = true;
	if (face->is_void)
		return;
	assert(html->depth < HTML_DEPTH_MAX);
	html->stack[html->depth++] = tag;
}

void html_attr(struct html *html, enum html_attr attr, struct str value)
{
	assert((unsigned)attr < HTML_ATTR_COUNT && html->is_in_tag);
	sink_add_char(html->sink, ' ');
	sink_add(html->sink, str_of(ATTRS[attr]));
	sink_add(html->sink, STR("=\""));
	add_escaped(html, value);
	sink_add_char(html->sink, '"');
}

void html_attr_int(struct html *html, enum html_attr attr, int64_t value)
{
	assert((unsigned)attr < HTML_ATTR_COUNT && html->is_in_tag);
	sink_add_char(html->sink, ' ');
	sink_add(html->sink, str_of(ATTRS[attr]));
	sink_add(html->sink, STR("=\""));
	sink_add_int(html->sink, value);
	sink_add_char(html->sink, '"');
}

void html_attr_anchor(struct html *html, struct str id)
{
	assert(html->is_in_tag);
	sink_add(html->sink, STR(" href=\"#"));
	add_escaped(html, id);
	sink_add_char(html->sink, '"');
}

void html_text(struct html *html, struct str text)
{
	end_tag(html);
	html->is_in_line = true;
	add_escaped(html, text);
}

void html_int(struct html *html, int64_t number)
{
	end_tag(html);
	html->is_in_line = true;
	sink_add_int(html->sink, number);
}

void html_close(struct html *html, enum html_tag tag)
{
	assert(html->depth > 0 && html->stack[html->depth - 1] == tag);
	end_tag(html);
	html->depth--;
	sink_add(html->sink, STR("</"));
	sink_add(html->sink, str_of(TAGS[tag].name));
	sink_add_char(html->sink, '>');
	html->is_in_line = !TAGS[tag].begins_line;
}

void html_open_class(struct html *html, enum html_tag tag, const char *class_name)
{
	html_open(html, tag);
	html_attr(html, HTML_ATTR_CLASS, str_of(class_name));
}

void html_element(struct html *html, enum html_tag tag, const char *class_name,
                  struct str text)
{
	html_open(html, tag);
	if (class_name)
		html_attr(html, HTML_ATTR_CLASS, str_of(class_name));
	html_text(html, text);
	html_close(html, tag);
}

void html_picture(struct html *html, const struct picture *picture)
{
	end_tag(html);
	html->is_in_line = true;
	sink_add(html->sink, picture->svg);
}

void html_stylesheet(struct html *html, struct str css)
{
	assert(str_find_nocase(css, STR("</")) == SIZE_MAX);
	html_open(html, HTML_STYLE);
	end_tag(html);
	sink_add(html->sink, css);
	html_close(html, HTML_STYLE);
}
