#include "synth/synth.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "synth/faults.h"
#include "synth/writer.h"

enum {
	WRITERS_MAX = 3 * TOWN_YEARS_MAX + 4 * SYNTH_EXTRACTS_MAX,
	FAULT_STREAMS = 100, /* of one writer: more than it has tables */
	README_MAX_BYTES = 64 * 1024,
};

struct synth {
	const struct synth_plan *plan;
	const struct town *town;
	const char *directory;
	struct arena arena;
	struct faults faults;
	struct writer writers[WRITERS_MAX];
	size_t writer_count;
};

static bool is_empty(const char *directory)
{
	DIR *listing = opendir(directory);
	bool empty = listing != NULL;
	for (const struct dirent *entry; empty && (entry = readdir(listing));)
		empty = entry->d_name[0] == '.' &&
		        (!entry->d_name[1] || (entry->d_name[1] == '.' && !entry->d_name[2]));
	if (listing)
		closedir(listing);
	return empty;
}

enum status synth_make_directory(const char *directory, struct err *err)
{
	if (mkdir(directory, 0755) == 0)
		return OK;
	if (errno != EEXIST)
		return file_error(err, "make", directory, errno);
	if (!is_empty(directory))
		return err_set(err, E_CONFLICT,
		               "'%s' is not an empty folder; what is there is not touched",
		               directory);
	return OK;
}

typedef enum status open_fn(const struct writer_plan *plan, int32_t when, struct writer *out,
                            struct err *err);

static enum status add_writer(struct synth *synth, open_fn *open, int32_t when, struct err *err)
{
	struct writer_plan plan = { .town = synth->town,
		                    .faults = &synth->faults,
		                    .directory = synth->directory,
		                    .arena = &synth->arena,
		                    .number = (synth->writer_count + 1) * FAULT_STREAMS };
	return open(&plan, when, &synth->writers[synth->writer_count++], err);
}

static const struct {
	unsigned format;
	open_fn *open;
	bool is_yearly;
} FORMATS[] = {
	{ SYNTH_CIN, cin_writer_open, true },
	{ SYNTH_903, ssda903_writer_open, true },
	{ SYNTH_903_XML, ssda903_xml_writer_open, true },
	{ SYNTH_ANNEX_A, annex_a_writer_open, false },
	{ SYNTH_ANNEX_A_LISTS, annex_a_csv_writer_open, false },
	{ SYNTH_SSD, ssd_writer_open, false },
	{ SYNTH_REPORTS, extract_writer_open, false },
};

/* The end of the month so many months before the day of the last extract. */
static int32_t month_end(int32_t as_at, int32_t months_before)
{
	struct ymd parts = date_to_ymd(as_at);
	int month = parts.month - months_before, year = parts.year;
	while (month < 1) {
		month += 12;
		year--;
	}
	int32_t day = as_at;
	enum status st = date_from_ymd(year, month, date_days_in_month(year, month), &day, NULL);
	return st == OK && months_before > 0 ? day : as_at;
}

static enum status open_writers(struct synth *synth, struct err *err)
{
	const struct town_plan *town = &synth->plan->town;
	enum status st = OK;
	for (size_t f = 0; f < COUNT_OF(FORMATS) && st == OK; f++) {
		if (!(synth->plan->formats & FORMATS[f].format))
			continue;
		int32_t returns = town->last_year - TOWN_FIRST_RETURN + 1;
		int32_t years = town->years < returns ? town->years : returns;
		int32_t count = FORMATS[f].is_yearly ? years : synth->plan->extracts;
		for (int32_t i = count - 1; i >= 0 && st == OK; i--)
			st = add_writer(synth, FORMATS[f].open,
			                FORMATS[f].is_yearly ? town->last_year - i
			                                     : month_end(town->as_at, i),
			                err);
	}
	return st;
}

static void count_family(const struct truth_family *family, struct synth_result *result)
{
	result->children += (int64_t)family->count;
	for (size_t i = 0; i < family->count; i++) {
		proportions_add(&result->last_year, &family->children[i]);
		for (int type = 0; type < RECORD_TYPE_COUNT; type++)
			result->rows += (int64_t)family->children[i].of[type].count;
	}
}

