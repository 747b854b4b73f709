#include "check.h"

#include "base/date.h"
#include "doc/dataset.h"

static const struct dataset_column COLUMNS[] = {
	{ "ref", "Reference", DATASET_TEXT, NULL },   { "value", "Value", DATASET_NUMBER, NULL },
	{ "count", "Count", DATASET_INTEGER, NULL },  { "on", "On", DATASET_DATE, NULL },
	{ "is_late", "Late", DATASET_BOOLEAN, NULL },
};

static void cells_keep_their_text_by_type(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct dataset *set = dataset_new(&arena, STR("figures"), STR("Figures"), COLUMNS,
	                                  COUNT_OF(COLUMNS));
	assert_true(dataset_is_complete(set));
	dataset_row(set);
	assert_false(dataset_is_complete(set));
	dataset_text(set, STR("NI 60"));
	dataset_number(set, STR("-65.50"));
	dataset_integer(set, INT64_MIN);
	dataset_date(set, 16070);
	dataset_boolean(set, true);
	assert_true(dataset_is_complete(set));
	const struct dataset_cell *cells = set->first_row->cells;
	assert_text(cells[0].text, "NI 60");
	assert_text(cells[1].text, "-65.50");
	assert_text(cells[2].text, "-9223372036854775808");
	assert_text(cells[3].text, "2013-12-31");
	assert_text(cells[4].text, "true");
}

static void missing_is_neither_zero_nor_an_empty_text(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct dataset *set = dataset_new(&arena, STR("figures"), STR("Figures"), COLUMNS,
	                                  COUNT_OF(COLUMNS));
	dataset_row(set);
	dataset_text(set, STR(""));
	dataset_missing(set);
	dataset_missing(set);
	dataset_date(set, DATE_NONE);
	dataset_missing(set);
	for (size_t i = 0; i < COUNT_OF(COLUMNS); i++) {
		assert_true(set->first_row->cells[i].is_missing);
		assert_int_equal(set->first_row->cells[i].text.len, 0);
	}
}

static void a_decimal_is_digits_with_one_point_between_digits(void **state)
{
	(void)state;
	static const char *const GOOD[] = { "0", "-1", "59.259", "-0.5", "007" };
	static const char *const BAD[] = { "",    "-",  ".5",    "5.", "1,211",
		                           "1e3", "+1", "1.2.3", " 1" };
	for (size_t i = 0; i < COUNT_OF(GOOD); i++)
		if (!dataset_is_decimal(str_of(GOOD[i])))
			fail_msg("'%s' is a decimal", GOOD[i]);
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		if (dataset_is_decimal(str_of(BAD[i])))
			fail_msg("'%s' is no decimal", BAD[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_keep_their_text_by_type),
		cmocka_unit_test(missing_is_neither_zero_nor_an_empty_text),
		cmocka_unit_test(a_decimal_is_digits_with_one_point_between_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
