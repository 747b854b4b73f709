#include "judge/wording.h"

/* A text is cut into words, numbers and stops; phrases are looked for in them. */
enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_STOP, TOKEN_END };

struct token {
	enum token_kind kind; /* TOKEN_STOP ends a clause, TOKEN_END a sentence */
	struct str text;
	struct number number; /* TOKEN_NUMBER */
};

struct tokens {
	struct token *items;
	size_t count;
	size_t capacity;
};

static bool is_word_byte(char c)
{
	/* Bytes of other scripts count as letters, so that no word is cut in two. */
	return char_is_letter(c) || (unsigned char)c >= 0x80;
}

/* How many bytes of `text` from `at` belong to one number: digits, with points and
 * commas between digits, and a percent sign behind. */
static size_t number_length(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len) {
		bool joins = (text.ptr[end] == '.' || text.ptr[end] == ',') && end + 1 < text.len &&
		             char_is_digit(text.ptr[end + 1]);
		if (!char_is_digit(text.ptr[end]) && !joins)
			break;
		end++;
	}
	if (end < text.len && text.ptr[end] == '%')
		end++;
	return end - at;
}

static enum token_kind stop_of(char c)
{
	if (c == '.' || c == '!' || c == '?' || c == '\n')
		return TOKEN_END;
	return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' ? TOKEN_STOP : TOKEN_WORD;
}

/* "5 per cent" and "5 percent" are "5%". */
static void read_percent_words(struct tokens *tokens)
{
	for (size_t i = 0; i + 1 < tokens->count; i++) {
		struct token *token = &tokens->items[i];
		struct str next = tokens->items[i + 1].text;
		bool is_percent = str_equal_nocase(next, STR("percent")) ||
		                  (str_equal_nocase(next, STR("per")) && i + 2 < tokens->count &&
		                   str_equal_nocase(tokens->items[i + 2].text, STR("cent")));
		if (token->kind == TOKEN_NUMBER && is_percent)
			token->number.written = UNIT_PERCENT;
	}
}

/* Quotation marks, hyphens and the like stand between words and mean nothing. */
static struct tokens tokens_of(struct str text, struct arena *arena)
{
	struct tokens tokens = { 0 };
	size_t at = 0;
	while (at < text.len) {
		struct token token = { .kind = stop_of(text.ptr[at]) };
		size_t len = 1;
		if (char_is_digit(text.ptr[at])) {
			len = number_length(text, at);
			token.text = str_slice(text, at, len);
			bool is_number = number_read(token.text, &token.number, NULL) == OK;
			token.kind = is_number ? TOKEN_NUMBER : TOKEN_WORD;
		} else if (is_word_byte(text.ptr[at])) {
			while (at + len < text.len && is_word_byte(text.ptr[at + len]))
				len++;
			token.text = str_slice(text, at, len);
			token.kind = TOKEN_WORD;
		} else if (token.kind == TOKEN_WORD) {
			at++;
			continue;
		} else {
			token.text = str_slice(text, at, len);
		}
		tokens.items = arena_grow(arena, tokens.items, tokens.count, &tokens.capacity,
		                          sizeof(*tokens.items));
		tokens.items[tokens.count++] = token;
		at += len;
	}
	read_percent_words(&tokens);
	return tokens;
}

/* A phrase: words (with alternatives after "/"), "~" for up to GAP_MAX words between,
 * "#" for a number, "@" for a named earlier period ("last year"). */
struct wording {
	const char *pattern;
	enum claim_kind claim;
};

enum { GAP_MAX = 4, LOOK_BACK = 5 };

