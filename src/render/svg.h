/* Drawing in SVG, shape by shape. Private to src/render.
 *
 * Coordinates are CSS pixels; they are printed with at most two decimals, so the
 * bytes are the same on every machine. Names of elements and attributes are ours;
 * text goes through libxml2, which escapes it. Running out of memory in libxml2
 * ends the process, as it does everywhere (base/mem.h). */
#ifndef OUTTURN_RENDER_SVG_H
#define OUTTURN_RENDER_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "render/picture.h"

struct _xmlBuffer;
struct _xmlTextWriter;

struct svg {
	struct _xmlBuffer *bytes;
	struct _xmlTextWriter *writer;
	int width;
	int height;
};

/* How a shape is drawn; colours as "#0b0c0c", NULL: not filled, not stroked. */
struct svg_style {
	const char *fill;
	const char *stroke;
	double stroke_width;
	const char *dash;      /* "4 3", or NULL for a whole line */
	bool has_round_ends;
};

struct svg_point {
	double x;
	double y;
};

enum svg_anchor { SVG_ANCHOR_START, SVG_ANCHOR_MIDDLE, SVG_ANCHOR_END };

struct svg_type {
	double size; /* of the letters, in pixels */
	const char *fill;
	bool is_bold;
	enum svg_anchor anchor;
};

/* Starts a picture that stands for something: title and description are inside
 * and named by ids made of `id`. */
struct svg svg_begin(int width, int height, struct str id, struct str title,
                     struct str description);

/* Starts a picture that repeats what stands beside it as text. */
struct svg svg_begin_hidden(int width, int height);

/* Ends the picture and hands it over in the arena; `svg` is spent. */
struct picture svg_finish(struct svg *svg, struct arena *arena);

/* Shapes. A path is SVG path data, from a table of ours. */
void svg_line(struct svg *svg, struct svg_point from, struct svg_point to,
              const struct svg_style *style);
void svg_rect(struct svg *svg, struct svg_point corner, double width, double height,
              const struct svg_style *style);
void svg_circle(struct svg *svg, struct svg_point centre, double radius,
                const struct svg_style *style);
void svg_path(struct svg *svg, const char *path, const struct svg_style *style);

/* Text with its base line at a point. */
void svg_text(struct svg *svg, struct svg_point at, const struct svg_type *type,
              struct str text);

/* About how wide a text is in the type used, for placing and thinning labels. */
double svg_text_width(struct str text, double size);

#endif
