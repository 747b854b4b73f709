#include "deliver.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "framework/store.h"
#include "framework/text.h"
#include "ledger/delivery.h"

static struct act act_now(void)
{
	return (struct act){ STR("analyst"), store_now() };
}

/* The hash stands for the file: a number makes each delivery another one. */
static int64_t record_delivery(struct store *store, const char *name, size_t rows)
{
	static int count;
	char number[32], hash[HASH_TEXT_BYTES];
	snprintf(number, sizeof(number), "%d", ++count);
	struct delivery delivery = {
		.file = str_of(name),
		.sha256 = str_of(hash_print(str_of(number), hash)),
		.kind = STR("scorecard"),
		.as_at = DATE_NONE,
		.received = act_now(),
		.row_count = (int64_t)rows,
	};
	int64_t id = 0;
	struct err err = { 0 };
	struct transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(delivery_record(store->db, &delivery, &id, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return id;
}

enum status deliver_lines(struct store *store, const char *name, const struct line_list *lines,
                          struct delivered *out, struct err *err)
{
	struct series_take what = { .delivery = record_delivery(store, name, lines->count),
		                    .lines = lines,
		                    .act = act_now() };
	return series_take_lines(store->db, &what, &out->summary, &out->findings, err);
}

static struct delivered deliver(struct store *store, struct arena *arena, const char *name,
                                struct scorecard_file file)
{
	struct delivered out = { .file = file,
		                 .summary = { .arena = arena },
		                 .findings = { .arena = arena } };
	struct err err = { 0 };
	assert_ok(deliver_lines(store, name, &out.file.lines, &out, &err), &err);
	return out;
}

struct delivered deliver_text(struct store *store, struct arena *arena, const char *name,
                              const char *text)
{
	struct scorecard_bytes bytes = { .name = str_of(name), .bytes = str_of(text) };
	struct finding_list ignored = { .arena = arena };
	struct scorecard_file file;
	struct err err = { 0 };
	assert_ok(scorecard_read_bytes(&bytes, NULL, arena, &file, &ignored, &err), &err);
	return deliver(store, arena, name, file);
}

struct delivered deliver_file(struct store *store, struct arena *arena, const char *path)
{
	char whole[512];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	snprintf(whole, sizeof(whole), "%s/%s", root ? root : ".", path);
	struct finding_list ignored = { .arena = arena };
	struct scorecard_file file;
	struct err err = { 0 };
	assert_ok(scorecard_file_read(whole, NULL, arena, &file, &ignored, &err), &err);
	return deliver(store, arena, strrchr(whole, '/') + 1, file);
}

void state_framework(struct store *store, const char *text)
{
	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	struct framework framework;
	struct framework_changes changes;
	struct act act = act_now();
	struct err err = { 0 };
	assert_ok(framework_parse(str_of(text), STR("test"), &arena, &framework, &findings, &err),
	          &err);
	assert_ok(framework_import(store->db, &framework, &act, &changes, &findings, &err), &err);
}

struct line_list lines_of(struct store *store, struct arena *arena, const char *period)
{
	struct series_query query = { .period = period_read(str_of(period)) };
	struct line_list lines = { 0 };
	struct err err = { 0 };
	assert_ok(date_from_ymd(2025, 7, 1, &query.on, &err), &err);
	assert_ok(series_lines(store->db, &query, arena, &lines, &err), &err);
	return lines;
}

const struct line *line_named(const struct line_list *lines, const char *name)
{
	for (size_t i = 0; i < lines->count; i++)
		if (str_equal(indicator_name(lines->items[i].indicator), str_of(name)))
			return &lines->items[i];
	fail_msg("there is no line for '%s'", name);
	return NULL;
}

const struct finding *finding_with(const struct finding_list *findings, const char *rule)
{
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].rule, rule) == 0)
			return &findings->items[i];
	return NULL;
}
