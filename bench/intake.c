/* How long deliveries take, and how much memory: bench-intake [CASE [SIZE]]
 *
 * For each case and size the delivery is made, then measured five times, each in a process
 * of its own: the bare parse, our reading alone, our import, the bare insert of the same
 * rows into the same schema, and, of records, the import of the same delivery once more.
 * The yardstick is the bare parse and the bare insert together; a line of the table is
 * printed for each size. A case is a line of CASES. */
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/instant.h"
#include "db/schema.h"
#include "intake.h"

static const struct intake_case CASES[] = {
	{ "CIN census XML", "child", { 5000, 50000 }, intake_make_cin, intake_parse_xml,
	  intake_read_records, intake_take_records, "child record_ delivery" },
	{ "SSDA903 CSV", "child", { 10000, 50000 }, intake_make_ssda903, intake_parse_csv,
	  intake_read_records, intake_take_records, "child record_ delivery" },
	{ "Annex A workbook", "row", { 2000, 20000 }, intake_make_annex_a, intake_parse_book,
	  intake_read_records, intake_take_records, "child record_ delivery" },
	{ "EES data file", "row", { 50000, 500000 }, intake_make_ees, intake_parse_csv, NULL,
	  intake_take_ees, "comparator_ series_ delivery" },
};

_Noreturn void intake_fail(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

double intake_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- a measurement ---- */

struct work {
	const struct intake_case *what;
	int64_t units;
	char folder[INTAKE_PATH_BYTES]; /* of the delivery */
	char ours[INTAKE_PATH_BYTES];   /* the store that our import fills */
	char bare[INTAKE_PATH_BYTES];   /* that of the yardstick */
};

struct measure {
	double seconds;
	long peak_kb;
};

static void do_make(const struct work *work, struct measure *out)
{
	(void)out;
	work->what->make(work->folder, work->units);
}

static void do_parse(const struct work *work, struct measure *out)
{
	double start = intake_seconds();
	DIR *dir = opendir(work->folder);
	if (!dir)
		intake_fail(work->folder, "it cannot be read");
	for (struct dirent *entry; (entry = readdir(dir));) {
		char path[2 * INTAKE_PATH_BYTES];
		snprintf(path, sizeof(path), "%s/%s", work->folder, entry->d_name);
		if (entry->d_name[0] != '.')
			work->what->parse(path);
	}
	closedir(dir);
	out->seconds = intake_seconds() - start;
}

static void do_read(const struct work *work, struct measure *out)
{
	double start = intake_seconds();
	work->what->read(work->folder);
	out->seconds = intake_seconds() - start;
}

static struct db *open_store(const char *path)
{
	struct db *db = NULL;
	struct err err = { 0 };
	struct instant now = { .utc_seconds = 1714521600 };
	if (db_open(path, DB_CREATE, &db, &err) != OK || schema_migrate(db, now, &err) != OK)
		intake_fail(path, err.text);
	return db;
}

static void do_take(const struct work *work, struct measure *out)
{
	auto_db db = open_store(work->ours);
	double start = intake_seconds();
	work->what->take(work->folder, db);
	out->seconds = intake_seconds() - start;
}

static void do_insert(const struct work *work, struct measure *out)
{
	db_close(open_store(work->bare));
	out->seconds = intake_insert_bare(work->ours, work->bare, work->what->tables);
}

/* Runs a step in a process of its own, so that its peak of memory is its own. */
static struct measure measure(void (*step)(const struct work *, struct measure *),
                              const struct work *work)
{
	struct measure *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		intake_fail("memory", "there is none");
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		struct rusage usage;
		step(work, shared);
		getrusage(RUSAGE_SELF, &usage);
		shared->peak_kb = usage.ru_maxrss;
		exit(0);
	}
	int status = 0;
	if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
		intake_fail(work->what->name, "a step failed");
	struct measure out = *shared;
	munmap(shared, sizeof(*shared));
	return out;
}

/* ---- folders ---- */

static int64_t bytes_of(const char *folder)
{
	int64_t bytes = 0;
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		char path[2 * INTAKE_PATH_BYTES];
		struct stat found;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.' && stat(path, &found) == 0)
			bytes += found.st_size;
	}
	if (dir)
		closedir(dir);
	return bytes;
}

static void empty_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		char path[2 * INTAKE_PATH_BYTES];
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	if (dir)
		closedir(dir);
}

/* ---- the table ---- */

static void print_head(void)
{
	printf("| delivery | size | file | bare parse | bare insert | reading | import | ratio | "
	       "MB/s | ms each | peak reading | peak import | again | peak again |\n"
	       "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
}

static void run(struct work *work)
{
	measure(do_make, work);
	double mb = (double)bytes_of(work->folder) / 1e6;
	struct measure parse = measure(do_parse, work);
	struct measure read = { 0 };
	if (work->what->read)
		read = measure(do_read, work);
	struct measure take = measure(do_take, work);
	struct measure insert = measure(do_insert, work);
	struct measure again = { 0 };
	if (work->what->read)
		again = measure(do_take, work);
	double yardstick = parse.seconds + insert.seconds;
	printf("| %s | %" PRId64 " %s | %.1f MB | %.2f s | %.2f s | %.2f s | %.2f s | %.1f | %.1f | "
	       "%.3f | %ld MB | %ld MB | %.2f s | %ld MB |\n", work->what->name, work->units,
	       strcmp(work->what->unit, "child") == 0 ? "children" : "rows", mb, parse.seconds,
	       insert.seconds, read.seconds, take.seconds, take.seconds / yardstick,
	       mb / take.seconds, 1000 * take.seconds / (double)work->units,
	       read.peak_kb / 1024, take.peak_kb / 1024, again.seconds, again.peak_kb / 1024);
	fflush(stdout);
}

static void run_in_folder(const struct intake_case *what, int64_t units, const char *around)
{
	struct work work = { .what = what, .units = units };
	snprintf(work.folder, sizeof(work.folder), "%s/delivery", around);
	snprintf(work.ours, sizeof(work.ours), "%s/ours.db", around);
	snprintf(work.bare, sizeof(work.bare), "%s/bare.db", around);
	if (mkdir(work.folder, 0700))
		intake_fail(work.folder, "it cannot be made");
	run(&work);
	empty_folder(work.folder);
	rmdir(work.folder);
	empty_folder(around);
}

int main(int argc, char **argv)
{
	const char *temporary = getenv("TMPDIR");
	char around[128];
	snprintf(around, sizeof(around), "%s/outturn-bench-XXXXXX", temporary ? temporary : "/tmp");
	if (!mkdtemp(around))
		intake_fail(around, "it cannot be made");
	print_head();
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		if (argc > 1 && strcmp(argv[1], CASES[i].name) != 0)
			continue;
		for (size_t s = 0; s < INTAKE_SIZES; s++)
			if (argc < 3 || strtoll(argv[2], NULL, 10) == CASES[i].sizes[s])
				run_in_folder(&CASES[i], CASES[i].sizes[s], around);
	}
	rmdir(around);
	return 0;
}
