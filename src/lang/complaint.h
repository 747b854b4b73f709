/* What is wrong with a definition, said so that its writer can mend it.
 *
 * The parser and the checker go on after an error and collect complaints; the rest of the
 * library still runs. A complaint is no finding (those are about records) and no error of
 * the program. Printed it reads
 *
 *     local.ind:6:17: expected a date or a duration, not a code
 *       count   where completed <= initial
 *                                  ^~~~~~~
 *       did you mean 'initial_due'? */
#ifndef OUTTURN_LANG_COMPLAINT_H
#define OUTTURN_LANG_COMPLAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/text.h"
#include "lang/tree.h"

struct complaint {
	struct str file;
	struct str line; /* the text of the line, for the caret */
	struct spot place;
	struct str message;
	struct str hint; /* "" for none */
};

enum { COMPLAINTS_MAX = 200 }; /* a file of another kind says so once, not a million times */

struct complaints {
	struct arena *arena; /* holds the texts; must outlive them */
	struct complaint *items;
	size_t count;
	size_t capacity;
	bool is_full; /* there were more than COMPLAINTS_MAX */
};

/* Adds a complaint about a place in a file; `hint` may be NULL. Dropped when the list is
 * full. */
void complain(struct complaints *complaints, const struct lang_file *file, struct spot place,
              const char *hint, const char *format, ...) PRINTF_LIKE(5, 6);

/* Where a name stands that is a part of the file's own text; the file's beginning for any other
 * text. */
struct spot place_of_text(const struct lang_file *file, struct str name);

/* Puts a complaint's text, as above, with a line end. */
void complaint_print(const struct complaint *complaint, struct buf *out);

#endif