static const struct wording WORDINGS[] = {
	{ "above ~ target", CLAIM_ABOVE_TARGET },
	{ "over target", CLAIM_ABOVE_TARGET },
	{ "over the target", CLAIM_ABOVE_TARGET },
	{ "higher/greater than ~ target", CLAIM_ABOVE_TARGET },
	{ "increase/rise on ~ target", CLAIM_ABOVE_TARGET },
	{ "below/beneath ~ target", CLAIM_BELOW_TARGET },
	{ "under target", CLAIM_BELOW_TARGET },
	{ "under the target", CLAIM_BELOW_TARGET },
	{ "lower/less than ~ target", CLAIM_BELOW_TARGET },
	{ "decrease/reduction on ~ target", CLAIM_BELOW_TARGET },
	{ "exceeds/exceeded/exceeding ~ target", CLAIM_EXCEEDED },
	{ "target ~ exceeded", CLAIM_EXCEEDED },
	{ "better than ~ target", CLAIM_EXCEEDED },
	{ "on target", CLAIM_MET },
	{ "met/meets/meeting/achieved/achieving ~ target", CLAIM_MET },
	{ "target ~ met/achieved", CLAIM_MET },
	{ "off target", CLAIM_MISSED },
	{ "short of ~ target", CLAIM_MISSED },
	{ "worse than ~ target", CLAIM_MISSED },
	{ "missed/missing/misses ~ target", CLAIM_MISSED },
	{ "target ~ missed", CLAIM_MISSED },

	{ "higher than ~ @", CLAIM_UP },
	{ "above ~ @", CLAIM_UP },
	{ "up on/from ~ @", CLAIM_UP },
	{ "increase/rise/increased/risen/rose on/from/since ~ @", CLAIM_UP },
	{ "lower/fewer than ~ @", CLAIM_DOWN },
	{ "below ~ @", CLAIM_DOWN },
	{ "down on/from ~ @", CLAIM_DOWN },
	{ "decrease/reduction/drop/fall/decreased/reduced/dropped/fallen/fell on/from/since ~ @",
	  CLAIM_DOWN },
	{ "better than ~ @", CLAIM_BETTER },
	{ "improvement/improved on/from/since ~ @", CLAIM_BETTER },
	{ "worse than ~ @", CLAIM_WORSE },
	{ "deterioration/deteriorated/worsened/declined on/from/since ~ @", CLAIM_WORSE },
	{ "performance ~ improved on/from/since ~ @", CLAIM_BETTER },
	{ "performance ~ improved on/from #", CLAIM_BETTER },
	{ "performance ~ improved/improving", CLAIM_BETTER },
	{ "performance ~ worsened/deteriorated/declined", CLAIM_WORSE },

	{ "higher than ~ #", CLAIM_UP },
	{ "up on/from #", CLAIM_UP },
	{ "increase/rise/increased/risen/rose on/from #", CLAIM_UP },
	{ "lower/fewer than ~ #", CLAIM_DOWN },
	{ "down on/from #", CLAIM_DOWN },
	{ "decrease/reduction/drop/fall/decreased/reduced/dropped/fallen/fell on/from #",
	  CLAIM_DOWN },
	{ "better than ~ #", CLAIM_BETTER },
	{ "improvement/improved on/from #", CLAIM_BETTER },
	{ "worse than ~ #", CLAIM_WORSE },
	{ "deterioration/deteriorated/worsened/declined on/from #", CLAIM_WORSE },

	{ "performance/outturn/figure ~ is/was/of/at #", CLAIM_FIGURE },
	{ "currently/stands/stood at #", CLAIM_FIGURE },
	{ "target of/is/was #", CLAIM_TARGET_NUMBER },
	{ "# target", CLAIM_TARGET_NUMBER },
};

/* Named earlier periods, two words each. */
static const struct {
	const char *first;
	const char *second;
	enum compared with;
} PERIOD_NAMES[] = {
	{ "last", "year", COMPARED_LAST_YEAR },
	{ "previous", "year", COMPARED_LAST_YEAR },
	{ "year", "before", COMPARED_LAST_YEAR },
	{ "year", "earlier", COMPARED_LAST_YEAR },
	{ "year", "ago", COMPARED_LAST_YEAR },
	{ "last", "quarter", COMPARED_LAST_PERIOD },
	{ "last", "month", COMPARED_LAST_PERIOD },
	{ "last", "period", COMPARED_LAST_PERIOD },
	{ "previous", "quarter", COMPARED_LAST_PERIOD },
	{ "previous", "month", COMPARED_LAST_PERIOD },
	{ "previous", "period", COMPARED_LAST_PERIOD },
};

