#include "check.h"

#include <string.h>

#include "record/code_set.h"

static const struct record_code *code_of(enum record_code_set set, const char *code)
{
	size_t count;
	const struct record_code *codes = record_code_set_codes(set, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(codes[i].code, code) == 0)
			return &codes[i];
	return NULL;
}

static void assert_read(enum record_code_set set, const char *text, int year,
                        enum record_code_answer answer, const char *code)
{
	const struct record_code *read = NULL;
	enum record_code_answer got = record_code_read(set, str_of(text), year, &read);
	if (got != answer || (code && (!read || strcmp(read->code, code) != 0)) || (!code && read))
		fail_msg("'%s' of %s in %d: answer %d, code %s; expected %d, %s", text,
		         record_code_set_name(set), year, (int)got, read ? read->code : "none",
		         (int)answer, code ? code : "none");
}

/* The missing placements, which councils' histories hold and no list that was read. */
static bool ended_before_the_lists(int set, const char *code)
{
	return set == RECORD_CODES_PLACEMENT &&
	       (strcmp(code, "M1") == 0 || strcmp(code, "M2") == 0 || strcmp(code, "M3") == 0);
}

static void every_set_has_codes_that_stand_once_and_years_that_can_be(void **state)
{
	(void)state;
	for (int set = RECORD_CODES_NONE + 1; set < RECORD_CODE_SET_COUNT; set++) {
		size_t count;
		const struct record_code *codes = record_code_set_codes((enum record_code_set)set,
		                                                        &count);
		assert_true(count > 0);
		for (size_t i = 0; i < count; i++) {
			assert_true(codes[i].label[0] != '\0');
			assert_true(codes[i].first_year == 0 || codes[i].first_year > 2017);
			assert_true(codes[i].last_year == 0 || codes[i].last_year >= 2018 ||
			            ended_before_the_lists(set, codes[i].code));
			assert_true(!codes[i].last_year || codes[i].first_year <= codes[i].last_year);
			for (size_t j = 0; j < i; j++)
				assert_false(str_equal_nocase(str_of(codes[i].code),
				                              str_of(codes[j].code)));
		}
	}
}

/* A code is as published, in capitals, or a word of ours, in lower case: never k3. */
static void a_code_with_a_digit_is_in_capitals(void **state)
{
	(void)state;
	for (int set = RECORD_CODES_NONE + 1; set < RECORD_CODE_SET_COUNT; set++) {
		size_t count;
		const struct record_code *codes = record_code_set_codes((enum record_code_set)set,
		                                                        &count);
		for (size_t i = 0; i < count; i++) {
			bool has_lower = false, has_other = false;
			for (const char *c = codes[i].code; *c; c++) {
				has_lower |= *c >= 'a' && *c <= 'z';
				has_other |= !(*c >= 'a' && *c <= 'z') && *c != '_';
			}
			if (has_lower && has_other && strcmp(codes[i].code, "section_20") != 0)
				fail_msg("%s is neither a published code nor a word",
				         codes[i].code);
		}
	}
	assert_non_null(code_of(RECORD_CODES_PLACEMENT, "K3"));
	assert_null(code_of(RECORD_CODES_PLACEMENT, "k3"));
}

static void what_a_code_means_and_lies_within_is_a_canonical_code_of_its_set(void **state)
{
	(void)state;
	size_t seen = 0;
	for (int set = RECORD_CODES_NONE + 1; set < RECORD_CODE_SET_COUNT; set++) {
		size_t count;
		const struct record_code *codes = record_code_set_codes((enum record_code_set)set,
		                                                        &count);
		for (size_t i = 0; i < count; i++) {
			const char *const others[] = { codes[i].means, codes[i].within };
			for (size_t j = 0; j < 2; j++) {
				if (!others[j])
					continue;
				const struct record_code *other =
					code_of((enum record_code_set)set, others[j]);
				assert_is_there(other);
				assert_null(other->means);
				seen++;
			}
		}
	}
	assert_true(seen > 60);
}

