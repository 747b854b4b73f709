#include "synth/writer.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum status writer_directory(const struct writer_plan *plan, const char *name, const char **out,
                             struct err *err)
{
	struct str rest = str_of(name), part;
	const char *path = plan->directory;
	while (str_split(&rest, '/', &part)) {
		path = arena_format(plan->arena, "%s/%.*s", path, STR_ARGS(part)).ptr;
		if (mkdir(path, 0755) != 0 && errno != EEXIST)
			return file_error(err, "make", path, errno);
	}
	*out = path;
	return OK;
}
