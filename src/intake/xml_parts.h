/* A return in XML, read one part at a time: each child of a census as a small tree.
 *
 * Elements may come in any order within a part, so a part is held until it ends; memory
 * is that of the largest part. Encoding is settled by the bytes as encoding.h does it,
 * whatever the document declares: councils' systems leave the declaration out, or are
 * wrong about it. Names are compared without regard to case. */
#ifndef OUTTURN_INTAKE_XML_PARTS_H
#define OUTTURN_INTAKE_XML_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/encoding.h"

enum {
	XML_PART_MAX_BYTES = 8 * 1024 * 1024, /* of the texts and names of one part */
	XML_PART_MAX_NODES = 200 * 1000,
	XML_UNKNOWN = -1, /* the number of an element whose name the reader does not know */
};

struct xml_node {
	struct str name; /* as written, without its prefix */
	int element;     /* by its place among the reader's names, or XML_UNKNOWN */
	struct str text; /* trimmed; empty for an element that holds others */
	int64_t line;
	size_t first;    /* the first element within, and the next beside; 0: none */
	size_t next;
};

/* A part: its elements in the order in which they began; nodes[0] is the part itself. */
struct xml_part {
	const struct xml_node *nodes;
	size_t count;
	int64_t stray_line; /* of text that stands between elements; 0: none */
};

/* The first element within a node, and the next beside it; NULL when there is none. */
const struct xml_node *xml_first(const struct xml_part *part, const struct xml_node *node);
const struct xml_node *xml_next(const struct xml_part *part, const struct xml_node *node);

/* How a return is read. A status other than OK ends the reading with it. */
struct xml_parts_handler {
	void *context;
	const char *const *names; /* of the elements that are known, sorted without case */
	size_t name_count;
	/* Whether an element (by its number) is a part of its own. */
	bool (*is_part)(void *context, int element);
	/* A part; borrowed until it returns. */
	enum status (*part)(void *context, const struct xml_part *part, struct err *err);
	/* An element outside all parts, by its number or XML_UNKNOWN. `depth` is 0 for the root. */
	enum status (*outside)(void *context, struct str name, int element, size_t depth,
	                       struct err *err);
};

/* Reads the file at `path`; messages name it without folders, and the line. Reads it
 * twice: to settle its encoding, which is told, and for its elements. E_INPUT when it is
 * damaged, E_LIMIT for a part beyond the limits above, E_MISSING, E_IO, E_CONFLICT when
 * the file changed meanwhile, or what the handler answered. */
MUST_CHECK enum status xml_parts_read(const char *path,
                                      const struct xml_parts_handler *handler,
                                      enum encoding *encoding_out, struct err *err);

#endif
