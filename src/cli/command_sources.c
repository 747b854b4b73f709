/* What each kind of delivery can feed, and what those that came do. */
#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/period.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "record/feed.h"
#include "record/supplied.h"

enum { OPT_RECORDS, OPT_DELIVERED, OPT_PERIOD, OPT_FORMAT, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_RECORDS] = { "records", 0, NULL, "which records and fields each source holds" },
	[OPT_DELIVERED] = { "delivered", 0, NULL, "what the deliveries of the workspace cover" },
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "what the workspace can answer for a period" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

static const struct dataset_column FIGURE_COLUMNS[] = {
	{ "code", "Code", DATASET_TEXT, NULL },
	{ "indicator", "Indicator", DATASET_TEXT, NULL },
	{ "source", "Source", DATASET_TEXT, NULL },
	{ "feeds", "Feeds", DATASET_TEXT,
	  "the longest period up to the day of one delivery: year, quarter, month, or no" },
	{ "why_not_longer", "Why not a longer one", DATASET_TEXT, NULL },
};

static const struct dataset_column RECORD_COLUMNS[] = {
	{ "record", "Record", DATASET_TEXT, NULL },
	{ "title", "Title", DATASET_TEXT, NULL },
	{ "source", "Source", DATASET_TEXT, NULL },
	{ "holds", "Holds", DATASET_TEXT, NULL },
	{ "fields", "Fields", DATASET_TEXT, NULL },
};

static const struct dataset_column DELIVERED_COLUMNS[] = {
	{ "delivery", "Delivery", DATASET_INTEGER, NULL },
	{ "source", "Source", DATASET_TEXT, NULL },
	{ "last_day", "Last day", DATASET_DATE, NULL },
	{ "record", "Record", DATASET_TEXT, NULL },
	{ "covers", "Covers", DATASET_TEXT, NULL },
};

static const struct dataset_column ANSWER_COLUMNS[] = {
	{ "code", "Code", DATASET_TEXT, NULL },
	{ "indicator", "Indicator", DATASET_TEXT, NULL },
	{ "state", "State", DATASET_TEXT, "collectable, or not collectable" },
	{ "covered_from", "Covered from", DATASET_DATE, "up to the period's end" },
	{ "why_not", "Why not", DATASET_TEXT, NULL },
};

/* What a call prints. */
struct sources_asked {
	struct call *call;
	enum dataset_format format;
};

static enum status print(const struct sources_asked *asked, const struct dataset *out,
                         struct err *err)
{
	return dataset_print(out, asked->format, stdout, err);
}

/* ---- what a kind of delivery would bring ---- */

enum { SUPPLIES_MAX = RECORD_TYPE_COUNT };

static size_t supplies_of(enum record_source_kind source, int32_t day,
                          struct record_supply out[SUPPLIES_MAX])
{
	size_t count = 0;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		struct record_coverage coverage =
			record_reach_coverage(source, (enum record_type)type, day);
		if (record_reach(source, (enum record_type)type).kind != RECORD_REACH_NOTHING)
			out[count++] = (struct record_supply){ source, coverage, day };
	}
	return count;
}

/* Why a source cannot feed more, without the days of the delivery that was supposed. */
static struct str why_not(const struct record_feed *feed, enum record_source_kind source,
                          struct arena *arena)
{
	if (feed->can || feed->covered_from == DATE_NONE)
		return feed->why;
	struct record_reach reach = record_reach(source, feed->need->type);
	return arena_format(arena, "of '%s' it has %s", record_type_spec(feed->need->type)->title,
	                    record_reach_words(&reach));
}

