#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "cli/finding_print.h"
#include "cli/import.h"
#include "intake/benchmark_file.h"
#include "intake/ees_file.h"
#include "intake/geography_file.h"
#include "intake/lait_file.h"
#include "intake/neighbours_file.h"
#include "intake/ofsted_file.h"
#include "intake/publication.h"

enum {
	WORDS_MAX_BYTES = 1024,
	REVISED_SHOWN_MAX = 10, /* columns */
};

/* A published file that was read, and what is told of it. */
struct taken {
	struct publication_outcome of;
	struct buf words; /* "152 authorities, 1520 neighbours" */
	struct comparator_summary comparator; /* of figures; else zeroed */
};

/* What a release of figures brought, beside those before it. */
static void add_comparator(struct taken *out, const struct comparator_summary *summary)
{
	out->comparator = *summary;
	buf_format(&out->words, "%" PRId64 " values of %" PRId64 " measures, %" PRId64 " periods and %"
	           PRId64 " places: %" PRId64 " new, %" PRId64 " revised, %" PRId64 " unchanged, %"
	           PRId64 " of the release before no longer there",
	           summary->values, summary->measures, summary->periods, summary->places,
	           summary->values_added, summary->values_revised, summary->values_unchanged,
	           summary->values_vanished);
}

/* Reads a published file; fills `out->of` and adds to `out->words`. */
typedef enum status publication_taker(struct db *db, const struct publication *what,
                                      struct taken *out, struct finding_list *findings,
                                      struct err *err);

