#include "record/rule_checks.h"

#include "base/date.h"
#include "record/code_set.h"

int32_t rule_day(const struct record *record, int field)
{
	return record_date(record->type, record->values, field);
}

bool rule_is(const struct record *record, int field, const char *codes)
{
	struct str rest = str_of(codes), code;
	while (str_split(&rest, ' ', &code))
		if (str_equal(code, record->values[field].text))
			return record->values[field].is_given;
	return false;
}

bool rule_flag(const struct record *record, int field)
{
	return record->values[field].is_given && record->values[field].number != 0;
}

bool rule_is_given(const struct record *record, int field)
{
	return record->values[field].is_given;
}

bool rule_is_missing(const struct record *record, int field)
{
	return !record->values[field].is_given && !record->values[field].is_doubted;
}

bool rule_is_doubted(const struct record *record, int field)
{
	return record->values[field].is_doubted;
}

static bool either_is_doubted(const struct record *one, const struct record *other, int field)
{
	return rule_is_doubted(one, field) || rule_is_doubted(other, field);
}

bool rule_is_same(const struct record *one, const struct record *other, int field)
{
	return str_equal(one->values[field].text, other->values[field].text) &&
	       !either_is_doubted(one, other, field);
}

bool rule_is_other(const struct record *one, const struct record *other, int field)
{
	return !str_equal(one->values[field].text, other->values[field].text) &&
	       !either_is_doubted(one, other, field);
}

const struct record *rule_person(const struct record_case *of_child)
{
	const struct record_list *persons = &of_child->of[RECORD_PERSON];
	return persons->count ? &persons->items[0] : NULL;
}

static int32_t start_of(const struct record *record)
{
	return record_start_day(record->type, record->values);
}

static int32_t end_of(const struct record *record)
{
	return record_end_day(record->type, record->values);
}

/* Whether a record is known to have no end. */
static bool is_open(const struct record *record)
{
	int field = record_type_spec(record->type)->end;
	return end_of(record) == DATE_NONE && (field < 0 || !rule_is_doubted(record, field));
}

bool rule_runs_on(const struct record *record, int32_t day)
{
	int32_t start = start_of(record), end = end_of(record);
	return start != DATE_NONE && start <= day && (is_open(record) || day < end);
}

/* Whether it runs on a day for all that is known. */
static bool may_run_on(const struct record *record, int32_t day)
{
	int field = record_type_spec(record->type)->start;
	int32_t start = start_of(record), end = end_of(record);
	bool may_have_begun = start == DATE_NONE ? field >= 0 && rule_is_doubted(record, field)
	                                         : start <= day;
	return may_have_begun && (end == DATE_NONE || day < end);
}

int32_t rule_last_day(const struct rule_setting *setting, const struct record *record)
{
	return is_open(record) ? setting->reference_day : end_of(record);
}

/* Tells whether one record breaks a rule by itself, or beside the child's others. */
typedef bool breaks(const struct rule_setting *setting, const struct record_rule *rule,
                    const struct record *record, const struct record_case *of_child);

static void each_record(struct rule_run *run, const struct record_rule *rule,
                        const struct record_case *of_child, breaks *does_break)
{
	const struct record_list *list = &of_child->of[rule->type];
	for (size_t i = 0; i < list->count; i++)
		if (does_break(rule_setting_of(run), rule, &list->items[i], of_child))
			rule_doubt(run, rule, &list->items[i]);
}

