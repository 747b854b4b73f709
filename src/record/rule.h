/* The rules that find what is doubtful in records. One table a field of work
 * (src/record/rules_*.c): id, what it applies to, years, severity, text, check. Where a rule equals a published one
 * of the DfE, its number is the id ("cin.8608", "903.142").
 *
 * A rule sees one child's records of one source at a time, and says which record and field is
 * doubtful; who can mend it (team, worker) is taken from the record. Adding a rule is
 * adding a line. */
#ifndef OUTTURN_RECORD_RULE_H
#define OUTTURN_RECORD_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/finding.h"
#include "record/cases.h"
#include "record/source.h"
#include "record/type.h"

/* Of what a run speaks. */
struct rule_run;

/* What a check may ask of the delivery that gave cause to run it. */
struct rule_setting {
	enum record_source_kind source;
	int year;              /* collection year; 0: none */
	int32_t period_from;   /* of the collection; DATE_NONE: none */
	int32_t reference_day; /* the last day it speaks of; DATE_NONE: none */
};

struct record_rule {
	const char *id;
	enum finding_severity severity;
	enum record_type type;   /* the record that is doubtful */
	int field;               /* the field that is doubtful; -1: the record as a whole */
	unsigned sources;        /* bit per enum record_source_kind; 0: all */
	int first_year, last_year; /* 0: no bound */
	const char *text;        /* plain English, with what was expected; names no child */
	/* Calls rule_doubt() for each record that breaks the rule. */
	void (*check)(struct rule_run *run, const struct record_rule *rule,
	              const struct record_case *of_child);
	/* What general checks (rule_checks.h) compare; each says which of these it reads. */
	int other_field;
	enum record_type other_type;
	int limit;
	const char *codes; /* separated by spaces */
};

/* How many rules there are, the one at `index`, and the one with this id (NULL when there
 * is none). */
size_t record_rule_count(void);
const struct record_rule *record_rule_at(size_t index);
const struct record_rule *record_rule_find(struct str id);

/* Whether a finding of this rule is about sources that differ (record/compare.h); and
 * whether it is a reader's, of what could not be taken as it stands: neither of these
 * tables nor of a comparison. */
bool record_rule_is_of_comparison(struct str id);
bool record_rule_is_of_reader(struct str id);

/* The setting of a run, for checks. */
const struct rule_setting *rule_setting_of(const struct rule_run *run);

/* Says that a record breaks the rule. */
void rule_doubt(struct rule_run *run, const struct record_rule *rule,
                const struct record *record);

/* A doubt as a run hands it on. */
struct record_doubt {
	const struct record_rule *rule;
	const struct record *record;
	int64_t child_id;
};

struct record_doubt_sink {
	void *context;
	enum status (*each)(void *context, const struct record_doubt *doubt, struct err *err);
};

/* Runs every rule that applies over one child. */
MUST_CHECK enum status record_rules_run(const struct rule_setting *setting,
                                        const struct record_case *of_child,
                                        const struct record_doubt_sink *sink, struct err *err);

#endif
