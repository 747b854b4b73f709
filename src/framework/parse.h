/* Between the two halves of reading framework text: parse.c walks blocks and joins
 * names, statements.c knows each statement. Nobody else includes this. */
#ifndef OUTTURN_FRAMEWORK_PARSE_H
#define OUTTURN_FRAMEWORK_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/text.h"
#include "framework/framework.h"
#include "framework/text_line.h"

/* An indicator that was named before all are known. */
struct mention {
	struct place place;
	struct str ref; /* or its title, when that is all that was given */
	struct str title;
	bool has_title;
	size_t scorecard; /* where it is placed; FRAMEWORK_NOWHERE: only to be checked */
	size_t section;
};

struct parser {
	struct framework *framework;
	struct problem_list problems;
	struct text_reader reader;
	struct text_line next; /* the line to read next */
	bool at_end;
	struct place *indicator_places; /* where each indicator's block begins */
	size_t indicator_place_count;
	size_t indicator_place_capacity;
	struct mention *mentions;
	size_t mention_count;
	size_t mention_capacity;
};

/* What the statements of a block speak of. */
struct subject {
	struct framework_indicator *indicator;
	struct decision *decision;
	struct organisation *organisation;
	size_t organisation_at;
	size_t scorecard_at;
	size_t section_at; /* FRAMEWORK_NOWHERE: the scorecard itself */
	bool has_inner_section;
	int depth;
};

struct cursor;

struct statement {
	const char *word; /* how it begins: "target", "good is" */
	bool is_once; /* at most one in its block */
	/* Reads the rest of the line and what stands under it; false when it has
	 * reported a problem. */
	bool (*read)(struct cursor *cursor, struct subject *subject);
	size_t offset; /* of the field it fills, where many differ only in that */
};

struct block_kind {
	const char *name;                   /* "an indicator" */
	const struct statement *statements; /* at most 64; ends with a NULL word */
};

/* Reads the lines that are indented more than `parent_indent`. */
void parser_read_block(struct parser *parser, int64_t parent_indent, const struct block_kind *kind,
                struct subject *subject);

/* Reads the whole text. */
void parser_read_framework(struct parser *parser);

/* Reads an indicator's block, and the place of an indicator in a scorecard. */
bool statement_read_indicator(struct cursor *cursor, struct subject *subject);

/* Notes that an indicator is named, to be found when all are known. */
void parser_add_mention(struct parser *parser, struct mention mention);

/* "in force [from DATE] [to DATE]", of the subject's indicator or organisation. */
bool statement_read_in_force(struct cursor *cursor, struct subject *subject);

#endif
