/* Rules of the children in need census: what the DfE's own validation finds, under its
 * numbers, and run on every source that holds such records. */
#include "base/date.h"
#include "record/rule_checks.h"
#include "record/rule_tables.h"

enum {
	DAYS_BEFORE_BIRTH = 280, /* a child can be referred 40 weeks before birth */
	DAYS_TO_FIRST_REVIEW = 91,
	TOO_OLD = 25,
};

/* Activity of a child whose only need episode that day ended with no further action. */
static void check_not_after_no_action(struct rule_run *run, const struct record_rule *rule,
                                      const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[rule->type];
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	for (size_t i = 0; i < list->count; i++) {
		int32_t day = rule_day(&list->items[i], rule->field);
		bool has_ended = false, has_other = false;
		for (size_t j = 0; day != DATE_NONE && j < needs->count; j++) {
			const struct record *need = &needs->items[j];
			bool is_then = rule_day(need, NEED_STARTED) <= day;
			has_ended |= is_then && rule_flag(need, NEED_NO_FURTHER_ACTION);
			has_other |= is_then && !rule_flag(need, NEED_NO_FURTHER_ACTION);
		}
		if (has_ended && !has_other)
			rule_doubt(run, rule, &list->items[i]);
	}
}

/* Whether an episode went on after the referral; one of no further action often has no date
 * of closure, and is not open for that. */
static bool goes_on(const struct record *need)
{
	return !rule_flag(need, NEED_NO_FURTHER_ACTION) &&
	       !rule_is_doubted(need, NEED_NO_FURTHER_ACTION);
}

/* Two episodes that went on are open, or run at the same time: the later is doubted where
 * they overlap, the earlier where both are open. */
static void check_episodes(struct rule_run *run, const struct record_rule *rule,
                           const struct record_case *of_child)
{
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	bool of_overlap = rule->field == NEED_STARTED;
	for (size_t i = 0; i < needs->count; i++) {
		const struct record *earlier = &needs->items[i];
		if (!goes_on(earlier) || (!of_overlap && !rule_is_missing(earlier, NEED_ENDED)))
			continue;
		for (size_t j = i + 1; j < needs->count; j++) {
			const struct record *later = &needs->items[j];
			if (!goes_on(later) || !later->values[NEED_STARTED].is_given)
				continue;
			if (of_overlap && rule_runs_on(earlier, rule_day(later, NEED_STARTED)))
				rule_doubt(run, rule, later);
			if (of_overlap || !rule_is_missing(later, NEED_ENDED))
				continue;
			rule_doubt(run, rule, earlier);
			break;
		}
	}
}

/* Closed as died, and the child has no date of death. */
static void check_died(struct rule_run *run, const struct record_rule *rule,
                       const struct record_case *of_child)
{
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	const struct record *person = rule_person(of_child);
	bool has_died = person && !rule_is_missing(person, PERSON_DIED);
	for (size_t i = 0; i < needs->count; i++)
		if (rule_is(&needs->items[i], NEED_CLOSURE_REASON, "RC2") && !has_died)
			rule_doubt(run, rule, &needs->items[i]);
}

/* Neither a date of birth nor an expected one, or both. */
static void check_one_birth(struct rule_run *run, const struct record_rule *rule,
                            const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	if ((rule_is_missing(person, PERSON_BORN) && rule_is_missing(person, PERSON_EXPECTED)) ||
	    (rule_is_given(person, PERSON_BORN) && rule_is_given(person, PERSON_EXPECTED)))
		rule_doubt(run, rule, person);
}

/* A pupil number of 13 characters: a letter, 11 digits, a digit or letter; UPN text is a
 * secret here, so only its reason can be held to it. */
static void check_unknown_reason(struct rule_run *run, const struct record_rule *rule,
                                 const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	if (!rule_is(person, PERSON_UPN_UNKNOWN, "UN7"))
		return;
	for (size_t i = 0; i < needs->count; i++) {
		if (!goes_on(&needs->items[i]))
			continue;
		rule_doubt(run, rule, person);
		return;
	}
}