#define CHECK(name)                                                                  \
	void check_##name(struct rule_run *run, const struct record_rule *rule,      \
	                  const struct record_case *of_child)                        \
	{                                                                            \
		each_record(run, rule, of_child, breaks_##name);                     \
	}

static bool breaks_given(const struct rule_setting *setting, const struct record_rule *rule,
                         const struct record *record, const struct record_case *of_child)
{
	(void)setting;
	(void)of_child;
	return rule_is_missing(record, rule->field);
}
CHECK(given)

static bool breaks_given_with(const struct rule_setting *setting,
                              const struct record_rule *rule, const struct record *record,
                              const struct record_case *of_child)
{
	return rule_is_given(record, rule->other_field) &&
	       breaks_given(setting, rule, record, of_child);
}
CHECK(given_with)

static bool breaks_order(const struct rule_setting *setting, const struct record_rule *rule,
                         const struct record *record, const struct record_case *of_child)
{
	int32_t first = rule_day(record, rule->field);
	int32_t second = rule_day(record, rule->other_field);
	(void)setting;
	(void)of_child;
	return first != DATE_NONE && second != DATE_NONE && first > second;
}
CHECK(order)

static bool breaks_not_same_day(const struct rule_setting *setting,
                                const struct record_rule *rule, const struct record *record,
                                const struct record_case *of_child)
{
	int32_t day = rule_day(record, rule->field);
	(void)setting;
	(void)of_child;
	return day != DATE_NONE && day == rule_day(record, rule->other_field);
}
CHECK(not_same_day)

static bool breaks_not_after_reference(const struct rule_setting *setting,
                                       const struct record_rule *rule,
                                       const struct record *record,
                                       const struct record_case *of_child)
{
	(void)of_child;
	return setting->reference_day != DATE_NONE &&
	       rule_day(record, rule->field) > setting->reference_day;
}
CHECK(not_after_reference)

static bool breaks_within_period(const struct rule_setting *setting,
                                     const struct record_rule *rule,
                                     const struct record *record,
                                     const struct record_case *of_child)
{
	int32_t day = rule_day(record, rule->field);
	(void)of_child;
	return day != DATE_NONE &&
	       ((setting->period_from != DATE_NONE && day < setting->period_from) ||
	        (setting->reference_day != DATE_NONE && day > setting->reference_day));
}
CHECK(within_period)

static bool breaks_not_before_birth(const struct rule_setting *setting,
                                    const struct record_rule *rule,
                                    const struct record *record,
                                    const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	int32_t born = person ? rule_day(person, PERSON_BORN) : DATE_NONE;
	int32_t day = rule_day(record, rule->field);
	if (person && born == DATE_NONE)
		born = rule_day(person, PERSON_EXPECTED);
	(void)setting;
	return born != DATE_NONE && day != DATE_NONE && day < born - rule->limit;
}
CHECK(not_before_birth)

static bool breaks_not_after_death(const struct rule_setting *setting,
                                   const struct record_rule *rule,
                                   const struct record *record,
                                   const struct record_case *of_child)
{
	const struct record *person = rule_person(of_child);
	int32_t died = person ? rule_day(person, PERSON_DIED) : DATE_NONE;
	(void)setting;
	return died != DATE_NONE && rule_day(record, rule->field) > died;
}
CHECK(not_after_death)

/* The child's age in years on the day of the rule's field; -2 when it cannot be told or
 * the rule does not speak of the record. */
static int age_of(const struct record_rule *rule, const struct record *record,
                  const struct record_case *of_child)
{
	enum { AGE_UNKNOWN = -2 };
	const struct record *person = rule_person(of_child);
	int32_t born = person ? rule_day(person, PERSON_BORN) : DATE_NONE;
	int32_t day = rule_day(record, rule->field);
	if (born == DATE_NONE || day == DATE_NONE)
		return AGE_UNKNOWN;
	if (rule->codes && !rule_is(record, rule->other_field, rule->codes))
		return AGE_UNKNOWN;
	return date_age(born, day);
}

static bool breaks_age_under(const struct rule_setting *setting,
                             const struct record_rule *rule, const struct record *record,
                             const struct record_case *of_child)
{
	(void)setting;
	return age_of(rule, record, of_child) >= rule->limit;
}
CHECK(age_under)

static bool breaks_age_at_least(const struct rule_setting *setting,
                                const struct record_rule *rule, const struct record *record,
                                const struct record_case *of_child)
{
	int age = age_of(rule, record, of_child);
	(void)setting;
	return age >= 0 && age < rule->limit;
}
CHECK(age_at_least)

static bool breaks_no_overlap(const struct rule_setting *setting,
                              const struct record_rule *rule, const struct record *record,
                              const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[rule->type];
	int32_t start = start_of(record);
	(void)setting;
	for (size_t i = 0; start != DATE_NONE && i < list->count; i++) {
		const struct record *other = &list->items[i];
		bool is_before = start_of(other) < start ||
		                 (start_of(other) == start && other < record);
		if (other != record && is_before && rule_runs_on(other, start))
			return true;
	}
	return false;
}
CHECK(no_overlap)

static bool breaks_one_open(const struct rule_setting *setting, const struct record_rule *rule,
                            const struct record *record, const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[rule->type];
	(void)setting;
	if (start_of(record) == DATE_NONE || !is_open(record))
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct record *other = &list->items[i];
		if (other > record && start_of(other) != DATE_NONE && is_open(other))
			return true;
	}
	return false;
}
CHECK(one_open)

