#include "judge/claims.h"

#include "figure/number.h"

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
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many bytes of `text` from `at` belong to one number: digits, with points and
 * commas between digits, and a percent sign behind. */
static size_t number_length(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len) {
		bool joins = (text.ptr[end] == '.' || text.ptr[end] == ',') && end + 1 < text.len &&
		             is_digit(text.ptr[end + 1]);
		if (!is_digit(text.ptr[end]) && !joins)
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
		if (is_digit(text.ptr[at])) {
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

/* What a phrase claims. */
enum claim {
	CLAIM_ABOVE_TARGET,
	CLAIM_BELOW_TARGET,
	CLAIM_EXCEEDED,
	CLAIM_MET,
	CLAIM_MISSED,
	CLAIM_UP,
	CLAIM_DOWN,
	CLAIM_BETTER,
	CLAIM_WORSE,
	CLAIM_FIGURE,        /* the figure is the number */
	CLAIM_TARGET_NUMBER, /* the target is the number */
};

/* A phrase: words (with alternatives after "/"), "~" for up to GAP_MAX words between,
 * "#" for a number, "@" for a named earlier period ("last year"). */
struct phrase_claim {
	const char *pattern;
	enum claim claim;
};

enum { GAP_MAX = 4, LOOK_BACK = 5 };

static const struct phrase_claim PHRASES[] = {
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
	{ "decrease/reduction/drop/fall/decreased/reduced/dropped/fallen/fell on/from #", CLAIM_DOWN },
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

/* Whether the clause of the phrase names another time: its claim is that time's. */
static bool names_another_time(const struct tokens *tokens, const struct match *match)
{
	static const char *const TIMES[] = { "last", "previous", "earlier", "ago", "next",
		                             "before", "previously" };
	size_t from = match->from;
	while (from > 0 && !ends_clause(&tokens->items[from - 1]))
		from--;
	for (size_t i = from; i < tokens->count; i++) {
		if (i >= match->to && ends_clause(&tokens->items[i]))
			return false;
		if (is_in(tokens->items[i].text, TIMES, COUNT_OF(TIMES)))
			return true;
	}
	return false;
}

/* The line whose words are checked, and where findings about them go. */
struct reading {
	const struct line *line;
	const struct judgement *judgement;
	struct str column;
	const struct tokens *tokens;
	struct finding_list *findings;
};

static struct finding about(const struct reading *reading, const char *rule)
{
	return (struct finding){
		.rule = rule,
		.severity = FINDING_WARNING,
		.file = reading->line->file,
		.row = reading->line->row,
		.column = reading->column,
		.subject = indicator_name(reading->line->indicator),
	};
}

/* The words of the text that made the match. */
static struct str quoted(const struct reading *reading, const struct match *match)
{
	const struct str first = reading->tokens->items[match->from].text;
	const struct str last = reading->tokens->items[match->to - 1].text;
	return (struct str){ first.ptr, (size_t)(last.ptr + last.len - first.ptr) };
}

static void query_target(const struct reading *reading, const struct match *match)
{
	const struct line *line = reading->line;
	const struct comparison *target = &reading->judgement->target;
	const struct unit *unit = &line->indicator->unit;
	char figure[VALUE_TEXT_BYTES];
	char against[VALUE_TEXT_BYTES];
	const char *worth = "";
	if (target->position != POSITION_AT && target->standing == STANDING_BETTER)
		worth = ", which is better than,";
	else if (target->position != POSITION_AT && target->standing == STANDING_WORSE)
		worth = ", which is worse than,";
	finding_add(reading->findings, about(reading, "words.target"),
	            "the text says \"%.*s\", but %s is %s%s the target %s",
	            STR_ARGS(quoted(reading, match)), value_print(&line->value, unit, figure),
	            position_word(target->position), worth,
	            value_print_number(target->against, unit, -1, against));
}

static void check_target_claim(const struct reading *reading, enum claim claim,
                               const struct match *match)
{
	const struct comparison *target = &reading->judgement->target;
	bool is_worse = target->standing == STANDING_WORSE;
	bool is_met = target->standing == STANDING_MEETS || target->standing == STANDING_BETTER;
	bool contradicts = false;
	if (claim == CLAIM_ABOVE_TARGET)
		contradicts = target->position == POSITION_BELOW;
	else if (claim == CLAIM_BELOW_TARGET)
		contradicts = target->position == POSITION_ABOVE;
	else if (claim == CLAIM_EXCEEDED)
		/* "Exceeded" of a low-is-good figure can mean either side. */
		contradicts = is_worse && target->position == POSITION_BELOW;
	else if (claim == CLAIM_MET)
		contradicts = is_worse;
	else if (claim == CLAIM_MISSED)
		contradicts = is_met;
	if (contradicts && !names_another_time(reading->tokens, match))
		query_target(reading, match);
}

/* Whether `value` prints as `number` with the decimals that the text wrote. */
static bool prints_as(const struct value *value, const struct number *number)
{
	return value->is_known &&
	       ratio_compare(ratio_round(value->exact, number->decimals), number->value) == 0;
}

/* The earlier figure of the line that the text's number is, or NULL. */
static const struct value *earlier_figure(const struct line *line, const struct number *number)
{
	const struct value *figures[] = { &line->previous, &line->last_year, &line->baseline };
	for (size_t i = 0; i < COUNT_OF(figures); i++) {
		if (prints_as(figures[i], number))
			return figures[i];
	}
	for (size_t i = line->history_count; i-- > 0;) {
		if (prints_as(&line->history[i].value, number))
			return &line->history[i].value;
	}
	return NULL;
}

static bool is_comparator_figure(const struct line *line, const struct number *number)
{
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		if (prints_as(&line->comparators[kind].value, number))
			return true;
	}
	return false;
}

static bool is_target_number(const struct line *line, const struct number *number)
{
	const struct target *target = &line->target;
	return target->kind == TARGET_NUMBER && ratio_compare(target->number, number->value) == 0;
}

/* Whether a claimed movement is the opposite of the one from `then` to now. */
static bool is_opposite(const struct reading *reading, enum claim claim, struct ratio then)
{
	int moved = ratio_compare(reading->line->value.exact, then);
	enum direction direction = judge_direction(&reading->judgement->goal, then,
	                                           reading->line->value.exact, ratio_whole(0));
	switch (claim) {
	case CLAIM_UP:
		return moved < 0;
	case CLAIM_DOWN:
		return moved > 0;
	case CLAIM_BETTER:
		return direction == DIRECTION_WORSE;
	case CLAIM_WORSE:
		return direction == DIRECTION_BETTER;
	case CLAIM_ABOVE_TARGET:
	case CLAIM_BELOW_TARGET:
	case CLAIM_EXCEEDED:
	case CLAIM_MET:
	case CLAIM_MISSED:
	case CLAIM_FIGURE:
	case CLAIM_TARGET_NUMBER:
		break;
	}
	return false;
}

static void query_movement(const struct reading *reading, const struct match *match,
                           struct ratio then, const char *what)
{
	const struct line *line = reading->line;
	const struct unit *unit = &line->indicator->unit;
	char now[VALUE_TEXT_BYTES];
	char before[VALUE_TEXT_BYTES];
	int moved = ratio_compare(line->value.exact, then);
	finding_add(reading->findings, about(reading, "words.movement"),
	            "the text says \"%.*s\", but %s is %s %s%s", STR_ARGS(quoted(reading, match)),
	            value_print(&line->value, unit, now),
	            moved > 0   ? "higher than"
	            : moved < 0 ? "lower than"
	                        : "the same as",
	            value_print_number(then, unit, -1, before), what);
}

/* The change that a named period means; NULL when the line has none to compare. */
static const struct change *named_change(const struct reading *reading, enum compared with)
{
	const struct judgement *judgement = reading->judgement;
	const struct change *changes[] = { &judgement->change, &judgement->last_year };
	struct period year_before = { 0 };
	if (period_is_dated(&reading->line->period))
		year_before = period_year_before(&reading->line->period);
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		const struct change *change = changes[i];
		if (change->with == COMPARED_NOTHING || change->reason != INCOMPARABLE_NOT)
			continue;
		/* Of annual figures, last period is last year. */
		bool is_year_before = with == COMPARED_LAST_YEAR &&
		                      period_is_dated(&change->from_period) &&
		                      period_equal(&change->from_period, &year_before);
		if (change->with == with || is_year_before)
			return change;
	}
	return NULL;
}

static void check_movement_claim(const struct reading *reading, enum claim claim,
                                 const struct match *match)
{
	const struct line *line = reading->line;
	if (match->has_number) {
		const struct value *earlier = earlier_figure(line, &match->number);
		bool is_known = earlier || is_comparator_figure(line, &match->number) ||
		                is_target_number(line, &match->number);
		if (is_known && is_opposite(reading, claim, match->number.value))
			query_movement(reading, match, match->number.value, "");
		return;
	}
	if (match->with != COMPARED_NOTHING) {
		const struct change *change = named_change(reading, match->with);
		if (change && is_opposite(reading, claim, change->from.exact))
			query_movement(reading, match, change->from.exact,
			               match->with == COMPARED_LAST_YEAR ? ", the figure of last year"
			                                                 : ", the figure of last period");
		return;
	}
	/* No period is named: every comparison there is must say the opposite. */
	const struct change *change = &reading->judgement->change;
	const struct change *other = &reading->judgement->last_year;
	if (change->with == COMPARED_NOTHING || change->reason != INCOMPARABLE_NOT ||
	    !is_opposite(reading, claim, change->from.exact))
		return;
	if (other->with == COMPARED_NOTHING || is_opposite(reading, claim, other->from.exact))
		query_movement(reading, match, change->from.exact, ", the figure before");
}

/* Whether a number is meant in the line's unit. One that could be a year is not. */
static bool is_in_unit(const struct line *line, const struct number *number)
{
	bool could_be_year = number->written == UNIT_NONE && number->decimals == 0 &&
	                     ratio_compare(number->value, ratio_whole(1990)) >= 0 &&
	                     ratio_compare(number->value, ratio_whole(2100)) <= 0;
	bool says_percent = number->written == UNIT_PERCENT;
	return !could_be_year && says_percent == (line->indicator->unit.kind == UNIT_PERCENT);
}

static void check_figure_claim(const struct reading *reading, const struct match *match)
{
	const struct line *line = reading->line;
	const struct value *ours[] = { &line->value, &line->month, &line->quarter,
		                       &line->year_to_date, &line->projected };
	if (!is_in_unit(line, &match->number) || names_another_time(reading->tokens, match))
		return;
	for (size_t i = 0; i < COUNT_OF(ours); i++) {
		if (prints_as(ours[i], &match->number))
			return;
	}
	char figure[VALUE_TEXT_BYTES];
	bool is_earlier = earlier_figure(line, &match->number) != NULL;
	if (!is_earlier && (is_comparator_figure(line, &match->number) ||
	                    is_target_number(line, &match->number)))
		return;
	finding_add(reading->findings, about(reading, "words.figure"),
	            "the text says \"%.*s\", but the figure is %s%s",
	            STR_ARGS(quoted(reading, match)),
	            value_print(&line->value, &line->indicator->unit, figure),
	            is_earlier ? "; is this an earlier text, left unchanged?" : "");
}

static void check_target_number_claim(const struct reading *reading, const struct match *match)
{
	const struct line *line = reading->line;
	bool has_number = line->target.kind == TARGET_NUMBER;
	if (!has_number || !is_in_unit(line, &match->number) ||
	    is_target_number(line, &match->number) || names_another_time(reading->tokens, match) ||
	    (line->profiled.kind == TARGET_NUMBER &&
	     ratio_compare(line->profiled.number, match->number.value) == 0))
		return;
	char target[TARGET_TEXT_BYTES];
	finding_add(reading->findings, about(reading, "words.target_number"),
	            "the text says \"%.*s\", but the target is %s", STR_ARGS(quoted(reading, match)),
	            target_print(&line->target, &line->indicator->unit, target));
}

static void check_claim(const struct reading *reading, enum claim claim,
                        const struct match *match)
{
	if (claim <= CLAIM_MISSED)
		check_target_claim(reading, claim, match);
	else if (claim <= CLAIM_WORSE)
		check_movement_claim(reading, claim, match);
	else if (claim == CLAIM_FIGURE)
		check_figure_claim(reading, match);
	else
		check_target_number_claim(reading, match);
}

void judge_check_words(const struct line *line, const struct judgement *judgement,
                       struct str column, struct str text, struct finding_list *findings)
{
	if (!line->value.is_known)
		return;
	struct tokens tokens = tokens_of(text, findings->arena);
	struct reading reading = { line, judgement, column, &tokens, findings };
	for (size_t at = 0; at < tokens.count; at++) {
		if (tokens.items[at].kind >= TOKEN_STOP)
			continue;
		for (size_t i = 0; i < COUNT_OF(PHRASES); i++) {
			struct match match;
			if (!match_phrase(&tokens, at, str_of(PHRASES[i].pattern), &match) ||
			    is_guarded(&tokens, &match))
				continue;
			check_claim(&reading, PHRASES[i].claim, &match);
			at = match.to - 1; /* a word makes one claim */
			break;
		}
	}
}

void judge_check_commentary(const struct line *line, const struct judgement *judgement,
                            struct finding_list *findings)
{
	judge_check_words(line, judgement, STR("shows"), line->commentary.shows, findings);
	judge_check_words(line, judgement, STR("why"), line->commentary.why, findings);
}

/* The next character that is not white space, 0 at the end. */
static char next_solid(struct str text, size_t *at)
{
	while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n' ||
	                          text.ptr[*at] == '\t' || text.ptr[*at] == '\r'))
		(*at)++;
	return *at < text.len ? text.ptr[(*at)++] : '\0';
}

void judge_check_repeated(const struct line *line, struct str column, struct str before,
                          struct str text, struct finding_list *findings)
{
	size_t at = 0;
	size_t at_before = 0;
	char c;
	size_t solid = 0;
	do {
		c = next_solid(text, &at);
		if (c != next_solid(before, &at_before))
			return;
		solid += c != '\0';
	} while (c != '\0');
	if (solid == 0)
		return;
	struct reading reading = { .line = line, .column = column };
	finding_add(findings, about(&reading, "words.repeated"),
	            "the text is last period's, unchanged; does it still hold?");
}
