/* Enquiries, conferences, plans and their reviews; pre-proceedings. */
#include "synth/story.h"

static struct truth_row *add_enquiry(struct story *story, struct character *child,
                                     const struct referral_plan *plan, struct truth_row *referral)
{
	struct truth_row *row = story_row(story, child, RECORD_ENQUIRY, plan->enquiry_day);
	record_set_date(&row->row, ENQUIRY_STARTED, plan->enquiry_day);
	record_set_date(&row->row, ENQUIRY_REFERRED, plan->day);
	if (plan->has_conference)
		record_set_date(&row->row, ENQUIRY_CONFERENCE_DUE,
		                town_working_day(story->town, plan->enquiry_day, 15));
	record_set_number(&row->row, ENQUIRY_CONFERENCE_NOT_REQUIRED, !plan->has_conference);
	story_refer(row, ENQUIRY_REFERRAL, referral);
	story_worker(story, row, ENQUIRY_TEAM, TEAM_ASSESSMENT, plan->enquiry_day);
	row->parent = referral;
	return row;
}

int32_t story_enquiry(struct story *story, struct character *child,
                      const struct referral_plan *plan, struct truth_row *referral)
{
	static const struct spread DAYS = { { 1, 4, 6, 8, 9, 10, 12, 13, 14, 17, 30 } };
	struct referral_plan alone = *plan;
	alone.has_conference = false;
	if (plan->enquiry_day >= child->adult)
		return plan->day;
	struct truth_row *row = add_enquiry(story, child, &alone, referral);
	int32_t ended = town_working_day(story->town, plan->enquiry_day,
	                                 random_spread(&story->random, &DAYS));
	record_set_date(&row->row, ENQUIRY_ENDED, ended);
	record_set_number(&row->row, ENQUIRY_NO_FURTHER_ACTION, !plan->is_in_need);
	return ended;
}

/* Reviews within three months of the start, then every six; a few are late. */
static void add_reviews(struct story *story, struct character *child, struct truth_row *plan,
                        int32_t from, int32_t until)
{
	enum { FIRST_DAYS = 91, NEXT_DAYS = 182, LATE = 560, EARLY_DAYS = 14, LATE_DAYS = 35 };
	int32_t due = from + FIRST_DAYS;
	while (due < until && story_goes_on(story, due - EARLY_DAYS)) {
		int32_t held = due - random_below(&story->random, EARLY_DAYS);
		if (random_chance(&story->random, LATE))
			held = due + random_between(&story->random, 1, LATE_DAYS);
		if (held >= until)
			held = until - 1;
		struct truth_row *row = story_row(story, child, RECORD_PLAN_REVIEW, held);
		record_set_date(&row->row, PLAN_REVIEW_HELD, held);
		record_set_date(&row->row, PLAN_REVIEW_DUE, due);
		record_set_date(&row->row, PLAN_REVIEW_PLAN_STARTED, from);
		record_set_number(&row->row, PLAN_REVIEW_CONTINUES, 1);
		record_set_text(&row->row, PLAN_REVIEW_QUORATE,
		                random_chance(&story->random, 9200) ? STR("Y") : STR("N"));
		story_refer(row, PLAN_REVIEW_PLAN, plan);
		row->parent = plan;
		due = held + NEXT_DAYS;
	}
}

static int32_t add_plan(struct story *story, struct character *child,
                        const struct referral_plan *plan, struct truth_row *referral,
                        struct truth_row *conference)
{
	enum { BEFORE_OUR_TIME = 1150, CATEGORY_CHANGES = 900 };
	int32_t from = plan->conference_day, until = from + plan->plan_days;
	if (until > child->adult)
		until = child->adult;
	if (child->plan_count == 0 && random_chance(&story->random, BEFORE_OUR_TIME))
		child->plan_count = 1;
	struct truth_row *row = story_row(story, child, RECORD_PLAN, from);
	record_set_date(&row->row, PLAN_STARTED, from);
	record_set_date(&row->row, PLAN_ENDED, until);
	record_set_text(&row->row, PLAN_INITIAL_CATEGORY, str_of(plan->abuse));
	record_set_text(&row->row, PLAN_LATEST_CATEGORY,
	                random_chance(&story->random, CATEGORY_CHANGES) ? STR("NEG")
	                                                                : str_of(plan->abuse));
	record_set_number(&row->row, PLAN_PREVIOUS_PLANS, child->plan_count);
	story_refer(row, PLAN_REFERRAL, referral);
	story_refer(row, PLAN_CONFERENCE, conference);
	story_refer(conference, CONFERENCE_PLAN, row);
	story_worker(story, row, PLAN_TEAM, TEAM_SAFEGUARDING, from);
	row->parent = referral;
	child->plan_count++;
	child->protection_ended = until;
	add_reviews(story, child, row, from, until);
	story_visits(story, child, &(struct visit_pattern){ "protection", 10, 14, row }, from,
	             until);
	return until;
}

