/* Life in care: reviews, visits, health, absences, and what the yearly return asks. */
#include "synth/story.h"

static struct str participation(struct story *story, int32_t age)
{
	static const char *const CODES[] = { "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7" };
	static const int32_t WEIGHTS[] = { 420, 30, 60, 50, 130, 230, 80 };
	if (age < 4)
		return STR("PN0");
	return str_of(CODES[random_pick(&story->random, WEIGHTS, COUNT_OF(WEIGHTS))]);
}

/* Within 20 working days, three months later, then every six months. */
static void add_reviews(struct story *story, struct character *child, const struct care_plan *care)
{
	enum { LATE = 700 };
	int32_t due = town_working_day(story->town, care->from, 20), step = 91;
	while (due < care->until && story_goes_on(story, due - 10)) {
		int32_t held = due - random_below(&story->random, 10);
		if (random_chance(&story->random, LATE))
			held = due + random_between(&story->random, 1, 30);
		if (held >= care->until)
			return;
		struct truth_row *row = story_row(story, child, RECORD_CARE_REVIEW, held);
		record_set_date(&row->row, CARE_REVIEW_HELD, held);
		record_set_date(&row->row, CARE_REVIEW_DUE, due);
		record_set_text(&row->row, CARE_REVIEW_PARTICIPATION,
		                participation(story, date_age(child->born, held)));
		record_set_number(&row->row, CARE_REVIEW_CANCELLED, 0);
		record_set_text(&row->row, CARE_REVIEW_CARE, care->key);
		row->parent = care->opened;
		due = held + step;
		step = 182;
	}
}

static void add_checks(struct story *story, struct character *child, const struct care_plan *care,
                       const char *kind, int32_t every)
{
	enum { MISSED = 1100 };
	int32_t day = care->from + random_between(&story->random, 14, 60);
	while (day < care->until && story_goes_on(story, day)) {
		if (!random_chance(&story->random, MISSED)) {
			struct truth_row *row = story_row(story, child, RECORD_HEALTH_CHECK, day);
			record_set_text(&row->row, HEALTH_CHECK_KIND, str_of(kind));
			record_set_date(&row->row, HEALTH_CHECK_HELD, day);
			record_set_text(&row->row, HEALTH_CHECK_STATUS, STR("Completed"));
		}
		day += random_between(&story->random, every * 8 / 10, every);
	}
}

static void add_immunisations(struct story *story, struct character *child,
                              const struct care_plan *care)
{
	int32_t day = care->from + random_between(&story->random, 20, 200);
	if (child->truth->of[RECORD_IMMUNISATION].count > 0 || day >= care->until)
		return;
	struct truth_row *row = story_row(story, child, RECORD_IMMUNISATION, day);
	record_set_date(&row->row, IMMUNISATION_CHECKED, day);
	record_set_number(&row->row, IMMUNISATION_UP_TO_DATE, random_chance(&story->random, 8200));
}

/* Whether the child had a permanent home before: most had none. */
static void add_previous_permanence(struct story *story, struct character *child,
                                    const struct care_plan *care)
{
	enum { NONE_BEFORE = 9550 };
	static const char *const OPTIONS[] = { "P1", "P2", "P2", "P3", "P4" };
	if (child->truth->of[RECORD_PREVIOUS_PERMANENCE].count > 0)
		return;
	struct truth_row *row = story_row(story, child, RECORD_PREVIOUS_PERMANENCE, care->from);
	bool is_none = random_chance(&story->random, NONE_BEFORE) || care->from - child->born < 800;
	record_set_text(&row->row, PREVIOUS_PERMANENCE_OPTION,
	                is_none ? STR("Z1") : str_of(OPTIONS[random_below(&story->random, 5)]));
	if (is_none)
		return;
	struct ymd ordered = date_to_ymd(care->from - random_between(&story->random, 200, 700));
	bool is_exact = random_chance(&story->random, 5000);
	record_set_text(&row->row, PREVIOUS_PERMANENCE_ORDERED,
	                is_exact ? story_text(story, "%04d-%02d-%02d", ordered.year, ordered.month,
	                                      ordered.day)
	                         : story_text(story, "%04d-%02d-ZZ", ordered.year, ordered.month));
	record_set_text(&row->row, PREVIOUS_PERMANENCE_AUTHORITY, str_of(story->town->authority->number));
}

