/* Reads a CIN census in XML, of every collection year since 2017.
 *
 * Elements are read by name, in whatever order they come. What councils' systems really
 * write is read too: Reviews once with several dates or several times with one; a
 * conference under the referral or under the section 47 enquiry, counted once; factors
 * that are empty; Sex beside GenderCurrent; a child without characteristics; elements
 * that no schema has, which are kept and named once.
 *
 * The census speaks of 1 April to 31 March, both days included. A return whose header
 * contradicts itself about the year covers nothing: what was known before stays.
 *
 * Findings beside those of record_cell.h: cin.header_missing, cin.header_late,
 * cin.header_year, cin.header_authority, cin.100 (reference date), cin.8510 (a child that
 * comes twice), cin.no_children, cin.no_child_id, cin.element_unknown,
 * cin.element_repeated, cin.stray_text, cin.encoding. */
#ifndef OUTTURN_INTAKE_CIN_FILE_H
#define OUTTURN_INTAKE_CIN_FILE_H

#include "base/attr.h"
#include "base/err.h"
#include "intake/record_reader.h"

/* Reads the file of `reading->set` (FORMAT_CIN_XML, one member). E_INPUT when it is damaged
 * (the line is named), E_LIMIT beyond what we accept, or what the sink answered. */
MUST_CHECK enum status cin_file_read(const struct record_reading *reading, struct err *err);

#endif
