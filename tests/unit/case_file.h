/* Case files: one case a line, "what goes in => what comes out".
 *
 * `#` begins a comment line; empty lines are skipped. Several answers stand apart
 * by " | ". The folder is tests/cases of the source tree. */
#ifndef OUTTURN_TESTS_UNIT_CASE_FILE_H
#define OUTTURN_TESTS_UNIT_CASE_FILE_H

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"

enum { CASE_ANSWERS_MAX = 4, CASE_FILE_BYTES_MAX = 1 << 20 };

struct case_line {
	int row;
	struct str input;
	struct str answers[CASE_ANSWERS_MAX]; /* empty where the line has fewer */
};

/* Takes the text before `mark` out of `*rest`; all of it when there is no mark. */
static inline struct str case_take(struct str *rest, struct str mark)
{
	size_t at = str_find_nocase(*rest, mark);
	struct str part = str_slice(*rest, 0, at);
	*rest = at == SIZE_MAX ? (struct str){ 0 } : str_slice(*rest, at + mark.len, rest->len);
	return str_trim(part);
}

/* Reads tests/cases/<name> whole. */
static inline void case_file_read(const char *name, struct buf *out)
{
	char path[512];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	struct err err = { 0 };
	snprintf(path, sizeof(path), "%s/tests/cases/%s", root ? root : ".", name);
	assert_ok(file_read(path, CASE_FILE_BYTES_MAX, out, &err), &err);
}

/* Runs every case of tests/cases/<name> through `check`; fails when there is none. */
static inline void case_file_run(const char *name, void (*check)(const struct case_line *line))
{
	auto_buf text = buf_init(CASE_FILE_BYTES_MAX);
	case_file_read(name, &text);
	struct str rest = buf_view(&text), line;
	int count = 0;
	for (int row = 1; str_split(&rest, '\n', &line); row++) {
		line = str_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		struct case_line found = { .row = row, .input = case_take(&line, STR("=>")) };
		for (size_t i = 0; i < CASE_ANSWERS_MAX; i++)
			found.answers[i] = case_take(&line, STR(" | "));
		check(&found);
		count++;
	}
	assert_true(count > 0);
}

#endif
