/* Findings on standard error, one a line, the worst first. */
#ifndef OUTTURN_CLI_FINDING_PRINT_H
#define OUTTURN_CLI_FINDING_PRINT_H

#include <stddef.h>
#include <stdio.h>

#include "base/finding.h"

/* Writes at most `most` findings of at least severity `least`, then how many more
 * there are. */
void finding_print(const struct finding_list *findings, enum finding_severity least,
                   size_t most, FILE *out);

#endif
