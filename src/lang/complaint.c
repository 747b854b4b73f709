#include "lang/complaint.h"

#include <stdarg.h>

static struct str line_of(struct str source, int number)
{
	struct str line = { 0 };
	for (int at = 0; at < number; at++)
		if (!str_split(&source, '\n', &line))
			return (struct str){ 0 };
	return line;
}

void complain(struct complaints *complaints, const struct lang_file *file, struct spot place,
              const char *hint, const char *format, ...)
{
	if (complaints->count == COMPLAINTS_MAX) {
		complaints->is_full = true;
		return;
	}
	va_list args;
	va_start(args, format);
	struct complaint complaint = {
		.file = file->name,
		.line = line_of(file->text, place.line),
		.place = place,
		.message = arena_format_args(complaints->arena, format, args),
		.hint = arena_text(complaints->arena, str_of(hint)),
	};
	va_end(args);
	complaints->items = arena_grow(complaints->arena, complaints->items, complaints->count,
	                               &complaints->capacity, sizeof(*complaints->items));
	complaints->items[complaints->count++] = complaint;
}

struct spot place_of_text(const struct lang_file *file, struct str name)
{
	struct spot place = { .line = 1, .column = 1, .length = (int)str_characters(name) };
	uintptr_t from = (uintptr_t)file->text.ptr, at = (uintptr_t)name.ptr;
	if (at < from || at - from > file->text.len)
		return place;
	struct str before = str_slice(file->text, 0, at - from), line;
	for (place.line = 0; str_split(&before, '\n', &line); place.line++)
		place.column = 1 + (int)str_characters(line);
	return place;
}

/* Blanks up to the place: a tab stays a tab, so that the caret stands under its word. */
static void put_margin(const struct complaint *complaint, struct buf *out)
{
	int column = 1;
	for (size_t at = 0; at < complaint->line.len && column < complaint->place.column; at++) {
		unsigned char c = (unsigned char)complaint->line.ptr[at];
		if ((c & 0xc0) == 0x80)
			continue; /* goes on with a character begun before */
		buf_add_char(out, c == '\t' ? '\t' : ' ');
		column++;
	}
}

void complaint_print(const struct complaint *complaint, struct buf *out)
{
	enum { LINE_BYTES_SHOWN = 400 };
	buf_format(out, "%.*s:%d:%d: %.*s\n", STR_ARGS(complaint->file), complaint->place.line,
	           complaint->place.column, STR_ARGS(complaint->message));
	struct str line = str_cut(complaint->line, LINE_BYTES_SHOWN);
	if (line.len > 0) {
		buf_format(out, "  %.*s\n  ", STR_ARGS(line));
		put_margin(complaint, out);
		buf_add_char(out, '^');
		for (int i = 1; i < complaint->place.length && i < LINE_BYTES_SHOWN; i++)
			buf_add_char(out, '~');
		buf_add_char(out, '\n');
	}
	if (complaint->hint.len > 0)
		buf_format(out, "  %.*s\n", STR_ARGS(complaint->hint));
}
