/* Fuzzes the reading of a scorecard from bytes that are taken for a CSV. */
#include <stdint.h>

#include "scorecard_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	scorecard_check((struct str){ (const char *)data, size });
	return 0;
}
