#include "intake/record_tally.h"

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	struct record_tally *tally = context;
	(void)err;
	tally->file = *file;
	tally->file.source_name = arena_text(&tally->arena, file->source_name);
	tally->file.authority_code = arena_text(&tally->arena, file->authority_code);
	tally->file.words = arena_text(&tally->arena, file->words);
	return OK;
}

static enum status on_cover(void *context, const struct record_coverage *coverage,
                            struct err *err)
{
	struct record_tally *tally = context;
	(void)err;
	tally->coverage[coverage->type] = *coverage;
	return OK;
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	struct record_tally *tally = context;
	(void)err;
	tally->rows[row->type]++;
	return OK;
}

static void add_doubt(struct record_tally *tally, const struct finding *what)
{
	tally->doubts = arena_grow(&tally->arena, tally->doubts, tally->doubt_count,
	                           &tally->doubt_capacity, sizeof(*tally->doubts));
	struct record_tally_doubt *doubt = &tally->doubts[tally->doubt_count++];
	*doubt = (struct record_tally_doubt){ *what, 1 };
	doubt->first.file = arena_text(&tally->arena, what->file);
	doubt->first.column = arena_text(&tally->arena, what->column);
	doubt->first.subject = arena_text(&tally->arena, what->subject);
	doubt->first.message = arena_text(&tally->arena, what->message);
}

static enum status on_doubt(void *context, const struct record_row *row, int field,
                            struct str text, const struct finding *what, struct err *err)
{
	struct record_tally *tally = context;
	auto_arena arena = { 0 };
	(void)row, (void)field, (void)text, (void)err;
	struct str key = arena_format(&arena, "%s\t%.*s\t%.*s", what->rule,
	                              STR_ARGS(what->file), STR_ARGS(what->column));
	int64_t at;
	if (map_add(&tally->by_doubt, key, (int64_t)tally->doubt_count, &at))
		add_doubt(tally, what);
	else
		tally->doubts[at].count++;
	return OK;
}

void record_tally_init(struct record_tally *tally)
{
	*tally = (struct record_tally){ 0 };
	tally->sink = (struct record_sink){ tally, on_begin, on_cover, on_row, on_doubt };
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		tally->coverage[type].type = (enum record_type)type;
}

void record_tally_deinit(struct record_tally *tally)
{
	map_deinit(&tally->by_doubt);
	arena_deinit(&tally->arena);
	*tally = (struct record_tally){ 0 };
}

