/* A mapping: what the columns of an extract mean, as a text that an analyst edits.
 *
 *     mapping "Mosaic referrals"
 *     identifier "Person ID"
 *
 *     record referral
 *       received = "Ref date"
 *       source = "Referred by" by sources
 *       no_further_action = yes when "Outcome" is "NFA", "Closed"
 *       covers starts in the last 6 months
 *
 *     codes sources
 *       6 is "Police", "Police officer"
 *
 * docs/mapping.md has the whole language. A later file of the same source is recognised
 * by its columns: a mapping fits a file that has all the columns it asks for. */
#ifndef OUTTURN_INTAKE_MAPPING_H
#define OUTTURN_INTAKE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "intake/table_stream.h"
#include "record/coverage.h"
#include "record/type.h"

enum {
	MAPPING_MAX_BYTES = 1024 * 1024,
	MAPPING_HEAD_ROWS = 20, /* rows with text among which the headings are looked for */
};

/* "Type" is "Core", "Initial"; is not "Void"; is empty; is not empty. */
struct mapping_test {
	struct str column;
	bool is_not;
	struct str *values; /* none: empty */
	size_t count;
};

/* Their words for our codes. */
struct mapping_word {
	struct str code;
	struct str theirs;
};

struct mapping_codes {
	struct str name;
	struct mapping_word *items;
	size_t count;
};

/* How a field gets its value. Of several lines for one field the first whose test holds
 * speaks. */
struct mapping_field {
	int field;
	struct str column;   /* empty: the constant */
	struct str constant;
	struct str time_column; /* of a moment whose time stands beside its date; or empty */
	bool is_month_first; /* 05/31/2024 */
	bool is_optional;    /* a file without the column is still of this mapping */
	bool has_test;
	struct mapping_test test;
	const struct mapping_codes *codes; /* NULL: the words are codes or their known spellings */
	struct str codes_name;
	int64_t line;
};

/* What the extract covers of a type. */
struct mapping_cover {
	enum record_coverage_kind kind;
	int32_t from; /* of STARTS and OVERLAPS, unless they reach back: */
	int32_t to;
	int months;   /* back from the day of the extract; 0: fixed days */
	int days;
};

struct mapping_record {
	enum record_type type;
	struct mapping_field *fields;
	size_t field_count;
	struct mapping_test *tests; /* all must hold for a line to give the record */
	size_t test_count;
	struct mapping_cover cover;
	int64_t line;
};

/* One table of the file: a CSV, or a sheet of a workbook. */
struct mapping_table {
	struct str sheet;      /* empty: the first */
	int64_t header_row;    /* 0: the first row that has the columns */
	struct str identifier; /* the column of the child's identifier; may be empty */
	struct mapping_record *records;
	size_t record_count;
	int64_t line;
};

struct mapping {
	struct str name; /* of the source: "Mosaic referrals" */
	struct str file; /* of the text, for messages */
	struct mapping_table *tables;
	size_t table_count;
};

/* Reads the text of `file` (a name for messages) into `arena`. Every problem is added to
 * `problems` as an error finding with its line and character, and what was expected; with
 * any problem the result is E_INPUT (E_LIMIT when the text is too large), `err` holds the
 * first as "file:line:column: message", and `out` is untouched. */
MUST_CHECK enum status mapping_parse(struct str text, struct str file, struct arena *arena,
                                     struct mapping *out, struct finding_list *problems,
                                     struct err *err);

/* The same for the file at `path`. E_MISSING, E_IO. */
MUST_CHECK enum status mapping_read(const char *path, struct arena *arena, struct mapping *out,
                                    struct finding_list *problems, struct err *err);

/* Where a table of a mapping stands in a file. */
struct mapping_place {
	size_t sheet;
	int64_t header_row;
	struct str *headings; /* as the file writes them, trimmed */
	struct str *plain;    /* as they are compared (cell_header()) */
	size_t count;
};

/* Finds the table in an opened file. E_INPUT names the columns that are not there, E_MISSING
 * a sheet. Texts live in `arena`. */
MUST_CHECK enum status mapping_find_table(const struct mapping_table *table,
                                          struct table_stream *stream, struct arena *arena,
                                          struct mapping_place *out, struct err *err);

/* The place of a column among the headings, punctuation and case aside; SIZE_MAX when it
 * is not there. */
size_t mapping_find_column(const struct mapping_place *place, struct str column);

/* "05/31/2024 10:00" as "31/05/2024 10:00", in `arena`. What is not two numbers of at most
 * two digits before a year stays as it is, to be read or doubted as such. */
struct str mapping_day_first(struct str text, struct arena *arena);

/* How many columns a file must have to fit. */
size_t mapping_required(const struct mapping *mapping);

/* The mapping in `folder` (files called *.map) that fits the file at `path`, in `arena`;
 * where several do, the one that asks for most columns. When none fits, also for want of a
 * folder, `out` is zeroed: it has no tables. A mapping that cannot be read is a finding
 * and is passed over. E_CONFLICT names two that fit equally well. */
MUST_CHECK enum status mapping_choose(const char *folder, const char *path, struct arena *arena,
                                      struct mapping *out, struct finding_list *findings,
                                      struct err *err);

#endif
