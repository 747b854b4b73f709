#include "vectors.h"

#include <math.h>

#include "base/file.h"

enum { FILE_BYTES_MAX = 64 << 20 };

static const double TOLERANCE = 1e-9;

/* What a shape calls its parts; NULL where the whole entry, or one name, stands. */
struct shape {
	const char *array;
	const char *fn_field;
	const char *fn; /* when there is no field */
	const char *input_field;
	const char *expected_field;
};

static const struct shape SHAPES[] = {
	{ "vectors", "fn", NULL, "input", "expected" },
	{ "rows", "kind", NULL, NULL, "expect" },
	{ "cases", NULL, "xmr", NULL, "expect" },
};

static bool numbers_fit(const json_t *expected, const json_t *got)
{
	if (json_is_integer(expected) && json_is_integer(got))
		return json_integer_value(expected) == json_integer_value(got);
	double want = json_number_value(expected);
	return fabs(json_number_value(got) - want) <= TOLERANCE * fabs(want);
}

static bool objects_fit(const json_t *expected, const json_t *got)
{
	const char *field;
	json_t *value;
	/* The iteration macro wants a pointer it may not change through. */
	json_object_foreach((json_t *)(uintptr_t)expected, field, value)
		if (!vector_answer_fits(value, json_object_get(got, field)))
			return false;
	return true;
}

static bool arrays_fit(const json_t *expected, const json_t *got)
{
	if (json_array_size(expected) != json_array_size(got))
		return false;
	for (size_t i = 0; i < json_array_size(expected); i++)
		if (!vector_answer_fits(json_array_get(expected, i), json_array_get(got, i)))
			return false;
	return true;
}

bool vector_answer_fits(const json_t *expected, const json_t *got)
{
	if (json_is_number(expected))
		return json_is_number(got) && numbers_fit(expected, got);
	if (json_is_object(expected))
		return json_is_object(got) && objects_fit(expected, got);
	if (json_is_array(expected))
		return json_is_array(got) && arrays_fit(expected, got);
	return got && json_equal(expected, got);
}

static struct str text_of(const json_t *object, const char *field)
{
	const json_t *value = json_object_get(object, field);
	return (struct str){ json_string_value(value), json_string_length(value) };
}

/* The entry as a vector; false when a part of it is missing. Where the entry is its own
 * input, as a funnel with the answers of each area, it may be its own answer too. */
static bool read_entry(const struct shape *shape, const json_t *entry, struct vector *out)
{
	*out = (struct vector){
		.id = text_of(entry, "id"),
		.fn = shape->fn_field ? text_of(entry, shape->fn_field) : str_of(shape->fn),
		.input = shape->input_field ? json_object_get(entry, shape->input_field) : entry,
		.expected = json_object_get(entry, shape->expected_field),
	};
	if (!out->expected && !shape->input_field)
		out->expected = entry;
	return out->id.len && out->fn.len && json_is_object(out->input) && out->expected;
}

static enum status each_entry(const struct shape *shape, const json_t *entries,
                              void (*visit)(const struct vector *vector, void *context),
                              void *context, struct err *err)
{
	for (size_t i = 0; i < json_array_size(entries); i++) {
		struct vector vector;
		if (!read_entry(shape, json_array_get(entries, i), &vector))
			return err_set(err, E_INPUT,
			               "entry %zu of \"%s\" has no id, function, input or answer",
			               i + 1, shape->array);
		visit(&vector, context);
	}
	return OK;
}

static enum status each_of(const json_t *root,
                           void (*visit)(const struct vector *vector, void *context),
                           void *context, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(SHAPES); i++) {
		const json_t *entries = json_object_get(root, SHAPES[i].array);
		if (json_is_array(entries))
			return each_entry(&SHAPES[i], entries, visit, context, err);
	}
	return err_set(err, E_INPUT, "expected an array \"vectors\", \"rows\" or \"cases\"");
}

enum status vectors_each(const char *path,
                         void (*visit)(const struct vector *vector, void *context),
                         void *context, struct err *err)
{
	auto_buf text = buf_init(FILE_BYTES_MAX);
	enum status st = file_read(path, FILE_BYTES_MAX, &text, err);
	if (st != OK)
		return st;
	json_error_t fault;
	json_t *root = json_loadb(buf_view(&text).ptr, text.len, 0, &fault);
	if (!root)
		return err_set(err, E_INPUT, "%s: line %d: no JSON: %s", path, fault.line,
		               fault.text);
	st = each_of(root, visit, context, err);
	json_decref(root);
	return st == OK ? OK : err_wrap(err, st, "%s", path);
}
