/* A data file of explore education statistics: made, and taken as an import takes it. */
#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"
#include "intake.h"
#include "intake/ees_file.h"
#include "series/place.h"

enum {
	YEARS = 12,
	NEWEST_YEAR = 2024,
	GROUPS = 17,
	BREAKDOWNS = 16,
};

#define FILE_NAME "cla_bench_2013_to_2024.csv"

/* A cheap stream of digits that is the same every time. */
static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

static void write_row(FILE *file, int year, const struct place *place, int combination,
                      uint32_t *state)
{
	uint32_t number = next(state) % 600;
	const struct place *region = place_region(place);
	const struct place_code *code = place_code_on(place, DATE_NONE);
	const struct place_code *region_code = place_code_on(region, DATE_NONE);
	fprintf(file,
	        "%d,Reporting year,Local authority,E92000001,England,%.*s,%.*s,%d,%.*s,\"%.*s\","
	        "Group %d of children looked after,Breakdown number %d,",
	        year, STR_ARGS(region_code->code), STR_ARGS(region->name), place->number,
	        STR_ARGS(code->code), STR_ARGS(place->name), combination / BREAKDOWNS,
	        combination % BREAKDOWNS);
	if (number < 30) /* one in twenty is suppressed */
		fprintf(file, "c,c,c\n");
	else
		fprintf(file, "%" PRIu32 ",%" PRIu32 ",%" PRIu32 ".%" PRIu32 "\n", number,
		        next(state) % 101, next(state) % 400, next(state) % 10);
}

void intake_make_ees(const char *folder, int64_t rows)
{
	char path[2 * INTAKE_PATH_BYTES];
	snprintf(path, sizeof(path), "%s/" FILE_NAME, folder);
	FILE *file = fopen(path, "wb");
	if (!file)
		intake_fail(path, "it cannot be written");
	fprintf(file, "time_period,time_identifier,geographic_level,country_code,country_name,"
	              "region_code,region_name,old_la_code,new_la_code,la_name,cla_group,breakdown,"
	              "number,percentage,rate\n");
	uint32_t state = 1;
	int64_t written = 0;
	for (int year = NEWEST_YEAR; year > NEWEST_YEAR - YEARS; year--)
		for (size_t i = 0; i < place_count(); i++)
			for (int c = 0; c < GROUPS * BREAKDOWNS && written < rows; c++) {
				if (place_at(i)->kind != PLACE_AUTHORITY)
					break;
				write_row(file, year, place_at(i), c, &state);
				written++;
			}
	if (written < rows || fclose(file) != 0)
		intake_fail(path, "it could not be made so long");
}

void intake_take_ees(const char *folder, struct db *db)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	char path[2 * INTAKE_PATH_BYTES];
	snprintf(path, sizeof(path), "%s/" FILE_NAME, folder);
	struct publication what = { .path = path,
		                    .act = { STR("bench"), { .utc_seconds = 1714521600 } },
		                    .published_on = DATE_NONE };
	struct ees_summary summary = { .of = { .arena = &arena } };
	struct finding_list findings = { .arena = &arena };
	if (ees_take_file(db, &what, &summary, &findings, &err) != OK)
		intake_fail(path, err.text);
}
