/* What happens when the office program is absent, fails, hangs or lies: scripts
 * stand in for it. The real one is held to its work by tests/office. */
#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "render/office.h"

struct place {
	struct arena arena;
	char dir[64];
	struct err err;
};

/* A stand-in that takes the arguments as soffice does. $out is where results go,
 * $kind their extension, "$@" the sources. */
#define STAND_IN(body)                                                       \
	"#!/bin/sh\n"                                                        \
	"while [ \"$1\" != --convert-to ]; do shift; done\n"                 \
	"kind=${2%%:*}; out=$4; shift 4\n"                                   \
	"case $kind in pdf) sign='%PDF-1.7 ';; *) sign='PK\003\004 ';; esac\n" \
	body

#define MAKE_ALL                                                                 \
	"for f in \"$@\"; do b=${f##*/}; { printf '%s' \"$sign\"; cat \"$f\"; } " \
	"> \"$out/${b%.fodt}.$kind\"; done\n"

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	assert_non_null(place);
	snprintf(place->dir, sizeof(place->dir), "/tmp/test-office-XXXXXX");
	assert_non_null(mkdtemp(place->dir));
	setenv("TMPDIR", place->dir, 1);
	*state = place;
	return 0;
}

static char *path_in(struct place *place, const char *name)
{
	return (char *)arena_format(&place->arena, "%s/%s", place->dir, name).ptr;
}

/* How many entries of the directory begin with `start`. */
static size_t count_entries(const char *path, const char *start)
{
	DIR *dir = opendir(path);
	assert_non_null(dir);
	size_t count = 0;
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		count += strncmp(entry->d_name, start, strlen(start)) == 0;
	closedir(dir);
	return count;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	assert_int_equal(count_entries(place->dir, "outturn-office"), 0); /* in every test */
	static const char *const NAMES[] = { "soffice", "a.pdf", "b.pdf", "b.docx", "pids" };
	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		unlink(path_in(place, NAMES[i]));
	assert_int_equal(rmdir(place->dir), 0);
	unsetenv("OUTTURN_SOFFICE");
	unsetenv("TMPDIR");
	arena_deinit(&place->arena);
	free(place);
	return 0;
}

static void use_stand_in(struct place *place, const char *script)
{
	char *path = path_in(place, "soffice");
	assert_ok(file_write(path, str_of(script), &place->err), &place->err);
	assert_int_equal(chmod(path, 0700), 0);
	setenv("OUTTURN_SOFFICE", path, 1);
}

/* Turns two documents into a.pdf and b.docx. */
static enum status convert(struct place *place, int limit_seconds)
{
	struct office_job jobs[] = {
		{ STR("first"), OFFICE_FORMAT_PDF, path_in(place, "a.pdf") },
		{ STR("second"), OFFICE_FORMAT_DOCX, path_in(place, "b.docx") },
	};
	return office_convert(jobs, COUNT_OF(jobs), limit_seconds, &place->err);
}

static void assert_nothing_made(struct place *place)
{
	assert_int_equal(access(path_in(place, "a.pdf"), F_OK), -1);
	assert_int_equal(access(path_in(place, "b.docx"), F_OK), -1);
}

static void assert_message(struct place *place, const char *part)
{
	if (!strstr(place->err.text, part))
		fail_msg("'%s' does not say '%s'", place->err.text, part);
}

static void results_go_to_their_paths(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN(MAKE_ALL));
	assert_ok(convert(place, 0), &place->err);
	auto_buf bytes = buf_init(1024);
	assert_ok(file_read(path_in(place, "a.pdf"), 1024, &bytes, &place->err), &place->err);
	assert_text(buf_view(&bytes), "%PDF-1.7 first");
	buf_clear(&bytes);
	assert_ok(file_read(path_in(place, "b.docx"), 1024, &bytes, &place->err), &place->err);
	assert_text(buf_view(&bytes), "PK\003\004 second");
}

static void many_documents_are_one_process(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("echo $$ >> \"$TMPDIR/pids\"\n" MAKE_ALL));
	struct office_job jobs[60];
	for (size_t i = 0; i < COUNT_OF(jobs); i++)
		jobs[i] = (struct office_job){ STR("one"), OFFICE_FORMAT_PDF,
			                       path_in(place, "a.pdf") };
	assert_ok(office_convert(jobs, COUNT_OF(jobs), 0, &place->err), &place->err);
	auto_buf pids = buf_init(1024);
	assert_ok(file_read(path_in(place, "pids"), 1024, &pids, &place->err), &place->err);
	assert_null(strchr(strchr(pids.bytes, '\n') + 1, '\n'));
}

