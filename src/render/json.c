#include "render/json.h"

#include <assert.h>
#include <stdlib.h>

#include <jansson.h>


/* Adds a member; the only way jansson fails here is want of memory. */
static void set(json_t *object, const char *key, json_t *value)
{
	int failed = json_object_set_new(object, key, value);
	assert(!failed);
}

static void append(json_t *array, json_t *value)
{
	int failed = json_array_append_new(array, value);
	assert(!failed);
}

static json_t *text_value(struct str text)
{
	json_t *value = json_stringn(text.ptr ? text.ptr : "", text.len);
	assert(value); /* the document holds valid UTF-8 only */
	return value;
}

static json_t *text_or_null(struct str text)
{
	return text.len ? text_value(text) : json_null();
}

static json_t *number_value(struct str text)
{
	int64_t whole;
	if (str_to_int64(text, &whole, NULL) == OK)
		return json_integer(whole);
	return json_real(strtod(text.ptr, NULL)); /* arena texts end in a NUL */
}

static json_t *cell_value(const struct dataset_cell *cell, enum dataset_type type)
{
	if (cell->is_missing)
		return json_null();
	switch (type) {
	case DATASET_NUMBER:
	case DATASET_INTEGER:
		return number_value(cell->text);
	case DATASET_BOOLEAN:
		return json_boolean(str_equal(cell->text, STR("true")));
	case DATASET_TEXT:
	case DATASET_DATE:
		return text_value(cell->text);
	case DATASET_TYPE_COUNT:
		break;
	}
	assert(false);
}

static json_t *columns_value(const struct dataset *dataset)
{
	static const char *const TYPES[DATASET_TYPE_COUNT] = {
		[DATASET_TEXT] = "text",       [DATASET_NUMBER] = "number",
		[DATASET_INTEGER] = "integer", [DATASET_DATE] = "date",
		[DATASET_BOOLEAN] = "boolean",
	};
	json_t *columns = json_array();
	for (size_t i = 0; i < dataset->column_count; i++) {
		const struct dataset_column *column = &dataset->columns[i];
		json_t *object = json_object();
		set(object, "key", text_value(str_of(column->key)));
		set(object, "title", text_value(str_of(column->title)));
		set(object, "type", text_value(str_of(TYPES[column->type])));
		set(object, "note", text_or_null(str_of(column->note)));
		append(columns, object);
	}
	return columns;
}

static json_t *dataset_value(const struct dataset *dataset)
{
	json_t *object = json_object();
	set(object, "key", text_value(dataset->key));
	set(object, "title", text_value(dataset->title));
	set(object, "note", text_or_null(dataset->note));
	set(object, "columns", columns_value(dataset));
	json_t *rows = json_array();
	for (const struct dataset_row *row = dataset->first_row; row; row = row->next) {
		json_t *members = json_object();
		for (size_t i = 0; i < dataset->column_count; i++)
			set(members, dataset->columns[i].key,
			    cell_value(&row->cells[i], dataset->columns[i].type));
		append(rows, members);
	}
	set(object, "rows", rows);
	return object;
}

static json_t *lines_value(const struct str *lines)
{
	json_t *array = json_array();
	for (size_t i = 0; i < DOC_META_LINES_MAX && lines[i].len; i++)
		append(array, text_value(lines[i]));
	return array;
}

static json_t *meta_value(const struct doc_meta *meta)
{
	json_t *object = json_object();
	set(object, "title", text_value(meta->title));
	set(object, "subtitle", lines_value(meta->subtitle));
	set(object, "authority", text_or_null(meta->authority));
	set(object, "period", text_or_null(meta->period));
	set(object, "period_words", text_or_null(meta->period_words));
	set(object, "audience", text_or_null(meta->audience));
	set(object, "edition", lines_value(meta->edition));
	set(object, "made_on", text_or_null(meta->made_on));
	set(object, "description", text_or_null(meta->description));
	set(object, "language", text_value(meta->language));
	return object;
}

static int write_bytes(const char *bytes, size_t len, void *sink)
{
	sink_add(sink, (struct str){ bytes, len });
	return 0; /* the sink remembers its own failure */
}

/* Writes the tree and drops it. */
static void write_tree(json_t *root, struct sink *sink)
{
	int failed = json_dump_callback(root, write_bytes, sink,
	                                JSON_INDENT(1) | JSON_REAL_PRECISION(15));
	assert(!failed);
	sink_add_char(sink, '\n');
	json_decref(root);
}

void json_write(const struct doc *doc, struct sink *sink)
{
	json_t *datasets = json_array();
	for (const struct dataset *each = doc->first_dataset; each; each = each->next)
		append(datasets, dataset_value(each));
	json_t *root = json_object();
	set(root, "format", text_value(STR("outturn-digest")));
	set(root, "version", text_value(STR(JSON_FORMAT_VERSION)));
	set(root, "document", meta_value(&doc->meta));
	set(root, "datasets", datasets);
	write_tree(root, sink);
}

void json_write_dataset(const struct dataset *dataset, struct sink *sink)
{
	write_tree(dataset_value(dataset), sink);
}
