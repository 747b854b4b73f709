#include "evaluate_case.h"

static const struct evaluator ORACLE = { oracle_answer, oracle_cases };

static void case_file(void **state)
{
	evaluate_case_run(*state, &ORACLE);
}

#define CASE_FILE(name) \
	{ "the oracle answers " name ".case", case_file, NULL, NULL, (void *)(uintptr_t)(name) }

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE_FILE("clocks"),
		CASE_FILE("expressions"),
		CASE_FILE("missing"),
		CASE_FILE("once"),
		CASE_FILE("relations"),
		CASE_FILE("schedules"),
		CASE_FILE("sector-assessments"),
		CASE_FILE("sector-care"),
		CASE_FILE("sector-events"),
		CASE_FILE("sector-leaving"),
		CASE_FILE("sector-plans"),
		CASE_FILE("statistics"),
		CASE_FILE("versions"),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