static void add_figure(struct dataset *out, const struct record_figure *figure,
                       enum record_source_kind source, struct arena *arena)
{
	static const struct {
		const char *word;
		int months;
	} PERIODS[] = { { "year", 12 }, { "quarter", 3 }, { "month", 1 } };
	struct record_supply supplies[SUPPLIES_MAX];
	int32_t to = 0;
	const char *feeds = "no";
	struct str why = { 0 };
	/* Any 31 March will do: the returns end on it, and the others reach back from it. */
	if (date_from_ymd(2024, 3, 31, &to, NULL) != OK)
		return;
	size_t count = supplies_of(source, to, supplies);
	for (size_t i = 0; i < COUNT_OF(PERIODS); i++) {
		int32_t before = to;
		if (date_add_months(to, -PERIODS[i].months, &before, NULL) != OK)
			return;
		struct record_feed feed = record_can_feed_figure(figure, supplies, count,
		                                                 before + 1, to, arena);
		if (i == 0)
			why = why_not(&feed, source, arena);
		if (!feed.can)
			continue;
		feeds = PERIODS[i].word;
		break;
	}
	dataset_row(out);
	dataset_text(out, str_of(figure->code));
	dataset_text(out, str_of(figure->title));
	dataset_text(out, str_of(record_source_words(source)));
	dataset_text(out, str_of(feeds));
	dataset_text(out, why);
}

/* An extract may hold anything: its mapping says what. */
static bool is_in_table(enum record_source_kind source)
{
	return source != RECORD_SOURCE_EXTRACT;
}

static enum status print_figures(const struct sources_asked *asked, struct err *err)
{
	struct arena *arena = asked->call->arena;
	struct dataset *out = dataset_new(arena, STR("sources"), STR("Sources"), FIGURE_COLUMNS,
	                                  COUNT_OF(FIGURE_COLUMNS));
	size_t count;
	const struct record_figure *figures = record_figures(&count);
	for (size_t i = 0; i < count; i++)
		for (int source = 0; source < RECORD_SOURCE_KIND_COUNT; source++)
			if (is_in_table((enum record_source_kind)source))
				add_figure(out, &figures[i], (enum record_source_kind)source,
				           arena);
	return print(asked, out, err);
}

/* ---- which records a source holds ---- */

static struct str fields_of(enum record_source_kind source, enum record_type type,
                            struct arena *arena)
{
	enum { NAMES_MAX_BYTES = 8192 };
	const struct record_type_spec *spec = record_type_spec(type);
	auto_buf names = buf_init(NAMES_MAX_BYTES);
	for (size_t i = 0; i < spec->field_count; i++)
		if (record_reach_has(source, type, (int)i))
			buf_format(&names, "%s%s", names.len ? " " : "", spec->fields[i].name);
	return arena_text(arena, buf_view(&names));
}

static enum status print_records(const struct sources_asked *asked, struct err *err)
{
	struct arena *arena = asked->call->arena;
	struct dataset *out = dataset_new(arena, STR("records"), STR("Records"), RECORD_COLUMNS,
	                                  COUNT_OF(RECORD_COLUMNS));
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		for (int kind = 0; kind < RECORD_SOURCE_KIND_COUNT; kind++) {
			enum record_source_kind source = (enum record_source_kind)kind;
			struct record_reach reach = record_reach(source, (enum record_type)type);
			if (!is_in_table(source) || reach.kind == RECORD_REACH_NOTHING)
				continue;
			dataset_row(out);
			dataset_text(out, str_of(spec->name));
			dataset_text(out, str_of(spec->title));
			dataset_text(out, str_of(record_source_words(source)));
			dataset_text(out, str_of(record_reach_words(&reach)));
			dataset_text(out, fields_of(source, (enum record_type)type, arena));
		}
	}
	return print(asked, out, err);
}

/* ---- what came into the workspace ---- */

static enum status load(const struct sources_asked *asked, struct record_supplied_list *out,
                        struct err *err)
{
	auto_workspace workspace = { 0 };
	enum status st = workspace_open(asked->call, &workspace, err);
	if (st != OK)
		return st;
	return record_supplied(workspace.db, workspace.authority, asked->call->arena, out, err);
}

