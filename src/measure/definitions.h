/* The definitions of a workspace: those that are shipped, and the council's own.
 *
 * The shipped ones are part of the program (indicators/ of the source). A workspace may hold
 * more in its folder `indicators`; a definition there takes the place of a shipped one of the
 * same name. One that is not sound is left aside with its complaints; the rest is used. */
#ifndef OUTTURN_MEASURE_DEFINITIONS_H
#define OUTTURN_MEASURE_DEFINITIONS_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/calendar.h"
#include "base/err.h"
#include "lang/complaint.h"
#include "lang/tree.h"
#include "measure/record_schema.h"

struct definitions {
	struct record_schema schema;
	struct library library;
	struct complaints complaints; /* of everything read so far */
};

/* The schema and no definition yet; everything lives in `arena`. */
void definitions_start(struct arena *arena, struct definitions *out);

/* Adds the shipped definitions. */
void definitions_add_shipped(struct definitions *definitions);

/* Adds a file's definitions; one of the name of a definition read before takes its place.
 * E_IO, E_MISSING, E_LIMIT as file_read(). */
MUST_CHECK enum status definitions_add_file(struct definitions *definitions, const char *path,
                                            struct err *err);

/* Adds every *.ind file of a folder, in the order of their names; a folder that is not there
 * adds nothing. */
MUST_CHECK enum status definitions_add_folder(struct definitions *definitions, const char *path,
                                              struct err *err);

/* Checks all definitions. */
void definitions_check_only(struct definitions *definitions);

/* Checks all definitions, and runs the examples of those that are sound: one whose example
 * fails is sound no more. */
MUST_CHECK enum status definitions_check(struct definitions *definitions,
                                         const struct calendar *calendar, struct err *err);

#endif
