/* The settings a council may choose, by name, and the judging they give. */
#ifndef OUTTURN_CLI_JUDGE_SETTING_H
#define OUTTURN_CLI_JUDGE_SETTING_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "judge/judge.h"

struct judge_setting {
	const char *key;
	const char *meaning; /* one sentence: what it does and what may be given */
	const char *shown_default;
};

/* All of them; the last has a NULL key. */
const struct judge_setting *judge_setting_list(void);

/* The setting of a key, static; that of the order of sources also for the key of one
 * authority's (record/source_order.h). E_MISSING for a key that is none of ours. */
MUST_CHECK enum status judge_setting_find(struct str key, const struct judge_setting **out,
                                          struct err *err);

/* Sets one by its key. E_MISSING for a key that is none of ours, E_INPUT for a value
 * that cannot be. */
MUST_CHECK enum status judge_setting_apply(struct str key, struct str value,
                                           struct judge_settings *settings, struct err *err);

/* The settings of a store: the house's defaults with what the council chose. */
MUST_CHECK enum status judge_setting_load(struct db *db, struct arena *arena,
                                          struct judge_settings *out, struct err *err);

#endif
