/* Proposes a mapping for a file nobody has explained yet.
 *
 * Each column is compared with every field: its words (with the sector's short forms, see
 * mapping_words.c), and what its first values are: days, yes or no, numbers, codes of a
 * set, identifiers. What fits best is written as a mapping, with the score and the reason
 * beside each line; what could not be mapped is named. It is a proposal: whoever knows
 * the extract reads it before it is used. */
#ifndef OUTTURN_INTAKE_MAPPING_PROPOSE_H
#define OUTTURN_INTAKE_MAPPING_PROPOSE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"

/* Appends the proposed text for the file at `path`; it reads back by mapping_parse(). No
 * value of the file is in it but short words that a column repeats (a team is never one,
 * nor is an identifier). E_INPUT when the file holds no table with a heading and a line. */
MUST_CHECK enum status mapping_propose(const char *path, struct buf *out, struct err *err);

#endif
