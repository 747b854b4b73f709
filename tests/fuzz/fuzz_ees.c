/* Fuzzes the taking of an explore-education-statistics file into a store: whatever it
 * holds, what was stored is what was counted, and reads back. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "db/schema.h"
#include "intake/ees_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MEASURES_READ = 50 };

static char folder[] = "/tmp/outturn-fuzz-ees-XXXXXX";

static void must_hold(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static void must(enum status st, const struct err *err)
{
	must_hold(st == OK, err->text);
}

static void remove_folder(void)
{
	rmdir(folder);
}

/* One store in memory for all inputs: each is rolled back. */
static struct db *open_store(void)
{
	struct err err = { 0 };
	struct db *db = NULL;
	must_hold(mkdtemp(folder) != NULL, "no folder");
	atexit(remove_folder);
	must(db_open(":memory:", DB_CREATE, &db, &err), &err);
	must(schema_migrate(db, (struct instant){ 0 }, &err), &err);
	return db;
}

/* Reads back every value of the first measures; says how many there were. */
static int64_t read_measures(struct db *db, struct arena *arena, bool *all_out)
{
	struct err err = { 0 };
	struct comparator_held_list held = { 0 };
	int64_t count = 0;
	struct comparator_page page = { .limit = MEASURES_READ, .known_by = SERIES_KNOWN_NOW };
	must(comparator_list(db, &page, arena, &held, &err), &err);
	for (size_t m = 0; m < held.count; m++) {
		struct comparator_question what = { .measure = held.items[m].id,
			                            .known_by = SERIES_KNOWN_NOW };
		struct comparator_period_list periods = { 0 };
		must(comparator_periods(db, &what, arena, &periods, &err), &err);
		for (size_t p = 0; p < periods.count; p++) {
			struct comparator_value_list values = { 0 };
			what.period = periods.items[p].id;
			must(comparator_values_load(db, &what, arena, &values, &err), &err);
			count += (int64_t)values.count;
		}
	}
	*all_out = held.count < MEASURES_READ;
	return count;
}

static void check_taken(struct db *db, const struct ees_summary *summary, struct arena *arena)
{
	const struct comparator_summary *c = &summary->comparator;
	must_hold(summary->rows_taken + summary->rows_passed <= summary->of.rows,
	          "more rows were taken than there are");
	must_hold(c->values_added + c->values_repeated <= c->values, "more values than came");
	must_hold(c->numbers <= c->values, "more numbers than values");
	bool is_all = false;
	int64_t count = read_measures(db, arena, &is_all);
	must_hold(count <= c->values && (!is_all || count == c->values_added),
	          "what was stored is not what was counted");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct db *db;
	if (!db)
		db = open_store();
	char path[128];
	snprintf(path, sizeof(path), "%s/cla_fuzz_2013_to_2024.csv", folder);
	auto_arena arena = { 0 };
	struct err err = { 0 };
	must(file_write(path, (struct str){ (const char *)data, size }, &err), &err);
	auto_transaction change = { 0 };
	must(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	struct publication what = { .path = path,
		                    .act = { STR("fuzz"), { 0 } },
		                    .published_on = DATE_NONE };
	struct ees_summary summary = { .of = { .arena = &arena } };
	struct finding_list findings = { .arena = &arena };
	enum status st = ees_take_file(db, &what, &summary, &findings, &err);
	unlink(path);
	for (size_t i = 0; i < findings.count; i++)
		must_hold(str_check_utf8(findings.items[i].message, NULL) == OK, "no text");
	if (st == OK)
		check_taken(db, &summary, &arena);
	else
		must_hold(st == E_INPUT || st == E_LIMIT || st == E_CONFLICT, err.text);
	return 0;
}
