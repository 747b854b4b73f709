/* Lines of at most 100 columns, broken where the grammar lets them be.
 *
 * Whoever writes a clause puts marks where it may be broken; they are control characters,
 * which no text of a definition can hold. A line is broken at its last strong mark that
 * fits, else at its last weak one; a line without a mark stays as long as it is. A line
 * never begins with the word of a clause, for it would be read as one. */
#ifndef OUTTURN_LANG_LAYOUT_H
#define OUTTURN_LANG_LAYOUT_H

#include "base/buf.h"
#include "base/text.h"

enum { LAYOUT_COLUMNS = 100 };

/* What a mark is when nothing is broken: a blank. */
enum layout_mark {
	MARK_STRONG = 1, /* before `and`, behind the commas of a list */
	MARK_WEAK = 2,   /* within brackets */
	MARK_TEXT = 3,   /* a blank inside quotation marks: the text goes on in a second one */
	MARK_CELL = 4,   /* between values of an example: a comma ends the line */
};

/* Puts the marked text, `first` columns in, its further lines `rest` columns in, and a
 * line end. */
void layout_put(struct buf *out, struct str marked, int first, int rest);

/* Puts the marked text with a blank for every mark. */
void layout_put_plain(struct buf *out, struct str marked);

#endif
