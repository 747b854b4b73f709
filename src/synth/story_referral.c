/* From a referral to the day on which the case closes. */
#include "synth/story.h"

enum { FIRST_YEAR_OF_SINGLE = 2014, DAYS_TO_NOVEMBER = 214 };

static int32_t later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t sooner(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* What assessments find, with weights after the factors of England (c3, 2024). */
static const struct {
	const char *code;
	int32_t weight;
	int32_t first_year;
	const char *before;
} FACTORS[] = {
	{ "4B", 1655, 0, NULL },     { "3B", 1606, 0, NULL },     { "17A", 977, 0, NULL },
	{ "20", 939, 0, NULL },      { "4A", 863, 0, NULL },      { "16A", 834, 0, NULL },
	{ "1B", 724, 0, NULL },      { "2B", 709, 0, NULL },      { "5A", 597, 0, NULL },
	{ "18C", 582, 2021, "18A" }, { "3A", 550, 0, NULL },      { "14A", 387, 0, NULL },
	{ "15A", 262, 0, NULL },     { "6B", 257, 0, NULL },      { "2A", 252, 0, NULL },
	{ "3C", 250, 0, NULL },      { "6A", 232, 0, NULL },      { "4C", 222, 0, NULL },
	{ "7A", 179, 0, NULL },      { "10A", 179, 0, NULL },     { "19C", 178, 2021, "19A" },
	{ "2C", 162, 0, NULL },      { "24A", 158, 2022, "13A" }, { "18B", 154, 2021, "18A" },
	{ "5B", 146, 0, NULL },      { "11A", 139, 0, NULL },     { "19B", 120, 2021, "19A" },
	{ "1C", 114, 0, NULL },      { "1A", 108, 0, NULL },      { "13A", 102, 0, NULL },
	{ "5C", 72, 0, NULL },       { "6C", 51, 0, NULL },       { "12A", 26, 0, NULL },
	{ "23A", 22, 0, NULL },      { "22A", 8, 0, NULL },
};

static const char *pick_factor(struct story *story, int32_t completed)
{
	int32_t weights[COUNT_OF(FACTORS)];
	for (size_t i = 0; i < COUNT_OF(FACTORS); i++)
		weights[i] = FACTORS[i].weight;
	size_t at = random_pick(&story->random, weights, COUNT_OF(FACTORS));
	if (FACTORS[at].first_year && completed < town_year_start(FACTORS[at].first_year))
		return FACTORS[at].before;
	return FACTORS[at].code;
}

static bool has_factor(const struct truth_child *child, struct truth_row *assessment,
                       const char *code)
{
	const struct truth_list *list = &child->of[RECORD_FACTOR];
	for (size_t i = list->count; i-- > 0 && list->items[i]->parent == assessment;)
		if (str_equal(list->items[i]->row.values[FACTOR_FACTOR].text, str_of(code)))
			return true;
	return false;
}

static void add_factors(struct story *story, struct character *child, struct truth_row *assessment,
                        int32_t completed)
{
	int32_t count = random_between(&story->random, 1, 5);
	if (child->is_unaccompanied)
		count = 0;
	for (int32_t i = 0; i <= count; i++) {
		const char *code = child->is_unaccompanied ? "9A" : pick_factor(story, completed);
		if (has_factor(child->truth, assessment, code))
			continue;
		struct truth_row *row = story_row(story, child, RECORD_FACTOR, completed);
		row->entered = assessment->entered > completed + assessment->lag_days
		                       ? assessment->entered
		                       : completed + assessment->lag_days;
		row->lag_days = assessment->lag_days;
		row->parent = assessment;
		row->row.values[FACTOR_ASSESSED] = assessment->row.values[ASSESSMENT_STARTED];
		record_set_date(&row->row, FACTOR_COMPLETED, completed);
		record_set_text(&row->row, FACTOR_FACTOR, str_of(code));
		story_refer(row, FACTOR_ASSESSMENT, assessment);
	}
}

/* Of a kind (code set assessment_kind); returns the day on which it was authorised. */
static int32_t add_assessment(struct story *story, struct character *child, const char *kind,
                              int32_t started, const struct referral_plan *plan,
                              struct truth_row *referral)
{
	bool is_single = str_equal(str_of(kind), STR("single"));
	/* Nobody is assessed as a child after the 18th birthday. */
	started = sooner(started, child->adult);
	int32_t completed =
		sooner(town_working_day(story->town, started, plan->assessment_days), child->adult);
	struct truth_row *row = story_row(story, child, RECORD_ASSESSMENT, started);
	if (!is_single)
		row->formats = TRUTH_EXTRACT;
	record_set_text(&row->row, ASSESSMENT_KIND, str_of(kind));
	record_set_date(&row->row, ASSESSMENT_REFERRED, plan->day);
	record_set_date(&row->row, ASSESSMENT_STARTED, started);
	record_set_date(&row->row, ASSESSMENT_COMPLETED, completed);
	record_set_text(&row->row, ASSESSMENT_CHILD_SEEN,
	                random_chance(&story->random, 9400) ? STR("Y") : STR("N"));
	record_set_number(&row->row, ASSESSMENT_NO_FURTHER_ACTION, !plan->is_in_need);
	record_set_number(&row->row, ASSESSMENT_NEEDS_SUPPORT, plan->is_in_need);
	story_refer(row, ASSESSMENT_REFERRAL, referral);
	story_worker(story, row, ASSESSMENT_TEAM, TEAM_ASSESSMENT, completed);
	row->parent = referral;
	if (is_single)
		add_factors(story, child, row, completed);
	return completed;
}

/* Until Fairshire moved to single assessments, in November 2013, there was an initial one
 * within 10 working days, and for some a core one within 35 more. */
static int32_t assess(struct story *story, struct character *child, int32_t started,
                      const struct referral_plan *plan, struct truth_row *referral)
{
	enum { SINGLE_DAYS = 45, INITIAL_DAYS = 10, CORE_DAYS = 35, HAS_CORE = 3500 };
	struct referral_plan part = *plan;
	int32_t november = town_year_start(FIRST_YEAR_OF_SINGLE) + DAYS_TO_NOVEMBER;
	/* Later years have nothing to do with it: their systems call old ones single too. */
	if (started >= november || story->town->first_day >= november)
		return add_assessment(story, child, "single", started, plan, referral);
	part.assessment_days = plan->assessment_days * INITIAL_DAYS / SINGLE_DAYS;
	int32_t completed = add_assessment(story, child, "initial", started, &part, referral);
	bool has_core = plan->has_enquiry ||
	                (plan->is_in_need && random_chance(&story->random, HAS_CORE));
	if (!has_core || completed >= child->adult)
		return completed;
	part.assessment_days = plan->assessment_days * CORE_DAYS / SINGLE_DAYS;
	return add_assessment(story, child, "core", completed, &part, referral);
}

/* How long a disabled child is in need. */
static const struct spread LONG_NEED = { { 40, 90, 150, 230, 340, 480, 680, 950, 1400, 2100,
	                                   4500 } };

static void add_need_plan(struct story *story, struct character *child, struct truth_row *referral,
                          int32_t from, int32_t until)
{
	if (until - from < 21)
		return;
	enum team_kind team = child->is_disabled ? TEAM_DISABILITY : TEAM_SAFEGUARDING;
	struct truth_row *row = story_row(story, child, RECORD_NEED_PLAN, from);
	record_set_date(&row->row, NEED_PLAN_STARTED, from);
	record_set_date(&row->row, NEED_PLAN_ENDED, until < DATE_MAX ? until : DATE_NONE);
	story_refer(row, NEED_PLAN_REFERRAL, referral);
	story_worker(story, row, NEED_PLAN_TEAM, team, from);
	row->parent = referral;
	story_visits(story, child, &(struct visit_pattern){ "need", 14, 30, row }, from, until);
}

static const char *closure_reason(struct story *story, const struct character *child,
                                  const struct referral_plan *plan, int32_t closed)
{
	if (!plan->is_in_need)
		return closed >= town_year_start(2023) && random_chance(&story->random, 1600)
		               ? "RC9"
		               : "RC8";
	if (child->is_adopted)
		return "RC1";
	if (closed >= child->adult)
		return child->is_disabled ? "RC6" : "RC7";
	static const char *const CODES[] = { "RC7", "RC5", "RC3", "RC4", "RC2" };
	static const int32_t WEIGHTS[] = { 925, 45, 12, 14, 1 };
	return CODES[random_pick(&story->random, WEIGHTS, COUNT_OF(WEIGHTS))];
}

/* The same case as an episode of need: what the census makes of a referral that was not
 * closed at once. */
static void add_need(struct story *story, struct character *child, struct truth_row *referral)
{
	struct truth_row *row = story_row(story, child, RECORD_NEED, child->last_referral);
	const struct record_value *from = referral->row.values;
	row->entered = referral->entered;
	row->lag_days = referral->lag_days;
	row->parent = referral;
	row->row.values[NEED_STARTED] = from[REFERRAL_RECEIVED];
	row->row.values[NEED_ENDED] = from[REFERRAL_CLOSED];
	row->row.values[NEED_PRIMARY_NEED] = from[REFERRAL_PRIMARY_NEED];
	row->row.values[NEED_CLOSURE_REASON] = from[REFERRAL_CLOSURE_REASON];
	row->row.values[NEED_NO_FURTHER_ACTION] = from[REFERRAL_NO_FURTHER_ACTION];
	row->row.values[NEED_SOURCE_ROW] = from[REFERRAL_SOURCE_ROW];
	enum team_kind team = child->is_disabled ? TEAM_DISABILITY : TEAM_SAFEGUARDING;
	story_worker(story, row, NEED_TEAM, team, child->last_referral);
}

static struct truth_row *add_referral(struct story *story, struct character *child,
                                      const struct referral_plan *plan)
{
	story_contact(story, child, plan->day - random_below(&story->random, 2), plan->source);
	struct truth_row *row = story_row(story, child, RECORD_REFERRAL, plan->day);
	record_set_date(&row->row, REFERRAL_RECEIVED, plan->day);
	record_set_text(&row->row, REFERRAL_SOURCE, str_of(plan->source));
	record_set_number(&row->row, REFERRAL_NO_FURTHER_ACTION, plan->is_closed_at_once);
	story_worker(story, row, REFERRAL_TEAM, TEAM_ASSESSMENT, plan->day);
	return row;
}

static bool is_infant(const struct character *child, int32_t day)
{
	enum { INFANT_DAYS = 300 };
	return day - child->born < INFANT_DAYS;
}

/* Infants come into care much more often than their brothers and sisters. */
static bool comes_into_care(struct story *story, const struct character *child,
                            const struct referral_plan *plan)
{
	enum { INFANT = 1700 };
	return random_chance(&story->random, plan->care_per_10000) ||
	       (is_infant(child, plan->day) && random_chance(&story->random, INFANT));
}

static int32_t care_day(struct story *story, const struct character *child,
                        const struct referral_plan *plan)
{
	static const struct spread TO_CARE = { { 0, 1, 3, 8, 18, 35, 60, 95, 150, 230, 400 } };
	static const struct spread INFANT = { { 0, 0, 1, 2, 4, 7, 14, 28, 50, 90, 200 } };
	if (child->is_unaccompanied)
		return plan->day;
	if (!is_infant(child, plan->day))
		return plan->day + random_spread(&story->random, &TO_CARE);
	int32_t from = plan->day > child->born + 1 ? plan->day : child->born + 1;
	return from + random_spread(&story->random, &INFANT);
}

/* The threads of a child in need: returns the day on which the last of them ends. */
static int32_t live_through(struct story *story, struct character *child,
                            const struct referral_plan *plan, struct truth_row *referral,
                            int32_t assessed)
{
	int32_t days = child->is_disabled ? random_spread(&story->random, &LONG_NEED)
	                                  : plan->need_days;
	int32_t need_ends = later(plan->day + days, assessed + 3), until = need_ends;
	if (plan->has_conference && plan->conference_day < child->adult &&
	    plan->conference_day > child->protection_ended)
		until = later(until, story_protection(story, child, plan, referral));
	else if (plan->has_enquiry)
		until = later(until, story_enquiry(story, child, plan, referral));
	int32_t care_from = DATE_MAX;
	if (comes_into_care(story, child, plan))
		care_from = care_day(story, child, plan);
	if (care_from < child->adult - 30) {
		int32_t care_ends = story_care(story, child, care_from, plan->need, referral);
		until = later(until, care_ends + 20);
		need_ends = need_ends < care_from ? need_ends : care_from;
	}
	if (!plan->has_plan)
		add_need_plan(story, child, referral, assessed,
		              need_ends < child->adult ? need_ends : child->adult);
	if (child->is_disabled && care_from == DATE_MAX)
		story_short_breaks(story, child, assessed + 30);
	story_beside(story, child, child->is_disabled ? TEAM_DISABILITY : TEAM_SAFEGUARDING,
	             assessed, sooner(until, child->adult));
	return until;
}

static void allocate(struct story *story, struct character *child, struct truth_row *referral,
                     int32_t assessed, int32_t until)
{
	int32_t from = child->last_referral;
	int32_t handed_over = assessed + 5 < until ? assessed + 5 : until;
	story_allocate(story, child, TEAM_ASSESSMENT, from, handed_over, referral);
	bool is_in_care = child->care_from != DATE_NONE && child->care_from >= from;
	int32_t to = is_in_care && child->care_from + 60 < until ? child->care_from + 60 : until;
	if (handed_over < to)
		story_allocate(story, child,
		               child->is_disabled ? TEAM_DISABILITY : TEAM_SAFEGUARDING,
		               handed_over, to, referral);
	if (is_in_care && to < until)
		story_allocate(story, child, TEAM_CARE, to, until, referral);
}

/* A case that stays open may be assessed anew. */
static void assess_again(struct story *story, struct character *child,
                         const struct referral_plan *plan, struct truth_row *referral,
                         int32_t until)
{
	enum { IS_ASSESSED_AGAIN = 4200, WORKING_DAYS = 50, LEAST = 240 };
	if (until - plan->day < LEAST || !random_chance(&story->random, IS_ASSESSED_AGAIN))
		return;
	struct referral_plan again = *plan;
	again.assessment_days = random_between(&story->random, 5, WORKING_DAYS);
	assess(story, child, random_between(&story->random, plan->day + 150, until - 80), &again,
	       referral);
}

int32_t story_referral(struct story *story, struct character *child,
                       const struct referral_plan *plan)
{
	struct truth_row *row = add_referral(story, child, plan);
	child->last_referral = plan->day;
	child->free_from = plan->day + 1;
	if (plan->is_closed_at_once) {
		add_need(story, child, row);
		return plan->day;
	}
	struct referral_plan own = *plan;
	if (child->is_disabled && random_chance(&story->random, 3500))
		own.need = "N2";
	record_set_text(&row->row, REFERRAL_PRIMARY_NEED, str_of(own.need));
	static const struct spread TO_START = { { 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 6 } };
	int32_t assessed = assess(story, child,
	                          plan->day + random_spread(&story->random, &TO_START), plan, row);
	int32_t until = assessed + random_below(&story->random, 5);
	if (plan->is_in_need)
		until = live_through(story, child, &own, row, assessed);
	else if (plan->has_enquiry)
		until = later(until, story_enquiry(story, child, plan, row));
	if (until > child->adult && until < DATE_MAX)
		until = child->adult;
	allocate(story, child, row, assessed, until);
	child->free_from = until < DATE_MAX ? until + 1 : DATE_MAX;
	if (until < DATE_MAX) {
		record_set_date(&row->row, REFERRAL_CLOSED, until);
		const char *reason = closure_reason(story, child, plan, until);
		record_set_text(&row->row, REFERRAL_CLOSURE_REASON, str_of(reason));
		if (str_equal(str_of(reason), STR("RC2")))
			child->died = until;
		if (until <= story->town->last_day && until > child->last_known)
			child->last_known = until;
	} else {
		child->last_known = story->town->last_day;
	}
	if (until > story->town->last_day)
		child->last_known = story->town->last_day;
	assess_again(story, child, &own, row, until);
	add_need(story, child, row);
	return until;
}
