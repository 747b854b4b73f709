#include "series/place.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

/* A name that is met beside those of the table of places. */
struct other_name {
	int number; /* 0: a district's, which must not be taken for an authority's */
	struct str name;
};

#include "series_places.h"

size_t place_count(void)
{
	return COUNT_OF(PLACES);
}

const struct place *place_at(size_t index)
{
	assert(index < COUNT_OF(PLACES));
	return &PLACES[index];
}

const struct place *place_by_number(int number)
{
	if (number < 0 || number >= NUMBER_COUNT || INDEX_BY_NUMBER[number] == 0)
		return NULL;
	return &PLACES[INDEX_BY_NUMBER[number] - 1];
}

const struct place *place_by_code(struct str code)
{
	code = str_trim(code);
	for (size_t i = 0; i < COUNT_OF(CODES); i++)
		if (str_equal_nocase(CODES[i].code, code))
			return place_by_number(CODES[i].number);
	return NULL;
}

/* A name as it is compared: lower-case letters and digits in words, one space between
 * them, "&" as "and". Long enough for the longest form of any name. */
enum { FOLDED_BYTES = 96 };

struct folded {
	char bytes[FOLDED_BYTES];
	size_t len;
	bool is_too_long; /* then it is no place's */
};

static void add_char(struct folded *f, char c)
{
	if (f->len == FOLDED_BYTES)
		f->is_too_long = true;
	else
		f->bytes[f->len++] = c;
}

static void start_word(struct folded *f)
{
	if (f->len > 0 && f->bytes[f->len - 1] != ' ')
		add_char(f, ' ');
}

static struct folded fold(struct str name)
{
	struct folded f = { .len = 0 };
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (char_is_letter(c) || char_is_digit(c)) {
			add_char(&f, char_lower(c));
		} else {
			start_word(&f);
			for (size_t k = 0; c == '&' && k < strlen("and "); k++)
				add_char(&f, "and "[k]);
		}
	}
	while (f.len > 0 && f.bytes[f.len - 1] == ' ')
		f.len--;
	return f;
}

static bool is_name(struct str folded, struct str name)
{
	struct folded other = fold(name);
	return str_equal(folded, (struct str){ other.bytes, other.len });
}

/* The better of two places of one name: the one of the day, else the newer. */
static const struct place *better(const struct place *a, const struct place *b, int32_t on)
{
	if (!a)
		return b;
	if (on != DATE_NONE && place_exists_on(a, on) != place_exists_on(b, on))
		return place_exists_on(a, on) ? a : b;
	return a->to == DATE_NONE ? a : b;
}

static const struct place *find_folded(struct str folded, int32_t on, bool *refused_out)
{
	const struct place *found = NULL;
	for (size_t i = 0; i < COUNT_OF(PLACES); i++)
		if (is_name(folded, PLACES[i].name) || is_name(folded, PLACES[i].short_name))
			found = better(found, &PLACES[i], on);
	for (size_t i = 0; !found && i < COUNT_OF(OTHER_NAMES); i++) {
		if (!is_name(folded, OTHER_NAMES[i].name))
			continue;
		found = place_by_number(OTHER_NAMES[i].number);
		*refused_out = !found;
		break;
	}
	return found;
}

/* Words around a name that only say what kind of council it is. */
static const char *const BEFORE[] = {
	"the ", "london borough of ", "royal borough of ",
	"metropolitan borough of ", "borough of ", "city and county of ",
	"city of ", "county of ", "council of ",
};

static const char *const BEHIND[] = {
	" council", " metropolitan borough", " metropolitan district",
	" city of", " county of", " city", " county", " borough",
	" unitary authority", " local authority", " london borough of",
	" royal borough of", " lb", " mbc", " cc",
};

static bool strip(struct str *folded)
{
	for (size_t i = 0; i < COUNT_OF(BEFORE); i++) {
		struct str before = str_of(BEFORE[i]);
		if (str_starts_nocase(*folded, before)) {
			*folded = str_slice(*folded, before.len, SIZE_MAX);
			return true;
		}
	}
	for (size_t i = 0; i < COUNT_OF(BEHIND); i++) {
		struct str behind = str_of(BEHIND[i]);
		if (str_ends_nocase(*folded, behind)) {
			*folded = str_slice(*folded, 0, folded->len - behind.len);
			return true;
		}
	}
	return false;
}

