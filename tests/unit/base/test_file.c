#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/outdir.h"

/* A folder of its own for each test, emptied and removed after it. */
struct place {
	char path[64];
	char text[4200];
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	if (!place)
		return -1;
	snprintf(place->path, sizeof(place->path), "/tmp/outturn-test-XXXXXX");
	*state = place;
	return mkdtemp(place->path) ? 0 : -1;
}

/* The path of `name` in the place; valid until the next call. */
static const char *at(struct place *place, const char *name)
{
	snprintf(place->text, sizeof(place->text), "%s/%s", place->path, name);
	return place->text;
}

static int entries(const char *path)
{
	DIR *dir = opendir(path);
	assert_non_null(dir);
	int count = -2; /* . and .. */
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

static void remove_all(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	while (dir && (entry = readdir(dir))) {
		char name[512];
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (unlink(name) != 0)
			remove_all(name);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

static int remove_place(void **state)
{
	struct place *place = *state;
	remove_all(place->path);
	free(place);
	return 0;
}

static void assert_holds(const char *path, const char *expected)
{
	auto_buf text = buf_init(1000);
	struct err err = { 0 };
	assert_ok(file_read(path, 1000, &text, &err), &err);
	assert_text(buf_view(&text), expected);
}

static void a_file_is_read_up_to_its_limit(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	assert_ok(file_write(at(place, "a.csv"), STR("12345"), &err), &err);
	auto_buf text = buf_init(1000);
	buf_add(&text, STR("before "));
	assert_ok(file_read(at(place, "a.csv"), 5, &text, &err), &err);
	assert_text(buf_view(&text), "before 12345");
	assert_int_equal(file_read(at(place, "a.csv"), 4, &text, &err), E_LIMIT);
	assert_text(buf_view(&text), "before 12345");
	assert_true(str_ends_nocase(str_of(err.text), STR("/a.csv' is larger than 4 bytes")));
}

static void an_endless_file_is_refused_at_the_limit(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_buf text = buf_init(1 << 20);
	assert_int_equal(file_read("/dev/zero", 100000, &text, &err), E_LIMIT);
	assert_string_equal(err.text, "'/dev/zero' is larger than 100000 bytes");
	assert_int_equal(text.len, 0);
	auto_buf small = buf_init(10);
	assert_int_equal(file_read("/dev/zero", 100000, &small, &err), E_LIMIT);
	assert_string_equal(err.text, "'/dev/zero' is larger than 10 bytes");
	assert_int_equal(buf_check(&small, "text", NULL), OK);
}

static void a_huge_file_is_refused_unread(void **state)
{
	struct place *place = *state;
	const char *path = at(place, "huge.csv");
	int fd = open(path, O_CREAT | O_WRONLY, 0600);
	assert_true(fd >= 0 && ftruncate(fd, (off_t)1 << 40) == 0 && close(fd) == 0);
	auto_buf text = buf_init(1000);
	assert_int_equal(file_read(path, 1000, &text, NULL), E_LIMIT);
	assert_int_equal(text.capacity, 0);
}

static void what_cannot_be_read_is_named(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	auto_buf text = buf_init(1000);
	assert_int_equal(file_read("/no/such.csv", 10, &text, &err), E_MISSING);
	assert_int_equal(err.status, E_MISSING);
	assert_string_equal(err.text, "cannot read '/no/such.csv': no such file or directory");
	assert_int_equal(file_read(place->path, 10, &text, &err), E_IO);
	assert_true(str_ends_nocase(str_of(err.text), STR(": it is a directory")));
}

static void a_long_path_does_not_hide_the_reason(void **state)
{
	(void)state;
	char path[6000];
	memset(path, 'a', sizeof(path));
	memcpy(path + 5400, "\xC2\xA3", 2);
	path[0] = '/';
	path[sizeof(path) - 1] = '\0';
	struct err err = { 0 };
	auto_buf text = buf_init(10);
	assert_int_equal(file_read(path, 10, &text, &err), E_IO);
	assert_true(str_ends_nocase(str_of(err.text), STR("': the name is too long")));
	struct outfile file;
	assert_int_equal(outfile_open(path, false, &file, &err), E_IO);
	assert_true(str_ends_nocase(str_of(err.text), STR("': the name is too long")));
}

static void a_file_is_read_in_pieces_and_read_again(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	char path[sizeof(place->text)], piece[4];
	size_t bytes = 0;
	snprintf(path, sizeof(path), "%s", at(place, "some"));
	assert_ok(file_write(path, STR("abcdefg"), &err), &err);
	auto_infile file = { 0 };
	assert_ok(infile_open(path, &file, &err), &err);
	for (int pass = 0; pass < 2; pass++) {
		assert_ok(infile_read(&file, piece, sizeof(piece), &bytes, &err), &err);
		assert_text(((struct str){ piece, bytes }), "abcd");
		assert_ok(infile_read(&file, piece, sizeof(piece), &bytes, &err), &err);
		assert_text(((struct str){ piece, bytes }), "efg");
		assert_ok(infile_read(&file, piece, sizeof(piece), &bytes, &err), &err);
		assert_int_equal(bytes, 0);
		assert_ok(infile_rewind(&file, &err), &err);
	}
}

static void a_file_that_changed_is_not_read_again(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	char path[sizeof(place->text)];
	snprintf(path, sizeof(path), "%s", at(place, "some"));
	assert_ok(file_write(path, STR("abc"), &err), &err);
	auto_infile file = { 0 };
	assert_ok(infile_open(path, &file, &err), &err);
	FILE *stream = fopen(path, "a");
	assert_non_null(stream);
	fputs("d", stream);
	fclose(stream);
	assert_int_equal(infile_rewind(&file, &err), E_CONFLICT);
	assert_non_null(strstr(err.text, "changed while it was read"));
}

static void folders_and_pipes_are_no_files(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	auto_infile file = { 0 };
	assert_int_equal(infile_open(place->path, &file, &err), E_INPUT);
	assert_non_null(strstr(err.text, "is a folder; expected a file"));
	char path[sizeof(place->text)];
	snprintf(path, sizeof(path), "%s", at(place, "pipe"));
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(infile_open(path, &file, &err), E_INPUT);
	assert_int_equal(infile_open(at(place, "none"), &file, &err), E_MISSING);
}

static void a_file_is_hashed_as_its_bytes_are(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	char path[sizeof(place->text)], got[HASH_TEXT_BYTES], expected[HASH_TEXT_BYTES];
	auto_buf bytes = buf_init(1 << 20);
	for (int i = 0; i < 200000; i++)
		buf_add_char(&bytes, (char)(i * 7));
	snprintf(path, sizeof(path), "%s", at(place, "some"));
	assert_ok(file_write(path, buf_view(&bytes), &err), &err);
	assert_ok(file_hash(path, got, &err), &err);
	assert_string_equal(got, hash_print(buf_view(&bytes), expected));
}

static void writing_replaces_and_leaves_nothing_beside(void **state)
{
	struct place *place = *state;
	const char *path = at(place, "digest.csv");
	struct err err = { 0 };
	assert_ok(file_write(path, STR("old"), &err), &err);
	assert_ok(file_write(path, STR("new"), &err), &err);
	assert_ok(file_write(path, STR(""), &err), &err);
	assert_holds(path, "");
	assert_int_equal(entries(place->path), 1);
}

static void the_old_file_stands_until_the_commit(void **state)
{
	struct place *place = *state;
	const char *path = at(place, "digest.csv");
	struct err err = { 0 };
	assert_ok(file_write(path, STR("old"), &err), &err);
	auto_outfile file = { 0 };
	assert_ok(outfile_open(path, true, &file, &err), &err);
	fputs("new", file.stream);
	assert_holds(path, "old");
	assert_ok(outfile_commit(&file, &err), &err);
	assert_holds(path, "new");
	struct stat info;
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void an_abandoned_file_leaves_the_old_one(void **state)
{
	struct place *place = *state;
	const char *path = at(place, "digest.csv");
	struct err err = { 0 };
	assert_ok(file_write(path, STR("old"), &err), &err);
	struct outfile file;
	assert_ok(outfile_open(path, false, &file, &err), &err);
	fputs("new", file.stream);
	outfile_abandon(&file);
	outfile_abandon(&file);
	assert_holds(path, "old");
	assert_int_equal(entries(place->path), 1);
}

static void a_full_disk_is_named_and_changes_nothing(void **state)
{
	struct place *place = *state;
	const char *path = at(place, "digest.csv");
	struct err err = { 0 };
	assert_ok(file_write(path, STR("old"), &err), &err);
	for (size_t size = 1; size <= 1 << 20; size <<= 20) {
		auto_outfile file = { 0 };
		assert_ok(outfile_open(path, false, &file, &err), &err);
		int full = open("/dev/full", O_WRONLY);
		assert_true(full >= 0 && dup2(full, fileno(file.stream)) >= 0);
		close(full);
		for (size_t i = 0; i < size; i++)
			putc('x', file.stream);
		assert_int_equal(outfile_commit(&file, &err), E_IO);
		assert_true(str_ends_nocase(str_of(err.text),
		                            STR("/digest.csv': no space left on the device; "
		                                "make room, and run it again")));
	}
	assert_holds(path, "old");
	assert_int_equal(entries(place->path), 1);
}

static void only_a_file_is_replaced(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	assert_int_equal(file_write("/dev/full", STR("x"), &err), E_IO);
	assert_string_equal(err.text, "cannot write '/dev/full': it is a device, not a file");
	assert_int_equal(file_write(place->path, STR("x"), &err), E_IO);
	assert_true(str_ends_nocase(str_of(err.text), STR(": it is a directory")));
	assert_int_equal(file_write("/no/such/folder/a.csv", STR("x"), &err), E_IO);
	assert_string_equal(err.text,
	                    "cannot write '/no/such/folder/a.csv': no such file or directory");
}

static void a_link_stays_and_its_file_is_replaced(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	assert_ok(file_write(at(place, "real.csv"), STR("old"), &err), &err);
	assert_int_equal(symlink("real.csv", at(place, "link.csv")), 0);
	assert_ok(file_write(at(place, "link.csv"), STR("new"), &err), &err);
	assert_holds(at(place, "real.csv"), "new");
	struct stat info;
	assert_true(lstat(at(place, "link.csv"), &info) == 0 && S_ISLNK(info.st_mode));
}

static void stage(const struct outdir *dir, const char *name, const char *text)
{
	char path[200];
	struct err err = { 0 };
	snprintf(path, sizeof(path), "%s/%s", dir->stage_path, name);
	assert_ok(file_write(path, str_of(text), &err), &err);
}

static void staged_files_appear_together(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	auto_outdir dir = { 0 };
	assert_ok(outdir_open(at(place, "new/out/"), &dir, &err), &err);
	stage(&dir, "digest.html", "<p>");
	stage(&dir, "digest.csv", "a");
	assert_int_equal(entries(at(place, "new/out")), 1);
	assert_ok(outdir_commit(&dir, &err), &err);
	assert_int_equal(entries(at(place, "new/out")), 2);
	assert_holds(at(place, "new/out/digest.html"), "<p>");
	assert_ok(outdir_open(at(place, "new/out"), &dir, &err), &err);
	stage(&dir, "digest.csv", "b");
	assert_ok(outdir_commit(&dir, &err), &err);
	assert_holds(at(place, "new/out/digest.csv"), "b");
	assert_int_equal(entries(at(place, "new/out")), 2);
}

static void an_abandoned_folder_leaves_no_trace(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	struct outdir dir;
	assert_ok(outdir_open(at(place, "out"), &dir, &err), &err);
	stage(&dir, "digest.html", "<p>");
	outdir_abandon(&dir);
	outdir_abandon(&dir);
	assert_int_equal(entries(place->path), 0);
	assert_int_equal(mkdir(at(place, "out"), 0700), 0);
	assert_ok(outdir_open(at(place, "out"), &dir, &err), &err);
	outdir_abandon(&dir);
	assert_int_equal(entries(place->path), 1); /* it was there before */
}

static void one_blocked_file_keeps_all_back(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	assert_int_equal(mkdir(at(place, "digest.html"), 0700), 0);
	auto_outdir dir = { 0 };
	assert_ok(outdir_open(place->path, &dir, &err), &err);
	stage(&dir, "digest.csv", "a");
	stage(&dir, "digest.html", "<p>");
	assert_int_equal(outdir_commit(&dir, &err), E_IO);
	assert_true(str_ends_nocase(str_of(err.text), STR("/digest.html': it is a directory")));
	assert_int_equal(entries(place->path), 1);
}

static void a_folder_that_cannot_be_made_is_named(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	struct outdir dir;
	assert_ok(file_write(at(place, "a.csv"), STR("x"), &err), &err);
	assert_int_equal(outdir_open("/dev/null/out", &dir, &err), E_IO);
	assert_string_equal(err.text, "cannot make the directory '/dev/null/out': "
	                              "a part of its path is not a directory");
	assert_int_equal(outdir_open(at(place, "a.csv"), &dir, &err), E_IO);
	assert_holds(at(place, "a.csv"), "x");
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_PLACE(a_file_is_read_up_to_its_limit),
		cmocka_unit_test(an_endless_file_is_refused_at_the_limit),
		IN_A_PLACE(a_huge_file_is_refused_unread),
		IN_A_PLACE(what_cannot_be_read_is_named),
		cmocka_unit_test(a_long_path_does_not_hide_the_reason),
		IN_A_PLACE(a_file_is_read_in_pieces_and_read_again),
		IN_A_PLACE(a_file_that_changed_is_not_read_again),
		IN_A_PLACE(folders_and_pipes_are_no_files),
		IN_A_PLACE(a_file_is_hashed_as_its_bytes_are),
		IN_A_PLACE(writing_replaces_and_leaves_nothing_beside),
		IN_A_PLACE(the_old_file_stands_until_the_commit),
		IN_A_PLACE(an_abandoned_file_leaves_the_old_one),
		IN_A_PLACE(a_full_disk_is_named_and_changes_nothing),
		IN_A_PLACE(only_a_file_is_replaced),
		IN_A_PLACE(a_link_stays_and_its_file_is_replaced),
		IN_A_PLACE(staged_files_appear_together),
		IN_A_PLACE(an_abandoned_folder_leaves_no_trace),
		IN_A_PLACE(one_blocked_file_keeps_all_back),
		IN_A_PLACE(a_folder_that_cannot_be_made_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
