/* A document that uses every block, for the tests of every output. */
#ifndef OUTTURN_TESTS_UNIT_RENDER_SAMPLE_H
#define OUTTURN_TESTS_UNIT_RENDER_SAMPLE_H

#include "doc/doc.h"

/* A finished Digest in the arena: Rotherham's figures of 2013-14 Q3 from the
 * council's report; the series of earlier periods, targets, comparators and
 * dates are made up to show what they look like. */
struct doc *sample_digest(struct arena *arena);

#endif