/* "None" beside a disability. */
static void check_none_alone(struct rule_run *run, const struct record_rule *rule,
                             const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[RECORD_DISABILITY];
	for (size_t i = 0; list->count > 1 && i < list->count; i++)
		if (rule_is(&list->items[i], DISABILITY_DISABILITY, "NONE"))
			rule_doubt(run, rule, &list->items[i]);
}

/* The factors of one assessment. */
static size_t count_factors(const struct record_case *of_child, const struct record *assessment)
{
	const struct record_list *factors = &of_child->of[RECORD_FACTOR];
	size_t count = 0;
	for (size_t i = 0; i < factors->count; i++)
		count += rule_day(&factors->items[i], FACTOR_ASSESSED) ==
		         rule_day(assessment, ASSESSMENT_STARTED);
	return count;
}

/* A completed assessment without factors. */
static void check_has_factors(struct rule_run *run, const struct record_rule *rule,
                              const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[RECORD_ASSESSMENT];
	for (size_t i = 0; i < list->count; i++)
		if (rule_is_given(&list->items[i], ASSESSMENT_COMPLETED) &&
		    count_factors(of_child, &list->items[i]) == 0)
			rule_doubt(run, rule, &list->items[i]);
}

/* Factors of an assessment that is not completed. */
static void check_factors_completed(struct rule_run *run, const struct record_rule *rule,
                                    const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[RECORD_ASSESSMENT];
	for (size_t i = 0; i < list->count; i++)
		if (rule_is_missing(&list->items[i], ASSESSMENT_COMPLETED) &&
		    count_factors(of_child, &list->items[i]) > 0)
			rule_doubt(run, rule, &list->items[i]);
}

/* "No factors identified" beside a factor of the same assessment. */
static void check_factor_21_alone(struct rule_run *run, const struct record_rule *rule,
                                  const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[RECORD_FACTOR];
	for (size_t i = 0; i < list->count; i++) {
		if (!rule_is(&list->items[i], FACTOR_FACTOR, "21"))
			continue;
		for (size_t j = 0; j < list->count; j++) {
			if (j == i || rule_day(&list->items[j], FACTOR_ASSESSED) !=
			                      rule_day(&list->items[i], FACTOR_ASSESSED))
				continue;
			rule_doubt(run, rule, &list->items[i]);
			break;
		}
	}
}

/* Closed after assessment (RC8, RC9), and there is none in the episode. */
static void check_assessed(struct rule_run *run, const struct record_rule *rule,
                           const struct record_case *of_child)
{
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	const struct record_list *assessments = &of_child->of[RECORD_ASSESSMENT];
	for (size_t i = 0; i < needs->count; i++) {
		const struct record *need = &needs->items[i];
		bool is_assessed = false;
		for (size_t j = 0; j < assessments->count; j++) {
			const struct record *assessment = &assessments->items[j];
			int32_t day = rule_day(assessment, ASSESSMENT_STARTED);
			is_assessed |= day != DATE_NONE && day >= rule_day(need, NEED_STARTED) &&
			               day <= rule_day(need, NEED_ENDED);
			is_assessed |= rule_is_doubted(assessment, ASSESSMENT_STARTED);
		}
		if (rule_is_doubted(need, NEED_ENDED))
			continue;
		if (rule_is(need, NEED_CLOSURE_REASON, rule->codes) && !is_assessed)
			rule_doubt(run, rule, need);
	}
}

/* An episode closed while a record of the rule's type that began in it is not ended. */
static void check_ended_at_closure(struct rule_run *run, const struct record_rule *rule,
                                   const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[rule->type];
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	for (size_t i = 0; i < list->count; i++) {
		const struct record *record = &list->items[i];
		int32_t day = rule_day(record, record_type_spec(rule->type)->start);
		if (!rule_is_missing(record, rule->field) || day == DATE_NONE ||
		    (rule->other_field >= 0 && (rule_flag(record, rule->other_field) ||
		                                rule_is_doubted(record, rule->other_field))))
			continue;
		for (size_t j = 0; j < needs->count; j++) {
			int32_t end = rule_day(&needs->items[j], NEED_ENDED);
			if (end == DATE_NONE || day < rule_day(&needs->items[j], NEED_STARTED) ||
			    day > end)
				continue;
			rule_doubt(run, rule, record);
			break;
		}
	}
}

