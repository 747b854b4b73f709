#include "check.h"

#include <stdlib.h>

#include "base/file.h"
#include "lang/clause.h"
#include "lang/parse.h"

struct reading {
	struct arena arena;
	struct library library;
	struct complaints complaints;
	struct buf said;
};

#define auto_reading CLEANUP(reading_deinit) struct reading

static void reading_deinit(struct reading *reading)
{
	arena_deinit(&reading->arena);
	buf_deinit(&reading->said);
}

static void read_text(struct reading *reading, struct str text)
{
	reading->complaints.arena = &reading->arena;
	reading->said = buf_init(1 << 20);
	lang_parse(STR("a.ind"), text, &reading->arena, &reading->library, &reading->complaints);
	for (size_t i = 0; i < reading->complaints.count; i++)
		complaint_print(&reading->complaints.items[i], &reading->said);
}

/* The one definition of a text in which nothing is wrong. */
static const struct definition *read_one(struct reading *reading, const char *text)
{
	read_text(reading, str_of(text));
	assert_text(buf_view(&reading->said), "");
	assert_int_equal(reading->library.count, 1);
	assert_false(reading->library.items[0]->is_broken);
	return reading->library.items[0];
}

static void a_definition_is_read_whole(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = read_one(
		&reading,
		"indicator NI59 # one of 198\n"
		"  title   \"Initial assessments within 10 working days\"\n"
		"          \"of referral\"\n"
		"  codes   \"NI 59\", \"DIS 1704\"\n"
		"  unit    percent\n"
		"  limit   10 working days\n"
		"  changed 2010-04-01 limit 7 working days \"Working Together 2010\"\n"
		"  in force from 2008-04-01 to 2014-03-31\n"
		"  of      assessment when completed, kind = initial, once per (child, completed), "
	        "first\n"
		"  count   where working_days(referred, completed) <= limit\n"
		"  reject  completed < referred \"ends before it starts\"\n"
		"  beside  NI59-OVERDUE, NI59-DUE\n"
		"  variant NI59-7 limit 7 working days\n"
		"  example \"the tenth working day is in time\"\n"
		"    assessment child a referred 2013-12-16 completed 2014-01-02 kind initial\n"
		"    person child a, born 2010-01-01,\n"
		"      sex F\n"
		"    gives 1 of 1 in 2014-M01 rejects 2\n"
		"    gives no value in 2013-12-01 to 2013-12-31\n");
	assert_text(definition->title, "Initial assessments within 10 working days of referral");
	assert_int_equal(definition->code_count, 2);
	assert_int_equal(definition->unit, LANG_UNIT_PERCENT);
	assert_int_equal(definition->parameters[0].value->type, LANG_WORKING_DAYS);
	assert_int_equal(definition->parameters[0].value->amount, 10);
	assert_int_equal(definition->versions[0].value->amount, 7);
	assert_int_equal(definition->base.clock, CLOCK_WHEN);
	assert_int_equal(definition->base.condition_count, 1);
	assert_int_equal(definition->base.key_count, 2);
	assert_true(definition->base.keeps_first);
	assert_int_equal(definition->count->op, BINARY_LESS_EQUAL);
	assert_int_equal(definition->count->height, 3);
	assert_int_equal(definition->rejection_count, 1);
	const struct example *example = &definition->examples[0];
	assert_int_equal(example->row_count, 2);
	assert_text(example->rows[1].child, "a");
	assert_int_equal(example->rows[1].cell_count, 2);
	assert_int_equal(example->population, -1);
	assert_int_equal(example->expectations[0].rejects, 2);
	assert_int_equal(example->expectations[0].period.kind, PERIOD_MONTH);
	assert_false(example->expectations[1].has_value);
	assert_int_equal(example->expectations[1].period.kind, PERIOD_NONE);
	assert_int_equal(example->expectations[1].to - example->expectations[1].from, 30);
}

