#include "record/code_set.h"

#include <string.h>

#include "record/code_table.h"
#include "record/type_table.h"

enum { FOLDED_BYTES = 192 }; /* longer texts are no code; tools/embed-codes holds to it */

const char *record_code_set_name(enum record_code_set set)
{
	return RECORD_CODE_SET_NAMES[set];
}

const struct record_code *record_code_set_codes(enum record_code_set set, size_t *count_out)
{
	*count_out = RECORD_CODE_SETS[set].code_count;
	return RECORD_CODE_SETS[set].codes;
}

/* ---- folding ---- */

/* Characters that are typed for a plain one. */
static const struct {
	const char *character;
	char plain;
} PLAIN[] = {
	{ "\xC2\xA0", ' ' },      /* no-break space */
	{ "\xE2\x80\x98", '\'' }, /* curly quotes */
	{ "\xE2\x80\x99", '\'' },
	{ "\xE2\x80\x9C", '"' },
	{ "\xE2\x80\x9D", '"' },
	{ "\xE2\x80\x93", '-' }, /* dashes */
	{ "\xE2\x80\x94", '-' },
};

/* The next character made plain, or its first byte; `*bytes_out` is how many it has. */
static char next_plain(struct str rest, size_t *bytes_out)
{
	*bytes_out = 1;
	char c = rest.ptr[0];
	if (c == '\t' || c == '\n' || c == '\r')
		return ' ';
	if ((unsigned char)c < 0x80)
		return char_lower(c);
	for (size_t i = 0; i < COUNT_OF(PLAIN); i++) {
		struct str character = str_of(PLAIN[i].character);
		if (!str_equal(str_slice(rest, 0, character.len), character))
			continue;
		*bytes_out = character.len;
		return PLAIN[i].plain;
	}
	return c;
}

/* ASCII lower case, marks made plain, white space run together. Empty when there is
 * nothing, or more than any code has. */
static struct str fold(struct str text, char out[FOLDED_BYTES])
{
	size_t len = 0;
	size_t bytes = 0;
	bool after_space = false;
	for (struct str rest = str_trim(text); rest.len; rest = str_slice(rest, bytes, SIZE_MAX)) {
		char c = next_plain(rest, &bytes);
		if (c == ' ') {
			after_space = len > 0;
			continue;
		}
		if (len + 2 > FOLDED_BYTES)
			return (struct str){ 0 };
		if (after_space)
			out[len++] = ' ';
		after_space = false;
		out[len++] = c;
	}
	return (struct str){ out, len };
}

/* ---- look-up ---- */

/* The word of the set that reads `text` (folded), or NULL. */
static const struct code_word *find_word(const struct code_set_table *table, struct str text)
{
	size_t low = 0;
	size_t high = table->word_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(text, str_of(table->words[middle].text));
		if (order == 0)
			return &table->words[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool is_published(const char *code)
{
	for (const char *c = code; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			return false;
	return true;
}

/* The published code of the set with this text, or NULL. The codes that are ours are
 * words, and words begin many texts ("White - British"). */
static const struct code_word *find_code(const struct code_set_table *table, struct str text)
{
	const struct code_word *word = find_word(table, str_trim(text));
	return word && word->kind == CODE_WORD_CODE && is_published(table->codes[word->said].code)
	               ? word : NULL;
}

/* "(b) female", "b) female": behind the letter; else the empty text. */
static struct str behind_letter(struct str text)
{
	size_t at = text.len && text.ptr[0] == '(';
	if (at + 2 >= text.len || !char_is_letter(text.ptr[at]) || text.ptr[at + 1] != ')')
		return (struct str){ 0 };
	return str_trim(str_slice(text, at + 2, SIZE_MAX));
}

/* The code that a text begins or ends with: "6: police", "c1 -interim care order",
 * "interim care order [c1]". */
static const struct code_word *find_code_within(const struct code_set_table *table,
                                                struct str text)
{
	size_t len = 0;
	while (len < text.len && (char_is_letter(text.ptr[len]) || char_is_digit(text.ptr[len])))
		len++;
	struct str rest = str_trim(str_slice(text, len, SIZE_MAX));
	if (len && rest.len && strchr(":=-", rest.ptr[0]))
		return find_code(table, str_slice(text, 0, len));
	if (text.len < 4 || (text.ptr[text.len - 1] != ')' && text.ptr[text.len - 1] != ']'))
		return NULL;
	for (size_t at = text.len - 1; at-- > 1;)
		if ((text.ptr[at] == '(' || text.ptr[at] == '[') && text.ptr[at - 1] == ' ')
			return find_code(table, str_slice(text, at + 1, text.len - at - 2));
	return NULL;
}

static const struct code_word *find_any(const struct code_set_table *table, struct str text)
{
	const struct code_word *word = find_word(table, text);
	if (word)
		return word;
	struct str behind = behind_letter(text);
	word = behind.len ? find_word(table, behind) : NULL;
	return word ? word : find_code_within(table, behind.len ? behind : text);
}

enum record_code_answer record_code_read(enum record_code_set set, struct str text, int year,
                                         const struct record_code **code_out)
{
	const struct code_set_table *table = &RECORD_CODE_SETS[set];
	char folded[FOLDED_BYTES];
	struct str said = fold(text, folded);
	const struct code_word *word = said.len ? find_any(table, said) : NULL;
	if (!word)
		return RECORD_CODE_UNKNOWN;
	if (word->said < 0)
		return RECORD_CODE_AMBIGUOUS;
	*code_out = &table->codes[word->meant];
	const struct record_code *code = &table->codes[word->said];
	bool is_of_year = (!code->first_year || year >= code->first_year) &&
	                  (!code->last_year || year <= code->last_year);
	if (year == 0 || is_of_year || word->kind != CODE_WORD_CODE)
		return RECORD_CODE_FOUND;
	return RECORD_CODE_OLD;
}
