/* Fuzzes the front door: bytes are taken for a file, recognised, and every table in it is
 * read as a stream. What is refused must say why in text; what is read must be text, and
 * each of its cells must have an answer. */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "intake/cell.h"
#include "intake/format.h"
#include "intake/table_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_hold(bool holds, const char *what, struct str text)
{
	if (holds)
		return;
	fprintf(stderr, "%s:\n%.*s\n", what, STR_ARGS(text));
	abort();
}

static void check_message(enum status st, const struct err *err)
{
	struct str text = str_of(err->text);
	must_hold(st == OK || text.len > 0, "refused without a word", text);
	must_hold(str_check_utf8(text, NULL) == OK || st == OK, "a message that is no text", text);
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	int64_t *last = context;
	must_hold(row->number > *last, "rows out of order", (struct str){ 0 });
	*last = row->number;
	for (size_t i = 0; i < row->count; i++) {
		struct str text = grid_text(row, i);
		struct cell_date date;
		struct arena arena = { 0 };
		bool is_yes;
		double number;
		must_hold(str_check_utf8(row->cells[i], NULL) == OK, "a cell that is no text", text);
		bool is_absent = cell_absence(text) != CELL_ABSENCE_NONE;
		must_hold((cell_read_date(text, false, &date) == CELL_MISSING) == is_absent,
		          "a date both absent and not", text);
		must_hold((cell_read_decimal(text, &number) == CELL_MISSING) == is_absent,
		          "a number both absent and not", text);
		cell_read_boolean(text, &is_yes);
		cell_split_code(text);
		struct str header = cell_header(text, &arena);
		must_hold(str_equal(header, cell_header(header, &arena)), "not yet plain", header);
		arena_deinit(&arena);
	}
	return OK;
}

static void read_tables(const char *path)
{
	auto_table_stream stream = NULL;
	struct err err = { 0 };
	enum status st = table_stream_open(path, &stream, &err);
	check_message(st, &err);
	for (size_t i = 0; st == OK && i < table_stream_sheet_count(stream) && i < 4; i++) {
		int64_t last = 0;
		struct grid_sink sink = { &last, take_row };
		check_message(table_stream_read(stream, i, &sink, &err), &err);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena arena = { 0 };
	struct format format;
	struct err err = { 0 };
	int fd = memfd_create("input", 0);
	must_hold(fd >= 0 && write(fd, data, size) == (ssize_t)size, "no file", (struct str){ 0 });
	struct str path = arena_format(&arena, "/proc/self/fd/%d", fd);
	enum status st = format_find(path.ptr, &arena, &format, &err);
	check_message(st, &err);
	must_hold(st != OK || format.words.len > 0, "a format without words", path);
	read_tables(path.ptr);
	close(fd);
	return 0;
}
