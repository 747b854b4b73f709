#include "render/csv.h"

#include <string.h>

static bool begins_with(struct str text, const char *part)
{
	size_t len = strlen(part);
	return text.len >= len && memcmp(text.ptr, part, len) == 0;
}

/* The bytes at the start of the text that one of `parts` takes, or 0. */
static size_t any_at_start(struct str text, const char *const *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (begins_with(text, parts[i]))
			return strlen(parts[i]);
	return 0;
}

bool csv_is_formula(struct str text)
{
	static const char *const IMPORTED_AS_IS[] = { "\t", "\r", "\n" };
	static const char *const SKIPPED[] = { " ",  "\t", "\r", "\n", "\"", "'",  "`",  "\u00a0",
		                               "‘",  "’",  "“",  "”",  "\u200b", "\u2009",
		                               "\u202f", "\u3000", "\ufeff" };
	static const char *const STARTS[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };
	if (dataset_is_decimal(text))
		return false;
	if (any_at_start(text, IMPORTED_AS_IS, COUNT_OF(IMPORTED_AS_IS)))
		return true;
	size_t skip;
	while ((skip = any_at_start(text, SKIPPED, COUNT_OF(SKIPPED))))
		text = str_slice(text, skip, text.len);
	return any_at_start(text, STARTS, COUNT_OF(STARTS)) > 0;
}

static void write_field(struct sink *sink, struct str text, bool is_guarded)
{
	bool is_quoted = false;
	for (size_t i = 0; i < text.len; i++)
		is_quoted |= strchr(",\"\r\n", text.ptr[i]) != NULL;
	/* Readers may trim what is not quoted. */
	if (text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' '))
		is_quoted = true;
	if (is_quoted)
		sink_add_char(sink, '"');
	if (is_guarded)
		sink_add_char(sink, '\'');
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '"')
			continue;
		sink_add(sink, str_slice(text, from, i + 1 - from));
		from = i; /* the quote comes again with the rest: doubled */
	}
	sink_add(sink, str_slice(text, from, text.len - from));
	if (is_quoted)
		sink_add_char(sink, '"');
}

void csv_write_dataset(const struct dataset *dataset, struct sink *sink)
{
	for (size_t i = 0; i < dataset->column_count; i++) {
		if (i)
			sink_add_char(sink, ',');
		write_field(sink, str_of(dataset->columns[i].key), false);
	}
	sink_add(sink, STR("\r\n"));
	for (const struct dataset_row *row = dataset->first_row; row; row = row->next) {
		for (size_t i = 0; i < dataset->column_count; i++) {
			struct str text = row->cells[i].text;
			bool is_text = dataset->columns[i].type == DATASET_TEXT;
			if (i)
				sink_add_char(sink, ',');
			write_field(sink, text, is_text && csv_is_formula(text));
		}
		sink_add(sink, STR("\r\n"));
	}
}
