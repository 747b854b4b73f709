/* The faults that are put in are the ones that the readers find, line by line, and
 * nothing else is found. */
#include "check.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "intake/record_reader.h"
#include "synth/synth.h"

enum { YEAR = 2024, MANIFEST_MAX_BYTES = 16 * 1024 * 1024 };

static char place[64];

/* What a reader doubted, as "row text", in capitals: SSDA903 reads in capitals. */
struct doubts {
	struct arena arena;
	struct map seen;
	size_t count;
	size_t nameless; /* rows without a child */
};

static struct str in_capitals(struct str text, struct arena *arena)
{
	char *copy = arena_new(arena, text.len + 1, 1);
	for (size_t i = 0; i < text.len; i++)
		copy[i] = char_upper(text.ptr[i]);
	return (struct str){ copy, text.len };
}

static struct str key_of(int64_t row, struct str text, struct arena *arena)
{
	return in_capitals(arena_format(arena, "%" PRId64 " %.*s", row, STR_ARGS(str_trim(text))),
	                   arena);
}

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	(void)context;
	(void)file;
	(void)err;
	return OK;
}

static enum status on_cover(void *context, const struct record_coverage *coverage, struct err *err)
{
	(void)context;
	(void)coverage;
	(void)err;
	return OK;
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	(void)context;
	(void)row;
	(void)err;
	return OK;
}

static enum status on_doubt(void *context, const struct record_row *row, int field, struct str text,
                            const struct finding *what, struct err *err)
{
	struct doubts *doubts = context;
	(void)field;
	(void)what;
	(void)err;
	map_put(&doubts->seen, key_of(row->number, text, &doubts->arena), 1);
	doubts->count++;
	return OK;
}

static void read_folder(struct doubts *doubts, const char *folder)
{
	struct err err = { 0 };
	char path[128];
	const char *paths[] = { path };
	struct format_set_list sets;
	struct format_refusal_list refused;
	struct finding_list findings = { .arena = &doubts->arena };
	struct record_sink sink = { doubts, on_begin, on_cover, on_row, on_doubt };
	snprintf(path, sizeof(path), "%s/fairshire/%s", place, folder);
	assert_ok(format_group(paths, 1, &doubts->arena, &sets, &refused, &err), &err);
	assert_int_equal(sets.count, 1);
	struct record_reading how = {
		.set = &sets.items[0], .sink = &sink, .findings = &findings, .as_at = DATE_NONE
	};
	assert_ok(record_file_read(&how, &err), &err);
	for (size_t i = 0; i < findings.count; i++)
		doubts->nameless += findings.items[i].severity == FINDING_ERROR;
}

static void forget(struct doubts *doubts)
{
	map_deinit(&doubts->seen);
	arena_deinit(&doubts->arena);
}

/* A line of the manifest. */
struct listed {
	struct str kind;
	struct str file;
	int64_t row;
	struct str written;
};

static bool next_listed(struct str *rest, struct listed *out)
{
	struct str line, row, column, child;
	if (!str_split(rest, '\n', &line) || line.len == 0)
		return false;
	str_split(&line, ',', &out->kind);
	str_split(&line, ',', &out->file);
	str_split(&line, ',', &row);
	str_split(&line, ',', &column);
	str_split(&line, ',', &child);
	str_split(&line, ',', &out->written);
	assert_int_equal(str_to_int64(row, &out->row, NULL), OK);
	return true;
}

static struct str manifest(struct arena *arena)
{
	struct err err = { 0 };
	char path[128];
	auto_buf text = buf_init(MANIFEST_MAX_BYTES);
	snprintf(path, sizeof(path), "%s/fairshire/manifest.csv", place);
	assert_ok(file_read(path, MANIFEST_MAX_BYTES, &text, &err), &err);
	struct str rest = arena_text(arena, buf_view(&text)), heading;
	assert_true(str_split(&rest, '\n', &heading));
	return rest;
}

static bool is_kind(const struct listed *fault, const char *kind)
{
	return str_equal(fault->kind, str_of(kind));
}

/* Whether the row of a fault lost its child, so that nothing else of it is read. */
static bool has_no_child(struct str faults, const struct listed *of)
{
	struct listed other;
	while (next_listed(&faults, &other))
		if (is_kind(&other, "key.missing") && other.row == of->row &&
		    str_equal(other.file, of->file))
			return true;
	return false;
}

