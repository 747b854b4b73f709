/* XML from outside, read as a stream of events: libxml2's SAX2 made safe.
 *
 * A document type declaration is refused, so no entity can expand and nothing is
 * fetched; libxml2's own limits on depth and name length stay on. Names come
 * without their namespace prefix. */
#ifndef OUTTURN_INTAKE_XML_STREAM_H
#define OUTTURN_INTAKE_XML_STREAM_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

/* The attributes of the element being started. */
struct xml_attributes;

/* The value of attribute `name`, or the empty text. Entities are resolved. Lives
 * until the handler returns. */
struct str xml_attribute(const struct xml_attributes *attributes, const char *name);

/* What to call. A status other than OK ends the reading with it. Text may come in
 * several parts. */
struct xml_handler {
	void *context;
	enum status (*start)(void *context, struct str name,
	                     const struct xml_attributes *attributes, struct err *err);
	enum status (*end)(void *context, struct str name, struct err *err);
	enum status (*text)(void *context, struct str text, struct err *err);
};

struct xml_stream;

#define auto_xml_stream CLEANUP(xml_stream_close) struct xml_stream *

/* A reader that calls `handler`, which must outlive it. */
struct xml_stream *xml_stream_open(const struct xml_handler *handler);

/* The bytes are UTF-8 whatever the document declares; before the first of them. */
void xml_stream_expect_utf8(struct xml_stream *stream);

/* The line that is being read, from 1; for handlers. */
int64_t xml_stream_line(const struct xml_stream *stream);

/* Frees it; accepts a pointer to NULL. */
void xml_stream_close(struct xml_stream **stream);

/* Reads on; an empty piece does nothing. E_INPUT when it is not well-formed, or what a
 * handler answered. */
MUST_CHECK enum status xml_stream_feed(struct xml_stream *stream, struct str piece,
                                       struct err *err);

/* Says that there is no more; E_INPUT when elements are still open. */
MUST_CHECK enum status xml_stream_finish(struct xml_stream *stream, struct err *err);

#endif
