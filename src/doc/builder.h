/* Where the builder of a document stands. Private to src/doc. */
#ifndef OUTTURN_DOC_BUILDER_H
#define OUTTURN_DOC_BUILDER_H

#include "doc/build.h"

enum { DOC_ID_BUCKETS = 256 };

/* An id that was made, and what has become of it. */
struct doc_id_entry {
	struct doc_id_entry *next;
	struct str id;
	int64_t last_suffix; /* the last number put behind it to make another unique */
	bool is_placed;      /* a block carries it */
	bool is_linked;      /* a link leads to it */
};

struct doc_builder {
	struct doc_id_entry *ids[DOC_ID_BUCKETS];
	struct doc_blocks *target;        /* the list that new blocks join */
	struct doc_split *split;          /* NULL outside a split */
	struct doc_block *open;           /* the list, table ... begun and not ended */
	struct doc_line *line;            /* what runs join, or NULL */
	struct doc_group *group;          /* of the open table */
	struct doc_row *row;
	struct doc_cell *cell;
	size_t filled;                    /* cells given of `row` */
	struct doc_part *part;            /* of the open exception */
	struct doc_definition *definition;
	int level;                        /* of the heading before */
};

/* The builder; asserts that the document is not finished. */
struct doc_builder *doc_builder(struct doc *doc);

/* Appends a block to where blocks go now, and closes the open line. Asserts that
 * no other block is open. */
struct doc_block *doc_builder_add(struct doc *doc, enum doc_block_kind kind);

/* Appends a block that stays open until doc_builder_close(). */
struct doc_block *doc_builder_open(struct doc *doc, enum doc_block_kind kind);
void doc_builder_close(struct doc *doc, enum doc_block_kind kind);

/* The open block; asserts its kind. */
struct doc_block *doc_builder_current(struct doc *doc, enum doc_block_kind kind);

/* Appends an empty line to `lines` and makes it the open one. */
void doc_builder_line(struct doc *doc, struct doc_lines *lines, enum doc_line_style style);

/* Marks an id as carried by a block, or as linked to; asserts that it was made,
 * and is carried only once. */
void doc_builder_place_id(struct doc *doc, struct str id);
void doc_builder_link_id(struct doc *doc, struct str id);

/* Asserts that every id that is linked to is carried. */
void doc_builder_check_ids(const struct doc_builder *builder);

/* A checked copy of the chart with all its texts. */
const struct doc_chart *doc_builder_chart(struct doc *doc, const struct doc_chart *chart);

#endif
