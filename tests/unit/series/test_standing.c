#include "case_file.h"

#include "base/map.h"
#include "intake/csv_grid.h"
#include "series/comparator.h"
#include "series/place.h"
#include "series/standing.h"

/* ---- by hand ---- */

static struct ratio number(const char *text)
{
	struct ratio value = { 0 };
	struct err err = { 0 };
	assert_ok(ratio_parse(str_of(text), &value, NULL, &err), &err);
	return value;
}

static void assert_number(struct ratio got, const char *expected)
{
	char text[RATIO_TEXT_BYTES];
	if (ratio_compare(got, number(expected)) != 0)
		fail_msg("got %s, expected %s", ratio_print(got, 9, text), expected);
}

static void the_mean_of_neighbours_is_plain_and_exact(void **state)
{
	(void)state;
	struct ratio values[] = { number("10"), number("0"), number("11") };
	struct ratio mean = { 0 };
	assert_true(standing_mean(values, 3, &mean));
	assert_number(mean, "7");
	assert_true(standing_mean(values, 2, &mean));
	assert_number(mean, "5");
	assert_false(standing_mean(values, 0, &mean));
	assert_number(mean, "5");
}

static void the_median_of_an_even_number_lies_between_two(void **state)
{
	(void)state;
	struct ratio values[] = { number("4"), number("-1"), number("2"), number("3") };
	struct ratio median = { 0 };
	standing_sort(values, 4);
	assert_true(standing_median(values, 4, &median));
	assert_number(median, "2.5");
	assert_true(standing_median(values, 3, &median));
	assert_number(median, "2");
	assert_true(standing_median(values, 1, &median));
	assert_number(median, "-1");
	assert_false(standing_median(values, 0, &median));
}

static void cut_points_are_of_type_7(void **state)
{
	(void)state;
	struct ratio values[] = { number("1"), number("2"), number("4"), number("8"),
		                  number("16"), number("32") };
	/* R: quantile(c(1, 2, 4, 8, 16, 32)) is 1, 2.5, 6, 14, 32. */
	static const char *const EXPECTED[] = { "1", "2.5", "6", "14", "32" };
	for (int quarter = 0; quarter <= 4; quarter++)
		assert_number(standing_cut(values, 6, quarter), EXPECTED[quarter]);
	assert_number(standing_cut(values, 1, 3), "1");
}

static void a_figure_on_a_cut_point_is_in_the_lower_band(void **state)
{
	(void)state;
	struct ratio values[] = { number("1"), number("2"), number("3"), number("4"),
		                  number("5") };
	static const char *const HIGH[] = { "D", "D", "C", "B", "A" };
	static const char *const LOW[] = { "A", "A", "B", "C", "D" };
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(standing_band_word(standing_band(values, 5, values[i],
		                                                     POLARITY_HIGH)), HIGH[i]);
		assert_string_equal(standing_band_word(standing_band(values, 5, values[i],
		                                                     POLARITY_LOW)), LOW[i]);
	}
	assert_int_equal(standing_band(values, 5, values[0], POLARITY_NONE), STANDING_BAND_NONE);
	assert_int_equal(standing_band(values, 0, values[0], POLARITY_LOW), STANDING_BAND_NONE);
}

static void equal_figures_share_the_best_rank(void **state)
{
	(void)state;
	struct ratio values[] = { number("9"), number("7"), number("7.0"), number("5") };
	static const size_t HIGH[] = { 1, 2, 2, 4 };
	static const size_t LOW[] = { 4, 2, 2, 1 };
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(standing_rank(values, 4, values[i], POLARITY_HIGH), HIGH[i]);
		assert_int_equal(standing_rank(values, 4, values[i], POLARITY_LOW), LOW[i]);
		assert_int_equal(standing_rank(values, 4, values[i], POLARITY_BAND), 0);
	}
}

static void a_change_on_the_year_needs_years_that_follow(void **state)
{
	(void)state;
	struct period older = period_read(STR("2022-23"));
	struct period newer = period_read(STR("2023-24"));
	struct period gap = period_read(STR("2021-22"));
	struct period label = period_read(STR("2014/15-16/17"));
	assert_true(standing_years_follow(&older, &newer));
	assert_false(standing_years_follow(&newer, &older));
	assert_false(standing_years_follow(&gap, &newer));
	assert_false(standing_years_follow(&label, &label));
}

/* ---- against the published figures ---- */

enum { PLACES = 1000, PERIODS = 9, MEASURES = 12, NEIGHBOURS = 10, FIRST_YEAR = 2016 };

struct cell {
	bool is_known;
	struct ratio value;
};

/* The figures of 12 measures of LAIT, nine years, every place. */
struct lait {
	struct map measures;
	struct cell cells[MEASURES][PERIODS][PLACES];
	int neighbours[PLACES][NEIGHBOURS];
	size_t checked, ranked;
};

static int whole(struct str text)
{
	int64_t value = 0;
	struct err err = { 0 };
	assert_ok(str_to_int64(text, &value, &err), &err);
	return (int)value;
}

static struct cell (*of_measure(struct lait *lait, struct str name))[PLACES]
{
	int64_t index = (int64_t)lait->measures.count;
	map_add(&lait->measures, name, index, &index);
	assert_in_range(index, 0, MEASURES - 1);
	return lait->cells[index];
}

/* Short Desc, Years, LA Number, Values */
static enum status read_figure(void *context, const struct grid_row *row, struct err *err)
{
	if (row->number == 1)
		return OK;
	struct cell(*years)[PLACES] = of_measure(context, row->cells[0]);
	struct cell *cell = &years[whole(row->cells[1]) - FIRST_YEAR][whole(row->cells[2])];
	char decimal[COMPARATOR_NUMBER_BYTES];
	cell->is_known = comparator_cell_read(row->cells[3], decimal) == COMPARATOR_KNOWN;
	return cell->is_known ? comparator_number(str_of(decimal), &cell->value, err) : OK;
}

