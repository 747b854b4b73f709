/* Deliveries of children's records: read, and taken as an import takes them. */
#include <stdio.h>
#include <unistd.h>

#include "base/date.h"
#include "base/hash.h"
#include "intake.h"
#include "intake/record_reader.h"
#include "ledger/delivery.h"
#include "record/take.h"

static void must(enum status st, const struct err *err)
{
	if (st != OK)
		intake_fail("a delivery", err->text);
}

/* ---- a sink that counts, and one that stores ---- */

struct taking {
	struct db *db;
	const struct record_keys *keys;
	int64_t delivery_id;
	struct record_take *take;
	int64_t rows;
};

static struct act now(void)
{
	return (struct act){ .who = STR("bench"), .at = { .utc_seconds = 1714521600 } };
}

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	struct taking *taking = context;
	struct record_delivery what = {
		.delivery_id = taking->delivery_id,
		.source = { .authority = STR("Merton"), .kind = file->source },
		.act = now(),
		.known_from = now().at,
		.year = file->year,
		.reference_day = file->reference_day,
	};
	if (!taking->db)
		return OK;
	return record_take_begin(taking->db, taking->keys, &what, &taking->take, err);
}

static enum status on_cover(void *context, const struct record_coverage *coverage,
                            struct err *err)
{
	struct taking *taking = context;
	(void)err;
	if (taking->take)
		record_take_cover(taking->take, coverage);
	return OK;
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	struct taking *taking = context;
	taking->rows++;
	return taking->take ? record_take_row(taking->take, row, err) : OK;
}

static enum status on_doubt(void *context, const struct record_row *row, int field,
                            struct str text, const struct finding *what, struct err *err)
{
	struct taking *taking = context;
	return taking->take ? record_take_doubt(taking->take, row, field, text, what, err) : OK;
}

static void read_all(const char *folder, struct taking *taking)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct format_set_list sets;
	struct format_refusal_list refused;
	struct finding_list findings = { .arena = &arena };
	struct record_sink sink = { taking, on_begin, on_cover, on_row, on_doubt };
	must(format_group(&folder, 1, &arena, &sets, &refused, &err), &err);
	if (sets.count != 1 || refused.count)
		intake_fail(folder, "it is not one delivery");
	struct record_reading reading = { .set = &sets.items[0], .sink = &sink,
		                          .findings = &findings, .as_at = DATE_NONE };
	must(record_file_read(&reading, &err), &err);
}

void intake_read_records(const char *folder)
{
	struct taking taking = { 0 };
	read_all(folder, &taking);
}

static int64_t delivery_number(struct db *db)
{
	struct err err = { 0 };
	char hash[HASH_TEXT_BYTES], name[32];
	int64_t id = 0;
	snprintf(name, sizeof(name), "bench %ld", (long)getpid()); /* no delivery comes twice */
	struct delivery delivery = { .authority = STR("Merton"), .file = STR("bench"),
		                     .sha256 = str_of(hash_print(str_of(name), hash)),
		                     .kind = STR("bench"), .as_at = DATE_NONE, .received = now() };
	must(delivery_record(db, &delivery, &id, &err), &err);
	return id;
}

void intake_take_records(const char *folder, struct db *db)
{
	auto_record_keys keys = NULL;
	auto_transaction change = { 0 };
	struct err err = { 0 };
	char path[INTAKE_PATH_BYTES];
	snprintf(path, sizeof(path), "%s.key", folder); /* beside it; kept for the next time */
	if (access(path, F_OK) != 0)
		must(record_keys_create(path, &err), &err);
	must(record_keys_open(path, &keys, &err), &err);
	must(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	struct taking taking = { .db = db, .keys = keys, .delivery_id = delivery_number(db) };
	struct record_summary summary;
	read_all(folder, &taking);
	must(record_take_finish(taking.take, &summary, &err), &err);
	record_take_free(taking.take);
	must(transaction_commit(&change, &err), &err);
}
