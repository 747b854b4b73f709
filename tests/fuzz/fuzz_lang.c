/* Fuzzes the indicator language: what a file holds is read and checked. Every complaint can be
 * printed; a definition that is not sound has one; one that is sound has a type and a meaning for
 * everything in it, can be said in sentences and, written out and read again, is written out the
 * same; checking again says the same. fuzz_language.c holds the parser to more. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "lang/check.h"
#include "lang/format.h"
#include "lang/parse.h"

enum { SAID_BYTES_MAX = 1 << 22 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char SCHEMA[] =
	"person of child\n"
	"  born date start\n"
	"  sex code 1 2 9\n"
	"  uasc flag\n"
	"family of child\n"
	"  family key\n"
	"referral of child\n"
	"  received date start\n"
	"  source code 1A 1B 10\n"
	"  no_further_action flag at_once\n"
	"  closed date end\n"
	"  count_12_months number\n"
	"  team label\n"
	"assessment of child\n"
	"  kind code initial core single\n"
	"  referred date\n"
	"  started date start\n"
	"  completed date end\n"
	"  referral key\n"
	"plan of child\n"
	"  started date start\n"
	"  ended date end\n"
	"  initial_category code NEG PHY EMO\n"
	"  latest_category code NEG PHY EMO\n"
	"  worker label\n"
	"care of child\n"
	"  started date start\n"
	"  start_reason code S P B\n"
	"  legal_status code C1 C2 V3 V4\n"
	"  placement code U1 T0 T4 M2\n"
	"  ended date end\n"
	"  distance decimal\n"
	"care_review of child\n"
	"  held date start\n"
	"  cancelled flag\n"
	"missing of child\n"
	"  started instant start\n"
	"  ended instant end\n"
	"  interview_offered code yes no\n"
	"  interview_held instant\n"
	"worker\n"
	"  worker label\n"
	"  started date start\n"
	"  ended date end\n"
	"  role code\n";

static void must_hold(bool holds, const char *what, struct str text)
{
	if (holds)
		return;
	fprintf(stderr, "%s: '%.*s'\n", what, STR_ARGS(text));
	abort();
}

static void walk(const struct node *node);

static void walk_relation(const struct relation *relation, struct str text)
{
	const struct node *const nodes[] = { relation->key, relation->running_from,
		                             relation->running_to, relation->where,
		                             relation->value };
	must_hold(relation->type >= 0, "a relation to nothing", text);
	for (size_t i = 0; i < COUNT_OF(nodes); i++)
		walk(nodes[i]);
}

/* Of a sound definition. The name of a schedule, first part of a call, is no value. */
static void walk(const struct node *node)
{
	if (!node)
		return;
	must_hold(node->type > LANG_NONE && node->type < LANG_TYPE_COUNT, "no type", node->text);
	must_hold(node->kind != NODE_NAME || node->binding.kind != BOUND_NOTHING, "no meaning",
	          node->text);
	if (node->kind == NODE_RELATION)
		walk_relation(node->relation, node->text);
	size_t first = node->kind == NODE_CALL && node->schedule >= 0;
	for (size_t i = first; i < node->part_count; i++)
		walk(node->parts[i]);
}

static void walk_schedule(const struct schedule *schedule)
{
	must_hold(schedule->held >= 0, "nothing held", schedule->name);
	walk_relation(schedule->events, schedule->name);
	for (size_t i = 0; i < schedule->step_count; i++) {
		walk(schedule->steps[i].duration);
		walk(schedule->steps[i].after);
		walk(schedule->steps[i].condition);
	}
}

static void walk_definition(const struct definition *definition)
{
	const struct base *base = &definition->base;
	const struct node *const nodes[] = { base->start,       base->end,
		                             definition->count, definition->value,
		                             definition->team,  definition->over_sum };
	must_hold(base->type >= 0 || definition->given, "no records", definition->name);
	must_hold(definition->over || definition->over_name.len == 0, "over nothing",
	          definition->name);
	for (size_t i = 0; i < COUNT_OF(nodes); i++)
		walk(nodes[i]);
	for (size_t i = 0; i < base->condition_count; i++)
		walk(base->conditions[i]);
	for (size_t i = 0; i < base->key_count; i++)
		walk(base->keys[i]);
	for (size_t i = 0; i < definition->let_count; i++)
		walk(definition->lets[i].value);
	for (size_t i = 0; i < definition->rejection_count; i++)
		walk(definition->rejections[i].condition);
	for (size_t i = 0; i < definition->breakdown_count; i++)
		walk(definition->breakdowns[i].value);
	for (size_t i = 0; i < definition->schedule_count; i++)
		walk_schedule(&definition->schedules[i]);
	for (size_t i = 1; i < definition->version_count; i++)
		must_hold(definition->versions[i - 1].from <= definition->versions[i].from,
		          "versions out of order", definition->name);
}

static void check_again(const struct schema *schema, struct library *library,
                        const struct complaints *said, size_t before, struct arena *arena)
{
	struct complaints again = { .arena = arena };
	lang_check(schema, library, arena, &again);
	if (said->is_full || again.is_full)
		return;
	must_hold(again.count == said->count - before, "other complaints", (struct str){ 0 });
	for (size_t i = 0; i < again.count; i++)
		must_hold(str_equal(again.items[i].message, said->items[before + i].message),
		          "another complaint", again.items[i].message);
}

/* Of a sound definition, which may name others that are not in the text. */
static void format_and_read(const struct definition *definition, struct arena *arena)
{
	auto_buf first = buf_init(SAID_BYTES_MAX), second = buf_init(SAID_BYTES_MAX);
	struct library library = { 0 };
	struct complaints complaints = { .arena = arena };
	lang_format(definition, &first);
	lang_parse(STR("again.ind"), buf_view(&first), arena, &library, &complaints);
	must_hold(complaints.count == 0 && library.count == 1, "cannot be read again",
	          buf_view(&first));
	lang_format(library.items[0], &second);
	must_hold(str_equal(buf_view(&first), buf_view(&second)), "written otherwise",
	          buf_view(&first));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena arena = { 0 };
	auto_buf printed = buf_init(SAID_BYTES_MAX);
	struct schema schema;
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	struct err err = { 0 };
	if (schema_parse(str_of(SCHEMA), &arena, &schema, &err) != OK)
		abort();
	lang_parse(STR("f.ind"), (struct str){ (const char *)data, size }, &arena, &library,
	           &complaints);
	size_t before = complaints.count;
	lang_check(&schema, &library, &arena, &complaints);
	for (size_t i = 0; i < complaints.count; i++)
		complaint_print(&complaints.items[i], &printed);
	bool are_all_sound = true;
	for (size_t i = 0; i < library.count; i++) {
		are_all_sound = are_all_sound && library.items[i]->is_sound;
		if (library.items[i]->is_sound) {
			walk_definition(library.items[i]);
			format_and_read(library.items[i], &arena);
			lang_sentence(library.items[i], &printed);
		}
	}
	must_hold(are_all_sound || complaints.count > 0, "not sound, and nothing said",
	          (struct str){ 0 });
	check_again(&schema, &library, &complaints, before, &arena);
	return 0;
}
