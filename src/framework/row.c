#include "framework/row.h"

#include "base/period.h"

/* ---- facts ---- */

/* Where a text fact stands in the struct. SIZE_MAX: it is no text there. */
#define FIELD(name) offsetof(struct framework_indicator, name)

static const struct {
	const char *name; /* for people */
	size_t offset;
} FACT_TEXTS[FACT_TEXT_COUNT] = {
	[FACT_REF] = { "reference", FIELD(indicator.ref) },
	[FACT_TITLE] = { "title", FIELD(indicator.title) },
	[FACT_DEFINITION] = { "definition", FIELD(indicator.definition) },
	[FACT_WHY] = { "why", FIELD(indicator.why) },
	[FACT_SOURCE] = { "source", FIELD(indicator.source) },
	[FACT_NUMERATOR] = { "numerator", FIELD(indicator.numerator_words) },
	[FACT_DENOMINATOR] = { "denominator", FIELD(indicator.denominator_words) },
	[FACT_OWNER] = { "owner", FIELD(indicator.owner) },
	[FACT_TARGET_REASON] = { "reason for the targets", FIELD(indicator.target_reason) },
	[FACT_PROXY] = { "proxy", FIELD(indicator.proxy) },
	[FACT_NOTE] = { "note", FIELD(note) },
	[FACT_ORIGIN] = { "origin", SIZE_MAX },
	[FACT_INFLUENCE] = { "influence", SIZE_MAX },
	[FACT_UNIT] = { "unit", SIZE_MAX },
	[FACT_POLARITY] = { "what is good", SIZE_MAX },
	[FACT_FREQUENCY] = { "frequency", SIZE_MAX },
};

static const char *const FACT_NUMBERS[FACT_NUMBER_COUNT] = {
	[FACT_DECIMALS] = "decimals",
	[FACT_LAG_DAYS] = "days until it is due",
	[FACT_IS_PARTNER] = "owner is a partner",
	[FACT_IS_IMPLIED] = "what is good is implied",
};

static const char *const FACT_DATES[FACT_DATE_COUNT] = {
	[FACT_TARGET_REVIEW] = "review of the targets",
	[FACT_IN_FORCE_FROM] = "in force from",
	[FACT_IN_FORCE_TO] = "in force to",
};

const char *origin_word(enum origin origin)
{
	switch (origin) {
	case ORIGIN_NATIONAL:
		return "national";
	case ORIGIN_LOCAL:
		return "local";
	case ORIGIN_NOT_SAID:
		break;
	}
	return "";
}

enum origin origin_read(struct str word)
{
	if (str_equal(word, STR("national")))
		return ORIGIN_NATIONAL;
	return str_equal(word, STR("local")) ? ORIGIN_LOCAL : ORIGIN_NOT_SAID;
}

/* Polarity in one word; that it is information only is one of them. */
static const struct {
	const char *word;
	struct polarity_reading polarity;
} POLARITIES[] = {
	{ "high", { .polarity = POLARITY_HIGH } },
	{ "low", { .polarity = POLARITY_LOW } },
	{ "band", { .polarity = POLARITY_BAND } },
	{ "neither", { .polarity = POLARITY_NONE, .is_information = true } },
	{ "", { .polarity = POLARITY_NONE } },
};

static const char *polarity_fact(const struct polarity_reading *polarity)
{
	size_t i = 0;
	while (i + 1 < COUNT_OF(POLARITIES) &&
	       (POLARITIES[i].polarity.polarity != polarity->polarity ||
	        (polarity->polarity == POLARITY_NONE &&
	         POLARITIES[i].polarity.is_information != polarity->is_information)))
		i++;
	return POLARITIES[i].word;
}

static struct polarity_reading polarity_fact_read(struct str word)
{
	size_t i = 0;
	while (i + 1 < COUNT_OF(POLARITIES) && !str_equal(word, str_of(POLARITIES[i].word)))
		i++;
	return POLARITIES[i].polarity;
}

