#include "record_log.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

#include "base/date.h"
#include "base/file.h"
#include "base/instant.h"

enum { LOG_MAX_BYTES = 64 * 1024 * 1024 };

static const char *const COVERAGE_WORDS[RECORD_COVERAGE_KIND_COUNT] = {
	"nothing", "all", "starts", "overlaps", "children", "undated", "told"
};

static void add_line(struct record_log *log)
{
	buf_add_char(&log->text, '\n');
}

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	(void)err;
	struct record_log *log = context;
	char day[DATE_TEXT_BYTES];
	log->file = *file;
	log->file.authority_code = arena_text(&log->arena, file->authority_code);
	log->file.words = arena_text(&log->arena, file->words);
	buf_format(&log->text, "begin %.*s year %d day %s authority '%.*s'",
	           STR_ARGS(file->words), file->year, date_print_iso(file->reference_day, day),
	           STR_ARGS(file->authority_code));
	add_line(log);
	return OK;
}

static enum status on_cover(void *context, const struct record_coverage *coverage,
                            struct err *err)
{
	(void)err;
	struct record_log *log = context;
	char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
	buf_format(&log->text, "cover %s %s", record_type_spec(coverage->type)->name,
	           COVERAGE_WORDS[coverage->kind]);
	if (coverage->kind == RECORD_COVERS_STARTS || coverage->kind == RECORD_COVERS_OVERLAPS)
		buf_format(&log->text, " %s %s", date_print_iso(coverage->from, from),
		           date_print_iso(coverage->to, to));
	add_line(log);
	return OK;
}

static void add_value(struct record_log *log, const struct record_field *field,
                      const struct record_value *value)
{
	char text[INSTANT_TEXT_BYTES];
	struct instant at = { value->number, value->offset_minutes };
	buf_format(&log->text, " %s=", field->name);
	switch (field->kind) {
	case RECORD_DATE:
		buf_add(&log->text, str_of(date_print_iso((int32_t)value->number, text)));
		break;
	case RECORD_INSTANT:
		buf_add(&log->text, str_of(instant_print(at, text)));
		break;
	case RECORD_FLAG:
	case RECORD_NUMBER:
		buf_format(&log->text, "%lld", (long long)value->number);
		break;
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		buf_add(&log->text, value->text);
		break;
	}
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	(void)err;
	struct record_log *log = context;
	const struct record_type_spec *spec = record_type_spec(row->type);
	assert_true(!log->awaited || log->awaited == row);
	log->awaited = NULL;
	log->rows[row->type]++;
	if (log->is_counting)
		return OK;
	buf_format(&log->text, "%s %.*s @%lld", spec->name, STR_ARGS(row->child),
	           (long long)row->number);
	for (size_t i = 0; i < spec->field_count; i++)
		if (row->values[i].is_given)
			add_value(log, &spec->fields[i], &row->values[i]);
	if (row->extra.len)
		buf_format(&log->text, " extra=%.*s", STR_ARGS(row->extra));
	add_line(log);
	return OK;
}

static enum status on_doubt(void *context, const struct record_row *row, int field,
                            struct str text, const struct finding *what, struct err *err)
{
	(void)err;
	struct record_log *log = context;
	const struct record_type_spec *spec = record_type_spec(row->type);
	log->awaited = row; /* a doubt comes directly before its row */
	log->doubts++;
	/* Messages go to people and logs: what a cell says does not. */
	if (text.len > 2)
		assert_true(str_find_nocase(what->message, text) == SIZE_MAX);
	if (log->is_counting)
		return OK;
	buf_format(&log->text, "doubt %s %.*s @%lld %s '%.*s' %s %s %.*s", spec->name,
	           STR_ARGS(row->child), (long long)row->number,
	           field < 0 ? "-" : spec->fields[field].name, STR_ARGS(text), what->rule,
	           finding_severity_word(what->severity), STR_ARGS(what->column));
	add_line(log);
	return OK;
}

void record_log_init(struct record_log *log)
{
	*log = (struct record_log){ .text = buf_init(LOG_MAX_BYTES) };
	log->findings.arena = &log->arena;
	log->sink = (struct record_sink){ log, on_begin, on_cover, on_row, on_doubt };
}

void record_log_deinit(struct record_log *log)
{
	buf_deinit(&log->text);
	arena_deinit(&log->arena);
}

void record_log_clear(struct record_log *log)
{
	bool is_counting = log->is_counting;
	record_log_deinit(log);
	record_log_init(log);
	log->is_counting = is_counting;
}

void record_log_read(struct record_log *log, const struct format_set *set,
                     enum status expected, struct err *err)
{
	struct record_reading reading = { .set = set, .sink = &log->sink,
		                          .findings = &log->findings, .as_at = DATE_NONE };
	enum status st = record_file_read(&reading, err);
	if (st != expected)
		fail_msg("%s: status %d, expected %d: %s", set->members[0].path, (int)st,
		         (int)expected, st == OK ? "no error" : err->text);
}

void record_log_read_text(struct record_log *log, const struct record_log_set *made,
                          enum status expected, struct err *err)
{
	struct format members[SSDA903_TABLE_COUNT] = { 0 };
	char folder[] = "/tmp/outturn-records-XXXXXX";
	assert_non_null(mkdtemp(folder));
	assert_true(made->count <= COUNT_OF(members));
	for (size_t i = 0; i < made->count; i++) {
		const struct record_log_file *file = &made->files[i];
		struct str path = arena_format(&log->arena, "%s/file%zu", folder, i);
		assert_ok(file_write(path.ptr, file->text, err), err);
		members[i] = (struct format){
			.kind = made->kind, .path = path.ptr, .part = file->part, .sheet_count = 1,
			.sheets = { { .part = file->part, .header_row = 1 } }
		};
	}
	struct format_set set = { .kind = made->kind, .members = members,
		                  .count = made->count, .year = made->year, .name = STR("made"), .words = STR("made") };
	record_log_read(log, &set, expected, err);
	for (size_t i = 0; i < made->count; i++)
		unlink(members[i].path);
	rmdir(folder);
}

void record_log_read_sample(struct record_log *log, const char *const *names, size_t count)
{
	struct err err = { 0 };
	const char *paths[SSDA903_TABLE_COUNT];
	struct format_set_list sets;
	struct format_refusal_list refused;
	assert_true(count <= COUNT_OF(paths));
	for (size_t i = 0; i < count; i++)
		paths[i] = arena_format(&log->arena, "%s/tests/cases/records/%s",
		                        getenv("OUTTURN_SOURCE_ROOT"), names[i]).ptr;
	assert_ok(format_group(paths, count, &log->arena, &sets, &refused, &err), &err);
	assert_int_equal(refused.count, 0);
	assert_int_equal(sets.count, 1);
	record_log_read(log, &sets.items[0], OK, &err);
}

const char *record_log_text(struct record_log *log)
{
	assert_false(log->text.failed);
	return log->text.len ? log->text.bytes : "";
}

int record_log_lines(struct record_log *log, const char *part)
{
	struct str rest = buf_view(&log->text), line;
	int count = 0;
	while (str_split(&rest, '\n', &line))
		count += str_find_nocase(line, str_of(part)) != SIZE_MAX;
	return count;
}

int record_log_findings(const struct record_log *log, const char *rule)
{
	int count = 0;
	for (size_t i = 0; i < log->findings.count; i++)
		count += strcmp(log->findings.items[i].rule, rule) == 0;
	return count;
}
