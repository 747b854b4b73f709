#include "random_framework.h"

/* Field by field, so that what printing forgot cannot hide. The first difference is
 * named by the expression that found it. */
#define SAME(condition)                        \
	do {                                   \
		if (!(condition)) {            \
			*why_out = #condition; \
			return false;          \
		}                              \
	} while (0)
#define SAME_TEXT(a, b) SAME(str_equal(a, b))

static bool same_span(struct span a, struct span b)
{
	return a.from == b.from && a.to == b.to;
}

static bool same_decision(const struct decision *a, const struct decision *b, const char **why_out)
{
	SAME_TEXT(a->set_by, b->set_by);
	SAME(a->set_on == b->set_on);
	SAME_TEXT(a->why, b->why);
	SAME(a->is_draft == b->is_draft);
	SAME_TEXT(a->agreed_by, b->agreed_by);
	SAME(a->agreed_on == b->agreed_on);
	SAME(a->origin == b->origin);
	return true;
}

static bool same_texts(const struct dated_text_list *a, const struct dated_text_list *b,
                       const char **why_out)
{
	SAME(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		SAME(same_span(a->items[i].span, b->items[i].span));
		SAME_TEXT(a->items[i].text, b->items[i].text);
	}
	return true;
}

static bool same_facts(const struct indicator *a, const struct indicator *b, const char **why_out)
{
	SAME_TEXT(a->ref, b->ref);
	SAME_TEXT(a->title, b->title);
	SAME_TEXT(a->definition, b->definition);
	SAME_TEXT(a->why, b->why);
	SAME_TEXT(a->source, b->source);
	SAME_TEXT(a->numerator_words, b->numerator_words);
	SAME_TEXT(a->denominator_words, b->denominator_words);
	SAME_TEXT(a->owner, b->owner);
	SAME(a->owner_is_partner == b->owner_is_partner);
	SAME_TEXT(a->target_reason, b->target_reason);
	SAME(a->target_review == b->target_review);
	SAME(a->origin == b->origin);
	SAME(a->influence == b->influence);
	SAME(a->unit.kind == b->unit.kind);
	SAME(a->unit.per == b->unit.per);
	SAME(a->unit.kind == UNIT_NONE || a->unit.decimals == b->unit.decimals);
	SAME_TEXT(str_of(a->unit.name), str_of(b->unit.name));
	SAME(a->polarity.polarity == b->polarity.polarity);
	SAME(a->polarity.is_implied == b->polarity.is_implied);
	SAME(a->polarity.is_information == b->polarity.is_information);
	SAME(a->frequency == b->frequency);
	SAME(a->lag_days == b->lag_days);
	SAME_TEXT(a->proxy, b->proxy);
	SAME(a->linked_count == b->linked_count);
	for (size_t i = 0; i < a->linked_count; i++)
		SAME_TEXT(a->linked[i], b->linked[i]);
	return true;
}

static bool same_aims(const struct framework_indicator *a, const struct framework_indicator *b,
                      const char **why_out)
{
	SAME(a->targets.count == b->targets.count);
	for (size_t i = 0; i < a->targets.count; i++) {
		const struct dated_target *x = &a->targets.items[i], *y = &b->targets.items[i];
		SAME(same_span(x->span, y->span));
		SAME(x->target.kind == y->target.kind);
		SAME_TEXT(x->target.text, y->target.text);
		if (!same_decision(&x->decision, &y->decision, why_out))
			return false;
	}
	SAME(a->rules.count == b->rules.count);
	for (size_t i = 0; i < a->rules.count; i++) {
		const struct dated_rule *x = &a->rules.items[i], *y = &b->rules.items[i];
		SAME(same_span(x->span, y->span));
		SAME(rule_equal(&x->rule, &y->rule));
		SAME_TEXT(x->rule.text, y->rule.text);
		if (!same_decision(&x->decision, &y->decision, why_out))
			return false;
	}
	SAME(a->profiles.count == b->profiles.count);
	for (size_t i = 0; i < a->profiles.count; i++) {
		const struct profile *x = &a->profiles.items[i], *y = &b->profiles.items[i];
		SAME(x->year_from == y->year_from);
		SAME(x->point_count == y->point_count);
		for (size_t k = 0; k < x->point_count; k++) {
			SAME(x->points[k].kind == y->points[k].kind);
			SAME_TEXT(x->points[k].text, y->points[k].text);
		}
		if (!same_decision(&x->decision, &y->decision, why_out))
			return false;
	}
	return true;
}