struct fact_row fact_row_of(const struct framework_indicator *indicator, struct arena *arena)
{
	const struct indicator *it = &indicator->indicator;
	struct fact_row row = {
		.numbers = { [FACT_DECIMALS] = it->unit.decimals,
		             [FACT_LAG_DAYS] = it->lag_days,
		             [FACT_IS_PARTNER] = it->owner_is_partner,
		             [FACT_IS_IMPLIED] = it->polarity.is_implied },
		.dates = { [FACT_TARGET_REVIEW] = it->target_review,
		           [FACT_IN_FORCE_FROM] = indicator->in_force.from,
		           [FACT_IN_FORCE_TO] = indicator->in_force.to },
	};
	for (int i = 0; i < FACT_TEXT_COUNT; i++)
		if (FACT_TEXTS[i].offset != SIZE_MAX)
			row.texts[i] = *(const struct str *)((const char *)indicator +
			                                     FACT_TEXTS[i].offset);
	char unit[UNIT_TEXT_BYTES];
	row.texts[FACT_ORIGIN] = str_of(origin_word(it->origin));
	row.texts[FACT_INFLUENCE] = str_of(influence_word(it->influence));
	row.texts[FACT_UNIT] = arena_text(arena, str_of(unit_print(&it->unit, unit)));
	row.texts[FACT_POLARITY] = str_of(polarity_fact(&it->polarity));
	row.texts[FACT_FREQUENCY] = str_of(frequency_word(it->frequency));
	return row;
}

void fact_row_fill(const struct fact_row *row, struct framework_indicator *out)
{
	struct indicator *it = &out->indicator;
	for (int i = 0; i < FACT_TEXT_COUNT; i++)
		if (FACT_TEXTS[i].offset != SIZE_MAX)
			*(struct str *)((char *)out + FACT_TEXTS[i].offset) = row->texts[i];
	it->origin = origin_read(row->texts[FACT_ORIGIN]);
	influence_read(row->texts[FACT_INFLUENCE], &it->influence);
	it->unit = unit_read(row->texts[FACT_UNIT]);
	it->unit.decimals = (int)row->numbers[FACT_DECIMALS];
	it->polarity = polarity_fact_read(row->texts[FACT_POLARITY]);
	it->polarity.is_implied = row->numbers[FACT_IS_IMPLIED] != 0;
	frequency_read(row->texts[FACT_FREQUENCY], &it->frequency);
	it->lag_days = (int)row->numbers[FACT_LAG_DAYS];
	it->owner_is_partner = row->numbers[FACT_IS_PARTNER] != 0;
	it->target_review = row->dates[FACT_TARGET_REVIEW];
	out->in_force.from = row->dates[FACT_IN_FORCE_FROM];
	out->in_force.to = row->dates[FACT_IN_FORCE_TO];
}

void fact_row_differences(const struct fact_row *a, const struct fact_row *b, struct buf *out)
{
	for (int i = 0; i < FACT_TEXT_COUNT; i++)
		if (!str_equal(a->texts[i], b->texts[i]))
			buf_format(out, "%s%s", out->len ? ", " : "", FACT_TEXTS[i].name);
	for (int i = 0; i < FACT_NUMBER_COUNT; i++)
		if (a->numbers[i] != b->numbers[i])
			buf_format(out, "%s%s", out->len ? ", " : "", FACT_NUMBERS[i]);
	for (int i = 0; i < FACT_DATE_COUNT; i++)
		if (a->dates[i] != b->dates[i])
			buf_format(out, "%s%s", out->len ? ", " : "", FACT_DATES[i]);
}

bool fact_row_equal(const struct fact_row *a, const struct fact_row *b)
{
	auto_buf differences = buf_init(4096);
	fact_row_differences(a, b, &differences);
	return differences.len == 0;
}

/* ---- aims ---- */

static const char *const AIM_KINDS[AIM_KIND_COUNT] = {
	[AIM_TARGET] = "target",
	[AIM_RULE] = "rule",
	[AIM_PROFILE] = "profile",
	[AIM_REMOVAL] = "removal",
};

const char *aim_kind_word(enum aim_kind kind)
{
	return AIM_KINDS[kind];
}

bool aim_kind_read(struct str word, enum aim_kind *out)
{
	for (int i = 0; i < AIM_KIND_COUNT; i++) {
		if (!str_equal(word, str_of(AIM_KINDS[i])))
			continue;
		*out = (enum aim_kind)i;
		return true;
	}
	return false;
}

static void add_aim(struct aim_rows *rows, struct arena *arena, struct aim_row row)
{
	rows->items =
		arena_grow(arena, rows->items, rows->count, &rows->capacity, sizeof(*rows->items));
	rows->items[rows->count++] = row;
}

/* The points of a profile, one to a line; a point without a target is empty. */
static struct str profile_words(const struct profile *profile, struct arena *arena)
{
	struct str words = profile->points[0].text;
	for (size_t i = 1; i < profile->point_count; i++)
		words = arena_format(arena, "%.*s\n%.*s", STR_ARGS(words),
		                     STR_ARGS(profile->points[i].text));
	return words;
}

