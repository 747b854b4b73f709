/* A scorecard read from a literal, with what was found on the way: for tests. */
#ifndef OUTTURN_TESTS_UNIT_INTAKE_SCORECARD_H
#define OUTTURN_TESTS_UNIT_INTAKE_SCORECARD_H

#include "base/arena.h"
#include "base/finding.h"
#include "intake/scorecard_file.h"

struct scorecard_test {
	struct arena arena;
	struct finding_list findings;
	struct scorecard_file file;
	enum status status;
	struct err err;
};

#define auto_scorecard CLEANUP(scorecard_test_end) struct scorecard_test

/* Reads `text` as "figures.csv". */
void scorecard_test_read(struct scorecard_test *test, const char *text,
                         const struct scorecard_options *options);

/* The same, and fails unless the file was read with this many lines. */
void scorecard_test_lines(struct scorecard_test *test, const char *text, size_t lines);

void scorecard_test_end(struct scorecard_test *test);

/* Fails unless a finding reads "error row 7 'target': words"; the row and column are left out
 * where a finding has none. */
void assert_found(const struct scorecard_test *test, const char *expected);

#endif
