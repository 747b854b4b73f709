/* What a release of published figures changes: what it adds, revises, repeats and no
 * longer has. Asked of the store once its values are there. */
#ifndef OUTTURN_SERIES_COMPARATOR_REPORT_H
#define OUTTURN_SERIES_COMPARATOR_REPORT_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "db/db.h"
#include "series/comparator.h"

/* The word that a kind of column is stored under, and reading it back. */
const char *comparator_column_word(enum comparator_column_kind kind);
enum comparator_column_kind comparator_column_kind_of(struct str word);

/* Fills what `summary` says of other releases, from `values` on, and adds the findings,
 * which name `file`. */
MUST_CHECK enum status comparator_report(struct db *db, int64_t release, struct str file,
                                         struct comparator_summary *summary,
                                         struct finding_list *findings, struct err *err);

#endif
