/* How a return of either form begins (ssda903_file.h). */
#ifndef OUTTURN_INTAKE_SSDA903_BEGIN_H
#define OUTTURN_INTAKE_SSDA903_BEGIN_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "intake/record_reader.h"
#include "intake/ssda903_table.h"

/* The collection year as far as it is known before the reading: that of the day that the
 * user says, else of the set; 0: not known. */
int ssda903_year(const struct record_reading *reading);

/* Tells the sink of the return and, for each table that has rows, what it covers. A year of
 * 0 covers nothing and is a finding. */
MUST_CHECK enum status ssda903_begin(const struct record_reading *reading, int year,
                                     const bool has_rows[SSDA903_TABLE_COUNT],
                                     struct err *err);

#endif
