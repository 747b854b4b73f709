#include "lang/checker.h"
#include "lang/operator.h"

enum { MILLION = 1000000 };

/* The text of a cell that may be a bare word, a text or a number; false for anything else. */
static bool is_word(const struct node *value)
{
	bool is_bare = value->kind == NODE_NAME && value->of.len == 0;
	return is_bare || value->kind == NODE_TEXT || value->kind == NODE_NUMBER;
}

static void become_text(struct node *value)
{
	value->kind = NODE_TEXT;
	value->type = LANG_TEXT;
}

static const struct node *number_of(const struct node *value)
{
	const struct node *number = value->kind == NODE_NEGATE ? value->parts[0] : value;
	return number->kind == NODE_NUMBER ? number : NULL;
}

/* Whether the value can stand in the field; gives it its type. */
static bool take_value(struct node *value, const struct field *field)
{
	const struct node *number = number_of(value);
	switch (field->kind) {
	case FIELD_DATE:
		return value->kind == NODE_DATE && value->type == LANG_DATE;
	case FIELD_INSTANT:
		return value->kind == NODE_DATE && value->type == LANG_INSTANT;
	case FIELD_FLAG:
		value->type = LANG_TRUTH;
		return is_word(value) &&
		       (str_equal(value->text, STR("yes")) || str_equal(value->text, STR("no")));
	case FIELD_NUMBER:
		value->type = LANG_NUMBER;
		return number && number->amount % MILLION == 0;
	case FIELD_DECIMAL:
		value->type = LANG_NUMBER;
		return number;
	case FIELD_KEY:
		value->type = LANG_KEY;
		return is_word(value);
	case FIELD_CODE:
	case FIELD_LABEL:
		if (!is_word(value))
			return false;
		become_text(value);
		return true;
	case FIELD_KIND_COUNT:
		break;
	}
	return false;
}

static void check_cell(struct checker *self, const struct table_type *type,
                       const struct example_row *row, size_t at)
{
	const struct cell *cell = &row->cells[at];
	int index = check_field_name(self, type, cell->name, cell->place);
	if (index < 0)
		return;
	const struct field *field = &type->fields[index];
	for (size_t i = 0; i < at; i++)
		if (str_equal(row->cells[i].name, cell->name)) {
			fault(self, cell->place, NULL, "'%.*s' is given twice", STR_ARGS(cell->name));
			return;
		}
	const char *article = field->kind == FIELD_FLAG      ? ""
	                      : field->kind == FIELD_DECIMAL ? "an "
	                                                     : "a ";
	if (!take_value(cell->value, field))
		fault(self, cell->value->place, NULL, "expected %s%s for '%.*s'", article,
		      field_kind_words(field->kind), STR_ARGS(field->name));
	else if (field->kind == FIELD_CODE)
		check_code_text(self, cell->value->text, cell->value->place, field);
}

static void check_row(struct checker *self, struct example_row *row)
{
	const struct table_type *given = self->definition->given;
	const struct table_type *type = given;
	row->type = -1;
	if (!given) {
		row->type = check_type_name(self, row->type_name, row->place);
		if (row->type < 0)
			return;
		type = &self->schema->types[row->type];
	} else if (!str_equal(row->type_name, given->name)) {
		fault(self, row->place, NULL, "the figures handed in are called '%.*s'",
		      STR_ARGS(given->name));
		return;
	}
	if (row->child.len > 0 && !type->is_of_child)
		fault(self, row->place, NULL, "%.*s is of no child", STR_ARGS(type->name));
	for (size_t i = 0; i < row->cell_count; i++)
		check_cell(self, type, row, i);
}

static void check_expectation(struct checker *self, const struct example *example,
                              const struct expectation *expectation)
{
	if (self->definition->is_per_population && expectation->has_value &&
	    !expectation->is_ratio && example->population < 0)
		fault(self, expectation->place, "put a line such as 'population 41500' before it",
		      "a rate needs a population");
}

void check_examples(struct checker *self)
{
	const struct definition *definition = self->definition;
	for (size_t i = 0; i < definition->example_count; i++) {
		const struct example *example = &definition->examples[i];
		for (size_t j = 0; j < example->row_count; j++)
			check_row(self, &example->rows[j]);
		for (size_t j = 0; j < example->expectation_count; j++)
			check_expectation(self, example, &example->expectations[j]);
	}
}
