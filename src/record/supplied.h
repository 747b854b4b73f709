/* What the deliveries that came cover: what record/feed.h is asked with. */
#ifndef OUTTURN_RECORD_SUPPLIED_H
#define OUTTURN_RECORD_SUPPLIED_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "record/feed.h"

/* A supply, and the delivery that it came with. */
struct record_supplied {
	int64_t delivery_id;
	struct str source_name; /* of an extract; empty otherwise */
};

struct record_supplied_list {
	struct record_supply *items;    /* to hand to record_can_feed() */
	struct record_supplied *from;   /* of each item */
	size_t count;
};

/* The supplies of an authority, in the order in which they came, without those that were
 * withdrawn. Where a delivery does not say its last day, it is the day it became known.
 * What a source only adds (the latest of each child) is a supply that covers nothing. */
MUST_CHECK enum status record_supplied(struct db *db, struct str authority,
                                       struct arena *arena, struct record_supplied_list *out,
                                       struct err *err);

#endif
