#include "series/retake.h"

#include "db/query.h"
#include "framework/store.h"
#include "series/said.h"
#include "series/submission.h"
#include "series/take.h"

/* What a line of a delivery that stands told. */
struct told {
	int64_t submission_id;
	size_t indicator; /* where it stands in the framework */
	int64_t told_in;
	bool is_set_aside;
	struct str scorecard; /* empty: it named none */
	struct str section;
	bool placed; /* it put its indicator into a scorecard */
};

struct told_list {
	struct told *items; /* in the order in which they came */
	size_t count;
	size_t capacity;
};

struct retake {
	const struct retake_request *request;
	struct take take; /* with the framework on its way back */
	struct told_list told;
	struct scorecard_stated_list stated;
	bool *is_touched;   /* of each indicator: the delivery spoke of it */
	bool *is_told;      /* somebody stated it, or a delivery that stands tells it */
	bool *is_common;    /* it stood in the common scorecard, and the delivery is silent of it */
	int64_t *stated_in; /* the change in which somebody last did; 0: nobody */
};

static size_t find_id(const struct framework *framework, int64_t id)
{
	size_t at = 0;
	while (at < framework->indicator_count && framework->indicators[at].id != id)
		at++;
	return at < framework->indicator_count ? at : FRAMEWORK_NOWHERE;
}

/* ---- facts, targets, rules and flags ---- */

static enum status find_touched(struct retake *retake, struct err *err)
{
	bool found = false;
	auto_query q = { 0 };
	enum status st = query_start(retake->take.db, SQL_SUBMISSION_INDICATOR_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, retake->request->delivery);
	while ((st = query_step(&q, &found, err)) == OK && found) {
		size_t at = find_id(&retake->take.framework, query_int64(&q, 0));
		if (at != FRAMEWORK_NOWHERE)
			retake->is_touched[at] = true;
	}
	return st;
}

/* Puts what the delivery spoke of back to what somebody last stated. */
static enum status restore_stated(struct retake *retake, struct err *err)
{
	struct framework *framework = &retake->take.framework;
	enum status st = OK;
	for (size_t i = 0; st == OK && i < framework->indicator_count; i++) {
		struct framework_stated stated;
		retake->is_told[i] = true;
		st = framework_stated_load(retake->take.db, framework->indicators[i].id,
		                           retake->request->delivery, framework, &stated, err);
		if (st != OK)
			return st;
		retake->stated_in[i] = stated.change;
		if (!retake->is_touched[i])
			continue;
		retake->is_told[i] = stated.change != 0;
		framework->indicators[i] = stated.indicator;
	}
	return st;
}

static enum status list_told(struct retake *retake, struct err *err)
{
	struct told_list *told = &retake->told;
	bool found = false;
	auto_query q = { 0 };
	enum status st = query_start(retake->take.db, SQL_SUBMISSION_STANDING_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, retake->request->authority);
	while ((st = query_step(&q, &found, err)) == OK && found) {
		size_t at = find_id(&retake->take.framework, query_int64(&q, 1));
		if (at == FRAMEWORK_NOWHERE)
			continue;
		told->items = arena_grow(retake->take.arena, told->items, told->count,
		                         &told->capacity, sizeof(*told->items));
		told->items[told->count++] = (struct told){ .submission_id = query_int64(&q, 0),
			                                    .indicator = at,
			                                    .told_in = query_int64(&q, 2),
			                                    .is_set_aside = query_int64(&q, 3) != 0 };
	}
	return st;
}

/* Tells again what a line told since somebody last stated its indicator. */
static void tell_again(struct retake *retake, const struct told *told, const struct line *line)
{
	struct take *take = &retake->take;
	struct delivery delivery = { .file = line->file };
	if (!retake->is_told[told->indicator])
		take->framework.indicators[told->indicator].indicator = take_indicator(line);
	retake->is_told[told->indicator] = true;
	if (told->told_in <= retake->stated_in[told->indicator])
		return;
	take->delivery = &delivery;
	take_again(take, line, told->indicator, told->is_set_aside);
	take->delivery = NULL;
}

