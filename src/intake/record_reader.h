/* How a file of children's records is read: every format's reader hands rows to a sink.
 *
 * What becomes of a row (stored, compared, written elsewhere, counted by a test) is the
 * sink's affair; readers know no store. Readers lose nothing: a cell that cannot be used
 * is a doubt with its text, a column that the type has no field for goes into the row's
 * `extra`, and what belongs to no child (a header that is wrong, a column that is not
 * known) is a finding of the file. */
#ifndef OUTTURN_INTAKE_RECORD_READER_H
#define OUTTURN_INTAKE_RECORD_READER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "intake/format.h"
#include "record/coverage.h"
#include "record/row.h"
#include "record/source.h"

struct mapping;

/* What is known of a delivery before its first row. */
struct record_file {
	enum record_source_kind source;
	struct str source_name;    /* of a mapped extract */
	struct str authority_code; /* three digits, as the file says; empty: it does not */
	int year;                  /* collection year: 2024 is to 31 March 2024; 0: none */
	int32_t reference_day;     /* the last day it speaks of; DATE_NONE: not said */
	struct str words;          /* "CIN census XML of 2024" */
};

/* What a reader calls, in this order: `begin` once, `cover` for each type it covers, then
 * `row` and `doubt` in any order. A doubt comes directly before its row, so that the sink
 * has the row's values; `field` is of the row's type, or -1. A status other than OK ends
 * the reading with it. Texts are borrowed until the call returns. */
struct record_sink {
	void *context;
	enum status (*begin)(void *context, const struct record_file *file, struct err *err);
	enum status (*cover)(void *context, const struct record_coverage *coverage,
	                     struct err *err);
	enum status (*row)(void *context, const struct record_row *row, struct err *err);
	enum status (*doubt)(void *context, const struct record_row *row, int field,
	                     struct str text, const struct finding *what, struct err *err);
};

/* What a reader is given. */
struct record_reading {
	const struct format_set *set;
	const struct record_sink *sink;
	struct finding_list *findings; /* of the file, not of a child */
	int32_t as_at;                 /* as the user says; DATE_NONE: the file's own day */
	const struct mapping *mapping; /* that explains an unknown table (mapping.h); else NULL */
};

/* Readers of the formats, each in a file of its own (cin_file.c, ssda903_file.c, annex_a_file.c,
 * ssd_file.c, mapped_file.c). E_INPUT names file, row and column when the file is
 * damaged or is not what it seemed; E_LIMIT beyond what we accept. */
MUST_CHECK enum status record_file_read(const struct record_reading *reading, struct err *err);

#endif
