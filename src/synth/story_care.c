/* A period of care: how long it lasts and how it ends, its placements and legal statuses,
 * and the episodes that the two make together. */
#include "synth/story.h"

enum { CHANGES_MAX = 64 }; /* of placement in one period */

/* How periods end that do not last until the 18th birthday. */
enum ending { ENDING_HOME, ENDING_GUARDIAN, ENDING_ADOPTED, ENDING_GROWN, ENDING_COUNT };

static const struct {
	int32_t upto_age;
	int32_t weights[ENDING_COUNT];
} ENDINGS[] = {
	{ 1, { 290, 270, 380, 60 } }, { 5, { 400, 270, 170, 160 } }, { 10, { 560, 180, 10, 250 } },
	{ 16, { 640, 40, 0, 320 } },  { 19, { 300, 0, 0, 700 } },
};

static const struct spread DAYS[ENDING_COUNT] = {
	[ENDING_HOME] = { { 1, 8, 25, 55, 100, 160, 240, 350, 520, 800, 1700 } },
	[ENDING_GUARDIAN] = { { 110, 200, 260, 310, 360, 420, 490, 570, 680, 850, 1500 } },
	[ENDING_ADOPTED] = { { 430, 560, 640, 700, 760, 820, 890, 980, 1100, 1300, 1900 } },
	[ENDING_GROWN] = { { 0 } },
};

static enum ending pick_ending(struct story *story, const struct character *child, int32_t from)
{
	int32_t age = date_age(child->born, from);
	size_t band = 0;
	while (band + 1 < COUNT_OF(ENDINGS) && age >= ENDINGS[band].upto_age)
		band++;
	if (child->is_unaccompanied)
		return ENDING_GROWN;
	return (enum ending)random_pick(&story->random, ENDINGS[band].weights, ENDING_COUNT);
}

/* Special guardianship had two codes until March 2018, of which one was for carers. */
static const char *guardian_reason(struct story *story, int32_t until)
{
	static const char *const NOW[] = { "E45", "E47", "E47", "E45", "E46", "E41" };
	static const char *const BEFORE[] = { "E43", "E44", "E44", "E43", "E43", "E41" };
	enum { FIRST_YEAR = 2019 };
	int32_t at = random_below(&story->random, (int32_t)COUNT_OF(NOW));
	return until < town_year_start(FIRST_YEAR) ? BEFORE[at] : NOW[at];
}

static const char *pick_end_reason(struct story *story, const struct character *child,
                                   enum ending ending, int32_t until)
{
	static const char *const HOME[] = { "E4A", "E4A", "E4A", "E4B", "E4B", "E13", "E8", "E3" };
	static const char *const GROWN[] = { "E5", "E5", "E5", "E6", "E17", "E17", "E8", "E9" };
	struct random *random = &story->random;
	switch (ending) {
	case ENDING_HOME:
		return HOME[random_below(random, (int32_t)COUNT_OF(HOME))];
	case ENDING_GUARDIAN:
		return guardian_reason(story, until);
	case ENDING_ADOPTED:
		return random_chance(random, 8500) ? "E12" : "E11";
	case ENDING_GROWN:
	case ENDING_COUNT:
		break;
	}
	if (child->is_disabled && random_chance(random, 5000))
		return "E7";
	return GROWN[random_below(random, (int32_t)COUNT_OF(GROWN))];
}

static const char *permanence_of(enum ending ending, int32_t age)
{
	static const char *const PLANS[ENDING_COUNT] = {
		[ENDING_HOME] = "return_home",
		[ENDING_GUARDIAN] = "guardianship",
		[ENDING_ADOPTED] = "adoption",
		[ENDING_GROWN] = "long_term_fostering",
	};
	return ending == ENDING_GROWN && age >= 15 ? "supported_living" : PLANS[ending];
}

/* Codes of need that a child in care cannot have become the nearest that it can. */
static const char *care_need(const char *need)
{
	bool is_none = str_equal(str_of(need), STR("N9")) || str_equal(str_of(need), STR("N0"));
	return is_none ? "N1" : need;
}

