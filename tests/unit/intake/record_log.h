/* A sink that writes down what a reader of records hands on, for tests to look at. */
#ifndef OUTTURN_TESTS_UNIT_INTAKE_RECORD_LOG_H
#define OUTTURN_TESTS_UNIT_INTAKE_RECORD_LOG_H

#include "base/buf.h"
#include "intake/format.h"
#include "intake/record_reader.h"

struct record_log {
	struct buf text;     /* a line for each call, unless is_counting */
	bool is_counting;    /* only counts, for large files */
	int64_t rows[RECORD_TYPE_COUNT];
	int64_t doubts;
	struct record_file file;
	struct arena arena;  /* texts of `file`, and findings */
	struct finding_list findings;
	struct record_sink sink;
	const struct record_row *awaited; /* of doubts, until their row comes */
};

/* Starts a log; record_log_deinit() frees it. */
void record_log_init(struct record_log *log);
void record_log_deinit(struct record_log *log);

/* Forgets everything, to log another file. */
void record_log_clear(struct record_log *log);

/* Reads a set and fails the test unless that ends with `expected`; the error's words are in
 * `err`. */
void record_log_read(struct record_log *log, const struct format_set *set,
                     enum status expected, struct err *err);

/* A file that a test makes, and several that are one set. */
struct record_log_file {
	struct str text;
	int part; /* of a set */
};

struct record_log_set {
	enum format_kind kind;
	int year; /* 0: the files do not say */
	const struct record_log_file *files;
	size_t count;
};

/* The same for files that are written aside for it. */
void record_log_read_text(struct record_log *log, const struct record_log_set *made,
                          enum status expected, struct err *err);

/* The same for a file of tests/cases/records, found and grouped by its content. */
void record_log_read_sample(struct record_log *log, const char *const *names, size_t count);

/* The lines; NUL-terminated, borrowed. */
const char *record_log_text(struct record_log *log);

/* How many lines hold `part`. */
int record_log_lines(struct record_log *log, const char *part);

/* How many findings of the file have this rule. */
int record_log_findings(const struct record_log *log, const char *rule);

#endif
