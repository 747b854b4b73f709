#include "synth/town.h"

#include "synth/story.h"

enum {
	/* Families come to notice this long before the first year of returns, so that its
	 * first day finds children in care who came as infants. */
	YEARS_BEFORE = 15,
	RETURN_MONTH = 6, /* returns are made at the end of June */
};

/* New families a year to 10,000 children: of these a child is referred. The counts of
 * England follow from it (tests/unit/synth/test_proportions.c). */
enum { FAMILIES_PER_100000 = 1850 };

/* A day that the calendar knows; plans are checked before. */
static int32_t day_of(int year, int month, int day)
{
	int32_t date = DATE_NONE;
	enum status st = date_from_ymd(year, month, day, &date, NULL);
	return st == OK ? date : DATE_NONE;
}

int32_t town_year_start(int32_t year)
{
	return day_of(year - 1, 4, 1);
}

int32_t town_year_end(int32_t year)
{
	return day_of(year, 3, 31);
}

struct truth_view town_return_view(int32_t year)
{
	return (struct truth_view){ .upto = town_year_end(year),
		                    .known = day_of(year, RETURN_MONTH, 30) };
}

static enum status check(const struct town_plan *plan, struct err *err)
{
	if (plan->children < TOWN_CHILDREN_MIN || plan->children > TOWN_CHILDREN_MAX)
		return err_set(err, E_USAGE, "an authority has %d to %d children, not %d",
		               TOWN_CHILDREN_MIN, TOWN_CHILDREN_MAX, (int)plan->children);
	if (plan->years < 1 || plan->years > TOWN_YEARS_MAX)
		return err_set(err, E_USAGE, "1 to %d years can be made, not %d", TOWN_YEARS_MAX,
		               (int)plan->years);
	if (plan->last_year - plan->years + 1 < TOWN_FIRST_YEAR || plan->last_year > TOWN_LAST_YEAR)
		return err_set(
			err, E_USAGE,
			"the years to March %d to %d can be made, not those to March %d to %d",
			TOWN_FIRST_YEAR, TOWN_LAST_YEAR, (int)(plan->last_year - plan->years + 1),
			(int)plan->last_year);
	if (plan->as_at < town_year_start(plan->last_year) ||
	    plan->as_at > day_of(plan->last_year + 1, 3, 31))
		return err_set(err, E_USAGE,
		               "the day of the extract lies outside the year to March %d "
		               "and the one after it",
		               (int)plan->last_year);
	return OK;
}

enum status town_init(struct town *town, const struct town_plan *plan, struct err *err)
{
	enum status st = check(plan, err);
	if (st != OK)
		return st;
	*town = (struct town){ .plan = *plan, .authority = authority_at(plan->authority) };
	town->first_day = town_year_start(plan->last_year - plan->years + 1);
	town->from = day_of(plan->last_year - plan->years - YEARS_BEFORE, 4, 1);
	int32_t last = town_year_end(plan->last_year);
	town->last_day = plan->as_at > last ? plan->as_at : last;
	town->calendar = calendar_new();
	int64_t days = town->last_day - town->from + 1;
	town->family_count = (int32_t)(days * plan->children / 365 * FAMILIES_PER_100000 / 100000 *
	                               town->authority->need / 100);
	struct random random = random_stream(plan->seed, STREAM_WORKFORCE, 0);
	workforce_make(&town->workforce, plan->children, town->from, town->last_day, &random,
	               &town->arena);
	return OK;
}

void town_deinit(struct town *town)
{
	calendar_free(town->calendar);
	arena_deinit(&town->arena);
	*town = (struct town){ 0 };
}

/* How much comes to notice, by month; 100 is usual. */
static int32_t month_weight(struct ymd date)
{
	static const int32_t WEIGHTS[12] = {
		98, 100, 112, 92, 104, 108, 106, 62, 112, 106, 108, 88
	};
	int32_t weight = WEIGHTS[date.month - 1];
	bool is_end_of_term = (date.month == 7 && date.day <= 22) ||
	                      (date.month == 12 && date.day <= 18);
	bool is_christmas = (date.month == 12 && date.day >= 23) ||
	                    (date.month == 1 && date.day == 1);
	if (is_end_of_term)
		weight += 22;
	return is_christmas ? weight / 3 : weight;
}

int32_t town_day(const struct town *town, struct random *random, int32_t from, int32_t upto)
{
	enum { MOST = 140, AT_WEEKENDS = 12, MONDAYS = 12 };
	for (int tries = 0; tries < 50; tries++) {
		int32_t day = random_between(random, from, upto);
		int32_t weight = month_weight(date_to_ymd(day));
		if (!calendar_is_working(town->calendar, day))
			weight = weight * AT_WEEKENDS / 100;
		else if (date_weekday(day) == WEEKDAY_MONDAY)
			weight += MONDAYS;
		if (random_below(random, MOST) < weight)
			return day;
	}
	return upto;
}

int32_t town_working_day(const struct town *town, int32_t day, int32_t count)
{
	int32_t due = day + count;
	/* Fails beyond the year 2200 alone. */
	enum status st = calendar_due(town->calendar, day, count, &due, NULL);
	return st == OK ? due : day + count;
}
