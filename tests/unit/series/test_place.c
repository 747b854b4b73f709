#include "case_file.h"

#include <string.h>

#include "intake/csv_grid.h"
#include "series/place.h"

static int32_t day(const char *iso)
{
	int32_t date = 0;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(iso), &date, &err), &err);
	return date;
}

static void assert_place(const struct place *place, int number)
{
	if (!place)
		fail_msg("no place, expected %d", number);
	assert_int_equal(place->number, number);
}

static void check_name(const struct case_line *line)
{
	struct str name = line->input;
	int32_t on = DATE_NONE;
	size_t at = str_find_nocase(name, STR("@"));
	struct err err = { 0 };
	if (at != SIZE_MAX) {
		assert_ok(date_parse_iso(str_slice(name, at + 1, SIZE_MAX), &on, &err), &err);
		name = str_trim(str_slice(name, 0, at));
	}
	const struct place *place = place_by_name(name, on);
	int64_t expected = 0;
	assert_ok(str_to_int64(line->answers[0], &expected, &err), &err);
	if ((place ? place->number : 0) != expected)
		fail_msg("names.case:%d: '%.*s' is %d", line->row, STR_ARGS(name),
		         place ? place->number : 0);
}

static void every_form_of_a_name_is_found(void **state)
{
	(void)state;
	case_file_run("place/names.case", check_name);
}

static void every_place_is_found_by_its_own_names_and_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < place_count(); i++) {
		const struct place *p = place_at(i);
		int32_t on = p->to;
		assert_ptr_equal(place_by_number(p->number), p);
		assert_ptr_equal(place_by_name(p->name, on), p);
		assert_ptr_equal(place_by_name(p->short_name, on), p);
		char number[8];
		snprintf(number, sizeof(number), " %d ", p->number);
		assert_ptr_equal(place_find(str_of(number), on), p);
	}
}

static void there_are_as_many_authorities_in_a_year_as_the_department_counts(void **state)
{
	(void)state;
	static const struct {
		const char *on;
		size_t count;
	} YEARS[] = {
		{ "2013-03-31", 152 }, { "2019-03-31", 152 }, { "2020-03-31", 151 },
		{ "2021-03-31", 151 }, { "2022-03-31", 152 }, { "2023-03-31", 152 },
		{ "2024-03-31", 153 }, { "2025-05-01", 153 },
	};
	for (size_t y = 0; y < COUNT_OF(YEARS); y++) {
		size_t count = 0;
		for (size_t i = 0; i < place_count(); i++)
			count += place_at(i)->kind == PLACE_AUTHORITY &&
			         place_exists_on(place_at(i), day(YEARS[y].on));
		if (count != YEARS[y].count)
			fail_msg("%zu authorities on %s", count, YEARS[y].on);
	}
}

/* One row of the Department's list: new_la_code, la_name, date_of_operation,
 * date_of_termination, parent_geography_code, ..., old_la_code. */
static enum status check_listed(void *context, const struct grid_row *row, struct err *err)
{
	size_t *checked = context;
	int64_t number = 0;
	if (row->number == 1 || str_to_int64(row->cells[8], &number, err) != OK ||
	    row->cells[0].len != 9)
		return OK; /* the header, combined authorities, the forces overseas */
	const struct place *place = place_by_code(row->cells[0]);
	if (!place)
		fail_msg("row %d: no place", (int)row->number);
	assert_int_equal(place->number, number);
	assert_ptr_equal(place_by_name(row->cells[1], place->to), place);
	assert_ptr_equal(place_region(place), place_by_code(row->cells[4]));
	struct str ended = row->cells[3];
	const struct place_code *now = place_code_on(place, DATE_NONE);
	assert_true(ended.len > 0 || str_equal(now->code, row->cells[0]));
	(*checked)++;
	return OK;
}

static void every_code_of_the_departments_list_is_known(void **state)
{
	(void)state;
	auto_buf text = buf_init(CASE_FILE_BYTES_MAX);
	case_file_read("place/dfe-authorities.csv", &text);
	size_t checked = 0;
	struct grid_sink sink = { .context = &checked, .row = check_listed };
	struct err err = { 0 };
	assert_ok(csv_grid_read(buf_view(&text), ',', &sink, &err), &err);
	assert_int_equal(checked, 167);
}

/* effective_date, change, old number, old code, name, new number, new code, name */
static enum status check_reorganisation(void *context, const struct grid_row *row,
                                        struct err *err)
{
	size_t *checked = context;
	if (row->number == 1)
		return OK;
	int32_t on = 0;
	assert_ok(date_parse_iso(row->cells[0], &on, err), err);
	const struct place *from = place_by_code(row->cells[3]);
	const struct place *to = place_by_code(row->cells[6]);
	bool is_recode = str_equal(row->cells[1], STR("recode"));
	assert_true(place_exists_on(from, on - 1) && place_exists_on(to, on));
	assert_true((from == to) == is_recode);
	assert_int_equal(place_series_may_cross(to, on), is_recode);
	assert_int_equal(place_series_may_cross(from, on), is_recode);
	assert_true(str_equal(place_code_on(from, on - 1)->code, row->cells[3]));
	assert_true(str_equal(place_code_on(to, on)->code, row->cells[6]));
	bool is_told = false;
	const struct place_change *change = NULL;
	for (size_t i = 0; (change = place_change_at(from->number, i)) != NULL; i++)
		is_told |= change->on == on && change->to == to->number &&
		           str_equal(row->cells[1], str_of(place_change_word(change->kind)));
	assert_true(is_told);
	(*checked)++;
	return OK;
}

