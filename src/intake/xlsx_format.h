/* How a spreadsheet shows a number: its number format code, as far as it changes
 * what a reader of the sheet sees.
 *
 * A cell that holds 0.59259 and shows 59.3% is read as 59.3%, because that is the
 * figure the council looked at; a day number under a date format is read as a date. */
#ifndef OUTTURN_INTAKE_XLSX_FORMAT_H
#define OUTTURN_INTAKE_XLSX_FORMAT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/text.h"
#include "intake/grid.h"

enum xlsx_format_kind {
	XLSX_FORMAT_GENERAL, /* as many decimals as the number has */
	XLSX_FORMAT_FIXED,   /* `decimals` of them */
	XLSX_FORMAT_DATE,
	XLSX_FORMAT_MONTH, /* month and year without a day: "Nov-18" */
	XLSX_FORMAT_TIME,  /* a date with a time, or a time alone */
	XLSX_FORMAT_TEXT,  /* "@" */
};

struct xlsx_format {
	enum xlsx_format_kind kind;
	int decimals;
	bool is_percent; /* shown times 100 */
	bool has_sign;   /* a per cent sign is shown, whether times 100 or typed */
	bool is_pounds;
};

/* What a format code says ("0.0%", "dd/mm/yyyy", "[$£-809]#,##0"); codes that scale or
 * make fractions are read as general. */
struct xlsx_format xlsx_format_read(struct str code);

/* The format that Excel numbers 0 to 163 without writing its code. */
struct xlsx_format xlsx_format_builtin(int number);

/* Appends the number, which must be finite, as the format shows it: "59.3%", "£1250",
 * "2013-12-31" (with the time behind it where that is shown), "November 2018". Day
 * numbers count from 1900, or from 1904 when `is_1904`; one that is no date is
 * written as a number. Sets `*rounded_out` when the cell holds more decimals than
 * it shows; leaves it alone otherwise. */
void xlsx_format_print(const struct xlsx_format *format, double number, bool is_1904,
                       bool *rounded_out, struct buf *out);

/* Appends the number as the cell stores it, in full: a day number under a date format as
 * an ISO date ("2013-12-31", with " 09:30:00" behind it when it has a time of day), a time
 * alone as "09:30:00", anything else as a plain number. Returns what it is. */
enum grid_cell_kind xlsx_format_print_stored(const struct xlsx_format *format, double number,
                                             bool is_1904, struct buf *out);

#endif
