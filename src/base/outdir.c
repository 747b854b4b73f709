#include "base/outdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

/* The names staged in a directory, in order. */
struct names {
	struct dirent **items;
	int count;
};

#define auto_names CLEANUP(names_deinit) struct names

static void names_deinit(struct names *names)
{
	for (int i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct names){ 0 };
}

static int is_entry(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static enum status names_read(const char *path, struct names *out, struct err *err)
{
	int count = scandir(path, &out->items, is_entry, alphasort);
	if (count < 0)
		return file_error(err, "read", path, errno);
	out->count = count;
	return OK;
}

/* Makes `path` and its missing parents; 0 or an errno. `*made_out` tells whether
 * the last of them is new. */
static int make_directories(const char *path, bool *made_out)
{
	char *partial = mem_new(strlen(path) + 1, 1);
	int error = 0;
	for (size_t i = 0; path[i] && error == 0; i++) {
		partial[i] = path[i];
		bool ends_part = path[i] != '/' && (path[i + 1] == '/' || path[i + 1] == '\0');
		if (!ends_part)
			continue;
		*made_out = mkdir(partial, 0777) == 0;
		if (!*made_out && errno != EEXIST)
			error = errno;
	}
	free(partial);
	return error;
}

enum status outdir_open(const char *path, struct outdir *out, struct err *err)
{
	struct outdir dir = { 0 };
	int error = make_directories(path, &dir.made_path);
	struct stat info;
	if (error == 0 && stat(path, &info) == 0 && !S_ISDIR(info.st_mode))
		error = ENOTDIR;
	if (error != 0)
		return file_error(err, "make the directory", path, error);
	dir.path = mem_format("%s", path);
	dir.stage_path = mem_format("%s/.outturn-XXXXXX", path);
	if (!mkdtemp(dir.stage_path)) {
		enum status st = file_error(err, "write into", path, errno);
		free(dir.stage_path);
		dir.stage_path = NULL;
		outdir_abandon(&dir);
		return st;
	}
	*out = dir;
	return OK;
}

static void remove_stage(const char *path)
{
	auto_names names = { 0 };
	(void)names_read(path, &names, NULL); /* what cannot be listed stays */
	for (int i = 0; i < names.count; i++) {
		char *staged = mem_format("%s/%s", path, names.items[i]->d_name);
		unlink(staged);
		free(staged);
	}
	rmdir(path);
}

void outdir_abandon(struct outdir *dir)
{
	if (dir->stage_path)
		remove_stage(dir->stage_path);
	if (dir->made_path)
		rmdir(dir->path); /* refused, as it should be, unless it is empty */
	free(dir->path);
	free(dir->stage_path);
	*dir = (struct outdir){ 0 };
}

/* Whether one staged file is a file on the disk, and its place is free or a file. */
static enum status check_and_sync(const char *staged, const char *place, struct err *err)
{
	struct stat info;
	if (stat(place, &info) == 0 && S_ISDIR(info.st_mode))
		return file_error(err, "write", place, EISDIR);
	int fd = open(staged, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return file_error(err, "write", place, errno);
	int error = 0;
	if (fstat(fd, &info) != 0 || fsync(fd) != 0)
		error = errno;
	else if (!S_ISREG(info.st_mode))
		error = EISDIR;
	close(fd);
	return error ? file_error(err, "write", place, error) : OK;
}

static enum status check_all(const struct outdir *dir, const struct names *names, struct err *err)
{
	enum status st = OK;
	for (int i = 0; i < names->count && st == OK; i++) {
		char *staged = mem_format("%s/%s", dir->stage_path, names->items[i]->d_name);
		char *place = mem_format("%s/%s", dir->path, names->items[i]->d_name);
		st = check_and_sync(staged, place, err);
		free(staged);
		free(place);
	}
	return st;
}

/* Adds to the message which files are already the new ones. */
static enum status wrap_half_done(const struct names *names, int renamed, enum status st,
                                  struct err *err)
{
	if (renamed == 0)
		return st;
	auto_buf list = buf_init(400);
	for (int i = 0; i < renamed; i++)
		buf_format(&list, "%s%s", i ? ", " : "", names->items[i]->d_name);
	return err_wrap(err, st, "these files are new (%.*s%s), the others are not",
	                STR_ARGS(buf_view(&list)), list.failed ? " ..." : "");
}

enum status outdir_commit(struct outdir *dir, struct err *err)
{
	auto_names names = { 0 };
	enum status st = names_read(dir->stage_path, &names, err);
	if (st == OK)
		st = check_all(dir, &names, err);
	int renamed = 0;
	for (; st == OK && renamed < names.count; renamed++) {
		char *staged = mem_format("%s/%s", dir->stage_path, names.items[renamed]->d_name);
		char *place = mem_format("%s/%s", dir->path, names.items[renamed]->d_name);
		if (rename(staged, place) != 0)
			st = wrap_half_done(&names, renamed, file_error(err, "write", place, errno),
			                    err);
		free(staged);
		free(place);
	}
	if (st == OK)
		dir->made_path = false; /* it holds the files now */
	int fd = open(dir->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd); /* not every file system can; the files are whole anyway */
		close(fd);
	}
	outdir_abandon(dir);
	return st;
}
