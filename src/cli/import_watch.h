/* A folder into which a nightly job drops files.
 *
 * It is looked at every few seconds. Once nothing in it has changed for a while, so that no
 * file is still being written, all of it is grouped into deliveries, as for one import,
 * and those that are new are taken: the store remembers deliveries by their hash. What
 * cannot be taken is remembered by its hash too, in the workspace, and told once. Files
 * are neither moved nor changed. */
#ifndef OUTTURN_CLI_IMPORT_WATCH_H
#define OUTTURN_CLI_IMPORT_WATCH_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "cli/command.h"
#include "cli/import.h"

enum {
	IMPORT_WATCH_SETTLE_SECONDS = 10,
	IMPORT_WATCH_SETTLE_SECONDS_MAX = 24 * 60 * 60,
};

struct import_watch {
	const char *folder;
	bool once;          /* take what is settled now, and end; for cron */
	int settle_seconds; /* nothing may have changed for so long */
};

/* Watches until SIGTERM or SIGINT comes, which ends it between two deliveries, with OK.
 * E_MISSING or E_IO when the folder cannot be read at the start; later on that is told
 * and tried again. With `once`, the first failure is the answer, as of import_paths(). */
MUST_CHECK enum status import_watch(struct call *call, const struct import_watch *what,
                                    const struct import_options *options, struct err *err);

#endif