static void a_schedule_has_steps_of_which_some_repeat(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = read_one(
		&reading, "indicator VISITS\n"
			  "  unit percent\n"
			  "  due visits: visit of child by held where kind = looked_after\n"
			  "      first 7 days after placed\n"
			  "      then 1 month after held\n"
			  "      then every 6 weeks after held if held < placed + 12 months\n"
			  "      then every 3 months after held\n"
			  "  of placement on due visits\n");
	const struct schedule *schedule = &definition->schedules[0];
	assert_text(schedule->held_name, "held");
	assert_non_null(schedule->events->where);
	assert_int_equal(schedule->step_count, 4);
	assert_non_null(schedule->steps[0].after);
	assert_false(schedule->steps[1].is_repeated);
	assert_true(schedule->steps[2].is_repeated);
	assert_non_null(schedule->steps[2].condition);
	assert_null(schedule->steps[3].after);
	assert_int_equal(definition->base.clock, CLOCK_DUE);
}

static void relations_stand_within_each_other(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = read_one(
		&reading,
		"indicator MOVES\n"
		"  unit percent\n"
		"  let carer = provider of latest placement of child where started <= today\n"
		"  of care while started to ended, (number of placement of child running on today) "
	        "= 1\n"
		"  count where at least 3 other placement of child running from first_day to "
	        "today\n"
		"              where kind not in (T0..T4, \"M 1\") and no plan with child = "
	        "this.child\n");
	const struct relation *let = definition->lets[0].value->relation;
	assert_int_equal(let->quantifier, QUANTIFIER_LATEST);
	assert_text(let->field_name, "provider");
	const struct relation *outer = definition->count->relation;
	assert_int_equal(outer->quantifier, QUANTIFIER_AT_LEAST);
	assert_int_equal(outer->amount, 3);
	assert_int_equal(outer->which, WHICH_OTHER);
	assert_non_null(outer->running_to);
	const struct node *list = outer->where->parts[0];
	assert_true(list->is_negated);
	assert_text(list->ranges[0].to, "T4");
	assert_text(list->ranges[1].from, "M 1");
	const struct relation *inner = outer->where->parts[1]->relation;
	assert_int_equal(inner->quantifier, QUANTIFIER_NO);
	assert_int_equal(inner->scope, SCOPE_KEY);
	assert_text(inner->key->of, "this");
}

static void no_is_a_code_where_no_type_follows(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition =
		read_one(&reading, "indicator A\n  unit count\n  of visit when held, seen = no and "
	                           "plan = no\n  team worker\n");
	const struct node *both = definition->base.conditions[0];
	assert_int_equal(both->op, BINARY_AND);
	assert_text(both->parts[0]->parts[1]->text, "no");
}

static void moments_keep_their_second_and_their_offset(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = read_one(
		&reading, "indicator RETURN\n  unit percent\n  limit 72 hours\n  of missing when "
	                  "date_of(ended)\n"
			  "  example \"to the second\"\n"
			  "    missing ended 2023-06-01T10:00:00+01:00 score -3 share 0.25\n"
			  "    population 41500\n"
			  "    gives -12.50 in 2023-06-01\n");
	assert_int_equal(definition->parameters[0].value->amount, 72 * 3600);
	const struct example *example = &definition->examples[0];
	const struct node *ended = example->rows[0].cells[0].value;
	assert_int_equal(ended->type, LANG_INSTANT);
	assert_int_equal(ended->amount, 1685610000);
	assert_text(ended->text, "2023-06-01T10:00:00+01:00");
	assert_int_equal(example->rows[0].cells[1].value->amount, -3000000);
	assert_int_equal(example->rows[0].cells[2].value->amount, 250000);
	assert_int_equal(example->population, 41500);
	assert_int_equal(example->expectations[0].value, -12500000);
	assert_int_equal(example->expectations[0].value_decimals, 2);
	assert_int_equal(example->expectations[0].period.kind, PERIOD_DAY);
}

