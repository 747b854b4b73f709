/* Writes an invented authority into a folder: the returns of several years and the
 * extracts of several month ends, a README and the list of faults. docs/synth.md. */
#ifndef OUTTURN_SYNTH_SYNTH_H
#define OUTTURN_SYNTH_SYNTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "synth/proportions.h"
#include "synth/town.h"

enum {
	SYNTH_CIN = 1 << 0,
	SYNTH_903 = 1 << 1,
	SYNTH_903_XML = 1 << 2,
	SYNTH_ANNEX_A = 1 << 3,
	SYNTH_SSD = 1 << 4,
	SYNTH_ANNEX_A_LISTS = 1 << 5,
	SYNTH_REPORTS = 1 << 6, /* the council's own, with their mappings */
	SYNTH_ALL = SYNTH_CIN | SYNTH_903 | SYNTH_903_XML | SYNTH_ANNEX_A | SYNTH_ANNEX_A_LISTS |
	            SYNTH_SSD | SYNTH_REPORTS,
};

enum { SYNTH_EXTRACTS_MAX = 12 };

struct synth_plan {
	struct town_plan town;
	bool has_faults;
	unsigned formats;
	int32_t extracts; /* month ends of which Annex A, the dataset and the council's own
	                     reports are written, up to the day of the last extract; 1 to SYNTH_EXTRACTS_MAX */
};

/* What was made. */
struct synth_result {
	int64_t children; /* of whom the authority's system holds anything */
	int64_t rows;
	int64_t faults;
	struct proportions last_year;
};

/* Writes everything into `directory`, which is made, or exists and is empty: E_CONFLICT
 * when it holds anything; E_USAGE when the plan cannot be. */
MUST_CHECK enum status synth_write(const struct synth_plan *plan, const struct town *town,
                                   const char *directory, struct synth_result *out,
                                   struct err *err);

/* Makes the folder, unless it is there and empty: E_CONFLICT when it holds anything. */
MUST_CHECK enum status synth_make_directory(const char *directory, struct err *err);

#endif
