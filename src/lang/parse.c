#include "lang/parse.h"

#include <string.h>

#include "lang/parser.h"

static struct definition *new_definition(struct parser *parser)
{
	struct definition *definition = arena_new(parser->arena, 1, sizeof(*definition));
	definition->file = parser->file;
	definition->in_force_from = definition->in_force_to = DATE_NONE;
	definition->base.type = definition->base.schedule = -1;
	return definition;
}

/* What no indicator can do without; said once the rest of it was read well. */
static void check_whole(struct parser *parser)
{
	const struct definition *definition = parser->definition;
	struct str name = definition->name;
	if (definition->is_broken)
		return;
	if (definition->unit == LANG_UNIT_NONE)
		parser_fail(parser, definition->place, "unit percent", "%.*s has no line 'unit'",
		            STR_ARGS(name));
	if (definition->base.type_name.len == 0)
		parser_fail(parser, definition->place, "of referral when received",
		            "%.*s has no line 'of', which says what records are in",
		            STR_ARGS(name));
}

static struct definition *read_definition(struct parser *parser)
{
	parser->definition = new_definition(parser);
	parser->clauses_seen = 0;
	parser_advance(parser); /* the word `indicator` */
	parser->definition->place = parser->token.place;
	if (!parser_read_indicator_name(parser, &parser->definition->name) ||
	    !parser_expect_line_end(parser))
		parser_skip_to_clause(parser);
	parser_read_clauses(parser);
	check_whole(parser);
	return parser->definition;
}

static bool is_indicator(const struct parser *parser)
{
	return parser_is(parser, TOKEN_CLAUSE) && str_equal(parser->token.text, STR("indicator"));
}

/* Adds what was read behind what the library had. */
static void extend(struct library *library, struct arena *arena, struct definition *const *items,
                   size_t count)
{
	struct definition **all = arena_new(arena, library->count + count, sizeof(*all));
	if (library->count > 0)
		memcpy(all, library->items, library->count * sizeof(*all));
	if (count > 0)
		memcpy(all + library->count, items, count * sizeof(*all));
	library->items = all;
	library->count += count;
}

static void read_file(struct parser *parser, struct library *library)
{
	struct definition **items = NULL;
	size_t count = 0;
	parser_advance(parser);
	parser_advance(parser);
	if (!is_indicator(parser) && !parser_is(parser, TOKEN_END)) {
		parser_fail(parser, parser->token.place, NULL,
		            "a file of definitions begins with 'indicator NAME'");
		while (!is_indicator(parser) && !parser_is(parser, TOKEN_END))
			parser_advance(parser);
	}
	while (is_indicator(parser) && !parser->complaints->is_full) {
		items = parser_grow(parser, items, count, sizeof(*items));
		items[count++] = read_definition(parser);
	}
	extend(library, parser->arena, items, count);
}

/* The first line that is not UTF-8; 0: all are. */
static int bad_line(struct str text)
{
	struct str line;
	for (int number = 1; str_split(&text, '\n', &line); number++)
		if (str_check_utf8(line, NULL) != OK)
			return number;
	return 0;
}

/* A complaint about the file as it is, whose lines cannot be shown. */
static void refuse(struct arena *arena, struct complaints *complaints, struct str name, int line,
                   const char *what)
{
	struct lang_file *file = arena_new(arena, 1, sizeof(*file));
	file->name = arena_text(arena, name);
	complain(complaints, file, (struct spot){ line, 1, 1 }, NULL, "%s", what);
}

void lang_parse(struct str name, struct str text, struct arena *arena, struct library *library,
                struct complaints *complaints)
{
	if (text.len > LANG_FILE_BYTES_MAX) {
		refuse(arena, complaints, name, 1, "a file of definitions has at most 1 MB");
		return;
	}
	int bad = bad_line(text);
	if (bad > 0) {
		refuse(arena, complaints, name, bad, "this is not UTF-8 text");
		return;
	}
	struct lang_file *file = arena_new(arena, 1, sizeof(*file));
	file->name = arena_text(arena, name);
	file->text = arena_text(arena, text);
	struct parser parser = {
		.lexer = lexer_init(file->text),
		.arena = arena,
		.file = file,
		.complaints = complaints,
	};
	read_file(&parser, library);
}
