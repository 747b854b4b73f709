/* From the decision that a child should be adopted to the order; and the adopters. */
#include "synth/story.h"

/* Who adopts: sex and legal status go together. */
static const struct {
	const char *sex;
	const char *status;
	int32_t count;
	int32_t weight;
} ADOPTERS[] = {
	{ "MF", "L11", 2, 620 }, { "MF", "L3", 2, 110 }, { "F1", "L0", 1, 100 },
	{ "M1", "L0", 1, 12 },   { "MM", "L12", 2, 85 }, { "FF", "L12", 2, 50 },
	{ "MM", "L4", 2, 12 },   { "FF", "L4", 2, 11 },
};

static size_t pick_adopters(struct random *random)
{
	int32_t weights[COUNT_OF(ADOPTERS)];
	for (size_t i = 0; i < COUNT_OF(ADOPTERS); i++)
		weights[i] = ADOPTERS[i].weight;
	return random_pick(random, weights, COUNT_OF(ADOPTERS));
}

/* What SSDA903 says of an adoption: the decision, and in the year of the order AD1. */
static void add_return_rows(struct story *story, struct character *child,
                            const struct truth_row *permanence, int32_t ordered)
{
	const struct record_value *from = permanence->row.values;
	struct truth_row *row = story_row(story, child, RECORD_ADOPTION_DECISION,
	                                  (int32_t)from[PERMANENCE_DECIDED].number);
	row->formats = TRUTH_903;
	row->row.values[ADOPTION_DECISION_DECIDED] = from[PERMANENCE_DECIDED];
	int year = date_to_ymd(ordered).year + (date_to_ymd(ordered).month > 3);
	row = story_row(story, child, RECORD_ADOPTED, town_year_end(year));
	row->formats = TRUTH_903;
	row->entered = ordered;
	record_set_date(&row->row, ADOPTED_YEAR_END, town_year_end(year));
	row->row.values[ADOPTED_DECIDED] = from[PERMANENCE_DECIDED];
	row->row.values[ADOPTED_MATCHED] = from[PERMANENCE_MATCHED];
	row->row.values[ADOPTED_FOSTER_CARER] = from[PERMANENCE_ADOPTED_BY_CARER];
	row->row.values[ADOPTED_ADOPTERS] = from[PERMANENCE_ADOPTERS];
	row->row.values[ADOPTED_ADOPTER_SEX] = from[PERMANENCE_ADOPTER_SEX];
	row->row.values[ADOPTED_ADOPTER_STATUS] = from[PERMANENCE_ADOPTER_STATUS];
}

void story_adoption(struct story *story, struct character *child, struct care_plan *care)
{
	struct random *random = &story->random;
	int32_t days = care->until - care->from;
	/* England, 2024: nine months to the decision, ten to the match, one to the placement,
	 * nine to the order; here in parts of the whole. */
	int32_t decided = care->from + days * random_between(random, 26, 36) / 100;
	int32_t matched = decided + days * random_between(random, 26, 36) / 100;
	care->ordered = decided + (matched - decided) / 5;
	care->placed = matched + random_between(random, 15, 45);
	if (care->placed > care->until - 60)
		care->placed = care->until - 60;
	size_t who = pick_adopters(random);
	struct truth_row *row = story_row(story, child, RECORD_PERMANENCE, decided);
	struct record_row *to = &row->row;
	record_set_date(to, PERMANENCE_ENTERED_CARE, care->from);
	record_set_text(to, PERMANENCE_CARE, care->key);
	record_set_date(to, PERMANENCE_DECIDED, decided);
	record_set_date(to, PERMANENCE_PLACEMENT_ORDER, care->ordered);
	record_set_date(to, PERMANENCE_MATCHED, matched);
	record_set_date(to, PERMANENCE_PLACED, care->placed);
	record_set_date(to, PERMANENCE_ORDERED, care->until);
	record_set_text(to, PERMANENCE_ORDER_KIND, STR("Adoption"));
	record_set_number(to, PERMANENCE_ADOPTED_BY_CARER, random_chance(random, 1300));
	record_set_number(to, PERMANENCE_ADOPTERS, ADOPTERS[who].count);
	record_set_text(to, PERMANENCE_ADOPTER_SEX, str_of(ADOPTERS[who].sex));
	record_set_text(to, PERMANENCE_ADOPTER_STATUS, str_of(ADOPTERS[who].status));
	record_set_text(to, PERMANENCE_FAMILY, story_text(story, "F%d", (int)story->number));
	add_return_rows(story, child, row, care->until);
	child->is_adopted = true;
}

