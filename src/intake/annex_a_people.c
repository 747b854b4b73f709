#include "intake/annex_a_people.h"

#include <stdlib.h>

#include "base/mem.h"

/* What Annex A tells of a child, and as what it is named in messages. */
static const int FIELDS[] = { PERSON_BORN, PERSON_SEX, PERSON_ETHNICITY, PERSON_DISABLED,
	                      PERSON_UASC };
static const char *const WORDS[] = { "birth date", "sex", "ethnicity", "disability",
	                             "asylum-seeking status" };

enum { FIELD_COUNT = COUNT_OF(FIELDS) };

struct person_doubt {
	struct person_doubt *next;
	int field;
	struct str text;
	struct finding what;
};

struct annex_a_person {
	struct str child;
	int64_t number; /* of its first line */
	struct record_value values[FIELD_COUNT];
	unsigned char lists[FIELD_COUNT]; /* which list said it */
	struct person_doubt *doubts;      /* newest first */
};

void annex_a_people_deinit(struct annex_a_people *people)
{
	free(people->items);
	map_deinit(&people->by_child);
	arena_deinit(&people->arena);
	*people = (struct annex_a_people){ 0 };
}

static struct annex_a_person *person_of(struct annex_a_people *people, struct str child,
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
	struct annex_a_person *person = &people->items[people->count++];
	*person = (struct annex_a_person){ .child = arena_text(&people->arena, child),
		                           .number = number };
	return person;
}

/* One doubt for each field and rule is enough to mend it; more would only grow with the
 * number of lists. */
static bool is_told(const struct annex_a_person *person, int field, const char *rule)
{
	for (const struct person_doubt *d = person->doubts; d; d = d->next)
		if (d->field == field && str_equal(str_of(d->what.rule), str_of(rule)))
			return true;
	return false;
}

static void add_doubt(struct annex_a_people *people, struct annex_a_person *person, int field,
                      struct str text, const struct finding *what)
{
	if (is_told(person, field, what->rule))
		return;
	struct person_doubt *doubt = arena_new(&people->arena, 1, sizeof(*doubt));
	*doubt = (struct person_doubt){ person->doubts, field, arena_text(&people->arena, text),
		                        *what };
	doubt->what.file = arena_text(&people->arena, what->file);
	doubt->what.column = arena_text(&people->arena, what->column);
	doubt->what.message = arena_text(&people->arena, what->message);
	person->doubts = doubt;
}

static bool is_same(const struct record_value *a, const struct record_value *b)
{
	return a->number == b->number && str_equal(a->text, b->text);
}

static struct str value_text(int field, const struct record_value *value,
                             char date[DATE_TEXT_BYTES])
{
	if (field == PERSON_BORN)
		return str_of(date_print_iso((int32_t)value->number, date));
	if (field == PERSON_UASC)
		return value->number ? STR("yes") : STR("no");
	return value->text;
}

static void add_conflict(struct annex_a_people *people, struct annex_a_person *person, size_t at,
                         const struct record_cells *cells, int list)
{
	char date[DATE_TEXT_BYTES];
	int field = FIELDS[at];
	struct finding what = {
		.rule = "annex_a.conflict",
		.severity = FINDING_WARNING,
		.file = cells->file,
		.row = cells->row.number,
		.column = str_of(WORDS[at]),
		.message = arena_format(&people->arena,
		                        "list %d says another %s of the child than list %d, whose "
		                        "answer was taken; expected the same in all lists",
		                        list, WORDS[at], person->lists[at]),
	};
	struct str text = value_text(field, &cells->row.values[field], date);
	add_doubt(people, person, field, text, &what);
}

void annex_a_people_add(struct annex_a_people *people, const struct record_cells *cells, int list)
{
	const struct record_row *row = &cells->row;
	struct annex_a_person *person = person_of(people, row->child, row->number);
	for (size_t i = 0; i < cells->doubt_count; i++)
		add_doubt(people, person, cells->doubts[i].field, cells->doubts[i].text,
		          &cells->doubts[i].what);
	for (size_t at = 0; at < FIELD_COUNT; at++) {
		const struct record_value *value = &row->values[FIELDS[at]];
		struct record_value *known = &person->values[at];
		/* Once an asylum-seeking child, always one: list 8 asks for the last
		 * 12 months, list 9 for ever. */
		bool is_stronger = FIELDS[at] == PERSON_UASC && value->number > known->number;
		if (!value->is_given)
			continue;
		if (!known->is_given || is_stronger) {
			*known = *value;
			known->text = arena_text(&people->arena, value->text);
			person->lists[at] = (unsigned char)list;
		} else if (FIELDS[at] != PERSON_UASC && !is_same(known, value)) {
			add_conflict(people, person, at, cells, list);
		}
	}
}

static enum status hand_on(const struct annex_a_person *person, const struct record_sink *sink,
                           struct err *err)
{
	struct record_row row;
	record_row_start(&row, RECORD_PERSON, person->child, person->number);
	for (size_t at = 0; at < FIELD_COUNT; at++)
		row.values[FIELDS[at]] = person->values[at];
	for (const struct person_doubt *d = person->doubts; d; d = d->next) {
		enum status st = sink->doubt(sink->context, &row, d->field, d->text, &d->what, err);
		if (st != OK)
			return st;
	}
	return sink->row(sink->context, &row, err);
}

enum status annex_a_people_hand_on(const struct annex_a_people *people,
                                   const struct record_sink *sink, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < people->count && st == OK; i++)
		st = hand_on(&people->items[i], sink, err);
	return st;
}
