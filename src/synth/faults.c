#include "synth/faults.h"

#include <inttypes.h>
#include <string.h>

#include "synth/csv_text.h"
#include "synth/story.h"

static const struct {
	const char *word;
	const char *words;
	int32_t per_million;
} KINDS[FAULT_KIND_COUNT] = {
#define FAULT(id, word, rate, words) [FAULT_##id] = { word, words, rate },
#include "synth/faults.def"
#undef FAULT
};

enum status faults_open(struct faults *faults, uint64_t seed, bool are_on, const char *path,
                        struct err *err)
{
	*faults = (struct faults){ .are_on = are_on, .seed = seed };
	enum status st = outfile_open(path, false, &faults->manifest, err);
	if (st == OK)
		fputs("fault,file,row,column,child,written,meant\n", faults->manifest.stream);
	return st;
}

bool faults_strike(const struct faults *faults, enum fault_kind kind, struct random *random)
{
	return faults->are_on && random_below(random, 1000000) < KINDS[kind].per_million;
}

void faults_note(struct faults *faults, const struct fault *fault)
{
	FILE *to = faults->manifest.stream;
	fprintf(to, "%s,%.*s,%" PRId64 ",", KINDS[fault->kind].word, STR_ARGS(fault->file),
	        fault->row);
	csv_write_cell(to, fault->column);
	fputc(',', to);
	csv_write_cell(to, fault->child);
	fputc(',', to);
	csv_write_cell(to, fault->written);
	fputc(',', to);
	csv_write_cell(to, fault->meant);
	fputc('\n', to);
	faults->counts[fault->kind]++;
}

const char *fault_word(enum fault_kind kind)
{
	return KINDS[kind].word;
}

const char *fault_words(enum fault_kind kind)
{
	return KINDS[kind].words;
}

enum status faults_close(struct faults *faults, struct err *err)
{
	return outfile_commit(&faults->manifest, err);
}

void faults_abandon(struct faults *faults)
{
	outfile_abandon(&faults->manifest);
}

/* ---- faults of records ---- */

/* A family whose records are being spoiled. */
struct spoiling {
	struct faults *faults;
	const struct town *town;
	struct random random;
	struct arena *arena;
	struct truth_child *child;
};

static bool strikes(struct spoiling *spoiling, enum fault_kind kind)
{
	return faults_strike(spoiling->faults, kind, &spoiling->random);
}

/* Sets a date to a wrong one, and says so. */
static void spoil_date(struct spoiling *spoiling, enum fault_kind kind, struct truth_row *row,
                       int field, int32_t wrong)
{
	char written[DATE_TEXT_BYTES], meant[DATE_TEXT_BYTES];
	const struct record_type_spec *spec = record_type_spec(row->row.type);
	int32_t right = record_date(row->row.type, row->row.values, field);
	record_set_date(&row->row, field, wrong);
	struct fault fault = {
		.kind = kind,
		.file = STR("(records)"),
		.column = arena_format(spoiling->arena, "%s.%s", spec->name,
		                       spec->fields[field].name),
		.child = spoiling->child->id,
		.written = str_of(date_print_iso(wrong, written)),
		.meant = str_of(date_print_iso(right, meant)),
	};
	faults_note(spoiling->faults, &fault);
}

static int32_t date_in(const struct truth_row *row, int field)
{
	return record_date(row->row.type, row->row.values, field);
}

/* Whether something happened in the years of which returns are made. */
static bool is_told(const struct spoiling *spoiling, int32_t day)
{
	return day != DATE_NONE && day >= spoiling->town->first_day &&
	       day <= spoiling->town->last_day;
}

static void spoil_plans(struct spoiling *spoiling)
{
	const struct truth_list *list = &spoiling->child->of[RECORD_PLAN];
	size_t count = list->count;
	for (size_t i = 0; i < count; i++) {
		struct truth_row *row = list->items[i];
		int32_t from = date_in(row, PLAN_STARTED), until = date_in(row, PLAN_ENDED);
		if (is_told(spoiling, until) && strikes(spoiling, FAULT_END_BEFORE_START))
			spoil_date(spoiling, FAULT_END_BEFORE_START, row, PLAN_ENDED, from - 12);
		bool is_long = until - from > 90;
		if (!is_told(spoiling, from) || !is_long || !strikes(spoiling, FAULT_PLANS_OVERLAP))
			continue;
		struct truth_row *again = truth_add(spoiling->arena, spoiling->child, RECORD_PLAN);
		*again = *row;
		record_set_text(
			&again->row, PLAN_SOURCE_ROW,
			arena_format(spoiling->arena, "%.*s-2", STR_ARGS(story_key_of(row))));
		record_set_date(&again->row, PLAN_STARTED, from);
		spoil_date(spoiling, FAULT_PLANS_OVERLAP, again, PLAN_STARTED, from + 40);
	}
}