static void one_run_shows_every_line_that_is_wrong(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	read_text(&reading, STR("indicator A\n"
	                        "  unit percnt\n"
	                        "  of referral when received\n"
	                        "  count whre received < today\n"
	                        "  titel \"x\"\n"
	                        "indicator B\n"
	                        "  unit count\n"
	                        "  of referral when received\n"));
	assert_text(buf_view(&reading.said), "a.ind:2:8: expected a unit, not 'percnt'\n"
	                                     "    unit percnt\n"
	                                     "         ^~~~~~\n"
	                                     "  did you mean 'percent'?\n"
	                                     "a.ind:4:9: expected 'where', not 'whre'\n"
	                                     "    count whre received < today\n"
	                                     "          ^~~~\n"
	                                     "  did you mean 'where'?\n");
	assert_int_equal(reading.library.count, 2);
	assert_true(reading.library.items[0]->is_broken);
	assert_false(reading.library.items[1]->is_broken);
}

static void a_hundred_thousand_brackets_are_one_complaint(void **state)
{
	(void)state;
	enum { BRACKETS = 100000 };
	auto_reading reading = { 0 };
	auto_buf text = buf_init(4 * BRACKETS);
	buf_add(&text,
	        STR("indicator A\n  unit count\n  of referral when received\n  count where "));
	for (int i = 0; i < BRACKETS; i++)
		buf_add_char(&text, '(');
	for (int i = 0; i < BRACKETS; i++)
		buf_add_char(&text, ')');
	read_text(&reading, buf_view(&text));
	assert_int_equal(reading.complaints.count, 1);
	assert_text(reading.complaints.items[0].message,
	            "brackets, 'not' and relations are at most 200 deep");
}

static void a_sum_of_a_hundred_thousand_parts_is_one_complaint(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	auto_buf text = buf_init(1 << 20);
	buf_add(&text, STR("indicator A\n  unit count\n  of referral when received\n  mean 1"));
	for (int i = 0; i < 100000; i++)
		buf_add(&text, STR("+1"));
	read_text(&reading, buf_view(&text));
	assert_int_equal(reading.complaints.count, 1);
	assert_text(reading.complaints.items[0].message,
	            "an expression is at most 190 operations high");
}

static void a_file_that_is_too_long_is_one_complaint(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	auto_buf text = buf_init(2 * LANG_FILE_BYTES_MAX);
	while (text.len <= LANG_FILE_BYTES_MAX)
		buf_add(&text, STR("indicator A B C\n"));
	read_text(&reading, buf_view(&text));
	assert_int_equal(reading.complaints.count, 1);
	assert_int_equal(reading.library.count, 0);
}

static void a_file_of_another_kind_is_not_read_to_its_end(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	auto_buf text = buf_init(LANG_FILE_BYTES_MAX);
	for (int i = 0; i < 10000; i++)
		buf_add(&text, STR("indicator A B\n"));
	read_text(&reading, buf_view(&text));
	assert_int_equal(reading.complaints.count, COMPLAINTS_MAX);
	assert_true(reading.complaints.is_full);
	assert_true(reading.library.count <= COMPLAINTS_MAX + 1);
}

static void every_clause_has_a_row_in_the_page(void **state)
{
	(void)state;
	char path[512], row[64];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	auto_buf page = buf_init(1 << 20);
	struct err err = { 0 };
	snprintf(path, sizeof(path), "%s/docs/language.md", root ? root : ".");
	assert_ok(file_read(path, 1 << 20, &page, &err), &err);
	for (const char *const *word = clause_words(); *word; word++) {
		snprintf(row, sizeof(row), "`%s ", *word);
		if (str_find_nocase(buf_view(&page), str_of(row)) == SIZE_MAX)
			fail_msg("docs/language.md has no row for '%s'", *word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_definition_is_read_whole),
		cmocka_unit_test(a_schedule_has_steps_of_which_some_repeat),
		cmocka_unit_test(relations_stand_within_each_other),
		cmocka_unit_test(no_is_a_code_where_no_type_follows),
		cmocka_unit_test(moments_keep_their_second_and_their_offset),
		cmocka_unit_test(one_run_shows_every_line_that_is_wrong),
		cmocka_unit_test(a_hundred_thousand_brackets_are_one_complaint),
		cmocka_unit_test(a_sum_of_a_hundred_thousand_parts_is_one_complaint),
		cmocka_unit_test(a_file_that_is_too_long_is_one_complaint),
		cmocka_unit_test(a_file_of_another_kind_is_not_read_to_its_end),
		cmocka_unit_test(every_clause_has_a_row_in_the_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