static struct str new_key(struct story *story)
{
	return story_text(story, "P%d-%d", (int)story->number, (int)story->next_key++);
}

int32_t story_care(struct story *story, struct character *child, int32_t from, const char *need,
                   struct truth_row *referral)
{
	enum { UNSETTLED = 1100, UNSETTLED_TEENAGER = 2000, GIVEN_UP_BELOW = 6, GIVEN_UP = 1300 };
	enum ending ending = pick_ending(story, child, from);
	int32_t age = date_age(child->born, from);
	struct care_plan care = { .from = from,
		                  .key = new_key(story),
		                  .until = child->adult,
		                  .need = care_need(need),
		                  .permanence = permanence_of(ending, age),
		                  .is_unsettled =
		                          random_chance(&story->random,
		                                        age >= 10 ? UNSETTLED_TEENAGER : UNSETTLED),
		                  .placed = DATE_NONE,
		                  .ordered = DATE_NONE,
		                  .reversed = DATE_NONE,
		                  .referral = referral };
	int32_t until = from + random_spread(&story->random, &DAYS[ending]);
	if (ending == ENDING_GROWN || until >= child->adult)
		ending = ENDING_GROWN;
	else
		care.until = until;
	care.end_reason = pick_end_reason(story, child, ending, care.until);
	child->care_from = from;
	child->care_until = care.until;
	if (ending == ENDING_ADOPTED)
		story_adoption(story, child, &care);
	else if (age < GIVEN_UP_BELOW && random_chance(&story->random, GIVEN_UP))
		story_adoption_given_up(story, child, &care);
	if (from > story->town->last_day)
		return care.until;
	story_care_rows(story, child, &care);
	story_care_life(story, child, &care);
	story_care_years(story, child, &care);
	story_missing(story, child, &care);
	if (!child->is_boy && date_age(child->born, care.until) >= 14 && child->motherhood < 0)
		child->motherhood = random_chance(&story->random, 260);
	story_leaver(story, child, &care);
	return care.until;
}

/* Where a child lives for a stretch. */
struct home {
	int32_t from;
	const char *code;
	const char *provider; /* "" for none */
	const char *reason;   /* why the child came here; NULL: the first */
	bool is_same_carer;
	bool is_away;
	struct str postcode;
	struct str urn;
	int32_t tenth_miles;
};

/* The legal status from a day on. */
struct status_change {
	int32_t from;
	const char *code;
};

struct course {
	struct home homes[CHANGES_MAX];
	size_t home_count;
	struct status_change statuses[6];
	size_t status_count;
};

static const struct {
	const char *code;
	int32_t weights[4];    /* aged 0 to 4, 5 to 9, 10 to 15, 16 and over */
	int32_t own_per_10000; /* placed with the authority's own provision */
	const char *other;     /* else with */
} HOMES[] = {
	{ "U6", { 640, 520, 330, 150 }, 5600, "PR4" },
	{ "U3", { 210, 190, 120, 60 }, 10000, "PR1" },
	{ "U4", { 30, 150, 140, 70 }, 5600, "PR4" },
	{ "U1", { 20, 50, 40, 20 }, 10000, "PR1" },
	{ "K2", { 2, 50, 250, 160 }, 1900, "PR4" },
	{ "H5", { 0, 0, 4, 420 }, 500, "PR4" },
	{ "P1", { 110, 70, 60, 40 }, 0, "PR0" },
	{ "S1", { 0, 6, 12, 10 }, 0, "PR4" },
	{ "R3", { 16, 0, 0, 2 }, 0, "PR4" },
	{ "R1", { 2, 4, 8, 8 }, 0, "PR4" },
};

