#include "cli/import_watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "cli/import_lock.h"
#include "intake/file_list.h"

enum {
	LOOK_EVERY_MS = 1000,
	MEMORY_MAX_BYTES = 64 * 1024 * 1024,
	HASH_DIGITS = HASH_TEXT_BYTES - 1,
	ONCE_WAIT_SECONDS_MAX = 60 * 60,
	AGAIN_AFTER_SECONDS = 60, /* where the delivery was not at fault */
};

/* What the folder looked like when it was last looked at. */
struct look {
	char hash[HASH_TEXT_BYTES]; /* of the names, sizes and times of its files */
	int64_t newest;             /* the second in which one of them last changed */
};

struct watching {
	struct call *call;
	const struct import_watch *what;
	const struct import_options *options;
	int signals; /* readable when the program is asked to end */
	int64_t started;
	struct str memory_path;
	struct map seen; /* hashes of deliveries that were dealt with */

	struct look last;
	int64_t quiet_since;         /* when it last changed, by the clock */
	char taken[HASH_TEXT_BYTES]; /* the look of the folder that was taken last */
	bool is_unreadable;          /* the folder, and that was told */
	bool wants_again;            /* something is to be tried again */
	int64_t not_before;          /* then */
	enum status first_failure;
};

static int64_t seconds_now(void)
{
	return instant_now().utc_seconds;
}

/* ---- memory ---- */

static enum status load_memory(struct watching *w, struct err *err)
{
	auto_buf text = buf_init(MEMORY_MAX_BYTES);
	enum status st = file_read(w->memory_path.ptr, MEMORY_MAX_BYTES, &text, err);
	if (st == E_MISSING)
		return OK;
	if (st != OK)
		return st;
	struct str rest = buf_view(&text);
	struct str line;
	while (str_split(&rest, '\n', &line))
		if (line.len >= HASH_DIGITS)
			map_put(&w->seen, str_slice(line, 0, HASH_DIGITS), 1);
	return OK;
}

static bool was_seen(const struct watching *w, const char *hash)
{
	int64_t ignored;
	return map_find(&w->seen, str_of(hash), &ignored);
}

/* A delivery that was dealt with is not looked at again, whatever became of it. */
static enum status remember(struct watching *w, const char *hash, struct str name,
                            const char *outcome, struct err *err)
{
	map_put(&w->seen, str_of(hash), 1);
	FILE *out = fopen(w->memory_path.ptr, "ae");
	bool is_written = out && fprintf(out, "%s %s %.*s\n", hash, outcome, STR_ARGS(name)) > 0;
	if (out && fclose(out) != 0)
		is_written = false;
	return is_written ? OK : file_error(err, "write", w->memory_path.ptr, errno);
}

/* ---- looking ---- */

static enum status look_at(const char *folder, struct look *out, struct err *err)
{
	auto_arena arena = { 0 };
	struct file_list files = { 0 };
	enum status st = file_list_add(&arena, folder, &files, err);
	if (st != OK)
		return st;
	auto_hasher hasher = hasher_new();
	struct look look = { 0 };
	for (size_t i = 0; i < files.count; i++) {
		struct stat what;
		if (stat(files.items[i], &what) != 0)
			continue; /* gone meanwhile: the next look differs */
		hasher_add(hasher, arena_format(&arena, "%s|%lld|%lld.%09ld|%lld.%09ld\n",
		                                files.items[i], (long long)what.st_size,
		                                (long long)what.st_mtim.tv_sec,
		                                what.st_mtim.tv_nsec,
		                                (long long)what.st_ctim.tv_sec,
		                                what.st_ctim.tv_nsec));
		if (what.st_ctim.tv_sec > look.newest)
			look.newest = what.st_ctim.tv_sec;
	}
	hasher_print(hasher, look.hash);
	*out = look;
	return OK;
}

/* Waits for the next look; true when the program is asked to end. */
static bool is_stopped(const struct watching *w, int wait_ms)
{
	struct pollfd wanted = { .fd = w->signals, .events = POLLIN };
	return poll(&wanted, 1, wait_ms) > 0;
}

/* ---- taking ---- */

/* Whether it is the delivery that is at fault, so that trying again would not help. */
static bool is_lasting(enum status status)
{
	return status == E_INPUT || status == E_LIMIT;
}

/* Tells of a failure; true when it is the delivery's own and will stay. */
static bool tell_failure(struct watching *w, enum status status, const char *text)
{
	fprintf(stderr, "%s\n", text);
	if (w->first_failure == OK)
		w->first_failure = status;
	w->wants_again |= !is_lasting(status);
	return is_lasting(status);
}

static enum status take_set(struct watching *w, const struct import *import, struct err *err)
{
	char hash[HASH_TEXT_BYTES];
	struct err why = { 0 };
	enum status st = format_set_hash(import->set, hash, &why);
	if (st == OK && was_seen(w, hash))
		return OK;
	if (st == OK)
		st = import_take(import, &why);
	if (st == OK)
		return remember(w, hash, import->set->name, "taken", err);
	return tell_failure(w, st, why.text)
	               ? remember(w, hash, import->set->name, "refused", err)
	               : OK;
}

