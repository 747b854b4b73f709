/* The smaller blocks: keys, definitions, figures, splits, page breaks, datasets. */
#include <assert.h>

#include "doc/builder.h"
#include "doc/clean.h"

void doc_key_begin(struct doc *doc)
{
	doc_builder_open(doc, DOC_BLOCK_KEY);
}

static struct doc_key_entry *add_entry(struct doc *doc, enum doc_key_kind kind, struct str words)
{
	struct doc_key *key = &doc_builder_current(doc, DOC_BLOCK_KEY)->key;
	struct doc_key_entry *entry = arena_new(doc->arena, 1, sizeof(*entry));
	entry->kind = kind;
	entry->words = doc_clean_text(doc->arena, words);
	if (key->last)
		key->last->next = entry;
	else
		key->first = entry;
	key->last = entry;
	return entry;
}

void doc_key_mark(struct doc *doc, enum doc_mark mark, struct str words)
{
	assert(mark > DOC_MARK_NONE && mark < DOC_MARK_COUNT);
	struct str own = str_of(doc_mark_face(mark)->word);
	add_entry(doc, DOC_KEY_MARK, words.len ? words : own)->mark = mark;
}

void doc_key_symbol(struct doc *doc, enum doc_symbol symbol, struct str words)
{
	assert((unsigned)symbol < DOC_SYMBOL_COUNT && words.len > 0);
	add_entry(doc, DOC_KEY_SYMBOL, words)->symbol = symbol;
}

void doc_key_end(struct doc *doc)
{
	assert(doc_builder_current(doc, DOC_BLOCK_KEY)->key.first);
	doc_builder_close(doc, DOC_BLOCK_KEY);
}

void doc_definitions_begin(struct doc *doc)
{
	doc_builder_open(doc, DOC_BLOCK_DEFINITIONS);
	doc_builder(doc)->definition = NULL;
}

void doc_term(struct doc *doc, struct str term)
{
	struct doc_builder *builder = doc_builder(doc);
	struct doc_definitions *list =
		&doc_builder_current(doc, DOC_BLOCK_DEFINITIONS)->definitions;
	assert(term.len > 0 && (!builder->definition || builder->definition->lines.first));
	struct doc_definition *definition = arena_new(doc->arena, 1, sizeof(*definition));
	definition->term = doc_clean_text(doc->arena, term);
	if (list->last)
		list->last->next = definition;
	else
		list->first = definition;
	list->last = definition;
	builder->definition = definition;
	builder->line = NULL;
}

void doc_definition_line(struct doc *doc)
{
	struct doc_definition *definition = doc_builder(doc)->definition;
	assert(definition);
	doc_builder_line(doc, &definition->lines, DOC_LINE_MAIN);
}

void doc_definition_text(struct doc *doc, struct str text)
{
	doc_definition_line(doc);
	doc_plain(doc, text);
}

void doc_definitions_end(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(builder->definition && builder->definition->lines.first);
	builder->definition = NULL;
	doc_builder_close(doc, DOC_BLOCK_DEFINITIONS);
}

const struct doc_chart *doc_builder_chart(struct doc *doc, const struct doc_chart *chart)
{
	doc_chart_check(chart);
	struct arena *arena = doc->arena;
	struct doc_chart *copy = arena_new(arena, 1, sizeof(*copy));
	*copy = *chart;
	copy->title = doc_clean_text(arena, chart->title);
	copy->description = doc_clean_text(arena, chart->description);
	copy->unit = doc_clean_text(arena, chart->unit);
	copy->caption = doc_clean_text(arena, chart->caption);
	copy->points = arena_new(arena, chart->point_count, sizeof(*copy->points));
	for (size_t i = 0; i < chart->point_count; i++) {
		struct doc_point *point = &copy->points[i];
		*point = chart->points[i];
		point->label = doc_clean_text(arena, point->label);
		point->text = doc_clean_text(arena, point->text);
		point->target_text = doc_clean_text(arena, point->target_text);
		point->break_words = doc_clean_text(arena, point->break_words);
		point->note = doc_clean_text(arena, point->note);
	}
	for (size_t i = 0; i < chart->comparator_count; i++)
		copy->comparators[i].text = doc_clean_text(arena, chart->comparators[i].text);
	return copy;
}

void doc_figure(struct doc *doc, const struct doc_chart *chart)
{
	doc_builder_add(doc, DOC_BLOCK_FIGURE)->figure = doc_builder_chart(doc, chart);
}

void doc_split_begin(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(!builder->split);
	builder->split = &doc_builder_add(doc, DOC_BLOCK_SPLIT)->split;
	builder->target = &builder->split->narrow;
}

void doc_split_next(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(builder->split && !builder->open && builder->split->narrow.first);
	assert(builder->target == &builder->split->narrow);
	builder->target = &builder->split->wide;
	builder->line = NULL;
}

void doc_split_end(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(builder->split && !builder->open && builder->split->wide.first);
	builder->split = NULL;
	builder->target = &doc->blocks;
	builder->line = NULL;
}

void doc_page_break(struct doc *doc)
{
	assert(!doc_builder(doc)->split);
	doc_builder_add(doc, DOC_BLOCK_PAGE_BREAK);
}

void doc_add_dataset(struct doc *doc, struct dataset *dataset)
{
	assert(doc_builder(doc));
	assert(dataset_is_complete(dataset) && !dataset->next);
	for (const struct dataset *other = doc->first_dataset; other; other = other->next)
		assert(!str_equal(other->key, dataset->key));
	if (doc->last_dataset)
		doc->last_dataset->next = dataset;
	else
		doc->first_dataset = dataset;
	doc->last_dataset = dataset;
}
