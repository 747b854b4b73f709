/* Commentary left standing from the period before (R10). */
#ifndef OUTTURN_CLI_REPEATED_WORDS_H
#define OUTTURN_CLI_REPEATED_WORDS_H

#include "base/finding.h"
#include "figure/line.h"

/* Adds a finding for each part of a line's commentary that says, word for word, what
 * the same indicator's line of the period before says. `before` may be the same
 * list as `now`. */
void repeated_words_check(const struct line_list *now, const struct line_list *before,
                          struct finding_list *findings);

#endif
