#include "synth/caseload.h"

enum { SEPTEMBER = 9, LAST_OF_SEPTEMBER = 30, PART_TIME_TENTHS = 6, TENTHS = 10 };

void caseload_start(struct caseload *caseload, const struct town *town, int32_t as_at,
                    struct arena *arena)
{
	*caseload = (struct caseload){ .town = town };
	for (int year = date_to_ymd(town->first_day).year; year <= date_to_ymd(as_at).year; year++) {
		int32_t day = DATE_NONE;
		if (date_from_ymd(year, SEPTEMBER, LAST_OF_SEPTEMBER, &day, NULL) == OK &&
		    day < as_at)
			caseload->days[caseload->day_count++] = day;
	}
	caseload->days[caseload->day_count++] = as_at;
	caseload->cases =
		arena_new(arena, caseload->day_count * (size_t)town->workforce.team_count,
	                  sizeof(*caseload->cases));
}

/* The team that a record names; -1 for none. */
static int32_t team_of(const struct workforce *workforce, struct str id)
{
	for (int32_t i = 0; i < workforce->team_count; i++)
		if (str_equal(workforce->teams[i].id, id))
			return i;
	return -1;
}

void caseload_add(struct caseload *caseload, const struct truth_child *child,
                  const struct truth_view *view)
{
	const struct workforce *workforce = &caseload->town->workforce;
	const struct truth_list *list = &child->of[RECORD_ALLOCATION];
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		int32_t from = truth_date(row, ALLOCATION_STARTED, view);
		int32_t until = truth_date(row, ALLOCATION_ENDED, view);
		int32_t team = team_of(workforce, row->row.values[ALLOCATION_TEAM].text);
		for (size_t d = 0; team >= 0 && from != DATE_NONE && d < caseload->day_count; d++)
			if (from <= caseload->days[d] &&
			    (until == DATE_NONE || until > caseload->days[d]))
				caseload->cases[d * (size_t)workforce->team_count + (size_t)team]++;
	}
}

/* Tenths of full-time equivalents, but for people and cases. */
struct count {
	int64_t in_post;
	int64_t agency;
	int64_t starters;
	int64_t leavers;
	int64_t people;
	int64_t cases;
};

static void count_worker(struct count *count, const struct worker *worker, int32_t day)
{
	int32_t share = worker->is_part_time ? PART_TIME_TENTHS : TENTHS;
	int32_t year_ago = day - 365;
	bool is_here = worker->from <= day && worker->to > day;
	if (worker->is_agency) {
		count->agency += is_here ? share : 0;
		return;
	}
	count->in_post += is_here ? share : 0;
	count->people += is_here;
	count->starters += worker->from > year_ago && worker->from <= day ? share : 0;
	count->leavers += worker->to > year_ago && worker->to <= day ? share : 0;
}

static void add_counts(struct count *to, const struct count *more)
{
	to->in_post += more->in_post;
	to->agency += more->agency;
	to->starters += more->starters;
	to->leavers += more->leavers;
	to->people += more->people;
	to->cases += more->cases;
}

static void set_tenths(struct record_row *row, int field, int64_t tenths, struct arena *arena)
{
	long long whole = (long long)tenths / TENTHS, rest = (long long)tenths % TENTHS;
	record_set_text(row, field,
	                rest ? arena_format(arena, "%lld.%lld", whole, rest)
	                     : arena_format(arena, "%lld", whole));
}

/* A row of a team, or of the whole service when `team` is empty. */
static void add_row(struct truth_child *nobody, int32_t day, struct str team, const char *role,
                    const struct count *count, struct arena *arena)
{
	enum { WORKING_DAYS = 253, SICK_PER_1000 = 32 };
	struct truth_row *row = truth_add(arena, nobody, RECORD_WORKFORCE);
	struct record_row *to = &row->row;
	row->formats = TRUTH_EXTRACT;
	record_set_date(to, WORKFORCE_COUNTED, day);
	record_set_text(to, WORKFORCE_TEAM, team);
	record_set_text(to, WORKFORCE_ROLE, str_of(role));
	set_tenths(to, WORKFORCE_FULL_TIME_EQUIVALENT, count->in_post, arena);
	record_set_number(to, WORKFORCE_HEADCOUNT, count->people);
	set_tenths(to, WORKFORCE_VACANCIES, count->agency, arena);
	set_tenths(to, WORKFORCE_AGENCY, count->agency, arena);
	set_tenths(to, WORKFORCE_AGENCY_COVERING, count->agency, arena);
	set_tenths(to, WORKFORCE_STARTERS, count->starters, arena);
	set_tenths(to, WORKFORCE_LEAVERS, count->leavers, arena);
	set_tenths(to, WORKFORCE_DAYS_ABSENT, count->in_post * WORKING_DAYS * SICK_PER_1000 / 1000,
	           arena);
	record_set_number(to, WORKFORCE_CASES, count->cases);
}

static struct count count_team(const struct workforce *workforce, int32_t team, int32_t day)
{
	struct count count = { 0 };
	const struct team *of = &workforce->teams[team];
	for (int32_t p = of->first_post; p < of->first_post + of->post_count; p++) {
		const struct post *post = &workforce->posts[p];
		for (int32_t i = 0; i < post->worker_count; i++)
			count_worker(&count, &workforce->workers[post->first_worker + i], day);
	}
	return count;
}

void town_workforce(const struct town *town, const struct caseload *caseload, struct arena *arena,
                    struct truth_list *out)
{
	const struct workforce *workforce = &town->workforce;
	struct truth_child nobody = { .id = { 0 } };
	for (size_t d = 0; d < caseload->day_count; d++) {
		struct count whole = { 0 };
		for (int32_t team = 0; team < workforce->team_count; team++) {
			enum team_kind kind = workforce->teams[team].kind;
			if (kind == TEAM_EARLY_HELP || kind == TEAM_LEAVING_CARE)
				continue; /* no social workers */
			struct count count = count_team(workforce, team, caseload->days[d]);
			count.cases = caseload->cases[d * (size_t)workforce->team_count +
			                              (size_t)team];
			add_row(&nobody, caseload->days[d], workforce->teams[team].id,
			        "Social worker", &count, arena);
			add_counts(&whole, &count);
		}
		add_row(&nobody, caseload->days[d], (struct str){ 0 }, "Social worker", &whole,
		        arena);
	}
	*out = nobody.of[RECORD_WORKFORCE];
}
