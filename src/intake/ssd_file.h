/* Reads a folder of tables of the Standard Safeguarding Dataset, a CSV for each.
 *
 * What a table is, is told by its columns (ssd_table.h). Fields that stand in another
 * table are looked up there: a care episode takes its placement and the legal status
 * that held when it began, an assessment the date of its referral, an assessment's
 * factors its dates and its child. Names of children are never taken.
 *
 * Findings beside those of record_cell.h: ssd.table_unknown, ssd.empty_table,
 * ssd.columns_missing, ssd.columns_unknown, ssd.names, ssd.partly_covered, ssd.no_child,
 * ssd.not_found, ssd.factors. */
#ifndef OUTTURN_INTAKE_SSD_FILE_H
#define OUTTURN_INTAKE_SSD_FILE_H

#include "base/attr.h"
#include "base/err.h"
#include "intake/record_reader.h"

/* Reads the tables of `reading->set` (FORMAT_SSD_CSV). Tables of the dataset are kept for
 * some years: each covers what ran on or after the day of its own oldest row, so that
 * what lies before it is not denied. An empty table covers nothing. E_INPUT when a file
 * is damaged or no table is of the dataset, E_LIMIT beyond what we accept, or what the
 * sink answered. */
MUST_CHECK enum status ssd_file_read(const struct record_reading *reading, struct err *err);

#endif
