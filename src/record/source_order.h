/* In which order sources count: the default of record/source.h, or what a council chose.
 *
 *     cin > ssd
 *     plan, plan_review from 2024-04-01 to 2025-03-31: cin > ssd; care: 903; ssd > annex-a
 *
 * Clauses stand between semicolons: the types it is about (none: all), the days within
 * which a record starts, then sources, the one that counts first. The first clause that
 * fits a record holds; sources that it does not name follow in the default order. Sources
 * are ssd, extract, annex-a, cin and 903; one extract of several is "extract NAME". */
#ifndef OUTTURN_RECORD_SOURCE_ORDER_H
#define OUTTURN_RECORD_SOURCE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "record/source.h"
#include "record/type.h"

/* The setting that holds it; "record.source_order NAME" is that of one authority and
 * takes its place. */
#define RECORD_SOURCE_ORDER_KEY "record.source_order"

/* An authority has at most as many sources. */
enum { RECORD_SOURCES_MAX = 64 };

struct record_order_clause {
	bool of[RECORD_TYPE_COUNT];
	int32_t from; /* first and last day of a start; DATE_NONE: no bound */
	int32_t to;
	uint8_t place[RECORD_SOURCES_MAX]; /* of each source of the list; 0 counts first */
};

struct record_order {
	const struct record_order_clause *clauses; /* the last fits every record */
	size_t count;
};

/* Reads the text of an order over a list of sources; empty for the default. E_INPUT quotes
 * what was not understood; E_LIMIT when there are too many sources. */
MUST_CHECK enum status record_order_parse(struct str text,
                                          const struct record_source_list *sources,
                                          struct arena *arena, struct record_order *out,
                                          struct err *err);

/* The text that holds for an authority by the settings of an instant (NULL: of now), in
 * `arena`; empty for the default. */
MUST_CHECK enum status record_order_text(struct db *db, struct str authority,
                                         const struct instant *settings_at,
                                         struct arena *arena, struct str *out,
                                         struct err *err);

/* The places of the sources for a record of the type that starts on a day (DATE_NONE: no
 * day; a clause with days does not fit it). */
const uint8_t *record_order_places(const struct record_order *order, enum record_type type,
                                   int32_t start);

#endif
