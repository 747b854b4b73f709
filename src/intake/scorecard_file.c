#include "intake/scorecard_file.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "intake/csv_grid.h"
#include "intake/encoding.h"
#include "intake/file_kind.h"
#include "intake/scorecard_table.h"
#include "intake/xlsx_grid.h"

enum { DECODED_GROWTH_MAX = 3 }; /* one byte of Windows-1252 becomes at most three */

static size_t limit_of(size_t given, size_t otherwise)
{
	return given ? given : otherwise;
}

static void note(struct scorecard_table *table, const char *rule, enum finding_severity severity,
                 const char *message)
{
	struct finding finding = { .rule = rule, .severity = severity, .file = table->file };
	finding_add(table->findings, finding, "%s", message);
}

static const char *separator_word(char separator)
{
	return separator == '\t' ? "tab" : NULL;
}

/* As many rows as a CSV can have. */
static size_t count_lines(struct str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count;
}

static enum status read_csv(struct str bytes, struct scorecard_table *table,
                            struct scorecard_file *out, struct err *err)
{
	auto_buf decoded = buf_init(bytes.len * DECODED_GROWTH_MAX + 1);
	enum encoding encoding;
	enum status st = encoding_decode(bytes, &decoded, &encoding, err);
	if (st != OK)
		return st;
	if (encoding == ENCODING_WINDOWS_1252)
		note(table, "file.encoding", FINDING_WARNING,
		     "the file is not UTF-8 and was read as Windows-1252; look at pound signs and "
		     "apostrophes, or save it as CSV UTF-8");
	struct str text = buf_view(&decoded);
	char separator = csv_find_separator(&text);
	scorecard_table_expect(table, count_lines(text));
	struct grid_sink sink = scorecard_table_sink(table);
	st = csv_grid_read(text, separator, &sink, err);
	if (st != OK)
		return st;
	char quoted[] = { '\'', separator, '\'', '\0' };
	out->format = arena_format(table->arena, "scorecard CSV, %s, separator %s",
	                           encoding_word(encoding),
	                           separator_word(separator) ? separator_word(separator) : quoted);
	return OK;
}

static void note_sheet(struct scorecard_table *table, const struct xlsx_notes *notes)
{
	struct finding finding = {
		.rule = "file.sheet", .severity = FINDING_NOTE, .file = table->file,
	};
	if (notes->sheet_count > 1)
		finding_add(table->findings, finding,
		            "sheet '%.*s' was read, of %zu sheets (%zu hidden)",
		            STR_ARGS(notes->sheet), notes->sheet_count, notes->hidden_sheets);
	if (notes->hidden_rows)
		finding_add(table->findings, finding, "hidden rows, read like the others: %zu",
		            notes->hidden_rows);
	if (notes->rounded_cells)
		finding_add(table->findings, finding,
		            "cells read as shown although they hold more decimals: %zu",
		            notes->rounded_cells);
}

static enum status read_xlsx(struct str bytes, struct str sheet, struct scorecard_table *table,
                             struct scorecard_file *out, struct err *err)
{
	struct xlsx_notes notes;
	struct grid_sink sink = scorecard_table_sink(table);
	enum status st = xlsx_grid_read(bytes, sheet, table->arena, &sink, &notes, err);
	if (st != OK)
		return st;
	note_sheet(table, &notes);
	out->sheet = notes.sheet;
	out->format = arena_format(table->arena, "scorecard XLSX, sheet '%.*s'",
	                           STR_ARGS(notes.sheet));
	return OK;
}

static enum status read_content(const struct scorecard_bytes *from,
                                const struct scorecard_options *options,
                                struct scorecard_table *table, struct scorecard_file *out,
                                struct err *err)
{
	size_t max_bytes = limit_of(options->max_bytes, SCORECARD_MAX_BYTES);
	if (from->bytes.len > max_bytes)
		return err_set(err, E_LIMIT, "larger than %zu bytes", max_bytes);
	enum file_kind kind;
	enum status st = file_kind_find(from->bytes, &kind, err);
	if (st != OK)
		return st;
	out->name = table->file;
	hash_print(from->bytes, out->sha256);
	st = kind == FILE_KIND_XLSX ? read_xlsx(from->bytes, options->sheet, table, out, err)
	                            : read_csv(from->bytes, table, out, err);
	return st == OK ? scorecard_table_finish(table, out, err) : st;
}

enum status scorecard_read_bytes(const struct scorecard_bytes *from,
                                 const struct scorecard_options *options, struct arena *arena,
                                 struct scorecard_file *out, struct finding_list *findings,
                                 struct err *err)
{
	static const struct scorecard_options DEFAULTS = { 0 };
	if (!options)
		options = &DEFAULTS;
	struct rule rule = { 0 };
	struct str sentence = arena_text(arena, str_trim(options->rule));
	if (sentence.len && rule_read(sentence, &rule, err) != OK)
		return err_wrap(err, E_USAGE, "the rule for lines without one");

	struct scorecard_table table =
		scorecard_table_init(arena, findings, arena_text(arena, from->name), &rule,
	                             limit_of(options->max_rows, SCORECARD_MAX_ROWS));
	struct scorecard_file file = { 0 };
	enum status st = read_content(from, options, &table, &file, err);
	scorecard_table_deinit(&table);
	if (st == OK && table.blank_count && file.lines.count == 0)
		st = err_set(err, E_INPUT, "none of the %zu rows of the form is filled in",
		             table.blank_count);
	else if (st == OK && file.lines.count == 0)
		st = err_set(err, E_INPUT, "no rows stand below the header; expected one for each "
		                           "indicator and period");
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(from->name));
	*out = file;
	return OK;
}

static struct str name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return str_of(slash ? slash + 1 : path);
}

enum status scorecard_file_read(const char *path, const struct scorecard_options *options,
                                struct arena *arena, struct scorecard_file *out,
                                struct finding_list *findings, struct err *err)
{
	struct stat what;
	if (stat(path, &what) == 0 && S_ISDIR(what.st_mode))
		return err_set(err, E_INPUT, "%s: this is a folder; expected a CSV or XLSX file",
		               path);
	size_t max_bytes = limit_of(options ? options->max_bytes : 0, SCORECARD_MAX_BYTES);
	auto_buf bytes = buf_init(max_bytes);
	enum status st = file_read(path, max_bytes, &bytes, err);
	if (st != OK)
		return st;
	struct scorecard_bytes from = { name_of(path), buf_view(&bytes) };
	return scorecard_read_bytes(&from, options, arena, out, findings, err);
}
