#include "synth/workforce.h"

#include "base/date.h"

enum {
	POSTS_PER_10000 = 26,
	TEAM_POSTS = 8, /* a team is split when it would be larger */
	FIRST_WORKER = 1001,
	FIRST_REGISTRATION = 900001, /* no number of Social Work England's has six digits and a 9 */
};

static const struct {
	const char *name;
	const char *service;
	int32_t share; /* of the posts, in hundredths */
} KINDS[TEAM_KIND_COUNT] = {
	[TEAM_EARLY_HELP] = { "Family Help", "Early help", 12 },
	[TEAM_ASSESSMENT] = { "Assessment", "Front door and assessment", 24 },
	[TEAM_SAFEGUARDING] = { "Safeguarding", "Safeguarding and support", 32 },
	[TEAM_DISABILITY] = { "Disabled Children", "Safeguarding and support", 8 },
	[TEAM_CARE] = { "Children in Care", "Care and permanence", 17 },
	[TEAM_LEAVING_CARE] = { "Leaving Care", "Care and permanence", 7 },
};

/* Days in a post, of employed and of agency workers. */
static const struct spread TENURE = { { 60, 250, 430, 640, 880, 1150, 1500, 1900, 2500, 3600,
	                                6000 } };
static const struct spread AGENCY_TENURE = { { 20, 60, 90, 120, 150, 180, 220, 270, 340, 450,
	                                       700 } };
enum { AGENCY_PER_10000 = 4300 }; /* of those who start: their short stays make it 18% at a time */

static struct str worker_name(struct random *random, struct arena *arena)
{
	static const char *const SURNAMES[] = {
		"Ashdown", "Barlow",   "Chaudhry", "Denholm",   "Eze",     "Fairley", "Greaves",
		"Hussain", "Ingham",   "Jowett",   "Kaur",      "Lindley", "Mensah",  "Naylor",
		"Okafor",  "Pryce",    "Quayle",   "Rowntree",  "Sandhu",  "Thwaite", "Usher",
		"Varley",  "Whitlock", "Yardley",  "Zielinski",
	};
	char first = (char)('A' + random_below(random, 26));
	return arena_format(arena, "%c. %s", first,
	                    SURNAMES[random_below(random, (int32_t)COUNT_OF(SURNAMES))]);
}

static void add_worker(struct workforce *to, struct worker worker, struct random *random,
                       struct arena *arena)
{
	worker.id = arena_format(arena, "W%zu", FIRST_WORKER + to->worker_count);
	worker.name = worker_name(random, arena);
	worker.registration = arena_format(arena, "SW%zu", FIRST_REGISTRATION + to->worker_count);
	to->workers = arena_grow(arena, to->workers, to->worker_count, &to->worker_capacity,
	                         sizeof(*to->workers));
	to->workers[to->worker_count++] = worker;
}

/* One holder after another. The first began before `from`: at least for a part of the
 * time that they stay. */
static void fill_post(struct workforce *to, struct post *post, int32_t from, int32_t upto,
                      struct random *random, struct arena *arena)
{
	post->first_worker = (int32_t)to->worker_count;
	int32_t day = from - random_below(random, 400);
	while (day <= upto) {
		struct worker worker = { .team = post->team, .from = day };
		worker.is_agency = random_chance(random, AGENCY_PER_10000);
		worker.is_part_time = !worker.is_agency && random_chance(random, 2200);
		worker.to = day +
		            random_spread(random, worker.is_agency ? &AGENCY_TENURE : &TENURE);
		add_worker(to, worker, random, arena);
		day = worker.to + 1;
	}
	post->worker_count = (int32_t)to->worker_count - post->first_worker;
}

static void add_teams(struct workforce *to, enum team_kind kind, int32_t posts, struct arena *arena)
{
	int32_t teams = (posts + TEAM_POSTS - 1) / TEAM_POSTS;
	for (int32_t i = 0; i < teams; i++) {
		struct team *team = &to->teams[to->team_count];
		*team = (struct team){ .kind = kind,
			               .service = str_of(KINDS[kind].service),
			               .first_post = to->post_count,
			               .post_count = posts / teams + (i < posts % teams) };
		team->id = teams > 1 ? arena_format(arena, "%s %d", KINDS[kind].name, (int)i + 1)
		                     : str_of(KINDS[kind].name);
		for (int32_t k = 0; k < team->post_count; k++)
			to->posts[to->post_count++].team = to->team_count;
		to->team_count++;
	}
}

void workforce_make(struct workforce *out, int32_t children, int32_t from, int32_t upto,
                    struct random *random, struct arena *arena)
{
	*out = (struct workforce){ 0 };
	int64_t posts = (int64_t)children * POSTS_PER_10000 / 10000;
	int32_t counts[TEAM_KIND_COUNT], total = 0;
	for (int kind = 0; kind < TEAM_KIND_COUNT; kind++) {
		counts[kind] = (int32_t)(posts * KINDS[kind].share / 100);
		counts[kind] = counts[kind] < 2 ? 2 : counts[kind];
		total += counts[kind];
	}
	out->posts = arena_new(arena, (size_t)total, sizeof(*out->posts));
	out->teams = arena_new(arena, (size_t)total, sizeof(*out->teams));
	for (int kind = 0; kind < TEAM_KIND_COUNT; kind++) {
		out->kind_first_post[kind] = out->post_count;
		add_teams(out, (enum team_kind)kind, counts[kind], arena);
	}
	out->kind_first_post[TEAM_KIND_COUNT] = out->post_count;
	for (int32_t i = 0; i < out->post_count; i++)
		fill_post(out, &out->posts[i], from, upto, random, arena);
}

int32_t workforce_post(const struct workforce *workforce, enum team_kind kind,
                       struct random *random)
{
	int32_t first = workforce->kind_first_post[kind];
	return first + random_below(random, workforce->kind_first_post[kind + 1] - first);
}

const struct worker *workforce_holder(const struct workforce *workforce, int32_t post, int32_t day)
{
	const struct post *of = &workforce->posts[post];
	const struct worker *holder = &workforce->workers[of->first_worker];
	for (int32_t left = of->worker_count - 1; left > 0 && holder->to < day; left--)
		holder++;
	return holder;
}

const struct team *workforce_team(const struct workforce *workforce, int32_t post)
{
	return &workforce->teams[workforce->posts[post].team];
}