struct aim_rows aim_rows_of(const struct framework_indicator *indicator, struct arena *arena)
{
	struct aim_rows rows = { 0 };
	for (size_t i = 0; i < indicator->targets.count; i++) {
		const struct dated_target *it = &indicator->targets.items[i];
		add_aim(&rows, arena,
		        (struct aim_row){ AIM_TARGET, it->span, it->target.text, it->decision });
	}
	for (size_t i = 0; i < indicator->rules.count; i++) {
		const struct dated_rule *it = &indicator->rules.items[i];
		add_aim(&rows, arena,
		        (struct aim_row){ AIM_RULE, it->span, it->rule.text, it->decision });
	}
	for (size_t i = 0; i < indicator->profiles.count; i++) {
		const struct profile *it = &indicator->profiles.items[i];
		add_aim(&rows, arena,
		        (struct aim_row){ AIM_PROFILE,
		                          { it->year_from, DATE_NONE },
		                          profile_words(it, arena),
		                          it->decision });
	}
	const struct retirement *retirement = &indicator->retirement;
	if (retirement->is_given)
		add_aim(&rows, arena,
		        (struct aim_row){ AIM_REMOVAL,
		                          { retirement->from, DATE_NONE },
		                          retirement->why,
		                          retirement->decision });
	return rows;
}

static void add_profile(struct framework *framework, struct framework_indicator *indicator,
                        const struct aim_row *row)
{
	struct profile profile = { .year_from = row->span.from, .decision = row->decision };
	struct str rest = row->words, point;
	while (profile.point_count < PROFILE_POINTS_MAX && str_split(&rest, '\n', &point)) {
		enum status st = target_read(point, &profile.points[profile.point_count++], NULL);
		(void)st; /* what cannot be read any more says so in its kind */
	}
	framework_add_profile(framework, &indicator->profiles, profile);
}

void aim_row_add(struct framework *framework, struct framework_indicator *indicator,
                 const struct aim_row *row)
{
	enum status st;
	switch (row->kind) {
	case AIM_TARGET: {
		struct dated_target it = { .span = row->span, .decision = row->decision };
		st = target_read(row->words, &it.target, NULL);
		(void)st; /* as above */
		framework_add_target(framework, &indicator->targets, it);
		break;
	}
	case AIM_RULE: {
		struct dated_rule it = { .span = row->span, .decision = row->decision };
		st = rule_read(row->words, &it.rule, NULL);
		(void)st; /* as above */
		framework_add_rule(framework, &indicator->rules, it);
		break;
	}
	case AIM_PROFILE:
		add_profile(framework, indicator, row);
		break;
	case AIM_REMOVAL:
		indicator->retirement.is_given = true;
		indicator->retirement.from = row->span.from;
		indicator->retirement.why = row->words;
		indicator->retirement.decision = row->decision;
		break;
	case AIM_KIND_COUNT:
		break;
	}
}

bool aim_row_same_place(const struct aim_row *a, const struct aim_row *b)
{
	return a->kind == b->kind && a->span.from == b->span.from &&
	       a->decision.is_draft == b->decision.is_draft;
}

bool aim_row_equal(const struct aim_row *a, const struct aim_row *b)
{
	return aim_row_same_place(a, b) && a->span.to == b->span.to &&
	       str_equal(a->words, b->words) && str_equal(a->decision.set_by, b->decision.set_by) &&
	       a->decision.set_on == b->decision.set_on &&
	       str_equal(a->decision.why, b->decision.why) &&
	       str_equal(a->decision.agreed_by, b->decision.agreed_by) &&
	       a->decision.agreed_on == b->decision.agreed_on &&
	       a->decision.origin == b->decision.origin;
}

struct str aim_row_words(const struct aim_row *row, struct arena *arena)
{
	char from[DATE_TEXT_BYTES], year[FINANCIAL_YEAR_TEXT_BYTES];
	switch (row->kind) {
	case AIM_PROFILE:
		return arena_format(arena, "profile %s",
		                    financial_year_print(row->span.from, year));
	case AIM_REMOVAL:
		return arena_format(arena, "removal on %s", date_print_iso(row->span.from, from));
	case AIM_TARGET:
	case AIM_RULE:
	case AIM_KIND_COUNT:
		break;
	}
	return arena_format(arena, "%s'%s %.*s'%s%s", row->decision.is_draft ? "draft " : "",
	                    aim_kind_word(row->kind), STR_ARGS(row->words),
	                    row->span.from == DATE_NONE ? "" : " from ",
	                    date_print_iso(row->span.from, from));
}

/* ---- words ---- */

