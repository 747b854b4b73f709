/* Lines that name no child and so cannot be taken: told one by one, up to as many as a
 * person would look up, and then counted. */
#ifndef OUTTURN_INTAKE_LOST_LINES_H
#define OUTTURN_INTAKE_LOST_LINES_H

#include <stdint.h>

#include "base/finding.h"
#include "base/text.h"

enum { LOST_LINES_TOLD_MAX = 50 };

struct lost_lines {
	int64_t count;
};

/* Notes a line of a table; `where` says rule, file, row and column. */
void lost_lines_add(struct lost_lines *lost, struct finding_list *findings,
                    struct finding where);

/* Ends the table: says how many were not told one by one, and begins anew. */
void lost_lines_end(struct lost_lines *lost, struct finding_list *findings,
                    struct finding where);

#endif
