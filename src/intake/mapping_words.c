#include "intake/mapping_words.h"

#include "base/attr.h"

/* Short forms of the sector and words that mean the same, written as the titles of fields
 * are. One to a line; the right side may be several words. */
static const struct {
	const char *shorter;
	const char *longer;
} FORMS[] = {
	{ "abuse", "category" },
	{ "accom", "accommodation" },
	{ "advisor", "adviser" },
	{ "agency", "source" },
	{ "asmt", "assessment" },
	{ "assess", "assessment" },
	{ "assessed", "assessment" },
	{ "auth", "completed" },
	{ "authorisation", "completed" },
	{ "authorised", "completed" },
	{ "began", "start" },
	{ "begin", "start" },
	{ "birthdate", "date birth" },
	{ "ceased", "end" },
	{ "cin", "child need" },
	{ "cla", "care" },
	{ "client", "person" },
	{ "close", "end" },
	{ "closed", "end" },
	{ "closure", "end" },
	{ "commenced", "start" },
	{ "commencement", "start" },
	{ "complete", "completed" },
	{ "completion", "completed" },
	{ "conf", "conference" },
	{ "cp", "child protection plan" },
	{ "cpp", "child protection plan" },
	{ "decision", "outcome" },
	{ "disabled", "disability" },
	{ "dob", "date birth" },
	{ "dod", "date death" },
	{ "dt", "date" },
	{ "ehc", "education health care" },
	{ "ehcp", "education health care plan" },
	{ "ended", "end" },
	{ "enq", "enquiry" },
	{ "ethnic", "ethnicity" },
	{ "finish", "end" },
	{ "finished", "end" },
	{ "gender", "sex" },
	{ "icpc", "initial child protection conference" },
	{ "id", "identifier" },
	{ "initiated", "start" },
	{ "iro", "reviewing officer" },
	{ "lac", "care" },
	{ "leaving", "leaver" },
	{ "looked", "care" },
	{ "mtg", "meeting" },
	{ "nfa", "no further action" },
	{ "no", "no number" },
	{ "num", "number" },
	{ "opened", "start" },
	{ "origin", "ethnicity" },
	{ "pa", "personal adviser" },
	{ "pid", "person identifier" },
	{ "placed", "placement" },
	{ "plcmt", "placement" },
	{ "rec", "received" },
	{ "recd", "received" },
	{ "receipt", "received" },
	{ "ref", "referral" },
	{ "referred", "referral" },
	{ "referrer", "referral source" },
	{ "registered", "start" },
	{ "returned", "end" },
	{ "rhi", "return interview" },
	{ "rvw", "review" },
	{ "s47", "section 47 enquiry" },
	{ "sdq", "strength difficulty questionnaire score" },
	{ "signed", "completed" },
	{ "started", "start" },
	{ "strat", "start" },
	{ "strategy", "start" },
	{ "sw", "worker" },
	{ "type", "kind" },
	{ "uasc", "unaccompanied asylum seeking" },
	{ "uid", "identifier" },
	{ "urn", "registration number" },
	{ "visited", "visit" },
	{ "wkr", "worker" },
};

static const char *const IDLE[] = {
	"a",    "after", "allocated", "an",  "and",  "as",  "at",      "be",   "by", "for",
	"from", "has",   "in",        "is",  "it",   "its", "of",      "on",   "or", "that",
	"the",  "this",  "to",        "was", "were", "who", "whether", "with",
};

static bool is_idle(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(IDLE); i++)
		if (str_equal(word, str_of(IDLE[i])))
			return true;
	return false;
}

bool word_list_has(const struct word_list *list, struct str word)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], word))
			return true;
	return false;
}

size_t word_list_shared(const struct word_list *a, const struct word_list *b)
{
	size_t shared = 0;
	for (size_t i = 0; i < a->count; i++)
		shared += word_list_has(b, a->items[i]);
	return shared;
}

static void put(struct word_list *list, struct str word, struct arena *arena)
{
	if (word.len == 0 || is_idle(word) || word_list_has(list, word))
		return;
	list->items = arena_grow(arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = word;
}

/* Adds the longer form of a word; false when there is none. */
static bool put_longer(struct word_list *list, struct str word, struct arena *arena)
{
	for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
		if (!str_equal(word, str_of(FORMS[i].shorter)))
			continue;
		struct str rest = str_of(FORMS[i].longer);
		struct str one;
		while (str_split(&rest, ' ', &one))
			put(list, one, arena);
		return true;
	}
	return false;
}

static void put_word(struct word_list *list, struct str word, struct arena *arena)
{
	/* "visits" as "visit", but not "status" or "address". */
	bool is_plural = word.len > 4 && word.ptr[word.len - 1] == 's' &&
	                 word.ptr[word.len - 2] != 's' && word.ptr[word.len - 2] != 'u';
	if (!put_longer(list, word, arena))
		put(list, str_slice(word, 0, word.len - is_plural), arena);
}

static bool is_of_word(char c)
{
	return char_is_letter(c) || char_is_digit(c);
}

/* Whether the point at `at` only abbreviates: that of "D.o.B". */
static bool is_abbreviation(struct str text, size_t at)
{
	return text.ptr[at] == '.' && at > 0 && at + 1 < text.len &&
	       char_is_letter(text.ptr[at - 1]) && char_is_letter(text.ptr[at + 1]) &&
	       (at < 2 || !char_is_letter(text.ptr[at - 2])) &&
	       (at + 2 >= text.len || !char_is_letter(text.ptr[at + 2]));
}

/* Adds a run of letters and digits: as a short form ("DoB"), else cut where a capital
 * follows a small letter ("RefDate"). */
static void put_run(struct word_list *list, struct str run, struct arena *arena)
{
	char *lower = arena_new(arena, run.len + 1, 1);
	size_t from = 0;
	for (size_t i = 0; i < run.len; i++)
		lower[i] = char_lower(run.ptr[i]);
	if (put_longer(list, (struct str){ lower, run.len }, arena))
		return;
	for (size_t i = 1; i <= run.len; i++) {
		bool is_cut = i == run.len || (run.ptr[i] >= 'A' && run.ptr[i] <= 'Z' &&
		                               run.ptr[i - 1] >= 'a' && run.ptr[i - 1] <= 'z');
		if (!is_cut)
			continue;
		put_word(list, (struct str){ lower + from, i - from }, arena);
		from = i;
	}
}

void word_list_add(struct word_list *list, struct str text, struct arena *arena)
{
	char *run = arena_new(arena, text.len + 1, 1);
	size_t len = 0;
	for (size_t at = 0; at < text.len; at++) {
		if (is_of_word(text.ptr[at])) {
			run[len++] = text.ptr[at];
		} else if (!is_abbreviation(text, at)) {
			put_run(list, (struct str){ run, len }, arena);
			run += len;
			len = 0;
		}
	}
	put_run(list, (struct str){ run, len }, arena);
}