static void the_sex_codes_of_2025_stand_beside_those_before(void **state)
{
	(void)state;
	assert_read(RECORD_CODES_SEX, "1", 2024, RECORD_CODE_FOUND, "M");
	assert_read(RECORD_CODES_SEX, "2", 2017, RECORD_CODE_FOUND, "F");
	assert_read(RECORD_CODES_SEX, "0", 2024, RECORD_CODE_FOUND, "U");
	assert_read(RECORD_CODES_SEX, "9", 2024, RECORD_CODE_FOUND, "U");
	assert_read(RECORD_CODES_SEX, "m", 2025, RECORD_CODE_FOUND, "M");
	assert_read(RECORD_CODES_SEX, "1", 2026, RECORD_CODE_OLD, "M");
	assert_read(RECORD_CODES_SEX, "F", 2024, RECORD_CODE_OLD, "F");
	assert_read(RECORD_CODES_SEX, "F", 0, RECORD_CODE_FOUND, "F");
	assert_read(RECORD_CODES_SEX, "b) Female", 2020, RECORD_CODE_FOUND, "F");
}

static void codes_that_came_and_went_are_known_by_their_years(void **state)
{
	(void)state;
	static const struct {
		enum record_code_set set;
		const char *code;
		int last_without, first_with, last_with; /* 0: not asked */
	} CASES[] = {
		{ RECORD_CODES_PLACEMENT, "K3", 2024, 2025, 0 },
		{ RECORD_CODES_PLACEMENT, "H5", 0, 0, 2024 },
		{ RECORD_CODES_PLACEMENT, "P2", 0, 0, 2024 },
		{ RECORD_CODES_PLACEMENT, "Z11", 2025, 2026, 0 },
		{ RECORD_CODES_PLACEMENT, "Z1", 0, 0, 2025 },
		{ RECORD_CODES_CARE_END_REASON, "E44", 0, 0, 2018 },
		{ RECORD_CODES_CARE_END_REASON, "E45", 2018, 2019, 0 },
		{ RECORD_CODES_PLACEMENT_CHANGE_REASON, "CUSTOD", 2018, 2019, 0 },
		{ RECORD_CODES_LEAVER_ACTIVITY, "F3", 0, 0, 2021 },
		{ RECORD_CODES_LEAVER_ACTIVITY, "P5", 2021, 2022, 0 },
		{ RECORD_CODES_ASSESSMENT_FACTOR, "18B", 2020, 2021, 0 },
		{ RECORD_CODES_ASSESSMENT_FACTOR, "24A", 2021, 2022, 0 },
		{ RECORD_CODES_REFERRAL_SOURCE, "5D", 2022, 2023, 0 },
		{ RECORD_CODES_CLOSURE_REASON, "RC9", 2022, 2023, 0 },
		{ RECORD_CODES_WORKER_CHANGE_REASON, "FCONTA", 2023, 2024, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		if (CASES[i].last_without)
			assert_read(CASES[i].set, CASES[i].code, CASES[i].last_without,
			            RECORD_CODE_OLD, CASES[i].code);
		if (CASES[i].first_with)
			assert_read(CASES[i].set, CASES[i].code, CASES[i].first_with,
			            RECORD_CODE_FOUND, CASES[i].code);
		if (CASES[i].last_with) {
			assert_read(CASES[i].set, CASES[i].code, CASES[i].last_with,
			            RECORD_CODE_FOUND, CASES[i].code);
			assert_read(CASES[i].set, CASES[i].code, CASES[i].last_with + 1,
			            RECORD_CODE_OLD, CASES[i].code);
		}
	}
	/* Councils went on sending the undivided factors, and the collection takes them. */
	assert_read(RECORD_CODES_ASSESSMENT_FACTOR, "18A", 2025, RECORD_CODE_FOUND, "18A");
}

static void the_ways_in_which_councils_write_a_code_are_read(void **state)
{
	(void)state;
	static const struct {
		enum record_code_set set;
		const char *text, *code;
	} CASES[] = {
		{ RECORD_CODES_ETHNICITY, "a) WBRI", "WBRI" },
		{ RECORD_CODES_ETHNICITY, " wbri ", "WBRI" },
		{ RECORD_CODES_ETHNICITY, "s) REFU", "REFU" },
		{ RECORD_CODES_ETHNICITY, "s) NOBT", "NOBT" },
		{ RECORD_CODES_ETHNICITY, "WBRI - White British", "WBRI" },
		{ RECORD_CODES_ETHNICITY, "White - British", "WBRI" },
		{ RECORD_CODES_ETHNICITY, "a) White", "white" },
		{ RECORD_CODES_REFERRAL_SOURCE, "q) 6: Police", "6" },
		{ RECORD_CODES_REFERRAL_SOURCE, "1A: Individual - family", "1A" },
		{ RECORD_CODES_REFERRAL_SOURCE, "d) Health services", "health" },
		{ RECORD_CODES_LEGAL_STATUS, "C1 -Interim Care Order", "C1" },
		{ RECORD_CODES_LEGAL_STATUS, "interim care order [C1]", "C1" },
		{ RECORD_CODES_LEGAL_STATUS, "e) Accommodated under S20", "section_20" },
		{ RECORD_CODES_CARE_END_REASON, "a) E11: Adopted - application unopposed", "E11" },
		{ RECORD_CODES_CARE_END_REASON, "a) Adopted", "adopted" },
		{ RECORD_CODES_PLACEMENT, "h) Children\xE2\x80\x99s Homes", "K2" },
		{ RECORD_CODES_PLACEMENT, "Children's\xC2\xA0" "home", "K2" },
		{ RECORD_CODES_PLACEMENT, "k3", "K3" },
		{ RECORD_CODES_PLACEMENT_PROVIDER, "a) Own LA", "PR1" },
		{ RECORD_CODES_ABUSE_CATEGORY, "NEGLECT/PHYSICAL ABUSE", "MUL" },
		{ RECORD_CODES_LEAVER_ACTIVITY, "G4: Not in education, employment or training - "
		                                "illness or disability", "G4" },
		{ RECORD_CODES_ADOPTION_REVERSED_REASON, "a) Child\xE2\x80\x99s needs changed", "RD1" },
		{ RECORD_CODES_YES_NO_UNKNOWN, "a) Yes", "Y" },
		{ RECORD_CODES_YES_NO_UNKNOWN, "false", "N" },
		{ RECORD_CODES_DISABLED, "c) Unknown", "U" },
		{ RECORD_CODES_CASE_STATUS, "b) Child Protection plan", "protection_plan" },
		{ RECORD_CODES_MOTHER, "1.0", "1" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		assert_read(CASES[i].set, CASES[i].text, 0, RECORD_CODE_FOUND, CASES[i].code);
}

static void what_stands_for_several_codes_or_none_is_not_guessed(void **state)
{
	(void)state;
	assert_read(RECORD_CODES_LEAVER_ACTIVITY, "full time training", 0,
	            RECORD_CODE_AMBIGUOUS, NULL);
	assert_read(RECORD_CODES_CLOSURE_REASON,
	            "RC7:Case closed after assessment, no further action", 0,
	            RECORD_CODE_AMBIGUOUS, NULL);
	assert_read(RECORD_CODES_ETHNICITY, "UNKN", 2020, RECORD_CODE_UNKNOWN, NULL);
	assert_read(RECORD_CODES_ETHNICITY, "", 2020, RECORD_CODE_UNKNOWN, NULL);
	assert_read(RECORD_CODES_CARE_START_REASON, "*DUMMY*", 2020, RECORD_CODE_UNKNOWN, NULL);
	assert_read(RECORD_CODES_ASSESSMENT_FACTOR, "RB", 2024, RECORD_CODE_UNKNOWN, NULL);
	assert_read(RECORD_CODES_PLACED_CEASED_REASON, "XXX", 0, RECORD_CODE_UNKNOWN, NULL);
	assert_read(RECORD_CODES_PRIMARY_NEED, "PSRMEM - Support with memory and cognition", 0,
	            RECORD_CODE_UNKNOWN, NULL);
	/* A word that begins a text is no code of it. */
	assert_read(RECORD_CODES_CARE_END_REASON, "Home - of another kind", 0,
	            RECORD_CODE_UNKNOWN, NULL);
	char longer[400];
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_read(RECORD_CODES_ETHNICITY, longer, 0, RECORD_CODE_UNKNOWN, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_set_has_codes_that_stand_once_and_years_that_can_be),
		cmocka_unit_test(a_code_with_a_digit_is_in_capitals),
		cmocka_unit_test(what_a_code_means_and_lies_within_is_a_canonical_code_of_its_set),
		cmocka_unit_test(the_sex_codes_of_2025_stand_beside_those_before),
		cmocka_unit_test(codes_that_came_and_went_are_known_by_their_years),
		cmocka_unit_test(the_ways_in_which_councils_write_a_code_are_read),
		cmocka_unit_test(what_stands_for_several_codes_or_none_is_not_guessed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
