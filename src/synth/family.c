#include "synth/story.h"

#include <assert.h>

/* Families with one, two, ... children, in hundredths. */
static const int32_t SIBLINGS[] = { 26, 34, 23, 11, 6 };

/* Age in days of the child about whom a family is first referred; before birth below 0. */
static const struct spread AGE = { { -120, 60, 500, 1200, 1950, 2700, 3450, 4150, 4800, 5450,
	                             6560 } };
/* Days between one sibling and the next. */
static const struct spread SPACING = { { 340, 480, 580, 670, 760, 860, 990, 1150, 1400, 1900,
	                                 3200 } };
static const struct spread UNACCOMPANIED_AGE = { { 5000, 5500, 5840, 5950, 6030, 6110, 6190, 6270,
	                                           6350, 6440, 6540 } };

enum {
	CONTACT_ONLY = 2600, /* families of 10,000 that are never referred */
	UNACCOMPANIED = 225, /* families of 10,000 that are one unaccompanied child */
	DISABLED = 1150,     /* children of 10,000 */
	KEPT_DAYS = 730,     /* records that closed longer ago are not in the system any more */
	FIRST_CHILD = 1000000,
	CHILDREN_MAX = 8, /* of a family: the step from one family's numbers to the next's */
};

static const struct {
	const char *code;
	int32_t weight; /* in thousandths, after the children in need of England */
} ETHNICITIES[] = {
	{ "WBRI", 740 }, { "WIRI", 4 },  { "WIRT", 3 },  { "WROM", 8 },  { "WOTH", 58 },
	{ "MWBC", 30 },  { "MWBA", 12 }, { "MWAS", 17 }, { "MOTH", 33 }, { "AIND", 11 },
	{ "APKN", 29 },  { "ABAN", 13 }, { "AOTH", 22 }, { "BCRB", 16 }, { "BAFR", 42 },
	{ "BOTH", 16 },  { "CHNE", 2 },  { "OOTH", 28 }, { "REFU", 3 },  { "NOBT", 13 },
};

static const char *pick_ethnicity(struct random *random)
{
	int32_t weights[COUNT_OF(ETHNICITIES)];
	for (size_t i = 0; i < COUNT_OF(ETHNICITIES); i++)
		weights[i] = ETHNICITIES[i].weight;
	return ETHNICITIES[random_pick(random, weights, COUNT_OF(ETHNICITIES))].code;
}

static int32_t adult_on(int32_t born)
{
	int32_t adult = DATE_NONE;
	enum status st = date_add_months(born, 18 * 12, &adult, NULL);
	return st == OK ? adult : DATE_MAX;
}

static void add_child(struct story *story, int32_t born)
{
	assert(story->family->count < CHILDREN_MAX);
	size_t at = story->family->count++;
	struct truth_child *truth = &story->family->children[at];
	truth->id =
		story_text(story, "%d", FIRST_CHILD + (int)story->number * CHILDREN_MAX + (int)at);
	story->cast[at] = (struct character){
		.truth = truth,
		.born = born,
		.adult = adult_on(born),
		.is_boy = random_chance(&story->random, 5400),
		.is_disabled = random_chance(&story->random, DISABLED),
		.first_known = DATE_NONE,
		.last_known = DATE_MIN,
		.free_from = DATE_MIN,
		.last_referral = DATE_NONE,
		.care_from = DATE_NONE,
		.care_until = DATE_NONE,
		.protection_ended = DATE_MIN,
		.motherhood = -1,
		.died = DATE_NONE,
	};
}

/* The child about whom the family comes to notice, and its siblings to either side. */
static void make_children(struct story *story, int32_t noticed)
{
	int32_t count = 1 + (int32_t)random_pick(&story->random, SIBLINGS, COUNT_OF(SIBLINGS));
	int32_t place = random_below(&story->random, count); /* how many are older */
	int32_t born = noticed - random_spread(&story->random, &AGE);
	int32_t births[COUNT_OF(SIBLINGS)];
	births[place] = born;
	for (int32_t i = place - 1; i >= 0; i--)
		births[i] = births[i + 1] - random_spread(&story->random, &SPACING);
	for (int32_t i = place + 1; i < count; i++)
		births[i] = births[i - 1] + random_spread(&story->random, &SPACING);
	for (int32_t i = 0; i < count; i++)
		if (adult_on(births[i]) > noticed)
			add_child(story, births[i]);
}

/* A police force, a school, ... tells of a family; for the weights see docs/synth.md. */
static const struct {
	const char *code;
	int32_t weight;
	int32_t first_year; /* a code may be younger than our story */
	const char *before;
} SOURCES[] = {
	{ "6", 298, 0, NULL }, { "2A", 196, 0, NULL }, { "2B", 22, 0, NULL },
	{ "3A", 14, 0, NULL }, { "3B", 22, 0, NULL },  { "3C", 6, 0, NULL },
	{ "3D", 18, 0, NULL }, { "3E", 52, 0, NULL },  { "3F", 48, 0, NULL },
	{ "1A", 50, 0, NULL }, { "1B", 12, 0, NULL },  { "1C", 14, 0, NULL },
	{ "1D", 20, 0, NULL }, { "4", 12, 0, NULL },   { "5A", 44, 0, NULL },
	{ "5B", 28, 0, NULL }, { "5C", 36, 0, NULL },  { "5D", 34, 2023, "5B" },
	{ "7", 30, 0, NULL },  { "8", 26, 0, NULL },   { "9", 16, 0, NULL },
	{ "10", 2, 0, NULL },
};

