/* What one cell of a delivered table says.
 *
 * Pure functions from text to meaning, for the forms that councils' extracts really
 * hold (docs/import.md). Each tells three answers apart: the cell is missing, it has
 * a value, or it cannot be read; the last is for the caller to report, with the text
 * as it came. Nothing is guessed: a day first date is never tried month first. */
#ifndef OUTTURN_INTAKE_CELL_H
#define OUTTURN_INTAKE_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/text.h"
#include "intake/grid.h"

enum cell_answer {
	CELL_MISSING,
	CELL_VALUE,
	CELL_UNREADABLE,
};

/* How a cell says that it has nothing to say. */
enum cell_absence {
	CELL_ABSENCE_NONE,        /* it has something */
	CELL_ABSENCE_EMPTY,       /* nothing, or white space */
	CELL_ABSENCE_MARK,        /* "-", ".", "N/A", "NULL" */
	CELL_ABSENCE_FAULT,       /* "#N/A", "#REF!": a formula failed */
	CELL_ABSENCE_MANY_VALUES, /* "#MULTIVALUE": the source had more than one */
};

/* Which absence the text is, if any. */
enum cell_absence cell_absence(struct str text);

/* A header cell as it is compared: trimmed, white space and no-break spaces run
 * together, lower case, curly quotes and long dashes made plain, a punctuation mark
 * that repeats itself written once, quotation marks around the whole left out. Lives in
 * `arena`. */
struct str cell_header(struct str text, struct arena *arena);

/* How much of a date is known. */
enum cell_precision {
	CELL_PRECISION_DAY,
	CELL_PRECISION_MONTH,   /* "ZZ/05/2021" */
	CELL_PRECISION_YEAR,    /* "ZZ/ZZ/1993" */
	CELL_PRECISION_UNKNOWN, /* "ZZ/ZZ/ZZZZ": said to be not known */
};

struct cell_date {
	int32_t date;    /* the first day it can be; DATE_NONE when nothing is known */
	enum cell_precision precision;
	bool has_time;   /* a time of day other than midnight was given */
	int32_t seconds; /* of the day; 0 without a time */
	bool is_serial;  /* came as a spreadsheet's day number */
};

/* Reads an ISO date ("2021-05-31", with a time behind T or a space), "31/05/2021" (day
 * first; also with - or . and with a time), "31 May 2021", a partial date with ZZ, and
 * a day number of a spreadsheet, counted from 1900 or from 1904. Day numbers outside 1920
 * to 2099 (so the false leap day of 1900 plays no part), years of two digits and months
 * before days cannot be read. An offset behind a time is dropped: the day is the one that
 * was written. */
enum cell_answer cell_read_date(struct str text, bool is_1904, struct cell_date *out);

/* Reads 0/1 (also 0.0/1.0), true/false, yes/no, y/n, t/f, with or without a letter
 * before it ("a) Yes"). "Unknown", "Not known", "U" and the like are missing. */
enum cell_answer cell_read_boolean(struct str text, bool *out);

/* Reads a whole number, also as "3.0" or "1,250". */
enum cell_answer cell_read_whole(struct str text, int64_t *out);

/* Reads a number with or without decimals, also in E notation. Never infinite. */
enum cell_answer cell_read_decimal(struct str text, double *out);

/* An identifier as it is kept: trimmed, and without the ".0" that a spreadsheet puts
 * behind a whole number. Leading zeros stay. Borrows from `text`; empty when absent. */
struct str cell_identifier(struct str text);

/* A coded cell taken apart: "q) 6: Police" has letter 'q', rest "6: Police", code "6"
 * and label "Police"; "b) Female" has letter 'b' and rest "Female" alone; "N1 - Abuse or
 * Neglect" has no letter. Texts are borrowed and trimmed. */
struct cell_code {
	char letter;       /* lower case; 0: none */
	struct str rest;   /* without the letter */
	struct str code;   /* before ": " or " - "; empty when there is none */
	struct str label;  /* behind it */
};

/* Takes a coded cell apart; an empty one gives empty parts. */
struct cell_code cell_split_code(struct str text);

#endif
