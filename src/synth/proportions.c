#include "synth/proportions.h"

#include <string.h>

static const struct proportion LIST[PROPORTION_COUNT] = {
#define PROPORTION(id, words, per, england, tolerance, source) \
	[PROPORTION_##id] = { #id, words, PROPORTION_PER_##per, england, tolerance, source },
#include "synth/proportions.def"
#undef PROPORTION
};

const struct proportion *proportion_list(void)
{
	return LIST;
}

void proportions_start(struct proportions *proportions, const struct town *town, int32_t year)
{
	*proportions =
		(struct proportions){ .town = town,
			              .children = town->plan.children,
			              .year = year,
			              .view = town_return_view(year) };
}

/* The year being counted, and the child. */
struct count {
	struct proportions *to;
	const struct truth_child *child;
	int32_t from;
	int32_t upto;
	int32_t born;
};

static void note(struct count *count, enum proportion_kind kind, bool is_counted)
{
	count->to->counted[kind] += is_counted;
	count->to->of[kind]++;
}

static void note_event(struct count *count, enum proportion_kind kind)
{
	count->to->counted[kind]++;
}

static int32_t date_of(const struct count *count, const struct truth_row *row, int field)
{
	return truth_date(row, field, &count->to->view);
}

static bool text_is(const struct count *count, const struct truth_row *row, int field,
                    const char *text)
{
	return str_equal(truth_text(row, field, &count->to->view), str_of(text));
}

static bool in_year(const struct count *count, int32_t day)
{
	return day != DATE_NONE && day >= count->from && day <= count->upto;
}

/* Open at the end of the year. */
static bool is_open(const struct count *count, int32_t from, int32_t until)
{
	return from != DATE_NONE && from <= count->upto &&
	       (until == DATE_NONE || until > count->upto);
}

static int32_t working_days(const struct count *count, int32_t from, int32_t until)
{
	int32_t days = -1;
	enum status st = calendar_elapsed(count->to->town->calendar, from, until, &days, NULL);
	return st == OK ? days : -1;
}

static int32_t months_later(int32_t day, int months)
{
	int32_t later = DATE_NONE;
	enum status st = date_add_months(day, months, &later, NULL);
	return st == OK ? later : DATE_MAX;
}

static const struct truth_list *list_of(const struct count *count, enum record_type type)
{
	return &count->child->of[type];
}

/* Whether an assessment of the referral found that the child needs support. */
static bool was_found_in_need(const struct count *count, const struct truth_row *referral)
{
	const struct truth_list *list = list_of(count, RECORD_ASSESSMENT);
	bool found = false;
	for (size_t i = 0; i < list->count; i++)
		found |= list->items[i]->parent == referral &&
		         list->items[i]->row.values[ASSESSMENT_NEEDS_SUPPORT].number == 1;
	return found;
}

static bool was_referred_within_a_year(struct count *count, int32_t day)
{
	const struct truth_list *others = list_of(count, RECORD_REFERRAL);
	for (size_t i = 0; i < others->count; i++) {
		const struct truth_row *other = others->items[i];
		int32_t before = date_of(count, other, REFERRAL_RECEIVED);
		if (before != DATE_NONE && before < day && before >= day - 365)
			return true;
	}
	return false;
}

static void count_referrals(struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_REFERRAL);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t day = date_of(count, row, REFERRAL_RECEIVED);
		if (!in_year(count, day))
			continue;
		bool at_once = truth_number(row, REFERRAL_NO_FURTHER_ACTION, &count->to->view) == 1;
		note_event(count, PROPORTION_REFERRALS);
		note(count, PROPORTION_REREFERRALS, was_referred_within_a_year(count, day));
		note(count, PROPORTION_REFERRALS_CLOSED_AT_ONCE, at_once);
		bool is_not_in_need = !at_once && !was_found_in_need(count, row);
		note(count, PROPORTION_REFERRALS_NOT_IN_NEED, is_not_in_need);
		if (!at_once && !is_not_in_need)
			note_event(count, PROPORTION_NEED_STARTED);
	}
}

static void count_assessments(struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_ASSESSMENT);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t done = date_of(count, row, ASSESSMENT_COMPLETED);
		if (!in_year(count, done))
			continue;
		int32_t days = working_days(count, date_of(count, row, ASSESSMENT_STARTED), done);
		note_event(count, PROPORTION_ASSESSMENTS);
		note(count, PROPORTION_ASSESSMENTS_IN_45, days >= 0 && days <= 45);
	}
}

