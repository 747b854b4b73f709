#include "intake/xml_stream.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/mem.h"

enum { ATTRIBUTE_FIELDS = 5 }; /* local name, prefix, URI, begin and end of the value */

struct xml_attributes {
	const xmlChar **fields;
	int count;
};

struct xml_stream {
	const struct xml_handler *handler;
	xmlParserCtxtPtr parser;
	enum status status; /* sticky: what a handler answered */
	struct err err;
};

struct str xml_attribute(const struct xml_attributes *attributes, const char *name)
{
	for (int i = 0; i < attributes->count; i++) {
		const xmlChar **field = attributes->fields + (ptrdiff_t)i * ATTRIBUTE_FIELDS;
		if (strcmp((const char *)field[0], name) == 0)
			return (struct str){ (const char *)field[3],
			                     (size_t)(field[4] - field[3]) };
	}
	return (struct str){ 0 };
}

static void stop_unless_ok(struct xml_stream *stream)
{
	if (stream->status != OK)
		xmlStopParser(stream->parser);
}

/* libxml2 decides how these look. */
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                     int attribute_count, int defaulted_count, const xmlChar **fields)
{
	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	struct xml_stream *stream = context;
	if (stream->status != OK || !stream->handler->start)
		return;
	struct xml_attributes attributes = { fields, attribute_count };
	stream->status = stream->handler->start(stream->handler->context,
	                                        str_of((const char *)name), &attributes,
	                                        &stream->err);
	stop_unless_ok(stream);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)prefix, (void)uri;
	struct xml_stream *stream = context;
	if (stream->status != OK || !stream->handler->end)
		return;
	stream->status = stream->handler->end(stream->handler->context,
	                                      str_of((const char *)name), &stream->err);
	stop_unless_ok(stream);
}

static void on_text(void *context, const xmlChar *text, int len)
{
	struct xml_stream *stream = context;
	if (stream->status != OK || !stream->handler->text)
		return;
	stream->status = stream->handler->text(stream->handler->context,
	                                       (struct str){ (const char *)text, (size_t)len },
	                                       &stream->err);
	stop_unless_ok(stream);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
	(void)name, (void)public_id, (void)system_id;
	struct xml_stream *stream = context;
	if (stream->status == OK)
		stream->status = err_set(&stream->err, E_INPUT,
		                         "it declares a document type, which is not accepted");
	stop_unless_ok(stream);
}

static void ignore_complaint(void *context, xmlErrorPtr complaint)
{
	(void)context, (void)complaint; /* xml_stream_feed() asks for it */
}

struct xml_stream *xml_stream_open(const struct xml_handler *handler)
{
	static const xmlSAXHandler CALLS = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.internalSubset = on_doctype,
		.serror = ignore_complaint,
	};
	struct xml_stream *stream = mem_new(1, sizeof(*stream));
	stream->handler = handler;
	xmlSAXHandler calls = CALLS; /* libxml2 copies it, but asks for one it may write */
	stream->parser = xmlCreatePushParserCtxt(&calls, stream, NULL, 0, NULL);
	if (stream->parser)
		xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET);
	return stream;
}

void xml_stream_expect_utf8(struct xml_stream *stream)
{
	if (stream->parser)
		xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
}

int64_t xml_stream_line(const struct xml_stream *stream)
{
	return stream->parser && stream->parser->input ? stream->parser->input->line : 0;
}

void xml_stream_close(struct xml_stream **stream)
{
	if (!*stream)
		return;
	xmlFreeParserCtxt((*stream)->parser);
	free(*stream);
	*stream = NULL;
}

static enum status feed(struct xml_stream *stream, struct str piece, bool is_last, struct err *err)
{
	if (!stream->parser)
		return err_set(err, E_EXTERNAL, "the XML reader could not be started");
	int code = stream->status == OK ? xmlParseChunk(stream->parser, piece.ptr, (int)piece.len,
	                                                is_last) : 0;
	if (stream->status != OK)
		return err_set(err, stream->status, "%s", stream->err.text);
	if (code != XML_ERR_OK && stream->parser->wellFormed == 0) {
		const xmlError *complaint = xmlCtxtGetLastError(stream->parser);
		struct str words = str_trim(str_of(complaint ? complaint->message : "no reason"));
		/* It quotes what it read, damaged bytes too. */
		if (str_check_utf8(words, NULL) != OK)
			return err_set(err, E_INPUT, "it is not well-formed XML");
		return err_set(err, E_INPUT, "it is not well-formed XML (%.*s)", STR_ARGS(words));
	}
	return OK;
}

enum status xml_stream_feed(struct xml_stream *stream, struct str piece, struct err *err)
{
	return piece.len ? feed(stream, piece, false, err) : OK;
}

enum status xml_stream_finish(struct xml_stream *stream, struct err *err)
{
	return feed(stream, (struct str){ 0 }, true, err);
}
