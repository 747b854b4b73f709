/* Who a child is, and what comes before and beside a referral. */
#include "synth/story.h"

static const char *const DISABILITIES[] = { "LD",   "AUT", "COMM", "BEH",  "MOB", "PC",
	                                    "HAND", "INC", "VIS",  "HEAR", "CON", "DDA" };
static const int32_t DISABILITY_WEIGHTS[] = { 260, 280, 90, 110, 70, 40, 20, 30, 25, 25, 20, 30 };

/* The check letter of a pupil number: the digits weighted by 2 to 13, modulo 23. */
static char check_letter(const char *digits)
{
	static const char LETTERS[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
	int sum = 0;
	for (int i = 0; i < 12; i++)
		sum += (digits[i] - '0') * (i + 2);
	return LETTERS[sum % 23];
}

/* A pupil number that can be no pupil's: its authority is Fairshire. */
static struct str pupil_number(struct story *story)
{
	uint64_t bits = random_bits(&story->random);
	struct str digits =
		story_text(story, "%s%09llu", story->town->authority->number,
		           (unsigned long long)(bits % 1000000000u));
	return story_text(story, "%c%.*s", check_letter(digits.ptr), STR_ARGS(digits));
}

static void set_pupil_number(struct story *story, struct character *child, struct truth_row *row)
{
	enum { SCHOOL_DAYS = 4 * 365 + 200, NO_MATCH = 150 };
	if (child->is_unaccompanied)
		record_set_text(&row->row, PERSON_UPN_UNKNOWN, STR("UN3"));
	else if (story->town->last_day - child->born < SCHOOL_DAYS)
		record_set_text(&row->row, PERSON_UPN_UNKNOWN, STR("UN1"));
	else if (random_chance(&story->random, NO_MATCH))
		record_set_text(&row->row, PERSON_UPN_UNKNOWN, STR("UN5"));
	else
		record_set_text(&row->row, PERSON_UPN, pupil_number(story));
}

static void set_motherhood(struct story *story, struct character *child, struct truth_row *row)
{
	if (child->motherhood < 0)
		return;
	record_set_text(&row->row, PERSON_IS_MOTHER, child->motherhood ? STR("1") : STR("0"));
	if (!child->motherhood)
		return;
	int32_t child_born = child->adult - random_between(&story->random, 30, 700);
	record_set_date(&row->row, PERSON_MOTHERS_CHILD_BORN, child_born);
	story_mother(story, child, child_born);
}

static void add_disabilities(struct story *story, struct character *child)
{
	enum { SECOND = 3500 };
	size_t count = COUNT_OF(DISABILITIES);
	size_t first = random_pick(&story->random, DISABILITY_WEIGHTS, count);
	struct truth_row *row = story_row(story, child, RECORD_DISABILITY, child->first_known);
	record_set_text(&row->row, DISABILITY_DISABILITY,
	                child->is_disabled ? str_of(DISABILITIES[first]) : STR("NONE"));
	if (!child->is_disabled || !random_chance(&story->random, SECOND))
		return;
	size_t second = (first + 1 + (size_t)random_below(&story->random, (int32_t)count - 1)) %
	                count;
	row = story_row(story, child, RECORD_DISABILITY, child->first_known);
	record_set_text(&row->row, DISABILITY_DISABILITY, str_of(DISABILITIES[second]));
}

static void add_address(struct story *story, struct character *child)
{
	struct truth_row *row = story_row(story, child, RECORD_ADDRESS, child->first_known);
	record_set_text(&row->row, ADDRESS_KIND, STR("Home"));
	record_set_date(&row->row, ADDRESS_STARTED, child->first_known);
	record_set_text(&row->row, ADDRESS_POSTCODE, story->postcode);
}

static void add_immigration(struct story *story, struct character *child)
{
	static const char *const NATIONALITIES[] = { "Afghan", "Eritrean", "Iranian", "Sudanese",
		                                     "Vietnamese" };
	struct truth_row *person = child->truth->of[RECORD_PERSON].items[0];
	record_set_text(&person->row, PERSON_NATIONALITY,
	                str_of(NATIONALITIES[random_below(&story->random, 5)]));
	struct truth_row *row = story_row(story, child, RECORD_IMMIGRATION, child->first_known);
	record_set_text(&row->row, IMMIGRATION_STATUS, STR("Unaccompanied asylum-seeking child"));
	record_set_date(&row->row, IMMIGRATION_STARTED, child->first_known);
	record_set_date(&row->row, IMMIGRATION_ENDED, child->adult);
}

void story_person(struct story *story, struct character *child)
{
	struct truth_row *row = story_row(story, child, RECORD_PERSON, child->first_known);
	row->lag_days = 0;
	row->entered = child->first_known;
	record_set_date(&row->row, PERSON_BORN, child->born);
	if (child->born > child->first_known)
		record_set_date(&row->row, PERSON_EXPECTED,
		                child->born + random_between(&story->random, -9, 9));
	record_set_text(&row->row, PERSON_SEX, child->is_boy ? STR("M") : STR("F"));
	record_set_text(&row->row, PERSON_DISABLED, child->is_disabled ? STR("Y") : STR("N"));
	record_set_number(&row->row, PERSON_UASC, child->is_unaccompanied);
	record_set_date(&row->row, PERSON_DIED, child->died);
	record_set_text(&row->row, PERSON_GENDER, child->is_boy ? STR("M") : STR("F"));
	set_motherhood(story, child, row);
	set_pupil_number(story, child, row);
	add_disabilities(story, child);
	add_address(story, child);
	story_identifier(story, child);
	if (child->is_unaccompanied)
		add_immigration(story, child);
}

void story_contact(struct story *story, struct character *child, int32_t day, const char *source)
{
	struct truth_row *row = story_row(story, child, RECORD_CONTACT, day);
	record_set_date(&row->row, CONTACT_RECEIVED, day);
	record_set_text(&row->row, CONTACT_SOURCE, str_of(source));
}

/* An early help assessment, as Annex A lists it, and the episode that follows, as the
 * dataset does: two ways of saying one thing. */
void story_early_help(struct story *story, struct character *child, int32_t from)
{
	static const char *const ORGANISATIONS[] = { "Fairshire Council", "Primary school",
		                                     "Secondary school", "Health visiting",
		                                     "Fairshire Family Centres" };
	static const struct spread ASSESSING = { { 1, 7, 12, 17, 22, 27, 32, 38, 46, 60, 110 } };
	static const struct spread HELPING = { { 30, 60, 90, 110, 130, 150, 180, 210, 260, 330,
		                                 600 } };
	struct str organisation = str_of(ORGANISATIONS[random_below(&story->random, 5)]);
	int32_t assessed = from + random_spread(&story->random, &ASSESSING);
	struct truth_row *row = story_row(story, child, RECORD_EARLY_HELP, from);
	row->formats = TRUTH_ANNEX_A;
	record_set_text(&row->row, EARLY_HELP_KIND, STR("assessment"));
	record_set_date(&row->row, EARLY_HELP_STARTED, from);
	record_set_date(&row->row, EARLY_HELP_ENDED, assessed);
	record_set_text(&row->row, EARLY_HELP_ORGANISATION, organisation);
	row = story_row(story, child, RECORD_EARLY_HELP, from);
	row->formats = TRUTH_SSD;
	record_set_text(&row->row, EARLY_HELP_KIND, STR("episode"));
	record_set_date(&row->row, EARLY_HELP_STARTED, from);
	record_set_date(&row->row, EARLY_HELP_ENDED,
	                assessed + random_spread(&story->random, &HELPING));
	record_set_text(&row->row, EARLY_HELP_ORGANISATION, organisation);
	story_worker(story, row, EARLY_HELP_TEAM, TEAM_EARLY_HELP, from);
}
