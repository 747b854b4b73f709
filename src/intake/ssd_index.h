/* Rows of one table of the Standard Safeguarding Dataset, kept so that rows of another
 * can look into them by a key: the date of the referral that an assessment answers, the
 * child of an assessment that factors name.
 *
 * Only the columns that are asked for are kept, as text. Memory is some hundred bytes a
 * row. */
#ifndef OUTTURN_INTAKE_SSD_INDEX_H
#define OUTTURN_INTAKE_SSD_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/map.h"
#include "base/text.h"
#include "intake/ssd_table.h"

struct ssd_index {
	const struct ssd_index_spec *spec;
	bool is_there; /* its table came */
	struct map by_key;
	struct str (*rows)[SSD_KEPT_MAX];
	size_t count;
	size_t capacity;
	struct arena arena;
};

/* Frees it. Accepts a zeroed struct and a second call. */
void ssd_index_deinit(struct ssd_index *index);

/* Adds a row; the texts are copied. Of rows with the same key the first stays. */
void ssd_index_add(struct ssd_index *index, struct str key, const struct str kept[SSD_KEPT_MAX]);

/* The kept texts of the row with this key, in the order of the spec; NULL: there is
 * none. Borrowed until the next row is added. */
const struct str *ssd_index_find(const struct ssd_index *index, struct str key);

/* The place of a kept column in the spec; SIZE_MAX: it is not kept. */
size_t ssd_index_place(const struct ssd_index_spec *spec, struct str column);

/* The legal statuses of every child, to find the one that held in an episode. */
struct ssd_statuses {
	struct map newest; /* of a child: the status added last */
	struct ssd_status *items;
	size_t count;
	size_t capacity;
	struct arena arena;
};

/* Frees them. Accepts a zeroed struct and a second call. */
void ssd_statuses_deinit(struct ssd_statuses *statuses);

/* Adds a status of a child; DATE_NONE for an end that has not come. One without a start
 * is left out: it holds on no day. */
void ssd_statuses_add(struct ssd_statuses *statuses, struct str child, int32_t start,
                      int32_t end, struct str status);

/* The status that held on the first day of an episode (the last to have begun, where
 * several did), else the first to begin within it. Empty when there is none. */
struct str ssd_statuses_find(const struct ssd_statuses *statuses, struct str child,
                             int32_t start, int32_t end);

#endif