static enum status take_neighbours(struct db *db, const struct publication *what,
                                   struct taken *out, struct finding_list *findings,
                                   struct err *err)
{
	char day[DATE_TEXT_BYTES];
	struct neighbours_summary summary = { .of = { .arena = out->of.arena } };
	enum status st = neighbours_take_file(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		buf_format(&out->words, "%" PRId64 " authorities with %" PRId64
		           " statistical neighbours, from %s on", summary.authorities,
		           summary.neighbours, date_print_iso(summary.in_force_from, day));
	return st;
}

static enum status take_ofsted(struct db *db, const struct publication *what, struct taken *out,
                               struct finding_list *findings, struct err *err)
{
	struct ofsted_summary summary = { .of = { .arena = out->of.arena } };
	enum status st = ofsted_take_file(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		buf_format(&out->words, "%" PRId64 " inspections of %" PRId64 " authorities: %" PRId64
		           " outstanding, %" PRId64 " good, %" PRId64 " requires improvement, %"
		           PRId64 " inadequate",
		           summary.inspections, summary.authorities,
		           summary.of_grade[OFSTED_OUTSTANDING], summary.of_grade[OFSTED_GOOD],
		           summary.of_grade[OFSTED_REQUIRES_IMPROVEMENT],
		           summary.of_grade[OFSTED_INADEQUATE]);
	return st;
}

static enum status take_ees(struct db *db, const struct publication *what, struct taken *out,
                            struct finding_list *findings, struct err *err)
{
	struct ees_summary summary = { .of = { .arena = out->of.arena } };
	enum status st = ees_take_file(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		add_comparator(out, &summary.comparator);
	return st;
}

static enum status take_lait_history(struct db *db, const struct publication *what,
                                     struct taken *out, struct finding_list *findings,
                                     struct err *err)
{
	struct lait_history_summary summary = { .of = { .arena = out->of.arena },
		                                .comparator = { .arena = out->of.arena } };
	enum status st = lait_take_history(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		add_comparator(out, &summary.comparator);
	if (st == OK && summary.measures_unknown)
		buf_format(&out->words, "; %" PRId64 " values of %" PRId64 " measures have no dates",
		           summary.values_unknown, summary.measures_unknown);
	return st;
}

static enum status take_lait_measures(struct db *db, const struct publication *what,
                                      struct taken *out, struct finding_list *findings,
                                      struct err *err)
{
	struct lait_measures_summary summary = { .of = { .arena = out->of.arena } };
	enum status st = lait_take_measures(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		buf_format(&out->words, "%" PRId64 " measures described", summary.measures);
	return st;
}

static enum status take_geography(struct db *db, const struct publication *what,
                                  struct taken *out, struct finding_list *findings,
                                  struct err *err)
{
	struct geography_summary summary = { .of = { .arena = out->of.arena } };
	enum status st = geography_take_file(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		buf_format(&out->words, "%" PRId64 " rows say what the program knows of places, %"
		           PRId64 " differ, %" PRId64 " are of other areas",
		           summary.agreed, summary.differing, summary.passed_over);
	return st;
}

static enum status take_benchmark(struct db *db, const struct publication *what,
                                  struct taken *out, struct finding_list *findings,
                                  struct err *err)
{
	struct benchmark_summary summary = { .of = { .arena = out->of.arena },
		                             .comparator = { .arena = out->of.arena } };
	enum status st = benchmark_take_file(db, what, &summary, findings, err);
	out->of = summary.of;
	if (st == OK && !summary.of.is_known)
		add_comparator(out, &summary.comparator);
	return st;
}

/* A new kind of published file is one row here and one in import.c. */
static const struct {
	enum format_kind kind;
	publication_taker *take;
} TAKERS[] = {
	{ FORMAT_EES_DATA, take_ees },
	{ FORMAT_POPULATION, take_ees },
	{ FORMAT_NEIGHBOURS_LONG, take_neighbours },
	{ FORMAT_NEIGHBOURS_WIDE, take_neighbours },
	{ FORMAT_OFSTED_OUTCOMES, take_ofsted },
	{ FORMAT_OFSTED_HISTORY, take_ofsted },
	{ FORMAT_LAIT_HISTORY, take_lait_history },
	{ FORMAT_LAIT_MEASURES, take_lait_measures },
	{ FORMAT_LAIT_AREAS, take_geography },
	{ FORMAT_GEOGRAPHY, take_geography },
	{ FORMAT_FINGERTIPS, take_benchmark },
	{ FORMAT_BENCHMARK_LONG, take_benchmark },
};

static publication_taker *taker_of(enum format_kind kind)
{
	for (size_t i = 0; i < COUNT_OF(TAKERS); i++)
		if (TAKERS[i].kind == kind)
			return TAKERS[i].take;
	return NULL;
}

/* Reads the file of a set; a check is a dry run. */
static enum status take(const struct import *import, bool is_dry_run, struct taken *out,
                        struct finding_list *findings, struct err *err)
{
	publication_taker *taker = taker_of(import->set->kind);
	struct publication what = { .path = import->set->members[0].path,
		                    .act = workspace_act(import->call),
		                    .published_on = import->options->published_on,
		                    .release = str_of(import->options->release),
		                    .is_dry_run = is_dry_run };
	assert(taker); /* import.c has a row for this kind, so the table above has one */
	out->of.arena = import->call->arena;
	out->words = buf_init(WORDS_MAX_BYTES);
	return taker(import->workspace->db, &what, out, findings, err);
}

/* How many figures that the release before had are not in this one, of each column. */
static void tell_vanished(const struct comparator_summary *summary)
{
	for (size_t i = 0; i < summary->vanished_count && i < REVISED_SHOWN_MAX; i++)
		printf("  no longer there: %.*s, %" PRId64 " values, %" PRId64
		       " of them of periods that are not in the release\n",
		       STR_ARGS(summary->vanished[i].column), summary->vanished[i].values,
		       summary->vanished[i].of_past_periods);
	if (summary->vanished_count > REVISED_SHOWN_MAX)
		printf("  no longer there: values of %zu more columns\n",
		       summary->vanished_count - REVISED_SHOWN_MAX);
}

/* Which published figures are no longer what they were: how many of each column, and
 * the first of them. */
static void tell_revised(const struct comparator_summary *summary)
{
	for (size_t i = 0; i < summary->revised_count && i < REVISED_SHOWN_MAX; i++)
		printf("  revised: %.*s, %" PRId64 " values\n",
		       STR_ARGS(summary->revised[i].column), summary->revised[i].values);
	if (summary->revised_count > REVISED_SHOWN_MAX)
		printf("  revised: %zu more columns\n",
		       summary->revised_count - REVISED_SHOWN_MAX);
	for (size_t i = 0; i < summary->revision_count; i++) {
		const struct comparator_revision *r = &summary->revisions[i];
		printf("  %s: %.*s, %.*s, place %d: %.*s was %.*s (%.*s)\n",
		       i == 0 ? "the first" : "     then", STR_ARGS(r->measure),
		       STR_ARGS(r->period), r->place, STR_ARGS(r->new_value),
		       STR_ARGS(r->old_value), STR_ARGS(r->old_release));
	}
	tell_vanished(summary);
	if (summary->is_superseded)
		printf("  a release that counts more is there already: these figures fill gaps "
		       "only\n");
}

static void tell(const struct import *import, const struct taken *taken,
                 const struct finding_list *findings)
{
	const struct format_set *set = import->set;
	if (taken->of.is_known) {
		import_tell_known(set->name, &taken->of.earlier);
		return;
	}
	printf("%.*s: %.*s\n", STR_ARGS(set->name), STR_ARGS(set->words));
	if (taken->of.comes_again)
		import_tell_again(taken->of.delivery);
	printf("  %s%.*s; %" PRId64 " rows; %zu findings\n",
	       import->options->is_dry_run ? "would be: " : "",
	       STR_ARGS(buf_view(&taken->words)), taken->of.rows, findings->count);
	tell_revised(&taken->comparator);
	fflush(stdout);
	finding_print(findings, FINDING_WARNING, IMPORT_FINDINGS_SHOWN_MAX, stderr);
}

enum status import_publication(const struct import *import, struct err *err)
{
	struct finding_list findings = { .arena = import->call->arena };
	struct taken taken = { 0 };
	enum status st = take(import, import->options->is_dry_run, &taken, &findings, err);
	if (st == OK)
		tell(import, &taken, &findings);
	buf_deinit(&taken.words);
	return st;
}

enum status import_publication_check(const struct import *import, struct import_check *out,
                                     struct err *err)
{
	struct taken taken = { 0 };
	enum status st = take(import, true, &taken, out->findings, err);
	if (st == OK)
		out->words = arena_format(import->call->arena, "%.*s; %.*s",
		                          STR_ARGS(import->set->words),
		                          STR_ARGS(taken.of.is_known
		                                           ? STR("the same file came before")
		                                           : buf_view(&taken.words)));
	buf_deinit(&taken.words);
	return st;
}
