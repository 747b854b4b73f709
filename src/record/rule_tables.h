/* The rule tables that rule.c goes through, one a field of work. Only this folder includes it. */
#ifndef OUTTURN_RECORD_RULE_TABLES_H
#define OUTTURN_RECORD_RULE_TABLES_H

#include <stddef.h>

#include "record/rule.h"

struct rule_table {
	const struct record_rule *rules;
	size_t count;
};

extern const struct rule_table RULES_OF_NEED; /* from referral to plan: the CIN census's */
extern const struct rule_table RULES_OF_CARE; /* looked after: SSDA903's */
extern const struct rule_table RULES_OF_ALL;  /* ours, for every record type */

#endif
