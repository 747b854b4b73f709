/* Files read whole within a limit, and files written aside and then renamed.
 *
 * A reader of an output sees the old file or the new one, never half of one.
 * A directory of outputs is made the same way: each file is staged beside its
 * place and all are renamed only when all were written. */
#ifndef OUTTURN_BASE_FILE_H
#define OUTTURN_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

/* The plain words for an errno: "no space left on the device". Never freed. */
const char *file_reason(int error);

/* Fills `err` with "cannot <verb> '<path>': <reason>" and returns E_IO. A long path
 * is shown by its end. */
enum status file_error(struct err *err, const char *verb, const char *path, int error);

/* Appends the bytes of the file to `out`. E_MISSING, E_IO, or E_LIMIT when it is
 * larger than `max_bytes` (a file that says so beforehand is not read at all); the
 * message names the file. Nothing is appended on failure. */
MUST_CHECK enum status file_read(const char *path, size_t max_bytes, struct buf *out,
                                 struct err *err);

/* A file being written: bytes go to a part file beside it ("<path>.<process>.part"),
 * made with mode 0644 (or 0600 when `is_private`). */
struct outfile {
	FILE *stream; /* write here; NULL when not open */
	char *path;
	char *part_path;
};

#define auto_outfile CLEANUP(outfile_abandon) struct outfile

/* Opens the part file. E_IO names path and reason, also when something other than
 * a file stands at `path`: a device or directory is never replaced. */
MUST_CHECK enum status outfile_open(const char *path, bool is_private, struct outfile *out,
                                    struct err *err);

/* Flushes, syncs and renames into place. On failure (a full disk shows here at
 * the latest) the part is removed and what stood at `path` is untouched. */
MUST_CHECK enum status outfile_commit(struct outfile *file, struct err *err);

/* Removes the part of a file that was not committed. Accepts a zeroed struct. */
void outfile_abandon(struct outfile *file);

/* Writes `text` to `path` by the three steps above. */
MUST_CHECK enum status file_write(const char *path, struct str text, struct err *err);

/* A set of files that appear together in one directory or not at all: the caller
 * writes each into `stage_path` (a hidden directory inside the target), then
 * commits. Only plain files may be staged. */
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
