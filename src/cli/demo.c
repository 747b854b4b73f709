#include "cli/demo.h"

#include <stdio.h>

#include "base/date.h"
#include "cli/import.h"
#include "synth/synth.h"

enum {
	DEMO_SEED = 2025,
	DEMO_CHILDREN = 20000,
	DEMO_YEARS = 4,
	DEMO_LAST_YEAR = 2025,
	DEMO_EXTRACTS = 3,
	RETURN_MONTH = 6, /* a year's returns are known from the end of June */
	DELIVERIES_MAX = 2 * DEMO_YEARS + 2 * DEMO_EXTRACTS,
};

/* A delivery, and from when it is known. */
struct demo_delivery {
	const char *path;
	int32_t known_from;
	int32_t as_at; /* DATE_NONE: the file says it */
};

struct demo {
	const struct call *call;
	const char *folder; /* of the deliveries */
	struct demo_delivery items[DELIVERIES_MAX];
	size_t count;
};

static int32_t end_of(int year, int month)
{
	int32_t day = DATE_NONE;
	enum status st = date_from_ymd(year, month, date_days_in_month(year, month), &day, NULL);
	return st == OK ? day : DATE_NONE;
}

static void add(struct demo *demo, struct str path, int32_t known_from, int32_t as_at)
{
	demo->items[demo->count++] = (struct demo_delivery){ path.ptr, known_from, as_at };
}

static void add_returns(struct demo *demo, int year)
{
	struct arena *arena = demo->call->arena;
	int32_t known = end_of(year, RETURN_MONTH);
	add(demo, arena_format(arena, "%s/cin/cin-%d.xml", demo->folder, year), known, DATE_NONE);
	add(demo, arena_format(arena, "%s/ssda903/%d", demo->folder, year), known, DATE_NONE);
}

/* The extracts of a month end: Annex A and the tables of the dataset. */
static void add_extracts(struct demo *demo, int32_t as_at)
{
	struct arena *arena = demo->call->arena;
	char day[DATE_TEXT_BYTES];
	date_print_iso(as_at, day);
	add(demo, arena_format(arena, "%s/annex-a/annex-a-%s.xlsx", demo->folder, day), as_at,
	    as_at);
	add(demo, arena_format(arena, "%s/ssd/%s", demo->folder, day), as_at, as_at);
}

static enum status write_files(const struct demo *demo, struct err *err)
{
	struct synth_plan plan = { .town = { .seed = DEMO_SEED,
		                             .children = DEMO_CHILDREN,
		                             .years = DEMO_YEARS,
		                             .last_year = DEMO_LAST_YEAR,
		                             .as_at = town_year_end(DEMO_LAST_YEAR) },
		                   .has_faults = true,
		                   .formats = SYNTH_CIN | SYNTH_903 | SYNTH_ANNEX_A | SYNTH_SSD,
		                   .extracts = DEMO_EXTRACTS };
	struct synth_result result;
	auto_town town = { 0 };
	enum status st = town_init(&town, &plan.town, err);
	return st == OK ? synth_write(&plan, &town, demo->folder, &result, err) : st;
}

static enum status import_all(const struct demo *demo, const char *directory, struct err *err)
{
	struct app app = *demo->call->app;
	struct call call = { .app = &app, .arena = demo->call->arena };
	enum status st = OK;
	app.workspace = directory;
	for (size_t i = 0; i < demo->count && st == OK; i++) {
		struct import_options options = { .as_at = demo->items[i].as_at,
			                          .known_from = demo->items[i].known_from,
			                          .published_on = DATE_NONE };
		st = import_paths(&call, &options, &demo->items[i].path, 1, err);
	}
	return st;
}

enum status demo_fill(const struct call *call, const char *directory, struct err *err)
{
	struct demo demo = { .call = call };
	demo.folder = arena_format(call->arena, "%s/deliveries", directory).ptr;
	for (int year = DEMO_LAST_YEAR - DEMO_YEARS + 1; year < DEMO_LAST_YEAR; year++)
		add_returns(&demo, year);
	/* January to March come before the returns of the year that they end. */
	for (int month = 4 - DEMO_EXTRACTS; month <= 3; month++)
		add_extracts(&demo, end_of(DEMO_LAST_YEAR, month));
	add_returns(&demo, DEMO_LAST_YEAR);
	enum status st = write_files(&demo, err);
	return st == OK ? import_all(&demo, directory, err) : st;
}
