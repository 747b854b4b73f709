#include "digest/digest.h"

#include "base/map.h"
#include "digest/figures.h"
#include "digest/part.h"

/* A key that tells indicators apart by their address: lines of one indicator share
 * the struct. */
static struct str pointer_key(const struct indicator *const *indicator)
{
	return (struct str){ (const char *)indicator, sizeof(*indicator) };
}

/* The latest dated period of each indicator, as an index into `lines`. */
static void find_latest(const struct line *lines, size_t count, struct map *latest)
{
	for (size_t i = 0; i < count; i++) {
		const struct indicator *indicator = lines[i].indicator;
		int64_t best;
		if (!period_is_dated(&lines[i].period))
			continue;
		if (!map_find(latest, pointer_key(&indicator), &best) ||
		    period_compare(&lines[best].period, &lines[i].period) < 0)
			map_put(latest, pointer_key(&indicator), (int64_t)i);
	}
}

static bool is_current(const struct line *lines, size_t at, const struct map *latest)
{
	const struct indicator *indicator = lines[at].indicator;
	int64_t best;
	if (!period_is_dated(&lines[at].period) ||
	    !map_find(latest, pointer_key(&indicator), &best))
		return true;
	return period_equal(&lines[best].period, &lines[at].period);
}

void digest_select_current(const struct line *lines, size_t count, const struct period *period,
                           struct arena *arena, struct line_list *out)
{
	auto_map latest = { 0 };
	if (period->kind == PERIOD_NONE)
		find_latest(lines, count, &latest);
	*out = (struct line_list){ 0 };
	for (size_t i = 0; i < count; i++) {
		bool wanted = period->kind == PERIOD_NONE
		                      ? is_current(lines, i, &latest)
		                      : period_equal(&lines[i].period, period);
		if (!wanted)
			continue;
		out->items = arena_grow(arena, out->items, out->count, &out->capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = lines[i];
	}
}

struct period digest_main_period(const struct line *lines, size_t count)
{
	auto_map tally = { 0 };
	struct period best = { .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };
	int64_t best_count = 0;
	for (size_t i = 0; i < count; i++) {
		char text[PERIOD_TEXT_BYTES];
		struct str key = str_of(period_print(&lines[i].period, text));
		int64_t seen = 0;
		if (key.len == 0)
			continue;
		map_find(&tally, key, &seen);
		map_put(&tally, key, ++seen);
		if (seen > best_count ||
		    (seen == best_count && period_compare(&lines[i].period, &best) > 0)) {
			best = lines[i].period;
			best_count = seen;
		}
	}
	return best;
}

/* "Quarterly Digest", or what suits a period of that kind. */
static const char *digest_name(enum period_kind kind)
{
	switch (kind) {
	case PERIOD_QUARTER:
	case PERIOD_YEAR_TO_DATE:
		return "Quarterly Digest";
	case PERIOD_WEEK:
		return "Weekly Digest";
	case PERIOD_MONTH:
		return "Monthly Digest";
	case PERIOD_FINANCIAL_YEAR:
	case PERIOD_SCHOOL_YEAR:
	case PERIOD_CALENDAR_YEAR:
	case PERIOD_WORKFORCE_YEAR:
		return "Yearly Digest";
	case PERIOD_NONE:
	case PERIOD_DAY:
	case PERIOD_ROLLING_YEAR:
	case PERIOD_LABEL:
	case PERIOD_KIND_COUNT:
		break;
	}
	return "Performance Digest";
}

/* "20 days after the quarter ended". */
static struct str age_words(struct arena *arena, const struct period *period, int32_t known_on)
{
	static const char *const NAMES[PERIOD_KIND_COUNT] = {
		[PERIOD_WEEK] = "week",
		[PERIOD_MONTH] = "month",
		[PERIOD_QUARTER] = "quarter",
		[PERIOD_FINANCIAL_YEAR] = "year",
		[PERIOD_SCHOOL_YEAR] = "school year",
		[PERIOD_CALENDAR_YEAR] = "year",
	};
	if (!period_is_dated(period) || known_on == DATE_NONE || known_on < period->to)
		return (struct str){ 0 };
	const char *name = NAMES[period->kind] ? NAMES[period->kind] : "period";
	int days = known_on - period->to;
	return arena_format(arena, "%d day%s after the %s ended", days, days == 1 ? "" : "s", name);
}

static struct doc_meta meta_of(const struct digest_work *work)
{
	const struct digest_options *options = &work->input->options;
	struct arena *arena = work->arena;
	char date[DATE_WORDS_BYTES], span[PERIOD_TEXT_BYTES], period[PERIOD_TEXT_BYTES];
	struct doc_meta meta = { .language = STR("en-GB") };
	size_t subtitles = 0, editions = 0;

