/* The files that a command's paths stand for. */
#ifndef OUTTURN_INTAKE_FILE_LIST_H
#define OUTTURN_INTAKE_FILE_LIST_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

enum {
	FILE_LIST_MAX = 10000,
	FILE_LIST_DEEP_MAX = 16, /* folders within folders */
};

struct file_list {
	const char **items; /* in the arena */
	size_t count;
	size_t capacity;
};

/* Adds `path`, or when it is a folder the files in it and in its folders, in the order of
 * their names. Names that begin with a dot are left out, and so are linked folders, which
 * could lead in a circle. E_MISSING, E_IO; E_LIMIT beyond the limits above. */
MUST_CHECK enum status file_list_add(struct arena *arena, const char *path,
                                     struct file_list *list, struct err *err);

#endif
