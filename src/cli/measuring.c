#include "cli/measuring.h"

#include <stdio.h>

#include "base/instant.h"
#include "cli/population_count.h"
#include "cli/work_calendar.h"
#include "measure/record_tables.h"
#include "record/known.h"
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

/* The last day that any delivery speaks of; DATE_NONE when none says. */
static int32_t last_day(const struct record_supplied_list *list)
{
	int32_t last = DATE_NONE;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].day != DATE_NONE && list->items[i].day > last)
			last = list->items[i].day;
	return last;
}

/* What was delivered, by which figures are collectable. As known on a day in the past that is not
 * asked: what stands here is what was delivered since. */
static enum status load_supplies(struct measuring *self, const struct measuring_wanted *wanted,
                                 struct err *err)
{
	enum status st = record_supplied(self->workspace.db, self->workspace.authority,
	                                 self->call->arena, &self->supplied, err);
	if (st == OK && !wanted->as_known_on) {
		self->evaluation.supplies = self->supplied.items;
		self->evaluation.supply_count = self->supplied.count;
	}
	return st;
}

static enum status all_periods(struct measuring *self, const char *from_option, struct err *err)
{
	int32_t to = last_day(&self->supplied), floor = DATE_MIN, from;
	enum status st = OK;
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
	if (st == OK)
		st = load_supplies(out, wanted, err);
	return st == OK ? settle_periods(out, wanted, err) : st;
}
