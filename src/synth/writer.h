/* What writes one delivery: it is given every family of the town in turn, takes what a
 * delivery of its kind and day would hold, and closes its files at the end. */
#ifndef OUTTURN_SYNTH_WRITER_H
#define OUTTURN_SYNTH_WRITER_H

#include "base/attr.h"
#include "base/err.h"
#include "synth/faults.h"
#include "synth/town.h"
#include "synth/truth.h"

struct writer {
	void *self; /* in the plan's arena */
	enum status (*family)(void *self, const struct truth_family *family, struct err *err);
	enum status (*close)(void *self, struct err *err);
	void (*abandon)(void *self); /* drops what was not closed; may be called after close */
};

/* What every writer is told. */
struct writer_plan {
	const struct town *town;
	struct faults *faults;
	const char *directory; /* into which everything is written; it exists */
	struct arena *arena;   /* lives until all writers are closed */
	uint64_t number;       /* of the writer: its faults are its own */
};

/* A census of children in need, an SSDA903 return (as a set of CSV files and as XML), of
 * a collection year; an Annex A (as a workbook and as a file for each list) and the tables
 * of the Standard Safeguarding Dataset, and the council's own reports with their mappings,
 * on a day. */
MUST_CHECK enum status cin_writer_open(const struct writer_plan *plan, int32_t year,
                                       struct writer *out, struct err *err);
MUST_CHECK enum status ssda903_writer_open(const struct writer_plan *plan, int32_t year,
                                           struct writer *out, struct err *err);
MUST_CHECK enum status ssda903_xml_writer_open(const struct writer_plan *plan, int32_t year,
                                               struct writer *out, struct err *err);
MUST_CHECK enum status annex_a_writer_open(const struct writer_plan *plan, int32_t as_at,
                                           struct writer *out, struct err *err);
MUST_CHECK enum status annex_a_csv_writer_open(const struct writer_plan *plan, int32_t as_at,
                                               struct writer *out, struct err *err);
MUST_CHECK enum status extract_writer_open(const struct writer_plan *plan, int32_t as_at,
                                           struct writer *out, struct err *err);
MUST_CHECK enum status ssd_writer_open(const struct writer_plan *plan, int32_t as_at,
                                       struct writer *out, struct err *err);

/* Makes a directory and those it lies in, below `plan->directory`. `out` is its path. */
MUST_CHECK enum status writer_directory(const struct writer_plan *plan, const char *name,
                                        const char **out, struct err *err);

#endif
