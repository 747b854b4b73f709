#include "render/office.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

enum {
	BASE_SECONDS = 60,
	SECONDS_PER_JOB = 10,
	RESULT_BYTES_MAX = 512 * 1024 * 1024,
	LOG_BYTES_MAX = 1024 * 1024,
};

static const struct {
	const char *extension;
	const char *filter;    /* what --convert-to wants */
	const char *signature; /* how a proper file begins */
} FORMATS[OFFICE_FORMAT_COUNT] = {
	[OFFICE_FORMAT_PDF] = {
		"pdf",
		"pdf:writer_pdf_Export:{"
		"\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"
		"\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},"
		"\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"},"
		"\"UseLosslessCompression\":{\"type\":\"boolean\",\"value\":\"true\"}}",
		"%PDF-",
	},
	[OFFICE_FORMAT_DOCX] = { "docx", "docx:MS Word 2007 XML", "PK\003\004" },
	[OFFICE_FORMAT_ODT] = { "odt", "odt:writer8", "PK\003\004" },
};

/* The directory that holds sources, profiles, results and logs of one call. */
struct workplace {
	char path[PATH_MAX]; /* empty when not made */
};

#define auto_workplace CLEANUP(workplace_remove) struct workplace

/* One running process: all jobs of one format. */
struct run {
	enum office_format format;
	const char *dir;
	pid_t pid;  /* 0 when not running */
	int pidfd;  /* readable when the process has ended; -1 when not running */
	int status; /* as waitpid() gave it */
};

/* What a call works with. */
struct call {
	const struct office_job *jobs;
	size_t count;
	struct arena *arena;
	const char *program;
	struct run runs[OFFICE_FORMAT_COUNT];
	size_t run_count;
	sigset_t outer_mask; /* what the processes start with */
	int signal_fd;
	int caught_signal; /* 0 when none came */
};

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	(void)kind;
	(void)walk;
	(void)remove(path); /* what cannot be removed must not keep the rest */
	return 0;
}

