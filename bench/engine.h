/* The records of the comparison, an authority at a time, as columns. */
#ifndef OUTTURN_BENCH_ENGINE_H
#define OUTTURN_BENCH_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/calendar.h"
#include "lang/question.h"
#include "table/table.h"

enum { TEAMS = 20, MONTHS_MAX = 128, FILES = 11 };

/* What of one file is not read yet. */
struct source {
	const char *at;
	const char *end;
};

struct store {
	const struct schema *schema;
	struct source of[FILES];
	struct str words[TEAMS]; /* "0", "1", ...: teams, sexes and ethnicities */
	int32_t month_starts[200 * 12];
	int64_t rows_read;
};

_Noreturn void fail(const char *what, const char *why);

/* Maps the files of a folder. */
void store_open(const char *folder, const struct schema *schema, struct store *out);

/* The tables of the next authority; false behind the last. They live in `arena`. */
bool store_next(struct store *store, int32_t authority, struct arena *arena, struct tables *out);

/* The months that are asked for, and the people aged 0 to 17 of an authority. */
int read_months(const struct store *store, const char *folder, struct span *out);
void read_population(const char *folder, int32_t *out, int32_t capacity);

/* The generator's own calendar: the shipped one has days off that came up once. */
struct calendar *read_calendar(const struct store *store, const char *folder);

#endif
