/* What the parts of the parser share: the token looked at, complaints, and the memory
 * of what is being read. Nobody but parse*.c includes it.
 *
 * Every function that reads something returns false, or NULL, when it could not; then the
 * complaint has been said, and its callers only unwind to the clause, which goes on at
 * the next line. So a line gives at most one complaint. */
#ifndef OUTTURN_LANG_PARSER_H
#define OUTTURN_LANG_PARSER_H

#include "base/arena.h"
#include "lang/clause.h"
#include "lang/complaint.h"
#include "lang/lexer.h"
#include "lang/parse.h"
#include "lang/strength.h"
#include "lang/tree.h"

struct parser {
	struct lexer lexer;
	struct token token; /* the one looked at */
	struct token next;  /* the one behind it */
	struct token last;  /* the one before it */
	struct arena *arena;
	const struct lang_file *file;
	struct complaints *complaints;
	struct definition *definition; /* the one being read; NULL before the first */
	uint64_t clauses_seen;         /* of the definition, by index */
	const char *example_line; /* where the line of an example begins; NULL outside of one */
	int depth;
	int relations;
};

/* Looks at the next token. The word of a clause that begins a line is a TOKEN_CLAUSE. */
void parser_advance(struct parser *parser);

/* Whether the token is of the kind, or is that word (in the midst of a clause). */
bool parser_is(const struct parser *parser, enum token_kind kind);
bool parser_is_word(const struct parser *parser, const char *word);

/* Passes over the token if it is of the kind, or is that word. */
bool parser_accept(struct parser *parser, enum token_kind kind);
bool parser_accept_word(struct parser *parser, const char *word);

/* As before, or says that `what` was expected. */
bool parser_expect(struct parser *parser, enum token_kind kind, const char *what);
bool parser_expect_word(struct parser *parser, const char *word);

/* Complains about a place; returns false. `hint` may be NULL. */
bool parser_fail(struct parser *parser, struct spot place, const char *hint, const char *format,
                 ...) PRINTF_LIKE(4, 5);

/* Says that `what` was expected instead of the token looked at; returns false. */
bool parser_expected(struct parser *parser, const char *what, const char *hint);

/* Likewise, with the nearest of the words, which end with NULL, for a hint. */
bool parser_expected_one_of(struct parser *parser, const char *what, const char *const *words);

/* Whether a clause ends here; else says what was expected, and returns false. */
bool parser_expect_line_end(struct parser *parser);

/* From a token to the one passed last; on one line at most. */
struct spot parser_place_from(const struct parser *parser, struct spot from);

/* Reads a name in small letters; `what` names it ("the name of a field"). */
bool parser_read_word(struct parser *parser, const char *what, struct str *out);

/* Reads the name of an indicator. */
bool parser_read_indicator_name(struct parser *parser, struct str *out);

/* Reads one text; reads one or more texts, which are joined by blanks. */
bool parser_read_text(struct parser *parser, struct str *out);
bool parser_read_texts(struct parser *parser, struct str *out);

/* Reads a whole number from `low` to `high`. */
bool parser_read_whole(struct parser *parser, int64_t low, int64_t high, int64_t *out);

/* Reads a number, a duration, a date or a moment, or a number below zero. */
struct node *parser_read_literal(struct parser *parser);

/* Reads a date. */
bool parser_read_date(struct parser *parser, int32_t *out);

/* Goes a bracket, `not` or relation deeper, and comes back. Fails at the limit. */
bool parser_enter(struct parser *parser);
void parser_leave(struct parser *parser);

/* A node that begins at the place. */
struct node *parser_new_node(struct parser *parser, enum node_kind kind, struct spot from);

/* Gives the node its height and its place up to the token passed last; NULL when it
 * is too high. */
struct node *parser_finish_node(struct parser *parser, struct node *node);

/* Room for one more item behind `count` in an array that only this function made: the
 * array itself, or a copy twice as large. */
void *parser_grow(struct parser *parser, const void *items, size_t count, size_t size_bytes);

/* The grammar's larger parts, each in a file of its own. */
struct node *parser_read_expression(struct parser *parser);
struct node *parser_read_operand(struct parser *parser); /* stronger than a comparison */
bool parser_begins_relation(const struct parser *parser);
struct node *parser_read_relation(struct parser *parser);
/* Of `FIELD of latest ...`, the token being behind FIELD. */
bool parser_begins_choice(const struct parser *parser);
struct node *parser_read_choice(struct parser *parser, struct token field);
/* `TYPE of child`: type and whose. */
bool parser_read_type_and_scope(struct parser *parser, struct relation *relation);
bool parser_read_schedule(struct parser *parser);
bool parser_read_base(struct parser *parser);
bool parser_read_example(struct parser *parser);

/* Reads clauses until the next definition. Every complaint is said. */
void parser_read_clauses(struct parser *parser);

/* Passes over everything up to the next clause. */
void parser_skip_to_clause(struct parser *parser);

#endif
