#include "doc/build.h"

#include <assert.h>
#include <stdarg.h>

#include "doc/builder.h"
#include "doc/clean.h"

/* --- the document --- */

struct doc *doc_new(struct arena *arena, const struct doc_meta *meta)
{
	assert(meta->title.len > 0);
	struct doc *doc = arena_new(arena, 1, sizeof(*doc));
	doc->arena = arena;
	doc->builder = arena_new(arena, 1, sizeof(*doc->builder));
	doc->builder->target = &doc->blocks;
	doc->builder->level = 1;
	doc->meta = (struct doc_meta){
		.title = doc_clean_text(arena, meta->title),
		.authority = doc_clean_text(arena, meta->authority),
		.period = doc_clean_text(arena, meta->period),
		.period_words = doc_clean_text(arena, meta->period_words),
		.audience = doc_clean_text(arena, meta->audience),
		.made_on = doc_clean_text(arena, meta->made_on),
		.description = doc_clean_text(arena, meta->description),
		.language = meta->language.len ? doc_clean_text(arena, meta->language)
		                               : STR("en-GB"),
		.page_header = doc_clean_text(arena, meta->page_header),
		.page_footer = doc_clean_text(arena, meta->page_footer),
	};
	for (size_t i = 0; i < DOC_META_LINES_MAX; i++) {
		doc->meta.subtitle[i] = doc_clean_text(arena, meta->subtitle[i]);
		doc->meta.edition[i] = doc_clean_text(arena, meta->edition[i]);
	}
	return doc;
}

void doc_finish(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(!builder->open && !builder->split);
	assert(doc->blocks.first);
	doc_builder_check_ids(builder);
	doc->builder = NULL;
}

struct doc_builder *doc_builder(struct doc *doc)
{
	assert(doc->builder);
	return doc->builder;
}

struct doc_block *doc_builder_add(struct doc *doc, enum doc_block_kind kind)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(!builder->open);
	struct doc_block *block = arena_new(doc->arena, 1, sizeof(*block));
	block->kind = kind;
	if (builder->target->last)
		builder->target->last->next = block;
	else
		builder->target->first = block;
	builder->target->last = block;
	builder->line = NULL;
	return block;
}

struct doc_block *doc_builder_open(struct doc *doc, enum doc_block_kind kind)
{
	return doc_builder(doc)->open = doc_builder_add(doc, kind);
}

void doc_builder_close(struct doc *doc, enum doc_block_kind kind)
{
	doc_builder_current(doc, kind);
	doc_builder(doc)->open = NULL;
	doc_builder(doc)->line = NULL;
}

struct doc_block *doc_builder_current(struct doc *doc, enum doc_block_kind kind)
{
	struct doc_block *open = doc_builder(doc)->open;
	assert(open && open->kind == kind);
	return open;
}

void doc_builder_line(struct doc *doc, struct doc_lines *lines, enum doc_line_style style)
{
	struct doc_line *line = arena_new(doc->arena, 1, sizeof(*line));
	line->style = style;
	if (lines->last)
		lines->last->next = line;
	else
		lines->first = line;
	lines->last = line;
	doc_builder(doc)->line = line;
}

/* --- runs --- */

static struct doc_run *add_run(struct doc *doc, enum doc_run_kind kind, struct str text)
{
	struct doc_line *line = doc_builder(doc)->line;
	assert(line);
	struct doc_run *run = arena_new(doc->arena, 1, sizeof(*run));
	run->kind = kind;
	run->text = doc_clean_text(doc->arena, text);
	if (line->last)
		line->last->next = run;
	else
		line->first = run;
	line->last = run;
	return run;
}

static void add_text(struct doc *doc, enum doc_run_kind kind, struct str text)
{
	if (text.len)
		add_run(doc, kind, text);
}

void doc_plain(struct doc *doc, struct str text)
{
	add_text(doc, DOC_RUN_PLAIN, text);
}

