/* Building a document, from top to bottom, with calls that read like the page.
 *
 *     struct doc *doc = doc_new(&arena, &meta);
 *     doc_heading(doc, 2, doc_id(doc, STR("attention")), STR("What needs attention"));
 *     doc_list_begin(doc, true);
 *     doc_item(doc);
 *     doc_strong(doc, STR("Core assessments fell to 65.5%"));
 *     doc_plain(doc, STR(", 17.8 points below last year."));
 *     doc_list_end(doc);
 *     doc_table_begin(doc, STR("Percentages."), COLUMNS, COUNT_OF(COLUMNS));
 *     doc_group(doc, STR("Measures highlighted"), 0);
 *     doc_row(doc, STR(""));
 *     doc_cell_text(doc, STR("NI 60"));
 *     ...
 *     doc_table_end(doc);
 *     doc_finish(doc);
 *
 * There is always one open line that runs are added to: the paragraph, item, cell
 * line, fact, part or definition begun last. Whatever is begun next closes it.
 * All text is copied and cleaned. A call that would make an invalid document (a
 * cell too many, an item outside a list, a run with no line to go to) is a
 * mistake of the program and stops it by assert, which stays on in releases. */
#ifndef OUTTURN_DOC_BUILD_H
#define OUTTURN_DOC_BUILD_H

#include "base/attr.h"
#include "doc/doc.h"

/* An empty document in the arena; `meta` is copied. */
struct doc *doc_new(struct arena *arena, const struct doc_meta *meta);

/* Says that all was said; asserts the invariants of doc/doc.h. Before this the
 * document may not be rendered. */
void doc_finish(struct doc *doc);

/* A new id made of `text` ("NI 52b" gives "ni-52b"), made unique where it is
 * taken already. Hand it to what the id is for, and to doc_link() where it is
 * pointed at, before or after. */
struct str doc_id(struct doc *doc, struct str text);

/* Runs on the open line. Empty text adds nothing. */
void doc_plain(struct doc *doc, struct str text);
void doc_strong(struct doc *doc, struct str text);
void doc_emphasis(struct doc *doc, struct str text);
void doc_muted(struct doc *doc, struct str text);
void doc_mark(struct doc *doc, enum doc_mark mark);
void doc_link(struct doc *doc, struct str id, struct str text);
void doc_format(struct doc *doc, const char *format, ...) PRINTF_LIKE(2, 3);

/* A heading of level 2 to 4, with an id from doc_id(), or one of its own when
 * `id` is empty. The second form puts a status mark before it. */
void doc_heading(struct doc *doc, int level, struct str id, struct str text);
void doc_heading_marked(struct doc *doc, int level, struct str id, enum doc_mark mark,
                        struct str text);

/* A paragraph: the first form opens it for runs, the second is whole. */
void doc_paragraph(struct doc *doc, enum doc_paragraph_style style);
void doc_paragraph_text(struct doc *doc, enum doc_paragraph_style style, struct str text);

/* A list; doc_item() opens the next item for runs. */
void doc_list_begin(struct doc *doc, bool is_ordered);
void doc_item(struct doc *doc);
void doc_list_end(struct doc *doc);

/* The headline counts; `last_label` says what the numbers of the period before
 * refer to ("Q2") and is empty when there are none. `denominator` is the sentence
 * that says what the counts are of. */
void doc_counts_begin(struct doc *doc, struct str last_label);
void doc_count(struct doc *doc, int64_t number, enum doc_mark mark, struct str words);
void doc_count_with_last(struct doc *doc, int64_t number, enum doc_mark mark, struct str words,
                         int64_t last);
void doc_counts_end(struct doc *doc, struct str denominator);

/* A table. `columns` are borrowed and must live as long as the document (static
 * tables, or the same arena). Rows may stand in groups, each with a title and
 * notes; without doc_group() there is one group without a title. */
void doc_table_begin(struct doc *doc, struct str caption, const struct doc_column *columns,
                     size_t column_count);
void doc_group(struct doc *doc, struct str title, int depth);
void doc_group_note(struct doc *doc); /* opens a note for runs */
void doc_row(struct doc *doc, struct str id);
void doc_table_end(struct doc *doc);

/* The next cell of the row. A text cell opens its first line for runs as well
 * (with empty text: give runs). `exact` of a number must be decimal text. A word
 * that is empty is the mark's own word. The chart is copied with its texts. */
void doc_cell_text(struct doc *doc, struct str text);
void doc_cell_number(struct doc *doc, const struct doc_number *number);
void doc_cell_status(struct doc *doc, enum doc_mark mark, struct str word);
void doc_cell_direction(struct doc *doc, enum doc_mark mark, struct str word);
void doc_cell_chart(struct doc *doc, const struct doc_chart *chart);
void doc_cell_missing(struct doc *doc, struct str words);

/* A further line of the cell begun last, small; empty text adds nothing. */
void doc_cell_small(struct doc *doc, struct str text);

/* An exception: title, then facts, then its parts, each with text or with its
 * absence named, then (in any place) a chart. doc_facts() opens a paragraph for
 * runs and may be called again for more. */
void doc_exception_begin(struct doc *doc, struct str id, enum doc_mark mark, struct str title);
void doc_facts(struct doc *doc);
void doc_part(struct doc *doc, struct str heading);
void doc_part_text(struct doc *doc, struct str text); /* a paragraph for each line of it */
void doc_part_absent(struct doc *doc, struct str words);
void doc_exception_chart(struct doc *doc, const struct doc_chart *chart);
void doc_exception_end(struct doc *doc);

/* A key; empty words of a mark are the mark's own. */
void doc_key_begin(struct doc *doc);
void doc_key_mark(struct doc *doc, enum doc_mark mark, struct str words);
void doc_key_symbol(struct doc *doc, enum doc_symbol symbol, struct str words);
void doc_key_end(struct doc *doc);

/* A list of terms; doc_definition_line() opens a paragraph of the term for runs. */
void doc_definitions_begin(struct doc *doc);
void doc_term(struct doc *doc, struct str term);
void doc_definition_line(struct doc *doc);
void doc_definition_text(struct doc *doc, struct str text);
void doc_definitions_end(struct doc *doc);

/* A chart on its own, copied with its texts. */
void doc_figure(struct doc *doc, const struct doc_chart *chart);

/* Two columns: blocks after _begin go into the narrow one, after _next into the
 * wide one. Not within each other. */
void doc_split_begin(struct doc *doc);
void doc_split_next(struct doc *doc);
void doc_split_end(struct doc *doc);

/* What follows starts on a new page, where there are pages. */
void doc_page_break(struct doc *doc);

/* Hands a complete dataset to the document; keys must differ. */
void doc_add_dataset(struct doc *doc, struct dataset *dataset);

#endif