static void count_need(struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_NEED);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t from = date_of(count, row, NEED_STARTED),
			until = date_of(count, row, NEED_ENDED);
		bool was_in_need = was_found_in_need(count, row->parent);
		if (was_in_need && is_open(count, from, until)) {
			note_event(count, PROPORTION_NEED);
			note(count, PROPORTION_NEED_ABUSE,
			     text_is(count, row, NEED_PRIMARY_NEED, "N1"));
			note(count, PROPORTION_NEED_DISABILITY,
			     text_is(count, row, NEED_PRIMARY_NEED, "N2"));
		}
		if (was_in_need && in_year(count, until)) {
			note(count, PROPORTION_NEED_ENDED_3_MONTHS, until <= months_later(from, 3));
			note(count, PROPORTION_NEED_ENDED_2_YEARS, until >= months_later(from, 24));
		}
	}
}

static void count_enquiries(struct count *count)
{
	const struct truth_list *enquiries = list_of(count, RECORD_ENQUIRY);
	for (size_t i = 0; i < enquiries->count; i++)
		if (in_year(count, date_of(count, enquiries->items[i], ENQUIRY_STARTED)))
			note_event(count, PROPORTION_ENQUIRIES);
	const struct truth_list *rows = list_of(count, RECORD_CONFERENCE);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t held = date_of(count, row, CONFERENCE_HELD);
		if (!in_year(count, held))
			continue;
		int32_t began = date_of(count, row, CONFERENCE_ENQUIRY_STARTED);
		int32_t days = began != DATE_NONE ? working_days(count, began, held) : -1;
		note_event(count, PROPORTION_CONFERENCES);
		note(count, PROPORTION_CONFERENCES_IN_15, days >= 0 && days <= 15);
	}
}

/* Every review since the year began in time, and none overdue. */
static bool is_reviewed_in_time(struct count *count, const struct truth_row *plan, int32_t from)
{
	int32_t due = months_later(from, 3);
	const struct truth_list *reviews = list_of(count, RECORD_PLAN_REVIEW);
	for (size_t i = 0; i < reviews->count; i++) {
		const struct truth_row *review = reviews->items[i];
		int32_t held = date_of(count, review, PLAN_REVIEW_HELD);
		if (review->parent != plan || held == DATE_NONE)
			continue;
		if (in_year(count, held) && held > due)
			return false;
		due = months_later(held, 6);
	}
	return due >= count->upto;
}

static void count_duration(struct count *count, int32_t from)
{
	static const struct {
		enum proportion_kind kind;
		int upto_months;
	} BANDS[] = { { PROPORTION_PLANS_3_MONTHS, 3 },
		      { PROPORTION_PLANS_6_MONTHS, 6 },
		      { PROPORTION_PLANS_12_MONTHS, 12 },
		      { PROPORTION_PLANS_24_MONTHS, 24 },
		      { PROPORTION_PLANS_2_YEARS, 12 * 100 } };
	bool is_found = false;
	for (size_t i = 0; i < COUNT_OF(BANDS); i++) {
		int32_t end = months_later(from, BANDS[i].upto_months);
		bool is_in = !is_found && (count->upto < end || (i < 2 && count->upto == end));
		note(count, BANDS[i].kind, is_in);
		is_found |= is_in;
	}
}

static void count_plans(struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_PLAN);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t from = date_of(count, row, PLAN_STARTED),
			until = date_of(count, row, PLAN_ENDED);
		if (in_year(count, from)) {
			note_event(count, PROPORTION_PLANS_STARTED);
			note(count, PROPORTION_PLANS_AGAIN,
			     truth_number(row, PLAN_PREVIOUS_PLANS, &count->to->view) > 0);
		}
		if (!is_open(count, from, until))
			continue;
		note_event(count, PROPORTION_PLANS);
		count_duration(count, from);
		note(count, PROPORTION_PLANS_NEGLECT,
		     text_is(count, row, PLAN_INITIAL_CATEGORY, "NEG"));
		note(count, PROPORTION_PLANS_EMOTIONAL,
		     text_is(count, row, PLAN_INITIAL_CATEGORY, "EMO"));
		if (months_later(from, 3) <= count->upto)
			note(count, PROPORTION_PLANS_REVIEWED,
			     is_reviewed_in_time(count, row, from));
	}
}

static void count_ages(struct count *count)
{
	static const struct {
		enum proportion_kind kind;
		int upto_age;
	} BANDS[] = { { PROPORTION_CARE_UNDER_1, 0 },
		      { PROPORTION_CARE_1_TO_4, 4 },
		      { PROPORTION_CARE_5_TO_9, 9 },
		      { PROPORTION_CARE_10_TO_15, 15 },
		      { PROPORTION_CARE_16, 99 } };
	int age = date_age(count->born, count->upto), least = 0;
	for (size_t i = 0; i < COUNT_OF(BANDS); i++) {
		note(count, BANDS[i].kind, age >= least && age <= BANDS[i].upto_age);
		least = BANDS[i].upto_age + 1;
	}
}

