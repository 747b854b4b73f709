/* Taking deliveries into the workspace: one way in for every kind of file.
 *
 * What the paths hold is found by content (intake/format.h); the importer of its kind
 * takes each delivery, whole or not at all. A kind of delivery is one row of the table in
 * import.c and one function in the file of its family (import_FAMILY.c). */
#ifndef OUTTURN_CLI_IMPORT_H
#define OUTTURN_CLI_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/workspace.h"
#include "intake/format.h"
#include "ledger/delivery.h"

enum { IMPORT_FINDINGS_SHOWN_MAX = 20 };

/* What the person who brings the files says of them. */
struct import_options {
	int32_t as_at;        /* the day the content speaks of; DATE_NONE: not said */
	bool is_dry_run;      /* say what would change, and store nothing */
	const char *rule;     /* of scorecards: for lines without one; may be NULL */
	const char *sheet;    /* of scorecards: of a workbook; may be NULL */
	int32_t known_from;   /* of records: history, loaded in the order in which it was known;
	                         DATE_NONE: known from now on */
	int32_t published_on; /* of published figures; DATE_NONE: not said */
	const char *release;  /* of published figures; may be NULL */
};

/* One delivery on its way in. */
struct import {
	struct call *call;
	struct workspace *workspace; /* NULL: a check outside of any workspace */
	const struct import_options *options;
	const struct format_set *set;
	const struct mapping *mapping; /* that explains a table of unknown columns; else NULL */
};

/* What a check found. */
struct import_check {
	struct finding_list *findings; /* set by the caller; what is doubtful is added */
	struct str words;              /* "scorecard, CSV; 12 rows, 10 indicators" */
};

struct importer {
	enum format_kind kind;
	/* Stores the delivery, or says what that would do, and tells of it on standard
	 * output. The same delivery a second time changes nothing and is said. */
	enum status (*take)(const struct import *import, struct err *err);
	/* Finds what is doubtful and stores nothing. */
	enum status (*check)(const struct import *import, struct import_check *out,
	                     struct err *err);
	bool check_needs_workspace; /* what is published is checked against what is stored */
};

/* The importer of a kind; NULL when it is not taken in (format_advice() says why). */
const struct importer *importer_find(enum format_kind kind);

/* Whether a mapping of the workspace explains the table of unknown columns at `path`. */
bool import_is_mapped(const struct import *import, const char *path);

/* Tells of a delivery that came before. */
void import_tell_known(struct str name, const struct delivery *earlier);

/* Tells that a delivery that was withdrawn is taken again. */
void import_tell_again(int64_t delivery);

/* Takes one delivery by the importer of its kind. E_INPUT with advice when it has none; or
 * what the importer answers. */
MUST_CHECK enum status import_take(const struct import *import, struct err *err);

/* Takes what the paths hold, in the order of their names. What cannot be taken is told on
 * standard error and stops nothing else; the first such failure is then the answer. A
 * table of unknown columns is a failure when its path was given, and is only told of when
 * it lies in a folder. Waits for an import that is under way; E_CONFLICT when that takes
 * too long. */
MUST_CHECK enum status import_paths(struct call *call, const struct import_options *options,
                                    const char *const *paths, size_t count, struct err *err);

/* The families, as `take` and `check` of struct importer. */
enum status import_scorecard(const struct import *import, struct err *err);
enum status import_scorecard_check(const struct import *import, struct import_check *out,
                                   struct err *err);
enum status import_mapped(const struct import *import, struct err *err);
enum status import_mapped_check(const struct import *import, struct import_check *out,
                                struct err *err);
enum status import_records(const struct import *import, struct err *err);
enum status import_records_check(const struct import *import, struct import_check *out,
                                 struct err *err);
enum status import_publication(const struct import *import, struct err *err);
enum status import_publication_check(const struct import *import, struct import_check *out,
                                     struct err *err);

#endif
