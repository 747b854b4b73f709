#include "cli/import.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/import_lock.h"
#include "ledger/delivery.h"

/* A new kind of delivery is one row here. */
static const struct importer IMPORTERS[] = {
	{ FORMAT_SCORECARD, import_scorecard, import_scorecard_check, false },
	{ FORMAT_EES_DATA, import_publication, import_publication_check, true },
	{ FORMAT_POPULATION, import_publication, import_publication_check, true },
	{ FORMAT_CIN_XML, import_records, import_records_check, false },
	{ FORMAT_SSDA903_CSV, import_records, import_records_check, false },
	{ FORMAT_SSDA903_XML, import_records, import_records_check, false },
	{ FORMAT_ANNEX_A_BOOK, import_records, import_records_check, false },
	{ FORMAT_ANNEX_A_LIST, import_records, import_records_check, false },
	{ FORMAT_SSD_CSV, import_records, import_records_check, false },
	{ FORMAT_UNKNOWN_TABLE, import_mapped, import_mapped_check, false },
	{ FORMAT_SEN_ANNEX, import_mapped, import_mapped_check, false },
	{ FORMAT_NEIGHBOURS_LONG, import_publication, import_publication_check, true },
	{ FORMAT_NEIGHBOURS_WIDE, import_publication, import_publication_check, true },
	{ FORMAT_OFSTED_OUTCOMES, import_publication, import_publication_check, true },
	{ FORMAT_OFSTED_HISTORY, import_publication, import_publication_check, true },
	{ FORMAT_LAIT_HISTORY, import_publication, import_publication_check, true },
	{ FORMAT_LAIT_MEASURES, import_publication, import_publication_check, true },
	{ FORMAT_LAIT_AREAS, import_publication, import_publication_check, true },
	{ FORMAT_GEOGRAPHY, import_publication, import_publication_check, true },
	{ FORMAT_FINGERTIPS, import_publication, import_publication_check, true },
	{ FORMAT_BENCHMARK_LONG, import_publication, import_publication_check, true },
};

const struct importer *importer_find(enum format_kind kind)
{
	for (size_t i = 0; i < COUNT_OF(IMPORTERS); i++)
		if (IMPORTERS[i].kind == kind)
			return &IMPORTERS[i];
	return NULL;
}

void import_tell_known(struct str name, const struct delivery *earlier)
{
	char when[INSTANT_TEXT_BYTES];
	printf("%.*s: the same file came before, as '%.*s' on %s (delivery %" PRId64
	       "); nothing was changed\n",
	       STR_ARGS(name), STR_ARGS(earlier->file),
	       instant_print(earlier->received.at, when), earlier->id);
	fflush(stdout);
}

void import_tell_again(int64_t delivery)
{
	printf("  it was withdrawn before (delivery %" PRId64 ") and is taken again\n", delivery);
}

/* What became of all deliveries of a call. */
struct import_course {
	size_t count;        /* deliveries and files there were */
	size_t failed;
	enum status first; /* why the first of them failed */
	struct err err;
	struct str last; /* what was told last; lives as long as the call */
};

static void note_failure(struct import_course *course, enum status status, const char *text)
{
	if (course->failed++ == 0) {
		course->first = status;
		err_set(&course->err, status, "%s", text);
	}
	/* Files of one return that are refused together have one reason. */
	if (course->count > 1 && !str_equal(course->last, str_of(text)))
		fprintf(stderr, "%s\n", text);
	course->last = str_of(text);
}

static bool was_named(const char *path, const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_of(path), str_of(paths[i])))
			return true;
	return false;
}

enum status import_take(const struct import *import, struct err *err)
{
	const struct format_set *set = import->set;
	const struct importer *importer = importer_find(set->kind);
	const char *advice = format_advice(set->kind);
	if (importer)
		return importer->take(import, err);
	return err_set(err, E_INPUT, "%.*s: %.*s; %s", STR_ARGS(set->name), STR_ARGS(set->words),
	               advice ? advice : "it cannot be imported");
}

static void take_set(const struct import *import, const char *const *paths, size_t count,
                     struct import_course *course)
{
	struct err err = { 0 };
	enum status st = import_take(import, &err);
	if (st == OK)
		return;
	const struct importer *importer = importer_find(import->set->kind);
	bool is_known = importer && importer->take != import_mapped;
	if (is_known || was_named(import->set->members[0].path, paths, count))
		note_failure(course, st, arena_text(import->call->arena, str_of(err.text)).ptr);
	else
		fprintf(stderr, "left out: %s\n", err.text);
}

static enum status answer_of(const struct import_course *course, struct err *err)
{
	if (course->failed == 0)
		return OK;
	if (course->count == 1)
		return err_set(err, course->first, "%s", course->err.text);
	return err_set(err, course->first, "%zu of %zu could not be imported", course->failed,
	               course->count);
}

static enum status take_all(const struct import *of, const char *const *paths, size_t count,
                            struct err *err)
{
	struct format_set_list sets = { 0 };
	struct format_refusal_list refused = { 0 };
	enum status st = format_group(paths, count, of->call->arena, &sets, &refused, err);
	if (st != OK)
		return st;
	struct import_course course = { .count = sets.count + refused.count };
	if (course.count == 0)
		return err_set(err, E_MISSING, "'%s' holds no file", paths[0]);
	for (size_t i = 0; i < refused.count; i++)
		note_failure(&course, refused.items[i].status, refused.items[i].reason.ptr);
	for (size_t i = 0; i < sets.count; i++) {
		struct import import = *of;
		import.set = &sets.items[i];
		take_set(&import, paths, count, &course);
	}
	return answer_of(&course, err);
}

enum status import_paths(struct call *call, const struct import_options *options,
                         const char *const *paths, size_t count, struct err *err)
{
	auto_workspace workspace = { 0 };
	auto_import_lock lock = { 0 };
	struct import import = { .call = call, .workspace = &workspace, .options = options };
	enum status st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = import_lock_take(call, IMPORT_LOCK_WAIT_SECONDS, &lock, err);
	return st == OK ? take_all(&import, paths, count, err) : st;
}
