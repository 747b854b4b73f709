#include "render/svg.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#define XML(text) ((const xmlChar *)(text))

static const char FAMILY[] = "Arial, 'Liberation Sans', sans-serif";

/* The only way these calls fail is want of memory. */
static void must(int result)
{
	assert(result >= 0);
}

static void attr(struct svg *svg, const char *name, const char *value)
{
	must(xmlTextWriterWriteAttribute(svg->writer, XML(name), XML(value)));
}

enum { NUMBER_BYTES = 32 };

/* At most two decimals, none that say nothing, no minus zero. */
static const char *print_number(double number, char out[NUMBER_BYTES])
{
	assert(isfinite(number) && fabs(number) < 1e6);
	snprintf(out, NUMBER_BYTES, "%.2f", number);
	size_t len = strlen(out);
	while (out[len - 1] == '0')
		len--;
	if (out[len - 1] == '.')
		len--;
	out[len] = '\0';
	return strcmp(out, "-0") == 0 ? "0" : out;
}

static void attr_number(struct svg *svg, const char *name, double number)
{
	char text[NUMBER_BYTES];
	attr(svg, name, print_number(number, text));
}

static void element(struct svg *svg, const char *name)
{
	must(xmlTextWriterStartElement(svg->writer, XML(name)));
}

static void end(struct svg *svg)
{
	must(xmlTextWriterEndElement(svg->writer));
}

static void characters(struct svg *svg, struct str text)
{
	xmlChar *copy = xmlStrndup(XML(text.len ? text.ptr : ""), (int)text.len);
	assert(copy);
	must(xmlTextWriterWriteString(svg->writer, copy));
	xmlFree(copy);
}

static void apply_style(struct svg *svg, const struct svg_style *style)
{
	attr(svg, "fill", style->fill ? style->fill : "none");
	if (!style->stroke)
		return;
	attr(svg, "stroke", style->stroke);
	attr_number(svg, "stroke-width", style->stroke_width);
	if (style->dash)
		attr(svg, "stroke-dasharray", style->dash);
	if (style->has_round_ends) {
		attr(svg, "stroke-linecap", "round");
		attr(svg, "stroke-linejoin", "round");
	}
}

/* --- a picture --- */

static struct svg start(int width, int height)
{
	struct svg svg = { .bytes = xmlBufferCreate(), .width = width, .height = height };
	assert(svg.bytes);
	svg.writer = xmlNewTextWriterMemory(svg.bytes, 0);
	assert(svg.writer);
	char box[64];
	snprintf(box, sizeof(box), "0 0 %d %d", width, height);
	element(&svg, "svg");
	attr(&svg, "xmlns", "http://www.w3.org/2000/svg");
	attr_number(&svg, "width", width);
	attr_number(&svg, "height", height);
	attr(&svg, "viewBox", box);
	return svg;
}

static void named_text(struct svg *svg, const char *name, struct str id, const char *suffix,
                       struct str text)
{
	element(svg, name);
	must(xmlTextWriterWriteFormatAttribute(svg->writer, XML("id"), "%.*s-%s", STR_ARGS(id),
	                                       suffix));
	characters(svg, text);
	end(svg);
}

struct svg svg_begin(int width, int height, struct str id, struct str title,
                     struct str description)
{
	assert(id.len && title.len && description.len);
	struct svg svg = start(width, height);
	attr(&svg, "role", "img");
	must(xmlTextWriterWriteFormatAttribute(svg.writer, XML("aria-labelledby"),
	                                       "%.*s-title %.*s-desc", STR_ARGS(id),
	                                       STR_ARGS(id)));
	attr(&svg, "font-family", FAMILY);
	named_text(&svg, "title", id, "title", title);
	named_text(&svg, "desc", id, "desc", description);
	return svg;
}

struct svg svg_begin_hidden(int width, int height)
{
	struct svg svg = start(width, height);
	attr(&svg, "aria-hidden", "true");
	attr(&svg, "font-family", FAMILY);
	return svg;
}

struct picture svg_finish(struct svg *svg, struct arena *arena)
{
	must(xmlTextWriterEndDocument(svg->writer));
	xmlFreeTextWriter(svg->writer);
	struct str bytes = { (const char *)xmlBufferContent(svg->bytes),
		             (size_t)xmlBufferLength(svg->bytes) };
	while (bytes.len && bytes.ptr[bytes.len - 1] == '\n')
		bytes.len--;
	struct picture picture = {
		.width = svg->width,
		.height = svg->height,
		.svg = arena_text(arena, bytes),
	};
	xmlBufferFree(svg->bytes);
	*svg = (struct svg){ 0 };
	return picture;
}

/* --- shapes --- */

void svg_line(struct svg *svg, struct svg_point from, struct svg_point to,
              const struct svg_style *style)
{
	element(svg, "line");
	attr_number(svg, "x1", from.x);
	attr_number(svg, "y1", from.y);
	attr_number(svg, "x2", to.x);
	attr_number(svg, "y2", to.y);
	apply_style(svg, style);
	end(svg);
}

void svg_rect(struct svg *svg, struct svg_point corner, double width, double height,
              const struct svg_style *style)
{
	element(svg, "rect");
	attr_number(svg, "x", corner.x);
	attr_number(svg, "y", corner.y);
	attr_number(svg, "width", width);
	attr_number(svg, "height", height);
	apply_style(svg, style);
	end(svg);
}

void svg_circle(struct svg *svg, struct svg_point centre, double radius,
                const struct svg_style *style)
{
	element(svg, "circle");
	attr_number(svg, "cx", centre.x);
	attr_number(svg, "cy", centre.y);
	attr_number(svg, "r", radius);
	apply_style(svg, style);
	end(svg);
}

void svg_path(struct svg *svg, const char *path, const struct svg_style *style)
{
	element(svg, "path");
	attr(svg, "d", path);
	apply_style(svg, style);
	end(svg);
}

void svg_text(struct svg *svg, struct svg_point at, const struct svg_type *type,
              struct str text)
{
	static const char *const ANCHORS[] = {
		[SVG_ANCHOR_START] = "start",
		[SVG_ANCHOR_MIDDLE] = "middle",
		[SVG_ANCHOR_END] = "end",
	};
	element(svg, "text");
	attr_number(svg, "x", at.x);
	attr_number(svg, "y", at.y);
	attr_number(svg, "font-size", type->size);
	if (type->is_bold)
		attr(svg, "font-weight", "bold");
	if (type->anchor != SVG_ANCHOR_START)
		attr(svg, "text-anchor", ANCHORS[type->anchor]);
	attr(svg, "fill", type->fill);
	characters(svg, text);
	end(svg);
}

double svg_text_width(struct str text, double size)
{
	/* Arial: half an em a character, a little more to be safe. */
	return (double)str_characters(text) * size * 0.54;
}
