/* Rules of SSDA903: what the DfE's own validation of looked-after returns finds, under
 * its numbers, and run on every source that holds such records. */
#include "base/date.h"
#include "record/rule_checks.h"
#include "record/rule_tables.h"

#define SHORT_BREAKS "V3 V4"
#define TEMPORARY "T0 T1 T2 T3 T4"
#define ADOPTIVE "A3 A4 A5 A6"
#define ADOPTED "E11 E12"

enum {
	DAYS_OF_EMERGENCY_ORDER = 21,
	DAYS_OF_ASSESSMENT_ORDER = 7,
	DAYS_OF_POLICE_POWERS = 3,
	DAYS_OF_SHORT_BREAK = 17,
	DAYS_OF_SHORT_BREAKS = 75,
	DAYS_OF_TEMPORARY = 21,
	DAYS_IN_HOSPITAL = 42,
	SDQ_HIGHEST = 40,
	ADOPTERS_MOST = 2,
	ADULT = 18,
};

static const struct record_list *episodes(const struct record_case *of_child)
{
	return &of_child->of[RECORD_CARE];
}

/* The episode before the one at `index` that is no short break; NULL when there is none.
 * Short breaks stand beside other care and carry on nothing. */
static const struct record *before(const struct record_list *list, size_t index)
{
	while (index-- > 0)
		if (!rule_is(&list->items[index], CARE_LEGAL_STATUS, SHORT_BREAKS))
			return &list->items[index];
	return NULL;
}

/* Whether an episode carries on where the one before stopped. */
static bool carries_on(const struct record *previous, const struct record *episode)
{
	return previous && rule_day(previous, CARE_ENDED) != DATE_NONE &&
	       rule_day(previous, CARE_ENDED) == rule_day(episode, CARE_STARTED);
}

/* Whether the child has an episode that began on a day that could not be understood: it
 * may stand between any two others. */
static bool any_start_is_doubted(const struct record_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (rule_is_doubted(&list->items[i], CARE_STARTED))
			return true;
	return false;
}

/* Calls `does_break` for each episode that is no short break, with the one before. */
typedef bool breaks_sequence(const struct record *previous, const struct record *episode);

static void each_episode(struct rule_run *run, const struct record_rule *rule,
                         const struct record_case *of_child, breaks_sequence *does_break)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i < list->count; i++)
		if (!rule_is(&list->items[i], CARE_LEGAL_STATUS, SHORT_BREAKS) &&
		    does_break(before(list, i), &list->items[i]))
			rule_doubt(run, rule, &list->items[i]);
}

#define SEQUENCE(name)                                                               \
	static void check_##name(struct rule_run *run, const struct record_rule *rule, \
	                         const struct record_case *of_child)                 \
	{                                                                            \
		each_episode(run, rule, of_child, breaks_##name);                    \
	}

/* A new episode, and the one before has not ended. */
static bool breaks_previous_ended(const struct record *previous, const struct record *episode)
{
	return previous && rule_is_missing(previous, CARE_ENDED) &&
	       rule_day(previous, CARE_STARTED) < rule_day(episode, CARE_STARTED);
}
SEQUENCE(previous_ended)

/* A new episode began before the one before ended. */
static bool breaks_after_previous(const struct record *previous, const struct record *episode)
{
	return previous && rule_is_given(previous, CARE_ENDED) &&
	       rule_day(episode, CARE_STARTED) != DATE_NONE &&
	       rule_day(episode, CARE_STARTED) < rule_day(previous, CARE_ENDED);
}
SEQUENCE(after_previous)

/* "Started to be looked after", directly behind another episode. */
static bool breaks_new_start(const struct record *previous, const struct record *episode)
{
	return rule_is(episode, CARE_START_REASON, "S") && carries_on(previous, episode);
}
SEQUENCE(new_start)

/* A change of placement or status that no episode went before. */
static bool breaks_has_previous(const struct record *previous, const struct record *episode)
{
	return previous && rule_is(episode, CARE_START_REASON, "L P T B U") &&
	       rule_is_given(previous, CARE_ENDED) && !carries_on(previous, episode);
}

static void check_has_previous(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	if (!any_start_is_doubted(episodes(of_child)))
		each_episode(run, rule, of_child, breaks_has_previous);
}

/* "Legal status changed only", and it did not, or the placement did. */
static bool breaks_status_change(const struct record *previous, const struct record *episode)
{
	return carries_on(previous, episode) && rule_is(episode, CARE_START_REASON, "L") &&
	       (rule_is_same(previous, episode, CARE_LEGAL_STATUS) ||
	        rule_is_other(previous, episode, CARE_PLACEMENT));
}
SEQUENCE(status_change)

/* "Placement changed", and the legal status changed too. */
static bool breaks_placement_change(const struct record *previous,
                                    const struct record *episode)
{
	return carries_on(previous, episode) && rule_is(episode, CARE_START_REASON, "P T") &&
	       rule_is_other(previous, episode, CARE_LEGAL_STATUS);
}
SEQUENCE(placement_change)

/* "Both changed", and the legal status did not. */
static bool breaks_both_change(const struct record *previous, const struct record *episode)
{
	return carries_on(previous, episode) && rule_is(episode, CARE_START_REASON, "B U") &&
	       rule_is_same(previous, episode, CARE_LEGAL_STATUS);
}
SEQUENCE(both_change)

/* Ended because a new episode starts (X1), and none does on that day; or ended for good,
 * and one does. */
static void check_next_follows(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i < list->count; i++) {
		const struct record *episode = &list->items[i];
		bool is_followed = false;
		if (!rule_is_given(episode, CARE_END_REASON) ||
		    rule_is_doubted(episode, CARE_ENDED) ||
		    rule_is(episode, CARE_LEGAL_STATUS, SHORT_BREAKS))
			continue;
		for (size_t j = 0; j < list->count; j++)
			is_followed |= j != i && carries_on(episode, &list->items[j]);
		bool goes_on = rule_is(episode, CARE_END_REASON, "X1");
		if (goes_on != is_followed && !(goes_on && any_start_is_doubted(list)))
			rule_doubt(run, rule, episode);
	}
}

