#include "cli/measuring.h"

#include <stdio.h>

#include "base/instant.h"
#include "cli/population_count.h"
#include "cli/work_calendar.h"
#include "measure/record_tables.h"
#include "record/known.h"
#include "record/supplied.h"
#include "series/known.h"

enum { YEARS_BACK_MOST = 20 };

void measuring_close(struct measuring *measuring)
{
	calendar_close(&measuring->calendar);
	workspace_close(&measuring->workspace);
}

static enum status load_definitions(struct measuring *self, struct err *err)
{
	struct arena *arena = self->call->arena;
	struct str folder = arena_format(arena, "%s/indicators", self->call->app->workspace);
	definitions_start(arena, &self->definitions);
	definitions_add_shipped(&self->definitions);
	enum status st = definitions_add_folder(&self->definitions, folder.ptr, err);
	if (st == OK)
		st = definitions_check(&self->definitions, self->calendar, err);
	size_t count = self->definitions.complaints.count;
	if (st == OK && count > 0)
		fprintf(stderr,
		        "%zu mistakes in definitions: 'outturn define test %s/*.ind' says which\n",
		        count, folder.ptr);
	return st;
}

static enum status find_known(struct measuring *self, const char *as_known_on, struct err *err)
{
	struct db *db = self->workspace.db;
	self->figures_known_by = SERIES_KNOWN_NOW;
	if (!as_known_on)
		return record_known_now(db, self->workspace.authority, &self->known_at, err);
	int32_t day;
	enum status st = date_parse_iso(str_of(as_known_on), &day, err);
	if (st != OK)
		return err_wrap(err, E_USAGE, "--as-known-on");
	const struct instant end = { ((int64_t)day + 1) * 86400 - 1, 0 };
	st = record_known_at(db, self->workspace.authority, end, &self->known_at, err);
	if (st == OK)
		st = series_known_on(db, day, &self->figures_known_by, err);
	return st;
}

/* The last day that any delivery speaks of. */
static enum status last_day(const struct measuring *self, int32_t *out, struct err *err)
{
	struct record_supplied_list list = { 0 };
	enum status st = record_supplied(self->workspace.db, self->workspace.authority,
	                                 self->call->arena, &list, err);
	*out = DATE_NONE;
	for (size_t i = 0; st == OK && i < list.count; i++)
		if (list.items[i].day != DATE_NONE && list.items[i].day > *out)
			*out = list.items[i].day;
	return st;
}

static enum status all_periods(struct measuring *self, const char *from_option, struct err *err)
{
	int32_t to, floor = DATE_MIN, from;
	enum status st = last_day(self, &to, err);
	if (st != OK)
		return st;
	if (to == DATE_NONE)
		return err_set(err, E_MISSING,
		               "no delivery of records says up to which day it goes");
	if (from_option) {
		st = date_parse_iso(str_of(from_option), &floor, err);
		if (st != OK)
			return err_wrap(err, E_USAGE, "--from");
	} else if (date_add_months(to, -12 * YEARS_BACK_MOST, &floor, err) != OK) {
		floor = DATE_MIN;
	}
	from = first_start(&self->tables, floor);
	struct period month = period_containing(PERIOD_MONTH, from == DATE_NONE ? to : from);
	struct period_list list = periods_within(month.from, to, self->call->arena);
	self->evaluation.periods = list.items;
	self->evaluation.period_count = list.count;
	return OK;
}

static enum status settle_periods(struct measuring *self, const struct measuring_wanted *wanted,
                                  struct err *err)
{
	if (!wanted->period)
		return all_periods(self, wanted->from, err);
	struct period *period = arena_new(self->call->arena, 1, sizeof(*period));
	*period = period_read(str_of(wanted->period));
	if (!period_is_dated(period))
		return err_set(err, E_USAGE,
		               "'%s' is no period; expected for example 2013-14-Q3, 2013-M12, "
		               "2013-14",
		               wanted->period);
	self->evaluation.periods = period;
	self->evaluation.period_count = 1;
	return OK;
}

static int64_t count_population(void *context, int from_age, int to_age, int32_t on)
{
	const struct measuring *self = context;
	return population_count(self->call, &self->workspace, self->figures_known_by,
	                        (struct age_range){ from_age, to_age }, on);
}

static enum status read_tables(struct measuring *self, const struct measuring_wanted *wanted,
                               struct err *err)
{
	if (self->known_at == 0)
		return err_set(err, E_MISSING, "no records of children were delivered%s",
		               wanted->as_known_on ? " by then" : "");
	const struct tables_wanted tables = { .authority = self->workspace.authority,
		                              .known_at = self->known_at,
		                              .with_restricted = wanted->with_restricted };
	return record_tables_read(self->workspace.db, &tables, &self->definitions.schema,
	                          self->call->arena, &self->tables, err);
}

enum status measuring_open(struct call *call, const struct measuring_wanted *wanted,
                           struct measuring *out, struct err *err)
{
	out->call = call;
	enum status st = workspace_open(call, &out->workspace, err);
	if (st == OK)
		st = work_calendar_load(call, &out->workspace, &out->calendar, err);
	if (st == OK)
		st = load_definitions(out, err);
	if (st == OK)
		st = find_known(out, wanted->as_known_on, err);
	if (st == OK)
		st = read_tables(out, wanted, err);
	out->evaluation = (struct evaluation){
		.definitions = &out->definitions,
		.tables = &out->tables,
		.calendar = out->calendar,
		.is_broken_down = wanted->is_broken_down,
		.population = { out, count_population },
	};
	return st == OK ? settle_periods(out, wanted, err) : st;
}
