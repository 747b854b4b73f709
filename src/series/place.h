/* Places: the authorities of England, its regions, England itself, and how they
 * changed.
 *
 * Published figures name a place by its three-digit number, by an ONS code or by a
 * name in one of many forms. All of them come to one key here: the number. The ONS
 * code changes when only a boundary or a kind of council changes; the number stays
 * until the authority itself ends. Regions and England have the numbers that the
 * Department's LAIT gives them (England 970, regions 980 to 990).
 *
 * What an authority did before it existed is no figure of it: the county it was cut
 * out of is another place. A series begins where its place begins. Counts, and only
 * counts, may be added up over other places where those cover exactly the same area
 * (place_cover()).
 *
 * Invariants: the tables are constant, made at build from the CSV files of
 * src/series/places; every place lives as long as the program; nothing here reads a
 * store. DATE_NONE as the beginning means "since before our list", which starts on
 * 1 January 2009, and as the end "still there". */
#ifndef OUTTURN_SERIES_PLACE_H
#define OUTTURN_SERIES_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/text.h"

enum place_kind {
	PLACE_ENGLAND,
	PLACE_REGION,      /* one of the nine */
	PLACE_LONDON_PART, /* Inner or Outer London: their figures are in London's too */
	PLACE_AUTHORITY,
	PLACE_KIND_COUNT
};

enum place_type {
	PLACE_TYPE_NONE, /* not an authority */
	PLACE_TYPE_LONDON_BOROUGH,
	PLACE_TYPE_METROPOLITAN,
	PLACE_TYPE_UNITARY,
	PLACE_TYPE_COUNTY,
	PLACE_TYPE_COUNT
};

/* The numbers that are no authority's. */
enum {
	PLACE_NUMBER_ENGLAND = 970,
	PLACE_NUMBER_LONDON = 986,
	PLACE_NUMBER_INNER_LONDON = 987,
	PLACE_NUMBER_OUTER_LONDON = 988,
};

struct place {
	int number;            /* three digits; the key of a place everywhere */
	enum place_kind kind;
	struct str name;       /* as the Department writes it: "Bristol, City of" */
	struct str short_name; /* as a page prints it: "Bristol" */
	int region;            /* the number of its region; 0 for England and the regions */
	int london_part;       /* 987 or 988 for a London borough, else 0 */
	int32_t from, to;      /* first and last day; DATE_NONE as told above */
};

/* All places, in order of number. */
size_t place_count(void);
const struct place *place_at(size_t index);

/* Finding one; NULL when there is none. Numbers are looked up in constant time. */
const struct place *place_by_number(int number);

/* By any ONS code the place ever had, letters in either case ("E06000019",
 * "E12000007", "E92000001"). Two authorities never shared a code. */
const struct place *place_by_code(struct str code);

/* By name in any form that is met: "&" and "and", "St." and "St", "City of" before
 * or behind, "London Borough of", "County Council" and the like, in any case. Where
 * an old and a new authority have one name (Dorset) the one that existed on `on` is
 * meant, and today's when `on` is DATE_NONE. A name that could be a district's, or
 * is only a part of one, is not found: nothing is guessed. */
const struct place *place_by_name(struct str name, int32_t on);

/* By number, code or name, whichever `text` is. */
const struct place *place_find(struct str text, int32_t on);

/* A figure that was given for several authorities together: "314 / 318",
 * "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames". Fills
 * `out` with up to `max` places and returns how many there are: 0 when `text` is not
 * of that shape or names an unknown place. */
size_t place_find_combined(struct str text, int32_t on, const struct place **out, size_t max);

/* Whether the place exists on a day. A figure of a year is of the authority that
 * exists on its last day: the year in which an authority began is the new one's, as the
 * Department publishes it. */
bool place_exists_on(const struct place *place, int32_t date);

/* The region of an authority; NULL for England and the regions. */
const struct place *place_region(const struct place *place);

/* One ONS code of a place, with the days it was in force. A type (county, unitary)
 * may change with the code. */
struct place_code {
	struct str code;
	int number;
	enum place_type type;
	int32_t from, to; /* DATE_NONE as told above */
};

/* The code of a place on a day; DATE_NONE asks for its newest. NULL when it had none. */
const struct place_code *place_code_on(const struct place *place, int32_t date);

/* The codes of a place, oldest first; NULL behind the last. */
const struct place_code *place_code_at(const struct place *place, size_t index);

enum place_change_kind {
	PLACE_CHANGE_RECODE, /* a new ONS code, the same authority */
	PLACE_CHANGE_SPLIT,  /* the whole of `to` came out of `from`, which ended */
	PLACE_CHANGE_MERGE,  /* the whole of `from` went into `to` */
	PLACE_CHANGE_PART,   /* a part of `from` went into `to` */
	PLACE_CHANGE_KIND_COUNT
};

/* A reorganisation: on `on` the new authority or code came into force. */
struct place_change {
	int32_t on;
	enum place_change_kind kind;
	int from, to;              /* numbers; the same for a recode */
	struct str from_code, to_code;
	struct str what;           /* which part, "Dorset (Christchurch)"; else the old name */
};

/* "recode", "split", "merge" or "part". */
const char *place_change_word(enum place_change_kind kind);

/* The changes that `number` was in, old or new, by date; NULL behind the last. A
 * number of 0 goes through all. */
const struct place_change *place_change_at(int number, size_t index);

/* Whether a line of a chart may run across the beginning of day `date`: the place is
 * the same authority the day before and that day. A recode may be crossed. */
bool place_series_may_cross(const struct place *place, int32_t date);

/* The most authorities that place_cover() can name. */
enum { PLACE_COVER_MAX = 4 };

/* The authorities whose areas together were exactly the area of `place` on a day on
 * which it did not exist, so that their counts (never their rates) may be added up:
 * Cumbria after March 2023 is Cumberland with Westmorland and Furness. The place
 * itself where it existed. Returns how many; 0 where no sum is right: the two new
 * Northamptonshires have no past, and neither has Bournemouth, Christchurch and Poole,
 * whose third part was only a district of Dorset. */
size_t place_cover(const struct place *place, int32_t date,
                   const struct place *out[PLACE_COVER_MAX]);

#endif
