/* Reads Ofsted's Annex A: a workbook of up to eleven lists, or a file for each.
 *
 * A list is a short window and not a history (annex_a_list.h says what it covers), and so
 * is what it says of a child: the latest review, the latest visit, the current episode.
 * An episode begins when both its placement and its legal status had begun.
 *
 * Findings beside those of record_cell.h: annex_a.as_at, annex_a.as_at_outlier,
 * annex_a.empty_list, annex_a.columns_missing, annex_a.columns_unknown,
 * annex_a.column_by_place, annex_a.no_child, people.conflict (record_people.h), annex_a.age. */
#ifndef OUTTURN_INTAKE_ANNEX_A_FILE_H
#define OUTTURN_INTAKE_ANNEX_A_FILE_H

#include "base/attr.h"
#include "base/err.h"
#include "intake/record_reader.h"

/* Reads the lists of `reading->set` (FORMAT_ANNEX_A_BOOK or FORMAT_ANNEX_A_LIST). The day
 * of the extract is `reading->as_at`, else the latest day on which anything in the lists
 * happened; which it was is a finding. E_INPUT when a list has no column for the child, or
 * the file is damaged; E_LIMIT beyond what we accept; or what the sink answered. */
MUST_CHECK enum status annex_a_file_read(const struct record_reading *reading, struct err *err);

#endif
