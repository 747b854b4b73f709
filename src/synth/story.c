#include "synth/story.h"

#include <stdarg.h>

/* Days after which things are entered: half on the day, a few only after weeks. */
static const struct spread LAG = { { 0, 0, 0, 0, 0, 1, 1, 2, 4, 9, 75 } };

struct str story_text(const struct story *story, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct str text = arena_format_args(story->family->arena, format, args);
	va_end(args);
	return text;
}

bool story_goes_on(const struct story *story, int32_t day)
{
	return day <= story->town->last_day;
}

static int key_field(enum record_type type)
{
	const struct record_type_spec *spec = record_type_spec(type);
	for (size_t i = spec->field_count; i-- > 0;)
		if (spec->fields[i].is_source_key)
			return (int)i;
	return -1;
}

struct truth_row *story_row(struct story *story, struct character *child, enum record_type type,
                            int32_t happened)
{
	struct truth_row *row = truth_add(story->family->arena, child->truth, type);
	row->lag_days = random_spread(&story->random, &LAG);
	row->entered = happened + row->lag_days;
	int key = key_field(type);
	if (key >= 0)
		record_set_text(
			&row->row, key,
			story_text(story, "K%d-%d", (int)story->number, (int)story->next_key++));
	if (story_goes_on(story, happened)) {
		if (child->first_known == DATE_NONE || happened < child->first_known)
			child->first_known = happened;
		if (happened > child->last_known)
			child->last_known = happened;
	}
	return row;
}

struct str story_key_of(const struct truth_row *row)
{
	int key = key_field(row->row.type);
	return key >= 0 ? row->row.values[key].text : (struct str){ 0 };
}

void story_refer(struct truth_row *row, int field, const struct truth_row *to)
{
	if (to)
		record_set_text(&row->row, field, story_key_of(to));
}

void story_worker(struct story *story, struct truth_row *row, int team_field, enum team_kind kind,
                  int32_t day)
{
	const struct workforce *workforce = &story->town->workforce;
	int32_t post = story->posts[kind];
	int worker_field = team_field + 1; /* records.txt writes them so, one after the other */
	record_set_text(&row->row, team_field, workforce_team(workforce, post)->id);
	record_set_text(&row->row, worker_field, workforce_holder(workforce, post, day)->id);
}

static const char *allocation_reason(struct story *story, bool is_last)
{
	static const char *const OTHER[] = { "LEFTRL", "LEFTRL", "LEFTRL",
		                             "ORGRST", "ABSENC", "OTHERS" };
	if (is_last)
		return "TSPROC";
	return OTHER[random_below(&story->random, (int32_t)COUNT_OF(OTHER))];
}

void story_allocate(struct story *story, struct character *child, enum team_kind kind, int32_t from,
                    int32_t until, const struct truth_row *referral)
{
	const struct workforce *workforce = &story->town->workforce;
	int32_t post = story->posts[kind];
	while (from < until && story_goes_on(story, from)) {
		const struct worker *holder = workforce_holder(workforce, post, from);
		int32_t to = holder->to < until ? holder->to : until;
		if (to < from) /* the last holder of all stays */
			to = until;
		struct truth_row *row = story_row(story, child, RECORD_ALLOCATION, from);
		record_set_text(&row->row, ALLOCATION_WORKER, holder->id);
		record_set_text(&row->row, ALLOCATION_ROLE,
		                kind == TEAM_LEAVING_CARE ? STR("Personal adviser")
		                                          : STR("Social worker"));
		record_set_text(&row->row, ALLOCATION_TEAM, workforce_team(workforce, post)->id);
		record_set_date(&row->row, ALLOCATION_STARTED, from);
		record_set_date(&row->row, ALLOCATION_ENDED, to < DATE_MAX ? to : DATE_NONE);
		record_set_text(&row->row, ALLOCATION_CHANGE_REASON,
		                str_of(allocation_reason(story, to == until)));
		story_refer(row, ALLOCATION_REFERRAL, referral);
		from = to + (to < until);
	}
}

struct str story_postcode(struct story *story, bool is_away)
{
	/* FS is Fairshire; its neighbours are FT and FU. No such postcodes exist. */
	const char *area = !is_away ? "FS" : random_chance(&story->random, 5000) ? "FT" : "FU";
	int district = random_between(&story->random, 1, 19);
	int sector = random_below(&story->random, 10);
	static const char LETTERS[] = "ABDEFGHJLNPQRSTUWXYZ";
	char first = LETTERS[random_below(&story->random, (int32_t)sizeof(LETTERS) - 1)];
	char second = LETTERS[random_below(&story->random, (int32_t)sizeof(LETTERS) - 1)];
	return story_text(story, "%s%d %d%c%c", area, district, sector, first, second);
}

static struct str yes_or_no(struct story *story, int32_t yes_per_10000)
{
	return random_chance(&story->random, yes_per_10000) ? STR("Y") : STR("N");
}

void story_visits(struct story *story, struct character *child, const struct visit_pattern *pattern,
                  int32_t from, int32_t until)
{
	enum { LATE_PER_10000 = 1100, SEEN = 9100, ALONE = 7200, BEDROOM = 6000 };
	int32_t day = from + random_below(&story->random, pattern->first_within + 1);
	while (day <= until && story_goes_on(story, day)) {
		if (day >= story->town->first_day - 400) {
			struct truth_row *row = story_row(story, child, RECORD_VISIT, day);
			record_set_text(&row->row, VISIT_KIND, str_of(pattern->kind));
			record_set_date(&row->row, VISIT_HELD, day);
			record_set_text(&row->row, VISIT_SEEN, yes_or_no(story, SEEN));
			record_set_text(&row->row, VISIT_SEEN_ALONE, yes_or_no(story, ALONE));
			record_set_text(&row->row, VISIT_BEDROOM_SEEN, yes_or_no(story, BEDROOM));
			if (pattern->plan && pattern->plan->row.type == RECORD_PLAN)
				story_refer(row, VISIT_PLAN, pattern->plan);
			row->parent = pattern->plan;
		}
		int32_t least = pattern->every * 6 / 10;
		int32_t step =
			random_between(&story->random, least > 0 ? least : 1, pattern->every);
		if (random_chance(&story->random, LATE_PER_10000))
			step = random_between(&story->random, pattern->every, pattern->every * 2);
		day += step;
	}
}