static void finds_every_cell_that_cannot_be_read(void **state)
{
	(void)state;
	static const char *const KINDS[] = { "date.impossible", "date.words", "date.short_year",
		                             "code.unknown" };
	struct doubts doubts = { 0 };
	read_folder(&doubts, "ssda903/2024");
	struct str all = manifest(&doubts.arena), rest = all;
	struct listed fault;
	size_t checked = 0;
	int64_t found;
	while (next_listed(&rest, &fault)) {
		bool is_unreadable = false;
		for (size_t i = 0; i < COUNT_OF(KINDS); i++)
			is_unreadable |= is_kind(&fault, KINDS[i]);
		if (!is_unreadable || !str_starts_nocase(fault.file, STR("ssda903/2024/")) ||
		    has_no_child(all, &fault))
			continue;
		if (!map_find(&doubts.seen, key_of(fault.row, fault.written, &doubts.arena),
		              &found))
			fail_msg("not found: %.*s %.*s, line %" PRId64 ", '%.*s'",
			         STR_ARGS(fault.kind), STR_ARGS(fault.file), fault.row,
			         STR_ARGS(fault.written));
		checked++;
	}
	assert_true(checked > 10);
	forget(&doubts);
}

static void reads_what_is_only_written_oddly(void **state)
{
	(void)state;
	static const char *const KINDS[] = { "code.spelling", "flag.word" };
	struct doubts doubts = { 0 };
	read_folder(&doubts, "ssda903/2024");
	struct str rest = manifest(&doubts.arena);
	struct listed fault;
	size_t checked = 0;
	int64_t found;
	while (next_listed(&rest, &fault)) {
		bool is_odd = is_kind(&fault, KINDS[0]) || is_kind(&fault, KINDS[1]);
		if (!is_odd || !str_starts_nocase(fault.file, STR("ssda903/2024/")))
			continue;
		if (map_find(&doubts.seen, key_of(fault.row, fault.written, &doubts.arena), &found))
			fail_msg("%.*s, line %" PRId64 ": '%.*s' is understood",
			         STR_ARGS(fault.file), fault.row, STR_ARGS(fault.written));
		checked++;
	}
	assert_true(checked > 5);
	forget(&doubts);
}

static void counts_the_rows_that_name_no_child(void **state)
{
	(void)state;
	struct doubts doubts = { 0 };
	read_folder(&doubts, "ssd");
	struct str rest = manifest(&doubts.arena);
	struct listed fault;
	size_t listed = 0;
	while (next_listed(&rest, &fault))
		listed += is_kind(&fault, "key.missing") &&
		          str_starts_nocase(fault.file, STR("ssd/"));
	assert_true(listed > 5);
	/* Some find their child by another key, none is lost without a word. */
	assert_true(doubts.nameless <= listed);
	assert_true(doubts.nameless * 2 >= listed);
	forget(&doubts);
}

static int remove_one(const char *path, const struct stat *stat, int flag, struct FTW *ftw)
{
	(void)stat;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int start(void **state)
{
	(void)state;
	struct err err = { 0 };
	char path[128];
	struct synth_result result;
	auto_town town = { 0 };
	struct synth_plan plan = { .town = { .seed = 5,
		                             .children = 80000,
		                             .years = 1,
		                             .last_year = YEAR,
		                             .as_at = town_year_end(YEAR) },
		                   .has_faults = true,
		                   .formats = SYNTH_903 | SYNTH_SSD,
		                   .extracts = 1 };
	snprintf(place, sizeof(place), "/tmp/outturn-faults-XXXXXX");
	if (!mkdtemp(place) || town_init(&town, &plan.town, &err) != OK)
		return -1;
	snprintf(path, sizeof(path), "%s/fairshire", place);
	return synth_write(&plan, &town, path, &result, &err) == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	return nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_every_cell_that_cannot_be_read),
		cmocka_unit_test(reads_what_is_only_written_oddly),
		cmocka_unit_test(counts_the_rows_that_name_no_child),
	};
	return cmocka_run_group_tests(tests, start, end);
}