static struct home pick_home(struct story *story, const struct character *child, int32_t from)
{
	struct random *random = &story->random;
	int32_t weights[COUNT_OF(HOMES)], age = date_age(child->born, from);
	size_t band = age < 5 ? 0 : age < 10 ? 1 : age < 16 ? 2 : 3;
	for (size_t i = 0; i < COUNT_OF(HOMES); i++)
		weights[i] = HOMES[i].weights[band];
	size_t at = random_pick(random, weights, COUNT_OF(HOMES));
	struct home home = { .from = from, .code = HOMES[at].code };
	if (str_equal(str_of(home.code), STR("H5")) && from >= town_year_start(2025))
		home.code = "K3";
	home.provider = random_chance(random, HOMES[at].own_per_10000) ? "PR1" : HOMES[at].other;
	home.is_away = random_chance(random, 3800);
	home.postcode = story_postcode(story, home.is_away);
	static const struct spread NEAR = { { 0, 8, 15, 22, 30, 40, 52, 68, 90, 130, 300 } };
	static const struct spread FAR = { { 40, 90, 120, 150, 180, 220, 270, 350, 480, 800,
		                             2400 } };
	home.tenth_miles = random_spread(random, home.is_away ? &FAR : &NEAR);
	if (home.code[0] != 'P')
		home.urn = story_text(story, "99%05d", (int)random_below(random, 100000));
	return home;
}

static const char *pick_change(struct story *story)
{
	static const char *const CODES[] = { "CARPL", "CREQB", "CREQO", "CHILD", "LAREQ",
		                             "OTHER", "CLOSE", "STAND", "ALLEG" };
	static const int32_t WEIGHTS[] = { 360, 190, 150, 60, 100, 80, 30, 20, 10 };
	return CODES[random_pick(&story->random, WEIGHTS, COUNT_OF(WEIGHTS))];
}

/* Days in a home: the first of a settled child, later ones, and those of an unsettled. */
static const struct spread FIRST_HOME = { { 3, 80, 220, 500, 900, 1400, 2000, 2700, 3500, 4500,
	                                    6500 } };
static const struct spread NEXT_HOME = { { 40, 300, 700, 1200, 1700, 2200, 2800, 3400, 4200, 5000,
	                                   6500 } };
static const struct spread SHORT_HOME = { { 2, 8, 16, 28, 44, 64, 90, 125, 180, 280, 600 } };

/* From April 2024 supported accommodation has a code of its own: a child who lived there
 * before has a new episode with the same carer. */
static void rename_supported(struct course *course, int32_t until)
{
	int32_t renamed = town_year_start(2025);
	if (course->home_count == 0 || course->home_count >= CHANGES_MAX)
		return;
	struct home *last = &course->homes[course->home_count - 1];
	if (!str_equal(str_of(last->code), STR("H5")) || last->from >= renamed || until <= renamed)
		return;
	struct home home = *last;
	home.from = renamed;
	home.code = "K3";
	home.reason = "PLACE";
	home.is_same_carer = true;
	course->homes[course->home_count++] = home;
}

static void plan_homes(struct story *story, const struct character *child,
                       const struct care_plan *care, struct course *course)
{
	int32_t day = care->from, until = care->placed != DATE_NONE ? care->placed : care->until;
	while (day < until && course->home_count < CHANGES_MAX - 3) {
		struct home home = pick_home(story, child, day);
		home.reason = course->home_count ? pick_change(story) : NULL;
		const struct spread *days = care->is_unsettled   ? &SHORT_HOME
		                            : course->home_count ? &NEXT_HOME
		                                                 : &FIRST_HOME;
		course->homes[course->home_count++] = home;
		day += 1 + random_spread(&story->random, days);
		rename_supported(course, day < until ? day : until);
	}
	if (care->placed == DATE_NONE)
		return;
	struct home home = pick_home(story, child, care->placed);
	home.code = random_chance(&story->random, 1500) ? "A5" : "A6";
	home.provider = random_chance(&story->random, 7000) ? "PR1" : "PR5";
	home.reason = "CARPL";
	home.urn = STR("XXXXXXX");
	course->homes[course->home_count++] = home;
}

static void add_status(struct course *course, int32_t from, const char *code)
{
	course->statuses[course->status_count++] = (struct status_change){ from, code };
}