void doc_strong(struct doc *doc, struct str text)
{
	add_text(doc, DOC_RUN_STRONG, text);
}

void doc_emphasis(struct doc *doc, struct str text)
{
	add_text(doc, DOC_RUN_EMPHASIS, text);
}

void doc_muted(struct doc *doc, struct str text)
{
	add_text(doc, DOC_RUN_MUTED, text);
}

void doc_mark(struct doc *doc, enum doc_mark mark)
{
	assert(mark > DOC_MARK_NONE && mark < DOC_MARK_COUNT);
	add_run(doc, DOC_RUN_MARK, STR(""))->mark = mark;
}

void doc_link(struct doc *doc, struct str id, struct str text)
{
	assert(text.len > 0);
	doc_builder_link_id(doc, id);
	add_run(doc, DOC_RUN_LINK, text)->target = arena_text(doc->arena, id);
}

void doc_format(struct doc *doc, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	doc_plain(doc, arena_format_args(doc->arena, format, args));
	va_end(args);
}

/* --- headings, paragraphs, lists --- */

void doc_heading_marked(struct doc *doc, int level, struct str id, enum doc_mark mark,
                        struct str text)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(level >= 2 && level <= 4 && level <= builder->level + 1);
	assert(text.len > 0 && (mark == DOC_MARK_NONE || doc_mark_is_status(mark)));
	struct doc_heading *heading = &doc_builder_add(doc, DOC_BLOCK_HEADING)->heading;
	heading->level = level;
	heading->mark = mark;
	heading->text = doc_clean_text(doc->arena, text);
	heading->id = id.len ? arena_text(doc->arena, id) : doc_id(doc, text);
	doc_builder_place_id(doc, heading->id);
	builder->level = level;
}

void doc_heading(struct doc *doc, int level, struct str id, struct str text)
{
	doc_heading_marked(doc, level, id, DOC_MARK_NONE, text);
}

void doc_paragraph(struct doc *doc, enum doc_paragraph_style style)
{
	struct doc_paragraph *paragraph =
		&doc_builder_add(doc, DOC_BLOCK_PARAGRAPH)->paragraph;
	paragraph->style = style;
	doc_builder(doc)->line = &paragraph->line;
}

void doc_paragraph_text(struct doc *doc, enum doc_paragraph_style style, struct str text)
{
	doc_paragraph(doc, style);
	doc_plain(doc, text);
}

void doc_list_begin(struct doc *doc, bool is_ordered)
{
	doc_builder_open(doc, DOC_BLOCK_LIST)->list.is_ordered = is_ordered;
}

void doc_item(struct doc *doc)
{
	struct doc_list *list = &doc_builder_current(doc, DOC_BLOCK_LIST)->list;
	doc_builder_line(doc, &list->items, DOC_LINE_MAIN);
}

void doc_list_end(struct doc *doc)
{
	assert(doc_builder_current(doc, DOC_BLOCK_LIST)->list.items.first);
	doc_builder_close(doc, DOC_BLOCK_LIST);
}

/* --- headline counts --- */

void doc_counts_begin(struct doc *doc, struct str last_label)
{
	struct doc_block *block = doc_builder_open(doc, DOC_BLOCK_COUNTS);
	block->counts.last_label = doc_clean_text(doc->arena, last_label);
}

static struct doc_count *add_count(struct doc *doc, int64_t number, enum doc_mark mark,
                                   struct str words)
{
	struct doc_counts *counts = &doc_builder_current(doc, DOC_BLOCK_COUNTS)->counts;
	assert(number >= 0 && words.len > 0 && (unsigned)mark < DOC_MARK_COUNT);
	struct doc_count *count = arena_new(doc->arena, 1, sizeof(*count));
	count->number = number;
	count->mark = mark;
	count->words = doc_clean_text(doc->arena, words);
	if (counts->last)
		counts->last->next = count;
	else
		counts->first = count;
	counts->last = count;
	return count;
}