/* An open episode, not one of no further action, with a later one. */
static void check_latest_open(struct rule_run *run, const struct record_rule *rule,
                              const struct record_case *of_child)
{
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	for (size_t i = 0; i + 1 < needs->count; i++) {
		const struct record *need = &needs->items[i];
		if (rule_is_missing(need, NEED_ENDED) && goes_on(need) &&
		    rule_day(&needs->items[i + 1], NEED_STARTED) >
		            rule_day(need, NEED_STARTED))
			rule_doubt(run, rule, need);
	}
}

/* An episode that goes on, without a primary need. */
static void check_need_known(struct rule_run *run, const struct record_rule *rule,
                             const struct record_case *of_child)
{
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	for (size_t i = 0; i < needs->count; i++)
		if (rule_is_missing(&needs->items[i], NEED_PRIMARY_NEED) &&
		    goes_on(&needs->items[i]))
			rule_doubt(run, rule, &needs->items[i]);
}

/* A plan that began on another day than the child's nearest conference before it. */
static void check_plan_at_conference(struct rule_run *run, const struct record_rule *rule,
                                     const struct record_case *of_child)
{
	enum { DAYS_NEAR = 30 };
	const struct record_list *plans = &of_child->of[RECORD_PLAN];
	const struct record_list *conferences = &of_child->of[RECORD_CONFERENCE];
	for (size_t i = 0; i < plans->count; i++) {
		int32_t started = rule_day(&plans->items[i], PLAN_STARTED);
		bool is_same = false, is_near = false;
		for (size_t j = 0; started != DATE_NONE && j < conferences->count; j++) {
			int32_t held = rule_day(&conferences->items[j], CONFERENCE_HELD);
			is_same |= held == started;
			is_near |= held != DATE_NONE && held - started < DAYS_NEAR &&
			           started - held < DAYS_NEAR;
		}
		if (is_near && !is_same)
			rule_doubt(run, rule, &plans->items[i]);
	}
}

/* A plan that ran for more than three months without a review. */
static void check_plan_reviewed(struct rule_run *run, const struct record_rule *rule,
                                const struct record_case *of_child)
{
	const struct record_list *plans = &of_child->of[RECORD_PLAN];
	const struct record_list *reviews = &of_child->of[RECORD_PLAN_REVIEW];
	for (size_t i = 0; i < plans->count; i++) {
		const struct record *plan = &plans->items[i];
		int32_t start = rule_day(plan, PLAN_STARTED);
		int32_t end = rule_last_day(rule_setting_of(run), plan);
		bool is_reviewed = false;
		if (start == DATE_NONE || end == DATE_NONE || end - start <= DAYS_TO_FIRST_REVIEW)
			continue;
		for (size_t j = 0; j < reviews->count; j++) {
			int32_t held = rule_day(&reviews->items[j], PLAN_REVIEW_HELD);
			is_reviewed |= held > start && held <= end;
			is_reviewed |= rule_is_doubted(&reviews->items[j], PLAN_REVIEW_HELD);
		}
		if (!is_reviewed)
			rule_doubt(run, rule, plan);
	}
}

/* A review on or before the day its plan began, as far as the review names its plan. */
static void check_review_after_start(struct rule_run *run, const struct record_rule *rule,
                                     const struct record_case *of_child)
{
	const struct record_list *reviews = &of_child->of[RECORD_PLAN_REVIEW];
	for (size_t i = 0; i < reviews->count; i++) {
		int32_t held = rule_day(&reviews->items[i], PLAN_REVIEW_HELD);
		int32_t started = rule_day(&reviews->items[i], PLAN_REVIEW_PLAN_STARTED);
		if (held != DATE_NONE && started != DATE_NONE && held <= started)
			rule_doubt(run, rule, &reviews->items[i]);
	}
}

/* An unborn child with a sex that is known. */
static void check_unborn_sex(struct rule_run *run, const struct record_rule *rule,
                             const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	if (rule_is_missing(person, PERSON_BORN) && rule_is(person, PERSON_SEX, "M F"))
		rule_doubt(run, rule, person);
}

