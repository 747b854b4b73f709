/* What is doubtful in the records: how much, with whom, and the work of mending it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/outdir.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "record/child.h"
#include "record/finding_list.h"
#include "record/rule.h"
#include "render/sheet.h"

enum { OPT_BY, OPT_ON, OPT_WORKLISTS, OPT_RULES, OPT_FORMAT, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_BY] = { "by", 0, "WHAT", "rule (default), team, worker or time" },
	[OPT_ON] = { "on", 0, "DATE", "as known on that day" },
	[OPT_WORKLISTS] = { "worklists", 0, "DIR", "write a workbook for each team into DIR" },
	[OPT_RULES] = { "rules", 0, NULL, "list the rules themselves" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

enum by { BY_RULE, BY_TEAM, BY_WORKER, BY_TIME };

static const char *const BY_WORDS[] = { "rule", "team", "worker", "time", NULL };

static const struct dataset_column RULE_COLUMNS[] = {
	{ "severity", "Severity", DATASET_TEXT, NULL },
	{ "rule", "Rule", DATASET_TEXT, NULL },
	{ "findings", "Findings", DATASET_INTEGER, NULL },
	{ "meaning", "What it means", DATASET_TEXT, NULL },
};

static const struct dataset_column PLACE_COLUMNS[] = {
	{ "team", "Team", DATASET_TEXT, NULL },
	{ "worker", "Worker", DATASET_TEXT, NULL },
	{ "errors", "Errors", DATASET_INTEGER, NULL },
	{ "warnings", "Warnings", DATASET_INTEGER, NULL },
	{ "notes", "Notes", DATASET_INTEGER, NULL },
};

static const struct dataset_column TIME_COLUMNS[] = {
	{ "known", "Known", DATASET_TEXT, NULL },
	{ "delivery", "Delivery", DATASET_INTEGER, NULL },
	{ "what", "What", DATASET_TEXT, NULL },
	{ "new", "New", DATASET_INTEGER, NULL },
	{ "solved", "Solved", DATASET_INTEGER, NULL },
	{ "open", "Open", DATASET_INTEGER, NULL },
};

static const struct dataset_column WORK_COLUMNS[] = {
	{ "child", "Child", DATASET_TEXT, NULL },
	{ "worker", "Worker", DATASET_TEXT, NULL },
	{ "severity", "Severity", DATASET_TEXT, NULL },
	{ "record", "Record", DATASET_TEXT, NULL },
	{ "field", "Field", DATASET_TEXT, NULL },
	{ "finding", "What is doubtful", DATASET_TEXT, NULL },
	{ "rule", "Rule", DATASET_TEXT, NULL },
	{ "row", "Row of the file", DATASET_INTEGER, NULL },
	{ "since", "Since", DATASET_DATE, NULL },
	{ "mended", "Mended on", DATASET_DATE, NULL },
};

/* ---- the rules ---- */

static const struct dataset_column RULE_LIST_COLUMNS[] = {
	{ "rule", "Rule", DATASET_TEXT, NULL },
	{ "severity", "Severity", DATASET_TEXT, NULL },
	{ "record", "Record", DATASET_TEXT, NULL },
	{ "field", "Field", DATASET_TEXT, NULL },
	{ "meaning", "What it means", DATASET_TEXT, NULL },
	{ "sources", "Only of", DATASET_TEXT, NULL },
};

/* The sources that a rule speaks of; empty: all. */
static struct str rule_sources(struct arena *arena, const struct record_rule *rule)
{
	struct str words = { 0 };
	for (int kind = 0; rule->sources && kind < RECORD_SOURCE_KIND_COUNT; kind++) {
		const char *word = record_source_words((enum record_source_kind)kind);
		if (rule->sources & 1u << kind)
			words = arena_format(arena, "%.*s%s%s", STR_ARGS(words),
			                     words.len ? ", " : "", word);
	}
	return words;
}

/* What readers of files, judging and taking figures say; how severe it is hangs on the
 * case. */
static void list_other_rules(struct dataset *out)
{
	static const char *const OF[] = { [FINDING_OF_FILE] = "the file",
		                          [FINDING_OF_RECORD] = "any record",
		                          [FINDING_OF_FIGURE] = "a line of figures" };
	for (size_t i = 0; i < finding_rule_count(); i++) {
		const struct finding_rule *rule = finding_rule_at(i);
		dataset_row(out);
		dataset_text(out, str_of(rule->id));
		dataset_text(out, (struct str){ 0 });
		dataset_text(out, str_of(OF[rule->of]));
		dataset_text(out, (struct str){ 0 });
		dataset_text(out, str_of(rule->text));
		dataset_text(out, (struct str){ 0 });
	}
}

