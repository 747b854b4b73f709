/* What a file is, by its content: names and endings are not trusted. */
#ifndef OUTTURN_INTAKE_FILE_KIND_H
#define OUTTURN_INTAKE_FILE_KIND_H

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

enum file_kind {
	FILE_KIND_TEXT, /* may be a CSV */
	FILE_KIND_XLSX,
	FILE_KIND_COUNT
};

/* Recognises the kind of a file by `bytes`, its whole or its beginning. E_INPUT for
 * anything that holds no table this program reads (an empty file, PDF, .xls, .ods, .docx,
 * JSON, HTML, an encrypted workbook, an archive, a picture); the message says what it is
 * and what to do. */
MUST_CHECK enum status file_kind_find(struct str bytes, enum file_kind *out, struct err *err);

#endif
