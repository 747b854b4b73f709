/* The oracle and the engine over the case files of the language. */
#include "evaluate_case.h"

#include "lang/engine.h"

static void by_oracle(void **state)
{
	static const struct evaluator ORACLE = { oracle_answer, oracle_cases };
	evaluate_case_run(*state, &ORACLE);
}

static void by_engine(void **state)
{
	static const struct evaluator ENGINE = { engine_answer, NULL };
	evaluate_case_run(*state, &ENGINE);
}

#define CASE_FILE(name)                                                            \
	{ "the oracle answers " name ".case", by_oracle, NULL, NULL, (void *)(name) }, \
	{ "the engine answers " name ".case", by_engine, NULL, NULL, (void *)(name) }

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