/* Words that turn a phrase into something else than a claim about now. */
static const char *const GUARDS[] = {
	"not", "no", "never", "without", "failed", "fail", "unable", "nearly", "almost", "yet",
	"if", "until", "unless", "will", "would", "should", "could", "might", "may", "expect",
	"expected", "expects", "aim", "aims", "hope", "hoped", "forecast", "projected", "predicted",
	"planned", "intend", "ensure", "to", "had", "previously", "historically",
};

/* Words over which a gap does not reach: the phrase would be about something else. */
static const char *const GAP_BREAKS[] = {
	"but", "and", "while", "whilst", "although", "though", "neighbour", "neighbours",
	"statistical", "england", "national", "nationally", "average", "region", "regional",
	"or", "not", "than", "however", "original", "revised", "new", "old", "stretch",
};

static bool is_in(struct str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal_nocase(word, str_of(list[i])))
			return true;
	}
	return false;
}

/* A word without the "s" of a plural or the rest of a possessive: "targets". */
static bool word_is(struct str word, struct str wanted)
{
	return str_equal_nocase(word, wanted) ||
	       (word.len == wanted.len + 1 && str_starts_nocase(word, wanted) &&
	        str_ends_nocase(word, STR("s")) && str_equal(wanted, STR("target")));
}

/* What was found of a phrase. */
struct match {
	size_t from; /* tokens from `from` to before `to` */
	size_t to;
	bool has_number;
	struct number number;
	enum compared with; /* COMPARED_NOTHING: no period was named */
};

static bool match_period(const struct tokens *tokens, size_t at, struct match *match)
{
	if (at + 1 >= tokens->count)
		return false;
	for (size_t i = 0; i < COUNT_OF(PERIOD_NAMES); i++) {
		if (str_equal_nocase(tokens->items[at].text, str_of(PERIOD_NAMES[i].first)) &&
		    str_equal_nocase(tokens->items[at + 1].text, str_of(PERIOD_NAMES[i].second))) {
			match->with = PERIOD_NAMES[i].with;
			match->to = at + 2;
			return true;
		}
	}
	return false;
}

/* Whether one part of a pattern, which is no gap, stands at token `at`. */
static bool match_part(const struct tokens *tokens, size_t at, struct str part,
                       struct match *match)
{
	if (at >= tokens->count)
		return false;
	const struct token *token = &tokens->items[at];
	if (str_equal(part, STR("@")))
		return match_period(tokens, at, match);
	match->to = at + 1;
	if (str_equal(part, STR("#"))) {
		match->has_number = token->kind == TOKEN_NUMBER;
		match->number = token->number;
		return match->has_number;
	}
	struct str word;
	while (token->kind == TOKEN_WORD && str_split(&part, '/', &word)) {
		if (word_is(token->text, word))
			return true;
	}
	return false;
}

/* Whether `pattern` stands at token `at`. */
static bool match_phrase(const struct tokens *tokens, size_t at, struct str pattern,
                         struct match *match)
{
	*match = (struct match){ .from = at, .to = at };
	size_t gap = 0;
	struct str part;
	while (str_split(&pattern, ' ', &part)) {
		if (str_equal(part, STR("~"))) {
			gap = GAP_MAX;
			continue;
		}
		size_t place = match->to;
		while (!match_part(tokens, place, part, match)) {
			bool may_skip = gap > 0 && place < tokens->count &&
			                tokens->items[place].kind <= TOKEN_NUMBER &&
			                !is_in(tokens->items[place].text, GAP_BREAKS,
			                       COUNT_OF(GAP_BREAKS));
			if (!may_skip)
				return false;
			gap--;
			place++;
		}
		gap = 0;
	}
	return true;
}

/* Whether words before the phrase, in its clause, make it no claim about now. */
static bool is_guarded(const struct tokens *tokens, const struct match *match)
{
	size_t back = 0;
	for (size_t i = match->from; i-- > 0 && back < LOOK_BACK; back++) {
		if (tokens->items[i].kind >= TOKEN_STOP)
			return false;
		if (is_in(tokens->items[i].text, GUARDS, COUNT_OF(GUARDS)))
			return true;
	}
	return false;
}

