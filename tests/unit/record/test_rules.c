/* Every rule is broken by the records of its line in tests/cases/record-rules.txt, and not by
 * the other records of the line. */
#include "check.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/instant.h"
#include "case_file.h"
#include "record/rule.h"

enum { RECORDS_MAX = 8, RULES_MAX = 512 };

static bool was_tested[RULES_MAX];

/* Reads "born 2010-01-01 sex F" into the values of a type; "@2022" is the year, "?" a
 * text that could not be understood. */
static void read_fields(enum record_type type, struct str words, struct arena *arena,
                        struct record_value *values, int *year)
{
	struct str name, text;
	struct err err = { 0 };
	while (str_split(&words, ' ', &name)) {
		int field = 0;
		int32_t date = DATE_NONE;
		int64_t number = 0;
		struct instant at = { 0 };
		if (name.len && name.ptr[0] == '@') {
			assert_ok(str_to_int64(str_slice(name, 1, name.len), &number, &err), &err);
			*year = (int)number;
			continue;
		}
		if (!record_field_find(type, name, &field))
			fail_msg("%s has no field %.*s", record_type_spec(type)->name,
			         STR_ARGS(name));
		assert_true(str_split(&words, ' ', &text));
		struct record_value *value = &values[field];
		value->is_doubted = str_equal(text, STR("?"));
		value->is_given = !value->is_doubted;
		if (value->is_doubted)
			continue;
		switch (record_type_spec(type)->fields[field].kind) {
		case RECORD_DATE:
			assert_ok(date_parse_iso(text, &date, &err), &err);
			value->number = date;
			break;
		case RECORD_INSTANT:
			assert_ok(instant_parse(text, &at, &err), &err);
			value->number = at.utc_seconds;
			break;
		case RECORD_FLAG:
		case RECORD_NUMBER:
			assert_ok(str_to_int64(text, &value->number, &err), &err);
			break;
		case RECORD_PARTIAL:
		case RECORD_CODE:
		case RECORD_DECIMAL:
		case RECORD_LABEL:
		case RECORD_REF:
		case RECORD_SECRET:
		case RECORD_FIELD_KIND_COUNT:
			value->text = arena_text(arena, text);
			break;
		}
	}
}

static void add(struct record_case *of_child, enum record_type type,
                const struct record_value *values, struct arena *arena)
{
	struct record_list *list = &of_child->of[type];
	struct record *items = arena_new(arena, list->count + 1, sizeof(*items));
	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	items[list->count] = (struct record){ .type = type, .values = values };
	*list = (struct record_list){ .items = items, .count = list->count + 1 };
}

static struct record_case read_case(struct str text, struct arena *arena, int *year)
{
	struct record_case of_child = { .child_id = 1 };
	struct str part;
	while (str_split(&text, ';', &part)) {
		enum record_type type;
		struct str words = str_trim(part), name;
		struct record_value *values =
			arena_new(arena, RECORD_FIELDS_MAX, sizeof(*values));
		assert_true(str_split(&words, ' ', &name));
		assert_true(record_type_find(name, &type));
		read_fields(type, words, arena, values, year);
		add(&of_child, type, values, arena);
	}
	return of_child;
}

struct seen {
	struct str rule;
	int count;
};

static enum status see(void *context, const struct record_doubt *doubt, struct err *err)
{
	struct seen *seen = context;
	(void)err;
	seen->count += str_equal(str_of(doubt->rule->id), seen->rule);
	return OK;
}

/* A source that the rule speaks of. */
static enum record_source_kind source_of(const struct record_rule *rule)
{
	for (int kind = RECORD_SOURCE_KIND_COUNT - 1; kind >= 0; kind--)
		if (rule->sources == 0 || rule->sources & 1u << kind)
			return (enum record_source_kind)kind;
	return RECORD_SOURCE_SSD;
}

static int doubts(const struct record_rule *rule, struct str text, struct arena *arena)
{
	int year = 2024;
	struct err err = { 0 };
	struct seen seen = { .rule = str_of(rule->id) };
	struct record_case of_child = read_case(text, arena, &year);
	struct rule_setting setting = { .source = source_of(rule), .year = year };
	assert_ok(date_from_ymd(year - 1, 4, 1, &setting.period_from, &err), &err);
	assert_ok(date_from_ymd(year, 3, 31, &setting.reference_day, &err), &err);
	struct record_doubt_sink sink = { .context = &seen, .each = see };
	assert_ok(record_rules_run(&setting, &of_child, &sink, &err), &err);
	return seen.count;
}

static void check_rule(const struct case_line *line)
{
	const struct record_rule *rule = record_rule_find(line->input);
	auto_arena arena = { 0 };
	if (!rule)
		fail_msg("line %d: there is no rule '%.*s'", line->row, STR_ARGS(line->input));
	if (doubts(rule, line->answers[0], &arena) == 0)
		fail_msg("line %d: %s finds nothing", line->row, rule->id);
	if (doubts(rule, line->answers[1], &arena) != 0)
		fail_msg("line %d: %s finds what is right", line->row, rule->id);
	for (size_t i = 0; i < record_rule_count(); i++)
		if (record_rule_at(i) == rule)
			was_tested[i] = true;
}

static void every_rule_finds_what_breaks_it_and_no_more(void **state)
{
	(void)state;
	assert_true(record_rule_count() < RULES_MAX);
	memset(was_tested, 0, sizeof(was_tested));
	case_file_run("record-rules.txt", check_rule);
	for (size_t i = 0; i < record_rule_count(); i++)
		if (!was_tested[i])
			fail_msg("rule %s has no line in record-rules.txt", record_rule_at(i)->id);
}

static void every_rule_has_an_id_of_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < record_rule_count(); i++)
		if (record_rule_find(str_of(record_rule_at(i)->id)) != record_rule_at(i))
			fail_msg("rule %s stands twice", record_rule_at(i)->id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_finds_what_breaks_it_and_no_more),
		cmocka_unit_test(every_rule_has_an_id_of_its_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
