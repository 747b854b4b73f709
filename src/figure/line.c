#include "figure/line.h"

#include "figure/phrase.h"

static const char *const RATING_WORDS[RATING_COUNT] = { "", "green", "amber", "red" };

const char *rating_word(enum rating rating)
{
	return RATING_WORDS[rating];
}

/* States that a status cell may hold beside the ratings and the absences; the
 * meanings of the table below count on from these. */
enum {
	STATED_NOTHING = RATING_COUNT,
	STATED_OTHER, /* a state with a name of its own: the text says it */
	STATED_TARGET_NOT_SET,
	STATED_NO_TARGET,
	STATED_ABSENCE, /* STATED_ABSENCE + an enum absence */
};

/* Numbers are Stockton's; ahead to no progress Hertfordshire's; star, circle and
 * triangle those of Harlow and East Riding; M is Cheshire West's. */
static const struct phrase_meaning STATUSES[] = {
	{ "", STATED_NOTHING },
	{ "-", STATED_NOTHING },
	{ "g", RATING_GREEN },
	{ "1", RATING_GREEN },
	{ "on target", RATING_GREEN },
	{ "at target", RATING_GREEN },
	{ "on or better than target", RATING_GREEN },
	{ "better than target", RATING_GREEN },
	{ "on track", RATING_GREEN },
	{ "on course", RATING_GREEN },
	{ "ahead", RATING_GREEN },
	{ "met", RATING_GREEN },
	{ "target met", RATING_GREEN },
	{ "achieved", RATING_GREEN },
	{ "exceeded", RATING_GREEN },
	{ "star", RATING_GREEN },
	{ "a", RATING_AMBER },
	{ "2", RATING_AMBER },
	{ "yellow", RATING_AMBER },
	{ "slippage", RATING_AMBER },
	{ "circle", RATING_AMBER },
	{ "r", RATING_RED },
	{ "3", RATING_RED },
	{ "off target", RATING_RED },
	{ "off track", RATING_RED },
	{ "not met", RATING_RED },
	{ "target not met", RATING_RED },
	{ "not achieved", RATING_RED },
	{ "no progress", RATING_RED },
	{ "triangle", RATING_RED },
	{ "5", STATED_TARGET_NOT_SET },
	{ "target not set", STATED_TARGET_NOT_SET },
	{ "no target set", STATED_TARGET_NOT_SET },
	{ "no target", STATED_NO_TARGET },
	{ "not a target measure", STATED_NO_TARGET },
	{ "measure for information", STATED_NO_TARGET },
	{ "for information", STATED_NO_TARGET },
	{ "information only", STATED_NO_TARGET },
	{ "not rated", STATED_OTHER },
	{ "m", STATED_OTHER },
	{ "in measurement", STATED_OTHER },
	{ "not yet assessed", STATED_OTHER },
	{ "deferred", STATED_OTHER },
	{ "purple", STATED_OTHER },
	{ "carried forward", STATED_OTHER },
	{ "4", STATED_ABSENCE + ABSENCE_NOT_AVAILABLE },
	{ "data not available", STATED_ABSENCE + ABSENCE_NOT_AVAILABLE },
	{ "not available", STATED_ABSENCE + ABSENCE_NOT_AVAILABLE },
	{ "no data", STATED_ABSENCE + ABSENCE_NOT_AVAILABLE },
	{ "n/a", STATED_ABSENCE + ABSENCE_NOT_AVAILABLE },
	{ "annual", STATED_ABSENCE + ABSENCE_ANNUAL },
	{ "not due", STATED_ABSENCE + ABSENCE_ANNUAL },
	{ "late", STATED_ABSENCE + ABSENCE_LATE },
	{ "awaiting data", STATED_ABSENCE + ABSENCE_LATE },
	{ "data to be supplied", STATED_ABSENCE + ABSENCE_LATE },
	{ "not collectable", STATED_ABSENCE + ABSENCE_NOT_COLLECTABLE },
	{ "suppressed", STATED_ABSENCE + ABSENCE_SUPPRESSED },
	{ "definition changed", STATED_ABSENCE + ABSENCE_DEFINITION_CHANGED },
	{ "discontinued", STATED_ABSENCE + ABSENCE_DISCONTINUED },
};

/* Takes a colour's word from the front; RATING_NONE when none stands there. */
static enum rating take_colour(struct str *rest)
{
	for (int i = RATING_GREEN; i < RATING_COUNT; i++)
		if (phrase_take(rest, RATING_WORDS[i]))
			return (enum rating)i;
	return RATING_NONE;
}

