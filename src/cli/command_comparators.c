#include <stdio.h>

#include "cli/command.h"
#include "cli/comparator_setting.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "figure/unit.h"
#include "series/peers.h"
#include "series/place.h"

enum { OPT_AS_KNOWN, OPT_FORMAT, OPT_MODEL, OPT_PERIOD, OPT_STATISTIC, OPT_COUNT };

enum { PAGE = 500 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_AS_KNOWN] = { "as-known", 0, "DATE", "what was known at the end of that day" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
	[OPT_MODEL] = { "model", 0, "LIST", "of neighbours: its name, or a day it was in force" },
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period (default: each measure's newest)" },
	[OPT_STATISTIC] = { "statistic", 0, "WORD", "of neighbours: mean or median" },
};

static const struct dataset_column COLUMNS[] = {
	{ "source", "Source", DATASET_TEXT, NULL },
	{ "table", "Table", DATASET_TEXT, NULL },
	{ "column", "Column", DATASET_TEXT, NULL },
	{ "filters", "Filters", DATASET_TEXT, NULL },
	{ "label", "Label", DATASET_TEXT, NULL },
	{ "unit", "Unit", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, NULL },
	{ "period_label", "Called", DATASET_TEXT, NULL },
	{ "release", "Release", DATASET_TEXT, NULL },
	{ "published_on", "Published", DATASET_DATE, NULL },
	{ "delivery", "Delivery", DATASET_INTEGER, NULL },
	/* With a place only. */
	{ "place", "Place", DATASET_TEXT, NULL },
	{ "value", "Value", DATASET_NUMBER, NULL },
	{ "why_none", "Why there is none", DATASET_TEXT, NULL },
	{ "row", "Row", DATASET_INTEGER, NULL },
	{ "region", "Region", DATASET_NUMBER, NULL },
	{ "england", "England", DATASET_NUMBER, NULL },
	{ "neighbours", "Neighbours", DATASET_NUMBER, "mean or median of those with a number" },
	{ "neighbours_used", "Used", DATASET_INTEGER, NULL },
	{ "neighbours_listed", "Of", DATASET_INTEGER, NULL },
	{ "statistic", "Statistic", DATASET_TEXT, NULL },
};

enum { COLUMNS_WITHOUT_PLACE = 11 };

/* What was asked for. */
struct listing {
	struct call *call;
	struct db *db;
	struct dataset *out;
	const struct place *place; /* NULL: none was named */
	int64_t known_by;
	struct period period;      /* PERIOD_NONE: the newest */
	struct peers_asked peers;
};

/* ---- which measures ---- */

/* Whether every word that names no place stands somewhere in what the measure is called. */
static bool is_wanted(const struct listing *l, const struct comparator_held *held)
{
	const struct str texts[] = { held->stem, held->column, held->filters, held->words.label,
		                     held->words.topic };
	for (size_t i = 0; i < l->call->operand_count; i++) {
		struct str word = str_of(l->call->operands[i]);
		bool is_found = l->place && place_find(word, DATE_NONE) == l->place;
		for (size_t t = 0; !is_found && t < COUNT_OF(texts); t++)
			is_found = str_find_nocase(texts[t], word) != SIZE_MAX;
		if (!is_found)
			return false;
	}
	return true;
}

/* ---- a line ---- */

static void add_number(struct dataset *out, const struct beside_value *value)
{
	if (value->is_spoken_of && value->value.absence == COMPARATOR_KNOWN)
		dataset_number(out, value->value.decimal);
	else
		dataset_missing(out);
}

static void add_why_none(struct dataset *out, const struct beside_value *value)
{
	const char *why = "";
	if (!value->is_spoken_of)
		why = "not in the release";
	else if (value->value.absence != COMPARATOR_KNOWN)
		why = comparator_absence_words(value->value.absence);
	dataset_text(out, str_of(why));
}

static void add_peers(struct dataset *out, const struct beside *c,
                      const struct comparator_held *held)
{
	if (!c->has_peers) {
		for (int i = 0; i < 4; i++)
			dataset_missing(out);
		return;
	}
	struct unit unit = unit_read(held->words.unit);
	int decimals = held->words.decimals >= 0 ? held->words.decimals : unit_decimals(&unit);
	char text[RATIO_TEXT_BYTES];
	if (c->peers.is_known)
		dataset_number(out, str_of(ratio_print(c->peers.number, decimals, text)));
	else
		dataset_missing(out);
	dataset_integer(out, (int64_t)c->peers.used);
	dataset_integer(out, (int64_t)c->peers.listed);
	dataset_text(out, str_of(peer_statistic_word(c->peers.statistic)));
}

static enum status add_comparison(struct listing *l, const struct comparator_held *held,
                                  int64_t period, struct err *err)
{
	struct comparator_question what = { held->id, period, l->known_by };
	struct beside c = { 0 };
	enum status st = beside_load(l->db, &what, &l->peers, l->call->arena, &c, err);
	if (st != OK)
		return st;
	dataset_text(l->out, l->place->name);
	add_number(l->out, &c.own);
	add_why_none(l->out, &c.own);
	if (c.own.is_spoken_of)
		dataset_integer(l->out, c.own.value.row);
	else
		dataset_missing(l->out);
	add_number(l->out, &c.region);
	add_number(l->out, &c.england);
	add_peers(l->out, &c, held);
	return OK;
}

static void add_measure(struct dataset *out, const struct comparator_held *held,
                        const struct comparator_newest *newest)
{
	char text[PERIOD_TEXT_BYTES];
	dataset_row(out);
	dataset_text(out, held->source);
	dataset_text(out, held->stem);
	dataset_text(out, held->column);
	dataset_text(out, held->filters);
	dataset_text(out, held->words.label);
	dataset_text(out, held->words.unit);
	dataset_text(out, str_of(period_print(&newest->period.period, text)));
	dataset_text(out, newest->period.label);
	dataset_text(out, newest->release);
	dataset_date(out, newest->published_on);
	dataset_integer(out, newest->delivery);
}

/* Lists a measure; one that has nothing for what is asked is left out. */
static enum status list_measure(struct listing *l, const struct comparator_held *held,
                                struct err *err)
{
	struct comparator_question of = { .measure = held->id, .known_by = l->known_by };
	struct comparator_newest newest = { 0 };
	enum status st = OK;
	if (l->period.kind != PERIOD_NONE)
		st = comparator_period_find(l->db, &of, &l->period, l->call->arena,
		                            &newest.period, err);
	of.period = newest.period.id;
	if (st == OK)
		st = comparator_newest_load(l->db, &of, l->call->arena, &newest, err);
	if (st != OK)
		return st == E_MISSING ? OK : st;
	add_measure(l->out, held, &newest);
	return l->place ? add_comparison(l, held, newest.period.id, err) : OK;
}

static enum status list_all(struct listing *l, struct err *err)
{
	struct comparator_page page = { .limit = PAGE, .known_by = l->known_by };
	struct comparator_held_list held = { .count = PAGE };
	while (held.count == PAGE) {
		enum status st = comparator_list(l->db, &page, l->call->arena, &held, err);
		for (size_t i = 0; st == OK && i < held.count; i++) {
			page.after = held.items[i].id;
			if (is_wanted(l, &held.items[i]))
				st = list_measure(l, &held.items[i], err);
		}
		if (st != OK)
			return st;
	}
	return OK;
}

/* ---- the call ---- */

static enum status read_date(const char *text, int32_t *out, struct err *err)
{
	return text ? date_parse_iso(str_of(text), out, err) : OK;
}

static enum status read_options(struct listing *l, struct err *err)
{
	struct call *call = l->call;
	int32_t known = DATE_NONE;
	enum status st = read_date(call->values[OPT_AS_KNOWN], &known, err);
	if (st != OK)
		return st;
	l->period = period_read(str_of(call->values[OPT_PERIOD]));
	if (call->values[OPT_PERIOD] && !period_is_dated(&l->period))
		return err_set(err, E_USAGE, "'%s' is no period", call->values[OPT_PERIOD]);
	for (size_t i = 0; i < call->operand_count && !l->place; i++)
		l->place = place_find(str_of(call->operands[i]), DATE_NONE);
	l->peers.place = l->place ? l->place->number : 0;
	l->known_by = SERIES_KNOWN_NOW;
	if (known != DATE_NONE)
		st = series_known_on(l->db, known, &l->known_by, err);
	struct comparator_choice choice = { .statistic = call->values[OPT_STATISTIC],
		                            .model = call->values[OPT_MODEL],
		                            .today = instant_date(call->app->now),
		                            .known_by = l->known_by };
	return st == OK ? comparator_setting_choose(l->db, &choice, call->arena, &l->peers, err)
	                : st;
}

static enum status run(struct call *call, struct err *err)
{
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st != OK)
		return st;
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	struct listing l = { .call = call, .db = workspace.db };
	st = read_options(&l, err);
	if (st != OK)
		return st;
	l.out = dataset_new(call->arena, STR("comparators"), STR("Comparators"), COLUMNS,
	                    l.place ? COUNT_OF(COLUMNS) : COLUMNS_WITHOUT_PLACE);
	st = list_all(&l, err);
	return st == OK ? dataset_print(l.out, format, stdout, err) : st;
}

const struct command command_comparators = {
	.name = "comparators",
	.operands = "[PLACE] [WORD...]",
	.operands_max = SIZE_MAX,
	.summary = "Lists the published figures that are held",
	.details = "Each measure with its newest period and the release that says it. WORDs\n"
	           "choose those in whose table, column, filters or label they stand. With a PLACE\n"
	           "(its number, ONS code or name): its figure beside its region, England and its\n"
	           "statistical neighbours, and how many of these had a number. Which list of\n"
	           "neighbours, and which statistic, is settled by the settings\n"
	           "comparator.neighbours (today) and comparator.statistic (mean).",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
