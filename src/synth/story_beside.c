/* What a council's systems hold beside the case: other identifiers, what children say,
 * audits of practice, absences from home, orders that deprive of liberty. */
#include "synth/story.h"

/* Numbers that begin with 999 are kept for tests: the health service gives none. */
void story_identifier(struct story *story, struct character *child)
{
	enum { IS_KNOWN = 6000, NUMBERS = 10000000 };
	if (!random_chance(&story->random, IS_KNOWN))
		return;
	struct truth_row *row = story_row(story, child, RECORD_IDENTIFIER, child->first_known);
	row->formats = TRUTH_SSD;
	record_set_text(&row->row, IDENTIFIER_KIND, STR("NHS number"));
	record_set_text(&row->row, IDENTIFIER_VALUE,
	                story_text(story, "999%07d", (int)random_below(&story->random, NUMBERS)));
}

void story_mother(struct story *story, struct character *child, int32_t child_born)
{
	struct truth_row *row = story_row(story, child, RECORD_MOTHER, child_born);
	row->formats = TRUTH_SSD;
	record_set_text(&row->row, MOTHER_HER_CHILD,
	                story_text(story, "%.*s9", STR_ARGS(child->truth->id)));
	record_set_date(&row->row, MOTHER_CHILD_BORN, child_born);
}

static void add_voice(struct story *story, struct character *child, int32_t day)
{
	static const int32_t SAYS_YES[] = { 8600, 8200, 7400, 7900, 3100 };
	struct truth_row *row = story_row(story, child, RECORD_VOICE, day);
	row->formats = TRUTH_SSD;
	for (size_t i = 0; i < COUNT_OF(SAYS_YES); i++)
		record_set_number(&row->row, VOICE_EXPLAINED_WORRIES + (int)i,
		                  random_chance(&story->random, SAYS_YES[i]));
}

static void add_audit(struct story *story, struct character *child, enum team_kind kind,
                      int32_t day)
{
	static const char *const GRADES[] = { "Outstanding", "Good", "Requires improvement",
		                              "Inadequate" };
	static const int32_t WEIGHTS[] = { 60, 480, 390, 70 };
	enum { IS_MODERATED = 4500, IS_CHANGED = 2000 };
	struct random *random = &story->random;
	size_t grade = random_pick(random, WEIGHTS, COUNT_OF(WEIGHTS));
	const struct workforce *workforce = &story->town->workforce;
	int32_t auditor = workforce_post(workforce, TEAM_SAFEGUARDING, random);
	struct truth_row *row = story_row(story, child, RECORD_AUDIT, day);
	row->formats = TRUTH_EXTRACT;
	record_set_date(&row->row, AUDIT_AUDITED, day);
	record_set_text(&row->row, AUDIT_KIND, STR("Case audit"));
	record_set_text(&row->row, AUDIT_GRADE, str_of(GRADES[grade]));
	record_set_text(&row->row, AUDIT_AUDITOR, workforce_holder(workforce, auditor, day)->id);
	story_worker(story, row, AUDIT_TEAM, kind, day);
	if (!random_chance(random, IS_MODERATED))
		return;
	grade += grade + 1 < COUNT_OF(GRADES) && random_chance(random, IS_CHANGED);
	record_set_text(&row->row, AUDIT_MODERATED, str_of(GRADES[grade]));
}

/* A few of those who live at home go missing from it. */
static void add_absences_from_home(struct story *story, struct character *child, int32_t from,
                                   int32_t until)
{
	enum { GOES_MISSING = 350, AGE = 11, MOST = 4, DAYS_BETWEEN = 60 };
	int32_t day = from + random_below(&story->random, DAYS_BETWEEN);
	if (date_age(child->born, from) < AGE || !random_chance(&story->random, GOES_MISSING))
		return;
	int32_t left = random_between(&story->random, 1, MOST);
	for (; left > 0 && day + 20 < until && story_goes_on(story, day); left--) {
		story_absence(story, child, day, TRUTH_SSD | TRUTH_EXTRACT);
		day += random_between(&story->random, 20, DAYS_BETWEEN);
	}
}

void story_beside(struct story *story, struct character *child, enum team_kind kind, int32_t from,
                  int32_t until)
{
	enum { IS_HEARD = 3500, AUDITED_EACH_YEAR = 600, YEAR = 365 };
	int32_t end = until < story->town->last_day ? until : story->town->last_day;
	if (end <= from)
		return;
	if (random_chance(&story->random, IS_HEARD))
		add_voice(story, child, random_between(&story->random, from, end));
	for (int32_t day = from; day < end; day += YEAR) {
		int32_t left = end - day < YEAR ? end - day : YEAR;
		if (random_chance(&story->random, AUDITED_EACH_YEAR * left / YEAR))
			add_audit(story, child, kind, day + random_below(&story->random, left));
	}
	bool is_at_home = child->care_from == DATE_NONE || child->care_from < from;
	if (is_at_home)
		add_absences_from_home(story, child, from, end);
}

void story_liberty(struct story *story, struct character *child, const struct care_plan *care)
{
	enum { IS_DEPRIVED = 1200, YOUNGEST = 12 };
	int32_t from = care->from + random_between(&story->random, 20, 300);
	int32_t until = from + random_between(&story->random, 28, 270);
	if (!care->is_unsettled || date_age(child->born, from) < YOUNGEST || from >= care->until ||
	    !random_chance(&story->random, IS_DEPRIVED))
		return;
	struct truth_row *row = story_row(story, child, RECORD_LIBERTY, from);
	row->formats = TRUTH_EXTRACT;
	record_set_date(&row->row, LIBERTY_STARTED, from);
	record_set_date(&row->row, LIBERTY_ENDED, until < care->until ? until : care->until);
}
