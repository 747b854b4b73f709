/* How long the language's engine takes: bench-engine SOURCE DATA OUT [REPEATS]
 *
 * Works the twelve indicators of SOURCE/engine.ind out for every month and team of the records
 * in DATA, one authority after the other, and writes them to OUT, so that they can be held against
 * those of other engines. Prints the processor time of each indicator (of an authority the
 * median of the repeats, added up), that of all of them with three breakdowns more, and that of
 * loading, which is the bench's own. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "engine.h"
#include "lang/check.h"
#include "lang/engine.h"
#include "lang/parse.h"

enum { REPEATS_MAX = 51, DIMENSIONS_MAX = 5, AUTHORITIES_MAX = 256 };

/* What stands in the two columns of the result. */
enum shows { SHOWS_PERCENT, SHOWS_COUNT, SHOWS_RATE, SHOWS_MIDDLE, SHOWS_CASES, SHOWS_POSTS };

static const struct line {
	const char *name;
	int number; /* in the result */
	enum shows shows;
} LINES[] = {
	{ "B1", 1, SHOWS_PERCENT },  { "B2", 2, SHOWS_PERCENT },   { "B3", 3, SHOWS_PERCENT },
	{ "B4", 4, SHOWS_COUNT },    { "B5", 5, SHOWS_PERCENT },   { "B6", 6, SHOWS_PERCENT },
	{ "B7", 7, SHOWS_PERCENT },  { "B8", 8, SHOWS_RATE },      { "B9", 9, SHOWS_PERCENT },
	{ "B10", 10, SHOWS_PERCENT }, { "B11", 11, SHOWS_MIDDLE }, { "B12-POSTS", 12, SHOWS_POSTS },
	{ "B12", 12, SHOWS_CASES },
};

struct bench {
	struct schema schema;
	struct library library;
	struct arena arena;
	struct store store;
	struct span months[MONTHS_MAX];
	int month_count;
	struct calendar *calendar;
	int32_t population[AUTHORITIES_MAX];
	int repeats;
	FILE *out;
	int64_t posts[MONTHS_MAX][TEAMS]; /* of the authority at hand */
	double seconds[COUNT_OF(LINES)];
	double broken_down_seconds, loading_seconds;
};

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* --- The definitions ------------------------------------------------------------------------ */

static struct str read_text(struct bench *self, const char *folder, const char *name)
{
	char path[512];
	struct err err;
	auto_buf text = buf_init(1 << 20);
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (file_read(path, 1 << 20, &text, &err) != OK)
		fail(path, err.text);
	return arena_text(&self->arena, buf_view(&text));
}

static void read_definitions(struct bench *self, const char *folder)
{
	struct err err;
	struct complaints complaints = { .arena = &self->arena };
	struct str schema = read_text(self, folder, "engine.schema");
	if (schema_parse(schema, &self->arena, &self->schema, &err) != OK)
		fail("engine.schema", err.text);
	lang_parse(STR("engine.ind"), read_text(self, folder, "engine.ind"), &self->arena,
	           &self->library, &complaints);
	lang_check(&self->schema, &self->library, &self->arena, &complaints);
	auto_buf said = buf_init(1 << 16);
	for (size_t i = 0; i < complaints.count; i++)
		complaint_print(&complaints.items[i], &said);
	if (complaints.count > 0) {
		fprintf(stderr, "%.*s", STR_ARGS(buf_view(&said)));
		exit(1);
	}
}

/* --- Results --------------------------------------------------------------------------------- */

static void print_row(struct bench *self, const struct line *line, int32_t authority,
                      const struct tally_row *row)
{
	const struct tally *tally = &row->tally;
	int64_t *posts = &self->posts[row->period][row->category];
	int64_t counted = tally->counted, beside = 0;
	switch (line->shows) {
	case SHOWS_PERCENT:
		beside = tally->in;
		break;
	case SHOWS_COUNT:
		break;
	case SHOWS_RATE:
		beside = self->population[authority];
		break;
	case SHOWS_MIDDLE:
		counted = tally->middle_twice;
		beside = tally->counted;
		break;
	case SHOWS_CASES:
		beside = *posts;
		break;
	case SHOWS_POSTS:
		*posts = tally->sum / 100000;
		return;
	}
	fprintf(self->out, "%d,%d,%" PRId32 ",%" PRId64 ",%" PRId64 ",%" PRId64 "\n", line->number,
	        row->period, authority, row->category, counted, beside);
}

static void print_answer(struct bench *self, const struct line *line, int32_t authority,
                         const struct answer *answer)
{
	for (size_t i = 0; i < answer->count; i++) {
		if (answer->rows[i].tally.rejected > 0)
			fail(line->name, "a record was rejected");
		if (answer->rows[i].dimension == 1)
			print_row(self, line, authority, &answer->rows[i]);
	}
}

/* --- Questions ------------------------------------------------------------------------------- */

static struct node team_of(const struct table_type *type)
{
	return (struct node){ .kind = NODE_NAME,
		              .type = LANG_TEXT,
		              .text = STR("team"),
		              .schedule = -1,
		              .binding = { .kind = BOUND_FIELD,
		                           .index = table_type_find_field(type, STR("team")) } };
}

