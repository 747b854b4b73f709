#include "taking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

static void start(struct taking *t, struct store *store)
{
	t->db = store->db;
	t->of.arena = &t->arena;
	t->findings.arena = &t->arena;
	t->what = (struct publication){
		.path = t->path,
		.act = { .who = STR("ann"), .at = store_now() },
		.published_on = DATE_NONE,
	};
}

void taking_start(struct taking *t, struct store *store, const char *name)
{
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	*t = (struct taking){ 0 };
	snprintf(t->path, sizeof(t->path), "%s/tests/cases/%s", root ? root : ".", name);
	start(t, store);
}

void taking_start_text(struct taking *t, struct store *store, const char *name, const char *text)
{
	*t = (struct taking){ .folder = "/tmp/outturn-taking-XXXXXX" };
	assert_non_null(mkdtemp(t->folder));
	snprintf(t->path, sizeof(t->path), "%s/%s", t->folder, name);
	assert_ok(file_write(t->path, str_of(text), &t->err), &t->err);
	start(t, store);
}

void taking_end(struct taking *t)
{
	arena_deinit(&t->arena);
	if (t->folder[0]) {
		unlink(t->path);
		rmdir(t->folder);
	}
}

const struct finding *taking_finding(const struct taking *t, const char *rule)
{
	for (size_t i = 0; i < t->findings.count; i++)
		if (strcmp(t->findings.items[i].rule, rule) == 0)
			return &t->findings.items[i];
	return NULL;
}

void taking_assert_findings(const struct taking *t, size_t count)
{
	if (t->findings.count == count)
		return;
	for (size_t i = 0; i < t->findings.count; i++)
		print_message("%s, row %lld: %.*s\n", t->findings.items[i].rule,
		              (long long)t->findings.items[i].row,
		              STR_ARGS(t->findings.items[i].message));
	fail_msg("%zu findings, expected %zu", t->findings.count, count);
}
