#include "framework/framework.h"

#include <assert.h>

struct framework framework_new(struct arena *arena, struct str authority)
{
	return (struct framework){ .arena = arena, .authority = authority };
}

struct span span_always(void)
{
	return (struct span){ DATE_NONE, DATE_NONE };
}

struct decision decision_none(void)
{
	return (struct decision){ .set_on = DATE_NONE, .agreed_on = DATE_NONE };
}

bool span_holds(struct span span, int32_t date)
{
	return (span.from == DATE_NONE || span.from <= date) &&
	       (span.to == DATE_NONE || date <= span.to);
}

/* ---- adding ---- */

/* Makes room for one more at the end of a list and steps its count. */
#define LIST_ADD(framework, items, count, capacity)                                               \
	((items) =                                                                                \
	         arena_grow((framework)->arena, (items), (count), &(capacity), sizeof(*(items))), \
	 &(items)[(count)++])

struct framework_indicator framework_indicator_new(void)
{
	return (struct framework_indicator){
		.indicator = { .target_review = DATE_NONE, .lag_days = -1, .unit.decimals = -1 },
		.in_force = span_always(),
		.retirement = { .from = DATE_NONE, .decision = decision_none() },
	};
}

struct framework_indicator *framework_add_indicator(struct framework *framework)
{
	struct framework_indicator *entry = LIST_ADD(framework, framework->indicators,
	                                             framework->indicator_count,
	                                             framework->indicator_capacity);
	*entry = framework_indicator_new();
	return entry;
}

struct scorecard *framework_add_scorecard(struct framework *framework, struct str name)
{
	struct scorecard *scorecard = LIST_ADD(framework, framework->scorecards,
	                                       framework->scorecard_count,
	                                       framework->scorecard_capacity);
	*scorecard = (struct scorecard){ .name = name };
	return scorecard;
}

struct organisation *framework_add_organisation(struct framework *framework)
{
	struct organisation *organisation = LIST_ADD(framework, framework->organisations,
	                                             framework->organisation_count,
	                                             framework->organisation_capacity);
	*organisation = (struct organisation){ .span = span_always(), .parent = FRAMEWORK_NOWHERE };
	return organisation;
}

struct section *scorecard_add_section(struct framework *framework, struct scorecard *scorecard,
                                      size_t parent)
{
	assert(parent == FRAMEWORK_NOWHERE || parent < scorecard->section_count);
	struct section *section = LIST_ADD(framework, scorecard->sections, scorecard->section_count,
	                                   scorecard->section_capacity);
	*section = (struct section){ .parent = parent };
	return section;
}

void scorecard_add_placement(struct framework *framework, struct scorecard *scorecard,
                             struct placement placement)
{
	assert(placement.indicator < framework->indicator_count);
	*LIST_ADD(framework, scorecard->placements, scorecard->placement_count,
	          scorecard->placement_capacity) = placement;
}

void framework_add_also(struct framework *framework, struct framework_indicator *indicator,
                        struct str title)
{
	struct text_list *also = &indicator->also;
	*LIST_ADD(framework, also->items, also->count, also->capacity) = title;
}

/* Whether a stretch begins after another; an open start is the earliest. */
static bool begins_after(struct span a, struct span b)
{
	return a.from > b.from; /* DATE_NONE is below every date */
}

/* Adds to a list that is kept oldest first; what begins together stays in the order
 * in which it came. */
#define LIST_ADD_DATED(framework, list, item)                                                 \
	do {                                                                                  \
		(void)LIST_ADD(framework, (list)->items, (list)->count, (list)->capacity);    \
		size_t at = (list)->count - 1;                                                \
		for (; at > 0 && begins_after((list)->items[at - 1].span, (item).span); at--) \
			(list)->items[at] = (list)->items[at - 1];                            \
		(list)->items[at] = (item);                                                   \
	} while (0)

void framework_add_text(struct framework *framework, struct dated_text_list *list,
                        struct dated_text text)
{
	LIST_ADD_DATED(framework, list, text);
}

void framework_add_target(struct framework *framework, struct target_list *list,
                          struct dated_target target)
{
	LIST_ADD_DATED(framework, list, target);
}

void framework_add_rule(struct framework *framework, struct rule_list *list, struct dated_rule rule)
{
	LIST_ADD_DATED(framework, list, rule);
}

void framework_add_profile(struct framework *framework, struct profile_list *list,
                           struct profile profile)
{
	(void)LIST_ADD(framework, list->items, list->count, list->capacity);
	size_t at = list->count - 1;
	for (; at > 0 && list->items[at - 1].year_from > profile.year_from; at--)
		list->items[at] = list->items[at - 1];
	list->items[at] = profile;
}

/* ---- taking out ---- */

