#include "intake/xml_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "intake/xml_stream.h"

enum {
	PIECE_BYTES = 64 * 1024,
	DECODED_MAX_BYTES = 4 * PIECE_BYTES, /* no encoding makes more of a piece */
	DEPTH_MAX = 64,
};

/* A node while its part is being read: texts may still move. */
struct open_node {
	struct xml_node node;
	size_t name_at;
	size_t name_len;
	size_t text_at;
	size_t text_len;
};

struct parts_reader {
	const struct xml_parts_handler *handler;
	const struct xml_stream *stream;
	size_t depth;          /* of open elements, parts and all */
	struct xml_part part;
	struct open_node *open; /* nodes of the part in hand */
	size_t open_count;
	size_t open_capacity;
	struct xml_node *nodes; /* the same when it is finished */
	size_t node_capacity;
	size_t path[DEPTH_MAX]; /* the open nodes of the part */
	size_t last[DEPTH_MAX]; /* the last node within each of them; 0: none */
	size_t path_len;        /* 0: outside all parts */
	struct buf texts;
};

const struct xml_node *xml_first(const struct xml_part *part, const struct xml_node *node)
{
	return node->first ? &part->nodes[node->first] : NULL;
}

const struct xml_node *xml_next(const struct xml_part *part, const struct xml_node *node)
{
	return node->next ? &part->nodes[node->next] : NULL;
}

/* ---- names ---- */

static int compare_nocase(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		int order = char_lower(a.ptr[i]) - char_lower(b.ptr[i]);
		if (order)
			return order;
	}
	return (a.len > b.len) - (a.len < b.len);
}

static int find_name(const struct xml_parts_handler *handler, struct str name)
{
	size_t low = 0;
	size_t high = handler->name_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare_nocase(name, str_of(handler->names[middle]));
		if (order == 0)
			return (int)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return XML_UNKNOWN;
}

/* ---- a part ---- */

static enum status too_large(const struct parts_reader *r, struct err *err)
{
	return err_set(err, E_LIMIT,
	               "line %lld: '%.*s' holds more than %d elements or %d MB of text, which "
	               "no child's record does", (long long)r->open[0].node.line,
	               STR_ARGS(str_slice(buf_view(&r->texts), 0, r->open[0].name_len)),
	               XML_PART_MAX_NODES, XML_PART_MAX_BYTES / (1024 * 1024));
}

/* The text of the innermost open node so far. */
static struct str open_text(const struct parts_reader *r)
{
	const struct open_node *inner = &r->open[r->path[r->path_len - 1]];
	return str_slice(buf_view(&r->texts), inner->text_at, SIZE_MAX);
}

/* Text that stands beside elements is no value of anything. */
static void drop_text(struct parts_reader *r)
{
	struct open_node *inner = &r->open[r->path[r->path_len - 1]];
	if (str_trim(open_text(r)).len && r->part.stray_line == 0)
		r->part.stray_line = xml_stream_line(r->stream);
	r->texts.len = inner->text_at;
}

static enum status open_node(struct parts_reader *r, struct str name, int element,
                             struct err *err)
{
	if (r->path_len == DEPTH_MAX || r->open_count == XML_PART_MAX_NODES)
		return too_large(r, err);
	if (r->open_count == r->open_capacity) {
		r->open_capacity = mem_grown(r->open_capacity, r->open_count + 1);
		r->open = mem_resize(r->open, r->open_capacity, sizeof(*r->open));
	}
	size_t at = r->open_count++;
	r->open[at] = (struct open_node){
		.node = { .element = element, .line = xml_stream_line(r->stream) },
		.name_at = r->texts.len,
		.name_len = name.len,
		.text_at = r->texts.len + name.len,
	};
	buf_add(&r->texts, name);
	if (r->path_len > 0) {
		size_t before = r->last[r->path_len - 1];
		if (before)
			r->open[before].node.next = at;
		else
			r->open[r->path[r->path_len - 1]].node.first = at;
		r->last[r->path_len - 1] = at;
	}
	r->path[r->path_len] = at;
	r->last[r->path_len++] = 0;
	return r->texts.failed ? too_large(r, err) : OK;
}

static enum status hand_on(struct parts_reader *r, struct err *err)
{
	if (r->open_count > r->node_capacity) {
		r->node_capacity = r->open_capacity;
		r->nodes = mem_resize(r->nodes, r->node_capacity, sizeof(*r->nodes));
	}
	struct str texts = buf_view(&r->texts);
	for (size_t i = 0; i < r->open_count; i++) {
		const struct open_node *open = &r->open[i];
		r->nodes[i] = open->node;
		r->nodes[i].name = str_slice(texts, open->name_at, open->name_len);
		r->nodes[i].text = str_trim(str_slice(texts, open->text_at, open->text_len));
	}
	r->part.nodes = r->nodes;
	r->part.count = r->open_count;
	return r->handler->part(r->handler->context, &r->part, err);
}

/* ---- what the stream calls ---- */