static void add_care_plan(struct story *story, struct character *child,
                          const struct care_plan *care)
{
	int32_t day = care->from + random_between(&story->random, 1, 10);
	struct truth_row *row = story_row(story, child, RECORD_CARE_PLAN, day);
	record_set_date(&row->row, CARE_PLAN_STARTED, day);
	record_set_date(&row->row, CARE_PLAN_ENDED, care->until > day ? care->until : day);
}

void story_care_life(struct story *story, struct character *child, const struct care_plan *care)
{
	bool is_infant = date_age(child->born, care->from) < 5;
	add_reviews(story, child, care);
	add_care_plan(story, child, care);
	add_previous_permanence(story, child, care);
	story_visits(story, child, &(struct visit_pattern){ "care", 7, 42, NULL }, care->from,
	             care->until);
	story_visits(story, child, &(struct visit_pattern){ "reviewing_officer", 28, 120, NULL },
	             care->from, care->until);
	add_checks(story, child, care, "health assessment", is_infant ? 182 : 365);
	add_checks(story, child, care, "dental check", 365);
	add_immunisations(story, child, care);
	story_liberty(story, child, care);
}

/* Strengths and difficulties: one score a year, said on its day by the dataset and of the
 * year by the return. */
static void add_sdq(struct story *story, struct character *child, int32_t year_end,
                    struct record_row *of_year)
{
	static const struct spread SCORES = { { 0, 4, 7, 9, 11, 14, 16, 18, 21, 26, 39 } };
	static const char *const REASONS[] = { "SDQ1", "SDQ1", "SDQ3", "SDQ4", "SDQ5" };
	int32_t age = date_age(child->born, year_end);
	if (age < 4 || age > 16 || !random_chance(&story->random, 7700)) {
		record_set_text(of_year, CARE_YEAR_SDQ_REASON,
		                age < 4 || age > 16
		                        ? STR("SDQ2")
		                        : str_of(REASONS[random_below(&story->random, 5)]));
		return;
	}
	int32_t score = random_spread(&story->random, &SCORES);
	record_set_number(of_year, CARE_YEAR_SDQ_SCORE, score);
	int32_t day = year_end - random_between(&story->random, 5, 300);
	struct truth_row *row = story_row(story, child, RECORD_SDQ, day);
	record_set_date(&row->row, SDQ_COMPLETED, day);
	record_set_number(&row->row, SDQ_SCORE, score);
}

static void add_misuse(struct story *story, struct character *child, int32_t year_end,
                       bool is_helped)
{
	int32_t day = year_end - random_between(&story->random, 5, 300);
	struct truth_row *row = story_row(story, child, RECORD_SUBSTANCE_MISUSE, day);
	record_set_date(&row->row, SUBSTANCE_MISUSE_IDENTIFIED, day);
	record_set_text(&row->row, SUBSTANCE_MISUSE_SUBSTANCE,
	                random_chance(&story->random, 6500) ? STR("Cannabis") : STR("Alcohol"));
	record_set_number(&row->row, SUBSTANCE_MISUSE_INTERVENTION_RECEIVED, is_helped);
}

static void add_conviction(struct story *story, struct character *child, int32_t year_end)
{
	int32_t day = year_end - random_between(&story->random, 5, 300);
	struct truth_row *row = story_row(story, child, RECORD_CONVICTION, day);
	record_set_date(&row->row, CONVICTION_CONVICTED, day);
	record_set_text(&row->row, CONVICTION_OFFENCE, STR("Offence (invented)"));
}

