/* Faults put in on purpose, each at a stated rate, and the list of all of them.
 *
 * Every fault is written down in manifest.csv with its kind, file, row, column, child, what
 * stands there and what should, so that the findings of an import can be held to it. A
 * fault of a record (its kind begins with "record.") is in the truth itself and comes
 * through in every file that has the record; its file is "(records)" and its row 0. */
#ifndef OUTTURN_SYNTH_FAULTS_H
#define OUTTURN_SYNTH_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "synth/random.h"
#include "synth/town.h"
#include "synth/truth.h"

enum fault_kind {
#define FAULT(id, word, rate, words) FAULT_##id,
#include "synth/faults.def"
#undef FAULT
	FAULT_KIND_COUNT
};

struct faults {
	bool are_on;
	uint64_t seed;
	struct outfile manifest;
	int64_t counts[FAULT_KIND_COUNT];
};

#define auto_faults CLEANUP(faults_abandon) struct faults

/* Where a fault was put. Texts are borrowed. */
struct fault {
	enum fault_kind kind;
	struct str file; /* "ssda903/2024/episodes.csv" */
	int64_t row;     /* the line of a CSV file, the row of a sheet, the line of an XML file */
	struct str column;
	struct str child;
	struct str written;
	struct str meant;
};

/* Opens the manifest at `path`; without faults it holds its heading alone. */
MUST_CHECK enum status faults_open(struct faults *faults, uint64_t seed, bool are_on,
                                   const char *path, struct err *err);

/* Whether a fault of the kind strikes here: so often as its rate says. */
bool faults_strike(const struct faults *faults, enum fault_kind kind, struct random *random);

/* Writes a fault down. */
void faults_note(struct faults *faults, const struct fault *fault);

/* Puts the faults of records into a family. The same family always has the same. */
void faults_in_family(struct faults *faults, const struct town *town, int32_t number,
                      struct truth_family *family);

/* The word of a kind, and what it does. */
const char *fault_word(enum fault_kind kind);
const char *fault_words(enum fault_kind kind);

/* Writes the manifest out. */
MUST_CHECK enum status faults_close(struct faults *faults, struct err *err);

/* Drops a manifest that was not written out. Accepts a zeroed struct. */
void faults_abandon(struct faults *faults);

#endif
