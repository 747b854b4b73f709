/* Runs the case files of the readers of cells. The answer is what was understood,
 * printed; "refused: words" where it is refused with a message that holds them. */
#include "case_file.h"

#include "figure/line.h"
#include "figure/number.h"
#include "figure/rule.h"
#include "figure/target.h"
#include "figure/value.h"

enum { ANSWER_BYTES = 2048 };

static const char *unit_kind_words(enum unit_kind kind)
{
	static const char *const WORDS[UNIT_KIND_COUNT] = {
		"none", "count", "percent", "rate", "days", "money", "average", "score", "other",
	};
	return WORDS[kind];
}

static const char *written(enum unit_kind kind, char out[32])
{
	out[0] = '\0';
	if (kind != UNIT_NONE)
		snprintf(out, 32, " (%s)", unit_kind_words(kind));
	return out;
}

static enum status describe_number(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct value value;
	enum absence absence;
	enum status st = value_read_cell(input, &value, &absence, err);
	if (st != OK) {
		assert_int_equal(absence, ABSENCE_NOT_UNDERSTOOD);
		assert_false(value.is_known);
		return st;
	}
	if (!value.is_known) {
		snprintf(out, ANSWER_BYTES, "missing%s%s", absence ? ": " : "",
		         absence_word(absence));
		return OK;
	}
	struct number number;
	char text[RATIO_TEXT_BYTES];
	char mark[32];
	assert_int_equal(number_read(input, &number, err), OK);
	snprintf(out, ANSWER_BYTES, "%s%s", number_print(value.exact, value.stated_decimals, text),
	         written(number.written, mark));
	return OK;
}

static enum status describe_unit(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	(void)err;
	char text[UNIT_TEXT_BYTES];
	struct unit unit = unit_read(input);
	struct unit again = unit_read(str_of(unit_print(&unit, text)));
	assert_int_equal(unit.kind, again.kind);
	assert_true(unit.per == again.per);
	snprintf(out, ANSWER_BYTES, "%s: %s", unit_kind_words(unit.kind), text);
	return OK;
}

static enum status describe_polarity(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct polarity_reading reading;
	enum status st = polarity_read(input, &reading, err);
	if (st == OK)
		snprintf(out, ANSWER_BYTES, "%s%s%s", polarity_word(reading.polarity),
		         reading.is_implied ? ", implied" : "",
		         reading.is_information ? ", for information" : "");
	return st;
}

static enum status describe_target(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	static const char *const KINDS[TARGET_KIND_COUNT] = {
		"not given", "number", "range",       "comparator", "improve",    "additional",
		"rank",      "none",   "information", "not set",    "unreadable",
	};
	static const struct unit BARE = { .kind = UNIT_NONE, .decimals = -1 };
	struct target target;
	enum status st = target_read(input, &target, err);
	char text[TARGET_TEXT_BYTES];
	char mark[32];
	assert_int_equal(st != OK, target.kind == TARGET_UNREADABLE);
	assert_true(str_equal(target.text, str_trim(input)));
	snprintf(out, ANSWER_BYTES, "%s: %s%s", KINDS[target.kind],
	         target_print(&target, &BARE, text), written(target.written, mark));
	return st;
}

static enum status describe_rule(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct rule rule;
	char text[RULE_TEXT_BYTES];
	enum status st = rule_read(input, &rule, err);
	assert_int_equal(st != OK, rule.kind == RULE_UNREADABLE);
	snprintf(out, ANSWER_BYTES, "%s", rule_print(&rule, text));
	return st;
}

static enum status describe_tolerance(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct rule rule;
	char text[RULE_TEXT_BYTES];
	enum status st = rule_read_tolerance(input, &rule, err);
	assert_int_equal(st != OK, rule.kind == RULE_UNREADABLE);
	snprintf(out, ANSWER_BYTES, "%s", rule_print(&rule, text));
	return st;
}

static enum status describe_status(struct str input, char out[ANSWER_BYTES], struct err *err)
{
	struct stated_status stated;
	enum status st = stated_status_read(input, &stated, err);
	snprintf(out, ANSWER_BYTES, "%s%s%s%s", rating_word(stated.rating),
	         absence_word(stated.absence), stated.is_target_not_set ? "target not set" : "",
	         stated.is_no_target ? "no target" : "");
	if (out[0] == '\0')
		snprintf(out, ANSWER_BYTES, "%s", stated.is_given ? "as stated" : "not given");
	return st;
}

typedef enum status describe_fn(struct str input, char out[ANSWER_BYTES], struct err *err);

static void check_case(const struct case_line *line, describe_fn *describe)
{
	static const struct str REFUSED = { "refused: ", 9 };
	char answer[ANSWER_BYTES];
	struct err err = { 0 };
	struct str expected = line->answers[0];
	bool is_refused = str_starts_nocase(expected, REFUSED);
	if (describe(line->input, answer, &err) == OK) {
		if (!str_equal(str_trim(str_of(answer)), expected))
			fail_msg("row %d: '%.*s' is read as '%s'", line->row,
			         STR_ARGS(line->input), answer);
		return;
	}
	struct str words = str_slice(expected, REFUSED.len, expected.len);
	if (!is_refused || str_find_nocase(str_of(err.text), words) == SIZE_MAX)
		fail_msg("row %d: refused: %s", line->row, err.text);
}

static void check_number(const struct case_line *line)
{
	check_case(line, describe_number);
}

static void check_unit(const struct case_line *line)
{
	check_case(line, describe_unit);
}

static void check_polarity(const struct case_line *line)
{
	check_case(line, describe_polarity);
}

static void check_target(const struct case_line *line)
{
	check_case(line, describe_target);
}

static void check_rule(const struct case_line *line)
{
	check_case(line, describe_rule);
}

static void check_tolerance(const struct case_line *line)
{
	check_case(line, describe_tolerance);
}

static void check_status(const struct case_line *line)
{
	check_case(line, describe_status);
}

static void figures_and_the_reasons_for_none_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("number/published.case", check_number);
	case_file_run("number/written.case", check_number);
}

static void units_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("unit/published.case", check_unit);
	case_file_run("unit/written.case", check_unit);
}

static void polarities_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("polarity/published.case", check_polarity);
	case_file_run("polarity/written.case", check_polarity);
}

static void targets_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("target/published.case", check_target);
	case_file_run("target/written.case", check_target);
}

static void rules_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("rule/families.case", check_rule);
	case_file_run("rule/refused.case", check_rule);
}

static void tolerance_cells_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("tolerance/published.case", check_tolerance);
	case_file_run("tolerance/written.case", check_tolerance);
}

static void stated_statuses_are_read_as_meant(void **state)
{
	(void)state;
	case_file_run("status/published.case", check_status);
	case_file_run("status/written.case", check_status);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_and_the_reasons_for_none_are_read_as_meant),
		cmocka_unit_test(units_are_read_as_meant),
		cmocka_unit_test(polarities_are_read_as_meant),
		cmocka_unit_test(targets_are_read_as_meant),
		cmocka_unit_test(rules_are_read_as_meant),
		cmocka_unit_test(tolerance_cells_are_read_as_meant),
		cmocka_unit_test(stated_statuses_are_read_as_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
