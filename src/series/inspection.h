/* What Ofsted judged of an authority's children's services, and when.
 *
 * Judgements are words and stay words: they have no mean and no arithmetic. A newer
 * judgement holds from the day it was published; what held on a day is asked with that
 * day. Lists of judgements overlap (one of the latest, one of all): where two deliveries
 * tell of the same inspection, the one that came last counts. */
#ifndef OUTTURN_SERIES_INSPECTION_H
#define OUTTURN_SERIES_INSPECTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "series/known.h"

/* What is judged. Care leavers have had a judgement of their own since January 2023. */
enum inspection_aspect {
	INSPECTION_OVERALL,
	INSPECTION_LEADERS,
	INSPECTION_PROTECTION,
	INSPECTION_CARE,
	INSPECTION_CARE_LEAVERS,
	INSPECTION_ASPECT_COUNT
};

struct inspection {
	int place;             /* series/place.h */
	struct str kind;       /* "ILACS Standard Inspection"; empty: not said */
	int32_t inspected_on;  /* first day */
	int32_t published_on;  /* DATE_NONE: not said */
	struct str judgements[INSPECTION_ASPECT_COUNT]; /* in Ofsted's words; empty: none */
	int64_t delivery, row; /* where it stands */
};

struct inspection_list {
	struct inspection *items;
	size_t count;
	size_t capacity;
};

/* Stores an inspection with its judgements. E_STORE outside a write transaction,
 * E_MISSING when there is no such delivery, E_CONFLICT when it is withdrawn. */
MUST_CHECK enum status inspection_add(struct db *db, const struct inspection *inspection,
                                      struct err *err);

/* Which inspections count on a day: Ofsted's own counts "as at 31 March" go by when the
 * inspection was, though its report came out weeks later; what a council could know and
 * print went by publication. */
enum inspection_clock {
	INSPECTION_BY_PUBLICATION,
	INSPECTION_BY_DAY,
};

/* The judgements that are asked for. */
struct inspection_asked {
	int32_t date;
	enum inspection_clock clock;
	int64_t known_by; /* the change up to which it was known (series/known.h) */
};

/* The inspections of a place, oldest first; `date` and `clock` play no part. Texts in
 * `arena`. */
MUST_CHECK enum status inspections_of(struct db *db, int place,
                                      const struct inspection_asked *asked,
                                      struct arena *arena, struct inspection_list *out,
                                      struct err *err);

/* The newest inspection of a place on a day. E_MISSING when there is none. */
MUST_CHECK enum status inspection_on(struct db *db, int place,
                                     const struct inspection_asked *asked,
                                     struct arena *arena, struct inspection *out,
                                     struct err *err);

/* The same of every place that existed on that day, by number. */
MUST_CHECK enum status inspections_on(struct db *db, const struct inspection_asked *asked,
                                      struct arena *arena, struct inspection_list *out,
                                      struct err *err);

#endif