/* Whether a token ends what a time belongs to: a stop, or "and" and the like. */
static bool ends_clause(const struct token *token)
{
	static const char *const JOINTS[] = { "and", "but", "while", "whilst", "although",
		                              "though", "which" };
	return token->kind >= TOKEN_STOP || is_in(token->text, JOINTS, COUNT_OF(JOINTS));
}

/* The month that a word names, 0 for none. "May" is mostly the verb. */
static int month_of(struct str word)
{
	static const char *const MONTHS[] = { "january", "february", "march",     "april",
		                              "",        "june",     "july",      "august",
		                              "september", "october", "november", "december" };
	for (size_t i = 0; word.len > 0 && i < COUNT_OF(MONTHS); i++) {
		if (str_equal_nocase(word, str_of(MONTHS[i])))
			return (int)i + 1;
	}
	return 0;
}

/* The year that a bare number can be, 0 for none. */
static int year_of(const struct token *token)
{
	enum { FIRST = 1990, LAST = 2100 };
	const struct number *number = &token->number;
	bool is_year = token->kind == TOKEN_NUMBER && token->text.len == 4 &&
	               number->written == UNIT_NONE && number->value.den == 1 &&
	               number->value.num >= FIRST && number->value.num <= LAST;
	return is_year ? (int)number->value.num : 0;
}

/* What the clause of the phrase says the claim is about: its time, or a part of the
 * cases. The number that is claimed is no year. */
static void read_clause(const struct tokens *tokens, const struct match *match,
                        struct claim *claim)
{
	static const char *const TIMES[] = { "last", "previous", "earlier", "ago", "next",
		                             "before", "previously" };
	static const char *const PARTS[] = { "team", "teams", "boys", "girls", "neighbouring",
		                             "authorities", "months", "localities", "wards" };
	size_t from = match->from;
	while (from > 0 && !ends_clause(&tokens->items[from - 1]))
		from--;
	for (size_t i = from; i < tokens->count; i++) {
		const struct token *token = &tokens->items[i];
		if (i >= match->to && ends_clause(token))
			return;
		claim->is_of_another_time |= is_in(token->text, TIMES, COUNT_OF(TIMES));
		claim->is_of_a_part |= is_in(token->text, PARTS, COUNT_OF(PARTS));
		if (i + 1 != match->to && claim->year == 0)
			claim->year = year_of(token);
		if (claim->month == 0)
			claim->month = month_of(token->text);
	}
}

/* The words of the text that made the match. */
static struct str quote_of(const struct tokens *tokens, const struct match *match)
{
	const struct str first = tokens->items[match->from].text;
	const struct str last = tokens->items[match->to - 1].text;
	return (struct str){ first.ptr, (size_t)(last.ptr + last.len - first.ptr) };
}

/* The first wording that stands at token `at` and is a claim about now. */
static const struct wording *wording_at(const struct tokens *tokens, size_t at,
                                        struct match *match)
{
	for (size_t i = 0; i < COUNT_OF(WORDINGS); i++) {
		if (match_phrase(tokens, at, str_of(WORDINGS[i].pattern), match) &&
		    !is_guarded(tokens, match))
			return &WORDINGS[i];
	}
	return NULL;
}

struct claim_list wording_read(struct str text, struct arena *arena)
{
	struct claim_list claims = { 0 };
	struct tokens tokens = tokens_of(text, arena);
	for (size_t at = 0; at < tokens.count; at++) {
		struct match match;
		const struct wording *wording = wording_at(&tokens, at, &match);
		if (!wording)
			continue;
		claims.items = arena_grow(arena, claims.items, claims.count, &claims.capacity,
		                          sizeof(*claims.items));
		claims.items[claims.count++] = (struct claim){
			.kind = wording->claim,
			.quote = quote_of(&tokens, &match),
			.has_number = match.has_number,
			.number = match.number,
			.with = match.with,
		};
		read_clause(&tokens, &match, &claims.items[claims.count - 1]);
		at = match.to - 1; /* a word makes one claim */
	}
	return claims;
}