/* Asks for the whole, the teams and, with `is_broken_down`, what the definition names. Returns
 * processor seconds; prints the answer for `line`, unless it is NULL. */
static double ask(struct bench *self, const struct tables *tables,
                  const struct definition *definition, bool is_broken_down,
                  const struct line *line, int32_t authority)
{
	static const int64_t AGES[] = { 1000000, 5000000, 10000000, 16000000 };
	auto_arena arena = { 0 };
	struct answer answer;
	struct err err;
	struct node team = team_of(&self->schema.types[definition->base.type]);
	struct dimension dimensions[DIMENSIONS_MAX] = {
		{ .name = STR("whole") },
		{ .name = STR("team"), .value = &team, .is_of_units = true },
	};
	size_t count = 2;
	for (size_t i = 0; is_broken_down && i < definition->breakdown_count; i++) {
		const struct breakdown *by = &definition->breakdowns[i];
		bool is_age = str_equal(by->name, STR("age"));
		dimensions[count++] = (struct dimension){
			.name = by->name,
			.value = by->value,
			.cuts = is_age ? AGES : NULL,
			.cut_count = is_age ? COUNT_OF(AGES) : 0,
		};
	}
	const struct question question = { .tables = tables,
		                           .calendar = self->calendar,
		                           .definition = definition,
		                           .periods = self->months,
		                           .period_count = (size_t)self->month_count,
		                           .dimensions = dimensions,
		                           .dimension_count = count };
	double start = seconds_now();
	if (engine_answer(&question, &arena, &answer, &err) != OK)
		fail("engine", err.text);
	double seconds = seconds_now() - start;
	if (line)
		print_answer(self, line, authority, &answer);
	return seconds;
}

static int compare_seconds(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static double ask_repeatedly(struct bench *self, const struct tables *tables,
                             const struct definition *definition, const struct line *line,
                             int32_t authority)
{
	double seconds[REPEATS_MAX];
	for (int i = 0; i < self->repeats; i++)
		seconds[i] = ask(self, tables, definition, false, i == 0 ? line : NULL, authority);
	qsort(seconds, (size_t)self->repeats, sizeof(*seconds), compare_seconds);
	return seconds[self->repeats / 2];
}

static void run_authority(struct bench *self, const struct tables *tables, int32_t authority)
{
	for (int month = 0; month < MONTHS_MAX; month++)
		for (int team = 0; team < TEAMS; team++)
			self->posts[month][team] = 0;
	for (size_t i = 0; i < COUNT_OF(LINES); i++) {
		const struct definition *definition;
		const struct variant *variant;
		if (!library_find(&self->library, str_of(LINES[i].name), &definition, &variant))
			fail(LINES[i].name, "it is not in engine.ind");
		self->seconds[i] += ask_repeatedly(self, tables, definition, &LINES[i], authority);
		self->broken_down_seconds += ask(self, tables, definition, true, NULL, authority);
	}
}

static void print_times(const struct bench *self, int32_t authorities)
{
	struct rusage usage;
	double all = 0;
	getrusage(RUSAGE_SELF, &usage);
	for (size_t i = 0; i < COUNT_OF(LINES); i++) {
		printf("%s %.2f ms\n", LINES[i].name, 1000 * self->seconds[i]);
		all += self->seconds[i];
	}
	printf("all twelve: %.2f ms; with three breakdowns more: %.2f ms\n", 1000 * all,
	       1000 * self->broken_down_seconds);
	printf("%" PRId32 " authorities, %.1f M rows loaded in %.2f s; peak %ld MB, the files it "
	       "has mapped counted\n",
	       authorities, (double)self->store.rows_read / 1e6, self->loading_seconds,
	       usage.ru_maxrss / 1024);
}

int main(int argc, char **argv)
{
	static struct bench self;
	if (argc < 4)
		fail("bench-engine", "SOURCE DATA OUT [REPEATS]");
	self.repeats = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 3;
	if (self.repeats < 1 || self.repeats > REPEATS_MAX)
		fail(argv[4], "from 1 to 51 repeats");
	read_definitions(&self, argv[1]);
	store_open(argv[2], &self.schema, &self.store);
	self.month_count = read_months(&self.store, argv[2], self.months);
	self.calendar = read_calendar(&self.store, argv[2]);
	read_population(argv[2], self.population, AUTHORITIES_MAX);
	self.out = fopen(argv[3], "w");
	if (!self.out)
		fail(argv[3], "it cannot be written");
	int32_t authority = 0;
	for (;; authority++) {
		auto_arena arena = { 0 };
		struct tables tables;
		double start = seconds_now();
		if (!store_next(&self.store, authority, &arena, &tables))
			break;
		self.loading_seconds += seconds_now() - start;
		run_authority(&self, &tables, authority);
	}
	print_times(&self, authority);
	calendar_close(&self.calendar);
	arena_deinit(&self.arena);
	return fclose(self.out) ? 1 : 0;
}
