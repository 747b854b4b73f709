/* Fuzzes the readers of cells: numbers, units, polarities, targets, rules and
 * statuses. Up to three lines are read by each reader; whatever is understood must
 * print as text that means the same, and judging arithmetic on it must fit. */
#include <stdint.h>

#include "figure/line.h"
#include "figure/number.h"
#include "figure/rule.h"
#include "figure/target.h"
#include "figure/value.h"

enum { LINES_MAX = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_hold(bool holds, const char *what, const char *text)
{
	if (holds)
		return;
	fprintf(stderr, "%s: '%s'\n", what, text);
	abort();
}

static bool check_number(struct str text, struct ratio *out)
{
	struct number number;
	struct number again;
	char printed[RATIO_TEXT_BYTES];
	if (number_read(text, &number, NULL) != OK)
		return false;
	number_print(number.value, number.decimals, printed);
	must_hold(number_read(str_of(printed), &again, NULL) == OK, "number refused", printed);
	must_hold(ratio_compare(number.value, again.value) == 0, "another number", printed);
	*out = number.value;
	return true;
}

static void check_cell(struct str text)
{
	struct value value;
	enum absence absence;
	char printed[VALUE_TEXT_BYTES];
	struct unit unit = unit_read(text);
	int64_t count;
	if (value_read_cell(text, &value, &absence, NULL) != OK)
		must_hold(absence == ABSENCE_NOT_UNDERSTOOD && !value.is_known, "refused", "cell");
	value_print(&value, &unit, printed);
	if (value_read_count(text, &count, NULL) == OK)
		must_hold(count >= 0 && count <= RATIO_MAX, "count out of bounds", printed);
}

static void check_words(struct str text)
{
	struct polarity_reading polarity;
	struct stated_status stated;
	char printed[UNIT_TEXT_BYTES];
	struct unit unit = unit_read(text);
	struct unit again = unit_read(str_of(unit_print(&unit, printed)));
	bool is_same = unit.kind == again.kind && unit.per == again.per;
	must_hold(is_same || text.len >= UNIT_NAME_BYTES, "another unit", printed);
	if (polarity_read(text, &polarity, NULL) == OK)
		must_hold(polarity.polarity < POLARITY_COUNT, "no polarity", "");
	if (stated_status_read(text, &stated, NULL) != OK)
		must_hold(!stated.is_given && stated.rating == RATING_NONE, "refused", "status");
	must_hold(str_equal(stated.text, str_trim(text)), "status text lost", "");
}

static bool check_target(struct str text, struct target *out)
{
	static const struct unit BARE = { .kind = UNIT_NONE, .decimals = -1 };
	struct target again;
	char printed[TARGET_TEXT_BYTES];
	enum status st = target_read(text, out, NULL);
	must_hold((st == OK) == (out->kind != TARGET_UNREADABLE), "status and kind differ", "");
	target_print(out, &BARE, printed);
	if (st != OK)
		return false;
	must_hold(target_read(str_of(printed), &again, NULL) == OK, "target refused", printed);
	must_hold(target_equal(out, &again), "another target", printed);
	return out->kind == TARGET_NUMBER;
}

static void check_rule(struct str text, enum status st, const struct rule *rule)
{
	struct rule again;
	char printed[RULE_TEXT_BYTES];
	rule_print(rule, printed);
	must_hold((st == OK) == (rule->kind != RULE_UNREADABLE), "status and kind differ", printed);
	must_hold(str_equal(rule->text, str_trim(text)), "rule text lost", printed);
	if (st != OK)
		return;
	must_hold(rule_check(rule, NULL) == OK, "impossible rule", printed);
	must_hold(rule_read(str_of(printed), &again, NULL) == OK, "rule refused", printed);
	must_hold(rule_equal(rule, &again), "another rule", printed);
}

/* What judging does with a figure, a target and a rule must not overflow. */
static void check_arithmetic(struct ratio figure, struct ratio target, const struct rule *rule)
{
	struct ratio miss = ratio_subtract(figure, target);
	struct ratio points = tolerance_points(&rule->amber.below, target);
	struct ratio edge = ratio_subtract(target, points);
	must_hold((ratio_compare(figure, edge) >= 0) ==
	                  (ratio_sign(miss) >= 0 ||
	                   ratio_compare(ratio_absolute(miss), points) <= 0),
	          "edge and distance disagree", "");
	if (rule->kind == RULE_BAND) {
		struct ratio width = ratio_subtract(rule->high, rule->low);
		must_hold(ratio_sign(width) >= 0, "band inside out", "");
	}
}

/* Bytes that are no text do not pass the edge of the program; the readers must
 * only survive them. */
static void read_what_is_no_text(struct str text)
{
	struct value value;
	enum absence absence;
	struct target target;
	struct rule rule;
	struct stated_status stated;
	struct polarity_reading polarity;
	struct err err;
	enum status ignored[] = {
		value_read_cell(text, &value, &absence, &err),
		target_read(text, &target, &err),
		rule_read(text, &rule, &err),
		rule_read_tolerance(text, &rule, &err),
		stated_status_read(text, &stated, &err),
		polarity_read(text, &polarity, &err),
	};
	(void)ignored;
	unit_read(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct str text;
	struct ratio figure = ratio_of(RATIO_MAX, RATIO_MAX - 1);
	struct ratio goal = ratio_whole(RATIO_MAX);
	for (int i = 0; i < LINES_MAX && str_split(&rest, '\n', &text); i++) {
		struct target target;
		struct rule rule;
		if (str_check_utf8(text, NULL) != OK) {
			read_what_is_no_text(text);
			continue;
		}
		check_number(text, &figure);
		check_cell(text);
		check_words(text);
		if (check_target(text, &target))
			goal = target.number;
		check_rule(text, rule_read(text, &rule, NULL), &rule);
		if (rule.kind != RULE_UNREADABLE)
			check_arithmetic(figure, goal, &rule);
		check_rule(text, rule_read_tolerance(text, &rule, NULL), &rule);
		if (rule.kind != RULE_UNREADABLE)
			check_arithmetic(figure, goal, &rule);
	}
	return 0;
}
