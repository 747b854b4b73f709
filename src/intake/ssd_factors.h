/* The factors of an assessment as the Standard Safeguarding Dataset writes them: a list in
 * JSON, in the forms that councils' versions of it have. */
#ifndef OUTTURN_INTAKE_SSD_FACTORS_H
#define OUTTURN_INTAKE_SSD_FACTORS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

struct ssd_factors {
	struct str *items; /* as they are written: "1A", or "1A: Alcohol misuse: child" */
	size_t count;
};

/* Reads `["1A", "2B"]`, `{"1A": "Yes", "2B": "No"}` (those that are so),
 * `[{"factor": "1A"}]`, and `1A, 2B` without JSON; an empty cell, "NULL" and an empty list
 * hold none. False when it is none of these. Texts live in `arena`. */
bool ssd_factors_read(struct str text, struct arena *arena, struct ssd_factors *out);

#endif
