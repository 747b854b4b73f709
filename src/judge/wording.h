/* What a commentary claims: the phrases in it that say something which can be held
 * against a figure. Knows words and numbers, no figures (claims.h compares).
 *
 * The phrases are a table in wording.c, kept narrow: a phrase that is denied, hoped
 * for or about somebody else is no claim. */
#ifndef OUTTURN_JUDGE_WORDING_H
#define OUTTURN_JUDGE_WORDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "figure/number.h"
#include "judge/judge.h"

enum claim_kind {
	CLAIM_ABOVE_TARGET,
	CLAIM_BELOW_TARGET,
	CLAIM_EXCEEDED,
	CLAIM_MET,
	CLAIM_MISSED,
	CLAIM_UP,
	CLAIM_DOWN,
	CLAIM_BETTER,
	CLAIM_WORSE,
	CLAIM_FIGURE,        /* the figure is the number */
	CLAIM_TARGET_NUMBER, /* the target is the number */
};

struct claim {
	enum claim_kind kind;
	struct str quote; /* the words that make it; borrowed from the text */
	bool has_number;
	struct number number;    /* "5 per cent" is "5%" */
	enum compared with;      /* the period it names; COMPARED_NOTHING: none */
	bool is_of_another_time; /* its clause is about last year, next month, ... */
	bool is_of_a_part;       /* its clause is about a team, boys, two of three months, ... */
	int year;                /* the year and the month that its clause names; 0: none */
	int month;
};

struct claim_list {
	struct claim *items; /* in the order of the text; in the arena */
	size_t count;
	size_t capacity;
};

/* The claims that `text` makes. */
struct claim_list wording_read(struct str text, struct arena *arena);

#endif
