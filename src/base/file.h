/* Files read whole within a limit or piece by piece, and files written aside and then
 * renamed.
 *
 * A reader of an output sees the old file or the new one, never half of one. */
#ifndef OUTTURN_BASE_FILE_H
#define OUTTURN_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"

/* Fills `err` with "cannot <verb> '<path>': <reason>" and returns E_IO. A long path
 * is shown by its end. */
enum status file_error(struct err *err, const char *verb, const char *path, int error);

/* Appends the bytes of the file to `out`. E_MISSING, E_IO, or E_LIMIT when it is
 * larger than `max_bytes` (a file that says so beforehand is not read at all); the
 * message names the file. Nothing is appended on failure. */
MUST_CHECK enum status file_read(const char *path, size_t max_bytes, struct buf *out,
                                 struct err *err);

/* A file being read piece by piece, perhaps several times. */
struct infile {
	int fd;
	bool is_open;
	char *path;
	int64_t size_bytes;      /* when it was opened */
	struct timespec changed; /* when it was last written to, as of then */
};

#define auto_infile CLEANUP(infile_close) struct infile

/* Opens the file. E_MISSING, E_IO; E_INPUT when it is a folder or no plain file. */
MUST_CHECK enum status infile_open(const char *path, struct infile *out, struct err *err);

/* Closes it. Accepts a zeroed struct and a second call. */
void infile_close(struct infile *file);

/* Reads the next bytes, as many as there is room for unless the file ends; 0 at its
 * end. E_IO. */
MUST_CHECK enum status infile_read(struct infile *file, char *piece, size_t room_bytes,
                                   size_t *bytes_out, struct err *err);

/* Goes back to the beginning. E_IO; E_CONFLICT when the file is no longer as it was when
 * it was opened. */
MUST_CHECK enum status infile_rewind(struct infile *file, struct err *err);

/* Writes the SHA-256 of a file's bytes. Errors as of infile_open(). */
MUST_CHECK enum status file_hash(const char *path, char out[HASH_TEXT_BYTES], struct err *err);

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

#endif
