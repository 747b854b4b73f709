/* Fuzzes the reading of a scorecard from a workbook. Bytes that begin as a zip are taken as
 * they are. Others are the XML inside a sound package, because no mutation of a zip
 * keeps its checksums: rows, shared strings, number formats and cell styles, with form
 * feeds between them. */
#include <stdint.h>

#include "../unit/intake/collect.h"
#include "base/arena.h"
#include "scorecard_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTS = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	if (str_starts_nocase(bytes, STR("PK"))) {
		scorecard_check(bytes);
		return 0;
	}
	auto_arena arena = { 0 };
	struct str parts[PARTS] = { 0 };
	for (size_t i = 0; i < PARTS; i++) {
		struct str part = { 0 };
		if (size && str_split(&bytes, '\f', &part))
			parts[i] = part;
		parts[i] = arena_text(&arena, parts[i]); /* ends with a NUL */
	}
	auto_buf package = buf_init(1 << 22);
	workbook_build(parts[0].ptr, parts[1].ptr, parts[2].ptr, parts[3].ptr, &package);
	scorecard_check(buf_view(&package));
	return 0;
}