static enum status print_rules(struct call *call, enum dataset_format format, struct err *err)
{
	struct dataset *out = dataset_new(call->arena, STR("rules"), STR("Rules"),
	                                  RULE_LIST_COLUMNS, COUNT_OF(RULE_LIST_COLUMNS));
	list_other_rules(out);
	for (size_t i = 0; i < record_rule_count(); i++) {
		const struct record_rule *rule = record_rule_at(i);
		const struct record_type_spec *spec = record_type_spec(rule->type);
		dataset_row(out);
		dataset_text(out, str_of(rule->id));
		dataset_text(out, str_of(finding_severity_word(rule->severity)));
		dataset_text(out, str_of(spec->title));
		dataset_text(out, rule->field < 0 ? (struct str){ 0 }
		                                  : str_of(spec->fields[rule->field].title));
		dataset_text(out, str_of(rule->text));
		dataset_text(out, rule_sources(call->arena, rule));
	}
	return dataset_print(out, format, stdout, err);
}

/* ---- counts ---- */

/* Empty for a rule of a release to come. */
static struct str rule_meaning(struct str rule)
{
	const struct record_rule *of_records = record_rule_find(rule);
	const struct finding_rule *other = finding_rule_find(rule);
	if (of_records)
		return str_of(of_records->text);
	return other ? str_of(other->text) : (struct str){ 0 };
}

/* Errors first, then the rules that found most. */
static int compare_sums(const void *left, const void *right)
{
	const struct record_finding_total *a = left, *b = right;
	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return str_compare(a->rule, b->rule);
}

static struct dataset *count_by_rule(struct arena *arena,
                                     const struct record_finding_totals *totals)
{
	struct dataset *out = dataset_new(arena, STR("findings"), STR("Findings by rule"),
	                                  RULE_COLUMNS, COUNT_OF(RULE_COLUMNS));
	auto_map places = { 0 };
	struct record_finding_total *sums = arena_new(arena, totals->count, sizeof(*sums));
	size_t count = 0;
	for (size_t i = 0; i < totals->count; i++) {
		const struct record_finding_total *total = &totals->items[i];
		int64_t at;
		struct str key = arena_format(arena, "%d %.*s", total->severity,
		                              STR_ARGS(total->rule));
		if (map_find(&places, key, &at)) {
			sums[at].count += total->count;
			continue;
		}
		map_put(&places, key, (int64_t)count);
		sums[count++] = *total;
	}
	qsort(sums, count, sizeof(*sums), compare_sums);
	for (size_t i = 0; i < count; i++) {
		dataset_row(out);
		dataset_text(out, str_of(finding_severity_word(sums[i].severity)));
		dataset_text(out, sums[i].rule);
		dataset_integer(out, sums[i].count);
		dataset_text(out, rule_meaning(sums[i].rule));
	}
	return out;
}

struct place_sum {
	struct str team;
	struct str worker;
	int64_t counts[FINDING_SEVERITY_COUNT];
};

static struct dataset *count_by_place(struct arena *arena, enum by by,
                                      const struct record_finding_totals *totals)
{
	struct dataset *out = dataset_new(arena, STR("findings"), STR("Findings by who can mend them"),
	                                  PLACE_COLUMNS, COUNT_OF(PLACE_COLUMNS));
	auto_map places = { 0 };
	struct place_sum *sums = arena_new(arena, totals->count, sizeof(*sums));
	size_t count = 0;
	for (size_t i = 0; i < totals->count; i++) {
		const struct record_finding_total *total = &totals->items[i];
		struct str worker = by == BY_WORKER ? total->worker : (struct str){ 0 };
		struct str key = arena_format(arena, "%.*s\n%.*s", STR_ARGS(total->team),
		                              STR_ARGS(worker));
		int64_t at = (int64_t)count;
		if (!map_find(&places, key, &at)) {
			map_put(&places, key, at);
			sums[count++] = (struct place_sum){ .team = total->team, .worker = worker };
		}
		sums[at].counts[total->severity] += total->count;
	}
	for (size_t i = 0; i < count; i++) {
		dataset_row(out);
		dataset_text(out, sums[i].team.len ? sums[i].team : STR("team not known"));
		dataset_text(out, sums[i].worker);
		dataset_integer(out, sums[i].counts[FINDING_ERROR]);
		dataset_integer(out, sums[i].counts[FINDING_WARNING]);
		dataset_integer(out, sums[i].counts[FINDING_NOTE]);
	}
	return out;
}

static enum status print_totals(struct call *call, struct workspace *workspace,
                                int64_t known_at, enum by by, enum dataset_format format,
                                struct err *err)
{
	struct record_finding_totals totals = { 0 };
	enum status st = record_finding_totals(workspace->db, workspace->authority, known_at,
	                                       call->arena, &totals, err);
	if (st != OK)
		return st;
	return dataset_print(by == BY_RULE ? count_by_rule(call->arena, &totals)
	                                   : count_by_place(call->arena, by, &totals),
	                     format, stdout, err);
}

