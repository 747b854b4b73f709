/* After care: the years to the 21st birthday; and school, for all children. */
#include "synth/story.h"

static const struct {
	const char *code;
	int32_t weight; /* of those aged 19 to 21, after England (2024) */
	const char *before_2022;
} ACTIVITIES[] = {
	{ "F1", 58, "F1" }, { "P1", 6, "P1" },   { "F2", 185, "F2" }, { "P2", 22, "P2" },
	{ "F4", 17, "F3" }, { "P4", 2, "P3" },   { "F5", 195, "F3" }, { "P5", 56, "P3" },
	{ "G4", 82, "G4" }, { "G5", 262, "G5" }, { "G6", 48, "G6" },
};

static const struct {
	const char *code;
	int32_t weight;
	int32_t suitable_per_10000;
} LODGINGS[] = {
	{ "U", 350, 9800 }, { "D", 180, 9700 }, { "B", 130, 9500 }, { "Z", 95, 10000 },
	{ "E", 70, 9900 },  { "K", 45, 9300 },  { "X", 30, 0 },     { "S", 12, 0 },
	{ "V", 10, 3000 },  { "T", 15, 9800 },  { "C", 15, 9900 },  { "Y", 48, 9000 },
};

static struct str activity(struct story *story, int32_t year)
{
	int32_t weights[COUNT_OF(ACTIVITIES)];
	for (size_t i = 0; i < COUNT_OF(ACTIVITIES); i++)
		weights[i] = ACTIVITIES[i].weight;
	size_t at = random_pick(&story->random, weights, COUNT_OF(ACTIVITIES));
	return str_of(year < 2022 ? ACTIVITIES[at].before_2022 : ACTIVITIES[at].code);
}

static void set_lodging(struct story *story, struct truth_row *row)
{
	int32_t weights[COUNT_OF(LODGINGS)];
	for (size_t i = 0; i < COUNT_OF(LODGINGS); i++)
		weights[i] = LODGINGS[i].weight;
	size_t at = random_pick(&story->random, weights, COUNT_OF(LODGINGS));
	bool is_suitable = random_chance(&story->random, LODGINGS[at].suitable_per_10000);
	record_set_text(&row->row, CARE_LEAVER_ACCOMMODATION, str_of(LODGINGS[at].code));
	record_set_text(&row->row, CARE_LEAVER_SUITABLE,
	                is_suitable ? STR("suitable") : STR("unsuitable"));
}

/* What is known of the young person: in touch or not, and then what they do. */
static void set_state(struct story *story, struct truth_row *row, int32_t year)
{
	static const char *const CODES[] = { "YES", "NO", "REFU", "NREQ" };
	static const int32_t WEIGHTS[] = { 925, 42, 20, 13 };
	size_t at = random_pick(&story->random, WEIGHTS, COUNT_OF(WEIGHTS));
	record_set_text(&row->row, CARE_LEAVER_IN_TOUCH, str_of(CODES[at]));
	if (at == 0) {
		record_set_text(&row->row, CARE_LEAVER_ACTIVITY, activity(story, year));
		set_lodging(story, row);
	} else {
		record_set_text(&row->row, CARE_LEAVER_ACTIVITY, STR("0"));
		record_set_text(&row->row, CARE_LEAVER_ACCOMMODATION, STR("0"));
	}
}

/* The year's return asks of those whose 17th to 21st birthday fell into it. */
static void add_years(struct story *story, struct character *child, const struct care_plan *care)
{
	const struct town_plan *plan = &story->town->plan;
	for (int32_t year = plan->last_year - plan->years + 1; year <= plan->last_year; year++) {
		int32_t age = date_age(child->born, town_year_end(year));
		if (care->until > town_year_end(year) || age < 17 || age > 21)
			continue;
		struct truth_row *row =
			story_row(story, child, RECORD_CARE_LEAVER, town_year_end(year));
		row->formats = TRUTH_903;
		row->entered = town_year_end(year);
		record_set_date(&row->row, CARE_LEAVER_YEAR_END, town_year_end(year));
		set_state(story, row, year);
	}
}