/* England, 2024: one decision in five is taken back, most often before there is a match. */
void story_adoption_given_up(struct story *story, struct character *child, struct care_plan *care)
{
	static const char *const REASONS[] = { "RD1", "RD1", "RD2", "RD3", "RD3", "RD4" };
	struct random *random = &story->random;
	int32_t decided = care->from + random_between(random, 150, 330);
	int32_t reversed = decided + random_between(random, 120, 500);
	const char *reason = REASONS[random_below(random, (int32_t)COUNT_OF(REASONS))];
	if (reversed >= care->until - 30)
		return;
	bool is_ordered = !str_equal(str_of(reason), STR("RD2"));
	struct truth_row *row = story_row(story, child, RECORD_PERMANENCE, decided);
	record_set_date(&row->row, PERMANENCE_ENTERED_CARE, care->from);
	record_set_text(&row->row, PERMANENCE_CARE, care->key);
	record_set_date(&row->row, PERMANENCE_DECIDED, decided);
	record_set_date(&row->row, PERMANENCE_REVERSED, reversed);
	record_set_text(&row->row, PERMANENCE_REVERSED_REASON, str_of(reason));
	record_set_text(&row->row, PERMANENCE_FAMILY, story_text(story, "F%d", (int)story->number));
	care->reversed = reversed;
	if (is_ordered) {
		care->ordered = decided + random_between(random, 20, 100);
		record_set_date(&row->row, PERMANENCE_PLACEMENT_ORDER, care->ordered);
	}
	row = story_row(story, child, RECORD_ADOPTION_DECISION, decided);
	row->formats = TRUTH_903;
	record_set_date(&row->row, ADOPTION_DECISION_DECIDED, decided);
	record_set_date(&row->row, ADOPTION_DECISION_REVERSED, reversed);
	record_set_text(&row->row, ADOPTION_DECISION_REVERSED_REASON, str_of(reason));
}

enum { ADOPTERS_PER_100000 = 34 }; /* enquiries a year to 100,000 children */

static void set_after(struct record_row *row, int field, int32_t *day, int32_t days)
{
	*day += days;
	record_set_date(row, field, *day);
}

void town_adopters(const struct town *town, struct arena *arena, struct truth_list *out)
{
	struct truth_child nobody = { .id = { 0 } };
	int32_t days = town->last_day - town->first_day + 900;
	int32_t count =
		(int32_t)((int64_t)days * town->plan.children / 365 * ADOPTERS_PER_100000 / 100000);
	struct random random = random_stream(town->plan.seed, STREAM_ADOPTERS, 0);
	for (int32_t i = 0; i < count; i++) {
		int32_t day = random_between(&random, town->first_day - 900, town->last_day);
		struct truth_row *row = truth_add(arena, &nobody, RECORD_ADOPTER);
		struct record_row *to = &row->row;
		row->entered = day;
		record_set_date(to, ADOPTER_ENQUIRED, day);
		record_set_text(to, ADOPTER_SOURCE_ROW, arena_format(arena, "A%d", (int)i + 1));
		record_set_text(to, ADOPTER_FAMILY, arena_format(arena, "AF%d", (int)i + 1));
		record_set_text(to, ADOPTER_SEX,
		                random_chance(&random, 4500) ? STR("M") : STR("F"));
		record_set_text(to, ADOPTER_ETHNICITY, STR("WBRI"));
		record_set_text(to, ADOPTER_DISABLED, STR("N"));
		record_set_number(to, ADOPTER_FOSTERING_FOR_ADOPTION, random_chance(&random, 1500));
		if (random_chance(&random, 4500))
			continue; /* an enquiry that went no further */
		set_after(to, ADOPTER_STAGE_1_STARTED, &day, random_between(&random, 14, 60));
		set_after(to, ADOPTER_STAGE_1_ENDED, &day, random_between(&random, 50, 120));
		if (random_chance(&random, 2200)) {
			set_after(to, ADOPTER_ENDED, &day, random_between(&random, 1, 40));
			record_set_text(to, ADOPTER_END_REASON, STR("withdrew"));
			continue;
		}
		set_after(to, ADOPTER_STAGE_2_STARTED, &day, random_between(&random, 5, 60));
		set_after(to, ADOPTER_STAGE_2_ENDED, &day, random_between(&random, 90, 170));
		set_after(to, ADOPTER_APPROVED, &day, random_between(&random, 3, 30));
		set_after(to, ADOPTER_MATCHED, &day, random_between(&random, 60, 400));
		set_after(to, ADOPTER_PLACED, &day, random_between(&random, 14, 45));
		record_set_number(to, ADOPTER_CHILDREN_PLACED,
		                  random_chance(&random, 7800) ? 1 : 2);
		set_after(to, ADOPTER_ORDERED, &day, random_between(&random, 160, 400));
	}
	*out = nobody.of[RECORD_ADOPTER];
}
