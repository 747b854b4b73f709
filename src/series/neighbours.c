#include "series/neighbours.h"

#include "base/date.h"
#include "db/query.h"

static const char *const BAND_WORDS[NEIGHBOUR_BAND_COUNT] = {
	[NEIGHBOUR_BAND_EXTREMELY_CLOSE] = "extremely close",
	[NEIGHBOUR_BAND_VERY_CLOSE] = "very close",
	[NEIGHBOUR_BAND_CLOSE] = "close",
	[NEIGHBOUR_BAND_SOMEWHAT_CLOSE] = "somewhat close",
	[NEIGHBOUR_BAND_NOT_CLOSE] = "not close",
};

enum neighbour_band neighbour_band_read(struct str text)
{
	text = str_trim(text);
	for (int i = NEIGHBOUR_BAND_NONE + 1; i < NEIGHBOUR_BAND_COUNT; i++)
		if (str_equal_nocase(text, str_of(BAND_WORDS[i])))
			return (enum neighbour_band)i;
	return NEIGHBOUR_BAND_NONE;
}

enum status neighbours_add_model(struct db *db, const struct neighbour_model *model,
                                 int64_t *id_out, struct err *err)
{
	struct series_moment known = { 0 };
	auto_query q = { 0 };
	enum status st = series_change_of(db, model->delivery, &known, err);
	if (st == OK)
		st = query_start(db, SQL_NEIGHBOUR_MODEL_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, model->delivery);
	query_bind_text(&q, 2, model->family);
	query_bind_text(&q, 3, model->name);
	query_bind_date(&q, 4, model->in_force_from);
	query_bind_int64(&q, 5, known.change);
	return query_run_int64(&q, id_out, err);
}

enum status neighbours_add(struct db *db, int64_t model, int place,
                           const struct neighbour *neighbour, int64_t row, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_NEIGHBOUR_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, model);
	query_bind_int64(&q, 2, place);
	query_bind_int64(&q, 3, neighbour->rank);
	query_bind_int64(&q, 4, neighbour->place);
	if (neighbour->band == NEIGHBOUR_BAND_NONE)
		query_bind_null(&q, 5);
	else
		query_bind_text(&q, 5, str_of(BAND_WORDS[neighbour->band]));
	query_bind_int64(&q, 6, row);
	return query_run(&q, err);
}

enum status neighbours_models(struct db *db, const struct neighbours_asked *asked,
                              struct arena *arena, struct neighbour_model_list *out,
                              struct err *err)
{
	struct neighbour_model_list list = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_NEIGHBOUR_MODELS, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, asked->family);
	query_bind_int64(&q, 2, asked->known_by);
	bool has_row = false;
	while ((st = query_step(&q, &has_row, err)) == OK && has_row) {
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct neighbour_model){
			.id = query_int64(&q, 0),
			.delivery = query_int64(&q, 1),
			.family = arena_text(arena, asked->family),
			.name = arena_text(arena, query_text(&q, 2)),
			.in_force_from = query_date(&q, 3),
			.place_count = query_int64(&q, 4),
		};
	}
	if (st == OK)
		*out = list;
	return st;
}

enum status neighbours_model_on(struct db *db, const struct neighbours_asked *asked,
                                struct arena *arena, struct neighbour_model *out,
                                struct err *err)
{
	struct neighbour_model_list list = { 0 };
	enum status st = neighbours_models(db, asked, arena, &list, err);
	if (st != OK)
		return st;
	const struct neighbour_model *found = NULL;
	for (size_t i = 0; i < list.count && list.items[i].in_force_from <= asked->date; i++)
		found = &list.items[i];
	if (found) {
		*out = *found;
		return OK;
	}
	if (list.count == 0)
		return err_set(err, E_MISSING, "no list of %.*s neighbours was imported",
		               STR_ARGS(asked->family));
	char on[DATE_TEXT_BYTES];
	char oldest[DATE_TEXT_BYTES];
	return err_set(err, E_MISSING,
	               "no list of %.*s neighbours was in force on %s; the oldest holds from %s",
	               STR_ARGS(asked->family), date_print_iso(asked->date, on),
	               date_print_iso(list.items[0].in_force_from, oldest));
}

enum status neighbours_of(struct db *db, const struct neighbour_model *model, int place,
                          struct arena *arena, struct neighbour_list *out, struct err *err)
{
	struct neighbour_list list = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_NEIGHBOURS_OF, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, model->id);
	query_bind_int64(&q, 2, place);
	bool has_row = false;
	while ((st = query_step(&q, &has_row, err)) == OK && has_row) {
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct neighbour){
			.place = (int)query_int64(&q, 0),
			.rank = (int)query_int64(&q, 1),
			.band = neighbour_band_read(query_text(&q, 2)),
		};
	}
	if (st != OK)
		return st;
	if (list.count == 0)
		return err_set(err, E_MISSING, "the list of neighbours '%.*s' does not have %d",
		               STR_ARGS(model->name), place);
	*out = list;
	return OK;
}
