/* Figures of indicators, worked out of the records of a workspace. */
#ifndef OUTTURN_MEASURE_EVALUATE_H
#define OUTTURN_MEASURE_EVALUATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/calendar.h"
#include "base/err.h"
#include "base/period.h"
#include "lang/value.h"
#include "measure/definitions.h"
#include "measure/dimensions.h"
#include "record/feed.h"
#include "table/table.h"

/* The populations that rates are divided by: how many people of those ages go with a period
 * that ends on `on`; 0 or less when that is not known. */
struct population_provider {
	void *context;
	int64_t (*count)(void *context, int from_age, int to_age, int32_t on);
};

struct evaluation {
	const struct definitions *definitions; /* checked */
	const struct tables *tables;           /* of the definitions' schema */
	const struct calendar *calendar;
	const struct period *periods; /* dated */
	size_t period_count;
	bool is_broken_down;
	struct population_provider population;
	/* What was delivered, by which figures are collectable; NULL: it is not asked. */
	const struct record_supply *supplies;
	size_t supply_count;
};

enum figure_state {
	FIGURE_GIVEN,
	FIGURE_NO_VALUE,      /* nothing to divide by */
	FIGURE_CHANGED,       /* the definition changed within the period */
	FIGURE_NOT_IN_FORCE,  /* it does not hold throughout the period */
	FIGURE_NOT_COLLECTABLE, /* not all that it asks for was delivered; `why` says what */
	FIGURE_NO_POPULATION, /* a rate, and nobody says of how many */
	FIGURE_STATE_COUNT
};

/* One figure. Texts live as long as the arena of the evaluation. */
struct indicator_figure {
	const struct definition *definition;
	struct str name; /* of the indicator, or of its variant */
	const struct period *period;
	struct str breakdown; /* "all", "team", "age", ... */
	struct str category;  /* "" of the whole */
	struct tally tally;
	struct lang_value value;
	enum figure_state state;
	struct str why; /* of FIGURE_NOT_COLLECTABLE; else "" */
};

/* Takes figures by indicator, period, breakdown and category. */
struct figure_sink {
	void *context;
	enum status (*take)(void *context, const struct indicator_figure *figure,
	                    struct err *err);
};

/* Works out the indicator or variant of that name. E_MISSING when there is none, E_INPUT when
 * its definition is not sound or asks for figures that are handed in. A status of the sink ends
 * it. */
MUST_CHECK enum status evaluate_indicator(const struct evaluation *evaluation, struct str name,
                                          const struct figure_sink *sink, struct err *err);

/* Works out every sound definition that reads records, and its variants. */
MUST_CHECK enum status evaluate_all(const struct evaluation *evaluation,
                                    const struct figure_sink *sink, struct err *err);

/* "no value", "definition changed", "not in force", "not collectable", "no population"; ""
 * of a figure that is given. */
const char *figure_state_words(enum figure_state state);

#endif