/* The authority tells the parents of its worries before it goes to court, unless there is
 * no time. */
static int32_t proceedings_from(struct story *story, const struct character *child, int32_t issued)
{
	enum { AT_ONCE = 2500 };
	int32_t from = issued - random_between(&story->random, 70, 240);
	if (from < child->last_referral)
		from = child->last_referral;
	return random_chance(&story->random, AT_ONCE) ? issued : from;
}

static void plan_statuses(struct story *story, struct character *child,
                          const struct care_plan *care, struct course *course)
{
	struct random *random = &story->random;
	int32_t age = date_age(child->born, care->from), day = care->from;
	bool is_agreed = child->is_unaccompanied || random_chance(random, age >= 10 ? 6200 : 3300);
	bool stays = care->until - care->from > 300 && !child->is_unaccompanied;
	if (is_agreed) {
		add_status(course, day, "V2");
		day += random_between(random, 30, 200);
		if (!stays || (age >= 12 && random_chance(random, 5500)))
			return;
	} else if (random_chance(random, 700)) {
		add_status(course, day, random_chance(random, 7000) ? "L1" : "L2");
		day += random_between(random, 1, 2); /* police protection ends after 72 hours */
	}
	if (day >= care->until)
		return;
	add_status(course, day, "C1");
	story_proceedings(story, child, proceedings_from(story, child, day), day, care->referral);
	day += random_between(random, 170, 330);
	if (day < care->until && (care->ordered == DATE_NONE || day < care->ordered))
		add_status(course, day, "C2");
	if (care->ordered != DATE_NONE &&
	    care->ordered > course->statuses[course->status_count - 1].from) {
		add_status(course, care->ordered, "E1");
		if (care->reversed != DATE_NONE) /* the order is revoked: the care order counts */
			add_status(course, care->reversed, "C2");
	}
}

static const char *episode_reason(bool home_changes, bool status_changes, bool is_same_carer)
{
	if (home_changes && status_changes)
		return is_same_carer ? "U" : "B";
	if (home_changes)
		return is_same_carer ? "T" : "P";
	return "L";
}

/* "4.5", and "4" rather than "4.0". */
static struct str miles(const struct story *story, const struct home *home)
{
	int whole = (int)home->tenth_miles / 10, tenths = (int)home->tenth_miles % 10;
	return tenths ? story_text(story, "%d.%d", whole, tenths) : story_text(story, "%d", whole);
}

static void set_home(struct truth_row *row, const struct story *story, const struct home *home)
{
	struct record_row *to = &row->row;
	record_set_text(to, CARE_PLACEMENT, str_of(home->code));
	record_set_text(to, CARE_PROVIDER, str_of(home->provider));
	record_set_text(to, CARE_HOME_POSTCODE, story->postcode);
	record_set_text(to, CARE_PLACEMENT_POSTCODE, home->postcode);
	record_set_text(to, CARE_URN, home->urn);
	record_set_text(to, CARE_PLACEMENT_AUTHORITY,
	                home->is_away ? STR("997") : str_of(story->town->authority->number));
	record_set_text(to, CARE_PLACEMENT_LOCATION, home->is_away ? STR("OUT") : STR("IN"));
	record_set_text(to, CARE_DISTANCE, miles(story, home));
}

/* The placement as the dataset has it: a row of its own. */
static struct truth_row *add_placement(struct story *story, struct character *child,
                                       const struct home *home, int32_t until, const char *change)
{
	struct truth_row *row = story_row(story, child, RECORD_PLACEMENT, home->from);
	record_set_date(&row->row, PLACEMENT_STARTED, home->from);
	record_set_date(&row->row, PLACEMENT_ENDED, until);
	record_set_text(&row->row, PLACEMENT_KIND, str_of(home->code));
	record_set_text(&row->row, PLACEMENT_PROVIDER, str_of(home->provider));
	record_set_text(&row->row, PLACEMENT_CHANGE_REASON, str_of(change));
	record_set_text(&row->row, PLACEMENT_POSTCODE, home->postcode);
	record_set_text(&row->row, PLACEMENT_URN, home->urn);
	record_set_text(&row->row, PLACEMENT_AUTHORITY,
	                home->is_away ? STR("997") : str_of(story->town->authority->number));
	record_set_text(&row->row, PLACEMENT_LOCATION, home->is_away ? STR("OUT") : STR("IN"));
	record_set_text(&row->row, PLACEMENT_DISTANCE, miles(story, home));
	return row;
}

