#include "check.h"

#include "collect.h"
#include "intake/csv_grid.h"

static void check_rows(const char *text, char separator, const char *rows)
{
	auto_buf out = buf_init(1 << 16);
	struct grid_sink sink = collect_rows(&out);
	struct err err;
	assert_ok(csv_grid_read(str_of(text), separator, &sink, &err), &err);
	assert_text(buf_view(&out), rows);
}

static void check_refuses(struct str text, enum status status, const char *message)
{
	auto_buf out = buf_init(1 << 24);
	struct grid_sink sink = collect_rows(&out);
	struct err err;
	assert_int_equal(csv_grid_read(text, ',', &sink, &err), status);
	assert_text(str_of(err.text), message);
}

static void rows_and_cells_come_in_order(void **state)
{
	(void)state;
	check_rows("a,b,c\n1,,3\n", ',', "1: a|b|c\n2: 1||3\n");
}

static void quoted_cells_hold_separators_quotes_and_lines(void **state)
{
	(void)state;
	check_rows("a,b\n\"1,211\",\"say \"\"no\"\"\"\n\"two\nlines\",x\ny,z", ',',
	           "1: a|b\n2: 1,211|say \"no\"\n3: two\nlines|x\n4: y|z\n");
}

static void empty_lines_count_as_rows(void **state)
{
	(void)state;
	check_rows("a,b\n\n\n1,2\n", ',', "1: a|b\n4: 1|2\n");
}

static void a_tab_can_separate(void **state)
{
	(void)state;
	check_rows("a\tb c\t\n1\t\t3\n", '\t', "1: a|b c|\n2: 1||3\n");
}

static void the_separator_of_the_first_line_is_found(void **state)
{
	(void)state;
	const struct {
		const char *text;
		char separator;
	} cases[] = {
		{ "a,b,c\n", ',' },   { "a;b;c\n", ';' },      { "a\tb\tc\n", '\t' },
		{ "a|b\n", '|' },     { "\n\na;b,c;d\n", ';' }, { "\"a;b;c;d\",b,c\n", ',' },
		{ "alone\n", ',' },   { "", ',' },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str text = str_of(cases[i].text);
		assert_int_equal(csv_find_separator(&text), cases[i].separator);
	}
}

static void a_line_that_names_the_separator_is_taken_off(void **state)
{
	(void)state;
	struct str text = STR("sep=;\na;b\n");
	assert_int_equal(csv_find_separator(&text), ';');
	assert_text(text, "a;b\n");
}

static void a_file_cut_inside_quotes_is_refused_with_the_row_it_began_in(void **state)
{
	(void)state;
	check_refuses(STR("a,b\n1,2\n3,\"cut\n4,5\n"), E_INPUT,
	              "row 3, cell 2: the file ends inside quotation marks; it was cut off, or a "
	              "closing quotation mark is missing");
}

static void a_quote_out_of_place_is_refused_with_its_row(void **state)
{
	(void)state;
	const char *message = "row 2, cell 2: a quotation mark is out of place; a cell that holds "
	                      "one is written in quotation marks with the inner ones doubled";
	check_refuses(STR("a,b\n1,5\" pipe\n"), E_INPUT, message);
	check_refuses(STR("a,b\n1,\"5\" pipe\n"), E_INPUT, message);
}

static void a_cell_without_end_is_refused_before_it_is_read(void **state)
{
	(void)state;
	auto_buf text = buf_init(1 << 24);
	buf_add(&text, STR("a,b\n1,\""));
	for (int i = 0; i < 1 << 20; i++)
		buf_add_char(&text, 'x');
	check_refuses(buf_view(&text), E_LIMIT,
	              "row 2, cell 2 is longer than 65536 bytes; is a closing quotation mark "
	              "missing?");
}

static void too_many_cells_are_refused_with_their_row(void **state)
{
	(void)state;
	auto_buf text = buf_init(1 << 16);
	buf_add(&text, STR("a,b\n"));
	for (int i = 0; i < GRID_MAX_COLUMNS; i++)
		buf_add_char(&text, ',');
	check_refuses(buf_view(&text), E_LIMIT, "row 2 has more than 512 cells");
}

static enum status refuse_third(void *context, const struct grid_row *row, struct err *err)
{
	*(int64_t *)context = row->number;
	return row->number == 3 ? err_set(err, E_LIMIT, "enough") : OK;
}

static void a_sink_can_end_the_reading(void **state)
{
	(void)state;
	int64_t last = 0;
	struct grid_sink sink = { &last, refuse_third };
	struct err err;
	assert_int_equal(csv_grid_read(STR("1\n2\n3\n4\n5\n"), ',', &sink, &err), E_LIMIT);
	assert_text(str_of(err.text), "enough");
	assert_int_equal(last, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_cells_come_in_order),
		cmocka_unit_test(quoted_cells_hold_separators_quotes_and_lines),
		cmocka_unit_test(empty_lines_count_as_rows),
		cmocka_unit_test(a_tab_can_separate),
		cmocka_unit_test(the_separator_of_the_first_line_is_found),
		cmocka_unit_test(a_line_that_names_the_separator_is_taken_off),
		cmocka_unit_test(a_file_cut_inside_quotes_is_refused_with_the_row_it_began_in),
		cmocka_unit_test(a_quote_out_of_place_is_refused_with_its_row),
		cmocka_unit_test(a_cell_without_end_is_refused_before_it_is_read),
		cmocka_unit_test(too_many_cells_are_refused_with_their_row),
		cmocka_unit_test(a_sink_can_end_the_reading),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