/* Died or grown up, and further episodes follow. */
static void check_none_after(struct rule_run *run, const struct record_rule *rule,
                             const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i + 1 < list->count; i++)
		if (rule_is(&list->items[i], CARE_END_REASON, rule->codes))
			rule_doubt(run, rule, &list->items[i]);
}

/* One field is given, and the other, which goes with it, is missing. */
static bool is_alone(const struct record *record, int given, int missing)
{
	return rule_is_given(record, given) && rule_is_missing(record, missing);
}

/* A date and a reason for ending, or neither. */
static void check_end_whole(struct rule_run *run, const struct record_rule *rule,
                            const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i < list->count; i++)
		if (is_alone(&list->items[i], CARE_ENDED, CARE_END_REASON) ||
		    is_alone(&list->items[i], CARE_END_REASON, CARE_ENDED))
			rule_doubt(run, rule, &list->items[i]);
}

/* An episode whose code `field` is one of `codes`, and whose `other_field` is not empty
 * (a provider of a temporary placement). */
static void check_blank_for(struct rule_run *run, const struct record_rule *rule,
                            const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i < list->count; i++)
		if (rule_is(&list->items[i], CARE_PLACEMENT, rule->codes) &&
		    rule_is_given(&list->items[i], rule->field))
			rule_doubt(run, rule, &list->items[i]);
}

/* A period of care cannot end out of a temporary placement. */
static void check_ends_elsewhere(struct rule_run *run, const struct record_rule *rule,
                                 const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i < list->count; i++)
		if (rule_is(&list->items[i], CARE_PLACEMENT, TEMPORARY) &&
		    rule_is_given(&list->items[i], CARE_END_REASON) &&
		    !rule_is(&list->items[i], CARE_END_REASON, "X1"))
			rule_doubt(run, rule, &list->items[i]);
}

/* Adopted, and not out of an adoptive placement. */
static void check_adopted_from(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	for (size_t i = 0; i < list->count; i++)
		if (rule_is(&list->items[i], CARE_END_REASON, ADOPTED) &&
		    !rule_is(&list->items[i], CARE_PLACEMENT, ADOPTIVE) &&
		    !rule_is_doubted(&list->items[i], CARE_PLACEMENT))
			rule_doubt(run, rule, &list->items[i]);
}

/* Short breaks of both kinds, one by one (V3) and as an agreement (V4), for one child. */
static void check_breaks_apart(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	bool has_single = false;
	for (size_t i = 0; i < list->count; i++)
		has_single |= rule_is(&list->items[i], CARE_LEGAL_STATUS, "V3");
	for (size_t i = 0; has_single && i < list->count; i++)
		if (rule_is(&list->items[i], CARE_LEGAL_STATUS, "V4"))
			rule_doubt(run, rule, &list->items[i]);
}

