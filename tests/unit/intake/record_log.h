/* A sink that writes down what a reader of records hands on, for tests to look at. */
#ifndef OUTTURN_TESTS_UNIT_INTAKE_RECORD_LOG_H
#define OUTTURN_TESTS_UNIT_INTAKE_RECORD_LOG_H

#include "base/buf.h"
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

/* The lines; NUL-terminated, borrowed. */
const char *record_log_text(struct record_log *log);

/* How many lines hold `part`. */
int record_log_lines(struct record_log *log, const char *part);

/* How many findings of the file have this rule. */
int record_log_findings(const struct record_log *log, const char *rule);

#endif
