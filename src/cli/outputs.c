#include "cli/outputs.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/outdir.h"
#include "render/csv.h"
#include "render/fodt.h"
#include "render/json.h"
#include "render/office.h"
#include "render/page.h"
#include "render/sink.h"
#include "render/xlsx.h"

enum { FLAT_ODF_MAX_BYTES = 256 * 1024 * 1024 };

static const char *const WORDS[OUTPUT_COUNT] = {
	[OUTPUT_HTML] = "html", [OUTPUT_PDF] = "pdf", [OUTPUT_DOCX] = "docx",
	[OUTPUT_XLSX] = "xlsx", [OUTPUT_CSV] = "csv", [OUTPUT_JSON] = "json",
};

const char *output_word(enum output output)
{
	return WORDS[output];
}

unsigned outputs_all(void)
{
	return (1u << OUTPUT_COUNT) - 1;
}

enum status outputs_read(const char *text, unsigned *out, struct err *err)
{
	struct str rest = str_of(text), word;
	unsigned wanted = 0;
	while (str_split(&rest, ',', &word)) {
		int output = 0;
		word = str_trim(word);
		while (output < OUTPUT_COUNT && !str_equal_nocase(word, str_of(WORDS[output])))
			output++;
		if (output == OUTPUT_COUNT)
			return err_set(err, E_USAGE,
			               "'%.*s' is no output; expected some of html, pdf, docx, "
			               "xlsx, csv, json",
			               STR_ARGS(word));
		wanted |= 1u << output;
	}
	*out = wanted;
	return OK;
}

/* What the writers of single files work on. */
struct job {
	const struct doc *doc;
	struct instant made_at;
	struct arena *arena; /* holds the paths */
	const char *stage_path;
};

static const char *path_of(const struct job *job, enum output output)
{
	return arena_format(job->arena, "%s/digest.%s", job->stage_path, WORDS[output]).ptr;
}

/* HTML, CSV and JSON go through a sink into a file written aside. */
static enum status write_text(const struct job *job, enum output output, struct err *err)
{
	auto_outfile file = { 0 };
	const char *path = path_of(job, output);
	enum status st = outfile_open(path, false, &file, err);
	if (st != OK)
		return st;
	struct sink sink = sink_to_stream(file.stream);
	if (output == OUTPUT_HTML)
		page_write(job->doc, &sink);
	else if (output == OUTPUT_CSV)
		csv_write_dataset(job->doc->first_dataset, &sink);
	else
		json_write(job->doc, &sink);
	st = sink_check(&sink, path, err);
	return st == OK ? outfile_commit(&file, err) : st;
}

static enum status write_office(const struct job *job, unsigned wanted, struct err *err)
{
	static const struct {
		enum output output;
		enum office_format format;
	} OFFICE[] = { { OUTPUT_PDF, OFFICE_FORMAT_PDF }, { OUTPUT_DOCX, OFFICE_FORMAT_DOCX } };
	struct office_job jobs[COUNT_OF(OFFICE)];
	size_t count = 0;
	auto_buf text = buf_init(FLAT_ODF_MAX_BYTES);
	enum status st = fodt_write(job->doc, &text, err);
	if (st != OK)
		return st;
	for (size_t i = 0; i < COUNT_OF(OFFICE); i++)
		if (wanted & (1u << OFFICE[i].output))
			jobs[count++] = (struct office_job){ .flat_odf = buf_view(&text),
				                             .format = OFFICE[i].format,
				                             .path = path_of(job, OFFICE[i].output) };
	return count ? office_convert(jobs, count, 0, err) : OK;
}

/* Ctrl-C and the like wait while files are written aside, so that what is half done is
 * taken away before they end the program. */
static void hold_signals(sigset_t *held, sigset_t *before)
{
	sigemptyset(held);
	sigaddset(held, SIGINT);
	sigaddset(held, SIGTERM);
	sigaddset(held, SIGHUP);
	pthread_sigmask(SIG_BLOCK, held, before);
}

/* E_IO when one of the held signals has come meanwhile. */
static enum status check_held(const sigset_t *held, struct err *err)
{
	sigset_t pending;
	sigpending(&pending);
	sigandset(&pending, &pending, held);
	return sigisemptyset(&pending) ? OK : err_set(err, E_IO, "stopped by a signal");
}

static enum status write_all(const struct job *job, unsigned wanted, const sigset_t *held,
                             enum status *office_out, struct err *err)
{
	static const enum output TEXTS[] = { OUTPUT_HTML, OUTPUT_CSV, OUTPUT_JSON };
	enum status st = OK;
	for (size_t i = 0; st == OK && i < COUNT_OF(TEXTS); i++) {
		if (wanted & (1u << TEXTS[i]))
			st = write_text(job, TEXTS[i], err);
		if (st == OK)
			st = check_held(held, err);
	}
	if (st == OK && (wanted & (1u << OUTPUT_XLSX)))
		st = xlsx_write(job->doc, job->made_at, path_of(job, OUTPUT_XLSX), err);
	if (st == OK)
		st = check_held(held, err);
	if (st != OK)
		return st;
	/* What LibreOffice cannot do must not keep the others from the reader. */
	*office_out = write_office(job, wanted, err);
	if (*office_out != OK && *office_out != E_EXTERNAL)
		return *office_out;
	return check_held(held, err);
}

/* Whether an output of an earlier run lies in the directory. */
static bool is_left(const char *directory, enum output output)
{
	auto_arena arena = { 0 };
	struct str path = arena_format(&arena, "%s/digest.%s", directory, WORDS[output]);
	return access(path.ptr, F_OK) == 0;
}

static enum status write_aside(const struct doc *doc, unsigned wanted, struct instant made_at,
                               const char *directory, const sigset_t *held, struct err *err)
{
	auto_arena arena = { 0 };
	auto_outdir dir = { 0 };
	enum status office = OK;
	enum status st = outdir_open(directory, &dir, err);
	if (st != OK)
		return st;
	struct job job = { .doc = doc,
		           .made_at = made_at,
		           .arena = &arena,
		           .stage_path = dir.stage_path };
	st = write_all(&job, wanted, held, &office, err);
	if (st != OK)
		return st;
	struct err commit = { 0 };
	st = outdir_commit(&dir, &commit);
	if (st != OK)
		return err_set(err, st, "%s", commit.text);
	if (office == OK)
		return OK;
	/* Nobody may take last quarter's PDF for this one's. */
	bool is_stale = is_left(directory, OUTPUT_PDF) || is_left(directory, OUTPUT_DOCX);
	return err_wrap(err, office, "PDF and DOCX were not made, the others were%s",
	                is_stale ? " (those in the directory are of an earlier run)" : "");
}

enum status outputs_write(const struct doc *doc, unsigned wanted, struct instant made_at,
                          const char *directory, struct err *err)
{
	sigset_t held, before;
	hold_signals(&held, &before);
	enum status st = write_aside(doc, wanted, made_at, directory, &held, err);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return st;
}
