/* Fuzzes the reading of tables of the Standard Safeguarding Dataset: CSV tables, each
 * behind a form feed but the first. What they are is told by their columns. */
#include <stdint.h>

#include "records_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct str texts[RECORDS_CHECK_FILES];
	size_t count = 0;
	while (count < RECORDS_CHECK_FILES && size && str_split(&rest, '\f', &texts[count]))
		count++;
	if (count)
		records_check(FORMAT_SSD_CSV, texts, NULL, count);
	return 0;
}