void story_leaver(struct story *story, struct character *child, const struct care_plan *care)
{
	enum { WEEKS_13 = 91, HELPED_YEARS = 21 };
	int32_t sixteen = child->adult - 2 * 365, helped = child->adult + 3 * 365;
	if (care->until < sixteen || care->until - care->from < WEEKS_13 || child->is_adopted ||
	    !story_goes_on(story, care->until))
		return;
	add_years(story, child, care);
	bool is_adult = story->town->last_day >= child->adult;
	struct truth_row *row = story_row(story, child, RECORD_CARE_LEAVER, care->until);
	row->formats = TRUTH_ANNEX_A | TRUTH_SSD;
	record_set_text(&row->row, CARE_LEAVER_ELIGIBILITY,
	                is_adult ? STR("former_relevant") : STR("relevant"));
	set_state(story, row, story->town->plan.last_year);
	story_worker(story, row, CARE_LEAVER_TEAM, TEAM_LEAVING_CARE, care->until);
	record_set_text(&row->row, CARE_LEAVER_ADVISER,
	                workforce_holder(&story->town->workforce, story->posts[TEAM_LEAVING_CARE],
	                                 care->until)
	                        ->id);
	story_allocate(story, child, TEAM_LEAVING_CARE, care->until, helped, NULL);
	story_visits(story, child, &(struct visit_pattern){ "leaver", 28, 62, NULL }, care->until,
	             helped);
	/* Reviews of the pathway plan: no format lists them, each has the latest. */
	story_visits(story, child, &(struct visit_pattern){ "pathway", 60, 182, NULL }, care->until,
	             helped);
	child->last_known = helped < story->town->last_day ? helped : story->town->last_day;
}

/* Request, assessment and plan, in 20 weeks or not. */
static void add_health_and_care_plan(struct story *story, struct character *child,
                                     struct truth_row *school, int32_t requested)
{
	static const struct spread WEEKS_TO_PLAN = { { 90, 118, 128, 134, 139, 150, 180, 215, 265,
		                                       340, 560 } };
	static const char *const NEEDS[] = { "ASD", "SEMH", "SLCN", "MLD", "SLD", "PD" };
	struct random *random = &story->random;
	struct truth_row *request = story_row(story, child, RECORD_EHC_REQUEST, requested);
	record_set_date(&request->row, EHC_REQUEST_REQUESTED, requested);
	int32_t decided = requested + random_between(random, 20, 45);
	record_set_date(&request->row, EHC_REQUEST_DECIDED, decided);
	bool is_agreed = random_chance(random, 7600);
	record_set_text(&request->row, EHC_REQUEST_OUTCOME, is_agreed ? STR("Y") : STR("N"));
	story_refer(request, EHC_REQUEST_SCHOOL_ROW, school);
	request->parent = school;
	if (!is_agreed)
		return;
	int32_t issued = requested + random_spread(random, &WEEKS_TO_PLAN);
	int32_t assessed = issued - random_between(random, 14, 30);
	struct truth_row *assessment = story_row(story, child, RECORD_EHC_ASSESSMENT, assessed);
	record_set_date(&assessment->row, EHC_ASSESSMENT_DECIDED, assessed);
	record_set_text(&assessment->row, EHC_ASSESSMENT_OUTCOME, STR("Y"));
	story_refer(assessment, EHC_ASSESSMENT_REQUEST, request);
	assessment->parent = request;
	struct truth_row *plan = story_row(story, child, RECORD_EHC_PLAN, issued);
	record_set_date(&plan->row, EHC_PLAN_STARTED, issued);
	record_set_date(&plan->row, EHC_PLAN_LAST_REVIEW,
	                issued + random_between(random, 300, 364));
	story_refer(plan, EHC_PLAN_REQUEST, request);
	story_refer(plan, EHC_PLAN_ASSESSMENT, assessment);
	plan->parent = assessment;
	struct truth_row *need = story_row(story, child, RECORD_SEN_NEED, issued);
	record_set_text(&need->row, SEN_NEED_NEED,
	                str_of(NEEDS[random_below(random, (int32_t)COUNT_OF(NEEDS))]));
	record_set_text(&need->row, SEN_NEED_RANK, STR("1"));
	story_refer(need, SEN_NEED_PLAN, plan);
	need->parent = plan;
}

void story_school(struct story *story, struct character *child)
{
	enum { SCHOOL_DAYS = 5 * 365, HAS_PLAN = 1700, DISABLED_HAS_PLAN = 6000 };
	const struct truth_row *person = child->truth->of[RECORD_PERSON].items[0];
	int32_t starts = child->born + SCHOOL_DAYS;
	if (starts > story->town->last_day || !person->row.values[PERSON_UPN].is_given)
		return;
	struct truth_row *row = story_row(story, child, RECORD_EDUCATION, child->first_known);
	row->formats = TRUTH_SSD;
	row->row.values[EDUCATION_UPN] = person->row.values[PERSON_UPN];
	if (!random_chance(&story->random, child->is_disabled ? DISABLED_HAS_PLAN : HAS_PLAN))
		return;
	int32_t requested = starts + random_between(&story->random, -500, 3000);
	if (requested < child->adult && story_goes_on(story, requested))
		add_health_and_care_plan(story, child, row, requested);
}
