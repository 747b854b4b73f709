/* How long a Digest takes: a scorecard of 40 indicators with 12 periods, in every
 * output but PDF and DOCX, in processor seconds; then, with --pdf, 60 Digests as PDF
 * in one LibreOffice process, in seconds each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "digest/digest.h"
#include "intake/scorecard_file.h"
#include "judge/check.h"
#include "render/csv.h"
#include "render/fodt.h"
#include "render/json.h"
#include "render/office.h"
#include "render/page.h"
#include "render/xlsx.h"

enum { INDICATORS = 40, PERIODS = 12, RUNS = 11, DIGESTS = 60, MAX_BYTES = 64 * 1024 * 1024 };

/* A fixed sequence, so that every run and machine does the same work. */
static uint32_t next_number(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void make_scorecard(struct buf *out)
{
	uint32_t state = 20261;
	buf_add(out, STR("authority,section,indicator_ref,indicator_title,unit,polarity,period,"
	                 "numerator,denominator,target,rag_rule,england,why,action\n"));
	for (int period = 0; period < PERIODS; period++)
		for (int i = 0; i < INDICATORS; i++) {
			unsigned of = 60 + next_number(&state) % 900;
			unsigned counted = of * (50 + next_number(&state) % 45) / 100;
			buf_format(out,
			           "Anyshire,Section %d,NI %d,Share of cases completed within the "
			           "time set for measure %d,%%,%s,%d-%02d-Q%d,%u,%u,75,"
			           "\"green within 5%%, amber within 10%%\",71.5,"
			           "Two workers left in May,Cover is in place from June\n",
			           i / 8, 40 + i, i, i % 3 ? "high" : "low", 2011 + period / 4,
			           12 + period / 4, period % 4 + 1, counted, of);
		}
}

static void must(enum status st, const struct err *err)
{
	if (st == OK)
		return;
	fprintf(stderr, "bench/digest: %s\n", err->text);
	exit(status_exit_code(st));
}

static struct doc *make_digest(struct str csv, struct arena *arena)
{
	struct err err = { 0 };
	struct finding_list *findings = arena_new(arena, 1, sizeof(*findings));
	struct scorecard_file *file = arena_new(arena, 1, sizeof(*file));
	findings->arena = arena;
	must(scorecard_read_bytes(&(struct scorecard_bytes){ STR("bench.csv"), csv }, NULL, arena,
	                          file, findings, &err),
	     &err);
	struct digest_input input = { .all = file->lines.items,
		                      .all_count = file->lines.count,
		                      .findings = findings };
	struct line_list current;
	input.options = (struct digest_options){ .authority = file->authority,
		                                 .audience = STR("managers"),
		                                 .period = period_read((struct str){ 0 }),
		                                 .known_on = DATE_NONE,
		                                 .program = STR("Outturn"),
		                                 .settings = judge_settings_default() };
	digest_select_current(input.all, input.all_count, &input.options.period, arena, &current);
	struct judgement *all = arena_new(arena, input.all_count, sizeof(*all));
	struct judgement *now = arena_new(arena, current.count, sizeof(*now));
	judge_lines(input.all, input.all_count, &input.options.settings, all);
	judge_lines(current.items, current.count, &input.options.settings, now);
	for (size_t i = 0; i < input.all_count; i++)
		judge_check_line(&input.all[i], &all[i], findings);
	input.all_judgements = all;
	input.lines = current.items;
	input.count = current.count;
	input.judgements = now;
	return digest_build(&input, arena);
}

static void write_outputs(const struct doc *doc, const char *xlsx_path)
{
	struct err err = { 0 };
	auto_buf text = buf_init(MAX_BYTES);
	struct sink sink = sink_to_buf(&text);
	page_write(doc, &sink);
	csv_write_dataset(doc->first_dataset, &sink);
	json_write(doc, &sink);
	must(sink_check(&sink, "outputs", &err), &err);
	must(xlsx_write(doc, (struct instant){ 0 }, xlsx_path, &err), &err);
}

static double seconds_of(clockid_t clock)
{
	struct timespec now;
	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static void time_outputs(struct str csv, const char *directory)
{
	double taken[RUNS];
	char path[4096];
	snprintf(path, sizeof(path), "%s/digest.xlsx", directory);
	for (int run = 0; run < RUNS; run++) {
		auto_arena arena = { 0 };
		double start = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
		write_outputs(make_digest(csv, &arena), path);
		taken[run] = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - start;
	}
	qsort(taken, RUNS, sizeof(*taken), by_size);
	printf("%d indicators x %d periods, HTML, CSV, JSON, XLSX: median %.0f ms of processor "
	       "time (%.0f to %.0f)\n",
	       INDICATORS, PERIODS, taken[RUNS / 2] * 1e3, taken[0] * 1e3, taken[RUNS - 1] * 1e3);
	unlink(path);
}

static void time_pdf(struct str csv, const char *directory)
{
	struct err err = { 0 };
	auto_arena arena = { 0 };
	auto_buf text = buf_init(MAX_BYTES);
	struct office_job jobs[DIGESTS];
	must(fodt_write(make_digest(csv, &arena), &text, &err), &err);
	for (int i = 0; i < DIGESTS; i++)
		jobs[i] = (struct office_job){
			.flat_odf = buf_view(&text),
			.format = OFFICE_FORMAT_PDF,
			.path = arena_format(&arena, "%s/%d.pdf", directory, i).ptr,
		};
	double start = seconds_of(CLOCK_MONOTONIC);
	must(office_convert(jobs, DIGESTS, 3600, &err), &err);
	double taken = seconds_of(CLOCK_MONOTONIC) - start;
	printf("%d Digests as PDF in one process: %.1f s, %.2f s each\n", DIGESTS, taken,
	       taken / DIGESTS);
	for (int i = 0; i < DIGESTS; i++)
		unlink(jobs[i].path);
}

int main(int argc, char *argv[])
{
	char directory[] = "/tmp/outturn-bench-XXXXXX";
	auto_buf csv = buf_init(MAX_BYTES);
	make_scorecard(&csv);
	if (!mkdtemp(directory))
		return 1;
	time_outputs(buf_view(&csv), directory);
	if (argc > 1 && strcmp(argv[1], "--pdf") == 0)
		time_pdf(buf_view(&csv), directory);
	rmdir(directory);
	return 0;
}
