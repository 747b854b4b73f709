/* The period of a row of an explore-education-statistics file.
 *
 * A row has digits (2024, 202425) and words for the kind of year. Which days those are
 * is told by the words, and for "Reporting year" by the table (ees_names.h). Where we
 * know no days the period is a label: it is kept, and has no place in time. */
#ifndef OUTTURN_INTAKE_EES_PERIOD_H
#define OUTTURN_INTAKE_EES_PERIOD_H

#include "base/attr.h"
#include "base/err.h"
#include "base/period.h"
#include "base/text.h"
#include "intake/ees_names.h"

enum ees_dating {
	EES_DATED,
	EES_DATED_NOT,          /* a kind of year of which we keep no days (terms, tax years) */
	EES_DATED_BY_NO_RULE,   /* "Reporting year" of a table that we do not know */
	EES_DATED_BY_NO_WORD,   /* words for the kind of year that we do not know */
};

/* Reads `time_period` and `time_identifier`. E_INPUT when the digits are not a year, are
 * of the wrong number for the words, or are not two years in a row ("202325"): such a
 * row cannot be used. */
MUST_CHECK enum status ees_period_read(struct str time_period, struct str time_identifier,
                                       enum ees_year reporting, struct period *out,
                                       enum ees_dating *dating_out, struct err *err);

#endif
