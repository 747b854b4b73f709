/* Fuzzes the reading of an Annex A. Input that begins as a zip does is a workbook whose
 * first sheet is List 8; other input is lists as CSV, each behind a form feed but the
 * first, and a letter that says which it is: 'A' List 1, 'B' List 2 and so on. */
#include <stdbool.h>
#include <stdint.h>

#include "records_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, text = { 0 };
	struct str texts[RECORDS_CHECK_FILES];
	int parts[RECORDS_CHECK_FILES] = { 8 };
	size_t count = 0;
	if (str_starts_nocase(rest, STR("PK"))) {
		records_check(FORMAT_ANNEX_A_BOOK, &rest, parts, 1);
		return 0;
	}
	while (count < RECORDS_CHECK_FILES && size && str_split(&rest, '\f', &text)) {
		int part = text.len ? text.ptr[0] - 'A' + 1 : 1;
		parts[count] = part >= 1 && part <= FORMAT_ANNEX_A_LISTS ? part : 1;
		texts[count++] = str_slice(text, 1, SIZE_MAX);
	}
	if (count)
		records_check(FORMAT_ANNEX_A_LIST, texts, parts, count);
	return 0;
}
