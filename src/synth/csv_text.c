#include "synth/csv_text.h"

#include <stdbool.h>
#include <string.h>

void csv_write_cell(FILE *to, struct str text)
{
	bool is_quoted = false;
	for (size_t i = 0; i < text.len; i++)
		is_quoted |= strchr(",\"\r\n", text.ptr[i]) != NULL;
	if (!is_quoted) {
		fwrite(text.ptr ? text.ptr : "", 1, text.len, to);
		return;
	}
	fputc('"', to);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			fputc('"', to);
		fputc(text.ptr[i], to);
	}
	fputc('"', to);
}
