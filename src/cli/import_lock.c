#include "cli/import_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

enum { ASK_EVERY_MS = 100, MS_A_SECOND = 1000, NS_A_MS = 1000000 };

static enum status wait_for(int fd, const char *path, int wait_seconds, struct err *err)
{
	const struct timespec pause = { .tv_nsec = (long)ASK_EVERY_MS * NS_A_MS };
	long asks = (long)wait_seconds * MS_A_SECOND / ASK_EVERY_MS;
	for (long i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return file_error(err, "lock", path, errno);
		if (i == 0)
			fprintf(stderr, "another import into this workspace is under way; "
			                "waiting for it to end\n");
		if (i >= asks)
			return err_set(err, E_CONFLICT,
			               "another import into this workspace is still under way "
			               "after %d seconds; try again when it has ended",
			               wait_seconds);
		nanosleep(&pause, NULL);
	}
	return OK;
}

enum status import_lock_take(const struct call *call, int wait_seconds, struct import_lock *out,
                             struct err *err)
{
	/* The workspace's configuration is always there and is never replaced by us. */
	struct str path = arena_format(call->arena, "%s/outturn.conf", call->app->workspace);
	int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return file_error(err, "open", path.ptr, errno);
	enum status st = wait_for(fd, path.ptr, wait_seconds, err);
	if (st != OK) {
		close(fd);
		return st;
	}
	*out = (struct import_lock){ .fd = fd, .is_held = true };
	return OK;
}

void import_lock_release(struct import_lock *lock)
{
	if (lock->is_held)
		close(lock->fd);
	*lock = (struct import_lock){ 0 };
}