int32_t story_protection(struct story *story, struct character *child,
                         const struct referral_plan *plan, struct truth_row *referral)
{
	enum { PRE_PROCEEDINGS = 900 };
	static const struct spread STEP_DOWN = { { 0, 15, 30, 45, 60, 80, 100, 130, 170, 230,
		                                   420 } };
	struct truth_row *enquiry = add_enquiry(story, child, plan, referral);
	record_set_date(&enquiry->row, ENQUIRY_CONFERENCE_HELD, plan->conference_day);
	record_set_date(&enquiry->row, ENQUIRY_ENDED, plan->enquiry_day + 7);
	record_set_number(&enquiry->row, ENQUIRY_NO_FURTHER_ACTION, 0);
	struct truth_row *row = story_row(story, child, RECORD_CONFERENCE, plan->conference_day);
	record_set_date(&row->row, CONFERENCE_HELD, plan->conference_day);
	row->row.values[CONFERENCE_DUE] = enquiry->row.values[ENQUIRY_CONFERENCE_DUE];
	record_set_date(&row->row, CONFERENCE_ENQUIRY_STARTED, plan->enquiry_day);
	record_set_number(&row->row, CONFERENCE_TRANSFER_IN, 0);
	record_set_text(&row->row, CONFERENCE_PLAN_MADE, plan->has_plan ? STR("Y") : STR("N"));
	story_refer(row, CONFERENCE_ENQUIRY, enquiry);
	story_refer(row, CONFERENCE_REFERRAL, referral);
	story_worker(story, row, CONFERENCE_TEAM, TEAM_SAFEGUARDING, plan->conference_day);
	row->parent = referral;
	/* The conference's result is entered with it: both rows are known together. */
	enquiry->lag_days = row->lag_days = 0;
	enquiry->entered = plan->enquiry_day;
	row->entered = plan->conference_day;
	if (!plan->has_plan)
		return plan->conference_day;
	int32_t until = add_plan(story, child, plan, referral, row);
	if (random_chance(&story->random, PRE_PROCEEDINGS))
		story_proceedings(story, child, plan->conference_day + 90, DATE_NONE, referral);
	return until + random_spread(&story->random, &STEP_DOWN);
}

/* The letter, the meetings and what was offered to the family, before court. */
static void add_pre_proceedings(struct story *story, struct truth_row *row, int32_t from,
                                int32_t decided)
{
	struct random *random = &story->random;
	int32_t letter = from + random_between(random, 3, 20);
	record_set_date(&row->row, PROCEEDINGS_LETTER_SENT, letter);
	record_set_date(&row->row, PROCEEDINGS_FIRST_MEETING,
	                letter + random_between(random, 7, 20));
	record_set_number(&row->row, PROCEEDINGS_MEETINGS, random_between(random, 1, 4));
	record_set_number(&row->row, PROCEEDINGS_REVIEWS, random_between(random, 0, 3));
	bool is_offered = random_chance(random, 8200);
	record_set_number(&row->row, PROCEEDINGS_FAMILY_MEETING_OFFERED, is_offered);
	record_set_number(&row->row, PROCEEDINGS_FAMILY_MEETING_HELD,
	                  is_offered && random_chance(random, 6000));
	record_set_date(&row->row, PROCEEDINGS_STEP_DECIDED, decided);
}

void story_proceedings(struct story *story, struct character *child, int32_t from, int32_t issued,
                       struct truth_row *referral)
{
	enum { TIME_FOR_LETTERS = 45 };
	if (!story_goes_on(story, from))
		return;
	struct random *random = &story->random;
	struct truth_row *row = story_row(story, child, RECORD_PROCEEDINGS, from);
	record_set_date(&row->row, PROCEEDINGS_STARTED, from);
	row->parent = referral;
	if (issued == DATE_NONE)
		add_pre_proceedings(story, row, from, from + random_between(random, 90, 190));
	else if (issued - from >= TIME_FOR_LETTERS)
		add_pre_proceedings(story, row, from, issued - random_below(random, 4));
	record_set_number(&row->row, PROCEEDINGS_PARENTS_REPRESENTED, random_chance(random, 8600));
	record_set_text(&row->row, PROCEEDINGS_FAMILY,
	                story_text(story, "F%d", (int)story->number));
	if (issued == DATE_NONE)
		return;
	record_set_date(&row->row, PROCEEDINGS_COURT_LETTER_SENT, issued - random_below(random, 3));
	record_set_date(&row->row, PROCEEDINGS_COURT_APPLIED, issued);
	record_set_number(&row->row, PROCEEDINGS_HEARINGS, random_between(random, 2, 6));
	record_set_number(&row->row, PROCEEDINGS_SHORT_NOTICE, issued - from < TIME_FOR_LETTERS);
}