static enum status tell_refused(struct watching *w, const struct format_refusal *refusal,
                                struct err *err)
{
	char hash[HASH_TEXT_BYTES];
	if (file_hash(refusal->path, hash, NULL) != OK || was_seen(w, hash))
		return OK;
	tell_failure(w, refusal->status, refusal->reason.ptr);
	return remember(w, hash, str_of(refusal->path), "refused", err);
}

static enum status take_folder(struct watching *w, struct call *call, struct err *err)
{
	auto_workspace workspace = { 0 };
	auto_import_lock lock = { 0 };
	struct format_set_list sets = { 0 };
	struct format_refusal_list refused = { 0 };
	struct import import = { .call = call, .workspace = &workspace, .options = w->options };
	enum status st = format_group(&w->what->folder, 1, call->arena, &sets, &refused, err);
	if (st == OK)
		st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = import_lock_take(call, IMPORT_LOCK_WAIT_SECONDS, &lock, err);
	for (size_t i = 0; st == OK && i < refused.count; i++)
		st = tell_refused(w, &refused.items[i], err);
	for (size_t i = 0; st == OK && i < sets.count && !is_stopped(w, 0); i++) {
		import.set = &sets.items[i];
		st = take_set(w, &import, err);
	}
	return st;
}

/* One pass has memory and a time of its own: a watch may last for months. */
static enum status pass(struct watching *w, struct err *err)
{
	auto_arena arena = { 0 };
	struct app app = *w->call->app;
	struct call call = *w->call;
	app.now.utc_seconds += seconds_now() - w->started;
	call.app = &app;
	call.arena = &arena;
	return take_folder(w, &call, err);
}

/* Looks once more, and notes since when the folder has been as it is. */
static enum status look_again(struct watching *w, int64_t now, struct err *err)
{
	struct look look;
	bool is_first = w->last.hash[0] == '\0';
	enum status st = look_at(w->what->folder, &look, err);
	if (st != OK || strcmp(look.hash, w->last.hash) == 0)
		return st;
	w->quiet_since = is_first && look.newest < now ? look.newest : now;
	w->last = look;
	return OK;
}

/* Takes what is new; what failed for other reasons than its own is tried again later. */
static void take_new(struct watching *w, int64_t now)
{
	struct err why = { 0 };
	w->wants_again = false;
	enum status st = pass(w, &why);
	if (st != OK)
		tell_failure(w, st, why.text);
	w->wants_again |= st != OK;
	memcpy(w->taken, w->wants_again ? "" : w->last.hash,
	       w->wants_again ? 1 : sizeof(w->taken));
	w->not_before = w->wants_again ? now + AGAIN_AFTER_SECONDS : now;
}

/* Looks and takes until the program is stopped or, when it is to run once, all is taken. */
static enum status go_on(struct watching *w, struct err *err)
{
	do {
		struct err why = { 0 };
		int64_t now = seconds_now();
		enum status st = look_again(w, now, &why);
		if (st != OK && !w->is_unreadable)
			fprintf(stderr, "%s; it is tried again\n", why.text);
		w->is_unreadable = st != OK;
		bool is_settled = st == OK && now - w->quiet_since >= w->what->settle_seconds &&
		                  now >= w->not_before;
		if (is_settled && strcmp(w->taken, w->last.hash) != 0)
			take_new(w, now);
		if (w->what->once && is_settled)
			return w->first_failure == OK
			               ? OK
			               : err_set(err, w->first_failure,
			                         "not everything could be imported");
		if (w->what->once && now - w->started > ONCE_WAIT_SECONDS_MAX)
			return err_set(err, E_CONFLICT, "'%s' has been changing for an hour",
			               w->what->folder);
	} while (!is_stopped(w, LOOK_EVERY_MS));
	return OK;
}

/* Signals that end the program are read when it looks, not acted on wherever it is. */
static enum status take_signals(int *out, struct err *err)
{
	sigset_t ending;
	sigemptyset(&ending);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGINT);
	*out = -1;
	if (sigprocmask(SIG_BLOCK, &ending, NULL) == 0)
		*out = signalfd(-1, &ending, SFD_CLOEXEC);
	return *out >= 0 ? OK : err_set(err, E_EXTERNAL, "signals cannot be waited for: %s",
	                                strerrordesc_np(errno));
}

enum status import_watch(struct call *call, const struct import_watch *what,
                         const struct import_options *options, struct err *err)
{
	struct watching w = { .call = call,
		              .what = what,
		              .options = options,
		              .started = seconds_now() };
	struct look look;
	w.memory_path = arena_format(call->arena, "%s/outturn.watched", call->app->workspace);
	enum status st = look_at(what->folder, &look, err);
	if (st == OK)
		st = load_memory(&w, err);
	if (st == OK)
		st = take_signals(&w.signals, err);
	if (st != OK)
		return st;
	st = go_on(&w, err);
	close(w.signals);
	map_deinit(&w.seen);
	return st;
}
