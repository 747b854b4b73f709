/* The body of a flat ODF document: blocks become paragraphs, tables and pictures,
 * and what they need of styles beyond the shipped ones is noted on the way. Used
 * by render/fodt.c alone. */
#ifndef OUTTURN_RENDER_FODT_BODY_H
#define OUTTURN_RENDER_FODT_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "render/odf.h"

/* What comes before a paragraph. A turn is a page break as well. */
enum body_break {
	BODY_BREAK_NONE,
	BODY_BREAK_COLUMN,
	BODY_BREAK_PAGE,
	BODY_BREAK_TURN_ACROSS,
	BODY_BREAK_TURN_UPRIGHT,
};

/* A shipped paragraph style with something added. */
struct body_variant {
	struct body_variant *next;
	const char *name;
	const char *base;
	enum body_break before;
	enum doc_mark bar; /* a bar at the left in the colour of this mark */
};

/* The widths of a table. */
struct body_grid {
	struct body_grid *next;
	const double *widths_cm;
	size_t count;
	size_t number; /* from 1 */
};

struct body {
	struct odf *odf;
	struct arena *arena;
	enum body_break pending; /* before the next paragraph */
	enum doc_mark bar;       /* beside every paragraph, or DOC_MARK_NONE */
	bool is_across;          /* the page lies across */
	struct body_variant *variants;
	size_t variant_count;
	struct body_grid *grids;
	size_t split_count;
};

/* Writes the blocks of a document in order, turning the page where a table needs
 * its width. */
void body_blocks(struct body *body, const struct doc_blocks *blocks);

/* A table with its caption. */
void body_table(struct body *body, const struct doc_table *table);

/* Starts a paragraph in a shipped style, with the break and the bar that are due;
 * odf_end() ends it. */
void body_start_paragraph(struct body *body, const char *style);

/* Runs, within a paragraph. `is_strong` makes plain runs bold. */
void body_line(struct body *body, const struct doc_line *line);

/* An id that links lead to; within a paragraph. */
void body_bookmark(struct body *body, struct str id);

/* A mark and its word, kept on one line. */
void body_marked_word(struct body *body, enum doc_mark mark, struct str word);

/* A chart as a picture of a width, within a paragraph. */
void body_chart(struct body *body, const struct doc_chart *chart, double width_cm);

/* The name of the character style of a mark; static. */
const char *body_mark_style(enum doc_mark mark);

#endif
