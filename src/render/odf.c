#include "render/odf.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>

#include <libxml/xmlwriter.h>

struct odf odf_init(struct arena *arena)
{
	struct odf odf = { .arena = arena };
	odf.bytes = xmlBufferCreate();
	odf.writer = odf.bytes ? xmlNewTextWriterMemory(odf.bytes, 0) : NULL;
	odf.failed = !odf.writer;
	return odf;
}

void odf_deinit(struct odf *odf)
{
	if (odf->writer)
		xmlFreeTextWriter(odf->writer);
	if (odf->bytes)
		xmlBufferFree(odf->bytes);
	*odf = (struct odf){ 0 };
}

/* What libxml2 returned: negative is a failure, and it stays one. */
static void note(struct odf *odf, int result)
{
	if (result < 0)
		odf->failed = true;
}

/* The text with a NUL behind it, as libxml2 wants it. */
static const xmlChar *terminated(struct odf *odf, struct str text)
{
	return (const xmlChar *)arena_text(odf->arena, text).ptr;
}

void odf_declare(struct odf *odf)
{
	if (!odf->failed)
		note(odf, xmlTextWriterStartDocument(odf->writer, NULL, "UTF-8", NULL));
}

void odf_start(struct odf *odf, const char *element)
{
	if (!odf->failed)
		note(odf, xmlTextWriterStartElement(odf->writer, (const xmlChar *)element));
}

void odf_end(struct odf *odf)
{
	if (!odf->failed)
		note(odf, xmlTextWriterEndElement(odf->writer));
}

void odf_attr(struct odf *odf, const char *name, const char *value)
{
	if (!odf->failed)
		note(odf, xmlTextWriterWriteAttribute(odf->writer, (const xmlChar *)name,
		                                      (const xmlChar *)value));
}

void odf_attr_text(struct odf *odf, const char *name, struct str value)
{
	odf_attr(odf, name, (const char *)terminated(odf, value));
}

void odf_attr_format(struct odf *odf, const char *name, const char *format, ...)
{
	char value[256];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(value, sizeof(value), format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof(value))
		odf->failed = true;
	odf_attr(odf, name, value);
}

static void write_string(struct odf *odf, struct str text)
{
	if (!odf->failed && text.len)
		note(odf, xmlTextWriterWriteString(odf->writer, terminated(odf, text)));
}

void odf_element(struct odf *odf, const char *element, struct str text)
{
	odf_start(odf, element);
	write_string(odf, text);
	odf_end(odf);
}

/* What stands for a tab, a line feed, or spaces behind a space. */
static void write_blank(struct odf *odf, char c, size_t count)
{
	odf_start(odf, c == '\t' ? "text:tab" : c == '\n' ? "text:line-break" : "text:s");
	if (c == ' ')
		odf_attr_format(odf, "text:c", "%zu", count);
	odf_end(odf);
}

void odf_text(struct odf *odf, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		size_t spaces = 0;
		while (c == ' ' && i + 1 + spaces < text.len && text.ptr[i + 1 + spaces] == ' ')
			spaces++;
		if (c != '\t' && c != '\n' && spaces == 0)
			continue;
		size_t upto = spaces ? i + 1 : i; /* the first space is written as it is */
		write_string(odf, str_slice(text, from, upto - from));
		write_blank(odf, c, spaces);
		i += spaces;
		from = i + 1;
	}
	write_string(odf, str_slice(text, from, text.len - from));
}

void odf_span(struct odf *odf, const char *style, struct str text)
{
	odf_start(odf, "text:span");
	odf_attr(odf, "text:style-name", style);
	odf_text(odf, text);
	odf_end(odf);
}

void odf_start_paragraph(struct odf *odf, const char *style)
{
	odf_start(odf, "text:p");
	odf_attr(odf, "text:style-name", style);
}

void odf_start_heading(struct odf *odf, const char *style, int level)
{
	odf_start(odf, "text:h");
	odf_attr(odf, "text:style-name", style);
	odf_attr_format(odf, "text:outline-level", "%d", level);
}

void odf_paragraph(struct odf *odf, const char *style, struct str text)
{
	odf_start_paragraph(odf, style);
	odf_text(odf, text);
	odf_end(odf);
}

void odf_picture(struct odf *odf, const struct odf_picture *picture)
{
	odf_start(odf, "draw:frame");
	odf_attr_format(odf, "draw:name", "picture %zu", ++odf->picture_count);
	odf_attr(odf, "text:anchor-type", "as-char");
	odf_attr_format(odf, "svg:width", "%.3fcm", picture->width_cm);
	odf_attr_format(odf, "svg:height", "%.3fcm", picture->height_cm);
	odf_start(odf, "draw:image");
	odf_attr(odf, "draw:mime-type", "image/svg+xml");
	odf_start(odf, "office:binary-data");
	if (picture->svg.len > INT_MAX)
		odf->failed = true;
	if (!odf->failed)
		note(odf, xmlTextWriterWriteBase64(odf->writer, picture->svg.ptr, 0,
		                                   (int)picture->svg.len));
	odf_end(odf);
	odf_end(odf);
	odf_element(odf, "svg:title", picture->title);
	odf_element(odf, "svg:desc", picture->description);
	odf_end(odf);
}

void odf_raw(struct odf *odf, struct str markup)
{
	if (markup.len > INT_MAX)
		odf->failed = true;
	if (!odf->failed && markup.len)
		note(odf, xmlTextWriterWriteRawLen(odf->writer, (const xmlChar *)markup.ptr,
		                                   (int)markup.len));
}

enum status odf_finish(struct odf *odf, struct str *out, struct err *err)
{
	if (!odf->failed)
		note(odf, xmlTextWriterEndDocument(odf->writer));
	if (!odf->failed)
		note(odf, xmlTextWriterFlush(odf->writer));
	if (odf->failed)
		return err_set(err, E_LIMIT, "the document is too large to be written as ODF");
	*out = (struct str){ (const char *)xmlBufferContent(odf->bytes),
		             (size_t)xmlBufferLength(odf->bytes) };
	return OK;
}
