/* Statistical neighbours: which authorities a council is compared with.
 *
 * A model is a list that a body publishes once and that holds until it publishes the
 * next (the Department's of April 2021, then that of 2025); peers change between them,
 * and so do all means over neighbours. So a question names the day whose model is
 * meant, and whoever draws a line over years takes one model for all of it.
 *
 * Neighbours have a rank, 1 the nearest, and a word for how close they are. They are
 * not mutual: that A lists B says nothing of B's list. Places are numbers
 * (series/place.h). How many of the list are used is the asker's setting. */
#ifndef OUTTURN_SERIES_NEIGHBOURS_H
#define OUTTURN_SERIES_NEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "series/known.h"

/* The Department's model for children's services, of the NFER. Another body's groups
 * go under another name and never replace these. */
#define NEIGHBOURS_STATISTICAL "statistical"

enum neighbour_band {
	NEIGHBOUR_BAND_NONE, /* not said, or not understood */
	NEIGHBOUR_BAND_EXTREMELY_CLOSE,
	NEIGHBOUR_BAND_VERY_CLOSE,
	NEIGHBOUR_BAND_CLOSE,
	NEIGHBOUR_BAND_SOMEWHAT_CLOSE,
	NEIGHBOUR_BAND_NOT_CLOSE,
	NEIGHBOUR_BAND_COUNT
};

/* Reads "Very close " in any case; NEIGHBOUR_BAND_NONE for anything else. */
enum neighbour_band neighbour_band_read(struct str text);

struct neighbour {
	int place;
	int rank; /* 1 is the nearest; a model may leave ranks out */
	enum neighbour_band band;
};

struct neighbour_list {
	struct neighbour *items; /* by rank */
	size_t count;
	size_t capacity;
};

struct neighbour_model {
	int64_t id;
	int64_t delivery;
	struct str family;     /* NEIGHBOURS_STATISTICAL */
	struct str name;       /* "2025"; may be empty */
	int32_t in_force_from;
	int64_t place_count;   /* authorities that it lists; set when loaded */
};

struct neighbour_model_list {
	struct neighbour_model *items; /* by the day from which they hold */
	size_t count;
	size_t capacity;
};

/* Stores a model without its neighbours; `id` and `place_count` are ignored. E_STORE
 * outside a write transaction, E_MISSING when there is no such delivery, E_CONFLICT when it
 * is withdrawn. */
MUST_CHECK enum status neighbours_add_model(struct db *db, const struct neighbour_model *model,
                                            int64_t *id_out, struct err *err);

/* Stores one neighbour of `place`, from row `row` of the model's file. E_CONFLICT when
 * the rank or the neighbour was stored before. */
MUST_CHECK enum status neighbours_add(struct db *db, int64_t model, int place,
                                      const struct neighbour *neighbour, int64_t row,
                                      struct err *err);

/* Which models are asked for. */
struct neighbours_asked {
	struct str family;
	int32_t date;     /* the day on which the model was in force */
	int64_t known_by; /* the change up to which it was known (series/known.h) */
};

/* The models of a family, of any day. Of two for the same day only the later delivered.
 * Texts in `arena`. */
MUST_CHECK enum status neighbours_models(struct db *db, const struct neighbours_asked *asked,
                                         struct arena *arena,
                                         struct neighbour_model_list *out, struct err *err);

/* The model in force on a day: the newest that began by then. E_MISSING when none had,
 * naming the oldest there is. */
MUST_CHECK enum status neighbours_model_on(struct db *db, const struct neighbours_asked *asked,
                                           struct arena *arena, struct neighbour_model *out,
                                           struct err *err);

/* The neighbours of a place in a model, the nearest first. E_MISSING when the model does
 * not list the place: an authority that began after it has no neighbours in it, and
 * those of the county it came from are not its. */
MUST_CHECK enum status neighbours_of(struct db *db, const struct neighbour_model *model,
                                     int place, struct arena *arena,
                                     struct neighbour_list *out, struct err *err);

#endif
