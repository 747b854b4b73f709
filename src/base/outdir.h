/* A directory of outputs that appear together or not at all.
 *
 * Each file is staged beside its place, and all are renamed only when all were
 * written. */
#ifndef OUTTURN_BASE_OUTDIR_H
#define OUTTURN_BASE_OUTDIR_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

/* The caller writes each file into `stage_path` (a hidden directory inside the
 * target), then commits. Only plain files may be staged. */
struct outdir {
	char *path;       /* the directory the files are for; made if absent */
	char *stage_path; /* write the files here */
	bool made_path;   /* `path` did not exist before */
};

#define auto_outdir CLEANUP(outdir_abandon) struct outdir

/* Makes the directory (and its missing parents) and the staging place within.
 * E_IO when it cannot be written. */
MUST_CHECK enum status outdir_open(const char *path, struct outdir *out, struct err *err);

/* Syncs every staged file and renames all into the directory. If a rename fails
 * after others succeeded, the message names which files are new. */
MUST_CHECK enum status outdir_commit(struct outdir *dir, struct err *err);

/* Removes what was staged and not committed, and the directory itself when it was
 * made for this and is empty. Accepts a zeroed struct. */
void outdir_abandon(struct outdir *dir);

#endif
