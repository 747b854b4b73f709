/* Random records of the schema of the agreement tests, kept as rows so that some can be left
 * out. */
#ifndef OUTTURN_TESTS_LANG_RANDOM_RECORDS_H
#define OUTTURN_TESTS_LANG_RANDOM_RECORDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "chance.h"
#include "table/table.h"

enum { RANDOM_ROWS_MAX = 400, RANDOM_FIELDS_MAX = 8 };

struct random_row {
	bool is_left_out;
	int type;
	int64_t child;
	int64_t numbers[RANDOM_FIELDS_MAX]; /* CELL_MISSING, or the value */
	const char *texts[RANDOM_FIELDS_MAX]; /* of labels and codes; NULL: missing */
};

struct random_records {
	const struct schema *schema;
	struct random_row rows[RANDOM_ROWS_MAX];
	int count;
};

void random_records(struct chance *chance, const struct schema *schema,
                    struct random_records *out);

/* The tables of all rows that are not left out. */
void random_tables(const struct random_records *records, struct arena *arena,
                   struct tables *out);

/* Puts the rows that are not left out, one a line. */
void random_records_print(const struct random_records *records, struct buf *out);

#endif