/* A child over the age at which a case could still be open. */
static void check_not_too_old(struct rule_run *run, const struct record_rule *rule,
                              const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	const struct record_list *needs = &of_child->of[RECORD_NEED];
	int32_t born = person ? rule_day(person, PERSON_BORN) : DATE_NONE;
	for (size_t i = 0; born != DATE_NONE && i < needs->count; i++) {
		int32_t day = rule_last_day(rule_setting_of(run), &needs->items[i]);
		if (day != DATE_NONE && date_age(born, day) > TOO_OLD)
			rule_doubt(run, rule, &needs->items[i]);
	}
}

#define R(number, of_type, of_field, how, words)                                        \
	.id = "cin." number, .severity = FINDING_ERROR, .type = RECORD_##of_type,       \
	.field = of_field, .check = check_##how, .text = words
/* A query of the DfE, which may be right as it stands. */
#define RQ(number, of_type, of_field, how, words)                                       \
	.id = "cin." number, .severity = FINDING_WARNING, .type = RECORD_##of_type,     \
	.field = of_field, .check = check_##how, .text = words

static const struct record_rule RULES[] = {
	/* Identity and characteristics. */
	{ R("4180", PERSON, PERSON_SEX, given, "the sex is missing") },
	{ R("4220", PERSON, PERSON_ETHNICITY, given, "the ethnicity is missing"),
	  .sources = RULE_OF_CIN },
	{ R("8520", PERSON, PERSON_BORN, not_after_reference,
	    "the date of birth is after the last day of the return") },
	{ RQ("8525Q", PERSON, PERSON_BORN, one_birth,
	     "a date of birth or an expected one is needed, and not both") },
	{ RQ("8535Q", PERSON, PERSON_BORN, order,
	     "the date of death is before the date of birth"),
	  .other_field = PERSON_DIED },
	{ RQ("8545Q", PERSON, PERSON_DIED, not_after_reference,
	     "the date of death is after the last day of the return") },
	{ R("8750", PERSON, PERSON_SEX, unborn_sex,
	    "an unborn child has a sex; unknown was expected"),
	  .sources = RULE_OF_CIN },
	{ RQ("8770Q", PERSON, PERSON_UPN_UNKNOWN, unknown_reason,
	     "no pupil number because of 'no further action', but a case went on") },
	{ RQ("8775Q", NEED, NEED_ENDED, not_too_old, "the child was over 25 in the episode") },
	{ R("8790", DISABILITY, DISABILITY_DISABILITY, none_alone,
	    "'no disability' stands beside a disability") },
	{ R("8794", DISABILITY, DISABILITY_DISABILITY, no_repeat,
	    "the same disability is recorded twice") },
	{ R("8590", PERSON, -1, has, "the child has no referral or episode"),
	  .other_type = RECORD_NEED, .sources = RULE_OF_CIN },

	/* Referral and episode. */
	{ R("8600", REFERRAL, REFERRAL_RECEIVED, given, "the date of referral is missing") },
	{ R("8606", REFERRAL, REFERRAL_RECEIVED, not_before_birth,
	    "the referral is more than 40 weeks before the birth"),
	  .limit = DAYS_BEFORE_BIRTH },
	{ RQ("8555Q", REFERRAL, REFERRAL_RECEIVED, not_after_death,
	     "the referral is after the child's death") },
	{ R("8568", REFERRAL, REFERRAL_NO_FURTHER_ACTION, given,
	    "it is not said whether the referral led to action"),
	  .sources = RULE_OF_CIN },
	{ R("8866", REFERRAL, REFERRAL_SOURCE, given, "the source of the referral is missing") },
	{ R("8610", NEED, NEED_PRIMARY_NEED, need_known,
	    "the primary need is missing in a case that went on") },
	{ R("8630", NEED, NEED_STARTED, order, "the case was closed before the referral"),
	  .other_field = NEED_ENDED },
	{ R("8620", NEED, NEED_ENDED, within_period,
	    "the case was closed outside the year of the return") },
	{ R("8805", NEED, NEED_CLOSURE_REASON, given_with,
	    "the case is closed without a reason"),
	  .other_field = NEED_ENDED },
	{ R("8810", NEED, NEED_ENDED, given_with,
	    "there is a reason for closure without a date"),
	  .other_field = NEED_CLOSURE_REASON },
	{ RQ("8585Q", NEED, NEED_CLOSURE_REASON, died,
	     "closed because the child died, but no date of death is recorded") },
	{ R("8815", NEED, NEED_ENDED, episodes, "two episodes are open at once") },
	{ R("8816", NEED, NEED_ENDED, latest_open, "the episode is open, but a later one began") },
	{ R("8820", NEED, NEED_STARTED, episodes, "the episode overlaps an earlier one") },
	{ RQ("8825Q", NEED, NEED_CLOSURE_REASON, assessed,
	     "closed after assessment, but there is no assessment in the episode"),
	  .codes = "RC8 RC9" },
	{ R("8640", NEED, NEED_CLOSURE_REASON, code_of_year,
	    "the reason for closure is not a code of this year") },
	{ R("8650", NEED, NEED_PRIMARY_NEED, code_of_year,
	    "the primary need is not a code of this year") },

	/* Assessment. */
	{ R("1103", ASSESSMENT, ASSESSMENT_REFERRED, order,
	    "the assessment began before the referral"),
	  .other_field = ASSESSMENT_STARTED },
	{ R("8608", ASSESSMENT, ASSESSMENT_STARTED, order,
	    "the assessment ended before it began"),
	  .other_field = ASSESSMENT_COMPLETED },
	{ R("8696", ASSESSMENT, ASSESSMENT_COMPLETED, within_period,
	    "the assessment ended outside the year of the return") },
	{ R("8614", ASSESSMENT, ASSESSMENT_COMPLETED, factors_completed,
	    "an assessment that is not completed has factors") },
	{ RQ("8897Q", ASSESSMENT, -1, has_factors, "a completed assessment has no factors"),
	  .sources = RULE_OF_CIN },
	{ R("8898", FACTOR, FACTOR_FACTOR, no_repeat,
	    "an assessment has the same factor twice") },
	{ R("8869", FACTOR, FACTOR_FACTOR, factor_21_alone,
	    "'no factors identified' stands beside a factor") },
	{ R("8896", ASSESSMENT, ASSESSMENT_COMPLETED, one_open,
	    "two assessments are open at once") },
	{ RQ("8863Q", ASSESSMENT, ASSESSMENT_STARTED, no_overlap,
	     "the assessment began while another was going on") },
	{ R("8867", ASSESSMENT, ASSESSMENT_COMPLETED, ended_at_closure,
	    "the case is closed, the assessment is not"),
	  .other_field = -1 },
	{ R("8831", ASSESSMENT, ASSESSMENT_STARTED, not_after_no_action,
	    "an assessment although the referral led to no further action") },

	/* Section 47 and conference. */
	{ R("2889", ENQUIRY, ENQUIRY_REFERRED, order, "the enquiry began before the referral"),
	  .other_field = ENQUIRY_STARTED },
	{ R("8615", ENQUIRY, ENQUIRY_STARTED, order, "the conference was before the enquiry"),
	  .other_field = ENQUIRY_CONFERENCE_HELD },
	{ R("1104", ENQUIRY, ENQUIRY_REFERRED, order, "the conference was before the referral"),
	  .other_field = ENQUIRY_CONFERENCE_HELD },
	{ R("8715", CONFERENCE, CONFERENCE_HELD, within_period,
	    "the conference was outside the year of the return") },
	{ RQ("8870Q", ENQUIRY, ENQUIRY_CONFERENCE_DUE, not_weekend,
	     "the conference was due on a weekend") },
	{ R("8839", ENQUIRY, ENQUIRY_ENDED, one_open, "two enquiries are open at once"),
	  .sources = 1u << RECORD_SOURCE_SSD },
	{ R("8890", ENQUIRY, ENQUIRY_STARTED, no_overlap,
	    "the enquiry began while another was going on"),
	  .sources = 1u << RECORD_SOURCE_SSD },
	{ R("8868", ENQUIRY, ENQUIRY_CONFERENCE_HELD, ended_at_closure,
	    "the case is closed; the enquiry led neither to a conference nor to none being required"),
	  .other_field = ENQUIRY_CONFERENCE_NOT_REQUIRED, .sources = RULE_OF_CIN },
	{ RQ("2991Q", ENQUIRY, -1, has, "an enquiry, and no assessment of the child"),
	  .other_type = RECORD_ASSESSMENT },
	{ R("2884", CONFERENCE, CONFERENCE_HELD, no_repeat, "the same conference twice") },

	/* Child protection plan. */
	{ R("8915", PLAN, PLAN_STARTED, order, "the plan ended before it began"),
	  .other_field = PLAN_ENDED },
	{ R("8840", PLAN, PLAN_ENDED, not_same_day, "the plan began and ended on one day"),
	  .other_field = PLAN_STARTED },
	{ R("8905", PLAN, PLAN_INITIAL_CATEGORY, given,
	    "the initial category of abuse is missing") },
	{ R("8910", PLAN, PLAN_LATEST_CATEGORY, given,
	    "the latest category of abuse is missing") },
	{ R("8920", PLAN, PLAN_ENDED, not_after_death, "the plan ended after the child's death") },
	{ R("8925", PLAN, PLAN_ENDED, within_period,
	    "the plan ended outside the year of the return") },
	{ R("8720", PLAN, PLAN_STARTED, not_after_reference,
	    "the plan began after the last day of the return") },
	{ R("8730", PLAN, PLAN_PREVIOUS_PLANS, given,
	    "the number of earlier plans is missing"),
	  .sources = RULE_OF_CIN },
	{ R("8930", PLAN, PLAN_ENDED, ended_at_closure, "the case is closed, the plan is not"),
	  .other_field = -1 },
	{ R("8935", PLAN, PLAN_ENDED, one_open, "two plans are open at once") },
	{ R("8940", PLAN, PLAN_STARTED, no_overlap, "the plan overlaps an earlier one") },
	{ R("2885", PLAN, PLAN_STARTED, plan_at_conference,
	    "the plan began on another day than the conference") },
	{ R("8832", PLAN, PLAN_STARTED, not_after_no_action,
	    "a plan although the referral led to no further action") },
	{ R("8841", PLAN_REVIEW, PLAN_REVIEW_HELD, review_after_start,
	    "the review was on or before the day the plan began") },
	{ RQ("8842Q", PLAN, -1, plan_reviewed,
	     "the plan ran for more than three months without a review"),
	  .sources = RULE_OF_CIN | 1u << RECORD_SOURCE_SSD },

	/* Child in need plan. */
	{ R("4000", NEED_PLAN, NEED_PLAN_STARTED, not_after_no_action,
	    "a child in need plan although the referral led to no further action") },
	{ R("4001", NEED_PLAN, NEED_PLAN_STARTED, not_during,
	    "the child in need plan began while a child protection plan ran"),
	  .other_type = RECORD_PLAN },
	{ R("4003", PLAN_REVIEW, PLAN_REVIEW_HELD, not_during,
	    "a child protection review while a child in need plan ran"),
	  .other_type = RECORD_NEED_PLAN },
	{ R("4004", NEED_PLAN, NEED_PLAN_ENDED, one_open,
	    "two child in need plans are open at once") },
	{ R("4008", NEED_PLAN, NEED_PLAN_STARTED, not_after_death,
	    "the child in need plan began after the child's death") },
	{ RQ("4009Q", NEED_PLAN, NEED_PLAN_ENDED, not_after_death,
	     "the child in need plan ended after the child's death") },
	{ R("4010", NEED_PLAN, NEED_PLAN_STARTED, given,
	    "the start of the child in need plan is missing") },
	{ R("4011", NEED_PLAN, NEED_PLAN_STARTED, order,
	    "the child in need plan ended before it began"),
	  .other_field = NEED_PLAN_ENDED },
	{ RQ("4012Q", NEED_PLAN, NEED_PLAN_ENDED, not_same_day,
	     "the child in need plan began and ended on one day"),
	  .other_field = NEED_PLAN_STARTED },
	{ R("4013", NEED_PLAN, NEED_PLAN_ENDED, not_after_reference,
	    "the child in need plan ended after the last day of the return") },
	{ R("4014", NEED_PLAN, NEED_PLAN_STARTED, no_overlap,
	    "the child in need plan overlaps an earlier one") },
};

const struct rule_table RULES_OF_NEED = { RULES, sizeof(RULES) / sizeof(RULES[0]) };