/* Short breaks of more than 75 days in all. */
static void check_breaks_total(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record_list *list = episodes(of_child);
	const struct rule_setting *setting = rule_setting_of(run);
	int32_t days = 0;
	for (size_t i = 0; i < list->count; i++) {
		int32_t from = rule_day(&list->items[i], CARE_STARTED);
		int32_t to = rule_last_day(setting, &list->items[i]);
		if (!rule_is(&list->items[i], CARE_LEGAL_STATUS, "V3") || from == DATE_NONE)
			continue;
		from = from < setting->period_from ? setting->period_from : from;
		days += to > from ? to - from : 0;
		if (days <= DAYS_OF_SHORT_BREAKS)
			continue;
		rule_doubt(run, rule, &list->items[i]);
		return;
	}
}

/* An offer of help where no substance misuse is recorded, and none said where it is. */
static void check_intervention(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record_list *years = &of_child->of[RECORD_CARE_YEAR];
	for (size_t i = 0; i < years->count; i++) {
		const struct record *year = &years->items[i];
		bool misuses = rule_flag(year, CARE_YEAR_SUBSTANCE_MISUSE);
		bool is_said = rule_is_given(year, CARE_YEAR_INTERVENTION_RECEIVED);
		if (misuses != is_said && rule_is_given(year, CARE_YEAR_SUBSTANCE_MISUSE) &&
		    !rule_is_doubted(year, CARE_YEAR_INTERVENTION_RECEIVED))
			rule_doubt(run, rule, year);
	}
}

/* A score and a reason why there is none. */
static void check_score_or_reason(struct rule_run *run, const struct record_rule *rule,
                                  const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[RECORD_CARE_YEAR];
	for (size_t i = 0; i < list->count; i++)
		if (rule_is_given(&list->items[i], CARE_YEAR_SDQ_SCORE) &&
		    rule_is_given(&list->items[i], CARE_YEAR_SDQ_REASON))
			rule_doubt(run, rule, &list->items[i]);
}

/* A care leaver of whom only some of contact, activity and accommodation is said. */
static void check_leaver_whole(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[RECORD_CARE_LEAVER];
	for (size_t i = 0; i < list->count; i++) {
		const struct record *leaver = &list->items[i];
		bool in_touch = rule_is(leaver, CARE_LEAVER_IN_TOUCH, "YES");
		if (in_touch && (rule_is_missing(leaver, CARE_LEAVER_ACTIVITY) ||
		                 rule_is_missing(leaver, CARE_LEAVER_ACCOMMODATION)))
			rule_doubt(run, rule, leaver);
	}
}

/* A mother born after her child. */
static void check_mother_older(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	int32_t born = rule_day(person, PERSON_BORN);
	int32_t child = rule_day(person, PERSON_MOTHERS_CHILD_BORN);
	if (born != DATE_NONE && child != DATE_NONE && child <= born)
		rule_doubt(run, rule, person);
}

#define R(number, of_type, of_field, how, words)                                        \
	.id = "903." number, .severity = FINDING_ERROR, .type = RECORD_##of_type,       \
	.field = of_field, .check = check_##how, .text = words

