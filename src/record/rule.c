#include "record/rule.h"

#include <string.h>

#include "record/rule_tables.h"

struct rule_run {
	const struct rule_setting *setting;
	const struct record_case *of_child;
	const struct record_doubt_sink *sink;
	enum status status; /* of the sink: after the first failure it is not called again */
	struct err *err;
};

static const struct rule_table *const TABLES[] = { &RULES_OF_NEED, &RULES_OF_CARE,
	                                           &RULES_OF_ALL };

enum { TABLE_COUNT = sizeof(TABLES) / sizeof(TABLES[0]) };

size_t record_rule_count(void)
{
	size_t count = 0;
	for (size_t i = 0; i < TABLE_COUNT; i++)
		count += TABLES[i]->count;
	return count;
}

const struct record_rule *record_rule_at(size_t index)
{
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (index < TABLES[i]->count)
			return &TABLES[i]->rules[index];
		index -= TABLES[i]->count;
	}
	return NULL;
}

const struct record_rule *record_rule_find(struct str id)
{
	for (size_t i = 0; i < TABLE_COUNT && id.len; i++)
		for (size_t j = 0; j < TABLES[i]->count; j++) {
			const struct record_rule *rule = &TABLES[i]->rules[j];
			if (strncmp(rule->id, id.ptr, id.len) == 0 && rule->id[id.len] == '\0')
				return rule;
		}
	return NULL;
}

bool record_rule_is_of_comparison(struct str id)
{
	return str_starts_nocase(id, STR("source."));
}

bool record_rule_is_of_reader(struct str id)
{
	return !record_rule_find(id) && !record_rule_is_of_comparison(id);
}

const struct rule_setting *rule_setting_of(const struct rule_run *run)
{
	return run->setting;
}

void rule_doubt(struct rule_run *run, const struct record_rule *rule,
                const struct record *record)
{
	struct record_doubt doubt = { .rule = rule,
		                      .record = record,
		                      .child_id = run->of_child->child_id };
	if (run->status == OK)
		run->status = run->sink->each(run->sink->context, &doubt, run->err);
}

/* Whether the rule speaks of what the delivery was, and when. */
static bool applies(const struct record_rule *rule, const struct rule_setting *setting)
{
	if (rule->sources && !(rule->sources & 1u << setting->source))
		return false;
	if (setting->year == 0)
		return true;
	return (rule->first_year == 0 || setting->year >= rule->first_year) &&
	       (rule->last_year == 0 || setting->year <= rule->last_year);
}

enum status record_rules_run(const struct rule_setting *setting,
                             const struct record_case *of_child,
                             const struct record_doubt_sink *sink, struct err *err)
{
	struct rule_run run = { .setting = setting,
		                .of_child = of_child,
		                .sink = sink,
		                .status = OK,
		                .err = err };
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		for (size_t j = 0; j < TABLES[i]->count && run.status == OK; j++) {
			const struct record_rule *rule = &TABLES[i]->rules[j];
			if (of_child->of[rule->type].count > 0 && applies(rule, setting))
				rule->check(&run, rule, of_child);
		}
	}
	return run.status;
}
