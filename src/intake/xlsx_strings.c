#include "intake/xlsx_strings.h"

#include <stdlib.h>

#include "intake/grid.h"

struct strings_reading {
	struct arena *arena;
	struct xlsx_strings strings;
	struct buf text;
	bool in_text;
	int phonetic_depth;
};

void xlsx_add_unescaped(struct buf *out, struct str text)
{
	enum { ESCAPE_BYTES = 7 }; /* _x000D_ */
	size_t at = 0;
	while (at < text.len) {
		struct str part = str_slice(text, at, ESCAPE_BYTES);
		if (part.len == ESCAPE_BYTES && str_starts_nocase(part, STR("_x00")) &&
		    part.ptr[ESCAPE_BYTES - 1] == '_') {
			char digits[3] = { part.ptr[4], part.ptr[5], '\0' };
			char *end;
			long character = strtol(digits, &end, 16);
			if (end == digits + 2 && character < ' ') {
				if (character >= '\t' && character <= '\r')
					buf_add_char(out, ' ');
				at += ESCAPE_BYTES;
				continue;
			}
		}
		buf_add_char(out, text.ptr[at++]);
	}
}

static enum status on_start(void *context, struct str name,
                            const struct xml_attributes *attributes, struct err *err)
{
	(void)attributes, (void)err;
	struct strings_reading *r = context;
	if (str_equal(name, STR("si")))
		buf_clear(&r->text);
	else if (str_equal(name, STR("rPh")))
		r->phonetic_depth++;
	else if (str_equal(name, STR("t")))
		r->in_text = r->phonetic_depth == 0;
	return OK;
}

static enum status on_text(void *context, struct str text, struct err *err)
{
	(void)err;
	struct strings_reading *r = context;
	if (r->in_text)
		buf_add(&r->text, text);
	return OK;
}

static enum status take_string(struct strings_reading *r, struct err *err)
{
	struct xlsx_strings *s = &r->strings;
	if (s->count == XLSX_MAX_STRINGS)
		return err_set(err, E_LIMIT, "it holds more than %d texts", XLSX_MAX_STRINGS);
	enum status st = buf_check(&r->text, "a text", err);
	if (st != OK)
		return st;
	struct buf plain = buf_init(GRID_MAX_CELL_BYTES);
	xlsx_add_unescaped(&plain, buf_view(&r->text));
	s->items = arena_grow(r->arena, s->items, s->count, &s->capacity, sizeof(*s->items));
	s->items[s->count++] = arena_text(r->arena, buf_view(&plain));
	buf_deinit(&plain);
	return OK;
}

static enum status on_end(void *context, struct str name, struct err *err)
{
	struct strings_reading *r = context;
	if (str_equal(name, STR("t")))
		r->in_text = false;
	else if (str_equal(name, STR("rPh")))
		r->phonetic_depth--;
	else if (str_equal(name, STR("si")))
		return take_string(r, err);
	return OK;
}

enum status xlsx_strings_read(struct xlsx_package *package, const char *path,
                              struct arena *arena, struct xlsx_strings *out, struct err *err)
{
	struct strings_reading reading = { .arena = arena, .text = buf_init(GRID_MAX_CELL_BYTES) };
	struct xml_handler handler = { &reading, on_start, on_end, on_text };
	enum status st = xlsx_package_read(package, path, &handler, err);
	buf_deinit(&reading.text);
	if (st == OK)
		*out = reading.strings;
	return st;
}