/* The outcomes of one year (OC2), for a child in care for the whole of it. */
static void add_year(struct story *story, struct character *child, int32_t year_end)
{
	struct random *random = &story->random;
	int32_t age = date_age(child->born, year_end);
	bool misuses = age >= 12 && random_chance(random, 600);
	bool is_helped = misuses && random_chance(random, 5000);
	bool is_convicted = age >= 10 && random_chance(random, 280);
	struct truth_row *row = story_row(story, child, RECORD_CARE_YEAR, year_end);
	struct record_row *to = &row->row;
	row->formats = TRUTH_903;
	row->entered = year_end;
	record_set_date(to, CARE_YEAR_YEAR_END, year_end);
	record_set_number(to, CARE_YEAR_CONVICTED, is_convicted);
	if (age < 5)
		record_set_number(to, CARE_YEAR_HEALTH_CHECK, random_chance(random, 8900));
	record_set_number(to, CARE_YEAR_IMMUNISATIONS, random_chance(random, 8200));
	record_set_number(to, CARE_YEAR_TEETH_CHECK, random_chance(random, 7900));
	record_set_number(to, CARE_YEAR_HEALTH_ASSESSMENT, random_chance(random, 8900));
	record_set_number(to, CARE_YEAR_SUBSTANCE_MISUSE, misuses);
	if (misuses)
		record_set_number(to, CARE_YEAR_INTERVENTION_RECEIVED, is_helped);
	if (misuses && !is_helped)
		record_set_number(to, CARE_YEAR_INTERVENTION_OFFERED, random_chance(random, 6000));
	if (misuses)
		add_misuse(story, child, year_end, is_helped);
	if (is_convicted)
		add_conviction(story, child, year_end);
	add_sdq(story, child, year_end, to);
}

void story_care_years(struct story *story, struct character *child, const struct care_plan *care)
{
	const struct town_plan *plan = &story->town->plan;
	for (int32_t year = plan->last_year - plan->years + 1; year <= plan->last_year; year++)
		if (care->from < town_year_start(year) && care->until > town_year_end(year))
			add_year(story, child, town_year_end(year));
}

enum { DAY_MINUTES = 24 * 60 };

/* The clock's time so many minutes after midnight; the hour that comes twice in October,
 * or never in March, may be among them. */
static struct instant clock_at(int32_t day, int32_t minutes)
{
	return instant_in_england(day + minutes / DAY_MINUTES, minutes % DAY_MINUTES * 60);
}

void story_absence(struct story *story, struct character *child, int32_t day, unsigned formats)
{
	enum { ABSENT = 800, OFFERED = 8800, ACCEPTED = 6200 };
	static const struct spread MINUTES = { { 70, 160, 260, 400, 540, 700, 900, 1200, 1800, 3600,
		                                 26000 } };
	struct random *random = &story->random;
	int32_t left = random_between(random, 15 * 60, 26 * 60);
	int32_t back = left + random_spread(random, &MINUTES);
	struct instant started = clock_at(day, left), ended = clock_at(day, back);
	struct truth_row *row = story_row(story, child, RECORD_MISSING, instant_date(started));
	struct record_row *to = &row->row;
	row->formats = formats;
	record_set_text(to, MISSING_KIND, random_chance(random, ABSENT) ? STR("A") : STR("M"));
	record_set_instant(to, MISSING_STARTED, started);
	record_set_instant(to, MISSING_ENDED, ended);
	bool is_offered = random_chance(random, OFFERED);
	bool is_accepted = is_offered && random_chance(random, ACCEPTED);
	record_set_text(to, MISSING_INTERVIEW_OFFERED, is_offered ? STR("Y") : STR("N"));
	if (is_offered)
		record_set_text(to, MISSING_INTERVIEW_ACCEPTED, is_accepted ? STR("Y") : STR("N"));
	if (is_accepted)
		record_set_instant(to, MISSING_INTERVIEW_HELD,
		                   clock_at(day + back / DAY_MINUTES + random_between(random, 1, 4),
		                            random_between(random, 9 * 60, 18 * 60)));
}

/* Some teenagers go missing, and then often. */
void story_missing(struct story *story, struct character *child, const struct care_plan *care)
{
	enum { GOES_MISSING = 2300, AGE = 11 };
	static const struct spread BETWEEN = { { 3, 6, 10, 16, 24, 35, 50, 75, 120, 220, 500 } };
	if (!random_chance(&story->random, GOES_MISSING))
		return;
	int32_t day = child->born + AGE * 365;
	if (day < care->from)
		day = care->from;
	day += random_spread(&story->random, &BETWEEN);
	while (day + 20 < care->until && story_goes_on(story, day)) {
		if (day >= story->town->first_day - 400)
			story_absence(story, child, day, TRUTH_EVERYWHERE);
		day += 18 + random_spread(&story->random, &BETWEEN);
	}
}
