/* What the parts of bench-intake share: a case is a kind of delivery that is made, read and
 * stored, beside a yardstick that does only what no import can leave out. */
#ifndef OUTTURN_BENCH_INTAKE_H
#define OUTTURN_BENCH_INTAKE_H

#include <stdint.h>

#include "db/db.h"

enum { INTAKE_PATH_BYTES = 512, INTAKE_SIZES = 2 };

struct intake_case {
	const char *name;
	const char *unit; /* what a size counts: "child", "row" */
	int64_t sizes[INTAKE_SIZES];
	/* Writes the delivery's files into a folder that is empty; the same bytes every time. */
	void (*make)(const char *folder, int64_t units);
	/* Goes over a file with the bare parser and does nothing. */
	void (*parse)(const char *path);
	/* Reads the folder's delivery and stores nothing; NULL: not measured. */
	void (*read)(const char *folder);
	/* Takes it into a migrated store in one transaction. */
	void (*take)(const char *folder, struct db *db);
	/* Tables that the yardstick fills with the same rows: those whose names begin so,
	 * apart by spaces. */
	const char *tables;
};

/* Generators (intake_make.c). */
void intake_make_cin(const char *folder, int64_t children);
void intake_make_ssda903(const char *folder, int64_t children);

/* A workbook with as many rows to a list (intake_annex_a.c). */
void intake_make_annex_a(const char *folder, int64_t rows);

/* Yardsticks (intake_yard.c): libxml2's SAX2 and libcsv with handlers that only count. */
void intake_parse_xml(const char *path);
void intake_parse_csv(const char *path);

/* The same for every part of a workbook. */
void intake_parse_book(const char *path);

/* Inserts every row that the store `from` holds in the tables into `to`, a migrated store, with
 * plain prepared statements in one transaction. Returns the processor seconds of the
 * inserts and the commit; reading the rows is not counted. */
double intake_insert_bare(const char *from, const char *to, const char *tables);

/* Deliveries of records (intake_records.c): read, and taken as an import takes them. */
void intake_read_records(const char *folder);
void intake_take_records(const char *folder, struct db *db);

/* A data file of explore education statistics (intake_ees.c). */
void intake_make_ees(const char *folder, int64_t rows);
void intake_take_ees(const char *folder, struct db *db);

/* Processor seconds of this process so far. */
double intake_seconds(void);

/* Ends the benchmark with a message. */
_Noreturn void intake_fail(const char *what, const char *why);

#endif
