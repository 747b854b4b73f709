#include "records_check.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/date.h"
#include "intake/record_reader.h"
#include "record/code_set.h"

enum { PATH_BYTES = 32 };

/* What was called so far. */
struct witness {
	bool has_begun;
	bool has_rows;
	const struct record_row *awaited;
};

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	(void)err;
	struct witness *witness = context;
	assert(!witness->has_begun && file->words.len > 0);
	assert(file->year == 0 || (file->year > 1900 && file->year < 2200));
	witness->has_begun = true;
	return OK;
}

static enum status on_cover(void *context, const struct record_coverage *coverage,
                            struct err *err)
{
	(void)err;
	const struct witness *witness = context;
	assert(witness->has_begun && !witness->has_rows && coverage->from <= coverage->to);
	return OK;
}

static bool is_code(enum record_code_set set, struct str text)
{
	size_t count;
	const struct record_code *codes = record_code_set_codes(set, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_of(codes[i].code), text))
			return !codes[i].means;
	return false;
}

static void check_value(const struct record_field *field, const struct record_value *value)
{
	switch (field->kind) {
	case RECORD_DATE:
		assert(value->number >= DATE_MIN && value->number <= DATE_MAX);
		break;
	case RECORD_FLAG:
		assert(value->number == 0 || value->number == 1);
		break;
	case RECORD_NUMBER:
		assert(value->number >= 0);
		break;
	case RECORD_CODE:
		assert(is_code(field->code_set, value->text));
		break;
	case RECORD_PARTIAL:
		assert(value->text.len == strlen("2021-05-31"));
		break;
	case RECORD_INSTANT:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		assert(str_check_utf8(value->text, NULL) == OK);
		break;
	}
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	(void)err;
	struct witness *witness = context;
	const struct record_type_spec *spec = record_type_spec(row->type);
	assert(witness->has_begun && (!witness->awaited || witness->awaited == row));
	assert(!spec->is_of_child || row->child.len > 0);
	for (size_t i = 0; i < spec->field_count; i++)
		if (row->values[i].is_given)
			check_value(&spec->fields[i], &row->values[i]);
	assert(str_check_utf8(row->child, NULL) == OK);
	assert(str_check_utf8(row->extra, NULL) == OK);
	witness->has_rows = true;
	witness->awaited = NULL;
	return OK;
}

static enum status on_doubt(void *context, const struct record_row *row, int field,
                            struct str text, const struct finding *what, struct err *err)
{
	(void)err;
	struct witness *witness = context;
	assert(witness->has_begun && (!witness->awaited || witness->awaited == row));
	assert(field >= -1 && field < (int)record_type_spec(row->type)->field_count);
	assert(str_check_utf8(text, NULL) == OK && what->rule && what->message.len > 0);
	witness->awaited = row;
	return OK;
}

/* A file in memory that has a path. */
static int put_aside(struct str text, char path[PATH_BYTES])
{
	int file = memfd_create("input", MFD_CLOEXEC);
	assert(file >= 0);
	for (size_t at = 0; at < text.len;) {
		ssize_t written = write(file, text.ptr + at, text.len - at);
		assert(written > 0);
		at += (size_t)written;
	}
	snprintf(path, PATH_BYTES, "/proc/self/fd/%d", file);
	return file;
}

/* Reads a set, and holds the call to its promises. */
static void check_set(const struct format_set *set, const struct mapping *mapping)
{
	auto_arena arena = { 0 };
	struct witness witness = { 0 };
	struct finding_list findings = { .arena = &arena };
	struct record_sink sink = { &witness, on_begin, on_cover, on_row, on_doubt };
	struct record_reading reading = { .set = set, .sink = &sink, .findings = &findings,
		                          .as_at = DATE_NONE, .mapping = mapping };
	struct err err = { 0 };
	enum status st = record_file_read(&reading, &err);
	assert(st == OK ? witness.has_begun : err.text[0] != '\0');
	assert(st == OK || st == E_INPUT || st == E_LIMIT || st == E_MISSING);
	assert(st != OK || !witness.awaited);
	for (size_t i = 0; i < findings.count; i++)
		assert(str_check_utf8(findings.items[i].message, NULL) == OK);
}

void records_check(enum format_kind kind, const struct str *texts, const int *parts,
                   size_t count)
{
	struct format members[RECORDS_CHECK_FILES] = { 0 };
	char paths[RECORDS_CHECK_FILES][PATH_BYTES];
	int files[RECORDS_CHECK_FILES];
	assert(count <= RECORDS_CHECK_FILES);
	for (size_t i = 0; i < count; i++) {
		int part = parts ? parts[i] : 0;
		files[i] = put_aside(texts[i], paths[i]);
		members[i] = (struct format){ .kind = kind, .path = paths[i], .part = part,
			                      .sheet_count = 1,
			                      .sheets = { { .part = part, .header_row = 1 } } };
	}
	struct format_set set = { .kind = kind, .members = members, .count = count,
		                  .year = 2024, .name = STR("input"), .words = STR("input") };
	check_set(&set, NULL);
	for (size_t i = 0; i < count; i++)
		close(files[i]);
}

void records_check_mapped(const struct mapping *mapping, struct str text)
{
	char path[PATH_BYTES];
	int file = put_aside(text, path);
	struct format member = { .kind = FORMAT_UNKNOWN_TABLE, .path = path };
	struct format_set set = { .kind = FORMAT_UNKNOWN_TABLE, .members = &member, .count = 1,
		                  .name = STR("input"), .words = STR("input") };
	check_set(&set, mapping);
	close(file);
}