static struct truth_row *add_legal_status(struct story *story, struct character *child,
                                          const struct status_change *change, int32_t until)
{
	struct truth_row *row = story_row(story, child, RECORD_LEGAL_STATUS, change->from);
	record_set_date(&row->row, LEGAL_STATUS_STARTED, change->from);
	record_set_date(&row->row, LEGAL_STATUS_ENDED, until);
	record_set_text(&row->row, LEGAL_STATUS_STATUS, str_of(change->code));
	return row;
}

/* The days of a period on which home or status changes: each begins an episode. */
struct walk {
	struct story *story;
	struct character *child;
	const struct care_plan *care;
	const struct course *course;
	struct str key;    /* of the period */
	int32_t lag_days;  /* one worker enters it all, so late and no later; -1: not drawn yet */
	size_t home;       /* in course->homes */
	size_t status;     /* in course->statuses */
	int32_t day;       /* the episode's first */
	int32_t next_home; /* when home and status change next */
	int32_t next_status;
	struct truth_row *placement;
};

/* Rows of one period are entered with the same delay: an end is known with the start
 * that follows it. */
static void enter(struct walk *walk, struct truth_row *row, int32_t happened)
{
	if (walk->lag_days < 0)
		walk->lag_days = row->lag_days;
	row->lag_days = walk->lag_days;
	row->entered = happened + walk->lag_days;
}

static void look_ahead(struct walk *walk)
{
	const struct course *course = walk->course;
	bool has_home = walk->home + 1 < course->home_count;
	bool has_status = walk->status + 1 < course->status_count;
	walk->next_home = has_home ? course->homes[walk->home + 1].from : walk->care->until;
	walk->next_status = has_status ? course->statuses[walk->status + 1].from
	                               : walk->care->until;
}

/* Why the child leaves this home; NULL when it is the last. */
static const char *reason_to_move(const struct walk *walk)
{
	return walk->next_home < walk->care->until ? walk->course->homes[walk->home + 1].reason
	                                           : NULL;
}

static void begin_home(struct walk *walk)
{
	walk->placement = add_placement(walk->story, walk->child, &walk->course->homes[walk->home],
	                                walk->next_home, reason_to_move(walk));
	record_set_text(&walk->placement->row, PLACEMENT_CARE, walk->key);
	enter(walk, walk->placement, walk->day);
}

static void add_episode(struct walk *walk, const char *reason, int32_t until)
{
	const struct care_plan *care = walk->care;
	struct truth_row *row = story_row(walk->story, walk->child, RECORD_CARE, walk->day);
	struct record_row *to = &row->row;
	enter(walk, row, walk->day);
	record_set_date(to, CARE_STARTED, walk->day);
	record_set_text(to, CARE_START_REASON, str_of(reason));
	record_set_text(to, CARE_LEGAL_STATUS, str_of(walk->course->statuses[walk->status].code));
	record_set_text(to, CARE_NEED, str_of(care->need));
	set_home(row, walk->story, &walk->course->homes[walk->home]);
	record_set_date(to, CARE_ENDED, until);
	record_set_text(to, CARE_END_REASON, str_of(until < care->until ? "X1" : care->end_reason));
	if (until == walk->next_home)
		record_set_text(to, CARE_CHANGE_REASON, str_of(reason_to_move(walk)));
	record_set_date(to, CARE_ENTERED_CARE, care->from);
	record_set_text(to, CARE_CARE, walk->key);
	story_refer(row, CARE_PLACEMENT_ROW, walk->placement);
	story_refer(row, CARE_REFERRAL, care->referral);
	story_worker(walk->story, row, CARE_TEAM, TEAM_CARE, walk->day);
}

