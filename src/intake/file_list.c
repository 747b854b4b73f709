#include "intake/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"

static enum status add_file(struct arena *arena, const char *path, struct file_list *list,
                            struct err *err)
{
	if (list->count == FILE_LIST_MAX)
		return err_set(err, E_LIMIT, "there are more than %d files", FILE_LIST_MAX);
	list->items = arena_grow(arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = path;
	return OK;
}

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static enum status add_folder(struct arena *arena, const char *folder, int deep,
                              struct file_list *list, struct err *err)
{
	if (deep > FILE_LIST_DEEP_MAX)
		return err_set(err, E_LIMIT, "'%s': folders within folders, more than %d deep",
		               folder, FILE_LIST_DEEP_MAX);
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_shown, alphasort);
	if (count < 0)
		return file_error(err, "read", folder, errno);
	const char **paths = arena_new(arena, (size_t)count + 1, sizeof(*paths));
	for (int i = 0; i < count; i++) {
		paths[i] = arena_format(arena, "%s/%s", folder, entries[i]->d_name).ptr;
		free(entries[i]);
	}
	free(entries);

	enum status st = OK;
	for (int i = 0; st == OK && i < count; i++) {
		struct stat own, target;
		if (lstat(paths[i], &own) != 0 || stat(paths[i], &target) != 0)
			continue; /* gone meanwhile, or a link that points nowhere */
		if (S_ISDIR(own.st_mode))
			st = add_folder(arena, paths[i], deep + 1, list, err);
		else if (S_ISREG(target.st_mode))
			st = add_file(arena, paths[i], list, err);
	}
	return st;
}

enum status file_list_add(struct arena *arena, const char *path, struct file_list *list,
                          struct err *err)
{
	struct stat what;
	if (stat(path, &what) != 0) {
		int error = errno;
		enum status st = file_error(err, "read", path, error);
		if (error == ENOENT && err)
			err->status = E_MISSING;
		return error == ENOENT ? E_MISSING : st;
	}
	if (!S_ISDIR(what.st_mode))
		return add_file(arena, path, list, err);
	struct str folder = arena_text(arena, str_of(path));
	while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
		folder = arena_text(arena, str_slice(folder, 0, folder.len - 1));
	return add_folder(arena, folder.ptr, 0, list, err);
}
