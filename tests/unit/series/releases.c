#include "releases.h"

#include <stdio.h>

#include "base/hash.h"
#include "ledger/delivery.h"

int64_t record(struct db *db, const char *file)
{
	static int count;
	char number[32], hash[HASH_TEXT_BYTES];
	snprintf(number, sizeof(number), "comparator %d", ++count);
	struct delivery delivery = {
		.file = str_of(file),
		.sha256 = str_of(hash_print(str_of(number), hash)),
		.kind = STR("ees"),
		.as_at = DATE_NONE,
		.received = { STR("analyst"), store_now() },
	};
	struct err err = { 0 };
	int64_t id = 0;
	assert_ok(delivery_record(db, &delivery, &id, &err), &err);
	return id;
}

static struct period social_care_year(const char *label)
{
	struct err err = { 0 };
	int64_t year = 0;
	int32_t last = 0;
	assert_ok(str_to_int64(str_of(label), &year, &err), &err);
	assert_ok(date_from_ymd((int)year, 3, 31, &last, &err), &err);
	return period_containing(PERIOD_FINANCIAL_YEAR, last);
}

void take_values(struct comparator_take *take, const struct release *release)
{
	struct err err = { 0 };
	struct comparator_measure measure = {
		.column = str_of(release->column ? release->column : "Rate"),
		.filters = STR("kind=all"),
		.words = { .label = STR("Rate"), .unit = STR("rate per 10,000"), .decimals = 1,
		           .is_banded = true },
	};
	assert_ok(comparator_take_column(take, measure.column, COMPARATOR_COLUMN_INDICATOR, &err),
	          &err);
	for (size_t i = 0; i < release->count; i++) {
		const struct said *said = &release->values[i];
		struct period period = social_care_year(said->label);
		char number[COMPARATOR_NUMBER_BYTES];
		struct comparator_entry entry = { .place = said->place, .row = 2 + (int64_t)i };
		entry.absence = comparator_cell_read(str_of(said->cell), number);
		entry.number = str_of(number);
		assert_ok(comparator_take_measure(take, &measure, &entry.measure, &err), &err);
		assert_ok(comparator_take_period(take, str_of(said->label), STR("Reporting year"),
		                                 &period, &entry.period, &err), &err);
		assert_ok(comparator_take_value(take, &entry, &err), &err);
	}
}

void take_as(struct store *store, const struct release *release, struct taken *taken)
{
	struct err err = { 0 };
	struct comparator_release what = { .delivery = taken->delivery,
		                           .source = STR("ees"),
		                           .stem = STR("t"),
		                           .published_on = release->published_on };
	auto_comparator_take taking = NULL;
	assert_ok(comparator_take_open(store->db, &what, &taking, &err), &err);
	take_values(taking, release);
	assert_ok(comparator_take_close(taking, &taken->summary, &taken->findings, &err), &err);
}

struct taken take(struct store *store, struct arena *arena, const struct release *release)
{
	struct taken out = { .summary = { .arena = arena }, .findings = { .arena = arena } };
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	out.delivery = record(store->db, release->file);
	take_as(store, release, &out);
	assert_ok(transaction_commit(&change, &err), &err);
	return out;
}

struct comparator_question question(struct store *store, struct arena *arena, const char *label)
{
	struct err err = { 0 };
	struct comparator_release of = { .source = STR("ees"), .stem = STR("t") };
	struct comparator_measure which = { .column = STR("rate"), .filters = STR("kind=all") };
	struct comparator_held held = { 0 };
	assert_ok(comparator_find(store->db, &of, &which, arena, &held, &err), &err);
	struct comparator_question what = { .measure = held.id, .known_by = SERIES_KNOWN_NOW };
	struct period period = social_care_year(label);
	struct comparator_period found = { 0 };
	assert_ok(comparator_period_find(store->db, &what, &period, arena, &found, &err), &err);
	assert_text(found.label, label);
	assert_text(found.year_kind, "Reporting year");
	what.period = found.id;
	return what;
}

const char *value_of(struct store *store, struct arena *arena, const char *label, int place)
{
	struct err err = { 0 };
	struct comparator_question what = question(store, arena, label);
	struct comparator_value value = { 0 };
	assert_ok(comparator_value_load(store->db, &what, place, arena, &value, &err), &err);
	return value.absence == COMPARATOR_KNOWN ? value.decimal.ptr
	                                         : comparator_absence_symbol(value.absence);
}
