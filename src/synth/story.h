/* How a family's story is told: what the parts of it (story_*.c) share.
 *
 * A story goes from referral to referral. Each part is given a child, a day and what was
 * decided for the family, adds the rows of what happened, and returns the day on which
 * its thread ends. Rows of what lies after the town's last day are left out. */
#ifndef OUTTURN_SYNTH_STORY_H
#define OUTTURN_SYNTH_STORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "synth/random.h"
#include "synth/town.h"
#include "synth/truth.h"
#include "synth/workforce.h"

/* The streams of chance (random.h). */
enum stream {
	STREAM_WORKFORCE,
	STREAM_FAMILY,
	STREAM_ADOPTERS,
	STREAM_FAULTS,      /* of records */
	STREAM_CELL_FAULTS, /* of one table */
};

/* A child of the story. */
struct character {
	struct truth_child *truth;
	int32_t born;
	int32_t adult; /* the 18th birthday */
	bool is_boy;
	bool is_disabled;
	bool is_unaccompanied;
	bool is_adopted;
	int32_t first_known;   /* DATE_NONE: not yet */
	int32_t last_known;    /* the last day on which anything happened */
	int32_t free_from;     /* no case is open from here on */
	int32_t last_referral; /* DATE_NONE: never */
	int32_t plan_count;
	int32_t died;             /* DATE_NONE: lives */
	int32_t motherhood;       /* of a girl in care: 1 or 0; -1: not asked */
	int32_t care_from;        /* the newest period of care; DATE_NONE: never */
	int32_t care_until;       /* its end; DATE_MAX: beyond the story */
	int32_t protection_ended; /* a plan never begins before the one before it ended */
};

struct story {
	const struct town *town;
	struct random random;
	struct truth_family *family;
	struct character *cast; /* as many as the family has children, in the same order */
	int32_t number;         /* of the family */
	int32_t next_key;
	struct str postcode;
	int32_t posts[TEAM_KIND_COUNT]; /* who has the family's case, by kind of team */
};

/* What is decided for the family when it is referred. */
struct referral_plan {
	int32_t day;
	const char *source;
	const char *need;       /* of all children who are not disabled */
	bool is_closed_at_once; /* no further action */
	bool is_in_need;
	bool has_enquiry;
	bool has_conference;
	bool has_plan;
	int32_t enquiry_day;
	int32_t conference_day;
	int32_t plan_days;       /* how long the plan lasts */
	const char *abuse;       /* its category */
	int32_t assessment_days; /* working days */
	int32_t need_days;       /* how long the family is in need, with nothing else */
	int32_t care_per_10000;  /* each child comes into care with this chance */
};

/* Adds a row about a child: its key, and the day on which it was entered. What happened
 * after the town's last day is added as well; no view has it. */
struct truth_row *story_row(struct story *story, struct character *child, enum record_type type,
                            int32_t happened);

/* The source's own key of a row. */
struct str story_key_of(const struct truth_row *row);

/* Sets a field that refers to another row by its key. */
void story_refer(struct truth_row *row, int field, const struct truth_row *to);

/* Sets team and worker: whoever held the family's post of that kind on the day. */
void story_worker(struct story *story, struct truth_row *row, int team_field, enum team_kind kind,
                  int32_t day);

/* The case of a child lies with the family's post of that kind: one row for each worker
 * who held it from one day to another. `reason` is why it went there. */
void story_allocate(struct story *story, struct character *child, enum team_kind kind, int32_t from,
                    int32_t until, const struct truth_row *referral);

/* Whether something still happens within the story. */
bool story_goes_on(const struct story *story, int32_t day);

/* A text of the story's arena. */
struct str story_text(const struct story *story, const char *format, ...) PRINTF_LIKE(2, 3);

/* An invented postcode, outside Fairshire when `is_away`. */
struct str story_postcode(struct story *story, bool is_away);

/* Visits of a kind (code set visit_kind) every so many days until `until`. */
struct visit_pattern {
	const char *kind;
	int32_t first_within; /* days */
	int32_t every;
	struct truth_row *plan; /* NULL: of none */
};
void story_visits(struct story *story, struct character *child, const struct visit_pattern *pattern,
                  int32_t from, int32_t until);

/* The parts, in the order of a story. Each returns the day on which its thread ends. */
void story_person(struct story *story, struct character *child);
void story_contact(struct story *story, struct character *child, int32_t day, const char *source);
void story_early_help(struct story *story, struct character *child, int32_t from);
int32_t story_referral(struct story *story, struct character *child,
                       const struct referral_plan *plan);
int32_t story_protection(struct story *story, struct character *child,
                         const struct referral_plan *plan, struct truth_row *referral);
int32_t story_enquiry(struct story *story, struct character *child,
                      const struct referral_plan *plan, struct truth_row *referral);
/* Pre-proceedings from a day on; `issued` is when care proceedings were issued, DATE_NONE
 * when they were not. */
void story_proceedings(struct story *story, struct character *child, int32_t from, int32_t issued,
                       struct truth_row *referral);

/* A period of care. */
struct care_plan {
	int32_t from;
	struct str key;         /* of the period, in the source */
	int32_t until;          /* DATE_MAX: beyond the story */
	const char *end_reason; /* of code set care_end_reason */
	const char *need;
	const char *permanence; /* of code set permanence_plan */
	bool is_unsettled;      /* moves often */
	int32_t placed;         /* for adoption; DATE_NONE: not */
	int32_t ordered;        /* placement order; DATE_NONE: none */
	int32_t reversed;       /* decided that no adoption is sought any more; DATE_NONE: not */
	struct truth_row *referral;
	struct truth_row *opened; /* the first episode */
};
int32_t story_care(struct story *story, struct character *child, int32_t from, const char *need,
                   struct truth_row *referral);
void story_care_rows(struct story *story, struct character *child, struct care_plan *care);
void story_adoption(struct story *story, struct character *child, struct care_plan *care);
/* A decision that the child should be adopted, which was taken back. */
void story_adoption_given_up(struct story *story, struct character *child, struct care_plan *care);
void story_care_life(struct story *story, struct character *child, const struct care_plan *care);
void story_care_years(struct story *story, struct character *child, const struct care_plan *care);
/* One absence, which begins on the day; said by `formats`. */
void story_absence(struct story *story, struct character *child, int32_t day, unsigned formats);
void story_missing(struct story *story, struct character *child, const struct care_plan *care);
void story_short_breaks(struct story *story, struct character *child, int32_t from);
void story_leaver(struct story *story, struct character *child, const struct care_plan *care);
void story_school(struct story *story, struct character *child);
void story_identifier(struct story *story, struct character *child);
void story_mother(struct story *story, struct character *child, int32_t child_born);
void story_liberty(struct story *story, struct character *child, const struct care_plan *care);
/* Beside a case that ran from one day to another with a team of that kind. */
void story_beside(struct story *story, struct character *child, enum team_kind kind, int32_t from,
                  int32_t until);

#endif
