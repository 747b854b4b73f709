/* Checks that many rules share, each over one child's records of one source.
 *
 * Every check looks at the records of the rule's type, and says in its comment what it
 * compares. A date that is missing breaks no rule of order: missing keys have rules of
 * their own. From a field whose text a reader could not understand no check concludes
 * anything: it is not missing, and the reader's finding names it already. Only the rule
 * tables of this folder include this. */
#ifndef OUTTURN_RECORD_RULE_CHECKS_H
#define OUTTURN_RECORD_RULE_CHECKS_H

#include <stdbool.h>
#include <stdint.h>

#include "record/rule.h"

/* A rule's `sources`. */
enum {
	RULE_OF_CIN = 1u << RECORD_SOURCE_CIN,
	RULE_OF_903 = 1u << RECORD_SOURCE_903,
};

/* The day of a date field, DATE_NONE when it is missing; whether a code field holds one of
 * the codes (separated by spaces); whether a flag is set. */
int32_t rule_day(const struct record *record, int field);
bool rule_is(const struct record *record, int field, const char *codes);
bool rule_flag(const struct record *record, int field);

/* Three ways to ask of a field: a value was given and understood; nothing was said; text
 * came that a reader could not understand. One of them is true. */
bool rule_is_given(const struct record *record, int field);
bool rule_is_missing(const struct record *record, int field);
bool rule_is_doubted(const struct record *record, int field);

/* Whether two records say the same in a text field; that they say something else. Neither
 * when one of them is doubted. */
bool rule_is_same(const struct record *one, const struct record *other, int field);
bool rule_is_other(const struct record *one, const struct record *other, int field);

/* The child's own record, NULL when the source has none. */
const struct record *rule_person(const struct record_case *of_child);

/* Whether the record is known to run on a day: from its start up to, but not on, its end. */
bool rule_runs_on(const struct record *record, int32_t day);

/* The day on which a record of the type ended; the last day that the delivery speaks of
 * when it goes on; DATE_NONE when neither is known. */
int32_t rule_last_day(const struct rule_setting *setting, const struct record *record);

/* `field` is missing. */
void check_given(struct rule_run *run, const struct record_rule *rule,
                 const struct record_case *of_child);

/* `field` is missing though `other_field` is given. */
void check_given_with(struct rule_run *run, const struct record_rule *rule,
                      const struct record_case *of_child);

/* `field` lies after `other_field`. */
void check_order(struct rule_run *run, const struct record_rule *rule,
                 const struct record_case *of_child);

/* `field` is the day of `other_field`. */
void check_not_same_day(struct rule_run *run, const struct record_rule *rule,
                        const struct record_case *of_child);

/* `field` lies after the last day that the delivery speaks of. */
void check_not_after_reference(struct rule_run *run, const struct record_rule *rule,
                               const struct record_case *of_child);

/* `field` lies outside the days of the collection, as far as they are known. */
void check_within_period(struct rule_run *run, const struct record_rule *rule,
                             const struct record_case *of_child);

/* `field` lies more than `limit` days before the child was born or expected. */
void check_not_before_birth(struct rule_run *run, const struct record_rule *rule,
                            const struct record_case *of_child);

/* `field` lies after the child died. */
void check_not_after_death(struct rule_run *run, const struct record_rule *rule,
                           const struct record_case *of_child);

/* The child was `limit` years old or more on the day of `field`; under `limit` years. Where
 * `codes` is given, only of records whose code `other_field` is one of them. */
void check_age_under(struct rule_run *run, const struct record_rule *rule,
                     const struct record_case *of_child);
void check_age_at_least(struct rule_run *run, const struct record_rule *rule,
                        const struct record_case *of_child);

/* Two records run at the same time: the later is doubted. One that ends on the day
 * the next starts does not overlap. */
void check_no_overlap(struct rule_run *run, const struct record_rule *rule,
                      const struct record_case *of_child);

/* A record without an end, though another started later without an end. */
void check_one_open(struct rule_run *run, const struct record_rule *rule,
                    const struct record_case *of_child);

/* The same event twice. */
void check_no_repeat(struct rule_run *run, const struct record_rule *rule,
                     const struct record_case *of_child);

/* `field` holds a code that is not of the collection year. */
void check_code_of_year(struct rule_run *run, const struct record_rule *rule,
                        const struct record_case *of_child);

/* `field` is missing, or holds a code that is not of the collection year. */
void check_coded(struct rule_run *run, const struct record_rule *rule,
                 const struct record_case *of_child);

/* The number in `field` is above `limit`. */
void check_at_most(struct rule_run *run, const struct record_rule *rule,
                   const struct record_case *of_child);

/* The record runs for more than `limit` days, up to the reference day where it is
 * open. Where `codes` is given, only of records whose code `other_field` is one. */
void check_runs_at_most(struct rule_run *run, const struct record_rule *rule,
                        const struct record_case *of_child);

/* `field` falls on a Saturday or Sunday. */
void check_not_weekend(struct rule_run *run, const struct record_rule *rule,
                       const struct record_case *of_child);

/* `field` falls on a day on which a record of `other_type` runs; on which none does. */
void check_not_during(struct rule_run *run, const struct record_rule *rule,
                      const struct record_case *of_child);
void check_during(struct rule_run *run, const struct record_rule *rule,
                  const struct record_case *of_child);

/* The child has no record of `other_type`. */
void check_has(struct rule_run *run, const struct record_rule *rule,
               const struct record_case *of_child);

#endif
