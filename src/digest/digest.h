/* The Digest: judged lines turned into a document.
 *
 * The order is fixed by who reads it: a front page of one side (what needs
 * attention, what changed, what goes well), the scorecard by section, an exception
 * for each line that must be explained, then definitions and notes on the data.
 * The same lines and options give the same document, byte for byte. */
#ifndef OUTTURN_DIGEST_DIGEST_H
#define OUTTURN_DIGEST_DIGEST_H

#include <stddef.h>

#include "base/arena.h"
#include "base/finding.h"
#include "base/instant.h"
#include "base/period.h"
#include "base/text.h"
#include "doc/doc.h"
#include "figure/line.h"
#include "judge/headline.h"
#include "judge/judge.h"

struct digest_options {
	struct str authority;
	struct str report;    /* what the figures are from; may be empty */
	struct str scorecard; /* the chosen set's name; may be empty */
	struct str audience;  /* "managers"; may be empty */
	struct period period; /* PERIOD_NONE: the one most lines are of */
	int32_t known_on;     /* figures as known on; DATE_NONE: not said */
	struct instant made_at;
	struct str program; /* "Outturn 0.1.0" */
	struct judge_settings settings;
};

/* What goes into a Digest. The lines are those of the page: one for each indicator
 * (digest_select_current()); `all` are those of the data outputs, which may hold
 * more periods. Judgements stand beside their lines. */
struct digest_input {
	const struct line *lines;
	const struct judgement *judgements;
	size_t count;
	const struct line *all;
	const struct judgement *all_judgements;
	size_t all_count;
	const struct finding_list *findings; /* of intake and of judging */
	struct digest_options options;
};

/* The lines of a page out of lines of several periods: of each indicator the line
 * of `period`, or of its latest period when `period` is PERIOD_NONE. Lines without
 * a dated period cannot be ordered and are all kept then. `out` shares the items'
 * contents and lives in `arena`; the order stays. */
void digest_select_current(const struct line *lines, size_t count, const struct period *period,
                           struct arena *arena, struct line_list *out);

/* The period that most lines are of; the later one when two are equal, PERIOD_NONE
 * when no line has any. */
struct period digest_main_period(const struct line *lines, size_t count);

/* Builds the document, with its datasets (digest/figures.h), in `arena`. Cannot
 * fail: what is missing is named. Borrows from the input until it is rendered. */
struct doc *digest_build(const struct digest_input *input, struct arena *arena);

#endif