/* Whether two records agree in every field that is part of the event's identity. */
static bool is_same_event(const struct record *one, const struct record *other)
{
	const struct record_type_spec *spec = record_type_spec(one->type);
	bool has_key = false;
	for (size_t i = 0; i < spec->field_count; i++) {
		const struct record_value *a = &one->values[i], *b = &other->values[i];
		if (spec->fields[i].key != RECORD_KEY)
			continue;
		if (a->is_given != b->is_given || a->number != b->number ||
		    !str_equal(a->text, b->text) || a->is_doubted || b->is_doubted)
			return false;
		has_key |= a->is_given;
	}
	return has_key;
}

static bool breaks_no_repeat(const struct rule_setting *setting, const struct record_rule *rule,
                             const struct record *record, const struct record_case *of_child)
{
	const struct record_list *list = &of_child->of[rule->type];
	(void)setting;
	for (const struct record *other = list->items; other < record; other++)
		if (is_same_event(other, record))
			return true;
	return false;
}
CHECK(no_repeat)

static bool breaks_code_of_year(const struct rule_setting *setting,
                                const struct record_rule *rule, const struct record *record,
                                const struct record_case *of_child)
{
	const struct record_field *field =
		&record_type_spec(record->type)->fields[rule->field];
	const struct record_code *code = NULL;
	(void)of_child;
	return setting->year != 0 && record->values[rule->field].is_given &&
	       record_code_read(field->code_set, record->values[rule->field].text,
	                        setting->year, &code) != RECORD_CODE_FOUND;
}
CHECK(code_of_year)

static bool breaks_coded(const struct rule_setting *setting, const struct record_rule *rule,
                         const struct record *record, const struct record_case *of_child)
{
	return breaks_given(setting, rule, record, of_child) ||
	       breaks_code_of_year(setting, rule, record, of_child);
}
CHECK(coded)

static bool breaks_at_most(const struct rule_setting *setting, const struct record_rule *rule,
                           const struct record *record, const struct record_case *of_child)
{
	(void)setting;
	(void)of_child;
	return record->values[rule->field].is_given &&
	       record->values[rule->field].number > rule->limit;
}
CHECK(at_most)

static bool breaks_runs_at_most(const struct rule_setting *setting,
                                const struct record_rule *rule, const struct record *record,
                                const struct record_case *of_child)
{
	int32_t start = start_of(record), end = rule_last_day(setting, record);
	(void)of_child;
	if (rule->codes && !rule_is(record, rule->other_field, rule->codes))
		return false;
	return start != DATE_NONE && end != DATE_NONE && end - start > rule->limit;
}
CHECK(runs_at_most)

static bool breaks_not_weekend(const struct rule_setting *setting,
                               const struct record_rule *rule, const struct record *record,
                               const struct record_case *of_child)
{
	int32_t day = rule_day(record, rule->field);
	(void)setting;
	(void)of_child;
	return day != DATE_NONE && date_weekday(day) >= WEEKDAY_SATURDAY;
}
CHECK(not_weekend)

static bool is_during(const struct record_rule *rule, const struct record *record,
                      const struct record_case *of_child,
                      bool (*runs_on)(const struct record *other, int32_t day))
{
	const struct record_list *others = &of_child->of[rule->other_type];
	int32_t day = rule_day(record, rule->field);
	for (size_t i = 0; i < others->count; i++)
		if (runs_on(&others->items[i], day))
			return true;
	return false;
}

static bool breaks_not_during(const struct rule_setting *setting,
                              const struct record_rule *rule, const struct record *record,
                              const struct record_case *of_child)
{
	(void)setting;
	return rule_day(record, rule->field) != DATE_NONE &&
	       is_during(rule, record, of_child, rule_runs_on);
}
CHECK(not_during)

static bool breaks_during(const struct rule_setting *setting, const struct record_rule *rule,
                          const struct record *record, const struct record_case *of_child)
{
	(void)setting;
	return rule_day(record, rule->field) != DATE_NONE &&
	       !is_during(rule, record, of_child, may_run_on);
}
CHECK(during)

static bool breaks_has(const struct rule_setting *setting, const struct record_rule *rule,
                       const struct record *record, const struct record_case *of_child)
{
	(void)setting;
	(void)record;
	return of_child->of[rule->other_type].count == 0;
}
CHECK(has)
