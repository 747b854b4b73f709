#include "intake/mapping.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "intake/cell.h"

/* ---- columns ---- */

static bool is_of_heading(char c)
{
	return char_is_letter(c) || char_is_digit(c) || (unsigned char)c >= 0x80;
}

/* Whether two headings have the same letters and digits in the same order. Both were made
 * plain by cell_header(). */
static bool is_same_heading(struct str a, struct str b)
{
	size_t i = 0;
	size_t k = 0;
	for (;;) {
		while (i < a.len && !is_of_heading(a.ptr[i]))
			i++;
		while (k < b.len && !is_of_heading(b.ptr[k]))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (char_lower(a.ptr[i++]) != char_lower(b.ptr[k++]))
			return false;
	}
}

size_t mapping_find_column(const struct mapping_place *place, struct str column)
{
	auto_arena arena = { 0 };
	struct str plain = cell_header(column, &arena);
	for (size_t i = 0; i < place->count; i++)
		if (str_equal(place->plain[i], plain))
			return i;
	for (size_t i = 0; i < place->count && plain.len; i++)
		if (is_same_heading(place->plain[i], plain))
			return i;
	return SIZE_MAX;
}

/* Calls `each` for every column that a table asks for, until it answers false. */
static bool each_required(const struct mapping_table *table,
                          bool (*each)(void *context, struct str column), void *context)
{
	if (table->identifier.len && !each(context, table->identifier))
		return false;
	for (size_t i = 0; i < table->record_count; i++) {
		const struct mapping_record *record = &table->records[i];
		for (size_t t = 0; t < record->test_count; t++)
			if (!each(context, record->tests[t].column))
				return false;
		for (size_t f = 0; f < record->field_count; f++) {
			const struct mapping_field *field = &record->fields[f];
			if (field->is_optional)
				continue;
			if ((field->column.len && !each(context, field->column)) ||
			    (field->time_column.len && !each(context, field->time_column)) ||
			    (field->has_test && !each(context, field->test.column)))
				return false;
		}
	}
	return true;
}

static bool count_one(void *context, struct str column)
{
	(void)column;
	++*(size_t *)context;
	return true;
}

size_t mapping_required(const struct mapping *mapping)
{
	size_t count = 0;
	for (size_t i = 0; i < mapping->table_count; i++)
		each_required(&mapping->tables[i], count_one, &count);
	return count;
}

struct str mapping_day_first(struct str text, struct arena *arena)
{
	struct str parts[2];
	size_t at = 0;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		size_t from = at;
		while (at < text.len && char_is_digit(text.ptr[at]))
			at++;
		parts[i] = str_slice(text, from, at - from);
		if (parts[i].len == 0 || parts[i].len > 2 || at >= text.len ||
		    !strchr("/-.", text.ptr[at]))
			return text;
		at++;
	}
	return arena_format(arena, "%.*s/%.*s/%.*s", STR_ARGS(parts[1]),
	                    STR_ARGS(parts[0]), STR_ARGS(str_slice(text, at, SIZE_MAX)));
}

/* ---- where a table stands ---- */

struct column_check {
	const struct mapping_place *place;
	struct buf missing; /* names of those that are not there */
	size_t found;
};

static bool check_one(void *context, struct str column)
{
	struct column_check *check = context;
	if (mapping_find_column(check->place, column) != SIZE_MAX) {
		check->found++;
	} else {
		struct str view = buf_view(&check->missing);
		if (view.len == 0 || str_find_nocase(view, column) == SIZE_MAX)
			buf_format(&check->missing, "%s'%.*s'", view.len ? ", " : "",
			           STR_ARGS(column));
	}
	return true;
}

static void take_headings(const struct grid_row *row, struct arena *arena,
                          struct mapping_place *out)
{
	out->header_row = row->number;
	out->count = row->count;
	out->headings = arena_new(arena, row->count + 1, sizeof(*out->headings));
	out->plain = arena_new(arena, row->count + 1, sizeof(*out->plain));
	for (size_t i = 0; i < row->count; i++) {
		out->headings[i] = arena_text(arena, grid_text(row, i));
		out->plain[i] = cell_header(grid_text(row, i), arena);
	}
}

