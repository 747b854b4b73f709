/* What holds of every scorecard that was read, whatever the bytes were: shared by the
 * fuzz targets of CSV and XLSX. */
#ifndef OUTTURN_TESTS_FUZZ_SCORECARD_CHECK_H
#define OUTTURN_TESTS_FUZZ_SCORECARD_CHECK_H

#include "base/text.h"

/* Reads the bytes as a scorecard and ends the process when what came of it cannot be. */
void scorecard_check(struct str bytes);

#endif