static void workplace_remove(struct workplace *workplace)
{
	if (workplace->path[0])
		nftw(workplace->path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	workplace->path[0] = '\0';
}

static enum status workplace_make(struct workplace *out, struct err *err)
{
	const char *base = getenv("TMPDIR");
	if (!base || base[0] != '/')
		base = "/tmp";
	char path[PATH_MAX];
	int len = snprintf(path, sizeof(path), "%s/outturn-office-XXXXXX", base);
	if (len < 0 || (size_t)len >= sizeof(path))
		return err_set(err, E_IO, "the path of the temporary directory is too long");
	if (!mkdtemp(path))
		return err_set(err, E_IO, "cannot make a temporary directory in '%s': %s", base,
		               strerror(errno));
	memcpy(out->path, path, sizeof(path));
	return OK;
}

static enum status make_dir(const char *path, struct err *err)
{
	if (mkdir(path, 0700) != 0)
		return err_set(err, E_IO, "cannot make '%s': %s", path, strerror(errno));
	return OK;
}

/* A path as the path of a file URL. */
static const char *url_path(struct arena *arena, const char *path)
{
	static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/-_.~";
	size_t len = strlen(path);
	char *out = arena_new(arena, 3 * len + 1, 1);
	char *at = out;
	for (size_t i = 0; i < len; i++) {
		if (strchr(PLAIN, path[i]))
			*at++ = path[i];
		else
			at += snprintf(at, 4, "%%%02X", (unsigned)(unsigned char)path[i]);
	}
	return out;
}

static const char *source_path(struct arena *arena, const struct run *run, size_t job)
{
	return arena_format(arena, "%s/%04zu.fodt", run->dir, job).ptr;
}

static const char *result_path(struct arena *arena, const struct run *run, size_t job)
{
	return arena_format(arena, "%s/out/%04zu.%s", run->dir, job,
	                    FORMATS[run->format].extension).ptr;
}

/* Writes a source. It is not to outlive the call, so nothing waits for the disk. */
static enum status source_write(const char *path, struct str text, struct err *err)
{
	FILE *file = fopen(path, "wbe");
	bool written = file && fwrite(text.ptr, 1, text.len, file) == text.len;
	if (file && fclose(file) != 0)
		written = false;
	if (!written)
		return err_set(err, E_IO, "cannot write '%s': %s", path, strerror(errno));
	return OK;
}

/* Makes the directory of a run and writes its sources there. */
static enum status run_prepare(const struct call *call, const struct run *run, struct err *err)
{
	enum status st = make_dir(run->dir, err);
	if (st == OK)
		st = make_dir(arena_format(call->arena, "%s/out", run->dir).ptr, err);
	for (size_t i = 0; st == OK && i < call->count; i++)
		if (call->jobs[i].format == run->format)
			st = source_write(source_path(call->arena, run, i), call->jobs[i].flat_odf,
			                  err);
	return st;
}

/* The argument vector of a run, NULL at its end. */
static char **run_arguments(const struct call *call, const struct run *run)
{
	struct arena *arena = call->arena;
	const char *fixed[] = {
		call->program,
		arena_format(arena, "-env:UserInstallation=file://%s/profile",
		             url_path(arena, run->dir)).ptr,
		"--headless",
		"--norestore",
		"--nologo",
		"--infilter=OpenDocument Text Flat XML", /* never guess, never as plain text */
		"--convert-to",
		FORMATS[run->format].filter,
		"--outdir",
		arena_format(arena, "%s/out", run->dir).ptr,
	};
	char **argv = arena_new(arena, COUNT_OF(fixed) + call->count + 1, sizeof(*argv));
	size_t used = 0;
	for (size_t i = 0; i < COUNT_OF(fixed); i++)
		argv[used++] = (char *)fixed[i];
	for (size_t i = 0; i < call->count; i++)
		if (call->jobs[i].format == run->format)
			argv[used++] = (char *)source_path(arena, run, i);
	return argv;
}

static enum status start_error(const char *program, int reason, struct err *err)
{
	if (reason == ENOENT)
		return err_set(err, E_EXTERNAL,
		               "LibreOffice was not found ('%s'): PDF and DOCX need the package "
		               "libreoffice-writer (apt-get install libreoffice-writer)",
		               program);
	return err_set(err, E_EXTERNAL, "cannot start '%s': %s", program, strerror(reason));
}

/* Starts the process of a run in a process group of its own, so that the
 * program behind the start script can be stopped with it. */
static enum status run_start(const struct call *call, struct run *run, struct err *err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO,
	                                 arena_format(call->arena, "%s/log", run->dir).ptr,
	                                 O_WRONLY | O_CREAT | O_APPEND, 0600);
	posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigmask(&attributes, &call->outer_mask);
	pid_t pid = 0;
	int failed = posix_spawnp(&pid, call->program, &files, &attributes,
	                          run_arguments(call, run), environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	if (failed)
		return start_error(call->program, failed, err);
	run->pid = pid;
	run->pidfd = pidfd_open(pid, 0);
	if (run->pidfd < 0)
		return err_set(err, E_EXTERNAL, "cannot watch '%s': %s", call->program,
		               strerror(errno));
	return OK;
}

/* Takes the exit status of a process that has ended or was just killed. */
static void run_reap(struct run *run)
{
	while (waitpid(run->pid, &run->status, 0) < 0 && errno == EINTR)
		continue;
	if (run->pidfd >= 0)
		close(run->pidfd);
	run->pid = 0;
	run->pidfd = -1;
}

static void call_stop_all(struct call *call)
{
	for (size_t i = 0; i < call->run_count; i++) {
		if (!call->runs[i].pid)
			continue;
		kill(-call->runs[i].pid, SIGKILL);
		run_reap(&call->runs[i]);
	}
}

static int64_t now_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until one process has ended, a signal came or the time is over; returns
 * how many processes still run, or -1 when they must be stopped. */
static int wait_once(struct call *call, int64_t deadline)
{
	struct pollfd waits[OFFICE_FORMAT_COUNT + 1];
	struct run *waited[OFFICE_FORMAT_COUNT];
	nfds_t count = 0;
	for (size_t i = 0; i < call->run_count; i++) {
		if (!call->runs[i].pid)
			continue;
		waited[count] = &call->runs[i];
		waits[count++] = (struct pollfd){ .fd = call->runs[i].pidfd, .events = POLLIN };
	}
	if (count == 0)
		return 0;
	waits[count] = (struct pollfd){ .fd = call->signal_fd, .events = POLLIN };
	int64_t left = deadline - now_milliseconds();
	if (left <= 0)
		return -1;
	if (poll(waits, count + 1, (int)left) < 0)
		return errno == EINTR ? (int)count : -1;
	struct signalfd_siginfo signal_info;
	if (waits[count].revents &&
	    read(call->signal_fd, &signal_info, sizeof(signal_info)) == sizeof(signal_info)) {
		call->caught_signal = (int)signal_info.ssi_signo;
		return -1;
	}
	for (nfds_t i = 0; i < count; i++)
		if (waits[i].revents)
			run_reap(waited[i]);
	return (int)count;
}

/* The last line that the program printed, for the message; empty when none. */
static struct str log_last_line(struct arena *arena, const struct run *run)
{
	auto_buf log = buf_init(LOG_BYTES_MAX);
	if (file_read(arena_format(arena, "%s/log", run->dir).ptr, LOG_BYTES_MAX, &log, NULL) != OK)
		return (struct str){ 0 };
	struct str rest = str_trim(buf_view(&log));
	struct str line = { 0 };
	while (str_split(&rest, '\n', &line))
		continue;
	return arena_text(arena, str_slice(str_trim(line), 0, 300));
}

/* Whether a process ended well, in words when not. */
static enum status run_check(const struct call *call, const struct run *run, struct err *err)
{
	if (WIFEXITED(run->status) && WEXITSTATUS(run->status) == 0)
		return OK;
	struct str said = log_last_line(call->arena, run);
	if (WIFSIGNALED(run->status))
		return err_set(err, E_EXTERNAL,
		               "LibreOffice was killed (signal %d, %s) while it made the %s files",
		               WTERMSIG(run->status), strsignal(WTERMSIG(run->status)),
		               FORMATS[run->format].extension);
	return err_set(err, E_EXTERNAL,
	               "LibreOffice failed (exit code %d) while it made the %s files%s%.*s",
	               WEXITSTATUS(run->status), FORMATS[run->format].extension,
	               said.len ? ": " : "", STR_ARGS(said));
}

/* Waits for all processes; on return none runs. */
static enum status call_wait(struct call *call, int limit_seconds, struct err *err)
{
	int64_t deadline = now_milliseconds() + (int64_t)limit_seconds * 1000;
	int running = 1;
	while (running > 0)
		running = wait_once(call, deadline);
	if (running < 0) {
		call_stop_all(call);
		if (call->caught_signal)
			return err_set(err, E_EXTERNAL, "LibreOffice was stopped: %s",
			               strsignal(call->caught_signal));
		return err_set(err, E_EXTERNAL,
		               "LibreOffice did not end within %d s and was stopped",
		               limit_seconds);
	}
	for (size_t i = 0; i < call->run_count; i++) {
		enum status st = run_check(call, &call->runs[i], err);
		if (st != OK)
			return st;
	}
	return OK;
}

/* Reads the result of a job. LibreOffice ends with code 0 even when it made no
 * file, or a file of nothing. */
static enum status result_read(const struct call *call, const struct run *run, size_t job,
                               struct buf *out, struct err *err)
{
	const char *signature = FORMATS[run->format].signature;
	size_t len = strlen(signature);
	const char *path = result_path(call->arena, run, job);
	if (file_read(path, RESULT_BYTES_MAX, out, NULL) == OK && out->len > len &&
	    memcmp(out->bytes, signature, len) == 0)
		return OK;
	struct str said = log_last_line(call->arena, run);
	return err_set(err, E_EXTERNAL, "LibreOffice made no proper file for '%s'%s%.*s",
	               call->jobs[job].path, said.len ? ": " : "", STR_ARGS(said));
}

/* Looks at every result (`is_commit` false) or puts each into its place. */
static enum status call_collect(const struct call *call, bool is_commit, struct err *err)
{
	for (size_t r = 0; r < call->run_count; r++) {
		for (size_t i = 0; i < call->count; i++) {
			if (call->jobs[i].format != call->runs[r].format)
				continue;
			auto_buf bytes = buf_init(RESULT_BYTES_MAX);
			enum status st = result_read(call, &call->runs[r], i, &bytes, err);
			if (st == OK && is_commit)
				st = file_write(call->jobs[i].path, buf_view(&bytes), err);
			if (st != OK)
				return st;
		}
	}
	return OK;
}

/* The whole call, while the signals are blocked. */
static enum status call_run(struct call *call, int limit_seconds, struct err *err)
{
	auto_workplace workplace = { 0 };
	enum status st = workplace_make(&workplace, err);
	if (st != OK)
		return st;
	for (int format = 0; format < OFFICE_FORMAT_COUNT; format++) {
		bool wanted = false;
		for (size_t i = 0; i < call->count && !wanted; i++)
			wanted = call->jobs[i].format == (enum office_format)format;
		if (!wanted)
			continue;
		struct run *run = &call->runs[call->run_count++];
		*run = (struct run){ .format = (enum office_format)format, .pidfd = -1 };
		run->dir = arena_format(call->arena, "%s/%s", workplace.path,
		                        FORMATS[format].extension).ptr;
		st = run_prepare(call, run, err);
		if (st == OK)
			st = run_start(call, run, err);
		if (st != OK) {
			call_stop_all(call);
			return st;
		}
	}
	st = call_wait(call, limit_seconds, err);
	if (st == OK)
		st = call_collect(call, false, err);
	if (st == OK)
		st = call_collect(call, true, err);
	return st;
}

/* The signals that end the program and are not ignored by it. */
static void ending_signals(sigset_t *out)
{
	static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP };
	sigemptyset(out);
	for (size_t i = 0; i < COUNT_OF(SIGNALS); i++) {
		struct sigaction action;
		if (sigaction(SIGNALS[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(out, SIGNALS[i]);
	}
}

enum status office_convert(const struct office_job *jobs, size_t count, int limit_seconds,
                           struct err *err)
{
	if (count == 0)
		return OK;
	if (count > OFFICE_JOBS_MAX)
		return err_set(err, E_LIMIT,
		               "%zu documents for LibreOffice in one call; at most %d", count,
		               OFFICE_JOBS_MAX);
	if (limit_seconds <= 0)
		limit_seconds = BASE_SECONDS + SECONDS_PER_JOB * (int)count;
	auto_arena arena = { 0 };
	struct call call = { .jobs = jobs, .count = count, .arena = &arena };
	const char *named = getenv("OUTTURN_SOFFICE");
	call.program = named && named[0] ? named : "soffice";

	sigset_t signals;
	ending_signals(&signals);
	call.signal_fd = signalfd(-1, &signals, SFD_CLOEXEC);
	if (call.signal_fd < 0)
		return err_set(err, E_IO, "cannot watch for signals: %s", strerror(errno));
	pthread_sigmask(SIG_BLOCK, &signals, &call.outer_mask);
	enum status st = call_run(&call, limit_seconds, err);
	pthread_sigmask(SIG_SETMASK, &call.outer_mask, NULL);
	close(call.signal_fd);
	if (call.caught_signal)
		raise(call.caught_signal);
	return st;
}