static const struct record_rule RULES[] = {
	/* The child. */
	{ R("102", PERSON, PERSON_BORN, given, "the date of birth is missing"),
	  .sources = RULE_OF_903 },
	{ R("103", PERSON, PERSON_ETHNICITY, given, "the ethnicity is missing"),
	  .sources = RULE_OF_903 },
	{ R("301", PERSON, PERSON_BORN, not_after_reference,
	    "the date of birth is after the last day of the return"),
	  .sources = RULE_OF_903 },
	{ R("621", PERSON, PERSON_MOTHERS_CHILD_BORN, mother_older,
	    "the mother is younger than her child") },

	/* Episodes. */
	{ R("141", CARE, CARE_STARTED, given, "the start of the episode is missing") },
	{ R("143", CARE, CARE_START_REASON, given, "the reason for the new episode is missing"),
	  .sources = RULE_OF_903 },
	{ R("144", CARE, CARE_LEGAL_STATUS, given, "the legal status is missing") },
	{ R("145", CARE, CARE_NEED, given, "the category of need is missing"),
	  .sources = RULE_OF_903 },
	{ R("146", CARE, CARE_PLACEMENT, coded,
	    "the placement type is missing, or no code of this year") },
	{ R("148", CARE, CARE_END_REASON, end_whole,
	    "the date and the reason an episode ceased go together: one is missing") },
	{ R("142", CARE, CARE_STARTED, previous_ended,
	    "a new episode began, but the one before has no end") },
	{ R("501", CARE, CARE_STARTED, after_previous,
	    "a new episode began before the one before ended") },
	{ R("302", CARE, CARE_STARTED, not_before_birth, "the episode began before the birth") },
	{ R("352", CARE, CARE_STARTED, age_under,
	    "the child was 18 or over when care started"),
	  .other_field = CARE_START_REASON, .codes = "S", .limit = ADULT },
	{ R("354", CARE, CARE_STARTED, not_after_reference,
	    "the episode began after the last day of the return") },
	{ R("147", CARE, CARE_ENDED, not_after_reference,
	    "the episode ended after the last day of the return") },
	{ R("355", CARE, CARE_ENDED, not_same_day, "the episode lasted less than a day"),
	  .other_field = CARE_STARTED },
	{ R("356", CARE, CARE_STARTED, order, "the episode ended before it began"),
	  .other_field = CARE_ENDED },
	{ R("359", CARE, CARE_ENDED, age_under,
	    "the child was over 18 under this legal status"),
	  .other_field = CARE_LEGAL_STATUS, .codes = "C1 C2 D1 E1", .limit = ADULT + 1 },
	{ R("362", CARE, CARE_LEGAL_STATUS, runs_at_most,
	    "an emergency protection order of more than 21 days"),
	  .other_field = CARE_LEGAL_STATUS, .codes = "L2", .limit = DAYS_OF_EMERGENCY_ORDER },
	{ R("363", CARE, CARE_LEGAL_STATUS, runs_at_most,
	    "a child assessment order of more than 7 days"),
	  .other_field = CARE_LEGAL_STATUS, .codes = "L3", .limit = DAYS_OF_ASSESSMENT_ORDER },
	{ R("364", CARE, CARE_LEGAL_STATUS, runs_at_most,
	    "police protection or detention of more than 72 hours"),
	  .other_field = CARE_LEGAL_STATUS, .codes = "L1 J2", .limit = DAYS_OF_POLICE_POWERS },
	{ R("365", CARE, CARE_LEGAL_STATUS, runs_at_most,
	    "one short break of more than 17 days"),
	  .other_field = CARE_LEGAL_STATUS, .codes = "V3", .limit = DAYS_OF_SHORT_BREAK },
	{ R("367", CARE, CARE_LEGAL_STATUS, breaks_total,
	    "short breaks of more than 75 days in the year"),
	  .sources = RULE_OF_903 },
	{ .id = "care.short_breaks", .severity = FINDING_WARNING, .type = RECORD_CARE,
	  .field = CARE_LEGAL_STATUS, .check = check_breaks_apart,
	  .text = "short breaks both one by one (V3) and as an agreement (V4): counted apart" },
	{ R("375", CARE, CARE_PLACEMENT, runs_at_most,
	    "in hospital as a temporary placement for more than six weeks"),
	  .other_field = CARE_PLACEMENT, .codes = "T1", .limit = DAYS_IN_HOSPITAL },
	{ R("376", CARE, CARE_PLACEMENT, runs_at_most,
	    "a temporary placement of more than 21 days"),
	  .other_field = CARE_PLACEMENT, .codes = "T3", .limit = DAYS_OF_TEMPORARY },
	{ R("381", CARE, CARE_END_REASON, ends_elsewhere,
	    "care cannot end out of a temporary placement") },
	{ R("386", CARE, CARE_ENDED, age_under, "adopted at 18 or over"),
	  .other_field = CARE_END_REASON, .codes = ADOPTED, .limit = ADULT },
	{ R("388", CARE, CARE_END_REASON, next_follows,
	    "'a new episode starts' (X1) goes with an episode that starts on that day") },
	{ R("390", CARE, CARE_END_REASON, adopted_from,
	    "adopted, but not out of an adoptive placement") },
	{ R("431", CARE, CARE_START_REASON, new_start,
	    "'started to be looked after' directly behind another episode") },
	{ R("433", CARE, CARE_START_REASON, has_previous,
	    "a change within care, but the episode before ended on another day") },
	{ R("434", CARE, CARE_START_REASON, status_change,
	    "'legal status changed only', but it is the same or the placement changed too") },
	{ R("435", CARE, CARE_START_REASON, placement_change,
	    "'placement changed', but the legal status changed too") },
	{ R("436", CARE, CARE_START_REASON, both_change,
	    "'placement and legal status changed', but the legal status is the same") },
	{ R("437", CARE, CARE_END_REASON, none_after, "died, but further episodes follow"),
	  .codes = "E2" },
	{ R("526", CARE, CARE_PROVIDER, blank_for,
	    "a temporary placement has a provider; none was expected"),
	  .codes = "T0 T1 T2 T3" },
	{ R("149", CARE, CARE_END_REASON, code_of_year,
	    "the reason ceased is not a code of this year") },

	/* Reviews, health, care leavers. */
	{ R("166", CARE_REVIEW, CARE_REVIEW_HELD, given, "the date of the review is missing"),
	  .sources = RULE_OF_903 },
	{ R("441", CARE_REVIEW, CARE_REVIEW_HELD, age_at_least,
	    "the child took part in a way that a child under 4 does not"),
	  .other_field = CARE_REVIEW_PARTICIPATION, .codes = "PN1 PN2 PN3 PN4 PN5 PN6 PN7",
	  .limit = 4 },
	{ R("440", CARE_REVIEW, CARE_REVIEW_HELD, age_under,
	    "'under 4 at the review', but the child was older"),
	  .other_field = CARE_REVIEW_PARTICIPATION, .codes = "PN0", .limit = 4 },
	{ R("399", CARE_REVIEW, CARE_REVIEW_HELD, during,
	    "a review on a day on which the child was not looked after"),
	  .other_type = RECORD_CARE, .sources = RULE_OF_903 },
	{ R("180", CARE_YEAR, CARE_YEAR_SDQ_SCORE, at_most, "a score of more than 40"),
	  .limit = SDQ_HIGHEST },
	{ R("188", CARE_YEAR, CARE_YEAR_SDQ_SCORE, score_or_reason,
	    "a score, and a reason why there is none"),
	  .sources = RULE_OF_903 },
	{ R("193", CARE_YEAR, CARE_YEAR_INTERVENTION_RECEIVED, intervention,
	    "whether help was received is said exactly when substance misuse is") },
	{ R("1007", CARE_LEAVER, CARE_LEAVER_ACTIVITY, leaver_whole,
	    "in touch, but the activity or the accommodation is missing"),
	  .sources = RULE_OF_903 },

	/* Adoption, missing, workers, liberty. */
	{ R("175", ADOPTED, ADOPTED_ADOPTERS, at_most, "more than two adopters"),
	  .limit = ADOPTERS_MOST },
	{ R("333", ADOPTED, ADOPTED_DECIDED, order, "matched before the decision to place"),
	  .other_field = ADOPTED_MATCHED },
	{ R("115", ADOPTION_DECISION, ADOPTION_DECISION_DECIDED, given,
	    "the date of the decision that the child should be placed for adoption is missing") },
	{ R("119", ADOPTION_DECISION, ADOPTION_DECISION_REVERSED_REASON, given_with,
	    "the decision to place for adoption was reversed, without a reason"),
	  .other_field = ADOPTION_DECISION_REVERSED },
	{ R("522", ADOPTION_DECISION, ADOPTION_DECISION_DECIDED, order,
	    "the decision to place for adoption was reversed before it was made"),
	  .other_field = ADOPTION_DECISION_REVERSED },
	{ R("184", ADOPTION_DECISION, ADOPTION_DECISION_DECIDED, not_before_birth,
	    "decided before the birth that the child should be placed for adoption") },
	{ R("1004", MISSING, MISSING_STARTED, given,
	    "the start of the missing episode is missing") },
	{ R("1006", MISSING, MISSING_KIND, given, "missing or absent: it is not said which") },
	{ R("567", MISSING, MISSING_STARTED, order, "the missing episode ended before it began"),
	  .other_field = MISSING_ENDED },
	{ R("570", MISSING, MISSING_STARTED, not_after_reference,
	    "the missing episode began after the last day of the return") },
	{ R("571", MISSING, MISSING_ENDED, not_after_reference,
	    "the missing episode ended after the last day of the return") },
	{ R("574", MISSING, MISSING_STARTED, no_overlap,
	    "the missing episode overlaps an earlier one") },
	{ R("581", MISSING, MISSING_STARTED, during,
	    "a missing episode on a day on which the child was not looked after"),
	  .other_type = RECORD_CARE, .sources = RULE_OF_903 },
	{ R("SW05STG1", ALLOCATION, ALLOCATION_ENDED, not_after_reference,
	    "the worker's time with the child ends after the last day of the return"),
	  .sources = RULE_OF_903 },
	{ R("SW09STG2", ALLOCATION, ALLOCATION_STARTED, order,
	    "the worker's time with the child ends before it begins"),
	  .other_field = ALLOCATION_ENDED },
	{ R("702", LIBERTY, LIBERTY_STARTED, order, "the order ended before it began"),
	  .other_field = LIBERTY_ENDED },
	{ R("705", LIBERTY, LIBERTY_STARTED, no_overlap, "the order overlaps an earlier one") },
	{ R("700", LIBERTY, LIBERTY_STARTED, given, "the start of the order is missing") },
};

const struct rule_table RULES_OF_CARE = { RULES, sizeof(RULES) / sizeof(RULES[0]) };
