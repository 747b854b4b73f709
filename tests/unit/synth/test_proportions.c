#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "synth/proportions.h"

static struct town the_town;
static struct proportions ours;

static int count_a_year(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct town_plan plan = { .seed = 2024,
		                  .children = 100000,
		                  .years = 1,
		                  .last_year = 2024,
		                  .as_at = town_year_end(2024) };
	if (town_init(&the_town, &plan, &err) != OK)
		return -1;
	proportions_start(&ours, &the_town, 2024);
	for (int32_t i = 0; i < the_town.family_count; i++) {
		auto_arena arena = { 0 };
		struct truth_family family;
		town_family(&the_town, i, &arena, &family);
		for (size_t k = 0; k < family.count; k++)
			proportions_add(&ours, &family.children[k]);
	}
	return 0;
}

static int forget(void **state)
{
	(void)state;
	town_deinit(&the_town);
	return 0;
}

static void looks_like_england(void **state)
{
	(void)state;
	int far = 0;
	for (int kind = 0; kind < PROPORTION_COUNT; kind++) {
		const struct proportion *line = &proportion_list()[kind];
		int64_t value = proportion_tenths(&ours, (enum proportion_kind)kind);
		if (llabs(value - line->england_tenths) <= line->tolerance_tenths)
			continue;
		print_error("%s: %lld, England %d, tolerance %d (in tenths)\n", line->words,
		            (long long)value, line->england_tenths, line->tolerance_tenths);
		far++;
	}
	assert_int_equal(far, 0);
}

/* The cells of a line of CSV, quotes around them taken off. */
static size_t split(struct str line, struct str *out, size_t most)
{
	size_t count = 0;
	while (count < most) {
		bool is_quoted = line.len > 0 && line.ptr[0] == '"';
		size_t end = is_quoted ? 1 : 0;
		while (end < line.len && line.ptr[end] != (is_quoted ? '"' : ','))
			end++;
		out[count++] = str_trim(str_slice(line, is_quoted, end - is_quoted));
		end += is_quoted;
		if (end >= line.len)
			break;
		line = str_slice(line, end + 1, SIZE_MAX);
	}
	return count;
}

enum { COLUMNS_MAX = 64 };

/* The value in a column of the row that has these words. */
static double cell(const char *file, const char *words, const char *column)
{
	struct err err = { 0 };
	char path[1000];
	snprintf(path, sizeof(path), "%s/tests/cases/synth/%s.csv", getenv("OUTTURN_SOURCE_ROOT"),
	         file);
	auto_buf text = buf_init(100000);
	assert_ok(file_read(path, 100000, &text, &err), &err);
	struct str rest = buf_view(&text), line, heads[COLUMNS_MAX], cells[COLUMNS_MAX];
	assert_true(str_split(&rest, '\n', &line));
	size_t count = split(line, heads, COLUMNS_MAX), at = 0;
	while (at < count && !str_equal(heads[at], str_of(column)))
		at++;
	assert_true(at < count);
	while (str_split(&rest, '\n', &line)) {
		if (str_find_nocase(line, str_of(words)) == SIZE_MAX)
			continue;
		assert_int_equal(split(line, cells, COLUMNS_MAX), count);
		char number[40];
		snprintf(number, sizeof(number), "%.*s", STR_ARGS(cells[at]));
		return strtod(number, NULL);
	}
	fail_msg("%s has no row '%s'", path, words);
	return 0;
}

#define NATIONAL ",National,"

static void check(enum proportion_kind kind, double published)
{
	const struct proportion *line = &proportion_list()[kind];
	if (fabs(published * 10 - line->england_tenths) > 0.51)
		fail_msg("%s: the table says %d tenths, the file %g", line->words,
		         line->england_tenths, published);
}