static enum status print_time(struct call *call, struct workspace *workspace,
                              enum dataset_format format, struct err *err)
{
	struct record_finding_steps steps = { 0 };
	enum status st = record_finding_steps(workspace->db, workspace->authority, call->arena,
	                                      &steps, err);
	if (st != OK)
		return st;
	struct dataset *out = dataset_new(call->arena, STR("findings"), STR("Findings over time"),
	                                  TIME_COLUMNS, COUNT_OF(TIME_COLUMNS));
	for (size_t i = 0; i < steps.count; i++) {
		const struct record_finding_step *step = &steps.items[i];
		char when[INSTANT_TEXT_BYTES];
		dataset_row(out);
		dataset_text(out, str_of(instant_print(step->at, when)));
		dataset_integer(out, step->delivery_id);
		dataset_text(out, step->kind == RECORD_CHANGE_DELIVERY ? STR("delivery")
		                                                       : STR("withdrawal"));
		dataset_integer(out, step->begun);
		dataset_integer(out, step->solved);
		dataset_integer(out, step->open);
	}
	return dataset_print(out, format, stdout, err);
}

/* ---- worklists ---- */

/* A finding as a worklist shows it. */
struct work {
	struct str child;
	struct str worker;
	struct str record;
	struct str field;
	struct str message;
	struct str rule;
	enum finding_severity severity;
	int64_t row_number;
	int32_t since;
	int64_t id;
};

struct worklist {
	struct str team;
	struct work *items;
	size_t count;
	size_t capacity;
};

/* The worklists on their way: one a team, in the order in which teams are met. */
struct worklists {
	struct call *call;
	struct workspace *workspace;
	struct map by_team;
	struct worklist *items;
	size_t count;
	size_t capacity;
	int64_t child_id; /* whose identifier `child` is */
	struct str child;
};

static struct worklist *worklist_of(struct worklists *lists, struct str team)
{
	int64_t at;
	if (map_find(&lists->by_team, team, &at))
		return &lists->items[at];
	map_put(&lists->by_team, team, (int64_t)lists->count);
	lists->items = arena_grow(lists->call->arena, lists->items, lists->count,
	                          &lists->capacity, sizeof(*lists->items));
	struct worklist *list = &lists->items[lists->count++];
	list->team = arena_text(lists->call->arena, team.len ? team : STR("team not known"));
	list->items = NULL;
	list->count = list->capacity = 0;
	return list;
}

static enum status find_child(struct worklists *lists, int64_t child_id, struct err *err)
{
	if (child_id == lists->child_id)
		return OK;
	lists->child_id = child_id;
	lists->child = (struct str){ 0 };
	if (child_id == 0)
		return OK;
	return child_identifier(lists->workspace->db, lists->workspace->keys, child_id,
	                        lists->call->arena, &lists->child, err);
}

static enum status add_work(void *context, const struct record_finding_row *row,
                            struct err *err)
{
	struct worklists *lists = context;
	enum record_type type;
	int field;
	enum status st = find_child(lists, row->child_id, err);
	if (st != OK)
		return st;
	bool has_type = record_type_find(row->type, &type);
	bool has_field = has_type && record_field_find(type, row->field, &field);
	struct arena *arena = lists->call->arena;
	struct worklist *list = worklist_of(lists, row->team);
	list->items = arena_grow(arena, list->items, list->count, &list->capacity,
	                         sizeof(*list->items));
	list->items[list->count++] = (struct work){
		.child = lists->child,
		.worker = arena_text(arena, row->worker),
		.record = has_type ? str_of(record_type_spec(type)->title)
		                   : arena_text(arena, row->type),
		.field = has_field ? str_of(record_type_spec(type)->fields[field].title)
		                   : arena_text(arena, row->field),
		.message = arena_text(arena, row->message),
		.rule = arena_text(arena, row->rule),
		.severity = row->severity,
		.row_number = row->row_number,
		.since = instant_date(row->since),
		.id = row->id,
	};
	return OK;
}