static enum status on_start(void *context, struct str name,
                            const struct xml_attributes *attributes, struct err *err)
{
	(void)attributes;
	struct parts_reader *r = context;
	int element = find_name(r->handler, name);
	size_t depth = r->depth++;
	if (r->path_len > 0) {
		drop_text(r);
		return open_node(r, name, element, err);
	}
	if (element == XML_UNKNOWN || !r->handler->is_part(r->handler->context, element))
		return r->handler->outside(r->handler->context, name, element, depth, err);
	r->open_count = 0;
	r->part = (struct xml_part){ 0 };
	buf_clear(&r->texts);
	return open_node(r, name, element, err);
}

static enum status on_text(void *context, struct str text, struct err *err)
{
	struct parts_reader *r = context;
	if (r->path_len == 0)
		return OK;
	buf_add(&r->texts, text);
	return r->texts.failed ? too_large(r, err) : OK;
}

static enum status on_end(void *context, struct str name, struct err *err)
{
	(void)name;
	struct parts_reader *r = context;
	r->depth--;
	if (r->path_len == 0)
		return OK;
	struct open_node *inner = &r->open[r->path[r->path_len - 1]];
	if (inner->node.first)
		drop_text(r);
	inner->text_len = r->texts.len - inner->text_at;
	/* What follows belongs to the element around: its own text begins again here, and
	 * what it had before its first element was dropped. */
	if (--r->path_len == 0)
		return hand_on(r, err);
	r->open[r->path[r->path_len - 1]].text_at = r->texts.len;
	return OK;
}

/* ---- the file ---- */

static enum status settle_encoding(struct infile *file, char *piece, enum encoding *out,
                                   struct err *err)
{
	struct encoding_finder finder = { 0 };
	size_t bytes = 0;
	enum status st;
	do {
		st = infile_read(file, piece, PIECE_BYTES, &bytes, err);
		if (st == OK)
			encoding_finder_add(&finder, (struct str){ piece, bytes });
	} while (st == OK && bytes);
	if (st == OK)
		st = encoding_finder_settle(&finder, true, out, err);
	return st == OK ? infile_rewind(file, err) : st;
}

static enum status feed_decoded(struct infile *file, char *piece, struct xml_stream *stream,
                                enum encoding encoding, struct err *err)
{
	auto_encoding_decoder decoder = NULL;
	auto_buf text = buf_init(DECODED_MAX_BYTES);
	size_t bytes = 0;
	enum status st = encoding_decoder_open(encoding, &decoder, err);
	while (st == OK && (st = infile_read(file, piece, PIECE_BYTES, &bytes, err)) == OK) {
		buf_clear(&text);
		st = encoding_decoder_add(decoder, (struct str){ piece, bytes }, bytes == 0,
		                          &text, err);
		if (st == OK)
			st = xml_stream_feed(stream, buf_view(&text), err);
		if (bytes == 0)
			break;
	}
	return st;
}

static enum status feed_plain(struct infile *file, char *piece, struct xml_stream *stream,
                              struct err *err)
{
	size_t bytes = 0;
	enum status st;
	do {
		st = infile_read(file, piece, PIECE_BYTES, &bytes, err);
		if (st == OK)
			st = xml_stream_feed(stream, (struct str){ piece, bytes }, err);
	} while (st == OK && bytes);
	return st;
}

static enum status read_open(struct infile *file, struct parts_reader *r,
                             enum encoding *encoding_out, struct err *err)
{
	static const char *const DAMAGED = "line %lld";
	struct xml_handler handler = { r, on_start, on_end, on_text };
	auto_xml_stream stream = xml_stream_open(&handler);
	char *piece = mem_new(1, PIECE_BYTES);
	r->stream = stream;
	xml_stream_expect_utf8(stream);
	enum status st = settle_encoding(file, piece, encoding_out, err);
	if (st == OK && *encoding_out == ENCODING_UTF8)
		st = feed_plain(file, piece, stream, err);
	else if (st == OK)
		st = feed_decoded(file, piece, stream, *encoding_out, err);
	if (st == OK)
		st = xml_stream_finish(stream, err);
	if (st == E_INPUT && xml_stream_line(stream) > 1)
		err_wrap(err, st, DAMAGED, (long long)xml_stream_line(stream));
	free(piece);
	return st;
}

enum status xml_parts_read(const char *path, const struct xml_parts_handler *handler,
                           enum encoding *encoding_out, struct err *err)
{
	for (size_t i = 1; i < handler->name_count; i++)
		assert(compare_nocase(str_of(handler->names[i - 1]), str_of(handler->names[i])) < 0);
	struct parts_reader r = { .handler = handler, .texts = buf_init(XML_PART_MAX_BYTES) };
	auto_infile file = { 0 };
	const char *slash = strrchr(path, '/');
	enum status st = infile_open(path, &file, err);
	if (st == OK && (st = read_open(&file, &r, encoding_out, err)) != OK)
		err_wrap(err, st, "%s", slash ? slash + 1 : path);
	buf_deinit(&r.texts);
	free(r.open);
	free(r.nodes);
	return st;
}
