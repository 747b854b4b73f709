/* A drawn picture: SVG, made once and used by every output.
 *
 * Only svg.c makes pictures, through libxml2's writer, so the bytes of one are
 * well formed and escaped; that is why the web page may take them in as they are,
 * and why nothing else may be handed to it as markup. A picture has no XML
 * declaration, names its namespace, and holds its text as text. */
#ifndef OUTTURN_RENDER_PICTURE_H
#define OUTTURN_RENDER_PICTURE_H

#include "base/text.h"

struct picture {
	int width; /* in CSS pixels (1/96 inch); also its view box */
	int height;
	struct str svg;
};

#endif
