#include "intake/lost_lines.h"

#include <inttypes.h>

void lost_lines_add(struct lost_lines *lost, struct finding_list *findings,
                    struct finding where)
{
	where.severity = FINDING_ERROR;
	if (lost->count++ < LOST_LINES_TOLD_MAX)
		finding_add(findings, where,
		            "the line names no child and was not taken; expected an identifier, or "
		            "a key that leads to one");
}

void lost_lines_end(struct lost_lines *lost, struct finding_list *findings,
                    struct finding where)
{
	where.severity = FINDING_ERROR;
	if (lost->count > LOST_LINES_TOLD_MAX)
		finding_add(findings, where,
		            "%" PRId64 " further lines of it name no child and were not taken",
		            lost->count - LOST_LINES_TOLD_MAX);
	lost->count = 0;
}