/* A colour in front of other words decides, unless they name a colour too. */
static bool read_colour(struct str phrase, enum rating *out)
{
	enum rating first = take_colour(&phrase);
	bool starts_word = true;
	while (phrase.len > 0) {
		if (starts_word && take_colour(&phrase) != RATING_NONE)
			return false;
		if (phrase.len == 0)
			break;
		starts_word = !char_is_letter(phrase.ptr[0]);
		phrase = str_slice(phrase, 1, phrase.len);
	}
	*out = first;
	return first != RATING_NONE;
}

enum status stated_status_read(struct str text, struct stated_status *out, struct err *err)
{
	char bytes[PHRASE_BYTES];
	struct str phrase;
	int meaning;
	*out = (struct stated_status){ .text = str_trim(text) };
	enum status st = phrase_of(text, "a status", bytes, &phrase, err);
	if (st != OK)
		return st;
	if (read_colour(phrase, &out->rating)) {
		out->is_given = true;
		return OK;
	}
	if (!phrase_find(phrase, STATUSES, COUNT_OF(STATUSES), &meaning))
		return err_set(err, E_INPUT,
		               "'%.*s' is not a status: expected green, amber or red, 'data not "
		               "available', 'target not set' or 'no target'",
		               STR_ARGS(out->text));
	out->is_given = meaning != STATED_NOTHING;
	out->is_target_not_set = meaning == STATED_TARGET_NOT_SET;
	out->is_no_target = meaning == STATED_NO_TARGET;
	if (meaning < RATING_COUNT)
		out->rating = (enum rating)meaning;
	if (meaning >= STATED_ABSENCE)
		out->absence = (enum absence)(meaning - STATED_ABSENCE);
	return OK;
}

struct str indicator_name(const struct indicator *indicator)
{
	return indicator->ref.len > 0 ? indicator->ref : indicator->title;
}

static const char *const FREQUENCY_WORDS[FREQUENCY_COUNT] = { "",            "monthly",
	                                                      "quarterly",   "termly",
	                                                      "half-yearly", "annual" };
static const char *const INFLUENCE_WORDS[INFLUENCE_COUNT] = { "", "ours", "shared", "context" };
static const char *const CONFIDENCE_WORDS[CONFIDENCE_COUNT] = { "", "final", "provisional",
	                                                        "partial", "estimated" };

/* The place of `text` in a list of words, or 0, which every list keeps for "not
 * said"; empty text is that word. */
static bool find_word(struct str text, const char *const *words, int count, int *out)
{
	*out = 0;
	text = str_trim(text);
	for (int i = 0; i < count; i++) {
		if (str_equal_nocase(text, str_of(words[i]))) {
			*out = i;
			return true;
		}
	}
	return false;
}

const char *frequency_word(enum frequency frequency)
{
	return FREQUENCY_WORDS[frequency];
}

bool frequency_read(struct str text, enum frequency *out)
{
	int found;
	bool is_known = find_word(text, FREQUENCY_WORDS, FREQUENCY_COUNT, &found);
	*out = (enum frequency)found;
	return is_known;
}

const char *influence_word(enum influence influence)
{
	return INFLUENCE_WORDS[influence];
}

bool influence_read(struct str text, enum influence *out)
{
	int found;
	bool is_known = find_word(text, INFLUENCE_WORDS, INFLUENCE_COUNT, &found);
	*out = (enum influence)found;
	return is_known;
}

const char *confidence_word(enum confidence confidence)
{
	return CONFIDENCE_WORDS[confidence];
}

bool confidence_read(struct str text, enum confidence *out)
{
	int found;
	bool is_known = find_word(text, CONFIDENCE_WORDS, CONFIDENCE_COUNT, &found);
	*out = (enum confidence)found;
	return is_known;
}

struct str unreported_words(const struct unreported *unreported, struct arena *arena)
{
	char since[DATE_WORDS_BYTES], expected[DATE_WORDS_BYTES];
	if (unreported->why.len == 0)
		return (struct str){ 0 };
	date_print_words(unreported->since, since);
	date_print_words(unreported->expected, expected);
	return arena_format(arena, "cannot be reported%s%s: %.*s%s%s", *since ? " since " : "",
	                    since, STR_ARGS(unreported->why),
	                    *expected ? "; expected back on " : "", expected);
}
