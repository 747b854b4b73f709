/* The records behind a figure, each with what decided it. */
#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/measuring.h"
#include "lang/check.h"
#include "lang/format.h"
#include "lang/oracle.h"
#include "ledger/audit.h"
#include "record/child.h"

enum {
	OPT_AS_KNOWN,
	OPT_COUNTED,
	OPT_FORMAT,
	OPT_IN,
	OPT_MISSED,
	OPT_PERIOD,
	OPT_REJECTED,
	OPT_TEAM,
	OPT_COUNT
};

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_AS_KNOWN] = { "as-known-on", 0, "DATE", "with what was known at the end of that day" },
	[OPT_COUNTED] = { "counted", 0, NULL, "those counted" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
	[OPT_IN] = { "in", 0, NULL, "those counted and those missed" },
	[OPT_MISSED] = { "missed", 0, NULL, "those in and not counted" },
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period; must be given" },
	[OPT_REJECTED] = { "rejected", 0, NULL, "those that cannot be decided, or are rejected" },
	[OPT_TEAM] = { "team", 0, "TEAM", "those of one team" },
};

static const struct dataset_column COLUMNS[] = {
	{ "child", "Child", DATASET_TEXT, "empty for a record of no child" },
	{ "record", "Record", DATASET_TEXT, NULL },
	{ "day", "Day", DATASET_DATE, "what put it in the period" },
	{ "outcome", "Outcome", DATASET_TEXT, NULL },
	{ "dates", "Dates and codes", DATASET_TEXT, "the fields that the definition reads" },
	{ "reason", "Why", DATASET_TEXT, NULL },
	{ "team", "Team", DATASET_TEXT, NULL },
};

static const char *const OUTCOMES[OUTCOME_KIND_COUNT] = {
	[OUTCOME_COUNTED] = "counted",
	[OUTCOME_MISSED] = "missed",
	[OUTCOME_REJECTED] = "rejected",
	[OUTCOME_OUT] = "out",
	[OUTCOME_SPOKEN_FOR] = "another speaks for it",
};

/* One listing on its way. */
struct cases {
	struct call *call;
	struct measuring *measuring;
	const struct definition *definition;
	const struct table *table;
	int team_field; /* -1: the records have no team */
	struct dataset *out;
	bool reads[RECORD_FIELDS_MAX]; /* which fields of the record the definition reads */
};

static bool is_asked(const struct call *call, enum outcome outcome)
{
	bool all = !call->values[OPT_IN] && !call->values[OPT_COUNTED] &&
	           !call->values[OPT_MISSED] && !call->values[OPT_REJECTED];
	switch (outcome) {
	case OUTCOME_COUNTED:
		return all || call->values[OPT_IN] || call->values[OPT_COUNTED];
	case OUTCOME_MISSED:
		return all || call->values[OPT_IN] || call->values[OPT_MISSED];
	case OUTCOME_REJECTED:
		return all || call->values[OPT_REJECTED];
	case OUTCOME_OUT:
	case OUTCOME_SPOKEN_FOR:
	case OUTCOME_KIND_COUNT:
		break;
	}
	return all && outcome == OUTCOME_SPOKEN_FOR;
}

/* Notes the fields of the record of the `of` line that an expression reads. */
static void note_fields(struct cases *self, const struct node *node, int out)
{
	if (!node)
		return;
	if (node->kind == NODE_NAME && node->binding.kind == BOUND_FIELD &&
	    node->binding.out == out)
		self->reads[node->binding.index] = true;
	for (size_t i = 0; i < node->part_count; i++)
		note_fields(self, node->parts[i], out);
	const struct relation *relation = node->relation;
	if (node->kind != NODE_RELATION || !relation)
		return;
	note_fields(self, relation->key, out);
	note_fields(self, relation->running_from, out);
	note_fields(self, relation->running_to, out);
	note_fields(self, relation->where, out + 1);
	note_fields(self, relation->value, out + 1);
}

