/* What the SSDA903 return of a year says of a child, table by table: the same lines
 * whether they become CSV files or XML. */
#ifndef OUTTURN_SYNTH_CARE_RETURN_H
#define OUTTURN_SYNTH_CARE_RETURN_H

#include <stdbool.h>

#include "synth/out_table.h"
#include "synth/town.h"
#include "synth/truth.h"

enum care_return_part {
	PART_HEADER,
	PART_EPISODES,
	PART_REVIEWS,
	PART_UASC,
	PART_OC2,
	PART_OC3,
	PART_AD1,
	PART_PLACED_ADOPTION,
	PART_PREVIOUS_PERMANENCE,
	PART_MISSING,
	PART_SOCIAL_WORKER,
	PART_COUNT
};

struct care_return_table {
	const char *file; /* "episodes" */
	const struct out_column *columns;
	size_t count;
	int start; /* the columns that begin and end a row; -1: none */
	int end;
	int first_year; /* 0: every year has it */
};

/* The table of a part. */
const struct care_return_table *care_return_table(enum care_return_part part);

/* The year being told, and the child. */
struct care_return {
	int32_t year;
	struct truth_view view;
	int32_t from;
	int32_t upto;
	const struct truth_child *child;
	struct arena *arena;
};

/* Prepares a year. */
void care_return_year(struct care_return *of, int32_t year);

/* Whether the return has the child: in care at any time in the year, or a care leaver of
 * whom it asks. */
bool care_return_has(const struct care_return *of);

/* Takes each line of a part. */
struct care_return_sink {
	void *context;
	enum status (*line)(void *context, struct out_line *line, struct err *err);
};

/* Tells every line of a part to the sink. */
MUST_CHECK enum status care_return_tell(const struct care_return *of, enum care_return_part part,
                                        const struct care_return_sink *sink, struct err *err);

#endif
