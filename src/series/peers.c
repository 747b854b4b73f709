#include "series/peers.h"

#include "series/place.h"
#include "series/standing.h"

const char *peer_statistic_word(enum peer_statistic statistic)
{
	return statistic == PEER_MEDIAN ? "median" : "mean";
}

static const struct comparator_value *find_value(const struct comparator_value_list *list,
                                                 int place)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].place == place)
			return &list->items[i];
	return NULL;
}

/* Sorts the neighbours into numbers and those left out. */
static struct ratio *gather(const struct neighbour_list *list,
                            const struct comparator_value_list *values, struct arena *arena,
                            struct peers *peers)
{
	struct ratio *numbers = arena_new(arena, peers->listed, sizeof(*numbers));
	peers->left_out = arena_new(arena, peers->listed, sizeof(*peers->left_out));
	for (size_t i = 0; i < peers->listed; i++) {
		int place = list->items[i].place;
		const struct comparator_value *value = find_value(values, place);
		if (value && value->absence == COMPARATOR_KNOWN)
			numbers[peers->used++] = value->number;
		else
			peers->left_out[peers->left_out_count++] = (struct peer_left_out){
				.place = place,
				.is_spoken_of = value != NULL,
				.absence = value ? value->absence : COMPARATOR_NOT_GIVEN,
			};
	}
	return numbers;
}

enum status peers_load(struct db *db, const struct comparator_question *what,
                       const struct peers_asked *asked, struct arena *arena, struct peers *out,
                       struct err *err)
{
	struct peers peers = { .statistic = asked->statistic };
	struct neighbour_list list = { 0 };
	struct comparator_value_list values = { 0 };
	struct neighbours_asked which = {
		.family = asked->family.len ? asked->family : STR(NEIGHBOURS_STATISTICAL),
		.date = asked->model_on,
		.known_by = what->known_by,
	};
	enum status st = neighbours_model_on(db, &which, arena, &peers.model, err);
	if (st == OK)
		st = neighbours_of(db, &peers.model, asked->place, arena, &list, err);
	if (st == OK)
		st = comparator_values_load(db, what, arena, &values, err);
	if (st != OK)
		return st;
	peers.listed = asked->most > 0 && asked->most < list.count ? asked->most : list.count;
	struct ratio *numbers = gather(&list, &values, arena, &peers);
	standing_sort(numbers, peers.used);
	peers.is_known = asked->statistic == PEER_MEDIAN
	                         ? standing_median(numbers, peers.used, &peers.number)
	                         : standing_mean(numbers, peers.used, &peers.number);
	*out = peers;
	return OK;
}

static enum status load_value(struct db *db, const struct comparator_question *what, int place,
                              struct arena *arena, struct beside_value *out,
                              struct err *err)
{
	enum status st = comparator_value_load(db, what, place, arena, &out->value, err);
	out->is_spoken_of = st == OK;
	return st == E_MISSING ? OK : st;
}

enum status beside_load(struct db *db, const struct comparator_question *what,
                        const struct peers_asked *asked, struct arena *arena,
                        struct beside *out, struct err *err)
{
	struct beside found = { 0 };
	const struct place *place = place_by_number(asked->place);
	const struct place *region = place ? place_region(place) : NULL;
	enum status st = load_value(db, what, asked->place, arena, &found.own, err);
	if (st == OK && region)
		st = load_value(db, what, region->number, arena, &found.region, err);
	if (st == OK)
		st = load_value(db, what, PLACE_NUMBER_ENGLAND, arena, &found.england, err);
	if (st != OK)
		return st;
	st = peers_load(db, what, asked, arena, &found.peers, err);
	found.has_peers = st == OK;
	if (st != OK && st != E_MISSING)
		return st;
	*out = found;
	return OK;
}
