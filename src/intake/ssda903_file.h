/* Reads an SSDA903 return of looked-after children: a CSV for each table, or one XML file.
 *
 * Nothing is repaired. Episodes that overlap, that have no end, or whose child is gone in
 * the next return, stay as they were delivered; rules find them (record/rule.h), and an open
 * episode that a later year closes is the same episode there, by child and start. Codes
 * V3 and V4 stay apart. Who a child is comes from the header; another table adds only
 * what the header lacks.
 *
 * A return covers 1 April to 31 March of its collection year, table by table; an empty table,
 * and a return whose year cannot be told, cover nothing.
 *
 * Findings beside those of record_cell.h: ssda903.year_unknown, ssda903.empty_table,
 * ssda903.columns_missing, ssda903.columns_unknown, ssda903.no_child,
 * ssda903.birth_differs, ssda903.row_short, ssda903.encoding, ssda903.no_children,
 * ssda903.element_unknown. */
#ifndef OUTTURN_INTAKE_SSDA903_FILE_H
#define OUTTURN_INTAKE_SSDA903_FILE_H

#include "base/attr.h"
#include "base/err.h"
#include "intake/record_reader.h"

/* Reads the tables of `reading->set` (FORMAT_SSDA903_CSV). The collection year is that of
 * `reading->as_at`, else of the set. E_INPUT when a table has no column for the child or
 * is damaged, E_LIMIT beyond what we accept, or what the sink answered. */
MUST_CHECK enum status ssda903_file_read(const struct record_reading *reading, struct err *err);

/* The same for FORMAT_SSDA903_XML. Without `reading->as_at` the year is told by the days on
 * which episodes begin and end, for which the file is read once more. */
MUST_CHECK enum status ssda903_xml_read(const struct record_reading *reading, struct err *err);

#endif
