/* Fuzzes the reader of mapping text: what it refuses it must say with line and words,
 * what it accepts must ask for at least one column. */
#include <stdint.h>

#include "intake/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_hold(bool holds, const char *what, struct str text)
{
	if (holds)
		return;
	fprintf(stderr, "%s:\n%.*s\n", what, STR_ARGS(text));
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct mapping mapping;
	struct err err = { 0 };
	struct str text = { (const char *)data, size };
	enum status st = mapping_parse(text, STR("input"), &arena, &mapping, &problems, &err);
	if (st == OK) {
		must_hold(problems.count == 0, "accepted with a problem", text);
		must_hold(mapping.table_count > 0, "accepted without a table", text);
		return 0;
	}
	must_hold(str_check_utf8(str_of(err.text), NULL) == OK, "a message that is no text", text);
	for (size_t i = 0; i < problems.count; i++) {
		must_hold(problems.items[i].row >= 1, "a problem nowhere", text);
		must_hold(str_check_utf8(problems.items[i].message, NULL) == OK, "no text", text);
	}
	return 0;
}