/* "20.5": more than 20 miles. */
static bool is_far(struct str miles)
{
	enum { FAR = 20 };
	struct str rest = miles, whole;
	int64_t number = 0;
	if (!str_split(&rest, '.', &whole) || str_to_int64(whole, &number, NULL) != OK)
		return false;
	return number > FAR || (number == FAR && rest.len > 0);
}

/* The yearly return's questions about those who were in care for all of it. */
static void count_years(struct count *count)
{
	static const struct {
		enum proportion_kind kind;
		int field;
	} ASKED[] = { { PROPORTION_YEAR_HEALTH, CARE_YEAR_HEALTH_ASSESSMENT },
		      { PROPORTION_YEAR_DENTAL, CARE_YEAR_TEETH_CHECK },
		      { PROPORTION_YEAR_IMMUNISED, CARE_YEAR_IMMUNISATIONS },
		      { PROPORTION_YEAR_CONVICTED, CARE_YEAR_CONVICTED },
		      { PROPORTION_YEAR_MISUSE, CARE_YEAR_SUBSTANCE_MISUSE } };
	const struct truth_list *rows = list_of(count, RECORD_CARE_YEAR);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		if (date_of(count, row, CARE_YEAR_YEAR_END) != count->upto)
			continue;
		for (size_t k = 0; k < COUNT_OF(ASKED); k++)
			note(count, ASKED[k].kind,
			     truth_number(row, ASKED[k].field, &count->to->view) == 1);
	}
}

static void count_who(struct count *count, const struct truth_row *open)
{
	const struct truth_row *person = count->child->of[RECORD_PERSON].items[0];
	const struct truth_view *view = &count->to->view;
	struct str placement = truth_text(open, CARE_PLACEMENT, view);
	struct str ethnicity = truth_text(person, PERSON_ETHNICITY, view);
	note(count, PROPORTION_CARE_BOYS, text_is(count, person, PERSON_SEX, "M"));
	note(count, PROPORTION_CARE_WHITE, ethnicity.len > 0 && ethnicity.ptr[0] == 'W');
	note(count, PROPORTION_CARE_FOSTERED, placement.ptr[0] == 'U');
	note(count, PROPORTION_CARE_HOMES, placement.ptr[0] == 'K' && placement.ptr[1] != '3');
	note(count, PROPORTION_CARE_SUPPORTED,
	     str_equal(placement, STR("H5")) || str_equal(placement, STR("K3")) ||
	             str_equal(placement, STR("P2")));
	note(count, PROPORTION_CARE_PARENTS, str_equal(placement, STR("P1")));
	note(count, PROPORTION_CARE_FAR,
	     text_is(count, open, CARE_PLACEMENT_LOCATION, "OUT") &&
	             is_far(truth_text(open, CARE_DISTANCE, view)));
	note(count, PROPORTION_CARE_UNACCOMPANIED, truth_number(person, PERSON_UASC, view) == 1);
	count_ages(count);
}

/* Whether a placement began with an episode: another carer. */
static bool is_move(const struct count *count, const struct truth_row *row)
{
	return text_is(count, row, CARE_START_REASON, "S") ||
	       text_is(count, row, CARE_START_REASON, "P") ||
	       text_is(count, row, CARE_START_REASON, "B");
}

static void count_homes(struct count *count, int32_t entered)
{
	int32_t homes = 0, lives_here_since = DATE_NONE;
	const struct truth_list *rows = list_of(count, RECORD_CARE);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t from = date_of(count, row, CARE_STARTED),
			until = date_of(count, row, CARE_ENDED);
		if (from == DATE_NONE || date_of(count, row, CARE_ENTERED_CARE) != entered)
			continue;
		if (is_move(count, row))
			lives_here_since = from;
		bool is_later = in_year(count, from) && is_move(count, row);
		bool is_first = from < count->from && (until == DATE_NONE || until > count->from);
		homes += is_later || is_first;
	}
	note(count, PROPORTION_CARE_3_HOMES, homes >= 3);
	if (entered <= months_later(count->upto, -30) && date_age(count->born, count->upto) < 16)
		note(count, PROPORTION_CARE_SAME_HOME,
		     lives_here_since <= months_later(count->upto, -24));
}

static bool was_missing(const struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_MISSING);
	for (size_t i = 0; i < rows->count; i++)
		if (in_year(count, date_of(count, rows->items[i], MISSING_STARTED)) &&
		    text_is(count, rows->items[i], MISSING_KIND, "M"))
			return true;
	return false;
}

static int32_t workers_in_year(const struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_ALLOCATION);
	int32_t workers = 0;
	struct str last = { 0 };
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t from = date_of(count, row, ALLOCATION_STARTED);
		int32_t until = date_of(count, row, ALLOCATION_ENDED);
		if (from == DATE_NONE || (until != DATE_NONE && until < count->from))
			continue;
		struct str worker = truth_text(row, ALLOCATION_WORKER, &count->to->view);
		workers += !str_equal(worker, last);
		last = worker;
	}
	return workers;
}

