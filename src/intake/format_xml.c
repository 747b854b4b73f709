#include "intake/format_xml.h"

#include "base/arena.h"
#include "base/buf.h"
#include "intake/xml_stream.h"

enum { VALUE_MAX_BYTES = 256, DEPTH_MAX = 8 };

/* Where the parser is, and what it has seen. */
struct xml_look {
	struct arena arena;
	struct str path[DEPTH_MAX]; /* names of the open elements */
	size_t depth;
	struct buf value;
	struct str root;
	struct str collection;
	struct str year;
	bool is_enough; /* the reading was ended because nothing more is wanted */
};

static enum status stop(struct xml_look *look, struct err *err)
{
	look->is_enough = true;
	return err_set(err, E_LIMIT, "nothing more is wanted"); /* never seen */
}

static enum status on_start(void *context, struct str name,
                            const struct xml_attributes *attributes, struct err *err)
{
	(void)attributes;
	struct xml_look *look = context;
	if (look->depth == DEPTH_MAX || str_equal(name, STR("Child")) ||
	    str_equal(name, STR("CHILD")))
		return stop(look, err); /* the head of a return is behind us */
	look->path[look->depth++] = arena_text(&look->arena, name);
	if (look->depth == 1)
		look->root = look->path[0];
	buf_clear(&look->value);
	return OK;
}

static enum status on_text(void *context, struct str text, struct err *err)
{
	(void)err;
	struct xml_look *look = context;
	if (!look->value.failed)
		buf_add(&look->value, text);
	return OK;
}

static enum status on_end(void *context, struct str name, struct err *err)
{
	(void)err;
	struct xml_look *look = context;
	struct str value = arena_text(&look->arena, str_trim(buf_view(&look->value)));
	bool is_detail = look->depth == 4 &&
	                 str_equal(look->path[2], STR("CollectionDetails"));
	if (is_detail && str_equal(name, STR("Collection")))
		look->collection = value;
	else if (is_detail && str_equal(name, STR("Year")))
		look->year = value;
	look->depth--;
	buf_clear(&look->value);
	return OK;
}

bool format_xml_is(struct str head)
{
	if (str_starts_nocase(head, STR("\xFF\xFE<")) || str_starts_nocase(head, STR("\xFE\xFF")))
		return head.len > 3 && head.ptr[head.ptr[2] == '\0' ? 3 : 2] == '<';
	if (str_starts_nocase(head, STR("\xEF\xBB\xBF")))
		head = str_slice(head, 3, SIZE_MAX);
	head = str_trim(head);
	if (head.len < 2 || head.ptr[0] != '<' || str_starts_nocase(head, STR("<html")) ||
	    str_starts_nocase(head, STR("<!doctype html")))
		return false;
	char next = head.ptr[1];
	return next == '?' || next == '!' || next == '_' || char_is_letter(next);
}

static enum status decide(const struct xml_look *look, enum format_kind *kind_out,
                          int *year_out, struct err *err)
{
	int64_t year = 0;
	/* The parser hands on damaged bytes before it has seen that they are. */
	if (str_check_utf8(look->root, NULL) != OK || str_check_utf8(look->collection, NULL) != OK)
		return err_set(err, E_INPUT, "this is XML with damaged characters");
	if (str_equal(look->root, STR("EXPSSDA903"))) {
		*kind_out = FORMAT_SSDA903_XML;
		*year_out = 0;
		return OK;
	}
	if (!str_equal(look->root, STR("Message")))
		return err_set(err, E_INPUT,
		               "this is XML that begins with '%.*s'; expected a CIN census "
		               "('Message') or an SSDA903 return ('EXPSSDA903')",
		               STR_ARGS(str_cut(look->root, 60)));
	if (look->collection.len && !str_equal_nocase(look->collection, STR("CIN")))
		return err_set(err, E_INPUT,
		               "this is XML of the collection '%.*s'; expected that of the CIN "
		               "census ('CIN')", STR_ARGS(str_cut(look->collection, 60)));
	if (str_to_int64(look->year, &year, NULL) != OK || year < 1990 || year > 2200)
		year = 0;
	*kind_out = FORMAT_CIN_XML;
	*year_out = (int)year;
	return OK;
}

enum status format_xml_find(struct str head, enum format_kind *kind_out, int *year_out,
                            struct err *err)
{
	struct xml_look look = { .value = buf_init(VALUE_MAX_BYTES) };
	struct xml_handler handler = { &look, on_start, on_end, on_text };
	auto_xml_stream stream = xml_stream_open(&handler);
	enum status st = xml_stream_feed(stream, head, err);
	/* Damage behind the root is for the reader of the return to tell, with its place. */
	if (st == OK || look.is_enough || look.root.len)
		st = look.root.len ? decide(&look, kind_out, year_out, err)
		                   : err_set(err, E_INPUT, "this is XML without any element");
	buf_deinit(&look.value);
	arena_deinit(&look.arena);
	return st;
}
