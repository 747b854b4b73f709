/* Taking one published file: the same steps whatever its figures are.
 *
 * The file is hashed and, where the same one came before and was not withdrawn since, left
 * alone. Otherwise it is recorded as a delivery (or comes again under its number), its
 * reader stores what it holds, and what was doubtful is stored with it: all of it or
 * nothing. Published files are of no one authority. */
#ifndef OUTTURN_INTAKE_PUBLICATION_H
#define OUTTURN_INTAKE_PUBLICATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/grid.h"
#include "intake/table_stream.h"
#include "ledger/audit.h"
#include "ledger/delivery.h"

/* A file, and what the person who brings it says of it. */
struct publication {
	const char *path;
	struct act act;
	int32_t published_on; /* DATE_NONE: not said */
	struct str release;   /* what people call it: "April 2026"; may be empty */
	bool is_dry_run;      /* say what would change, and store nothing */
};

/* What became of it. */
struct publication_outcome {
	struct arena *arena;     /* holds the texts; set by the caller */
	int64_t delivery;        /* its id; of a dry run it means nothing */
	int64_t rows;            /* with text, the header aside */
	bool is_known;           /* the same file came before: nothing was done */
	bool comes_again;        /* it came before and was withdrawn: it speaks again */
	struct delivery earlier; /* then, of either, this one */
};

/* A file while it is being taken. */
struct publication_taking {
	struct db *db;
	const struct publication *what;
	struct table_stream *stream;
	size_t sheet; /* the one to be read */
	struct str file;
	int64_t delivery;
	struct arena *arena;
	struct finding_list *findings;
};

/* Reads the file's figures into the store. Called at most once, in a write transaction. */
struct publication_reader {
	struct str kind; /* of the delivery: "lait" */
	void *context;
	enum status (*take)(void *context, const struct publication_taking *taking,
	                    struct err *err);
};

/* Takes the file, in the write transaction that is open or in one of its own; a dry run
 * does the same in one of its own and rolls it back. Findings that the reader adds are
 * added to `findings` and stored. Errors name the file: those of table_stream.h, and what
 * the reader answers; E_CONFLICT for a dry run inside a transaction. */
MUST_CHECK enum status publication_take(struct db *db, const struct publication *what,
                                        const struct publication_reader *reader,
                                        struct publication_outcome *out,
                                        struct finding_list *findings, struct err *err);

/* A finding about a row (0: none) of a file that is being taken. */
struct finding publication_doubt(const struct publication_taking *taking, const char *rule,
                                 enum finding_severity severity, int64_t row);

/* Reads the rows of the file's table into `sink`, from its header on, without those that
 * are blank. */
MUST_CHECK enum status publication_read(const struct publication_taking *taking,
                                        const struct grid_sink *sink, struct err *err);

#endif
