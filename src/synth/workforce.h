/* Teams and the people who pass through them.
 *
 * A post belongs to a team and is held by one worker after another without a gap (an
 * agency worker holds it in between), so whoever had a case on a day is known without
 * a search: cases stay with posts, workers come and go. */
#ifndef OUTTURN_SYNTH_WORKFORCE_H
#define OUTTURN_SYNTH_WORKFORCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "synth/random.h"

enum team_kind {
	TEAM_EARLY_HELP,
	TEAM_ASSESSMENT,
	TEAM_SAFEGUARDING,
	TEAM_DISABILITY,
	TEAM_CARE,
	TEAM_LEAVING_CARE,
	TEAM_KIND_COUNT
};

struct team {
	struct str id;      /* as records name it: "Assessment 2" */
	struct str service; /* the service that it is part of */
	enum team_kind kind;
	int32_t first_post;
	int32_t post_count;
};

struct worker {
	struct str id; /* as records name them: "W1042" */
	struct str name;
	struct str registration;
	int32_t team;
	int32_t from; /* first and last day in the post */
	int32_t to;
	bool is_agency;
	bool is_part_time;
};

struct post {
	int32_t team;
	int32_t first_worker;
	int32_t worker_count;
};

struct workforce {
	struct team *teams;
	int32_t team_count;
	struct post *posts;
	int32_t post_count;
	struct worker *workers;
	size_t worker_count;
	size_t worker_capacity;
	int32_t kind_first_post[TEAM_KIND_COUNT + 1]; /* posts lie together by kind */
};

/* Fills a workforce for so many children, with every post held from `from` to `upto`.
 * England has 26 social workers to 10,000 children, of whom 17% leave in a year and 18%
 * are of an agency (workforce census 2022). `arena` holds it. */
void workforce_make(struct workforce *out, int32_t children, int32_t from, int32_t upto,
                    struct random *random, struct arena *arena);

/* A post of a team of that kind. */
int32_t workforce_post(const struct workforce *workforce, enum team_kind kind,
                       struct random *random);

/* Who held the post on a day; the first or last holder before or after all of them. */
const struct worker *workforce_holder(const struct workforce *workforce, int32_t post, int32_t day);

/* The team that a post belongs to. */
const struct team *workforce_team(const struct workforce *workforce, int32_t post);

#endif