static void note_definition(struct cases *self)
{
	const struct definition *definition = self->definition;
	note_fields(self, definition->base.start, 0);
	note_fields(self, definition->base.end, 0);
	note_fields(self, definition->count, 0);
	note_fields(self, definition->value, 0);
	note_fields(self, definition->over_sum, 0);
	for (size_t i = 0; i < definition->base.condition_count; i++)
		note_fields(self, definition->base.conditions[i], 0);
	for (size_t i = 0; i < definition->let_count; i++)
		note_fields(self, definition->lets[i].value, 0);
	for (size_t i = 0; i < definition->rejection_count; i++)
		note_fields(self, definition->rejections[i].condition, 0);
}

/* Millionths as a decimal, without the noughts at its end. */
static void put_decimal(int64_t value, struct buf *out)
{
	enum { MILLION = 1000000, DECIMALS = 6 };
	int decimals = DECIMALS;
	int64_t part = (value < 0 ? -value : value) % MILLION;
	buf_format(out, "%s%lld", value < 0 ? "-" : "",
	           (long long)((value < 0 ? -value : value) / MILLION));
	for (; part > 0 && part % 10 == 0; part /= 10)
		decimals--;
	if (part > 0)
		buf_format(out, ".%0*lld", decimals, (long long)part);
}

static void put_cell(const struct cases *self, int field, int32_t row, struct buf *out)
{
	const struct field *of = &self->table->type->fields[field];
	int64_t value = column_at(&self->table->columns[field], row);
	char day[DATE_TEXT_BYTES];
	char moment[INSTANT_TEXT_BYTES];
	if (value == CELL_MISSING)
		return;
	buf_format(out, "%s%.*s ", out->len ? ", " : "", STR_ARGS(of->name));
	if (of->kind == FIELD_DATE)
		buf_format(out, "%s", date_print_iso((int32_t)value, day));
	else if (of->kind == FIELD_INSTANT)
		buf_format(out, "%s", instant_print(instant_by_english_clock(value), moment));
	else if (of->kind == FIELD_FLAG)
		buf_format(out, "%s", value ? "yes" : "no");
	else if (of->kind == FIELD_CODE || of->kind == FIELD_LABEL)
		buf_format(out, "%.*s", STR_ARGS(self->measuring->tables.words.items[value]));
	else if (of->kind == FIELD_DECIMAL)
		put_decimal(value, out);
	else
		buf_format(out, "%lld", (long long)value);
}

static struct str cells_of(const struct cases *self, int32_t row)
{
	enum { CELLS_BYTES_MAX = 4096 };
	auto_buf out = buf_init(CELLS_BYTES_MAX);
	for (size_t field = 0; field < self->table->type->field_count; field++)
		if (self->reads[field])
			put_cell(self, (int)field, row, &out);
	return arena_text(self->call->arena, buf_view(&out));
}

/* Why it came out so: the reason of a rejection, or the condition that decided. */
static struct str reason_of(const struct cases *self, const struct case_row *row)
{
	enum { REASON_BYTES_MAX = 4096 };
	if (row->reason.len > 0)
		return row->reason;
	if (row->outcome == OUTCOME_SPOKEN_FOR)
		return STR("another record of the same key speaks");
	if (!row->decided_by)
		return (struct str){ 0 };
	auto_buf out = buf_init(REASON_BYTES_MAX);
	buf_add(&out, row->outcome == OUTCOME_COUNTED ? STR("holds: ") : STR("does not hold: "));
	lang_format_node(row->decided_by, &out);
	return arena_text(self->call->arena, buf_view(&out));
}

static struct str team_of(const struct cases *self, int32_t row)
{
	if (self->team_field < 0)
		return (struct str){ 0 };
	int64_t team = column_at(&self->table->columns[self->team_field], row);
	return team == CELL_MISSING ? (struct str){ 0 } : self->measuring->tables.words.items[team];
}

