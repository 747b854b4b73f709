/* Confirmations: rows that a delivery says again, unchanged, outside its coverage.
 *
 * A delivery that does not store a row again leaves its version open. Within its coverage
 * that tells two things apart: a row it still had stays open, one it no longer had ends.
 * Outside its coverage a row stays open either way, so that it was said again is noted
 * here. Together the two answer, for every row and delivery, whether the delivery said
 * it: that is what a withdrawal asks (record/known.h). */
#ifndef OUTTURN_RECORD_CONFIRM_H
#define OUTTURN_RECORD_CONFIRM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "db/db.h"
#include "record/type.h"

/* Notes that the delivery of a change gave the open version `row_id` again unchanged.
 * record_take_finish() calls it for each such row that record_is_covered() says no of; not
 * for rows that are covered. Once for each version and change (E_CONFLICT). */
MUST_CHECK enum status record_confirm(struct db *db, int64_t change_id, enum record_type type,
                                      int64_t row_id, struct err *err);

/* Whether that was noted. */
MUST_CHECK enum status record_is_confirmed(struct db *db, int64_t change_id,
                                           enum record_type type, int64_t row_id, bool *out,
                                           struct err *err);

#endif
