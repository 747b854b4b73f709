/* One import at a time into a workspace: a second one waits for the first, because both
 * would otherwise read what the store knows before either has written. */
#ifndef OUTTURN_CLI_IMPORT_LOCK_H
#define OUTTURN_CLI_IMPORT_LOCK_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "cli/command.h"

enum { IMPORT_LOCK_WAIT_SECONDS = 600 };

/* Held until the process ends or it is released. */
struct import_lock {
	int fd;
	bool is_held;
};

#define auto_import_lock CLEANUP(import_lock_release) struct import_lock

/* Takes the lock of the call's workspace, saying on standard error that it waits.
 * E_CONFLICT when the other import is still under way after `wait_seconds`; E_IO. */
MUST_CHECK enum status import_lock_take(const struct call *call, int wait_seconds,
                                        struct import_lock *out, struct err *err);

/* Gives it back. Accepts a zeroed struct. */
void import_lock_release(struct import_lock *lock);

#endif