static const char *pick_source(struct story *story, int32_t day)
{
	int32_t weights[COUNT_OF(SOURCES)];
	for (size_t i = 0; i < COUNT_OF(SOURCES); i++)
		weights[i] = SOURCES[i].weight;
	size_t at = random_pick(&story->random, weights, COUNT_OF(SOURCES));
	if (SOURCES[at].first_year && day < town_year_start(SOURCES[at].first_year))
		return SOURCES[at].before;
	return SOURCES[at].code;
}

static const char *pick_need(struct random *random)
{
	static const char *const CODES[] = { "N1", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N0" };
	static const int32_t WEIGHTS[] = { 655, 24, 98, 140, 20, 3, 14, 9, 20 };
	return CODES[random_pick(random, WEIGHTS, COUNT_OF(WEIGHTS))];
}

static const char *pick_abuse(struct random *random)
{
	static const char *const CODES[] = { "NEG", "EMO", "PHY", "SAB", "MUL" };
	static const int32_t WEIGHTS[] = { 500, 375, 70, 35, 20 };
	return CODES[random_pick(random, WEIGHTS, COUNT_OF(WEIGHTS))];
}

/* Working days of an assessment. */
static const struct spread ASSESSMENT = { { 0, 9, 16, 22, 29, 34, 38, 41, 44, 49, 96 } };
/* Days from referral to the strategy discussion, and working days on to the conference. */
static const struct spread TO_ENQUIRY = { { 0, 0, 0, 0, 1, 1, 2, 5, 12, 35, 120 } };
static const struct spread TO_CONFERENCE = { { 3, 10, 12, 13, 14, 14, 15, 15, 16, 21, 45 } };
/* Days of a plan, and of a need with nothing else. */
static const struct spread PLAN = { { 15, 85, 135, 178, 215, 252, 294, 350, 410, 505, 950 } };
static const struct spread NEED = { { 10, 22, 32, 42, 52, 62, 76, 105, 220, 480, 1500 } };

/* Some authorities are slower than England, some faster. */
static int32_t at_our_pace(const struct story *story, int32_t days)
{
	return days * story->town->authority->pace / 100;
}

static bool had_plan(const struct story *story)
{
	for (size_t i = 0; i < story->family->count; i++)
		if (story->cast[i].plan_count > 0)
			return true;
	return false;
}

/* How likely each of the family's children is to come into care, in 10,000. */
static int32_t care_chance(struct story *story, const struct referral_plan *plan)
{
	enum { AFTER_PLAN = 2700, OTHERWISE = 660, JOINS = 6000 };
	return random_chance(&story->random, plan->has_plan ? AFTER_PLAN : OTHERWISE) ? JOINS : 0;
}

static struct referral_plan plan_referral(struct story *story, int32_t day)
{
	struct random *random = &story->random;
	struct referral_plan plan = { .day = day, .source = pick_source(story, day) };
	bool known = had_plan(story);
	plan.need = pick_need(random);
	plan.is_closed_at_once = random_chance(random, 640);
	plan.is_in_need = !plan.is_closed_at_once && random_chance(random, known ? 8300 : 6650);
	plan.assessment_days = at_our_pace(story, random_spread(random, &ASSESSMENT));
	plan.has_conference = plan.is_in_need && random_chance(random, known ? 3500 : 1720);
	plan.has_plan = plan.has_conference && random_chance(random, 8700);
	plan.has_enquiry = plan.has_conference ||
	                   (!plan.is_closed_at_once && random_chance(random, 2900));
	plan.enquiry_day = day + random_spread(random, &TO_ENQUIRY);
	int32_t to_conference = at_our_pace(story, random_spread(random, &TO_CONFERENCE));
	plan.conference_day = town_working_day(story->town, plan.enquiry_day, to_conference);
	plan.plan_days = random_spread(random, &PLAN);
	plan.abuse = pick_abuse(random);
	plan.need_days = random_spread(random, &NEED);
	plan.care_per_10000 = plan.is_in_need ? care_chance(story, &plan) : 0;
	return plan;
}

static bool is_referred(struct story *story, const struct character *child, int32_t day)
{
	enum { UNBORN_DAYS = 150, SIBLING = 8200 };
	if (day < child->free_from || day >= child->adult || child->is_adopted ||
	    child->died != DATE_NONE)
		return false;
	return child->born - UNBORN_DAYS <= day && random_chance(&story->random, SIBLING);
}

/* Days from the end of one case to the next referral of the family; one in three has
 * another. */
static const struct spread TO_NEXT = { { 3, 32, 68, 110, 158, 215, 290, 420, 680, 1100, 2400 } };
enum { COMES_AGAIN = 6200 };

/* One referral of the family. Returns the day of the next; beyond the story if there is
 * none. */
static int32_t refer(struct story *story, int32_t day)
{
	struct referral_plan plan = plan_referral(story, day);
	int32_t closed = day;
	for (size_t i = 0; i < story->family->count; i++) {
		struct character *child = &story->cast[i];
		if (!is_referred(story, child, day))
			continue;
		int32_t until = story_referral(story, child, &plan);
		/* The next referral of the family waits for those who are not in care. */
		if (until > closed && child->care_until == DATE_NONE)
			closed = until;
	}
	if (closed >= DATE_MAX || !random_chance(&story->random, COMES_AGAIN))
		return DATE_MAX;
	return closed + random_spread(&story->random, &TO_NEXT);
}

static void tell_family(struct story *story, int32_t noticed)
{
	make_children(story, noticed);
	if (random_chance(&story->random, CONTACT_ONLY)) {
		struct character *child = &story->cast[0];
		story_contact(story, child, noticed, pick_source(story, noticed));
		if (random_chance(&story->random, 4500))
			story_early_help(story, child, noticed + random_below(&story->random, 20));
		return;
	}
	for (int32_t day = noticed; story_goes_on(story, day);)
		day = refer(story, day);
}

static void tell_unaccompanied(struct story *story, int32_t noticed)
{
	add_child(story, noticed - random_spread(&story->random, &UNACCOMPANIED_AGE));
	struct character *child = &story->cast[0];
	child->is_unaccompanied = true;
	child->is_boy = random_chance(&story->random, 9400);
	child->is_disabled = false;
	struct referral_plan plan = { .day = noticed,
		                      .source = "6",
		                      .need = "N8",
		                      .is_in_need = true,
		                      .assessment_days = at_our_pace(
					      story, random_spread(&story->random, &ASSESSMENT)),
		                      .care_per_10000 = 10000 };
	story_referral(story, child, &plan);
}

/* Who belongs together, and what is said once of each child. */
static void tell_people(struct story *story)
{
	const char *ethnicity = pick_ethnicity(&story->random);
	static const char *const AFAR[] = { "OOTH", "BAFR", "AOTH" };
	if (story->cast[0].is_unaccompanied)
		ethnicity = AFAR[random_below(&story->random, 3)];
	for (size_t i = 0; i < story->family->count; i++) {
		struct character *child = &story->cast[i];
		if (child->first_known == DATE_NONE)
			continue;
		story_person(story, child);
		record_set_text(&child->truth->of[RECORD_PERSON].items[0]->row, PERSON_ETHNICITY,
		                str_of(ethnicity));
		struct truth_row *member =
			story_row(story, child, RECORD_FAMILY, child->first_known);
		record_set_text(&member->row, FAMILY_FAMILY,
		                story_text(story, "F%d", (int)story->number));
		story_school(story, child);
	}
}

/* Nothing of a case is in the system before the referral, plan or assessment that it
 * belongs to. */
static void enter_in_order(struct truth_child *child)
{
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		for (size_t i = 0; i < child->of[type].count; i++) {
			struct truth_row *row = child->of[type].items[i];
			for (const struct truth_row *above = row->parent; above;
			     above = above->parent)
				if (above->entered > row->entered)
					row->entered = above->entered;
		}
}

/* Leaves only the children whom the system still holds. */
static void drop_the_forgotten(struct story *story)
{
	size_t kept = 0;
	for (size_t i = 0; i < story->family->count; i++) {
		const struct character *child = &story->cast[i];
		if (child->first_known == DATE_NONE ||
		    child->last_known < story->town->first_day - KEPT_DAYS)
			continue;
		enter_in_order(child->truth);
		story->cast[kept] = story->cast[i];
		story->family->children[kept++] = story->family->children[i];
	}
	story->family->count = kept;
}

void town_family(const struct town *town, int32_t number, struct arena *arena,
                 struct truth_family *out)
{
	*out = (struct truth_family){ .arena = arena };
	out->children = arena_new(arena, CHILDREN_MAX, sizeof(*out->children));
	struct story story = { .town = town,
		               .random = random_stream(town->plan.seed, STREAM_FAMILY,
		                                       (uint64_t)number),
		               .family = out,
		               .number = number,
		               .next_key = 1 };
	story.cast = arena_new(arena, CHILDREN_MAX, sizeof(*story.cast));
	for (int kind = 0; kind < TEAM_KIND_COUNT; kind++)
		story.posts[kind] =
			workforce_post(&town->workforce, (enum team_kind)kind, &story.random);
	story.postcode = story_postcode(&story, false);
	int32_t noticed = town_day(town, &story.random, town->from, town->last_day);
	if (random_chance(&story.random, UNACCOMPANIED))
		tell_unaccompanied(&story, noticed);
	else
		tell_family(&story, noticed);
	tell_people(&story);
	drop_the_forgotten(&story);
}
