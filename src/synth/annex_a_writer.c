/* Annex A of a day, as a workbook of eleven sheets and as a CSV file for each list. */
#include "synth/annex_a_book.h"
#include "synth/annex_a_lists.h"
#include "synth/writer.h"

struct annex_a_writer {
	const struct town *town;
	struct annex_a_child of;
	struct out_table tables[ANNEX_A_LIST_COUNT];
	struct annex_a_book *book; /* NULL: CSV */
	struct out_csv files[ANNEX_A_LIST_COUNT];
	int number; /* of the list being told */
};

static enum status add_line(void *context, struct out_line *line, struct err *err)
{
	struct annex_a_writer *a = context;
	return out_table_write(&a->tables[a->number - 1], line, a->of.arena, err);
}

static enum status tell(struct annex_a_writer *a, int number, struct err *err)
{
	struct annex_a_sink sink = { a, add_line };
	a->number = number;
	return annex_a_tell(&a->of, number, &sink, err);
}

static enum status add_family(void *self, const struct truth_family *family, struct err *err)
{
	struct annex_a_writer *a = self;
	enum status st = OK;
	a->of.arena = family->arena;
	for (size_t i = 0; i < family->count && st == OK; i++) {
		a->of.child = &family->children[i];
		for (int list = 1; list < ANNEX_A_ADOPTERS_LIST && st == OK; list++)
			st = tell(a, list, err);
	}
	return st;
}

static enum status add_adopters(struct annex_a_writer *a, struct err *err)
{
	auto_arena arena = { 0 };
	struct truth_list adopters;
	town_adopters(a->town, &arena, &adopters);
	a->of.child = NULL;
	a->of.adopters = &adopters;
	a->of.arena = &arena;
	return tell(a, ANNEX_A_ADOPTERS_LIST, err);
}

static enum status close_writer(void *self, struct err *err)
{
	struct annex_a_writer *a = self;
	enum status st = add_adopters(a, err);
	if (st == OK && a->book)
		return annex_a_book_close(a->book, err);
	for (int list = 0; list < ANNEX_A_LIST_COUNT && st == OK; list++)
		st = outfile_commit(&a->files[list].file, err);
	return st;
}

static void abandon_writer(void *self)
{
	struct annex_a_writer *a = self;
	annex_a_book_abandon(a->book);
	for (int list = 0; list < ANNEX_A_LIST_COUNT; list++)
		outfile_abandon(&a->files[list].file);
}

static void start(const struct writer_plan *plan, int32_t as_at, struct writer *out,
                  struct annex_a_writer **made)
{
	struct annex_a_writer *a = arena_new(plan->arena, 1, sizeof(*a));
	a->town = plan->town;
	annex_a_day(&a->of, as_at);
	*out = (struct writer){ a, add_family, close_writer, abandon_writer };
	*made = a;
}

static enum status begin_table(const struct writer_plan *plan, struct annex_a_writer *a, int list,
                               struct str file, struct err *err)
{
	const struct annex_a_table *spec = annex_a_table(list);
	struct out_table *table = &a->tables[list - 1];
	struct out_sink sink = { &a->files[list - 1], out_csv_line };
	if (a->book)
		sink = (struct out_sink){ annex_a_book_sheet(a->book, list), annex_a_sheet_line };
	*table = (struct out_table){ .file = file,
		                     .columns = spec->columns,
		                     .count = spec->count,
		                     .dates = OUT_DATES_DAYS,
		                     .start = spec->start,
		                     .end = spec->end,
		                     .faults = plan->faults,
		                     .sink = sink };
	return out_table_begin(table, plan->number + (uint64_t)list, err);
}

enum status annex_a_writer_open(const struct writer_plan *plan, int32_t as_at, struct writer *out,
                                struct err *err)
{
	struct annex_a_writer *a;
	char day[DATE_TEXT_BYTES];
	const char *directory;
	date_print_iso(as_at, day);
	start(plan, as_at, out, &a);
	enum status st = writer_directory(plan, "annex-a", &directory, err);
	if (st == OK)
		st = annex_a_book_open(
			arena_format(plan->arena, "%s/annex-a-%s.xlsx", directory, day).ptr,
			plan->arena, &a->book, err);
	for (int list = 1; list <= ANNEX_A_LIST_COUNT && st == OK; list++)
		st = begin_table(
			plan, a, list,
			arena_format(plan->arena, "annex-a/annex-a-%s.xlsx#List %d", day, list),
			err);
	return st;
}

enum status annex_a_csv_writer_open(const struct writer_plan *plan, int32_t as_at,
                                    struct writer *out, struct err *err)
{
	struct annex_a_writer *a;
	char day[DATE_TEXT_BYTES];
	const char *directory;
	start(plan, as_at, out, &a);
	struct str place =
		arena_format(plan->arena, "annex-a-lists/%s", date_print_iso(as_at, day));
	enum status st = writer_directory(plan, place.ptr, &directory, err);
	for (int list = 1; list <= ANNEX_A_LIST_COUNT && st == OK; list++) {
		st = out_csv_open(&a->files[list - 1],
		                  arena_format(plan->arena, "%s/list-%d.csv", directory, list).ptr,
		                  err);
		if (st == OK)
			st = begin_table(plan, a, list,
			                 arena_format(plan->arena, "%.*s/list-%d.csv",
			                              STR_ARGS(place), list),
			                 err);
	}
	return st;
}
