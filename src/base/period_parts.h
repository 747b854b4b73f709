/* The numbers that a period's text holds, and the day that each way of writing
 * points at. Shared by the strict and the lenient reader; private to them.
 *
 * period_containing() makes the period of a kind around that day, so a way of
 * writing is a row of a table: what it looks like, its kind, its day. */
#ifndef OUTTURN_BASE_PERIOD_PARTS_H
#define OUTTURN_BASE_PERIOD_PARTS_H

#include <stdint.h>

/* Parts that the text does not have are 0. */
struct period_parts {
	int year;
	int month;
	int day;
	int split_year; /* "2013-14" begins in 2013 */
	int quarter;    /* of the financial year */
	int week;
};

/* The day a row points at, or DATE_NONE when there is no such day. */
typedef int32_t period_anchor(const struct period_parts *parts);

period_anchor period_anchor_day;          /* year, month, day */
period_anchor period_anchor_month_end;    /* year, month: its last day */
period_anchor period_anchor_year;         /* year: 1 January */
period_anchor period_anchor_week;         /* year, week: its Monday */
period_anchor period_anchor_quarter_end;  /* split_year, quarter: its last day */
period_anchor period_anchor_april;        /* split_year: 1 April */
period_anchor period_anchor_september;    /* split_year: 1 September */
period_anchor period_anchor_october;      /* split_year: 1 October */

#endif
