/* A framework as text that an officer reads, changes and compares.
 *
 * docs/framework-text.md describes the language. Printing is canonical: one block
 * per thing, one fact per line, always in the same order, so that two versions
 * differ only where the framework differs. What is printed reads back to an equal
 * framework. Comments belong to the file and are not part of a framework. */
#ifndef OUTTURN_FRAMEWORK_TEXT_H
#define OUTTURN_FRAMEWORK_TEXT_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "framework/framework.h"

enum {
	FRAMEWORK_TEXT_MAX_BYTES = 32 * 1024 * 1024,
	FRAMEWORK_PROBLEMS_MAX = 50, /* reported in one run; reading stops there */
};

/* Reads the text of `file` (a name for messages) into `arena`. Every problem is
 * added to `problems` as an error finding: row is the line, column the character
 * in it, the message says what was expected. With any problem the result is
 * E_INPUT (E_LIMIT when the text is too large), `err` holds the first problem as
 * "file:line:column: message" with the number of the others, and `out` is
 * untouched. */
MUST_CHECK enum status framework_parse(struct str text, struct str file, struct arena *arena,
                                       struct framework *out, struct finding_list *problems,
                                       struct err *err);

/* Appends the canonical text. E_LIMIT when it does not fit `out`. */
MUST_CHECK enum status framework_print(const struct framework *framework, struct buf *out,
                                       struct err *err);

/* Appends the block of one indicator alone: for messages, diffs and `show`. */
void framework_print_indicator(const struct framework *framework, size_t indicator,
                               struct buf *out);

#endif
