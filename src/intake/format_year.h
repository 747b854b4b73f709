/* The collection year of a return whose files do not name it. */
#ifndef OUTTURN_INTAKE_FORMAT_YEAR_H
#define OUTTURN_INTAKE_FORMAT_YEAR_H

#include "base/attr.h"
#include "base/err.h"
#include "intake/format.h"

/* The collection year of an SSDA903 table by the dates at which its rows begin or end: the
 * latest year, to 31 March, that holds at least one in a hundred of them, so that a slip of
 * the pen does not count. Reads the whole file. 0 for a table without such dates (header,
 * OC2) or for none that can be read. Errors as of table_stream_read(). */
MUST_CHECK enum status format_year_find(const struct format *format, int *out, struct err *err);

/* The same year's order among tables: those with better dates come first; 0: it has none. */
int format_year_rank(const struct format *format);

#endif
