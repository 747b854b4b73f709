/* Fuzzes the reader of framework text: what it accepts must print as text that reads
 * back and prints the same; what it refuses must say where. */
#include <stdint.h>

#include "base/buf.h"
#include "framework/text.h"

enum { PRINTED_MAX_BYTES = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_hold(bool holds, const char *what, struct str text)
{
	if (holds)
		return;
	fprintf(stderr, "%s:\n%.*s\n", what, STR_ARGS(text));
	abort();
}

static void check_problems(const struct finding_list *problems, struct str text)
{
	must_hold(problems->count <= FRAMEWORK_PROBLEMS_MAX, "too many problems", text);
	for (size_t i = 0; i < problems->count; i++) {
		const struct finding *problem = &problems->items[i];
		must_hold(problem->row >= 1, "a problem nowhere", problem->message);
		must_hold(str_check_utf8(problem->message, NULL) == OK, "no text", text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena arena = { 0 };
	auto_buf first = buf_init(PRINTED_MAX_BYTES), second = buf_init(PRINTED_MAX_BYTES);
	struct finding_list problems = { .arena = &arena };
	struct framework framework, again;
	struct str text = { (const char *)data, size };
	struct err err = { 0 };
	if (framework_parse(text, STR("input"), &arena, &framework, &problems, &err) != OK) {
		check_problems(&problems, text);
		return 0;
	}
	must_hold(framework_print(&framework, &first, &err) == OK, "cannot be printed", text);
	if (framework_parse(buf_view(&first), STR("printed"), &arena, &again, &problems, &err) !=
	    OK)
		must_hold(false, err.text, buf_view(&first));
	must_hold(framework_print(&again, &second, &err) == OK, "cannot be printed again", text);
	must_hold(str_equal(buf_view(&first), buf_view(&second)), "prints otherwise again",
	          buf_view(&second));
	return 0;
}