static enum status tell_all_again(struct retake *retake, struct err *err)
{
	struct arena *arena = retake->take.arena;
	enum status st = list_told(retake, err);
	for (size_t i = 0; st == OK && i < retake->told.count; i++) {
		struct told *told = &retake->told.items[i];
		struct line line = { .entered_percent = -1 };
		struct unit unit = { 0 };
		st = submission_load_one(retake->take.db, told->submission_id, &unit, arena, &line,
		                         err);
		if (st == OK)
			st = said_load(retake->take.db, told->submission_id, arena, &line, err);
		if (st != OK)
			return st;
		told->scorecard = line.scorecard;
		told->section = line.section;
		if (retake->is_touched[told->indicator])
			tell_again(retake, told, &line);
	}
	return st;
}

/* ---- places ---- */

/* The scorecard that a line names, or the one of those that name none. */
static struct str scorecard_of(const struct told *told)
{
	return told->scorecard.len ? told->scorecard : TAKE_COMMON_SCORECARD;
}

/* The last change in which somebody put anything into a scorecard; 0: only files have. */
static int64_t stated_in(const struct retake *retake, const struct scorecard *scorecard)
{
	int64_t last = 0;
	for (size_t i = 0; i < retake->stated.count; i++) {
		const struct scorecard_stated *it = &retake->stated.items[i];
		if (it->change > last && str_equal_nocase(it->scorecard, scorecard->name))
			last = it->change;
	}
	return last;
}

static bool is_files(const struct retake *retake, const struct scorecard *scorecard)
{
	return stated_in(retake, scorecard) == 0;
}

/* Whether an indicator, or else a section of that title, is in a scorecard as somebody
 * last stated it. */
static bool is_stated(const struct retake *retake, const struct scorecard *scorecard,
                      int64_t indicator_id, struct str section)
{
	int64_t last = stated_in(retake, scorecard);
	for (size_t i = 0; i < retake->stated.count; i++) {
		const struct scorecard_stated *it = &retake->stated.items[i];
		if (it->change == last && str_equal_nocase(it->scorecard, scorecard->name) &&
		    it->indicator_id == indicator_id &&
		    (indicator_id || str_equal_nocase(it->section, section)))
			return true;
	}
	return false;
}

/* Whether anything stands in a section, or in one below it. */
static bool is_occupied(const struct scorecard *scorecard, size_t section)
{
	for (size_t i = 0; i < scorecard->placement_count; i++)
		for (size_t at = scorecard->placements[i].section; at != FRAMEWORK_NOWHERE;
		     at = scorecard->sections[at].parent)
			if (at == section)
				return true;
	return false;
}

/* Which sections something stands in, one for each section there will be. */
static bool *list_occupied(const struct retake *retake, const struct scorecard *scorecard)
{
	bool *is_filled = arena_new(retake->take.arena, scorecard->section_count + 1,
	                            sizeof(*is_filled));
	for (size_t i = 0; i < scorecard->section_count; i++)
		is_filled[i] = is_occupied(scorecard, i);
	return is_filled;
}

/* Leaves in a scorecard what somebody put there: what files did is done again. */
static void drop_places(struct retake *retake, struct scorecard *scorecard)
{
	const struct framework *framework = &retake->take.framework;
	bool is_common = str_equal_nocase(scorecard->name, TAKE_COMMON_SCORECARD);
	size_t kept = 0;
	for (size_t i = 0; i < scorecard->placement_count; i++) {
		struct placement it = scorecard->placements[i];
		int64_t id = framework->indicators[it.indicator].id;
		if (is_common)
			retake->is_common[it.indicator] = !retake->is_touched[it.indicator];
		if (is_stated(retake, scorecard, id, (struct str){ 0 }))
			scorecard->placements[kept++] = it;
	}
	scorecard->placement_count = kept;
}

