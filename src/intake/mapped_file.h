/* Reads any table of records by a mapping (mapping.h).
 *
 * Findings beside those of record_cell.h and record_people.h: mapped.columns_kept,
 * mapped.no_child, mapped.no_day (its coverage reaches back from the day of the extract,
 * which nobody said), mapped.empty_table. */
#ifndef OUTTURN_INTAKE_MAPPED_FILE_H
#define OUTTURN_INTAKE_MAPPED_FILE_H

#include "base/attr.h"
#include "base/err.h"
#include "intake/record_reader.h"

/* Reads the only member of `reading->set` by `reading->mapping`. E_INPUT
 * when there is none, when the file has not the columns that the mapping asks for or is damaged, or
 * what the sink answered. */
MUST_CHECK enum status mapped_file_read(const struct record_reading *reading, struct err *err);

#endif
