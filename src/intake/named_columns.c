#include "intake/named_columns.h"

/* The next letter or digit at or behind `*at`, in lower case; 0 at the end. */
static char next_sign(struct str text, size_t *at)
{
	while (*at < text.len) {
		char c = text.ptr[(*at)++];
		if (char_is_letter(c) || char_is_digit(c))
			return char_lower(c);
	}
	return 0;
}

static bool is_same(struct str a, struct str b)
{
	size_t at_a = 0;
	size_t at_b = 0;
	for (;;) {
		char next = next_sign(a, &at_a);
		if (next != next_sign(b, &at_b))
			return false;
		if (next == 0)
			return true;
	}
}

bool named_column_is(struct str cell, const char *names)
{
	struct str rest = str_of(names);
	struct str name = { 0 };
	while (str_split(&rest, '|', &name))
		if (is_same(cell, name))
			return true;
	return false;
}

enum status named_columns_find(const struct grid_row *header,
                               const struct named_column *columns, size_t count,
                               int *index_out, struct err *err)
{
	for (size_t c = 0; c < count; c++) {
		struct str first = { 0 };
		struct str rest = str_of(columns[c].names);
		str_split(&rest, '|', &first);
		index_out[c] = NAMED_COLUMN_NONE;
		for (size_t i = 0; i < header->count; i++) {
			if (!named_column_is(header->cells[i], columns[c].names))
				continue;
			if (index_out[c] != NAMED_COLUMN_NONE)
				return err_set(err, E_INPUT,
				               "row %lld: columns %d and %zu are both '%.*s'",
				               (long long)header->number, index_out[c] + 1, i + 1,
				               STR_ARGS(first));
			index_out[c] = (int)i;
		}
		if (index_out[c] == NAMED_COLUMN_NONE && !columns[c].is_optional)
			return err_set(err, E_INPUT, "row %lld: there is no column '%.*s'",
			               (long long)header->number, STR_ARGS(first));
	}
	return OK;
}

bool named_columns_row_is_blank(const struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (str_trim(row->cells[i]).len > 0)
			return false;
	return true;
}
