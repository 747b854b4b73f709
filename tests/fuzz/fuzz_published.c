/* Fuzzes the readers of published tables: the first byte says which. Each input is taken
 * as a dry run into a store of its own, so that nothing of it is left for the next. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "db/schema.h"
#include "intake/benchmark_file.h"
#include "intake/geography_file.h"
#include "intake/lait_file.h"
#include "intake/neighbours_file.h"
#include "intake/ofsted_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The store of the whole run: it stays empty. */
static struct db *store(void)
{
	static struct db *db;
	struct err err = { 0 };
	if (!db && (db_open(":memory:", DB_CREATE, &db, &err) != OK ||
	            schema_migrate(db, (struct instant){ .utc_seconds = 0 }, &err) != OK))
		abort();
	return db;
}

/* Whatever the bytes are, a reader takes them or says why not, and stops. */
static void take(uint8_t which, const struct publication *what, struct arena *arena)
{
	struct finding_list findings = { .arena = arena };
	struct publication_outcome of = { .arena = arena };
	struct err err = { 0 };
	enum status st = OK;
	if (which % 6 == 0) {
		struct lait_history_summary s = { .of = of, .comparator = { .arena = arena } };
		st = lait_take_history(store(), what, &s, &findings, &err);
	} else if (which % 6 == 1) {
		struct neighbours_summary s = { .of = of };
		st = neighbours_take_file(store(), what, &s, &findings, &err);
	} else if (which % 6 == 2) {
		struct ofsted_summary s = { .of = of };
		st = ofsted_take_file(store(), what, &s, &findings, &err);
	} else if (which % 6 == 3) {
		struct lait_measures_summary s = { .of = of };
		st = lait_take_measures(store(), what, &s, &findings, &err);
	} else if (which % 6 == 4) {
		struct geography_summary s = { .of = of };
		st = geography_take_file(store(), what, &s, &findings, &err);
	} else {
		struct benchmark_summary s = { .of = of, .comparator = { .arena = arena } };
		st = benchmark_take_file(store(), what, &s, &findings, &err);
	}
	if (st != OK && err.text[0] == '\0')
		abort(); /* a refusal without a reason */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	int file = memfd_create("published", 0);
	if (file < 0 || write(file, data + 1, size - 1) != (ssize_t)(size - 1))
		abort();
	char path[64];
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	struct publication what = {
		.path = path,
		.act = { .who = STR("fuzz"), .at = { .utc_seconds = 0 } },
		.published_on = 20000,
		.is_dry_run = true,
	};
	auto_arena arena = { 0 };
	take(data[0], &what, &arena);
	close(file);
	return 0;
}
