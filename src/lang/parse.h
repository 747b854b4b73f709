/* From text to trees. */
#ifndef OUTTURN_LANG_PARSE_H
#define OUTTURN_LANG_PARSE_H

#include "base/arena.h"
#include "base/text.h"
#include "lang/complaint.h"
#include "lang/tree.h"

enum {
	LANG_FILE_BYTES_MAX = 1 << 20,
	LANG_DEPTH_MAX = 200,    /* of brackets, operators and relations within each other */
	LANG_RELATIONS_MAX = 5,  /* relations within each other */
	LANG_NAME_BYTES_MAX = 80,
};

/* Reads one file's definitions and adds them to the library. Text, names and trees live in
 * `arena`, as does the copy of `text` that complaints point into. What cannot be understood
 * is a complaint; reading goes on at the next line that begins with a clause's word, so that one
 * run shows several. A definition with a complaint is added as well, with is_broken true: what
 * could not be read is left out of it (so even its base may be without a type).
 * Never fails: a text that is too long, or not UTF-8, is one complaint; nothing is read on once
 * the list of complaints is full. */
void lang_parse(struct str file, struct str text, struct arena *arena, struct library *library,
                struct complaints *complaints);

#endif