static const char *const TEXT_KINDS[INDICATOR_TEXT_COUNT] = {
	[INDICATOR_TEXT_HIGHLIGHT] = "highlight",
	[INDICATOR_TEXT_WATCH] = "watch",
	[INDICATOR_TEXT_COVERAGE] = "coverage",
	[INDICATOR_TEXT_BREAK] = "break",
	[INDICATOR_TEXT_ANNOTATION] = "annotation",
	[INDICATOR_TEXT_UNCOLLECTABLE] = "not collectable",
};

static const char ALSO[] = "also", LINKED[] = "linked", REPLACED_BY[] = "replaced by",
		  WATCHED_AT[] = "watched at", NOTE[] = "note";

static void add_words(struct words_rows *rows, struct arena *arena, const char *kind,
                      struct dated_text text)
{
	rows->items =
		arena_grow(arena, rows->items, rows->count, &rows->capacity, sizeof(*rows->items));
	rows->items[rows->count++] = (struct words_row){ kind, text.span, text.text };
}

static void add_undated(struct words_rows *rows, struct arena *arena, const char *kind,
                        struct str words)
{
	if (words.len)
		add_words(rows, arena, kind, (struct dated_text){ span_always(), words });
}

struct words_rows words_rows_of(const struct framework_indicator *indicator, struct arena *arena)
{
	struct words_rows rows = { 0 };
	for (size_t i = 0; i < indicator->also.count; i++)
		add_undated(&rows, arena, ALSO, indicator->also.items[i]);
	for (size_t i = 0; i < indicator->indicator.linked_count; i++)
		add_undated(&rows, arena, LINKED, indicator->indicator.linked[i]);
	for (int kind = 0; kind < INDICATOR_TEXT_COUNT; kind++)
		for (size_t i = 0; i < indicator->texts[kind].count; i++)
			add_words(&rows, arena, TEXT_KINDS[kind], indicator->texts[kind].items[i]);
	add_undated(&rows, arena, REPLACED_BY, indicator->retirement.replaced_by);
	add_undated(&rows, arena, WATCHED_AT, indicator->retirement.watched_at);
	return rows;
}

struct words_rows words_rows_of_framework(const struct framework *framework, struct arena *arena)
{
	struct words_rows rows = { 0 };
	add_undated(&rows, arena, NOTE, framework->note);
	for (size_t i = 0; i < framework->annotations.count; i++)
		add_words(&rows, arena, TEXT_KINDS[INDICATOR_TEXT_ANNOTATION],
		          framework->annotations.items[i]);
	return rows;
}

bool words_rows_equal(const struct words_rows *a, const struct words_rows *b)
{
	bool equal = a->count == b->count;
	for (size_t i = 0; equal && i < a->count; i++) {
		const struct words_row *left = &a->items[i], *right = &b->items[i];
		equal = left->kind == right->kind && left->span.from == right->span.from &&
		        left->span.to == right->span.to && str_equal(left->words, right->words);
	}
	return equal;
}

static bool add_framework_words(struct framework *framework, struct str kind,
                                const struct words_row *row)
{
	if (str_equal(kind, str_of(NOTE))) {
		framework->note = row->words;
		return true;
	}
	if (!str_equal(kind, str_of(TEXT_KINDS[INDICATOR_TEXT_ANNOTATION])))
		return false;
	framework_add_text(framework, &framework->annotations,
	                   (struct dated_text){ row->span, row->words });
	return true;
}

static void add_linked(struct framework *framework, struct indicator *indicator, struct str name)
{
	/* Few and read once: a list that is copied for each is simplest. */
	struct str *linked =
		arena_new(framework->arena, indicator->linked_count + 1, sizeof(*linked));
	for (size_t i = 0; i < indicator->linked_count; i++)
		linked[i] = indicator->linked[i];
	linked[indicator->linked_count++] = name;
	indicator->linked = linked;
}

bool words_row_add(struct framework *framework, struct framework_indicator *indicator,
                   struct str kind, const struct words_row *row)
{
	if (!indicator)
		return add_framework_words(framework, kind, row);
	for (int i = 0; i < INDICATOR_TEXT_COUNT; i++) {
		if (!str_equal(kind, str_of(TEXT_KINDS[i])))
			continue;
		framework_add_text(framework, &indicator->texts[i],
		                   (struct dated_text){ row->span, row->words });
		return true;
	}
	if (str_equal(kind, str_of(ALSO)))
		framework_add_also(framework, indicator, row->words);
	else if (str_equal(kind, str_of(LINKED)))
		add_linked(framework, &indicator->indicator, row->words);
	else if (str_equal(kind, str_of(REPLACED_BY)))
		indicator->retirement.replaced_by = row->words;
	else if (str_equal(kind, str_of(WATCHED_AT)))
		indicator->retirement.watched_at = row->words;
	else
		return false;
	return true;
}
