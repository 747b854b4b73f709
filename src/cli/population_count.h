/* The population that goes with a rate of the workspace's own authority. */
#ifndef OUTTURN_CLI_POPULATION_COUNT_H
#define OUTTURN_CLI_POPULATION_COUNT_H

#include <stdint.h>

#include "cli/command.h"
#include "cli/workspace.h"
#include "series/population.h"

/* How many people of those ages live in the authority by the estimate that goes with a period
 * ending on `on`, as published figures were known at a change (series/known.h); 0 when no
 * release says, or the authority is no place with a number. */
int64_t population_count(const struct call *call, const struct workspace *workspace,
                         int64_t known_by, struct age_range ages, int32_t on);

#endif
