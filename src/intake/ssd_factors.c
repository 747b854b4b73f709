#include "intake/ssd_factors.h"

#include <jansson.h>

#include "base/attr.h"
#include "intake/cell.h"

enum { LONGEST_CODE = 4 }; /* "18B": what stands in a plain list */

/* The factors being gathered; in `arena`. */
struct gathering {
	struct arena *arena;
	struct ssd_factors *out;
	size_t capacity;
};

static void add(struct gathering *g, struct str text)
{
	text = str_trim(text);
	if (text.len == 0)
		return;
	g->out->items = arena_grow(g->arena, g->out->items, g->out->count, &g->capacity,
	                           sizeof(*g->out->items));
	g->out->items[g->out->count++] = arena_text(g->arena, text);
}

static struct str json_text(const json_t *value)
{
	return (struct str){ json_string_value(value), json_string_length(value) };
}

static bool add_from_object(struct gathering *g, json_t *object)
{
	const char *key;
	json_t *value;
	json_object_foreach(object, key, value) {
		bool is_so = json_is_true(value) ||
		             (json_is_integer(value) && json_integer_value(value) != 0);
		bool answer;
		if (json_is_string(value) &&
		    cell_read_boolean(json_text(value), &answer) == CELL_VALUE)
			is_so = answer;
		else if (json_is_string(value))
			add(g, json_text(value)); /* "factor": "1A" */
		else if (!json_is_boolean(value) && !json_is_integer(value) && !json_is_null(value))
			return false;
		if (is_so)
			add(g, str_of(key));
	}
	return true;
}

static bool add_from_json(struct gathering *g, json_t *root)
{
	if (json_is_object(root))
		return add_from_object(g, root);
	size_t index;
	json_t *item;
	json_array_foreach(root, index, item) {
		if (json_is_string(item))
			add(g, json_text(item));
		else if (!json_is_object(item) || !add_from_object(g, item))
			return false;
	}
	return json_is_array(root);
}

static bool is_plain_list(struct str text)
{
	struct str code;
	while (str_split(&text, ',', &code)) {
		code = str_trim(code);
		if (code.len == 0 || code.len > LONGEST_CODE || !char_is_digit(code.ptr[0]))
			return false;
	}
	return true;
}

bool ssd_factors_read(struct str text, struct arena *arena, struct ssd_factors *out)
{
	struct gathering g = { .arena = arena, .out = out };
	*out = (struct ssd_factors){ 0 };
	text = str_trim(text);
	if (cell_absence(text) != CELL_ABSENCE_NONE)
		return true;
	if (is_plain_list(text)) {
		struct str code;
		while (str_split(&text, ',', &code))
			add(&g, code);
		return true;
	}
	json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
	bool is_read = root && add_from_json(&g, root);
	json_decref(root);
	if (!is_read)
		*out = (struct ssd_factors){ 0 };
	return is_read;
}