static void spoil_care(struct spoiling *spoiling)
{
	const struct truth_list *list = &spoiling->child->of[RECORD_CARE];
	for (size_t i = 0; i + 1 < list->count; i++) {
		struct truth_row *row = list->items[i];
		int32_t until = date_in(row, CARE_ENDED),
			next = date_in(list->items[i + 1], CARE_STARTED);
		int32_t from = date_in(row, CARE_STARTED);
		if (until != next || !is_told(spoiling, until) || until - from < 20)
			continue;
		if (strikes(spoiling, FAULT_EPISODES_OVERLAP) &&
		    until + 8 <= spoiling->town->last_day)
			spoil_date(spoiling, FAULT_EPISODES_OVERLAP, row, CARE_ENDED, until + 8);
		else if (strikes(spoiling, FAULT_EPISODES_GAP))
			spoil_date(spoiling, FAULT_EPISODES_GAP, row, CARE_ENDED, until - 9);
	}
}

/* The date with day and month exchanged; DATE_NONE when there is none or it is the same. */
static int32_t day_for_month(int32_t day)
{
	struct ymd parts = date_to_ymd(day);
	int32_t wrong = DATE_NONE;
	if (parts.day > 12 || parts.day == parts.month ||
	    date_from_ymd(parts.year, parts.day, parts.month, &wrong, NULL) != OK)
		return DATE_NONE;
	return wrong;
}

/* The episode of need says the same days as its referral. */
static void tell_need(struct spoiling *spoiling, const struct truth_row *referral)
{
	const struct truth_list *list = &spoiling->child->of[RECORD_NEED];
	for (size_t i = 0; i < list->count; i++) {
		struct truth_row *need = list->items[i];
		if (need->parent != referral)
			continue;
		need->row.values[NEED_STARTED] = referral->row.values[REFERRAL_RECEIVED];
		need->row.values[NEED_ENDED] = referral->row.values[REFERRAL_CLOSED];
	}
}

static void spoil_referrals(struct spoiling *spoiling)
{
	const struct truth_list *list = &spoiling->child->of[RECORD_REFERRAL];
	const struct truth_list *plans = &spoiling->child->of[RECORD_PLAN];
	for (size_t i = 0; i < list->count; i++) {
		struct truth_row *row = list->items[i];
		int32_t received = date_in(row, REFERRAL_RECEIVED);
		int32_t wrong = received != DATE_NONE ? day_for_month(received) : DATE_NONE;
		if (is_told(spoiling, received) && is_told(spoiling, wrong) &&
		    strikes(spoiling, FAULT_DAY_MONTH))
			spoil_date(spoiling, FAULT_DAY_MONTH, row, REFERRAL_RECEIVED, wrong);
		tell_need(spoiling, row);
	}
	for (size_t i = 0; i < plans->count; i++) {
		struct truth_row *referral = plans->items[i]->parent;
		int32_t from = date_in(plans->items[i], PLAN_STARTED);
		if (is_told(spoiling, from) && date_in(referral, REFERRAL_CLOSED) > from + 30 &&
		    strikes(spoiling, FAULT_CLOSED_WITH_PLAN))
			spoil_date(spoiling, FAULT_CLOSED_WITH_PLAN, referral, REFERRAL_CLOSED,
			           from + 7);
		tell_need(spoiling, referral);
	}
}

static void spoil_conferences(struct spoiling *spoiling)
{
	const struct truth_list *list = &spoiling->child->of[RECORD_ENQUIRY];
	for (size_t i = 0; i < list->count; i++) {
		struct truth_row *row = list->items[i];
		int32_t held = date_in(row, ENQUIRY_CONFERENCE_HELD);
		if (is_told(spoiling, held) && strikes(spoiling, FAULT_CONFERENCE_BEFORE))
			spoil_date(spoiling, FAULT_CONFERENCE_BEFORE, row, ENQUIRY_STARTED,
			           held + 6);
	}
}

void faults_in_family(struct faults *faults, const struct town *town, int32_t number,
                      struct truth_family *family)
{
	enum { CENTURY_MONTHS = 1200 };
	if (!faults->are_on)
		return;
	struct spoiling spoiling = { .faults = faults,
		                     .town = town,
		                     .random = random_stream(faults->seed, STREAM_FAULTS,
		                                             (uint64_t)number),
		                     .arena = family->arena };
	for (size_t i = 0; i < family->count; i++) {
		spoiling.child = &family->children[i];
		struct truth_row *person = family->children[i].of[RECORD_PERSON].items[0];
		int32_t early = DATE_NONE;
		if (strikes(&spoiling, FAULT_BORN_EARLY) &&
		    date_add_months(date_in(person, PERSON_BORN), -CENTURY_MONTHS, &early, NULL) ==
		            OK)
			spoil_date(&spoiling, FAULT_BORN_EARLY, person, PERSON_BORN, early);
		spoil_plans(&spoiling);
		spoil_care(&spoiling);
		spoil_referrals(&spoiling);
		spoil_conferences(&spoiling);
	}
}