/* old_la_code, la_name, rank, neighbour_old_la_code, closeness */
static enum status read_neighbour(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct lait *lait = context;
	if (row->number > 1)
		lait->neighbours[whole(row->cells[0])][whole(row->cells[2]) - 1] =
			whole(row->cells[3]);
	return OK;
}

/* Whether `got` prints as a decimal does that was rounded to ten figures. */
static void assert_near(struct ratio got, struct str expected, int64_t row)
{
	char text[32];
	snprintf(text, sizeof(text), "%.*s", STR_ARGS(expected));
	double wanted = strtod(text, NULL);
	double difference = ratio_to_double(got) - wanted;
	if (difference > 1e-7 || difference < -1e-7)
		fail_msg("row %d: %.9f, expected %.*s", (int)row, ratio_to_double(got),
		         STR_ARGS(expected));
}

static enum polarity polarity_of(struct str measure)
{
	static const char *const HIGH[] = { "%_of LAC Adopted", "CP_conf_15days",
		                            "Continue_Assess_Comp", "RevCP" };
	static const char *const NEITHER[] = { "CPP_rate", "LAC", "Section_47" };
	for (size_t i = 0; i < COUNT_OF(HIGH); i++)
		if (str_equal(measure, str_of(HIGH[i])))
			return POLARITY_HIGH;
	for (size_t i = 0; i < COUNT_OF(NEITHER); i++)
		if (str_equal(measure, str_of(NEITHER[i])))
			return POLARITY_NONE;
	return POLARITY_LOW;
}

static void check_neighbours(const struct lait *lait, const struct cell *cells,
                             const struct grid_row *row)
{
	struct ratio values[NEIGHBOURS];
	size_t count = 0;
	for (size_t i = 0; i < NEIGHBOURS; i++) {
		const struct cell *cell = &cells[lait->neighbours[whole(row->cells[2])][i]];
		if (cell->is_known)
			values[count++] = cell->value;
	}
	assert_int_equal(count, whole(row->cells[5]));
	struct ratio mean = { 0 };
	assert_int_equal(standing_mean(values, count, &mean), row->cells[4].len > 0);
	if (count > 0)
		assert_near(mean, row->cells[4], row->number);
}

static void check_place(struct lait *lait, const struct cell *cells,
                           const struct grid_row *row)
{
	struct ratio values[PLACES];
	size_t count = 0;
	for (int i = 0; i < PLACES; i++) {
		const struct place *place = place_by_number(i);
		if (place && place->kind == PLACE_AUTHORITY && cells[i].is_known)
			values[count++] = cells[i].value;
	}
	standing_sort(values, count);
	const struct cell *own = &cells[whole(row->cells[2])];
	enum polarity polarity = polarity_of(row->cells[0]);
	size_t rank = standing_rank(values, count, own->value, polarity);
	enum standing_band band = standing_band(values, count, own->value, polarity);
	assert_int_equal(rank, whole(row->cells[6]));
	assert_int_equal(count, whole(row->cells[7]));
	assert_text(row->cells[8], standing_band_word(band));
	lait->ranked++;
}

/* measure, period, la_number, value, sn_mean, sn_available, rank, ranked_las,
 * quartile_band, england */
static enum status check_answer(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct lait *lait = context;
	if (row->number == 1)
		return OK;
	const struct cell *cells = of_measure(lait, row->cells[0])[whole(row->cells[1]) -
	                                                           FIRST_YEAR];
	const struct cell *own = &cells[whole(row->cells[2])];
	assert_int_equal(own->is_known, row->cells[3].len > 0);
	if (own->is_known)
		assert_near(own->value, row->cells[3], row->number);
	if (row->cells[9].len > 0)
		assert_near(cells[PLACE_NUMBER_ENGLAND].value, row->cells[9], row->number);
	check_neighbours(lait, cells, row);
	if (row->cells[6].len > 0)
		check_place(lait, cells, row);
	lait->checked++;
	return OK;
}

static void read_case(const char *name, struct lait *lait,
                      enum status (*take)(void *, const struct grid_row *, struct err *))
{
	struct err err = { 0 };
	auto_buf text = buf_init(CASE_FILE_BYTES_MAX);
	case_file_read(name, &text);
	struct grid_sink sink = { .context = lait, .row = take };
	assert_ok(csv_grid_read(buf_view(&text), ',', &sink, &err), &err);
}

static void means_ranks_and_bands_are_those_of_lait(void **state)
{
	(void)state;
	struct lait *lait = calloc(1, sizeof(*lait));
	assert_non_null(lait);
	read_case("lait/history-core.csv", lait, read_figure);
	read_case("neighbours/sn_2025_long.csv", lait, read_neighbour);
	read_case("lait/expected-core.csv", lait, check_answer);
	assert_int_equal(lait->checked, 5508);
	assert_true(lait->ranked > 3000);
	map_deinit(&lait->measures);
	free(lait);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mean_of_neighbours_is_plain_and_exact),
		cmocka_unit_test(the_median_of_an_even_number_lies_between_two),
		cmocka_unit_test(cut_points_are_of_type_7),
		cmocka_unit_test(a_figure_on_a_cut_point_is_in_the_lower_band),
		cmocka_unit_test(equal_figures_share_the_best_rank),
		cmocka_unit_test(a_change_on_the_year_needs_years_that_follow),
		cmocka_unit_test(means_ranks_and_bands_are_those_of_lait),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
