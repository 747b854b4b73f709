/* The column names by which tables are recognised, as data.
 *
 * A rule lists the columns of a table. Those marked "*" must all be there and of those
 * marked "+" at least half; the others count in its favour only. Where several rules fit a
 * row, the one that names most of its cells is right. */
#ifndef OUTTURN_INTAKE_FORMAT_RULES_H
#define OUTTURN_INTAKE_FORMAT_RULES_H

#include <stddef.h>

#include "base/text.h"
#include "intake/format.h"

struct format_rule {
	enum format_kind kind;
	int part;              /* which table or list of the kind; 0: it has only one */
	const char *part_word; /* "episodes", "list 8", "ssd_person"; NULL: none */
	const char *words;     /* what it is called: "SSDA903 episodes" */
	const char *columns;   /* "*CHILD|+DECOM~START|DEC": "~" stands between spellings */
	bool is_closed;        /* there may be no further column */
};

/* The rule that fits a header row best, or NULL. `headers` are as cell_header() writes
 * them. */
const struct format_rule *format_rule_find(const struct str *headers, size_t count);

/* The rule of list 1 to 11 of Annex A. */
const struct format_rule *format_rule_annex_a(int list);

/* How many of the headers a rule names. */
size_t format_rule_named(const struct format_rule *rule, const struct str *headers,
                         size_t count);

#endif
