#include "record_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

#include "base/file.h"
#include "intake/format.h"

int record_place_make(void **state)
{
	struct record_place *place = calloc(1, sizeof(*place));
	if (!place)
		return -1;
	snprintf(place->path, sizeof(place->path), "/tmp/outturn-test-XXXXXX");
	record_log_init(&place->log);
	*state = place;
	return mkdtemp(place->path) ? 0 : -1;
}

int record_place_remove(void **state)
{
	struct record_place *place = *state;
	char command[128];
	snprintf(command, sizeof(command), "rm -r '%s'", place->path);
	int result = system(command);
	record_log_deinit(&place->log);
	arena_deinit(&place->arena);
	free(place);
	return result;
}

const char *record_place_put(struct record_place *place, const char *name, const char *text)
{
	struct str path = arena_format(&place->arena, "%s/%s", place->path, name);
	assert_ok(file_write(path.ptr, str_of(text), &place->err), &place->err);
	return path.ptr;
}

const char *record_place_sample(struct record_place *place, const char *name)
{
	return arena_format(&place->arena, "%s/tests/cases/records/%s",
	                    getenv("OUTTURN_SOURCE_ROOT"), name)
	        .ptr;
}

enum status record_place_read(struct record_place *place, record_place_reader *reader,
                              const char *path, int32_t as_at)
{
	struct format_set_list sets;
	struct format_refusal_list refused;
	record_log_clear(&place->log);
	assert_ok(format_group(&path, 1, &place->arena, &sets, &refused, &place->err),
	          &place->err);
	if (refused.count)
		fail_msg("refused: %.*s", STR_ARGS(refused.items[0].reason));
	assert_int_equal(sets.count, 1);
	struct record_reading reading = { .set = &sets.items[0], .sink = &place->log.sink,
		                          .findings = &place->log.findings, .as_at = as_at,
		                          .mapping = place->mapping };
	return reader(&reading, &place->err);
}

void assert_logged(struct record_place *place, const char *line)
{
	struct str rest = str_of(record_log_text(&place->log));
	struct str logged;
	while (str_split(&rest, '\n', &logged))
		if (str_equal(logged, str_of(line)))
			return;
	fail_msg("no line '%s' in\n%s", line, record_log_text(&place->log));
}

const char *record_place_message(struct record_place *place, const char *rule)
{
	const struct finding_list *findings = &place->log.findings;
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].rule, rule) == 0)
			return findings->items[i].message.ptr;
	return "";
}
