/* Golden files: output compared with what was looked at once and kept.
 *
 * A test hands over what it made; assert_golden() compares it with
 * tests/golden/<name> byte for byte and shows the first difference. With
 * UPDATE_GOLDEN=1 in the environment the file is written instead:
 *
 *     UPDATE_GOLDEN=1 meson test -C build
 *     git diff tests/golden
 */
#ifndef OUTTURN_TESTS_GOLDEN_H
#define OUTTURN_TESTS_GOLDEN_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The path of a file below tests/golden, from OUTTURN_SOURCE_ROOT. */
static inline void golden_path(const char *name, char *out, size_t out_bytes)
{
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	int len = snprintf(out, out_bytes, "%s/tests/golden/%s", root ? root : ".", name);
	assert_true(len > 0 && (size_t)len < out_bytes);
}

static inline void golden_write(const char *path, struct str made)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		fail_msg("cannot write %s", path);
	size_t written = made.len ? fwrite(made.ptr, 1, made.len, file) : 0;
	if (fclose(file) != 0 || written != made.len)
		fail_msg("cannot write %s", path);
}

/* The line around byte `at`, cut to what is readable in a message. */
static inline struct str golden_line(struct str text, size_t at)
{
	size_t start = at, end = at;
	while (start > 0 && text.ptr[start - 1] != '\n' && at - start < 60)
		start--;
	while (end < text.len && text.ptr[end] != '\n' && end - at < 60)
		end++;
	return (struct str){ text.ptr + start, end - start };
}

static inline void golden_compare(const char *name, struct str kept, struct str made)
{
	size_t at = 0, line = 1;
	while (at < kept.len && at < made.len && kept.ptr[at] == made.ptr[at])
		line += kept.ptr[at++] == '\n';
	if (at == kept.len && at == made.len)
		return;
	struct str want = golden_line(kept, at), got = golden_line(made, at);
	fail_msg("%s differs in line %zu:\n  kept: %.*s\n  made: %.*s\n"
	         "(UPDATE_GOLDEN=1 keeps the new one; look at the difference first)",
	         name, line, STR_ARGS(want), STR_ARGS(got));
}

/* Fails unless `made` is what tests/golden/<name> holds. */
static inline void assert_golden(const char *name, struct str made)
{
	char path[4096];
	golden_path(name, path, sizeof(path));
	const char *update = getenv("UPDATE_GOLDEN");
	if (update && strcmp(update, "1") == 0) {
		golden_write(path, made);
		return;
	}
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("%s does not exist; UPDATE_GOLDEN=1 makes it", path);
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	assert_true(size >= 0);
	char *bytes = malloc((size_t)size + 1);
	assert_non_null(bytes);
	struct str kept = { bytes, fread(bytes, 1, (size_t)size, file) };
	fclose(file);
	golden_compare(name, kept, made);
	free(bytes);
}

#endif
