/* Case files whose cases are longer than a line:
 *
 *     == a sentence about the case
 *     what goes in
 *     --
 *     what comes out
 *
 * Texts are compared without the blank lines around them. With UPDATE_GOLDEN set the
 * answers are written anew: read the diff. What stands before the first case is a remark. */
#ifndef OUTTURN_TESTS_UNIT_CASE_BLOCK_H
#define OUTTURN_TESTS_UNIT_CASE_BLOCK_H

#include "case_file.h"

/* Takes the lines up to one that begins with `mark`; that line goes into `*found`, which
 * is empty when there was none. */
static inline struct str case_take_until(struct str *rest, struct str mark, struct str *found)
{
	struct str from = *rest, line;
	*found = (struct str){ 0 };
	while (str_split(rest, '\n', &line))
		if (str_starts_nocase(line, mark)) {
			*found = line;
			return str_slice(from, 0, (size_t)(line.ptr - from.ptr));
		}
	return from;
}

static inline void case_file_write(const char *name, struct str text)
{
	char path[512];
	struct err err = { 0 };
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	auto_buf lines = buf_init(CASE_FILE_BYTES_MAX);
	buf_format(&lines, "%.*s\n", STR_ARGS(text));
	snprintf(path, sizeof(path), "%s/tests/cases/%s", root ? root : ".", name);
	assert_ok(file_write(path, buf_view(&lines), &err), &err);
}

/* Gives every case of tests/cases/<name> to `answer`, which puts what comes of it. */
static inline void case_blocks_run(const char *name,
                                   void (*answer)(struct str text, struct buf *out))
{
	auto_buf text = buf_init(CASE_FILE_BYTES_MAX), anew = buf_init(CASE_FILE_BYTES_MAX);
	auto_buf said = buf_init(CASE_FILE_BYTES_MAX);
	bool is_update = getenv("UPDATE_GOLDEN") != NULL;
	int count = 0;
	case_file_read(name, &text);
	struct str rest = buf_view(&text), title, mark;
	buf_add(&anew, case_take_until(&rest, STR("== "), &title));
	while (title.len > 0) {
		struct str shown = title, input = case_take_until(&rest, STR("--"), &mark);
		struct str expected = str_trim(case_take_until(&rest, STR("== "), &title));
		buf_clear(&said);
		answer(input, &said);
		struct str came = str_trim(buf_view(&said));
		if (!is_update && !str_equal(came, expected))
			fail_msg("%s: %.*s\n%.*s\nexpected\n%.*s", name, STR_ARGS(shown),
			         STR_ARGS(came), STR_ARGS(expected));
		buf_format(&anew, "%.*s\n%.*s--\n%.*s\n\n", STR_ARGS(shown), STR_ARGS(input),
		           STR_ARGS(came));
		count++;
	}
	assert_true(count > 0);
	if (is_update)
		case_file_write(name, str_trim(buf_view(&anew)));
}

#endif
