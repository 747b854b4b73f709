/* Printing a rule as the sentence that rule_read() reads back. */
#include <stdarg.h>
#include <stdio.h>

#include "figure/number.h"
#include "figure/phrase.h"
#include "figure/rule.h"

/* The sentence being built: clauses joined by ", ". */
struct sentence {
	char *out;
	size_t len;
};

static void add(struct sentence *sentence, const char *format, ...) PRINTF_LIKE(2, 3);

static void add(struct sentence *sentence, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int wrote = vsnprintf(sentence->out + sentence->len, RULE_TEXT_BYTES - sentence->len,
	                      format, args);
	va_end(args);
	if (wrote > 0)
		sentence->len += (size_t)wrote;
	if (sentence->len >= RULE_TEXT_BYTES)
		sentence->len = RULE_TEXT_BYTES - 1;
}

static void begin_clause(struct sentence *sentence, const char *words)
{
	add(sentence, "%s%s", sentence->len > 0 ? ", " : "", words);
}

static void add_number(struct sentence *sentence, struct ratio number)
{
	char text[RATIO_TEXT_BYTES];
	add(sentence, "%s", ratio_print(number, number_decimals(number), text));
}

static void add_tolerance(struct sentence *sentence, const struct tolerance *tolerance)
{
	add(sentence, " ");
	add_number(sentence, tolerance->amount);
	if (tolerance->is_percent_of_target)
		add(sentence, "%%");
	else
		add(sentence, ratio_compare(tolerance->amount, ratio_whole(1)) == 0 ? " point"
		                                                                    : " points");
}

static bool is_both_sides(const struct tolerances *sides)
{
	return sides->below.is_given && sides->above.is_given &&
	       sides->below.is_percent_of_target == sides->above.is_percent_of_target &&
	       ratio_compare(sides->below.amount, sides->above.amount) == 0;
}

static bool is_any_side(const struct tolerances *sides)
{
	return sides->below.is_given || sides->above.is_given;
}

static void add_tolerances(struct sentence *sentence, const char *words,
                           const struct tolerances *sides)
{
	begin_clause(sentence, words);
	if (is_both_sides(sides)) {
		add_tolerance(sentence, &sides->below);
		return;
	}
	if (sides->below.is_given) {
		add_tolerance(sentence, &sides->below);
		add(sentence, " below");
	}
	if (sides->below.is_given && sides->above.is_given)
		add(sentence, " and");
	if (sides->above.is_given) {
		add_tolerance(sentence, &sides->above);
		add(sentence, " above");
	}
}

static void add_condition(struct sentence *sentence, const struct improvement *condition)
{
	add(sentence, " %s %s", condition->or_same ? "no worse than" : "better than",
	    basis_word(condition->basis));
}

static void add_band(struct sentence *sentence, const struct rule *rule)
{
	begin_clause(sentence, "band ");
	add_number(sentence, rule->low);
	add(sentence, " to ");
	add_number(sentence, rule->high);
	if (rule->has_margin) {
		begin_clause(sentence, "margin ");
		add_number(sentence, rule->margin);
	}
	begin_clause(sentence,
	             rule->band_amber == BAND_AMBER_INSIDE ? "amber inside" : "amber outside");
}

static void add_amber(struct sentence *sentence, const struct rule *rule)
{
	if (is_any_side(&rule->amber)) {
		add_tolerances(sentence, "amber within", &rule->amber);
		if (rule->amber_if.is_given) {
			add(sentence, " if");
			add_condition(sentence, &rule->amber_if);
		}
	} else if (rule->amber_if.is_given) {
		begin_clause(sentence, "amber if");
		add_condition(sentence, &rule->amber_if);
	} else if (rule->kind == RULE_FLOOR) {
		begin_clause(sentence, "floor ");
		add_number(sentence, rule->floor);
	} else {
		begin_clause(sentence, "no amber");
	}
}

static void add_green(struct sentence *sentence, const struct rule *rule)
{
	static const char *const COMPARATORS[COMPARATOR_COUNT] = {
		[COMPARATOR_NEIGHBOURS] = "target is neighbours",
		[COMPARATOR_REGION] = "target is region",
		[COMPARATOR_ENGLAND] = "target is england",
	};
	if (rule->has_comparator)
		begin_clause(sentence, COMPARATORS[rule->comparator]);
	if (is_any_side(&rule->green))
		add_tolerances(sentence, "green within", &rule->green);
	if (rule->green_if.is_given) {
		begin_clause(sentence, "green if");
		add_condition(sentence, &rule->green_if);
	}
}

const char *rule_print(const struct rule *rule, char out[RULE_TEXT_BYTES])
{
	struct sentence sentence = { .out = out };
	out[0] = '\0';
	if (rule->kind == RULE_UNREADABLE)
		phrase_copy(rule->text, out, RULE_TEXT_BYTES);
	if (rule->kind == RULE_UNREADABLE || rule->kind == RULE_NOT_GIVEN)
		return out;
	if (rule->kind == RULE_BAND) {
		add_band(&sentence, rule);
		return out;
	}
	add_green(&sentence, rule);
	add_amber(&sentence, rule);
	if (rule->exceeded.is_given) {
		begin_clause(&sentence,
		             rule->exceeded_on_edge ? "exceeded from" : "exceeded beyond");
		add_tolerance(&sentence, &rule->exceeded);
	}
	return out;
}
