/* Fuzzes the language of definitions: whatever is read must be written as a text that is
 * read as the same tree, and every complaint must stand in its file. */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/lang/format_stable.h"
#include "lang/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_hold(bool holds, const char *what, const struct buf *said)
{
	if (holds)
		return;
	fprintf(stderr, "%s: %.*s\n", what, STR_ARGS(buf_view(said)));
	abort();
}

static void check_complaint(const struct complaint *complaint, struct buf *said)
{
	const struct spot *place = &complaint->place;
	buf_clear(said);
	complaint_print(complaint, said);
	must_hold(!said->failed && said->len > 0, "a complaint says nothing", said);
	must_hold(place->line >= 1 && place->column >= 1 && place->length >= 0, "no place", said);
	must_hold((size_t)place->column <= str_characters(complaint->line) + 1 ||
	                  complaint->line.len == 0,
	          "a place behind its line", said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena arena = { 0 };
	auto_buf said = buf_init(1 << 26);
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	bool is_broken = false;
	lang_parse(STR("a.ind"), (struct str){ (const char *)data, size }, &arena, &library,
	           &complaints);
	for (size_t i = 0; i < complaints.count; i++)
		check_complaint(&complaints.items[i], &said);
	buf_clear(&said);
	for (size_t i = 0; i < library.count; i++) {
		is_broken = is_broken || library.items[i]->is_broken;
		if (!library.items[i]->is_broken)
			must_hold(format_is_stable(library.items[i], &said), "unstable", &said);
	}
	must_hold(!is_broken || complaints.count > 0, "broken without a complaint", &said);
	return 0;
}
