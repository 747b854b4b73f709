/* A library put before the others (LD_PRELOAD): it makes the n-th call of one kind
 * fail, so that a test can fail every one of them in turn.
 *
 * FAULT_KIND is alloc, file, db or kill (kill ends the process at a file call);
 * FAULT_AT is n, counted from 1; when the call was made, the file FAULT_REPORT is
 * created, so that the test knows whether n was reached. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include <sqlite3.h>

enum kind { KIND_NONE, KIND_ALLOC, KIND_FILE, KIND_DB, KIND_KILL };

/* Set when the library is loaded, before main; the program has one thread. */
static enum kind kind;
static long remaining;
static const char *report;
static bool is_in_exec;

__attribute__((constructor)) static void start(void)
{
	const char *name = getenv("FAULT_KIND"), *at = getenv("FAULT_AT");
	report = getenv("FAULT_REPORT");
	if (!name || !at || !report)
		return;
	remaining = strtol(at, NULL, 10);
	kind = strcmp(name, "alloc") == 0  ? KIND_ALLOC
	       : strcmp(name, "file") == 0 ? KIND_FILE
	       : strcmp(name, "db") == 0   ? KIND_DB
	       : strcmp(name, "kill") == 0 ? KIND_KILL
	                                   : KIND_NONE;
}

/* Whether this call is the one to fail; says so in the report. */
static bool fails(enum kind wanted)
{
	bool counts = kind == wanted || (kind == KIND_KILL && wanted == KIND_FILE);
	if (!counts || --remaining != 0)
		return false;
	int descriptor = open(report, O_CREAT | O_WRONLY, 0600);
	if (descriptor >= 0)
		close(descriptor);
	if (kind == KIND_KILL)
		raise(SIGKILL);
	return true;
}

/* The next definition of a function; dlsym's void pointer is copied, for ISO C has
 * no conversion to a function pointer. */
#define NEXT(name, pointer)                                      \
	do {                                                     \
		if (!(pointer)) {                                \
			void *found = dlsym(RTLD_NEXT, name);    \
			memcpy(&(pointer), &found, sizeof(found)); \
		}                                                \
	} while (0)

/* The program allocates through these (src/cli/allocation.c), and so do the
 * libraries it loads. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *__libc_malloc(size_t size)
{
	static void *(*next)(size_t);
	NEXT("__libc_malloc", next);
	return fails(KIND_ALLOC) ? NULL : next(size);
}

void *__libc_calloc(size_t count, size_t size)
{
	static void *(*next)(size_t, size_t);
	NEXT("__libc_calloc", next);
	return fails(KIND_ALLOC) ? NULL : next(count, size);
}

void *__libc_realloc(void *old, size_t size)
{
	static void *(*next)(void *, size_t);
	NEXT("__libc_realloc", next);
	return fails(KIND_ALLOC) ? NULL : next(old, size);
}

/* Fails a file call with a result and an error number. */
#define FILE_FAULT(result, code)          \
	if (fails(KIND_FILE)) {           \
		errno = (code);           \
		return (result);          \
	}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
	static ssize_t (*next)(int, const void *, size_t);
	NEXT("write", next);
	FILE_FAULT(-1, ENOSPC)
	return next(descriptor, bytes, count);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset)
{
	static ssize_t (*next)(int, const void *, size_t, off64_t);
	NEXT("pwrite64", next);
	FILE_FAULT(-1, ENOSPC)
	return next(descriptor, bytes, count, offset);
}

int fsync(int descriptor)
{
	static int (*next)(int);
	NEXT("fsync", next);
	FILE_FAULT(-1, EIO)
	return next(descriptor);
}

int fdatasync(int descriptor)
{
	static int (*next)(int);
	NEXT("fdatasync", next);
	FILE_FAULT(-1, EIO)
	return next(descriptor);
}

int rename(const char *from, const char *to)
{
	static int (*next)(const char *, const char *);
	NEXT("rename", next);
	FILE_FAULT(-1, EIO)
	return next(from, to);
}

int fflush(FILE *stream)
{
	static int (*next)(FILE *);
	NEXT("fflush", next);
	FILE_FAULT(EOF, ENOSPC)
	return next(stream);
}

int fclose(FILE *stream)
{
	static int (*next)(FILE *);
	NEXT("fclose", next);
	if (fails(KIND_FILE)) {
		next(stream);
		errno = ENOSPC;
		return EOF;
	}
	return next(stream);
}

/* A full disk is what a step meets in real life. */
int sqlite3_step(sqlite3_stmt *statement)
{
	static int (*next)(sqlite3_stmt *);
	NEXT("sqlite3_step", next);
	/* sqlite3_exec() steps by itself, and would not see a failure made up here. */
	if (!is_in_exec && fails(KIND_DB))
		return SQLITE_FULL;
	return next(statement);
}

int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int bytes, unsigned flags,
                       sqlite3_stmt **out, const char **tail)
{
	static int (*next)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
	NEXT("sqlite3_prepare_v3", next);
	if (!is_in_exec && fails(KIND_DB))
		return SQLITE_NOMEM;
	return next(db, sql, bytes, flags, out, tail);
}

int sqlite3_exec(sqlite3 *db, const char *sql, int (*callback)(void *, int, char **, char **),
                 void *user, char **message)
{
	static int (*next)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *,
	                   char **);
	NEXT("sqlite3_exec", next);
	if (fails(KIND_DB))
		return SQLITE_FULL;
	is_in_exec = true;
	int code = next(db, sql, callback, user, message);
	is_in_exec = false;
	return code;
}
