/* What the table of a scorecard shows: which columns, what their heads say, and the
 * sentence above it. Whatever would be the same in every row (an empty column, one
 * period of comparison) is said once, there, and not in the rows. Private to this
 * folder. */
#ifndef OUTTURN_DIGEST_LAYOUT_H
#define OUTTURN_DIGEST_LAYOUT_H

#include <stdbool.h>

#include "digest/part.h"

enum column {
	COLUMN_REF,
	COLUMN_MEASURE,
	COLUMN_GOOD,
	COLUMN_MONTH,
	COLUMN_QUARTER,
	COLUMN_YTD,
	COLUMN_BEFORE,
	COLUMN_NOW,
	COLUMN_TARGET,
	COLUMN_STATUS,
	COLUMN_DIRECTION,
	COLUMN_PICTURE,
	COLUMN_COUNT
};

struct layout {
	enum column shown[COLUMN_COUNT];
	struct doc_column columns[COLUMN_COUNT];
	size_t count;
	bool has_parts;    /* month, quarter or year to date stand in columns */
	struct str before; /* what every earlier figure is of; empty when they differ */
	bool is_tested;    /* some change could be tested, or there is none to test */
	const struct doc_chart **charts; /* of each line; NULL: nothing to draw */
	struct str caption;
};

/* Works out the layout, in the work's arena; draws the charts of the cells. */
const struct layout *layout_of(struct digest_work *work);

/* The first change there is, when all the others are with the same; NULL else. */
const struct change *layout_basis(const struct digest_work *work);

/* What every earlier figure is of, for a sentence ("2024-25 Q4", "the same period last
 * year"); empty when they differ or there is none. */
struct str layout_before(const struct digest_work *work);

#endif