static void no_series_crosses_a_reorganisation_but_a_recode(void **state)
{
	(void)state;
	auto_buf text = buf_init(CASE_FILE_BYTES_MAX);
	case_file_read("place/reorganisations.csv", &text);
	size_t checked = 0;
	struct grid_sink sink = { .context = &checked, .row = check_reorganisation };
	struct err err = { 0 };
	assert_ok(csv_grid_read(buf_view(&text), ',', &sink, &err), &err);
	assert_int_equal(checked, 19);
}

static void a_code_is_of_its_days(void **state)
{
	(void)state;
	const struct place *bucks = place_by_number(825);
	assert_text(place_code_on(bucks, day("2020-03-31"))->code, "E10000002");
	assert_int_equal(place_code_on(bucks, day("2020-03-31"))->type, PLACE_TYPE_COUNTY);
	assert_text(place_code_on(bucks, day("2020-04-01"))->code, "E06000060");
	assert_int_equal(place_code_on(bucks, DATE_NONE)->type, PLACE_TYPE_UNITARY);
	assert_text(place_code_on(place_by_number(928), DATE_NONE)->code, "E10000021");
	assert_null(place_code_on(place_by_number(928), day("2021-04-01")));
	assert_null(place_code_on(place_by_number(940), day("2021-03-31")));
	assert_place(place_by_code(STR(" e08000016")), 370);
	assert_place(place_by_code(STR("E13000001")), 987);
	assert_place(place_by_code(STR("E92000001")), PLACE_NUMBER_ENGLAND);
	assert_null(place_by_code(STR("E06000999")));
}

static void a_borough_lies_in_london_and_a_part_of_it(void **state)
{
	(void)state;
	const struct place *camden = place_by_number(202);
	assert_ptr_equal(place_region(camden), place_by_number(PLACE_NUMBER_LONDON));
	assert_int_equal(camden->london_part, PLACE_NUMBER_INNER_LONDON);
	assert_int_equal(place_by_number(315)->london_part, PLACE_NUMBER_OUTER_LONDON);
	assert_int_equal(place_by_number(884)->london_part, 0);
	assert_null(place_region(place_by_number(PLACE_NUMBER_ENGLAND)));
}

static void figures_of_two_authorities_together_are_told_apart(void **state)
{
	(void)state;
	const struct place *found[2] = { 0 };
	assert_int_equal(place_find_combined(STR("314 / 318"), DATE_NONE, found, 2), 2);
	assert_place(found[0], 314);
	assert_place(found[1], 318);
	assert_int_equal(place_find_combined(STR("E09000021 / E09000027"), DATE_NONE, found, 2), 2);
	assert_place(found[1], 318);
	assert_int_equal(place_find_combined(STR("North Northamptonshire / West Northamptonshire"),
	                                     DATE_NONE, found, 2), 2);
	assert_place(found[0], 940);
	assert_int_equal(place_find_combined(STR("314"), DATE_NONE, found, 2), 0);
	assert_int_equal(place_find_combined(STR("314 / 999"), DATE_NONE, found, 2), 0);
	assert_int_equal(place_find_combined(STR("201 / 314 / 318"), DATE_NONE, found, 2), 0);
	assert_null(place_find(STR("314 / 318"), DATE_NONE));
}

static void counts_add_up_only_over_exactly_the_same_area(void **state)
{
	(void)state;
	const struct place *of[PLACE_COVER_MAX] = { 0 };
	assert_int_equal(place_cover(place_by_number(909), day("2023-04-01"), of), 2);
	assert_place(of[0], 942);
	assert_place(of[1], 943);
	assert_int_equal(place_cover(place_by_number(875), day("2024-03-31"), of), 2);
	assert_place(of[0], 895);
	assert_int_equal(place_cover(place_by_number(909), day("2023-03-31"), of), 1);
	assert_place(of[0], 909);
	/* No past for the new, and no future for what was cut across. */
	assert_int_equal(place_cover(place_by_number(940), day("2021-03-31"), of), 0);
	assert_int_equal(place_cover(place_by_number(839), day("2019-03-31"), of), 0);
	assert_int_equal(place_cover(place_by_number(838), day("2019-03-31"), of), 0);
	assert_int_equal(place_cover(place_by_number(837), day("2019-04-01"), of), 0);
	assert_int_equal(place_cover(place_by_number(835), day("2019-04-01"), of), 0);
	/* A recode is the same place. */
	assert_int_equal(place_cover(place_by_number(815), day("2010-01-01"), of), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_of_a_name_is_found),
		cmocka_unit_test(every_place_is_found_by_its_own_names_and_number),
		cmocka_unit_test(there_are_as_many_authorities_in_a_year_as_the_department_counts),
		cmocka_unit_test(every_code_of_the_departments_list_is_known),
		cmocka_unit_test(no_series_crosses_a_reorganisation_but_a_recode),
		cmocka_unit_test(a_code_is_of_its_days),
		cmocka_unit_test(a_borough_lies_in_london_and_a_part_of_it),
		cmocka_unit_test(figures_of_two_authorities_together_are_told_apart),
		cmocka_unit_test(counts_add_up_only_over_exactly_the_same_area),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
