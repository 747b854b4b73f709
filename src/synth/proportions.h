/* Whether the invented authority looks like an English one: its proportions, counted
 * from its records as a return of a year would show them, beside those of England. */
#ifndef OUTTURN_SYNTH_PROPORTIONS_H
#define OUTTURN_SYNTH_PROPORTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "synth/town.h"
#include "synth/truth.h"

enum proportion_kind {
#define PROPORTION(id, words, per, england, tolerance, source) PROPORTION_##id,
#include "synth/proportions.def"
#undef PROPORTION
	PROPORTION_COUNT
};

enum proportion_per {
	PROPORTION_PER_RATE, /* to 10,000 children */
	PROPORTION_PER_PERCENT,
};

struct proportion {
	const char *id;
	const char *words;
	enum proportion_per per;
	int32_t england_tenths;
	int32_t tolerance_tenths;
	const char *source;
};

/* The table of all of them, by enum proportion_kind. */
const struct proportion *proportion_list(void);

/* What was counted of one year. */
struct proportions {
	const struct town *town; /* while it is counted */
	int32_t children;        /* of the town, to whom rates are */
	int32_t year;
	struct truth_view view;
	int64_t counted[PROPORTION_COUNT];
	int64_t of[PROPORTION_COUNT];
};

/* Begins to count a year. */
void proportions_start(struct proportions *proportions, const struct town *town, int32_t year);

/* Counts a child in. */
void proportions_add(struct proportions *proportions, const struct truth_child *child);

/* A proportion in tenths, rounded half up; -1 when there is nothing to divide by. */
int64_t proportion_tenths(const struct proportions *proportions, enum proportion_kind kind);

/* "Ours and England's" as a table in plain text. */
void proportions_print(const struct proportions *proportions, struct buf *out);

#endif
