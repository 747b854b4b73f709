/* Errors: an operation failed, and why.
 *
 * An error is a status for the program and a sentence for the person. The
 * sentence lives in the caller's struct, is lower case, cause first, quotes its
 * subject and never holds child-level data. It is wrapped on the way up
 * ("figures.csv: row 7: bad date '31/02/2024'").
 * Doubtful data are not errors: they are findings (base/finding.h). */
#ifndef OUTTURN_BASE_ERR_H
#define OUTTURN_BASE_ERR_H

#include "base/attr.h"

enum status {
	OK,
	E_INPUT,    /* what came in cannot be understood */
	E_USAGE,    /* the command was typed wrongly */
	E_LIMIT,    /* larger or deeper than we accept */
	E_IO,       /* a file could not be read or written */
	E_MISSING,  /* what was named does not exist */
	E_CONFLICT, /* it exists already, or another writer was first */
	E_DENIED,   /* this person may not */
	E_STORE,    /* the database refused or is damaged */
	E_VERSION,  /* a newer or altered schema or format */
	E_EXTERNAL, /* a program we call is absent or failed */
	E_STATUS_COUNT
};

enum { ERR_TEXT_BYTES = 1024 };

struct err {
	enum status status;
	char text[ERR_TEXT_BYTES]; /* cut at a character boundary when too long */
};

/* Fills `err` (which may be NULL) and returns `status`, so that a failing
 * function can end with `return err_set(err, E_INPUT, ...)`. */
enum status err_set(struct err *err, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Puts a context and ": " before the sentence already in `err` (which may be
 * NULL) and returns `status`, the failure that is being passed up. */
enum status err_wrap(struct err *err, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* The exit code of the program for a status: 0 for OK, 2 for E_USAGE, 3 and
 * above for the others. 1 is never returned: it means "the answer is no". */
int status_exit_code(enum status status);

#endif
