/* A scorecard for the terminal: the Digest's order and words, in columns that fit.
 * Status is a shape, a word and (where the terminal has it) a colour. */
#ifndef OUTTURN_CLI_TERMINAL_H
#define OUTTURN_CLI_TERMINAL_H

#include <stdio.h>

#include "cli/command.h"
#include "digest/digest.h"

/* Writes the scorecard: heading, one entry for each current line in its section,
 * headline counts. No line is wider than the terminal. */
void terminal_scorecard(const struct app *app, struct arena *arena,
                        const struct digest_input *input, FILE *out);

#endif
