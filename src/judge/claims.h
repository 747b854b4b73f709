/* Commentary checked against the figures it is about (R10).
 *
 * Words that say "above target" or "improved" are claims that can be held against
 * the line. A contradiction is a warning for the author, never a change of the
 * text. wording.h knows the phrases; a doubtful one is let be, because a false alarm
 * teaches people to ignore the true ones. */
#ifndef OUTTURN_JUDGE_CLAIMS_H
#define OUTTURN_JUDGE_CLAIMS_H

#include "base/finding.h"
#include "judge/judge.h"

/* Checks one text about the line; `column` names where it stands. */
void judge_check_words(const struct line *line, const struct judgement *judgement,
                       struct str column, struct str text, struct finding_list *findings);

/* Checks the line's own commentary, part by part. */
void judge_check_commentary(const struct line *line, const struct judgement *judgement,
                            struct finding_list *findings);

/* Adds a finding when a text is the last period's, unchanged but for spaces. */
void judge_check_repeated(const struct line *line, struct str column, struct str before,
                          struct str text, struct finding_list *findings);

#endif
