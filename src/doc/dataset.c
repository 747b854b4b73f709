#include "doc/dataset.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "doc/clean.h"

bool dataset_is_decimal(struct str text)
{
	size_t at = text.len && text.ptr[0] == '-';
	size_t whole = 0, fraction = 0;
	for (; at < text.len && char_is_digit(text.ptr[at]); at++)
		whole++;
	if (at == text.len)
		return whole > 0;
	if (text.ptr[at++] != '.')
		return false;
	for (; at < text.len && char_is_digit(text.ptr[at]); at++)
		fraction++;
	return whole > 0 && fraction > 0 && at == text.len;
}

static bool is_key(struct str key)
{
	for (size_t i = 0; i < key.len; i++) {
		char c = key.ptr[i];
		if (!(c >= 'a' && c <= 'z') && c != '_' && !(i > 0 && char_is_digit(c)))
			return false;
	}
	return key.len > 0;
}

struct dataset *dataset_new(struct arena *arena, struct str key, struct str title,
                            const struct dataset_column *columns, size_t column_count)
{
	assert(is_key(key) && title.len > 0 && column_count > 0);
	for (size_t i = 0; i < column_count; i++) {
		assert(is_key(str_of(columns[i].key)) && columns[i].title && *columns[i].title);
		assert((unsigned)columns[i].type < DATASET_TYPE_COUNT);
		for (size_t j = 0; j < i; j++)
			assert(strcmp(columns[i].key, columns[j].key) != 0);
	}
	struct dataset *dataset = arena_new(arena, 1, sizeof(*dataset));
	*dataset = (struct dataset){
		.key = doc_clean_text(arena, key),
		.title = doc_clean_text(arena, title),
		.columns = columns,
		.column_count = column_count,
		.arena = arena,
	};
	return dataset;
}

bool dataset_is_complete(const struct dataset *dataset)
{
	return !dataset->last_row || dataset->filled == dataset->column_count;
}

void dataset_row(struct dataset *dataset)
{
	assert(dataset_is_complete(dataset));
	struct dataset_row *row = arena_new(dataset->arena, 1, sizeof(*row));
	row->cells = arena_new(dataset->arena, dataset->column_count, sizeof(*row->cells));
	if (dataset->last_row)
		dataset->last_row->next = row;
	else
		dataset->first_row = row;
	dataset->last_row = row;
	dataset->row_count++;
	dataset->filled = 0;
}

/* The next cell of the open row; its column must be of `type`. */
static struct dataset_cell *next_cell(struct dataset *dataset, enum dataset_type type)
{
	assert(dataset->last_row && dataset->filled < dataset->column_count);
	assert(dataset->columns[dataset->filled].type == type);
	return &dataset->last_row->cells[dataset->filled++];
}

void dataset_text(struct dataset *dataset, struct str text)
{
	struct dataset_cell *cell = next_cell(dataset, DATASET_TEXT);
	cell->is_missing = text.len == 0;
	cell->text = doc_clean_text(dataset->arena, text);
}

void dataset_number(struct dataset *dataset, struct str decimal)
{
	assert(dataset_is_decimal(decimal));
	next_cell(dataset, DATASET_NUMBER)->text = arena_text(dataset->arena, decimal);
}

void dataset_integer(struct dataset *dataset, int64_t number)
{
	next_cell(dataset, DATASET_INTEGER)->text =
		arena_format(dataset->arena, "%lld", (long long)number);
}

void dataset_date(struct dataset *dataset, int32_t date)
{
	struct dataset_cell *cell = next_cell(dataset, DATASET_DATE);
	char text[DATE_TEXT_BYTES];
	cell->is_missing = date == DATE_NONE;
	cell->text = arena_text(dataset->arena, str_of(date_print_iso(date, text)));
}

void dataset_boolean(struct dataset *dataset, bool value)
{
	next_cell(dataset, DATASET_BOOLEAN)->text = value ? STR("true") : STR("false");
}

void dataset_missing(struct dataset *dataset)
{
	assert(dataset->last_row && dataset->filled < dataset->column_count);
	dataset->last_row->cells[dataset->filled++].is_missing = true;
}
