/* The parts of a Digest, each built by a file of its own, and what they share.
 * Private to this folder. */
#ifndef OUTTURN_DIGEST_PART_H
#define OUTTURN_DIGEST_PART_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "digest/digest.h"
#include "digest/words.h"
#include "doc/build.h"
#include "judge/attention.h"

/* What every part works on. */
struct digest_work {
	const struct digest_input *input;
	struct arena *arena;
	struct doc *doc;
	struct period period;     /* the one the Digest is of; PERIOD_NONE: none */
	struct str *row_ids;      /* of each line: its row in the scorecard */
	struct str *exception_ids; /* of each line; empty: it has no exception */
	struct attention attention;
};

enum { DIGEST_TEXT_MAX_BYTES = 64 * 1024 };

/* Front page: headline counts, what needs attention, what changed, what goes well. */
void digest_front(struct digest_work *work);

/* The scorecard: one table, its rows in sections. */
void digest_scorecard(struct digest_work *work);

/* Whether a line must be explained: red, or amber twice running (R8). */
bool digest_is_exception(const struct judgement *judgement);

/* An exception for each such line, worst first, or a sentence that there is none. */
void digest_exceptions(struct digest_work *work);

/* Definitions of the indicators, with target history and rule in words (R5, R24). */
void digest_definitions(struct digest_work *work);

/* Notes on the data: how statuses are worked out, where target and comparators
 * disagree, what is older than the period, every finding worth a reader's time. */
void digest_notes(struct digest_work *work);

#endif
