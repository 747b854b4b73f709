#include "measure/definitions.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "lang/check.h"
#include "lang/example.h"
#include "lang/parse.h"
#include "measure_embedded.h"

void definitions_start(struct arena *arena, struct definitions *out)
{
	*out = (struct definitions){ .complaints = { .arena = arena } };
	record_schema_make(arena, &out->schema);
}

/* Takes those out that a later one of the same name replaces. */
static void drop_replaced(struct library *library, size_t old_count)
{
	size_t kept = 0;
	for (size_t i = 0; i < library->count; i++) {
		bool is_replaced = false;
		for (size_t later = old_count; i < old_count && later < library->count; later++)
			is_replaced |= str_equal(library->items[i]->name,
			                         library->items[later]->name);
		if (!is_replaced)
			library->items[kept++] = library->items[i];
	}
	library->count = kept;
}

static void add_text(struct definitions *self, struct str name, struct str text)
{
	size_t old_count = self->library.count;
	lang_parse(name, text, self->complaints.arena, &self->library, &self->complaints);
	drop_replaced(&self->library, old_count);
}

void definitions_add_shipped(struct definitions *self)
{
	for (const struct embedded *file = EMBED_ALL_MEASURE_EMBEDDED; file->name.len > 0; file++)
		add_text(self, file->name, file->text);
}

enum status definitions_add_file(struct definitions *self, const char *path, struct err *err)
{
	auto_buf text = buf_init(LANG_FILE_BYTES_MAX + 1);
	enum status st = file_read(path, LANG_FILE_BYTES_MAX, &text, err);
	if (st == OK)
		add_text(self, arena_text(self->complaints.arena, str_of(path)),
		         buf_view(&text));
	return st;
}

static int is_definitions(const struct dirent *entry)
{
	return str_ends_nocase(str_of(entry->d_name), STR(".ind"));
}

enum status definitions_add_folder(struct definitions *self, const char *path, struct err *err)
{
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, is_definitions, alphasort);
	enum status st = OK;
	if (count < 0)
		return errno == ENOENT ? OK : file_error(err, "read", path, errno);
	for (int i = 0; i < count; i++) {
		struct str file = arena_format(self->complaints.arena, "%s/%s", path,
		                               entries[i]->d_name);
		if (st == OK)
			st = definitions_add_file(self, file.ptr, err);
		free(entries[i]);
	}
	free(entries);
	return st;
}

void definitions_check_only(struct definitions *self)
{
	lang_check(&self->schema.schema, &self->library, self->complaints.arena,
	           &self->complaints);
}

enum status definitions_check(struct definitions *self, const struct calendar *calendar,
                              struct err *err)
{
	struct arena *arena = self->complaints.arena;
	definitions_check_only(self);
	for (size_t i = 0; i < self->library.count; i++) {
		struct definition *definition = self->library.items[i];
		size_t before = self->complaints.count;
		if (!definition->is_sound)
			continue;
		enum status st = examples_run(&self->schema.schema, definition, calendar, arena,
		                              &self->complaints, err);
		if (st != OK)
			return err_wrap(err, st, "%.*s", STR_ARGS(definition->name));
		definition->is_sound = self->complaints.count == before;
	}
	return OK;
}
