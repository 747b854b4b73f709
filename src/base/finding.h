/* Findings: the operation went on, but the data are doubtful.
 *
 * A finding is shown to the person who can mend it: it names the file, the row
 * and the column, says what was found and what was expected, and never holds
 * child-level data. A struct finding_list collects them in an arena; the ledger
 * stores them. */
#ifndef OUTTURN_BASE_FINDING_H
#define OUTTURN_BASE_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/text.h"

enum finding_severity {
	FINDING_NOTE,    /* worth knowing; nothing to mend */
	FINDING_WARNING, /* plausible, but look at it */
	FINDING_ERROR,   /* the cell or line could not be used as it stands */
	FINDING_SEVERITY_COUNT
};

struct finding {
	const char *rule; /* a stable name, for example "value.impossible_percentage" */
	enum finding_severity severity;
	struct str file;    /* name without folders; empty when not from a file */
	int64_t row;        /* 1 is the header of a table; 0 when not from a row */
	struct str column;  /* the column as the file names it; may be empty */
	struct str subject; /* the indicator: reference, or title; may be empty */
	struct str message; /* plain English: what was found, what was expected */
};

struct finding_list {
	struct arena *arena; /* holds the items and their texts */
	struct finding *items;
	size_t count;
	size_t capacity;
};

/* Adds a finding. The texts of `what` are copied into the list's arena and its
 * message is replaced by the formatted one, cut at 4096 bytes. */
void finding_add(struct finding_list *list, struct finding what, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Drops the findings of a rule, where another part tells the same and more. */
void finding_drop(struct finding_list *list, const char *rule);

/* What a rule speaks of: the file as it came, a record of a child, a line of figures. */
enum finding_subject {
	FINDING_OF_FILE,
	FINDING_OF_RECORD,
	FINDING_OF_FIGURE,
};

/* A rule as finding_rules.def has it. Rules over records that are known are not among them
 * (record/rule.h). */
struct finding_rule {
	const char *id;
	enum finding_subject of;
	const char *text; /* plain English, of the rule and not of one finding */
};

/* How many rules there are, the one at `index`, and the one with this id (NULL when there
 * is none). */
size_t finding_rule_count(void);
const struct finding_rule *finding_rule_at(size_t index);
const struct finding_rule *finding_rule_find(struct str id);

/* "note", "warning" or "error". */
const char *finding_severity_word(enum finding_severity severity);

/* How many findings of `severity` the list holds. */
size_t finding_count(const struct finding_list *list, enum finding_severity severity);

#endif
