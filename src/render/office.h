/* PDF, DOCX and ODT from flat ODF, by LibreOffice run without a screen.
 *
 * LibreOffice is a program we call, not a library we link: it may be absent,
 * hang, be killed, or end well without having made a file. So every run has a
 * private profile (two runs would otherwise wait for each other), a time limit,
 * and its results are looked at before they go into place. One process turns
 * all jobs of one format; the formats run side by side. The program is `soffice`
 * on PATH, or what OUTTURN_SOFFICE names. */
#ifndef OUTTURN_RENDER_OFFICE_H
#define OUTTURN_RENDER_OFFICE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

enum office_format {
	OFFICE_FORMAT_PDF, /* tagged, with bookmarks, PDF/UA export */
	OFFICE_FORMAT_DOCX,
	OFFICE_FORMAT_ODT,
	OFFICE_FORMAT_COUNT
};

struct office_job {
	struct str flat_odf; /* what fodt_write() made; borrowed */
	enum office_format format;
	const char *path; /* where the result goes */
};

enum { OFFICE_JOBS_MAX = 2000 };

/* Turns every job and then puts the results into place, each written aside and
 * renamed; nothing is put anywhere unless every job succeeded. The whole takes at
 * most `limit_seconds`, or with 0 a minute and ten seconds a job. E_EXTERNAL when
 * LibreOffice is absent (the message names the package), fails, is stopped at the
 * limit, or makes no proper file; E_LIMIT above OFFICE_JOBS_MAX jobs; E_IO when
 * a file cannot be written. SIGINT, SIGTERM and SIGHUP stop the run, and are
 * raised again when the working files are gone. */
MUST_CHECK enum status office_convert(const struct office_job *jobs, size_t count,
                                      int limit_seconds, struct err *err);

#endif