/* Sections that are empty now, and were not, go; unless somebody stated them. */
static void drop_sections(struct retake *retake, struct scorecard *scorecard,
                          const bool *was_occupied, size_t known_count)
{
	bool *keep = arena_new(retake->take.arena, scorecard->section_count, sizeof(*keep));
	for (size_t i = scorecard->section_count; i-- > 0;) {
		size_t parent = scorecard->sections[i].parent;
		keep[i] = keep[i] || i >= known_count || !was_occupied[i] ||
		          is_occupied(scorecard, i) ||
		          is_stated(retake, scorecard, 0, scorecard->sections[i].title);
		if (keep[i] && parent != FRAMEWORK_NOWHERE)
			keep[parent] = true;
	}
	scorecard_keep_sections(&retake->take.framework, scorecard, keep);
}

static size_t count_placements(const struct framework *framework)
{
	size_t count = 0;
	for (size_t i = 0; i < framework->scorecard_count; i++)
		count += framework->scorecards[i].placement_count;
	return count;
}

/* Puts an indicator where a line shows it, unless somebody has stated the scorecard since.
 * What stood in the common one, and the delivery did not speak of, stays there. */
static void place_told(struct retake *retake, struct told *told)
{
	struct framework *framework = &retake->take.framework;
	struct line line = { .scorecard = told->scorecard, .section = told->section };
	const struct scorecard *scorecard =
		framework_find_scorecard(framework, scorecard_of(told));
	size_t before = count_placements(framework);
	if (told->is_set_aside || (scorecard && told->told_in <= stated_in(retake, scorecard)))
		return;
	if (line.section.len && retake->is_common[told->indicator])
		line.scorecard = scorecard_of(told);
	take_place(&retake->take, &line, told->indicator);
	told->placed = count_placements(framework) > before;
}

static enum status place_again(struct retake *retake, struct err *err)
{
	struct framework *framework = &retake->take.framework;
	struct arena *arena = retake->take.arena;
	size_t known = framework->scorecard_count;
	bool **was_occupied = arena_new(arena, known, sizeof(*was_occupied));
	size_t *sections = arena_new(arena, known, sizeof(*sections));
	enum status st = scorecard_stated_load(retake->take.db, retake->request->authority, arena,
	                                       &retake->stated, err);
	if (st != OK)
		return st;
	for (size_t i = 0; i < known; i++) {
		struct scorecard *scorecard = &framework->scorecards[i];
		was_occupied[i] = list_occupied(retake, scorecard);
		drop_places(retake, scorecard);
		if (is_files(retake, scorecard)) /* it is made anew */
			scorecard->section_count = 0;
		sections[i] = scorecard->section_count;
	}
	for (size_t i = 0; i < retake->told.count; i++)
		place_told(retake, &retake->told.items[i]);
	for (size_t i = 0; i < known; i++)
		drop_sections(retake, &framework->scorecards[i], was_occupied[i], sections[i]);
	return OK;
}

/* ---- order ---- */

/* The change in which a scorecard first came: somebody's, or that of the first line that
 * stands and names it; and which line that is, where several came together. */
struct first_known {
	int64_t change;
	size_t line;
};

static struct first_known first_known(const struct retake *retake,
                                      const struct scorecard *scorecard)
{
	struct first_known first = { INT64_MAX, retake->told.count };
	for (size_t i = retake->told.count; i-- > 0;)
		if (retake->told.items[i].placed &&
		    str_equal_nocase(scorecard_of(&retake->told.items[i]), scorecard->name))
			first = (struct first_known){ retake->told.items[i].told_in, i };
	for (size_t i = 0; i < retake->stated.count; i++)
		if (retake->stated.items[i].change < first.change &&
		    str_equal_nocase(retake->stated.items[i].scorecard, scorecard->name))
			first = (struct first_known){ retake->stated.items[i].change, 0 };
	return first;
}

