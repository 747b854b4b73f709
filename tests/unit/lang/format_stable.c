#include "format_stable.h"

#include "lang/format.h"
#include "lang/parse.h"
#include "tree_same.h"

/* Brackets and indents are added to a text, but not more than its own length again. */
enum { TEXT_BYTES_MAX = 8 * LANG_FILE_BYTES_MAX };

static bool say(struct buf *said, const char *what, const struct buf *once, const struct buf *twice)
{
	buf_format(said, "%s\n%.*s\n%.*s\n", what, STR_ARGS(buf_view(once)),
	           STR_ARGS(buf_view(twice)));
	return false;
}

bool format_is_stable(const struct definition *definition, struct buf *said)
{
	auto_arena arena = { 0 };
	auto_buf once = buf_init(TEXT_BYTES_MAX), twice = buf_init(TEXT_BYTES_MAX);
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	lang_format(definition, &once);
	if (once.failed)
		return say(said, "no room for", &once, &twice);
	if (once.len > LANG_FILE_BYTES_MAX)
		return true; /* nothing that may be read */
	lang_parse(STR("a.ind"), buf_view(&once), &arena, &library, &complaints);
	for (size_t i = 0; i < complaints.count; i++)
		complaint_print(&complaints.items[i], &twice);
	if (complaints.count > 0 || library.count != 1)
		return say(said, "cannot be read again:", &once, &twice);
	lang_format(library.items[0], &twice);
	if (!str_equal(buf_view(&once), buf_view(&twice)))
		return say(said, "another text:", &once, &twice);
	return definition_same(definition, library.items[0]) ||
	       say(said, "another tree:", &once, &twice);
}
