#include "intake/record_people.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"

/* One thing that is told of a child, and where it was told first. */
struct told {
	struct told *next;
	int field;
	struct record_value value;
	struct str file;
	int64_t row;
};

struct person_doubt {
	struct person_doubt *next;
	int field;
	struct str text;
	struct finding what;
};

struct record_person {
	struct str child;
	int64_t number; /* of its first line */
	struct told *told;
	struct person_doubt *doubts; /* newest first */
	struct str extra;            /* of the first line that had any */
};

void record_people_deinit(struct record_people *people)
{
	free(people->items);
	map_deinit(&people->by_child);
	arena_deinit(&people->arena);
	*people = (struct record_people){ 0 };
}

static struct record_person *person_of(struct record_people *people, struct str child,
                                       int64_t number)
{
	int64_t index = (int64_t)people->count;
	if (!map_add(&people->by_child, child, index, &index))
		return &people->items[index];
	if (people->count == people->capacity) {
		people->capacity = mem_grown(people->capacity, people->count + 1);
		people->items = mem_resize(people->items, people->capacity,
		                           sizeof(*people->items));
	}
	struct record_person *person = &people->items[people->count++];
	*person = (struct record_person){ .child = arena_text(&people->arena, child),
		                          .number = number };
	return person;
}

/* One doubt for each field and rule is enough to mend it; more would only grow with the
 * number of lines. */
static bool is_doubted(const struct record_person *person, int field, const char *rule)
{
	for (const struct person_doubt *d = person->doubts; d; d = d->next)
		if (d->field == field && str_equal(str_of(d->what.rule), str_of(rule)))
			return true;
	return false;
}

static void add_doubt(struct record_people *people, struct record_person *person, int field,
                      struct str text, const struct finding *what)
{
	if (is_doubted(person, field, what->rule))
		return;
	struct person_doubt *doubt = arena_new(&people->arena, 1, sizeof(*doubt));
	*doubt = (struct person_doubt){ person->doubts, field, arena_text(&people->arena, text),
		                        *what };
	doubt->what.file = arena_text(&people->arena, what->file);
	doubt->what.column = arena_text(&people->arena, what->column);
	doubt->what.message = arena_text(&people->arena, what->message);
	person->doubts = doubt;
}

static struct str value_text(int field, const struct record_value *value,
                             char date[DATE_TEXT_BYTES])
{
	enum record_field_kind kind = record_type_spec(RECORD_PERSON)->fields[field].kind;
	if (kind == RECORD_DATE)
		return str_of(date_print_iso((int32_t)value->number, date));
	if (kind == RECORD_FLAG)
		return value->number ? STR("yes") : STR("no");
	return value->text;
}

static void add_conflict(struct record_people *people, struct record_person *person,
                         const struct told *first, const struct record_cells *cells)
{
	char date[DATE_TEXT_BYTES];
	const char *title = record_type_spec(RECORD_PERSON)->fields[first->field].title;
	struct finding what = {
		.rule = "people.conflict",
		.severity = FINDING_WARNING,
		.file = cells->file,
		.row = cells->row.number,
		.column = str_of(title),
		.message =
			arena_format(&people->arena,
		                     "it differs from row %lld of %.*s, which was taken; expected "
		                     "the same of a child everywhere",
		                     (long long)first->row, STR_ARGS(first->file)),
	};
	struct str text = value_text(first->field, &cells->row.values[first->field], date);
	add_doubt(people, person, first->field, text, &what);
}

static struct told *told_of(const struct record_person *person, int field)
{
	struct told *told = person->told;
	while (told && told->field != field)
		told = told->next;
	return told;
}

static void add_value(struct record_people *people, struct record_person *person, int field,
                      const struct record_cells *cells)
{
	const struct record_value *value = &cells->row.values[field];
	struct told *told = told_of(person, field);
	/* Once an asylum-seeking child, always one: some lists ask for the last 12 months. */
	bool is_stronger = told && field == PERSON_UASC && value->number > told->value.number;
	if (told && !is_stronger) {
		bool is_same = value->number == told->value.number &&
		               str_equal(value->text, told->value.text);
		if (!is_same && field != PERSON_UASC)
			add_conflict(people, person, told, cells);
		return;
	}
	if (!told) {
		told = arena_new(&people->arena, 1, sizeof(*told));
		told->next = person->told;
		person->told = told;
	}
	told->field = field;
	told->value = *value;
	told->value.text = arena_text(&people->arena, value->text);
	told->file = people->file;
	told->row = cells->row.number;
}

void record_people_add(struct record_people *people, const struct record_cells *cells)
{
	const struct record_row *row = &cells->row;
	struct record_person *person = person_of(people, row->child, row->number);
	if (!str_equal(people->file, cells->file))
		people->file = arena_text(&people->arena, cells->file);
	for (size_t i = 0; i < cells->doubt_count; i++)
		add_doubt(people, person, cells->doubts[i].field, cells->doubts[i].text,
		          &cells->doubts[i].what);
	if (cells->extra.len && person->extra.len == 0) /* closed as record_cells_hand_on() does */
		person->extra = arena_format(&people->arena, "%.*s}",
		                             STR_ARGS(buf_view(&cells->extra)));
	for (int field = 0; field < PERSON_FIELD_COUNT; field++)
		if (row->values[field].is_given)
			add_value(people, person, field, cells);
}

static enum status hand_on(const struct record_person *person, const struct record_sink *sink,
                           struct err *err)
{
	struct record_row row;
	record_row_start(&row, RECORD_PERSON, person->child, person->number);
	for (const struct told *told = person->told; told; told = told->next)
		row.values[told->field] = told->value;
	row.extra = person->extra;
	for (const struct person_doubt *d = person->doubts; d; d = d->next) {
		enum status st = sink->doubt(sink->context, &row, d->field, d->text, &d->what, err);
		if (st != OK)
			return st;
	}
	return sink->row(sink->context, &row, err);
}

enum status record_people_hand_on(const struct record_people *people,
                                  const struct record_sink *sink, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < people->count && st == OK; i++)
		st = hand_on(&people->items[i], sink, err);
	return st;
}