void doc_count(struct doc *doc, int64_t number, enum doc_mark mark, struct str words)
{
	add_count(doc, number, mark, words);
}

void doc_count_with_last(struct doc *doc, int64_t number, enum doc_mark mark, struct str words,
                         int64_t last)
{
	assert(doc_builder_current(doc, DOC_BLOCK_COUNTS)->counts.last_label.len > 0);
	assert(last >= 0);
	struct doc_count *count = add_count(doc, number, mark, words);
	count->has_last = true;
	count->last = last;
}

void doc_counts_end(struct doc *doc, struct str denominator)
{
	struct doc_counts *counts = &doc_builder_current(doc, DOC_BLOCK_COUNTS)->counts;
	assert(counts->first && denominator.len > 0);
	counts->denominator = doc_clean_text(doc->arena, denominator);
	doc_builder_close(doc, DOC_BLOCK_COUNTS);
}

/* --- exceptions --- */

void doc_exception_begin(struct doc *doc, struct str id, enum doc_mark mark, struct str title)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(doc_mark_is_status(mark) && title.len > 0);
	assert(builder->level >= 2); /* its title is a heading of level 3 */
	builder->level = 3;
	struct doc_exception *exception =
		&doc_builder_open(doc, DOC_BLOCK_EXCEPTION)->exception;
	exception->id = id.len ? arena_text(doc->arena, id) : doc_id(doc, title);
	doc_builder_place_id(doc, exception->id);
	exception->mark = mark;
	exception->title = doc_clean_text(doc->arena, title);
	builder->part = NULL;
}

/* A part must say something before anything else begins. */
static void check_part(const struct doc_part *part)
{
	assert(!part || !part->lines.first != !part->absence.len);
}

void doc_facts(struct doc *doc)
{
	struct doc_exception *exception =
		&doc_builder_current(doc, DOC_BLOCK_EXCEPTION)->exception;
	assert(!exception->first);
	doc_builder_line(doc, &exception->facts, DOC_LINE_MAIN);
}

void doc_part(struct doc *doc, struct str heading)
{
	struct doc_builder *builder = doc_builder(doc);
	struct doc_exception *exception =
		&doc_builder_current(doc, DOC_BLOCK_EXCEPTION)->exception;
	assert(heading.len > 0);
	check_part(builder->part);
	struct doc_part *part = arena_new(doc->arena, 1, sizeof(*part));
	part->heading = doc_clean_text(doc->arena, heading);
	if (exception->last)
		exception->last->next = part;
	else
		exception->first = part;
	exception->last = part;
	builder->part = part;
	builder->line = NULL;
}

void doc_part_text(struct doc *doc, struct str text)
{
	struct doc_part *part = doc_builder(doc)->part;
	assert(part && !part->absence.len);
	struct str line;
	while (str_split(&text, '\n', &line)) {
		line = str_trim(line);
		if (!line.len)
			continue;
		doc_builder_line(doc, &part->lines, DOC_LINE_MAIN);
		doc_plain(doc, line);
	}
}

void doc_part_absent(struct doc *doc, struct str words)
{
	struct doc_part *part = doc_builder(doc)->part;
	assert(part && !part->lines.first && words.len > 0);
	part->absence = doc_clean_text(doc->arena, words);
	doc_builder(doc)->line = NULL;
}

void doc_exception_chart(struct doc *doc, const struct doc_chart *chart)
{
	struct doc_exception *exception =
		&doc_builder_current(doc, DOC_BLOCK_EXCEPTION)->exception;
	assert(!exception->chart && chart->kind == DOC_CHART_TREND);
	exception->chart = doc_builder_chart(doc, chart);
}

void doc_exception_end(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	assert(builder->part);
	check_part(builder->part);
	builder->part = NULL;
	doc_builder_close(doc, DOC_BLOCK_EXCEPTION);
}
