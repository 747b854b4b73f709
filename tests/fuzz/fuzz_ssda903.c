/* Fuzzes the reading of an SSDA903 return. Input that begins with '<' is its XML form;
 * other input is its tables, each behind a form feed but the first, and a letter that
 * says which it is: 'A' the header, 'B' episodes and so on. */
#include <stdbool.h>
#include <stdint.h>

#include "records_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, text = { 0 };
	struct str texts[RECORDS_CHECK_FILES];
	int parts[RECORDS_CHECK_FILES];
	size_t count = 0;
	if (size && data[0] == '<') {
		records_check(FORMAT_SSDA903_XML, &rest, NULL, 1);
		return 0;
	}
	while (count < RECORDS_CHECK_FILES && size && str_split(&rest, '\f', &text)) {
		int part = text.len ? text.ptr[0] - 'A' : 0;
		parts[count] = part >= 0 && part < SSDA903_TABLE_COUNT ? part : 0;
		texts[count++] = str_slice(text, 1, SIZE_MAX);
	}
	if (count)
		records_check(FORMAT_SSDA903_CSV, texts, parts, count);
	return 0;
}