/* What one worker has to mend stands together, and in it what is of one child. */
static int compare_work(const void *left, const void *right)
{
	const struct work *a = left, *b = right;
	int order = str_compare(a->worker, b->worker);
	if (order == 0)
		order = str_compare(a->child, b->child);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static struct dataset *worklist_dataset(struct arena *arena, struct worklist *list)
{
	struct dataset *out = dataset_new(arena, STR("worklist"), list->team, WORK_COLUMNS,
	                                  COUNT_OF(WORK_COLUMNS));
	qsort(list->items, list->count, sizeof(*list->items), compare_work);
	for (size_t i = 0; i < list->count; i++) {
		const struct work *work = &list->items[i];
		dataset_row(out);
		dataset_text(out, work->child);
		dataset_text(out, work->worker);
		dataset_text(out, str_of(finding_severity_word(work->severity)));
		dataset_text(out, work->record);
		dataset_text(out, work->field);
		dataset_text(out, work->message);
		dataset_text(out, work->rule);
		dataset_integer(out, work->row_number);
		dataset_date(out, work->since);
		dataset_missing(out);
	}
	return out;
}

/* A file name that no team's name can lead out of the directory. */
static const char *worklist_path(struct arena *arena, const struct outdir *dir,
                                 const struct worklist *list, size_t number)
{
	struct str cut = str_cut(list->team, 60);
	char *name = arena_new(arena, cut.len + 1, 1);
	for (size_t i = 0; i < cut.len; i++)
		name[i] = strchr("/\\:*?\"<>|", cut.ptr[i]) || (unsigned char)cut.ptr[i] < ' '
		                  ? '-'
		                  : cut.ptr[i];
	return arena_format(arena, "%s/worklist %02zu %s.xlsx", dir->stage_path, number, name).ptr;
}

/* The look is recorded with the lists, before they can be read. */
static enum status record_look(struct worklists *lists, int64_t rows, struct err *err)
{
	struct act act = workspace_act(lists->call);
	char detail[80];
	auto_transaction change = { 0 };
	snprintf(detail, sizeof(detail), "%zu worklists, %" PRId64 " findings", lists->count,
	         rows);
	enum status st = transaction_begin(lists->workspace->db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = audit_append(lists->workspace->db, &act, STR("record.look"),
		                  STR("findings of children"), str_of(detail), err);
	return st == OK ? transaction_commit(&change, err) : st;
}

static enum status write_worklists(struct call *call, struct workspace *workspace,
                                   int64_t known_at, struct err *err)
{
	struct worklists lists = { .call = call, .workspace = workspace, .child_id = -1 };
	struct record_finding_sink sink = { .context = &lists, .each = add_work };
	int64_t rows = 0;
	auto_outdir dir = { 0 };
	enum status st = workspace_need_keys(workspace, err);
	if (st == OK)
		st = record_finding_each(workspace->db, workspace->authority, known_at, &sink,
	                                     err);
	map_deinit(&lists.by_team);
	if (st == OK)
		st = outdir_open(call->values[OPT_WORKLISTS], &dir, err);
	for (size_t i = 0; st == OK && i < lists.count; i++) {
		struct dataset *list = worklist_dataset(call->arena, &lists.items[i]);
		rows += (int64_t)list->row_count;
		st = sheet_write(list, call->app->now, true,
		                 worklist_path(call->arena, &dir, &lists.items[i], i + 1), err);
	}
	if (st == OK)
		st = record_look(&lists, rows, err);
	if (st == OK)
		st = outdir_commit(&dir, err);
	if (st == OK)
		printf("%zu worklists, %" PRId64 " findings, in %s\n", lists.count, rows,
		       call->values[OPT_WORKLISTS]);
	return st;
}

/* ---- the command ---- */

/* The change that counts: the newest, or the one that held when a day ended. */
static enum status find_change(struct call *call, struct workspace *workspace,
                               int64_t *change_out, struct err *err)
{
	enum { SECONDS_A_DAY = 86400 };
	int32_t day;
	if (!call->values[OPT_ON])
		return record_known_now(workspace->db, workspace->authority, change_out, err);
	enum status st = date_parse_iso(str_of(call->values[OPT_ON]), &day, err);
	if (st != OK)
		return st;
	struct instant end = { .utc_seconds = ((int64_t)day + 1) * SECONDS_A_DAY - 1 };
	return record_known_at(workspace->db, workspace->authority, end, change_out, err);
}

static enum status run(struct call *call, struct err *err)
{
	enum dataset_format format;
	size_t by = BY_RULE;
	int64_t known_at = 0;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK)
		st = call_choice("by", call->values[OPT_BY], BY_WORDS, &by, err);
	if (st != OK)
		return st;
	if (call->values[OPT_RULES])
		return print_rules(call, format, err);
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = find_change(call, &workspace, &known_at, err);
	if (st != OK)
		return st;
	if (call->values[OPT_WORKLISTS])
		return write_worklists(call, &workspace, known_at, err);
	if (by == BY_TIME)
		return print_time(call, &workspace, format, err);
	return print_totals(call, &workspace, known_at, (enum by)by, format, err);
}

const struct command command_findings = {
	.name = "findings",
	.operands = "",
	.summary = "Counts what is doubtful in the records, and writes worklists to mend it",
	.details = "By rule, by the team or worker who can mend it, or over time (new, solved and\n"
	           "open with each delivery). A worklist names children by identifier alone, leaves\n"
	           "out those whose records are restricted, and the look is recorded.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
