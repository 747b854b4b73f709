/* The place of a row of an explore-education-statistics file. */
#ifndef OUTTURN_INTAKE_EES_PLACE_H
#define OUTTURN_INTAKE_EES_PLACE_H

#include "base/text.h"
#include "intake/ees_columns.h"
#include "intake/grid.h"

enum ees_place_answer {
	EES_PLACE_FOUND,
	EES_PLACE_OF_TWO,      /* two authorities together; the number is of both */
	EES_PLACE_CODES_DIFFER, /* found by its number; the ONS code is another's */
	EES_PLACE_UNKNOWN,
	EES_PLACE_OTHER_LEVEL, /* a level that we do not keep */
};

/* The number of the row's place (series/place.h), for all answers but the last two.
 * England by its level, a region by code or else name, an authority by its three-digit
 * number, else by ONS code, else by name. `subject_out` gets what the row calls it. */
enum ees_place_answer ees_place_read(const struct ees_columns *columns,
                                     const struct grid_row *row, int *out,
                                     struct str *subject_out);

#endif
