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

/* What is wrong, in words of our own: libxml2's quote what the file holds, which may be a child's
 * name or identifier. */
static const char *complaint_words(int code, bool is_at_end)
{
	static const struct {
		int code;
		const char *words;
	} WORDS[] = {
		{ XML_ERR_DOCUMENT_EMPTY, "there is nothing in it" },
		{ XML_ERR_DOCUMENT_END, "there is more behind the end of its outermost element" },
		{ XML_ERR_TAG_NAME_MISMATCH, "an element is closed that is not the one open" },
		{ XML_ERR_UNDECLARED_ENTITY, "'&' is followed by no known name; a plain one is '&amp;'" },
		{ XML_WAR_UNDECLARED_ENTITY, "'&' is followed by no known name; a plain one is '&amp;'" },
		{ XML_ERR_ENTITYREF_SEMICOL_MISSING, "a plain '&' is written '&amp;'" },
		{ XML_ERR_NAME_REQUIRED, "a plain '<' is written '&lt;', a plain '&' '&amp;'" },
		{ XML_ERR_GT_REQUIRED, "a tag has no end; a plain '<' is written '&lt;'" },
		{ XML_ERR_LT_REQUIRED, "a tag has no beginning" },
		{ XML_ERR_SPACE_REQUIRED, "two attributes stand together without a blank" },
		{ XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute has no quotation marks" },
		{ XML_ERR_ATTRIBUTE_REDEFINED, "an attribute stands twice in one tag" },
		{ XML_ERR_INVALID_CHAR, "a character that XML does not allow" },
		{ XML_ERR_INVALID_ENCODING, "bytes that its encoding does not have" },
		{ XML_ERR_UNKNOWN_ENCODING, "its encoding is not known" },
		{ XML_ERR_UNSUPPORTED_ENCODING, "its encoding is not known" },
	};
	if (is_at_end && code != XML_ERR_DOCUMENT_EMPTY)
		return "it ends before its outermost element does: it seems cut off";
	for (size_t i = 0; i < COUNT_OF(WORDS); i++)
		if (WORDS[i].code == code)
			return WORDS[i].words;
	return "its elements cannot be told apart";
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
		return err_set(err, E_INPUT, "it is not well-formed XML (%s)",
		               complaint_words(complaint ? complaint->code : code, is_last));
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
