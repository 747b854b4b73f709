/* make_paper DIR [COPIES]: the sample document as PDF, DOCX, ODT and XLSX, by the
 * real LibreOffice, for check_paper.py to look at. With COPIES only that many PDF
 * files are made, in one process, to see how long it takes. Exits 77 (skip) when
 * LibreOffice is absent. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/mem.h"
#include "doc/build.h"
#include "render/fodt.h"
#include "render/office.h"
#include "render/xlsx.h"
#include "sample.h"

enum { ODF_BYTES_MAX = 64 * 1024 * 1024, SKIP = 77 };

static int give_up(const struct err *err)
{
	fprintf(stderr, "%s\n", err->text);
	bool is_absent = err->status == E_EXTERNAL && strstr(err->text, "libreoffice-writer");
	return is_absent ? SKIP : 1;
}

/* What a workbook may get wrong: text that looks like a formula, numbers too long
 * for a spreadsheet, old dates, titles that no sheet may have, an empty table. */
static struct doc *hard_document(struct arena *arena)
{
	static const struct dataset_column COLUMNS[] = {
		{ "name", "Same", DATASET_TEXT, "A note with = in it" },
		{ "other", "Same", DATASET_TEXT, NULL },
		{ "amount", "Amount", DATASET_NUMBER, "A note with = in it" },
		{ "day", "Day", DATASET_DATE, NULL },
	};
	static const struct {
		const char *text;
		const char *number; /* NULL: missing */
		int32_t day;
	} ROWS[] = {
		{ "=HYPERLINK(\"http://x\")", "-0.5", 16070 }, { "+1", "1000000000", DATE_MIN },
		{ "-1", "12345678901234567890", DATE_NONE }, { "@SUM(A1)", "0.1", 0 },
		{ "a\nb", "0", DATE_MAX }, { "_x0041_", NULL, 16070 }, { "", "59.30", 16070 },
		{ "2013-14", "0.000000000000123", 16070 },
	};
	struct doc *doc = doc_new(arena, &(struct doc_meta){ .title = STR("Hard") });
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("Hard."));
	struct dataset *hard = dataset_new(arena, STR("hard"), STR("A/B: [all]?"), COLUMNS,
	                                   COUNT_OF(COLUMNS));
	char *long_text = arena_new(arena, 40001, 1);
	memset(long_text, 'x', 40000);
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		dataset_row(hard);
		dataset_text(hard, str_of(ROWS[i].text));
		dataset_text(hard, i == 0 ? str_of(long_text) : str_of(ROWS[i].text));
		if (ROWS[i].number)
			dataset_number(hard, str_of(ROWS[i].number));
		else
			dataset_missing(hard);
		dataset_date(hard, ROWS[i].day);
	}
	doc_add_dataset(doc, hard);
	doc_add_dataset(doc, dataset_new(arena, STR("empty"), STR("Notes"), COLUMNS,
	                                 COUNT_OF(COLUMNS)));
	doc_finish(doc);
	return doc;
}

static enum status make_outputs(const struct doc *doc, struct arena *arena, const char *dir,
                                struct err *err)
{
	auto_buf odf = buf_init(ODF_BYTES_MAX);
	enum status st = fodt_write(doc, &odf, err);
	if (st == OK)
		st = file_write(arena_format(arena, "%s/digest.fodt", dir).ptr, buf_view(&odf),
		                err);
	struct instant made_at = { .utc_seconds = 1390262400 };
	if (st == OK)
		st = xlsx_write(doc, made_at, arena_format(arena, "%s/digest.xlsx", dir).ptr, err);
	if (st == OK)
		st = xlsx_write(doc, made_at, arena_format(arena, "%s/again.xlsx", dir).ptr, err);
	if (st == OK)
		st = xlsx_write(hard_document(arena), made_at,
		                arena_format(arena, "%s/hard.xlsx", dir).ptr, err);
	struct office_job jobs[] = {
		{ buf_view(&odf), OFFICE_FORMAT_PDF,
		  arena_format(arena, "%s/digest.pdf", dir).ptr },
		{ buf_view(&odf), OFFICE_FORMAT_DOCX,
		  arena_format(arena, "%s/digest.docx", dir).ptr },
		{ buf_view(&odf), OFFICE_FORMAT_ODT,
		  arena_format(arena, "%s/digest.odt", dir).ptr },
	};
	return st == OK ? office_convert(jobs, COUNT_OF(jobs), 0, err) : st;
}

static enum status make_copies(const struct doc *doc, struct arena *arena, const char *dir,
                               size_t copies, struct err *err)
{
	auto_buf odf = buf_init(ODF_BYTES_MAX);
	enum status st = fodt_write(doc, &odf, err);
	if (st != OK)
		return st;
	struct office_job *jobs = arena_new(arena, copies, sizeof(*jobs));
	for (size_t i = 0; i < copies; i++)
		jobs[i] = (struct office_job){
			.flat_odf = buf_view(&odf),
			.format = OFFICE_FORMAT_PDF,
			.path = arena_format(arena, "%s/copy-%zu.pdf", dir, i + 1).ptr,
		};
	return office_convert(jobs, copies, 0, err);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: make_paper DIR [COPIES]\n");
		return 2;
	}
	auto_arena arena = { 0 };
	const struct doc *doc = sample_digest(&arena);
	struct err err = { 0 };
	int64_t copies = 0;
	enum status st = argc > 2 ? str_to_int64(str_of(argv[2]), &copies, &err) : OK;
	if (st == OK)
		st = copies > 0 ? make_copies(doc, &arena, argv[1], (size_t)copies, &err)
		                : make_outputs(doc, &arena, argv[1], &err);
	return st == OK ? 0 : give_up(&err);
}