static void absent_program_names_the_package(void **state)
{
	struct place *place = *state;
	setenv("OUTTURN_SOFFICE", "/nowhere/soffice", 1);
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "apt-get install libreoffice-writer");
	assert_nothing_made(place);
}

static void program_that_may_not_run_is_named(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN(MAKE_ALL));
	assert_int_equal(chmod(path_in(place, "soffice"), 0600), 0);
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "Permission denied");
	assert_nothing_made(place);
}

static void exit_code_and_last_words_are_reported(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("echo 'no display' >&2; exit 77\n"));
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "exit code 77");
	assert_message(place, "no display");
	assert_nothing_made(place);
}

static void killed_program_is_reported(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("kill -9 $$\n"));
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "was killed (signal 9");
	assert_nothing_made(place);
}

/* Whether a process has ended, even if nobody has taken its status yet. */
static bool has_ended(struct place *place, pid_t pid)
{
	auto_buf text = buf_init(4096);
	const char *path = arena_format(&place->arena, "/proc/%d/stat", (int)pid).ptr;
	return file_read(path, 4096, &text, NULL) != OK || strstr(text.bytes, ") Z ") != NULL;
}

static void hanging_program_is_stopped_with_what_it_started(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("sleep 1000 & echo $! >> \"$TMPDIR/pids\"; wait\n"));
	assert_int_equal(convert(place, 1), E_EXTERNAL);
	assert_message(place, "did not end within 1 s");
	auto_buf pids = buf_init(1024);
	assert_ok(file_read(path_in(place, "pids"), 1024, &pids, &place->err), &place->err);
	pid_t sleeper = (pid_t)strtol(pids.bytes, NULL, 10);
	assert_true(sleeper > 1);
	for (int i = 0; i < 200 && !has_ended(place, sleeper); i++)
		usleep(10000);
	assert_true(has_ended(place, sleeper));
	assert_nothing_made(place);
}

static void missing_result_is_no_success(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("echo 'Error: source file could not be loaded'\n"));
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "made no proper file");
	assert_message(place, "could not be loaded");
	assert_nothing_made(place);
}

static void result_of_another_kind_is_no_success(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("sign='<html>'\n" MAKE_ALL));
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "made no proper file");
	assert_nothing_made(place);
}

static void one_failure_puts_nothing_into_place(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("[ $kind = pdf ] || exit 1\n" MAKE_ALL));
	assert_int_equal(convert(place, 0), E_EXTERNAL);
	assert_message(place, "docx");
	assert_nothing_made(place);
}

static void signal_stops_the_run_and_arrives_afterwards(void **state)
{
	struct place *place = *state;
	use_stand_in(place, STAND_IN("kill -TERM $PPID; sleep 1000\n"));
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGTERM, SIG_DFL);
		(void)!convert(place, 60);
		_exit(0); /* not reached: the signal ends the child */
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
	assert_nothing_made(place);
}

static void too_many_documents_are_refused(void **state)
{
	struct place *place = *state;
	struct office_job *jobs = calloc(OFFICE_JOBS_MAX + 1, sizeof(*jobs));
	assert_non_null(jobs);
	assert_int_equal(office_convert(jobs, OFFICE_JOBS_MAX + 1, 0, &place->err), E_LIMIT);
	free(jobs);
}

static void no_documents_are_no_work(void **state)
{
	struct place *place = *state;
	setenv("OUTTURN_SOFFICE", "/nowhere/soffice", 1);
	assert_ok(office_convert(NULL, 0, 0, &place->err), &place->err);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(results_go_to_their_paths),
		TEST(many_documents_are_one_process),
		TEST(absent_program_names_the_package),
		TEST(program_that_may_not_run_is_named),
		TEST(exit_code_and_last_words_are_reported),
		TEST(killed_program_is_reported),
		TEST(hanging_program_is_stopped_with_what_it_started),
		TEST(missing_result_is_no_success),
		TEST(result_of_another_kind_is_no_success),
		TEST(one_failure_puts_nothing_into_place),
		TEST(signal_stops_the_run_and_arrives_afterwards),
		TEST(too_many_documents_are_refused),
		TEST(no_documents_are_no_work),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
