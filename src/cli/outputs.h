/* The outputs of a Digest in a directory: all appear together or none does. */
#ifndef OUTTURN_CLI_OUTPUTS_H
#define OUTTURN_CLI_OUTPUTS_H

#include "base/err.h"
#include "base/instant.h"
#include "doc/doc.h"

enum output {
	OUTPUT_HTML,
	OUTPUT_PDF,
	OUTPUT_DOCX,
	OUTPUT_XLSX,
	OUTPUT_CSV,
	OUTPUT_JSON,
	OUTPUT_COUNT
};

/* "html", "pdf": also the ending of the file's name. */
const char *output_word(enum output output);

/* A set of outputs, one bit each. */
unsigned outputs_all(void);

/* Reads "html,pdf,csv"; E_USAGE names a word that is none. */
MUST_CHECK enum status outputs_read(const char *text, unsigned *out, struct err *err);

/* Writes digest.<ending> for each wanted output; `made_at` is the date in their
 * properties. When only LibreOffice failed
 * (absent, killed), the others are written all the same and the result is
 * E_EXTERNAL. */
MUST_CHECK enum status outputs_write(const struct doc *doc, unsigned wanted,
                                     struct instant made_at, const char *directory,
                                     struct err *err);

#endif
