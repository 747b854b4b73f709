#include "cli/columns.h"

#include <string.h>

#include <utf8proc.h>

/* One character of `text` at its start: bytes and cells; bytes 0 at the end. */
static size_t next_character(struct str text, int *cells_out)
{
	utf8proc_int32_t character;
	if (text.len == 0)
		return 0;
	utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
	                                          (utf8proc_ssize_t)text.len, &character);
	if (bytes < 1) {
		*cells_out = 1;
		return 1;
	}
	*cells_out = utf8proc_charwidth(character);
	return (size_t)bytes;
}

int columns_text_width(struct str text)
{
	int width = 0, cells = 0;
	size_t bytes;
	while ((bytes = next_character(text, &cells)) != 0) {
		width += cells;
		text = str_slice(text, bytes, text.len);
	}
	return width;
}

/* Takes from `*rest` what fits one line of `width` cells: up to the last space
 * that fits, or a part of a word that is too long. */
static struct str take_line(struct str *rest, int width)
{
	size_t at = 0, last_space = SIZE_MAX;
	int used = 0, cells = 0;
	while (at < rest->len && rest->ptr[at] != '\n') {
		size_t bytes = next_character(str_slice(*rest, at, rest->len), &cells);
		if (used + cells > width)
			break;
		if (rest->ptr[at] == ' ')
			last_space = at;
		used += cells;
		at += bytes;
	}
	bool is_whole = at == rest->len || rest->ptr[at] == '\n' || rest->ptr[at] == ' ';
	size_t end = is_whole || last_space == SIZE_MAX ? at : last_space;
	if (end == 0 && rest->len && rest->ptr[0] != '\n')
		end = next_character(*rest, &cells); /* a column narrower than a character */
	struct str line = str_slice(*rest, 0, end);
	bool skip = end < rest->len && (rest->ptr[end] == ' ' || rest->ptr[end] == '\n');
	*rest = str_slice(*rest, end + skip, rest->len);
	return line;
}

static void print_cell(const struct text_column *column, const struct text_cell *cell,
                       struct str line, FILE *out)
{
	int pad = column->width - columns_text_width(line);
	fprintf(out, "%*s", column->is_right && pad > 0 ? pad : 0, "");
	bool is_coloured = cell->colour && line.len;
	fprintf(out, "%s%.*s%s", is_coloured ? cell->colour : "", STR_ARGS(line),
	        is_coloured ? "\033[0m" : "");
}

/* Whether any cell from `at` on has text on this line: else it ends here. */
static bool has_more(const struct str *lines, size_t at, size_t count)
{
	for (; at < count; at++)
		if (lines[at].len)
			return true;
	return false;
}

static void print_line(const struct text_column *columns, const struct text_cell *cells,
                       const struct str *lines, size_t count, FILE *out)
{
	for (size_t i = 0; i < count && has_more(lines, i, count); i++) {
		print_cell(&columns[i], &cells[i], lines[i], out);
		if (!has_more(lines, i + 1, count))
			break;
		int pad = columns[i].width - columns_text_width(lines[i]);
		if (columns[i].is_right || pad < 0)
			pad = 0;
		fprintf(out, "%*s", pad + 2, "");
	}
	fputc('\n', out);
}

void columns_print(const struct text_column *columns, const struct text_cell *cells,
                   size_t count, FILE *out)
{
	struct str rest[COLUMNS_MAX], lines[COLUMNS_MAX];
	for (size_t i = 0; i < count; i++)
		rest[i] = cells[i].text;
	bool has_text = true;
	while (has_text) {
		has_text = false;
		for (size_t i = 0; i < count; i++) {
			lines[i] = take_line(&rest[i], columns[i].width);
			has_text = has_text || rest[i].len > 0;
		}
		print_line(columns, cells, lines, count, out);
	}
}