	bool has_period = work->period.kind != PERIOD_NONE;
	struct str words = has_period ? words_of_period(arena, &work->period)
	                              : (struct str){ 0 };
	meta.title = arena_format(arena, "%s%s%.*s", digest_name(work->period.kind),
	                          has_period ? ": " : "", STR_ARGS(words));
	meta.authority = options->authority;
	meta.period = arena_text(arena, str_of(period_print(&work->period, period)));
	meta.period_words =
		arena_text(arena, str_of(period_print_span(&work->period, span)));
	if (options->scorecard.len)
		meta.subtitle[subtitles++] = options->scorecard;
	if (meta.period_words.len)
		meta.subtitle[subtitles++] = meta.period_words;
	if (options->report.len)
		meta.subtitle[subtitles++] = arena_format(arena, "Figures from: %.*s",
		                                          STR_ARGS(options->report));
	if (options->audience.len)
		meta.audience = arena_format(arena, "For %.*s", STR_ARGS(options->audience));
	if (options->known_on != DATE_NONE)
		meta.edition[editions++] =
			arena_format(arena, "figures as known on %s",
		                     date_print_words(options->known_on, date));
	struct str age = age_words(arena, &work->period, options->known_on);
	if (age.len)
		meta.edition[editions++] = age;
	meta.made_on = arena_format(
		arena, "Made on %s by %.*s",
		date_print_words(instant_date(options->made_at), date), STR_ARGS(options->program));
	meta.description = arena_format(arena, "Performance of %.*s children's services%s%.*s.",
	                                STR_ARGS(options->authority), has_period ? ", " : "",
	                                STR_ARGS(words));
	meta.page_header = arena_format(arena, "%.*s · %.*s", STR_ARGS(options->authority),
	                                STR_ARGS(meta.title));
	meta.page_footer = meta.made_on;
	return meta;
}

/* Ids are handed out before the parts, so that each may link to the others. */
static void make_ids(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	work->row_ids = arena_new(work->arena, input->count, sizeof(*work->row_ids));
	work->exception_ids = arena_new(work->arena, input->count, sizeof(*work->exception_ids));
	for (size_t i = 0; i < input->count; i++) {
		struct str name = indicator_name(input->lines[i].indicator);
		work->row_ids[i] = doc_id(work->doc, name);
		if (digest_is_exception(&input->judgements[i]))
			work->exception_ids[i] = doc_id(
				work->doc,
				arena_format(work->arena, "exception %.*s", STR_ARGS(name)));
	}
}

struct doc *digest_build(const struct digest_input *input, struct arena *arena)
{
	struct digest_work work = { .input = input, .arena = arena };
	work.period = input->options.period.kind != PERIOD_NONE
	                      ? input->options.period
	                      : digest_main_period(input->lines, input->count);
	struct doc_meta meta = meta_of(&work);
	work.doc = doc_new(arena, &meta);
	make_ids(&work);
	attention_sort(input->lines, input->judgements, input->count, arena, &work.attention);

	digest_front(&work);
	digest_scorecard(&work);
	digest_exceptions(&work);
	digest_definitions(&work);
	digest_notes(&work);
	doc_add_dataset(work.doc, figures_dataset(input, arena));
	doc_add_dataset(work.doc, history_dataset(input, arena));
	doc_add_dataset(work.doc, findings_dataset(input, arena));
	doc_finish(work.doc);
	return work.doc;
}
