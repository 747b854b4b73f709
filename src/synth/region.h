/* Several authorities that do not exist, each in a folder of its own. */
#ifndef OUTTURN_SYNTH_REGION_H
#define OUTTURN_SYNTH_REGION_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "synth/synth.h"

/* Writes `count` authorities (1 to AUTHORITY_COUNT) by one plan: each with its own number,
 * size and chance. One goes into `directory` itself, several into folders below it, beside
 * authorities.csv, which lists them. `out` is the sum of all, with the proportions of
 * none. Errors as of synth_write(). */
MUST_CHECK enum status region_write(const struct synth_plan *plan, int32_t count,
                                    const char *directory, struct synth_result *out,
                                    struct err *err);

#endif