/* A column that is the figure itself. */
static void takes_england_s_figures_from_the_published_files(void **state)
{
	(void)state;
	static const struct {
		enum proportion_kind kind;
		const char *file, *words, *column;
	} CELLS[] = {
		{ PROPORTION_REFERRALS, "c1_children_in_need_referrals_and_rereferrals", NATIONAL,
		  "Referrals_rate" },
		{ PROPORTION_REREFERRALS, "c1_children_in_need_referrals_and_rereferrals", NATIONAL,
		  "Re_referrals_percent" },
		{ PROPORTION_REFERRALS_CLOSED_AT_ONCE,
		  "c1_children_in_need_referrals_and_rereferrals", NATIONAL,
		  "No_Further_Action_percent" },
		{ PROPORTION_REFERRALS_NOT_IN_NEED, "c1_children_in_need_referrals_and_rereferrals",
		  NATIONAL, "Not_in_Need_percent" },
		{ PROPORTION_ASSESSMENTS, "c2_children_in_need_assessments_duration", NATIONAL,
		  "Assessments_completed_rate" },
		{ PROPORTION_ENQUIRIES, "c4_children_in_need_section_47s_and_icpcs", NATIONAL,
		  "Section47_rate" },
		{ PROPORTION_CONFERENCES, "c4_children_in_need_section_47s_and_icpcs", NATIONAL,
		  "ICPC_rate" },
		{ PROPORTION_PLANS_STARTED, "d1_child_protection_plans", NATIONAL,
		  "CPP_start_rate" },
		{ PROPORTION_PLANS, "d1_child_protection_plans", NATIONAL, "CPP_At31_rate" },
		{ PROPORTION_PLANS_AGAIN, "d3_cpps_subsequent_plan", NATIONAL,
		  "CPP_subsequent_percent" },
		{ PROPORTION_PLANS_3_MONTHS, "d5_cpps_at31march_by_duration", NATIONAL,
		  "3_months_or_less_percent" },
		{ PROPORTION_PLANS_2_YEARS, "d5_cpps_at31march_by_duration", NATIONAL,
		  "2_years_or_more_percent" },
		{ PROPORTION_PLANS_REVIEWED, "d6_cpps_reviewed_within_timescales", NATIONAL,
		  "Reviewed_within_timescales_percent" },
		{ PROPORTION_NEED, "b1_children_in_need", NATIONAL, "At31_episodes_rate" },
		{ PROPORTION_NEED_STARTED, "b1_children_in_need", NATIONAL,
		  "Started_episodes_rate" },
		{ PROPORTION_NEED_ENDED_3_MONTHS, "b5_children_in_need_duration_of_ended_episode",
		  NATIONAL, "3_months_or_less_percent" },
		{ PROPORTION_NEED_ENDED_2_YEARS, "b5_children_in_need_duration_of_ended_episode",
		  NATIONAL, "2years+_percent" },
		{ PROPORTION_CARE, "cla_number_and_rate_per_10k_children", "on 31 March",
		  "rate_per_10000" },
		{ PROPORTION_CARE_STARTED, "cla_number_and_rate_per_10k_children", "starting",
		  "rate_per_10000" },
		{ PROPORTION_CARE_CEASED, "cla_number_and_rate_per_10k_children", "ceasing",
		  "rate_per_10000" },
		{ PROPORTION_CARE_3_HOMES, "la_cla_placement_stability",
		  "placements during the year", "children_percent" },
		{ PROPORTION_CARE_SAME_HOME, "la_cla_placement_stability", "same carer",
		  "children_percent" },
		{ PROPORTION_CARE_3_WORKERS, "la_cla_swcount", "3 or more", "percentage" },
		{ PROPORTION_LEAVERS_ACTIVE, "la_care_leavers_activity",
		  "19 to 21 years,\"Total in education", "care_leaver_percent" },
	};
	for (size_t i = 0; i < COUNT_OF(CELLS); i++)
		check(CELLS[i].kind, cell(CELLS[i].file, CELLS[i].words, CELLS[i].column));
}

static double share(const char *file, const char *part, const char *whole)
{
	return 100 * cell(file, NATIONAL, part) / cell(file, NATIONAL, whole);
}

/* Figures that are worked out from published counts. */
static void works_shares_out_from_the_published_counts(void **state)
{
	(void)state;
	static const char *const IN_45[] = { "Same_day",   "1-10_days",  "11-20_days",
		                             "21-30_days", "31-40_days", "41-45_days" };
	double in_time = 0;
	for (size_t i = 0; i < COUNT_OF(IN_45); i++)
		in_time += share("c2_children_in_need_assessments_duration", IN_45[i],
		                 "Assessments_completed");
	check(PROPORTION_ASSESSMENTS_IN_45, in_time);
	const char *file = "c4_children_in_need_section_47s_and_icpcs";
	check(PROPORTION_CONFERENCES_IN_15, share(file, "Duration_0-10_days", "ICPC") +
	                                            share(file, "Duration_11-15_days", "ICPC"));
	check(PROPORTION_PLANS_NEGLECT,
	      share("a6_cpp_initial_category_of_abuse", "Neglect_Initial", "CPP_At31"));
	check(PROPORTION_PLANS_EMOTIONAL,
	      share("a6_cpp_initial_category_of_abuse", "Emotional_abuse_Initial", "CPP_At31"));
	check(PROPORTION_NEED_ABUSE,
	      share("b3_cin_primary_need", "N1_Abuse_or_neglect", "At31_episodes"));
	check(PROPORTION_NEED_DISABILITY,
	      share("b3_cin_primary_need", "N2_Childs_disability_or_illness", "At31_episodes"));
}

/* Those that name a measure of the LAIT are England's of it, in whole numbers. */
static void takes_the_rest_from_the_interactive_tool(void **state)
{
	(void)state;
	int checked = 0;
	for (int kind = 0; kind < PROPORTION_COUNT; kind++) {
		struct str source = str_of(proportion_list()[kind].source);
		char words[100];
		if (!str_starts_nocase(source, STR("lait: ")))
			continue;
		snprintf(words, sizeof(words), "%.*s,2024,970,",
		         STR_ARGS(str_slice(source, 6, SIZE_MAX)));
		check((enum proportion_kind)kind, cell("lait_england", words, "Values"));
		checked++;
	}
	assert_true(checked >= 14);
}

static void prints_ours_beside_england_s(void **state)
{
	(void)state;
	auto_buf text = buf_init(20000);
	proportions_print(&ours, &text);
	assert_true(str_find_nocase(buf_view(&text), STR("referrals in the year")) != SIZE_MAX);
	assert_true(str_find_nocase(buf_view(&text), STR("518.3")) != SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(looks_like_england),
		cmocka_unit_test(takes_england_s_figures_from_the_published_files),
		cmocka_unit_test(works_shares_out_from_the_published_counts),
		cmocka_unit_test(takes_the_rest_from_the_interactive_tool),
		cmocka_unit_test(prints_ours_beside_england_s),
	};
	return cmocka_run_group_tests(tests, count_a_year, forget);
}
