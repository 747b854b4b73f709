#include "check.h"

#include <jansson.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "doc/build.h"
#include "golden.h"
#include "render/csv.h"
#include "render/json.h"
#include "sample.h"

enum { FILE_BYTES_MAX = 1 << 20 };

static const struct dataset_column COLUMNS[] = {
	{ "note", "Note", DATASET_TEXT, NULL },     { "value", "Value", DATASET_NUMBER, NULL },
	{ "count", "Count", DATASET_INTEGER, NULL }, { "on", "On", DATASET_DATE, NULL },
	{ "is_late", "Late", DATASET_BOOLEAN, NULL },
};

static struct dataset *one_row(struct arena *arena, struct str note, struct str value)
{
	struct dataset *set = dataset_new(arena, STR("figures"), STR("Figures"), COLUMNS,
	                                  COUNT_OF(COLUMNS));
	dataset_row(set);
	dataset_text(set, note);
	dataset_number(set, value);
	dataset_integer(set, 16);
	dataset_date(set, 16070);
	dataset_boolean(set, false);
	return set;
}

static struct str write_csv(const struct dataset *dataset, struct buf *out)
{
	struct sink sink = sink_to_buf(out);
	csv_write_dataset(dataset, &sink);
	struct err err = { 0 };
	assert_ok(sink_check(&sink, "csv", &err), &err);
	return buf_view(out);
}

static struct str write_json(const struct doc *doc, struct buf *out)
{
	struct sink sink = sink_to_buf(out);
	json_write(doc, &sink);
	struct err err = { 0 };
	assert_ok(sink_check(&sink, "json", &err), &err);
	return buf_view(out);
}

static void csv_has_keys_crlf_and_cells_as_they_are(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf out = buf_init(FILE_BYTES_MAX);
	assert_text(write_csv(one_row(&arena, STR("plain"), STR("-2.50")), &out),
	            "note,value,count,on,is_late\r\nplain,-2.50,16,2013-12-31,false\r\n");
}

static void csv_quotes_what_would_break_a_row(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *field;
	} CASES[] = {
		{ "a,b", "\"a,b\"" },
		{ "say \"no\"", "\"say \"\"no\"\"\"" },
		{ "\"", "\"\"\"\"" },
		{ "two\nlines", "\"two\nlines\"" },
		{ " spaced", "\" spaced\"" },
		{ "a;b", "a;b" },
		{ "Sinéad", "Sinéad" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		auto_buf out = buf_init(FILE_BYTES_MAX);
		struct str csv = write_csv(one_row(&arena, str_of(CASES[i].text), STR("1")), &out);
		size_t head = strlen("note,value,count,on,is_late\r\n");
		assert_text(str_slice(csv, head, strlen(CASES[i].field) + 1),
		            arena_format(&arena, "%s,", CASES[i].field).ptr);
	}
}

static void a_formula_is_made_harmless_and_a_number_stays_one(void **state)
{
	(void)state;
	static const char *const FORMULAS[] = {
		"=1+1", "+44 20", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\tplain", "\n=1",
		" =1",
		"\"=1", "'=1", "“=1", "\u00a0=1", "\ufeff=1", "＝1", "- not given", "-", "-5%", "+1",
	};
	static const char *const HARMLESS[] = { "", "plain", "-2.0", "-5", "1=1", "a@b", "5-10",
		                                "16 of 27", "(=1)", "’s" };
	for (size_t i = 0; i < COUNT_OF(FORMULAS); i++)
		if (!csv_is_formula(str_of(FORMULAS[i])))
			fail_msg("'%s' is a formula", FORMULAS[i]);
	for (size_t i = 0; i < COUNT_OF(HARMLESS); i++)
		if (csv_is_formula(str_of(HARMLESS[i])))
			fail_msg("'%s' is no formula", HARMLESS[i]);
	auto_arena arena = { 0 };
	auto_buf out = buf_init(FILE_BYTES_MAX);
	struct str csv = write_csv(one_row(&arena, STR("=\"a\""), STR("-7")), &out);
	assert_true(str_find_nocase(csv, STR("\"'=\"\"a\"\"\",-7,")) != SIZE_MAX);
}

static void a_missing_cell_is_empty_in_csv_and_null_in_json(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = doc_new(&arena, &(struct doc_meta){ .title = STR("T") });
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("P"));
	struct dataset *set = dataset_new(&arena, STR("figures"), STR("Figures"), COLUMNS,
	                                  COUNT_OF(COLUMNS));
	dataset_row(set);
	for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
		dataset_missing(set);
	doc_add_dataset(doc, set);
	doc_finish(doc);
	auto_buf out = buf_init(FILE_BYTES_MAX);
	assert_text(write_csv(set, &out), "note,value,count,on,is_late\r\n,,,,\r\n");
	buf_clear(&out);
	struct str json = write_json(doc, &out);
	json_t *root = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, NULL);
	json_t *row = json_array_get(
		json_object_get(json_array_get(json_object_get(root, "datasets"), 0), "rows"), 0);
	assert_int_equal(json_object_size(row), COUNT_OF(COLUMNS));
	const char *key;
	json_t *value;
	json_object_foreach(row, key, value)
		assert_true(json_is_null(value));
	json_decref(root);
}

static void json_values_have_their_types_and_digits(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = doc_new(&arena, &(struct doc_meta){ .title = STR("T") });
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("P"));
	doc_add_dataset(doc, one_row(&arena, STR("=\"1\" \\ ü"), STR("59.259259")));
	doc_finish(doc);
	auto_buf out = buf_init(FILE_BYTES_MAX);
	struct str json = write_json(doc, &out);
	static const char *const MEMBERS[] = { "\"value\": 59.259259,", "\"count\": 16,",
		                               "\"on\": \"2013-12-31\",", "\"is_late\": false",
		                               "\"note\": \"=\\\"1\\\" \\\\ ü\"," };
	for (size_t i = 0; i < COUNT_OF(MEMBERS); i++)
		if (str_find_nocase(json, str_of(MEMBERS[i])) == SIZE_MAX)
			fail_msg("no %s in %s", MEMBERS[i], json.ptr);
}

static void the_sample_files_are_as_they_were_looked_at(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct doc *doc = sample_digest(&arena);
	auto_buf out = buf_init(FILE_BYTES_MAX);
	assert_golden("render/sample.csv", write_csv(doc->first_dataset, &out));
	buf_clear(&out);
	assert_golden("render/sample.json", write_json(doc, &out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_has_keys_crlf_and_cells_as_they_are),
		cmocka_unit_test(csv_quotes_what_would_break_a_row),
		cmocka_unit_test(a_formula_is_made_harmless_and_a_number_stays_one),
		cmocka_unit_test(a_missing_cell_is_empty_in_csv_and_null_in_json),
		cmocka_unit_test(json_values_have_their_types_and_digits),
		cmocka_unit_test(the_sample_files_are_as_they_were_looked_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
