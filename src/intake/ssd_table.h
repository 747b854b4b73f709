/* The tables of the Standard Safeguarding Dataset (SSD) and what they give.
 *
 * Which column feeds which field stands in src/record/records.txt alone, and is asked of
 * record/type.h. A column's first letters name its table ("cine_referral_date" is of
 * ssd_cin_episodes), so a table is known by the columns it has, whatever its file is
 * called. What records.txt cannot say stands here: which constants a table adds, how a
 * row without a child finds one, and which fields come from another table. */
#ifndef OUTTURN_INTAKE_SSD_TABLE_H
#define OUTTURN_INTAKE_SSD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "record/type.h"

enum {
	SSD_PREFIX_BYTES = 4,   /* "cine" */
	SSD_TYPES_MAX = 2,      /* record types that one table gives */
	SSD_KEPT_MAX = 7,       /* columns of a table that others look up */
};

/* The first letters of a column of the dataset; empty when it is none. */
struct str ssd_prefix(struct str column);

/* The record types that rows of a table are (of ssd_cin_episodes: referral and need).
 * Returns how many. */
size_t ssd_types_of(struct str prefix, enum record_type out[SSD_TYPES_MAX]);

/* Whether the table is a home of the type: has rows of its own for it. */
bool ssd_is_home(struct str prefix, enum record_type type);

/* The next column of the dataset that feeds a field: `*rest` begins as its `ssd` text.
 * False when there is no further one. */
bool ssd_next_column(struct str *rest, struct str *column_out);

/* What a field always holds in rows of a table. */
struct ssd_constant {
	enum record_type type;
	const char *prefix;
	int field;
	const char *text;
};

/* All constants. */
const struct ssd_constant *ssd_constants(size_t *count_out);

/* A table that others look into, by one of its columns. */
struct ssd_index_spec {
	const char *key;                /* "cine_referral_id" */
	const char *kept[SSD_KEPT_MAX]; /* columns whose text is kept of each row */
};

/* All of them; not more than one to a key. */
const struct ssd_index_spec *ssd_index_specs(size_t *count_out);

/* How a row finds its child where its table does not name one, or left it empty:
 * `from`, a column of its own, is looked up in the table of `key`. */
struct ssd_child_link {
	const char *from;
	const char *key;
};

/* All of them; the first that leads to a child counts. */
const struct ssd_child_link *ssd_child_links(size_t *count_out);

/* A field that is looked up in another table. */
struct ssd_field_link {
	enum record_type type;
	int field;
	const char *from; /* a column of the row's own table */
	const char *key;  /* of the other one */
	const char *kept; /* its column that holds the value */
	bool may_miss;    /* no row there is nothing odd: not every enquiry had a conference */
};

/* All of them. */
const struct ssd_field_link *ssd_field_links(size_t *count_out);

/* Whether a column holds a name of a child, which is never taken. */
bool ssd_is_name(struct str column);

/* Whether a column is one that rows of the dataset are read by, though it feeds no field:
 * the child's identifier, the factors of an assessment. */
bool ssd_is_read_by(struct str column);

#endif