/* Whether a scorecard stands before another; two of somebody's stay as they are. */
static bool stands_before(const struct retake *retake, const struct scorecard *a,
                          const struct scorecard *b)
{
	if (!is_files(retake, a) && !is_files(retake, b))
		return false;
	struct first_known first = first_known(retake, a), other = first_known(retake, b);
	return first.change != other.change ? first.change < other.change
	                                    : first.line < other.line;
}

/* Puts the scorecards in the order in which they would have come. */
static void order_scorecards(struct retake *retake)
{
	struct framework *framework = &retake->take.framework;
	struct scorecard *items = framework->scorecards;
	for (size_t i = 1; i < framework->scorecard_count; i++) {
		for (size_t k = i; k > 0 && stands_before(retake, &items[k], &items[k - 1]); k--) {
			struct scorecard earlier = items[k];
			items[k] = items[k - 1];
			items[k - 1] = earlier;
		}
	}
}

/* The indicators that are told of, in order: those that only files brought as they first
 * came, those of somebody where they are. Returns how many. */
static size_t order_indicators(struct retake *retake, size_t *order)
{
	const struct framework *framework = &retake->take.framework;
	struct arena *arena = retake->take.arena;
	size_t *came = arena_new(arena, framework->indicator_count, sizeof(*came));
	bool *has_come = arena_new(arena, framework->indicator_count, sizeof(*has_come));
	size_t came_count = 0, next = 0, count = 0;
	for (size_t i = 0; i < retake->told.count; i++) {
		size_t at = retake->told.items[i].indicator;
		if (retake->stated_in[at] || has_come[at])
			continue;
		has_come[at] = true;
		came[came_count++] = at;
	}
	for (size_t i = 0; i < framework->indicator_count; i++)
		if (retake->is_told[i])
			order[count++] = has_come[i] ? came[next++] : i;
	return count;
}

/* ---- the whole ---- */

static enum status save(struct retake *retake, size_t *ended_out, struct err *err)
{
	struct framework *framework = &retake->take.framework;
	struct framework_source source = { .act = retake->request->act,
		                           .delivery = retake->request->delivery,
		                           .is_withdrawal = true };
	struct framework_changes changes;
	size_t before = framework->indicator_count;
	size_t *order = arena_new(retake->take.arena, before, sizeof(*order));
	size_t count = order_indicators(retake, order);
	order_scorecards(retake);
	framework_choose_indicators(framework, order, count);
	enum status st = framework_tell(retake->take.db, framework, &source, &changes,
	                                retake->take.findings, err);
	if (st == OK)
		*ended_out = before - framework->indicator_count;
	return st;
}

enum status retake_without(struct db *db, const struct retake_request *request,
                           size_t *ended_out, struct err *err)
{
	auto_arena arena = { 0 };
	struct finding_list told_before = { .arena = &arena }; /* when each delivery came */
	struct series_summary summary = { .arena = &arena };
	struct series_take what = { .act = request->act };
	struct retake retake = { .request = request,
		                 .take = { .db = db,
		                           .what = &what,
		                           .summary = &summary,
		                           .findings = &told_before,
		                           .arena = &arena,
		                           .authority = request->authority } };
	struct framework *framework = &retake.take.framework;
	enum status st = framework_load(db, request->authority, &arena, framework, err);
	if (st != OK)
		return st;
	retake.is_touched = arena_new(&arena, framework->indicator_count, sizeof(bool));
	retake.is_told = arena_new(&arena, framework->indicator_count, sizeof(bool));
	retake.is_common = arena_new(&arena, framework->indicator_count, sizeof(bool));
	retake.stated_in = arena_new(&arena, framework->indicator_count, sizeof(int64_t));
	st = find_touched(&retake, err);
	if (st == OK)
		st = restore_stated(&retake, err);
	if (st == OK)
		st = tell_all_again(&retake, err);
	if (st == OK)
		st = place_again(&retake, err);
	return st == OK ? save(&retake, ended_out, err) : st;
}