static enum status write_families(struct synth *synth, struct synth_result *result, struct err *err)
{
	enum status st = OK;
	for (int32_t i = 0; i < synth->town->family_count && st == OK; i++) {
		auto_arena arena = { 0 };
		struct truth_family family;
		town_family(synth->town, i, &arena, &family);
		count_family(&family, result);
		faults_in_family(&synth->faults, synth->town, i, &family);
		for (size_t w = 0; w < synth->writer_count && st == OK; w++)
			st = synth->writers[w].family(synth->writers[w].self, &family, err);
	}
	return st;
}

static enum status close_writers(struct synth *synth, struct err *err)
{
	enum status st = OK;
	for (size_t w = 0; w < synth->writer_count && st == OK; w++)
		st = synth->writers[w].close(synth->writers[w].self, err);
	return st;
}

static enum status write_readme(const struct synth *synth, const struct synth_result *result,
                                struct err *err)
{
	const struct town_plan *plan = &synth->plan->town;
	const struct authority *of = synth->town->authority;
	auto_buf text = buf_init(README_MAX_BYTES);
	char as_at[DATE_WORDS_BYTES];
	buf_format(&text,
	           "%s\n\n"
	           "Everything in this folder is invented: the authority, its children, their\n"
	           "families and workers. %s is no place; the number %s\n"
	           "was never given to an authority. Made by 'outturn synth' with seed %" PRIu64
	           ", %d children\naged 0 to 17, %d years to March %d, extracts to %s.\n\n"
	           "The same seed and sizes give the same files, byte for byte.\n\n",
	           of->name, of->name, of->number, plan->seed, (int)plan->children,
	           (int)plan->years, (int)plan->last_year,
	           date_print_words(plan->as_at, as_at));
	buf_format(&text, "The year to 31 March %d beside England (2024)\n\n",
	           (int)plan->last_year);
	proportions_print(&result->last_year, &text);
	buf_format(&text, "\nFaults put in on purpose (each stands in manifest.csv)\n\n");
	for (int kind = 0; kind < FAULT_KIND_COUNT; kind++)
		if (synth->faults.counts[kind] > 0)
			buf_format(&text, "%7" PRId64 "  %-35s %s\n", synth->faults.counts[kind],
			           fault_word((enum fault_kind)kind),
			           fault_words((enum fault_kind)kind));
	if (!synth->plan->has_faults)
		buf_format(&text, "     none\n");
	enum status st = buf_check(&text, "the README", err);
	char *path = mem_format("%s/README.txt", synth->directory);
	if (st == OK)
		st = file_write(path, buf_view(&text), err);
	free(path);
	return st;
}

static enum status run(struct synth *synth, struct synth_result *result, struct err *err)
{
	const char *manifest = arena_format(&synth->arena, "%s/manifest.csv", synth->directory).ptr;
	enum status st = faults_open(&synth->faults, synth->plan->town.seed,
	                             synth->plan->has_faults, manifest, err);
	if (st == OK)
		st = open_writers(synth, err);
	if (st == OK)
		st = write_families(synth, result, err);
	if (st == OK)
		st = close_writers(synth, err);
	if (st == OK)
		st = faults_close(&synth->faults, err);
	for (int kind = 0; kind < FAULT_KIND_COUNT; kind++)
		result->faults += synth->faults.counts[kind];
	return st == OK ? write_readme(synth, result, err) : st;
}

enum status synth_write(const struct synth_plan *plan, const struct town *town,
                        const char *directory, struct synth_result *out, struct err *err)
{
	if (plan->extracts < 1 || plan->extracts > SYNTH_EXTRACTS_MAX)
		return err_set(err, E_USAGE, "1 to %d month ends can be written, not %d",
		               SYNTH_EXTRACTS_MAX, (int)plan->extracts);
	enum status st = synth_make_directory(directory, err);
	if (st != OK)
		return st;
	struct synth synth = { .plan = plan, .town = town, .directory = directory };
	*out = (struct synth_result){ 0 };
	proportions_start(&out->last_year, town, plan->town.last_year);
	st = run(&synth, out, err);
	for (size_t w = 0; st != OK && w < synth.writer_count; w++)
		if (synth.writers[w].abandon)
			synth.writers[w].abandon(synth.writers[w].self);
	faults_abandon(&synth.faults);
	arena_deinit(&synth.arena);
	out->last_year.town = NULL;
	return st;
}