static void move_placements(struct scorecard *scorecard, const size_t *moved_to)
{
	size_t kept = 0;
	for (size_t i = 0; i < scorecard->placement_count; i++) {
		struct placement it = scorecard->placements[i];
		if (moved_to[it.indicator] != FRAMEWORK_NOWHERE)
			scorecard->placements[kept++] =
				(struct placement){ it.section, moved_to[it.indicator] };
	}
	scorecard->placement_count = kept;
}

void framework_choose_indicators(struct framework *framework, const size_t *chosen, size_t count)
{
	struct framework_indicator *items =
		arena_new(framework->arena, count, sizeof(*framework->indicators));
	size_t *moved_to = arena_new(framework->arena, framework->indicator_count,
	                             sizeof(*moved_to));
	for (size_t i = 0; i < framework->indicator_count; i++)
		moved_to[i] = FRAMEWORK_NOWHERE;
	for (size_t i = 0; i < count; i++) {
		assert(chosen[i] < framework->indicator_count);
		items[i] = framework->indicators[chosen[i]];
		moved_to[chosen[i]] = i;
	}
	framework->indicators = items;
	framework->indicator_count = framework->indicator_capacity = count;
	for (size_t i = 0; i < framework->scorecard_count; i++)
		move_placements(&framework->scorecards[i], moved_to);
}

void scorecard_keep_sections(struct framework *framework, struct scorecard *scorecard,
                             const bool *keep)
{
	size_t *moved_to = arena_new(framework->arena, scorecard->section_count,
	                             sizeof(*moved_to));
	size_t kept = 0;
	for (size_t i = 0; i < scorecard->section_count; i++) {
		struct section section = scorecard->sections[i];
		moved_to[i] = kept;
		if (!keep[i])
			continue;
		if (section.parent != FRAMEWORK_NOWHERE) {
			assert(keep[section.parent]);
			section.parent = moved_to[section.parent];
		}
		scorecard->sections[kept++] = section;
	}
	scorecard->section_count = kept;
	for (size_t i = 0; i < scorecard->placement_count; i++) {
		struct placement *it = &scorecard->placements[i];
		assert(it->section == FRAMEWORK_NOWHERE || keep[it->section]);
		if (it->section != FRAMEWORK_NOWHERE)
			it->section = moved_to[it->section];
	}
}

/* ---- finding ---- */

/* Characters that differ from page to page and mean the same. */
static const struct {
	struct str written;
	char read;
} SAME_CHARACTERS[] = {
	/* no-break space, single quotation marks, dashes */
	{ { "\xC2\xA0", 2 }, ' ' },      { { "\xE2\x80\x98", 3 }, '\'' },
	{ { "\xE2\x80\x99", 3 }, '\'' }, { { "\xE2\x80\x93", 3 }, '-' },
	{ { "\xE2\x80\x94", 3 }, '-' },
};

/* The next byte of `text` as a key has it; moves `*at` behind it. */
static char key_byte(struct str text, size_t *at)
{
	for (size_t i = 0; i < COUNT_OF(SAME_CHARACTERS); i++) {
		struct str written = SAME_CHARACTERS[i].written;
		if (str_equal(str_slice(text, *at, written.len), written)) {
			*at += written.len;
			return SAME_CHARACTERS[i].read;
		}
	}
	char c = text.ptr[(*at)++];
	if (c == '\t' || c == '\n' || c == '\r')
		return ' ';
	return char_lower(c);
}

/* Writes the key of `text` to `out`, which has room for it, and returns its length. */
static size_t key_write(struct str text, char *out)
{
	text = str_trim(text);
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		char c = key_byte(text, &at);
		if (c != ' ' || (len > 0 && out[len - 1] != ' '))
			out[len++] = c;
	}
	return len;
}

struct str framework_key(struct arena *arena, struct str ref, struct str title)
{
	char *key = arena_new(arena, ref.len + title.len + 1, 1);
	size_t len = key_write(ref, key);
	key[len++] = '\n'; /* stands in no key, so the two parts cannot run together */
	return (struct str){ key, len + key_write(title, key + len) };
}

/* Whether two names have the same key. */
static bool same_name(struct arena *arena, struct str a, struct str b)
{
	return str_equal(framework_key(arena, a, (struct str){ 0 }),
	                 framework_key(arena, b, (struct str){ 0 }));
}

size_t framework_find_name(const struct framework *framework, struct str name, size_t *matches_out)
{
	auto_arena arena = { 0 };
	size_t found = FRAMEWORK_NOWHERE, matches = 0;
	for (int by_title = 0; by_title < 2 && matches == 0; by_title++) {
		for (size_t i = 0; i < framework->indicator_count; i++) {
			const struct indicator *it = &framework->indicators[i].indicator;
			if (!same_name(&arena, by_title ? it->title : it->ref, name))
				continue;
			found = i;
			matches++;
		}
	}
	if (matches_out)
		*matches_out = matches;
	return matches == 1 ? found : FRAMEWORK_NOWHERE;
}