static enum status print_delivered(const struct sources_asked *asked, struct err *err)
{
	struct arena *arena = asked->call->arena;
	struct record_supplied_list list = { 0 };
	struct dataset *out = dataset_new(arena, STR("delivered"), STR("What came"),
	                                  DELIVERED_COLUMNS, COUNT_OF(DELIVERED_COLUMNS));
	enum status st = load(asked, &list, err);
	for (size_t i = 0; i < list.count; i++) {
		const struct record_supply *supply = &list.items[i];
		struct str name = list.from[i].source_name;
		if (supply->source == RECORD_SOURCE_EXTRACT &&
		    supply->coverage.kind == RECORD_COVERS_NOTHING)
			continue;
		dataset_row(out);
		dataset_integer(out, list.from[i].delivery_id);
		dataset_text(out, name.len ? name : str_of(record_source_words(supply->source)));
		dataset_date(out, supply->day);
		dataset_text(out, str_of(record_type_spec(supply->coverage.type)->name));
		dataset_text(out, record_coverage_words(&supply->coverage, arena));
	}
	return st == OK ? print(asked, out, err) : st;
}

static enum status print_answers(const struct sources_asked *asked, struct err *err)
{
	struct arena *arena = asked->call->arena;
	const char *text = asked->call->values[OPT_PERIOD];
	struct period period = period_read(str_of(text));
	struct record_supplied_list list = { 0 };
	if (!period_is_dated(&period))
		return err_set(err, E_USAGE,
		               "'%s' is no period; expected for example 2013-14-Q3, 2013-M12, "
		               "2013-14",
		               text);
	struct dataset *out = dataset_new(arena, STR("answers"), STR("What can be answered"),
	                                  ANSWER_COLUMNS, COUNT_OF(ANSWER_COLUMNS));
	size_t count;
	const struct record_figure *figures = record_figures(&count);
	enum status st = load(asked, &list, err);
	for (size_t i = 0; i < count && st == OK; i++) {
		struct record_feed feed = record_can_feed_figure(
			&figures[i], list.items, list.count, period.from, period.to, arena);
		bool is_dated = feed.covered_from > DATE_MIN;
		dataset_row(out);
		dataset_text(out, str_of(figures[i].code));
		dataset_text(out, str_of(figures[i].title));
		dataset_text(out, feed.can ? STR("collectable") : STR("not collectable"));
		dataset_date(out, is_dated ? feed.covered_from : DATE_NONE);
		dataset_text(out, feed.why);
	}
	return st == OK ? print(asked, out, err) : st;
}

static enum status run(struct call *call, struct err *err)
{
	struct sources_asked asked = { .call = call };
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &asked.format, err);
	int modes = 0;
	for (int option = OPT_RECORDS; option <= OPT_PERIOD; option++)
		modes += call->values[option] != NULL;
	if (st != OK)
		return st;
	if (modes > 1)
		return err_set(err, E_USAGE, "--records, --delivered and --period are one each");
	if (call->values[OPT_RECORDS])
		return print_records(&asked, err);
	if (call->values[OPT_DELIVERED])
		return print_delivered(&asked, err);
	return call->values[OPT_PERIOD] ? print_answers(&asked, err)
	                                : print_figures(&asked, err);
}

const struct command command_sources = {
	.name = "sources",
	.operands = "",
	.summary = "Shows which indicators each kind of delivery can feed, and why not",
	.details = "Without options, for a list of statutory indicators: the longest period\n"
	           "that one delivery of each kind feeds, up to its day, and why not a longer\n"
	           "one. Annex A, for example, holds six months and only the latest review.\n"
	           "A mapped extract feeds what its mapping names, which --delivered lists;\n"
	           "figures that come as figures feed the indicators that they name.\n"
	           "\n"
	           "With --period it asks the deliveries of the workspace, those that were\n"
	           "withdrawn left out: what one cannot feed, several may, where their days\n"
	           "meet.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
