#include "lang/near.h"

#include "base/buf.h"

enum { WORD_BYTES_MAX = 80, EDITS_MAX = 2, HINT_BYTES_MAX = 512 };

struct near near_to(struct str word)
{
	return (struct near){ .word = word };
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits from one word to the other, ASCII case aside: letters put in, left out or changed, and
 * neighbours swapped. Longer words count as wholly different. */
static size_t edits(struct str a, struct str b)
{
	size_t rows[3][WORD_BYTES_MAX + 1];
	if (a.len > WORD_BYTES_MAX || b.len > WORD_BYTES_MAX)
		return WORD_BYTES_MAX;
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
		char c = char_lower(a.ptr[i - 1]);
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			char d = char_lower(b.ptr[j - 1]);
			row[j] = least(above[j - 1] + (c != d), least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && c == char_lower(b.ptr[j - 2]) &&
			    d == char_lower(a.ptr[i - 2]))
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return rows[a.len % 3][b.len];
}

void near_offer(struct near *near, struct str candidate)
{
	size_t distance = edits(near->word, candidate);
	if (distance > EDITS_MAX || distance * 3 > candidate.len)
		return;
	size_t at = near->count;
	for (size_t i = 0; i < near->count; i++) {
		if (str_equal(near->best[i].word, candidate))
			return;
		if (distance < near->best[i].edits && at == near->count)
			at = i;
	}
	if (at == NEAR_WORDS_MAX)
		return;
	if (near->count < NEAR_WORDS_MAX)
		near->count++;
	for (size_t i = near->count - 1; i > at; i--)
		near->best[i] = near->best[i - 1];
	near->best[at] = (struct near_word){ candidate, distance };
}

const char *near_hint(const struct near *near, struct arena *arena)
{
	if (near->count == 0)
		return NULL;
	auto_buf text = buf_init(HINT_BYTES_MAX);
	buf_add(&text, STR("did you mean "));
	for (size_t i = 0; i < near->count; i++) {
		const char *before = i == 0 ? "" : i + 1 == near->count ? " or " : ", ";
		buf_format(&text, "%s'%.*s'", before, STR_ARGS(near->best[i].word));
	}
	buf_add_char(&text, '?');
	return arena_text(arena, buf_view(&text)).ptr;
}
