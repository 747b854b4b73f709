/* Releases of published figures for the tests: table "t" of source "ees", column "rate". */
#ifndef OUTTURN_TESTS_UNIT_SERIES_RELEASES_H
#define OUTTURN_TESTS_UNIT_SERIES_RELEASES_H

#include "deliver.h"

#include "series/comparator.h"

/* What a release says of a place in a year. */
struct said {
	const char *label; /* a social care year */
	int place;
	const char *cell;
};

struct release {
	const char *file;
	int32_t published_on; /* DATE_NONE: not said */
	const struct said *values;
	size_t count;
	const char *column; /* NULL: "Rate" */
};

struct taken {
	int64_t delivery;
	struct comparator_summary summary;
	struct finding_list findings;
};

#define RELEASE(name, published, ...)                                                    \
	&(struct release)                                                                \
	{                                                                                \
		name, published, (const struct said[]){ __VA_ARGS__ },                   \
			sizeof((const struct said[]){ __VA_ARGS__ }) / sizeof(struct said), NULL \
	}

/* Records a delivery of a published file; each is another file. */
int64_t record(struct db *db, const char *file);

/* Stores a release as a delivery of its own; or within a transaction that is open, as the
 * delivery that `taken` has. */
struct taken take(struct store *store, struct arena *arena, const struct release *release);
void take_as(struct store *store, const struct release *release, struct taken *taken);

/* Gives a release's values to `take`. */
void take_values(struct comparator_take *take, const struct release *release);

/* The measure "rate" in the year that ends in March of `label`; the value that counts for
 * a place, or the symbol of its absence. */
struct comparator_question question(struct store *store, struct arena *arena,
                                    const char *label);
const char *value_of(struct store *store, struct arena *arena, const char *label, int place);

#endif
