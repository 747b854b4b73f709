#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "ledger/delivery.h"
#include "record/child.h"
#include "record/known.h"

static struct record_keys *keys;

const struct record_keys *given_keys(void)
{
	if (keys)
		return keys;
	struct err err = { 0 };
	char path[64];
	snprintf(path, sizeof(path), "/tmp/outturn-key-%ld", (long)getpid());
	assert_ok(record_keys_create(path, &err), &err);
	assert_ok(record_keys_open(path, &keys, &err), &err);
	unlink(path);
	return keys;
}

void given_keys_close(void)
{
	record_keys_close(keys);
	keys = NULL;
}

int32_t given_day(const char *text)
{
	int32_t day = DATE_NONE;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(text), &day, &err), &err);
	return day;
}

struct act given_act(const char *day)
{
	enum { DAY_SECONDS = 86400, NOON_SECONDS = 43200 };
	int64_t seconds = (int64_t)given_day(day) * DAY_SECONDS + NOON_SECONDS;
	return (struct act){ .who = STR("ann"), .at = { .utc_seconds = seconds } };
}

int64_t given_delivery_number(struct db *db, const char *day)
{
	static int count;
	char number[32], hash[HASH_TEXT_BYTES];
	snprintf(number, sizeof(number), "%d", ++count);
	struct delivery delivery = { .authority = STR(GIVEN_AUTHORITY),
		                     .file = STR("given.csv"),
		                     .sha256 = str_of(hash_print(str_of(number), hash)),
		                     .kind = STR("test"),
		                     .as_at = DATE_NONE,
		                     .received = given_act(day) };
	int64_t id = 0;
	struct err err = { 0 };
	assert_ok(delivery_record(db, &delivery, &id, &err), &err);
	return id;
}

static void set_field(struct record_row *row, int field, struct str text)
{
	struct err err = { 0 };
	int64_t number = 0;
	struct instant at = { 0 };
	int32_t day = DATE_NONE;
	switch (record_type_spec(row->type)->fields[field].kind) {
	case RECORD_DATE:
		if (text.len)
			assert_ok(date_parse_iso(text, &day, &err), &err);
		record_set_date(row, field, day);
		break;
	case RECORD_INSTANT:
		assert_ok(instant_parse(text, &at, &err), &err);
		record_set_instant(row, field, at);
		break;
	case RECORD_FLAG:
	case RECORD_NUMBER:
		assert_ok(str_to_int64(text, &number, &err), &err);
		record_set_number(row, field, number);
		break;
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		record_set_text(row, field, text);
		break;
	}
}

void given_fill(struct record_row *row, const struct given_row *from, int64_t number)
{
	record_row_start(row, from->type, str_of(from->child), number);
	for (size_t i = 0; i < GIVEN_FIELDS_MAX && from->fields[i].text; i++)
		set_field(row, from->fields[i].field, str_of(from->fields[i].text));
	row->extra = str_of(from->extra);
}

static void take_given_row(struct record_take *take, const struct record_row *row,
                           const struct given_row *from)
{
	struct err err = { 0 };
	const struct finding doubt = { .rule = from->doubt_rule,
		                       .severity = FINDING_ERROR,
		                       .message = STR("expected another thing") };
	if (from->doubt_rule)
		assert_ok(record_take_doubt(take, row, from->doubt_field,
		                            str_of(from->doubt_text), &doubt, &err),
		          &err);
	if (!from->is_not_taken)
		assert_ok(record_take_row(take, row, &err), &err);
}

int64_t given_take(struct store *store, const struct given_delivery *delivery,
                   struct record_summary *out)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	auto_record_take take = NULL;
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	struct record_delivery what = {
		.delivery_id = given_delivery_number(store->db, delivery->known_from),
		.source = { .authority = STR(GIVEN_AUTHORITY),
		            .kind = delivery->source,
		            .name = str_of(delivery->name) },
		.act = given_act(delivery->known_from),
		.known_from = given_act(delivery->known_from).at,
		.year = delivery->year,
		.reference_day = delivery->reference_day ? given_day(delivery->reference_day)
		                                         : DATE_NONE,
	};
	assert_ok(record_take_begin(store->db, given_keys(), &what, &take, &err), &err);
	for (size_t i = 0; i < delivery->coverage_count; i++)
		record_take_cover(take, &delivery->coverage[i]);
	for (size_t i = 0; i < delivery->row_count; i++) {
		struct record_row row;
		given_fill(&row, &delivery->rows[i], (int64_t)i + 2);
		take_given_row(take, &row, &delivery->rows[i]);
	}
	struct record_summary summary;
	assert_ok(record_take_finish(take, &summary, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	if (out)
		*out = summary;
	return what.delivery_id;
}

void given_assert_number(struct store *store, const char *sql, int64_t expected)
{
	/* What each kind of store refuses to work out. */
	static const char *const REFUSED[DB_KIND_COUNT] = {
		[DB_SQLITE] = "abs(-9223372036854775807 - 1)",
		[DB_POSTGRESQL] = "1 / (0 * random())",
	};
	char text[1024];
	struct err err = { 0 };
	snprintf(text, sizeof(text), "SELECT CASE WHEN (%s) = %lld THEN 1 ELSE %s END", sql,
	         (long long)expected, REFUSED[store->kind]);
	if (store_try(store, text, &err) != OK)
		fail_msg("'%s' is not %lld (%s)", sql, (long long)expected, err.text);
}

int64_t given_now(struct store *store)
{
	struct err err = { 0 };
	int64_t now = 0;
	assert_ok(record_known_now(store->db, STR(GIVEN_AUTHORITY), &now, &err), &err);
	return now;
}

struct record_case given_case(struct store *store, const char *child, int64_t source_id,
                              struct arena *arena)
{
	struct err err = { 0 };
	int64_t id = 0;
	assert_ok(child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY), str_of(child), &id,
	                     &err),
	          &err);
	const struct record_question question = { .authority = STR(GIVEN_AUTHORITY),
		                                  .known_at = given_now(store),
		                                  .source_id = source_id,
		                                  .with_restricted = true };
	struct record_case found = { 0 };
	assert_ok(record_case_load(store->db, &question, id, arena, &found, &err), &err);
	return found;
}