const struct place *place_by_name(struct str name, int32_t on)
{
	struct folded folded = fold(name);
	struct str text = { folded.bytes, folded.len };
	if (folded.is_too_long || text.len == 0)
		return NULL;
	bool is_refused = false;
	const struct place *found = find_folded(text, on, &is_refused);
	while (!found && !is_refused && strip(&text)) {
		found = find_folded(text, on, &is_refused);
		/* "London Borough Council" is cut short, not the region. */
		if (found && found->kind != PLACE_AUTHORITY)
			return NULL;
	}
	return found;
}

static const struct place *by_number_text(struct str text)
{
	int64_t number = 0;
	if (text.len != 3 || str_to_int64(text, &number, NULL) != OK)
		return NULL;
	return place_by_number((int)number);
}

const struct place *place_find(struct str text, int32_t on)
{
	text = str_trim(text);
	const struct place *found = by_number_text(text);
	if (!found)
		found = place_by_code(text);
	return found ? found : place_by_name(text, on);
}

size_t place_find_combined(struct str text, int32_t on, const struct place **out, size_t max)
{
	size_t count = 0;
	struct str rest = text;
	struct str part = { 0 };
	while (str_split(&rest, '/', &part)) {
		const struct place *found = place_find(part, on);
		if (!found || count == max)
			return 0;
		out[count++] = found;
	}
	return count > 1 ? count : 0;
}

bool place_exists_on(const struct place *place, int32_t date)
{
	return (place->from == DATE_NONE || date >= place->from) &&
	       (place->to == DATE_NONE || date <= place->to);
}

const struct place *place_region(const struct place *place)
{
	return place_by_number(place->region);
}

static bool is_in_force(const struct place_code *code, int32_t date)
{
	if (date == DATE_NONE)
		return code->to == DATE_NONE;
	return (code->from == DATE_NONE || date >= code->from) &&
	       (code->to == DATE_NONE || date <= code->to);
}

const struct place_code *place_code_on(const struct place *place, int32_t date)
{
	const struct place_code *newest = NULL;
	const struct place_code *code = NULL;
	for (size_t i = 0; (code = place_code_at(place, i)) != NULL; i++) {
		if (is_in_force(code, date))
			return code;
		newest = code;
	}
	return date == DATE_NONE ? newest : NULL;
}

const struct place_code *place_code_at(const struct place *place, size_t index)
{
	for (size_t i = 0; i < COUNT_OF(CODES); i++)
		if (CODES[i].number == place->number && index-- == 0)
			return &CODES[i];
	return NULL;
}

const char *place_change_word(enum place_change_kind kind)
{
	static const char *const WORDS[] = {
		[PLACE_CHANGE_RECODE] = "recode",
		[PLACE_CHANGE_SPLIT] = "split",
		[PLACE_CHANGE_MERGE] = "merge",
		[PLACE_CHANGE_PART] = "part",
	};
	assert(kind < PLACE_CHANGE_KIND_COUNT);
	return WORDS[kind];
}

const struct place_change *place_change_at(int number, size_t index)
{
	for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
		const struct place_change *c = &CHANGES[i];
		bool is_of = number == 0 || c->from == number || c->to == number;
		if (is_of && index-- == 0)
			return c;
	}
	return NULL;
}

bool place_series_may_cross(const struct place *place, int32_t date)
{
	return place_exists_on(place, date - 1) && place_exists_on(place, date);
}

/* Where `whole` was made up of, or became, others and nothing else: each of them lies
 * wholly in it. `into` follows the changes forward, to what came after. */
static size_t cover(const struct place *whole, bool into, const struct place **out)
{
	enum place_change_kind exact = into ? PLACE_CHANGE_SPLIT : PLACE_CHANGE_MERGE;
	size_t count = 0;
	for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
		const struct place_change *c = &CHANGES[i];
		if (c->kind == PLACE_CHANGE_RECODE || (into ? c->from : c->to) != whole->number)
			continue;
		if (c->kind != exact || count == PLACE_COVER_MAX)
			return 0;
		out[count++] = place_by_number(into ? c->to : c->from);
	}
	return count;
}

size_t place_cover(const struct place *place, int32_t date,
                   const struct place *out[PLACE_COVER_MAX])
{
	if (place_exists_on(place, date)) {
		out[0] = place;
		return 1;
	}
	bool is_over = place->to != DATE_NONE && date > place->to;
	const struct place *found[PLACE_COVER_MAX] = { 0 };
	size_t count = cover(place, is_over, found);
	for (size_t i = 0; i < count; i++)
		if (!place_exists_on(found[i], date))
			return 0; /* they were themselves made or ended since */
	for (size_t i = 0; i < count; i++)
		out[i] = found[i];
	return count;
}
