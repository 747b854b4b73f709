/* The invented authority: its size and years, its calendar, its teams, and the families
 * that come to notice.
 *
 * Fairshire is no place: its number (998) was never given to an authority, its postcodes
 * begin with FS, which no postcode does, and its pupil numbers hold its own number, so
 * that none can be a pupil's; nor are its neighbours (authority.h). Everything follows from
 * the plan: the same plan makes the same families, each from a stream of chance of its
 * own, in any order. */
#ifndef OUTTURN_SYNTH_TOWN_H
#define OUTTURN_SYNTH_TOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/calendar.h"
#include "base/err.h"
#include "synth/authority.h"
#include "synth/random.h"
#include "synth/truth.h"
#include "synth/workforce.h"

enum {
	TOWN_YEARS_MAX = 10,
	TOWN_FIRST_YEAR = 2009,
	TOWN_FIRST_RETURN = 2017, /* collection years for which the formats of returns are known */
	TOWN_LAST_YEAR = 2026,
	TOWN_CHILDREN_MIN = 500,
	TOWN_CHILDREN_MAX = 1000000,
};

struct town_plan {
	uint64_t seed;
	int32_t children;  /* aged 0 to 17 who live there */
	int32_t years;     /* how many years of returns */
	int32_t last_year; /* the collection year of the last: 2025 is to 31 March 2025 */
	int32_t as_at;     /* the day of the last extract */
	int32_t authority; /* its place among the invented (authority.h) */
};

struct town {
	struct town_plan plan;
	const struct authority *authority;
	struct arena arena;
	struct calendar *calendar;
	struct workforce workforce;
	int32_t from;      /* the first day on which a family may come to notice */
	int32_t first_day; /* 1 April of the first year of returns */
	int32_t last_day;  /* nothing that happens after it is ever asked for */
	int32_t family_count;
};

#define auto_town CLEANUP(town_deinit) struct town

/* Prepares the town. E_USAGE says which part of the plan cannot be. */
MUST_CHECK enum status town_init(struct town *town, const struct town_plan *plan, struct err *err);

/* Frees it. Accepts a zeroed struct and a second call. */
void town_deinit(struct town *town);

/* The family of that number (0 to family_count - 1), in `arena`. Some families are of
 * no child: those whose cases closed long before the first year. */
void town_family(const struct town *town, int32_t number, struct arena *arena,
                 struct truth_family *out);

/* The prospective adopters, for they belong to no child. In `arena`. */
void town_adopters(const struct town *town, struct arena *arena, struct truth_list *out);

/* Every worker and every team there was, as rows. In `arena`. */
void town_staff(const struct town *town, struct arena *arena, struct truth_list *workers_out,
                struct truth_list *teams_out);

/* 1 April of the year before, and 31 March, of a collection year. */
int32_t town_year_start(int32_t year);
int32_t town_year_end(int32_t year);

/* The view of a yearly return: the year's events as entered when returns are made, at
 * the end of June. */
struct truth_view town_return_view(int32_t year);

/* A day on which something comes to notice between two days: fewer in August, over
 * Christmas and at weekends, more in September and before the ends of terms. */
int32_t town_day(const struct town *town, struct random *random, int32_t from, int32_t upto);

/* The day so many working days after another. */
int32_t town_working_day(const struct town *town, int32_t day, int32_t count);

#endif