static void count_ceased(struct count *count, const struct truth_row *row)
{
	struct str reason = truth_text(row, CARE_END_REASON, &count->to->view);
	bool is_adopted = str_starts_nocase(reason, STR("E11")) ||
	                  str_starts_nocase(reason, STR("E12"));
	bool has_guardian = reason.len == 3 && memcmp(reason.ptr, "E4", 2) == 0 &&
	                    reason.ptr[2] >= '3' && reason.ptr[2] <= '8';
	note_event(count, PROPORTION_CARE_CEASED);
	note(count, PROPORTION_CEASED_ADOPTED, is_adopted);
	note(count, PROPORTION_CEASED_GUARDIAN, has_guardian);
}

static void count_care(struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_CARE);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int32_t from = date_of(count, row, CARE_STARTED),
			until = date_of(count, row, CARE_ENDED);
		if (text_is(count, row, CARE_LEGAL_STATUS, "V3") ||
		    text_is(count, row, CARE_LEGAL_STATUS, "V4"))
			continue;
		if (in_year(count, from) && text_is(count, row, CARE_START_REASON, "S"))
			note_event(count, PROPORTION_CARE_STARTED);
		if (in_year(count, until) && !text_is(count, row, CARE_END_REASON, "X1"))
			count_ceased(count, row);
		if (!is_open(count, from, until))
			continue;
		note_event(count, PROPORTION_CARE);
		count_who(count, row);
		count_homes(count, date_of(count, row, CARE_ENTERED_CARE));
		note(count, PROPORTION_CARE_MISSING, was_missing(count));
		note(count, PROPORTION_CARE_3_WORKERS, workers_in_year(count) >= 3);
	}
}

static void count_leavers(struct count *count)
{
	const struct truth_list *rows = list_of(count, RECORD_CARE_LEAVER);
	for (size_t i = 0; i < rows->count; i++) {
		const struct truth_row *row = rows->items[i];
		int age = date_age(count->born, count->upto);
		if (date_of(count, row, CARE_LEAVER_YEAR_END) != count->upto || age < 19 ||
		    age > 21)
			continue;
		struct str activity = truth_text(row, CARE_LEAVER_ACTIVITY, &count->to->view);
		note(count, PROPORTION_LEAVERS_ACTIVE,
		     activity.len == 2 && (activity.ptr[0] == 'F' || activity.ptr[0] == 'P'));
		note(count, PROPORTION_LEAVERS_HOUSED,
		     text_is(count, row, CARE_LEAVER_SUITABLE, "suitable"));
		note(count, PROPORTION_LEAVERS_LOST,
		     text_is(count, row, CARE_LEAVER_IN_TOUCH, "NO"));
	}
}

void proportions_add(struct proportions *proportions, const struct truth_child *child)
{
	const struct truth_row *person = child->of[RECORD_PERSON].items[0];
	struct count count = { .to = proportions,
		               .child = child,
		               .from = town_year_start(proportions->year),
		               .upto = town_year_end(proportions->year),
		               .born = (int32_t)person->row.values[PERSON_BORN].number };
	count_referrals(&count);
	count_assessments(&count);
	count_need(&count);
	count_enquiries(&count);
	count_plans(&count);
	count_care(&count);
	count_years(&count);
	count_leavers(&count);
}

int64_t proportion_tenths(const struct proportions *proportions, enum proportion_kind kind)
{
	int64_t counted = proportions->counted[kind], of = proportions->of[kind];
	if (LIST[kind].per == PROPORTION_PER_RATE) {
		of = proportions->children;
		counted *= 10000;
	} else {
		counted *= 100;
	}
	return of > 0 ? (counted * 20 + of) / (2 * of) : -1;
}

void proportions_print(const struct proportions *proportions, struct buf *out)
{
	buf_format(out, "%-48s %9s %9s\n", "", "Fairshire", "England");
	for (int kind = 0; kind < PROPORTION_COUNT; kind++) {
		const struct proportion *line = &LIST[kind];
		int64_t ours = proportion_tenths(proportions, (enum proportion_kind)kind);
		const char *unit = line->per == PROPORTION_PER_RATE ? " " : "%";
		if (ours < 0)
			buf_format(out, "%-48s %8s ", line->words, "-");
		else
			buf_format(out, "%-48s %6lld.%lld%s", line->words, (long long)ours / 10,
			           (long long)ours % 10, unit);
		buf_format(out, " %6d.%d%s\n", line->england_tenths / 10, line->england_tenths % 10,
		           unit);
	}
}