static enum status add_case(struct cases *self, const struct case_row *row, struct err *err)
{
	const struct measuring *measuring = self->measuring;
	const char *wanted_team = self->call->values[OPT_TEAM];
	struct str child = { 0 };
	enum status st = OK;
	if (!is_asked(self->call, row->outcome) ||
	    (wanted_team && !str_equal(team_of(self, row->row), str_of(wanted_team))))
		return OK;
	if (self->table->child)
		st = child_identifier(measuring->workspace.db, measuring->workspace.keys,
		                      measuring->tables.child_ids[self->table->child[row->row]],
		                      self->call->arena, &child, err);
	if (st != OK)
		return st;
	dataset_row(self->out);
	dataset_text(self->out, child);
	dataset_text(self->out, self->table->type->name);
	dataset_date(self->out, row->day);
	dataset_text(self->out, str_of(OUTCOMES[row->outcome]));
	dataset_text(self->out, cells_of(self, row->row));
	dataset_text(self->out, reason_of(self, row));
	dataset_text(self->out, team_of(self, row->row));
	return OK;
}

/* The look is recorded before anything can be read. */
static enum status record_look(const struct cases *self, struct err *err)
{
	struct act act = workspace_act(self->call);
	struct db *db = self->measuring->workspace.db;
	struct str detail = arena_format(self->call->arena, "%zu records",
	                                 self->out->row_count);
	auto_transaction change = { 0 };
	enum status st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = audit_append(db, &act, STR("record.look"), self->definition->name, detail,
		                  err);
	return st == OK ? transaction_commit(&change, err) : st;
}

static enum status list(struct cases *self, const struct variant *variant, struct err *err)
{
	const struct evaluation *evaluation = &self->measuring->evaluation;
	struct span span = { evaluation->periods[0].from, evaluation->periods[0].to };
	const struct dimension whole = { .name = STR("all") };
	const struct question question = {
		.tables = evaluation->tables,
		.calendar = evaluation->calendar,
		.definition = self->definition,
		.variant = variant,
		.periods = &span,
		.period_count = 1,
		.dimensions = &whole,
		.dimension_count = 1,
	};
	struct case_list found;
	enum status st = oracle_cases(&question, 0, self->call->arena, &found, err);
	for (size_t i = 0; st == OK && i < found.count; i++)
		st = add_case(self, &found.items[i], err);
	return st;
}

static enum status find_definition(struct cases *self, const struct variant **variant_out,
                                   struct err *err)
{
	struct str name = str_of(self->call->operands[0]);
	if (!library_find(&self->measuring->definitions.library, name, &self->definition,
	                  variant_out))
		return err_set(err, E_MISSING, "there is no indicator '%.*s'", STR_ARGS(name));
	if (!self->definition->is_sound || self->definition->base.type < 0)
		return err_set(err, E_INPUT, "'%.*s' is not worked out of records", STR_ARGS(name));
	self->table = &self->measuring->tables.of[self->definition->base.type];
	self->team_field = table_type_find_field(self->table->type, STR("team"));
	note_definition(self);
	return OK;
}

static enum status run(struct call *call, struct err *err)
{
	enum dataset_format format;
	auto_measuring measuring = { 0 };
	const struct variant *variant = NULL;
	struct cases self = { .call = call, .measuring = &measuring };
	const struct measuring_wanted wanted = { .as_known_on = call->values[OPT_AS_KNOWN],
		                                 .period = call->values[OPT_PERIOD] };
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK && !wanted.period)
		st = err_set(err, E_USAGE, "--period says of which figure the records are");
	if (st == OK)
		st = measuring_open(call, &wanted, &measuring, err);
	if (st == OK)
		st = workspace_need_keys(&measuring.workspace, err);
	if (st == OK)
		st = find_definition(&self, &variant, err);
	if (st != OK)
		return st;
	self.out = dataset_new(call->arena, STR("cases"), STR("Records"), COLUMNS,
	                       COUNT_OF(COLUMNS));
	st = list(&self, variant, err);
	if (st == OK)
		st = record_look(&self, err);
	return st == OK ? dataset_print(self.out, format, stdout, err) : st;
}

const struct command command_cases = {
	.name = "cases",
	.operands = "INDICATOR",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "lists the records behind a figure, each with what decided it",
	.details =
		"Every record that the clock of the definition puts in the period: counted, "
		"missed (in, not counted), rejected with the reason, or spoken for by another of "
		"the same key; with the fields that the definition reads. Children are named by "
		"identifier alone, those whose records are restricted are left out, and the look "
		"is recorded.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
