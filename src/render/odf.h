/* Flat ODF, element by element: the one place that knows how OpenDocument wants
 * its white space, its pictures and its measures written.
 *
 * Names of elements and attributes are literals of ours; what comes from a
 * document goes through odf_text() and odf_attr_text(), which escape. A failure
 * is sticky and asked for once, by odf_finish(). */
#ifndef OUTTURN_RENDER_ODF_H
#define OUTTURN_RENDER_ODF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/text.h"

struct _xmlBuffer;
struct _xmlTextWriter;

struct odf {
	struct arena *arena; /* for texts on their way; borrowed */
	struct _xmlBuffer *bytes;
	struct _xmlTextWriter *writer;
	size_t picture_count; /* pictures have names, and names must differ */
	bool failed;
};

#define auto_odf CLEANUP(odf_deinit) struct odf

/* An empty writer. */
struct odf odf_init(struct arena *arena);

/* Frees what was written. Accepts a zeroed struct and a second call. */
void odf_deinit(struct odf *odf);

/* The XML declaration, before everything of a whole file: LibreOffice takes a flat
 * ODF file without one for plain text. */
void odf_declare(struct odf *odf);

/* Starts and ends an element. */
void odf_start(struct odf *odf, const char *element);
void odf_end(struct odf *odf);

/* An attribute of the element just started. */
void odf_attr(struct odf *odf, const char *name, const char *value);
void odf_attr_text(struct odf *odf, const char *name, struct str value);
void odf_attr_format(struct odf *odf, const char *name, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* An element that holds only text, as it is: metadata and settings. */
void odf_element(struct odf *odf, const char *element, struct str text);

/* Text within a paragraph: spaces in a row, tabs and line feeds survive. */
void odf_text(struct odf *odf, struct str text);

/* Text in a character style. */
void odf_span(struct odf *odf, const char *style, struct str text);

/* Starts a paragraph, or a heading of an outline level from 1 on, in a paragraph
 * style; odf_end() ends it. */
void odf_start_paragraph(struct odf *odf, const char *style);
void odf_start_heading(struct odf *odf, const char *style, int level);

/* A whole paragraph. */
void odf_paragraph(struct odf *odf, const char *style, struct str text);

/* A drawing within the open paragraph. `title` names it, `description` stands for
 * it where it cannot be seen; sizes are on paper. */
struct odf_picture {
	struct str svg;
	double width_cm;
	double height_cm;
	struct str title;
	struct str description;
};
void odf_picture(struct odf *odf, const struct odf_picture *picture);

/* Markup that was written by an odf writer or ships with the program. */
void odf_raw(struct odf *odf, struct str markup);

/* Ends all elements and gives what was written; borrowed until odf_deinit().
 * E_LIMIT when it could not be written. */
MUST_CHECK enum status odf_finish(struct odf *odf, struct str *out, struct err *err);

#endif