enum status mapping_find_table(const struct mapping_table *table, struct table_stream *stream,
                               struct arena *arena, struct mapping_place *out, struct err *err)
{
	enum { NAMES_MAX_BYTES = 64 * 1024 };
	struct table_head head;
	struct mapping_place best = { 0 };
	auto_buf missing = buf_init(NAMES_MAX_BYTES);
	size_t most = 0;
	size_t sheet;
	struct str name = table_stream_name(stream);
	enum status st = table_stream_find_sheet(stream, table->sheet, &sheet, err);
	if (st == OK)
		st = table_stream_peek(stream, sheet, MAPPING_HEAD_ROWS, arena, &head, err);
	if (st != OK)
		return st;
	for (size_t i = 0; i < head.count; i++) {
		struct mapping_place place = { .sheet = sheet };
		struct column_check check = { .place = &place,
			                      .missing = buf_init(NAMES_MAX_BYTES) };
		if (table->header_row && head.rows[i].number != table->header_row)
			continue;
		take_headings(&head.rows[i], arena, &place);
		each_required(table, check_one, &check);
		bool is_whole = check.missing.len == 0;
		if (is_whole || check.found > most || !best.headings) {
			most = check.found;
			best = place;
			buf_clear(&missing);
			buf_add(&missing, buf_view(&check.missing));
		}
		buf_deinit(&check.missing);
		if (is_whole) {
			*out = best;
			return OK;
		}
	}
	if (!best.headings)
		return err_set(
			err, E_INPUT, "%.*s: no row %lld with text; expected the columns' names",
			STR_ARGS(name), (long long)(table->header_row ? table->header_row : 1));
	return err_set(err, E_INPUT, "%.*s: row %lld: no column %.*s", STR_ARGS(name),
	               (long long)best.header_row, STR_ARGS(buf_view(&missing)));
}

/* ---- which mapping a file is of ---- */

static bool fits(const struct mapping *mapping, struct table_stream *stream)
{
	auto_arena arena = { 0 };
	for (size_t i = 0; i < mapping->table_count; i++) {
		struct mapping_place place;
		if (mapping_find_table(&mapping->tables[i], stream, &arena, &place, NULL) != OK)
			return false;
	}
	return true;
}

static int is_mapping_file(const struct dirent *entry)
{
	struct str name = str_of(entry->d_name);
	return name.len > 4 && name.ptr[0] != '.' && str_ends_nocase(name, STR(".map"));
}

struct choice {
	struct mapping mapping;
	size_t required; /* 0: none yet */
	struct str rival; /* another that fits as well */
};

static void consider(struct choice *choice, const struct mapping *mapping)
{
	size_t required = mapping_required(mapping);
	if (required > choice->required)
		*choice = (struct choice){ *mapping, required, { 0 } };
	else if (required == choice->required)
		choice->rival = mapping->file;
}

enum status mapping_choose(const char *folder, const char *path, struct arena *arena,
                           struct mapping *out, struct finding_list *findings, struct err *err)
{
	auto_table_stream stream = NULL;
	struct dirent **entries = NULL;
	struct choice choice = { 0 };
	int count = scandir(folder, &entries, is_mapping_file, alphasort);
	if (count < 0 && errno != ENOENT)
		return file_error(err, "read", folder, errno);
	enum status st = count > 0 ? table_stream_open(path, &stream, err) : OK;
	for (int i = 0; i < count; i++) {
		struct str file = arena_format(arena, "%s/%s", folder, entries[i]->d_name);
		struct mapping mapping;
		free(entries[i]);
		if (st == OK && mapping_read(file.ptr, arena, &mapping, findings, NULL) == OK &&
		    fits(&mapping, stream))
			consider(&choice, &mapping);
	}
	free(entries);
	if (st == OK && choice.rival.len)
		return err_set(err, E_CONFLICT,
		               "%.*s and %.*s both explain this file; expected one that asks for "
		               "more of its columns",
		               STR_ARGS(choice.mapping.file), STR_ARGS(choice.rival));
	if (st == OK)
		*out = choice.mapping;
	return st;
}
