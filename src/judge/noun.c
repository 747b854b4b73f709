#include "judge/noun.h"

/* As they stand in titles; a possessive ("children's social care") does not count. */
static const struct {
	const char *in_title;
	struct noun noun;
} NOUNS[] = {
	{ "children", { "child", "children" } },
	{ "young people", { "young person", "young people" } },
	{ "care leavers", { "care leaver", "care leavers" } },
	{ "pupils", { "pupil", "pupils" } },
	{ "families", { "family", "families" } },
	{ "assessments", { "assessment", "assessments" } },
	{ "referrals", { "referral", "referrals" } },
	{ "contacts", { "contact", "contacts" } },
	{ "reviews", { "review", "reviews" } },
	{ "visits", { "visit", "visits" } },
	{ "conferences", { "conference", "conferences" } },
	{ "plans", { "plan", "plans" } },
	{ "appeals", { "appeal", "appeals" } },
	{ "schools", { "school", "schools" } },
	{ "social workers", { "social worker", "social workers" } },
};

static bool is_possessive(struct str text, size_t end)
{
	struct str rest = str_slice(text, end, text.len);
	return str_starts_nocase(rest, STR("'")) || str_starts_nocase(rest, STR("\u2019"));
}

static bool first_noun(struct str text, struct noun *out)
{
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < COUNT_OF(NOUNS); i++) {
		struct str words = str_of(NOUNS[i].in_title);
		size_t at = str_find_nocase(text, words);
		if (at < first && !is_possessive(text, at + words.len)) {
			first = at;
			*out = NOUNS[i].noun;
		}
	}
	return first != SIZE_MAX;
}

struct noun noun_of_case(const struct indicator *indicator)
{
	struct noun noun = { "case", "cases" };
	if (!first_noun(indicator->denominator_words, &noun))
		(void)first_noun(indicator->title, &noun);
	return noun;
}
