/* Code sets: the codes a field may hold, with the years in which each is valid.
 *
 * They are data (src/record/codes.csv, from the published lists of the CIN census and
 * SSDA903 and Ofsted's Annex A), so a new year's codes are a change of that file. A
 * spelling that a source uses is turned into one canonical code; the spellings of
 * Annex A stand in src/record/spellings.csv. Where a meaning has several codes, as sex
 * has 1 and M, one is canonical and the others are known to mean it.
 *
 * Published codes are as published ("K3"). Codes in lower case ("former_relevant") are
 * ours: for lists that are published as words, and for what a coarse source says where a
 * fine one has several codes ("adopted" for E11 or E12). */
#ifndef OUTTURN_RECORD_CODE_SET_H
#define OUTTURN_RECORD_CODE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "record/type.h"

struct record_code {
	const char *code;  /* "RC9" */
	const char *label; /* "Case closed after assessment, referred to early help" */
	int first_year;    /* of the collection in which it may be used; 0: always was */
	int last_year;     /* 0: still is */
	const char *means; /* the canonical code of the same meaning; NULL: it is canonical */
	const char *within; /* the coarse code that holds it; NULL: none does */
};

/* The name of a set ("closure_reason") and its codes, in the published order. */
const char *record_code_set_name(enum record_code_set set);
const struct record_code *record_code_set_codes(enum record_code_set set, size_t *count_out);

enum record_code_answer {
	RECORD_CODE_FOUND,     /* a canonical code, valid in the year */
	RECORD_CODE_OLD,       /* known, but not of this year: an older or newer spelling */
	RECORD_CODE_AMBIGUOUS, /* a spelling that stands for more than one code */
	RECORD_CODE_UNKNOWN,
};

/* Reads what a cell says. Tried in this order, case and white space aside: the whole
 * text as a code, a label or a spelling met in councils' files; the same of what stands
 * behind Ofsted's letter ("a) WBRI", "b) Female"); the published code that it begins or
 * ends with ("q) 6: Police", "Interim care order [C1]"). `year` is the collection year
 * (2024: to 31 March 2024), 0: not known; words are not held to it. `*code_out` is the
 * canonical code unless the answer is ambiguous or unknown. */
enum record_code_answer record_code_read(enum record_code_set set, struct str text, int year,
                                         const struct record_code **code_out);

#endif
