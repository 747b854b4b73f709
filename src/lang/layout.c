#include "lang/layout.h"

#include "lang/clause.h"

static bool is_mark(char c)
{
	return c >= MARK_STRONG && c <= MARK_CELL;
}

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* Whether the whole text has at most so many characters. */
static bool fits(struct str marked, int columns)
{
	for (size_t i = 0; i < marked.len; i++)
		if (begins_character(marked.ptr[i]) && columns-- == 0)
			return false;
	return true;
}

/* Whether a line may be broken at the mark: what follows must not read as a new clause. */
static bool may_break(struct str marked, size_t at)
{
	if (marked.ptr[at] == MARK_TEXT || marked.ptr[at] == MARK_CELL)
		return true;
	size_t from = at + 1, to = from;
	while (to < marked.len && char_is_letter(marked.ptr[to]))
		to++;
	return !clause_is_word(str_slice(marked, from, to - from));
}

/* What stands behind the last word of a line that is broken at the mark. */
static struct str tail_of(char mark)
{
	return mark == MARK_TEXT ? STR("\"") : mark == MARK_CELL ? STR(",") : STR("");
}

/* Where to break a line of `columns`; the length when it fits or cannot be broken. */
static size_t find_break(struct str marked, int columns)
{
	size_t strong = marked.len, weak = marked.len;
	if (fits(marked, columns))
		return marked.len;
	for (size_t i = 0; i < marked.len; i++) {
		char c = marked.ptr[i];
		columns -= begins_character(c);
		if (!is_mark(c) || !may_break(marked, i))
			continue;
		bool has_room = columns + 1 >= (int)tail_of(c).len;
		if (!has_room && strong == marked.len && weak == marked.len)
			return i; /* as early as it can be */
		if (!has_room)
			break;
		*(c == MARK_WEAK ? &weak : &strong) = i;
	}
	return strong < marked.len ? strong : weak;
}

void layout_put_plain(struct buf *out, struct str marked)
{
	for (size_t i = 0; i < marked.len; i++)
		buf_add_char(out, is_mark(marked.ptr[i]) ? ' ' : marked.ptr[i]);
}

void layout_put(struct buf *out, struct str marked, int first, int rest)
{
	buf_format(out, "%*s", first, "");
	int columns = LAYOUT_COLUMNS - first;
	for (size_t at; (at = find_break(marked, columns)) < marked.len;) {
		char mark = marked.ptr[at];
		layout_put_plain(out, str_slice(marked, 0, at));
		buf_format(out, "%s\n%*s%s", tail_of(mark).ptr, rest, "",
		           mark == MARK_TEXT ? "\"" : "");
		columns = LAYOUT_COLUMNS - rest - (mark == MARK_TEXT ? 1 : 0);
		marked = str_slice(marked, at + 1, marked.len);
	}
	layout_put_plain(out, marked);
	buf_add_char(out, '\n');
}
