/* A typed writer of HTML: it cannot write markup that is not well formed, nor let
 * text become markup.
 *
 * Tags and attributes are enums; open elements are kept on a stack and closed in
 * order; text and attribute values are escaped here and nowhere else. No call
 * takes markup as text: a picture comes as `struct picture`, which only svg.c can
 * make, and the stylesheet is the program's own. A wrong order of calls is a
 * mistake of the program and stops it by assert. */
#ifndef OUTTURN_RENDER_HTML_H
#define OUTTURN_RENDER_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "render/picture.h"
#include "render/sink.h"

enum html_tag {
	HTML_HTML, HTML_HEAD, HTML_META, HTML_TITLE, HTML_STYLE, HTML_BODY,
	HTML_HEADER, HTML_NAV, HTML_MAIN, HTML_SECTION, HTML_FOOTER, HTML_DIV,
	HTML_H1, HTML_H2, HTML_H3, HTML_H4, HTML_P, HTML_UL, HTML_OL, HTML_LI,
	HTML_DL, HTML_DT, HTML_DD, HTML_FIGURE, HTML_FIGCAPTION,
	HTML_TABLE, HTML_CAPTION, HTML_THEAD, HTML_TBODY, HTML_TR, HTML_TH, HTML_TD,
	HTML_A, HTML_SPAN, HTML_STRONG, HTML_EM, HTML_SMALL, HTML_BR,
	HTML_TAG_COUNT
};

enum html_attr {
	HTML_ATTR_ARIA_LABEL,
	HTML_ATTR_ARIA_LABELLEDBY,
	HTML_ATTR_CHARSET,
	HTML_ATTR_CLASS,
	HTML_ATTR_COLSPAN,
	HTML_ATTR_CONTENT,
	HTML_ATTR_DATA_LABEL, /* the column's name, for narrow screens */
	HTML_ATTR_HREF,
	HTML_ATTR_HTTP_EQUIV,
	HTML_ATTR_ID,
	HTML_ATTR_LANG,
	HTML_ATTR_NAME,
	HTML_ATTR_SCOPE,
	HTML_ATTR_TABINDEX,
	HTML_ATTR_COUNT
};

enum { HTML_DEPTH_MAX = 32 };

struct html {
	struct sink *sink;
	enum html_tag stack[HTML_DEPTH_MAX];
	size_t depth;
	bool is_in_tag;   /* attributes may still come */
	bool is_in_line;  /* text was written since the line began */
};

/* A writer into the sink, which is borrowed; writes the document type. */
struct html html_begin(struct sink *sink);

/* Asserts that everything that was opened was closed. */
void html_finish(struct html *html);

/* Opens an element; void elements (meta, br) are closed at once and may only be
 * given attributes. */
void html_open(struct html *html, enum html_tag tag);

/* Gives the element opened last an attribute; before any content. */
void html_attr(struct html *html, enum html_attr attr, struct str value);
void html_attr_int(struct html *html, enum html_attr attr, int64_t value);

/* Gives it a link to an id of this page. */
void html_attr_anchor(struct html *html, struct str id);

/* Text, escaped; a line feed stays one. */
void html_text(struct html *html, struct str text);
void html_int(struct html *html, int64_t number);

/* Closes the element opened last, which must be `tag`. */
void html_close(struct html *html, enum html_tag tag);

/* A whole element with text and, where not NULL, a class. */
void html_element(struct html *html, enum html_tag tag, const char *class_name,
                  struct str text);

/* Opens an element with a class. */
void html_open_class(struct html *html, enum html_tag tag, const char *class_name);

/* A picture, in its place in the text. */
void html_picture(struct html *html, const struct picture *picture);

/* The style element with a stylesheet of ours; asserts that it could not end the
 * element by itself. */
void html_stylesheet(struct html *html, struct str css);

#endif
