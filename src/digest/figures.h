/* The machine tables of a Digest: figures, their history, findings. The first is
 * also what `outturn scorecard --format csv` writes; its columns and words are a
 * promise (docs/scorecard-file.md) and are only ever added to at the end. */
#ifndef OUTTURN_DIGEST_FIGURES_H
#define OUTTURN_DIGEST_FIGURES_H

#include "base/arena.h"
#include "digest/digest.h"
#include "doc/dataset.h"

/* One row for each line of `input->all`, with its judgement. */
struct dataset *figures_dataset(const struct digest_input *input, struct arena *arena);

/* One row for each earlier figure of the current lines. */
struct dataset *history_dataset(const struct digest_input *input, struct arena *arena);

/* One row for each finding. */
struct dataset *findings_dataset(const struct digest_input *input, struct arena *arena);

#endif