/* Returns with how many days' delay the period was entered. */
static int32_t add_episodes(struct story *story, struct character *child,
                            const struct care_plan *care, const struct course *course)
{
	struct walk walk = { .story = story,
		             .child = child,
		             .care = care,
		             .course = course,
		             .lag_days = -1,
		             .day = care->from };
	bool home_changes = true, status_changes = true;
	walk.key = care->key;
	while (walk.day < care->until) {
		look_ahead(&walk);
		int32_t until = walk.next_home < walk.next_status ? walk.next_home
		                                                  : walk.next_status;
		if (home_changes)
			begin_home(&walk);
		if (status_changes)
			enter(&walk,
			      add_legal_status(story, child, &course->statuses[walk.status],
			                       walk.next_status),
			      walk.day);
		add_episode(&walk,
		            walk.day == care->from
		                    ? "S"
		                    : episode_reason(home_changes, status_changes,
		                                     course->homes[walk.home].is_same_carer),
		            until);
		home_changes = until == walk.next_home;
		status_changes = until == walk.next_status;
		walk.home += home_changes && walk.home + 1 < course->home_count;
		walk.status += status_changes && walk.status + 1 < course->status_count;
		walk.day = until;
	}
	return walk.lag_days;
}

/* The period as a whole: Annex A has one row of it. */
static void add_period(struct story *story, struct character *child, const struct care_plan *care,
                       int32_t lag_days)
{
	struct truth_row *row = story_row(story, child, RECORD_CARE_PERIOD, care->from);
	row->lag_days = lag_days;
	row->entered = care->from + lag_days;
	row->formats = TRUTH_ANNEX_A;
	record_set_date(&row->row, CARE_PERIOD_STARTED, care->from);
	record_set_date(&row->row, CARE_PERIOD_ENDED, care->until);
	record_set_text(&row->row, CARE_PERIOD_END_REASON, str_of(care->end_reason));
	record_set_text(&row->row, CARE_PERIOD_NEED, str_of(care->need));
	record_set_text(&row->row, CARE_PERIOD_PERMANENCE_PLAN, str_of(care->permanence));
	story_worker(story, row, CARE_PERIOD_TEAM, TEAM_CARE, care->from);
}

void story_care_rows(struct story *story, struct character *child, struct care_plan *care)
{
	struct course course = { .home_count = 0 };
	plan_homes(story, child, care, &course);
	plan_statuses(story, child, care, &course);
	int32_t lag_days = add_episodes(story, child, care, &course);
	add_period(story, child, care, lag_days);
	const struct truth_list *episodes = &child->truth->of[RECORD_CARE];
	for (size_t i = episodes->count; i-- > 0;)
		if (str_equal(episodes->items[i]->row.values[CARE_CARE].text, care->key))
			care->opened = episodes->items[i];
}

/* An agreed series of short breaks (V4): a care episode that is none of the looked-after
 * children whom the country counts. */
void story_short_breaks(struct story *story, struct character *child, int32_t from)
{
	enum { HAS_SERIES = 500 };
	int32_t until = from + random_between(&story->random, 200, 900);
	if (!random_chance(&story->random, HAS_SERIES) || until >= child->adult ||
	    !story_goes_on(story, from) || from < child->born + 1500)
		return;
	struct care_plan care = { .from = from,
		                  .key = new_key(story),
		                  .until = until,
		                  .end_reason = "E4A",
		                  .need = "N2",
		                  .placed = DATE_NONE,
		                  .ordered = DATE_NONE,
		                  .reversed = DATE_NONE };
	struct course course = { .home_count = 1, .status_count = 1 };
	course.homes[0] = pick_home(story, child, from);
	course.homes[0].code = "U6";
	course.homes[0].provider = "PR1";
	course.homes[0].urn =
		story_text(story, "99%05d", (int)random_below(&story->random, 100000));
	course.statuses[0] = (struct status_change){ from, "V4" };
	add_episodes(story, child, &care, &course);
}
