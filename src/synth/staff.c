/* Workers and teams as records: what the town says of them. */
#include "synth/town.h"

static void add_worker(const struct workforce *workforce, const struct worker *worker,
                       struct truth_child *nobody, struct arena *arena)
{
	struct truth_row *row = truth_add(arena, nobody, RECORD_WORKER);
	struct record_row *to = &row->row;
	const struct team *team = &workforce->teams[worker->team];
	row->entered = worker->from;
	record_set_text(to, WORKER_WORKER, worker->id);
	record_set_text(to, WORKER_NAME, worker->name);
	record_set_text(to, WORKER_STAFF_NUMBER, worker->id);
	record_set_text(to, WORKER_REGISTRATION, worker->registration);
	record_set_text(to, WORKER_JOB_TITLE,
	                team->kind == TEAM_LEAVING_CARE ? STR("Personal adviser")
	                : team->kind == TEAM_EARLY_HELP ? STR("Family worker")
	                                                : STR("Social worker"));
	record_set_text(to, WORKER_DEPARTMENT, team->id);
	record_set_text(to, WORKER_FULL_TIME_EQUIVALENT,
	                worker->is_part_time ? STR("0.6") : STR("1"));
	record_set_number(to, WORKER_AGENCY, worker->is_agency);
	record_set_date(to, WORKER_STARTED, worker->from);
	record_set_date(to, WORKER_ENDED, worker->to);
}

static void add_team(const struct team *team, struct truth_child *nobody, struct arena *arena)
{
	struct truth_row *row = truth_add(arena, nobody, RECORD_TEAM);
	record_set_text(&row->row, TEAM_TEAM, team->id);
	record_set_text(&row->row, TEAM_NAME, arena_format(arena, "%.*s team", STR_ARGS(team->id)));
	record_set_text(&row->row, TEAM_PARENT, team->service);
	record_set_text(&row->row, TEAM_PARENT_NAME, team->service);
}

void town_staff(const struct town *town, struct arena *arena, struct truth_list *workers_out,
                struct truth_list *teams_out)
{
	const struct workforce *workforce = &town->workforce;
	struct truth_child nobody = { .id = { 0 } };
	for (size_t i = 0; i < workforce->worker_count; i++)
		add_worker(workforce, &workforce->workers[i], &nobody, arena);
	for (int32_t i = 0; i < workforce->team_count; i++)
		add_team(&workforce->teams[i], &nobody, arena);
	*workers_out = nobody.of[RECORD_WORKER];
	*teams_out = nobody.of[RECORD_TEAM];
}
