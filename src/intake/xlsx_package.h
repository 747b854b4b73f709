/* An XLSX file as what it is: a zip of XML parts, opened with limits.
 *
 * A small file can unpack into one that fills the machine. What a part unpacks to
 * is counted while it is read, whatever its directory entry claims. */
#ifndef OUTTURN_INTAKE_XLSX_PACKAGE_H
#define OUTTURN_INTAKE_XLSX_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/xml_stream.h"

enum {
	XLSX_MAX_PARTS = 10000,
	XLSX_MAX_UNPACKED_MB = 256,     /* of all parts read of a package in memory */
	XLSX_MAX_UNPACKED_FILE_MB = 2048, /* of one that is read as a stream */
	XLSX_MAX_EXPANSION = 200,                    /* times the size of the file */
	XLSX_FREE_UNPACKED_BYTES = 16 * 1024 * 1024, /* below it expansion is not asked */
};

struct xlsx_package;

#define auto_xlsx_package CLEANUP(xlsx_package_close) struct xlsx_package *

/* Opens the package; `bytes` must outlive it. E_INPUT when it is no zip or is
 * damaged, E_LIMIT when it has too many parts. Owned by the caller. */
MUST_CHECK enum status xlsx_package_open(struct str bytes, struct xlsx_package **out,
                                         struct err *err);

/* The same for a file that is read from as parts are asked for, and not held. Also E_IO. */
MUST_CHECK enum status xlsx_package_open_file(const char *path, struct xlsx_package **out,
                                              struct err *err);

/* Closes it; accepts a pointer to NULL. */
void xlsx_package_close(struct xlsx_package **package);

/* Whether the package holds a part of this path ("xl/styles.xml"). */
bool xlsx_package_has(const struct xlsx_package *package, const char *path);

/* Reads the XML part at `path` into `handler`. E_MISSING when it is not there;
 * E_INPUT when it is damaged or not well-formed, E_LIMIT beyond the limits above,
 * or what the handler answered; messages name the part. */
MUST_CHECK enum status xlsx_package_read(struct xlsx_package *package, const char *path,
                                         const struct xml_handler *handler, struct err *err);

#endif