struct scorecard *framework_find_scorecard(const struct framework *framework, struct str name)
{
	auto_arena arena = { 0 };
	for (size_t i = 0; i < framework->scorecard_count; i++)
		if (same_name(&arena, framework->scorecards[i].name, name))
			return &framework->scorecards[i];
	return NULL;
}

/* ---- what holds on a day ---- */

/* The index of the item in force on `date`: of those that hold, agreed before draft
 * and then the one that began last. */
#define FIND_IN_FORCE(list, date, found)                                \
	do {                                                            \
		(found) = NULL;                                         \
		for (size_t i = 0; i < (list)->count; i++) {            \
			if (!span_holds((list)->items[i].span, (date))) \
				continue;                               \
			if (!(found) || (found)->decision.is_draft ||   \
			    !(list)->items[i].decision.is_draft)        \
				(found) = &(list)->items[i];            \
		}                                                       \
	} while (0)

const struct dated_target *framework_target_on(const struct framework_indicator *indicator,
                                               int32_t date)
{
	const struct dated_target *found;
	FIND_IN_FORCE(&indicator->targets, date, found);
	return found;
}

const struct dated_rule *framework_rule_on(const struct framework_indicator *indicator,
                                           int32_t date)
{
	const struct dated_rule *found;
	FIND_IN_FORCE(&indicator->rules, date, found);
	return found;
}

const struct target *framework_profile_on(const struct framework_indicator *indicator,
                                          int32_t period_end)
{
	const struct target *found = NULL;
	for (size_t i = 0; i < indicator->profiles.count; i++) {
		const struct profile *profile = &indicator->profiles.items[i];
		struct ymd end = date_to_ymd(period_end);
		struct ymd start = date_to_ymd(profile->year_from);
		int months = (end.year - start.year) * 12 + end.month - start.month + 1;
		int step = 12 / (int)profile->point_count;
		bool is_month_end = end.day == date_days_in_month(end.year, end.month);
		if (!is_month_end || months < 1 || months > 12 || months % step != 0)
			continue;
		const struct target *point = &profile->points[months / step - 1];
		if (point->kind != TARGET_NOT_GIVEN)
			found = point;
	}
	return found;
}

const struct dated_text *framework_text_on(const struct framework_indicator *indicator,
                                           enum indicator_text kind, int32_t date)
{
	const struct dated_text_list *list = &indicator->texts[kind];
	const struct dated_text *found = NULL;
	for (size_t i = 0; i < list->count; i++)
		if (span_holds(list->items[i].span, date))
			found = &list->items[i];
	return found;
}

struct indicator framework_indicator_on(const struct framework_indicator *indicator, int32_t date)
{
	struct indicator on = indicator->indicator;
	const struct dated_text *highlight =
		framework_text_on(indicator, INDICATOR_TEXT_HIGHLIGHT, date);
	const struct dated_text *watch = framework_text_on(indicator, INDICATOR_TEXT_WATCH, date);
	const struct dated_text *coverage =
		framework_text_on(indicator, INDICATOR_TEXT_COVERAGE, date);
	on.is_highlight = highlight != NULL;
	on.highlight = highlight ? highlight->text : (struct str){ 0 };
	on.coverage = coverage ? coverage->text : (struct str){ 0 };
	on.watch = watch ? watch->text : (struct str){ 0 };
	return on;
}

const struct dated_text *framework_break_between(const struct framework_indicator *indicator,
                                                 int32_t earlier, int32_t later)
{
	const struct dated_text *found = NULL;
	const struct dated_text_list *breaks = &indicator->texts[INDICATOR_TEXT_BREAK];
	for (size_t i = 0; i < breaks->count; i++)
		if (breaks->items[i].span.from > earlier && breaks->items[i].span.from <= later)
			found = &breaks->items[i];

	/* The first coverage note says what was always so: only a later one is a change. */
	const struct dated_text_list *coverage = &indicator->texts[INDICATOR_TEXT_COVERAGE];
	for (size_t i = 1; i < coverage->count; i++) {
		int32_t from = coverage->items[i].span.from;
		if (from > earlier && from <= later && (!found || from >= found->span.from))
			found = &coverage->items[i];
	}
	return found;
}

struct str scorecard_section_path(const struct scorecard *scorecard, size_t section,
                                  struct arena *arena)
{
	if (section == FRAMEWORK_NOWHERE)
		return (struct str){ 0 };
	const struct section *it = &scorecard->sections[section];
	if (it->parent == FRAMEWORK_NOWHERE)
		return it->title;
	struct str above = scorecard_section_path(scorecard, it->parent, arena);
	return arena_format(arena, "%.*s > %.*s", STR_ARGS(above), STR_ARGS(it->title));
}