static bool same_indicator(const struct framework_indicator *a, const struct framework_indicator *b,
                           const char **why_out)
{
	SAME(a->also.count == b->also.count);
	for (size_t i = 0; i < a->also.count; i++)
		SAME_TEXT(a->also.items[i], b->also.items[i]);
	SAME_TEXT(a->note, b->note);
	SAME(same_span(a->in_force, b->in_force));
	SAME(a->retirement.is_given == b->retirement.is_given);
	SAME(a->retirement.from == b->retirement.from);
	SAME_TEXT(a->retirement.why, b->retirement.why);
	SAME_TEXT(a->retirement.replaced_by, b->retirement.replaced_by);
	SAME_TEXT(a->retirement.watched_at, b->retirement.watched_at);
	for (int kind = 0; kind < INDICATOR_TEXT_COUNT; kind++)
		if (!same_texts(&a->texts[kind], &b->texts[kind], why_out))
			return false;
	return same_decision(&a->retirement.decision, &b->retirement.decision, why_out) &&
	       same_facts(&a->indicator, &b->indicator, why_out) && same_aims(a, b, why_out);
}

/* Placements are in order within their section: that is what is printed. */
static bool same_placements(const struct scorecard *a, const struct scorecard *b, size_t section,
                            const char **why_out)
{
	size_t at = 0;
	for (size_t i = 0; i < a->placement_count; i++) {
		if (a->placements[i].section != section)
			continue;
		while (at < b->placement_count && b->placements[at].section != section)
			at++;
		SAME(at < b->placement_count);
		SAME(a->placements[i].indicator == b->placements[at].indicator);
		at++;
	}
	return true;
}

static bool same_scorecard(const struct scorecard *a, const struct scorecard *b,
                           const char **why_out)
{
	SAME_TEXT(a->name, b->name);
	SAME_TEXT(a->audience, b->audience);
	SAME_TEXT(a->note, b->note);
	SAME(a->cap == b->cap);
	SAME(a->section_count == b->section_count);
	SAME(a->placement_count == b->placement_count);
	if (!same_placements(a, b, FRAMEWORK_NOWHERE, why_out))
		return false;
	for (size_t i = 0; i < a->section_count; i++) {
		SAME_TEXT(a->sections[i].title, b->sections[i].title);
		SAME_TEXT(a->sections[i].level, b->sections[i].level);
		SAME_TEXT(a->sections[i].commentary, b->sections[i].commentary);
		SAME(a->sections[i].parent == b->sections[i].parent);
		if (!same_placements(a, b, i, why_out))
			return false;
	}
	return true;
}

static bool same_organisation(const struct organisation *a, const struct organisation *b,
                              const char **why_out)
{
	SAME_TEXT(a->key, b->key);
	SAME_TEXT(a->name, b->name);
	SAME_TEXT(a->level, b->level);
	SAME_TEXT(a->lead, b->lead);
	SAME(same_span(a->span, b->span));
	SAME(a->parent == b->parent);
	return true;
}

bool same_framework(const struct framework *a, const struct framework *b, const char **why_out)
{
	SAME_TEXT(a->authority, b->authority);
	SAME_TEXT(a->note, b->note);
	SAME(a->indicator_count == b->indicator_count);
	SAME(a->scorecard_count == b->scorecard_count);
	SAME(a->organisation_count == b->organisation_count);
	bool same = same_texts(&a->annotations, &b->annotations, why_out);
	for (size_t i = 0; same && i < a->indicator_count; i++)
		same = same_indicator(&a->indicators[i], &b->indicators[i], why_out);
	for (size_t i = 0; same && i < a->scorecard_count; i++)
		same = same_scorecard(&a->scorecards[i], &b->scorecards[i], why_out);
	for (size_t i = 0; same && i < a->organisation_count; i++)
		same = same_organisation(&a->organisations[i], &b->organisations[i], why_out);
	return same;
}
