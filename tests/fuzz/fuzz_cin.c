/* Fuzzes the reading of a CIN census. */
#include <stdint.h>

#include "records_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str text = { (const char *)data, size };
	records_check(FORMAT_CIN_XML, &text, NULL, 1);
	return 0;
}
