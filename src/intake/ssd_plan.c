#include "intake/ssd_plan.h"

#include "base/buf.h"
#include "intake/cell.h"

enum { NAMES_MAX_BYTES = 64 * 1024 };

/* Where findings and what is worked out go. */
struct ssd_planning {
	struct finding_list *findings;
	struct arena *arena;
};

size_t ssd_member_place(const struct ssd_member *table, struct str column)
{
	for (size_t i = 0; i < table->heading_count; i++)
		if (str_equal_nocase(table->headings[i], column))
			return i;
	return SIZE_MAX;
}

/* The table that most columns name. */
static struct str prefix_of(const struct ssd_member *table)
{
	struct str best = { 0 };
	size_t best_count = 0;
	for (size_t i = 0; i < table->heading_count; i++) {
		struct str prefix = ssd_prefix(table->headings[i]);
		size_t count = 0;
		for (size_t k = i; prefix.len && k < table->heading_count; k++)
			count += str_equal(ssd_prefix(table->headings[k]), prefix);
		if (count > best_count) {
			best = prefix;
			best_count = count;
		}
	}
	return best;
}

static size_t child_place(const struct ssd_member *table)
{
	for (size_t i = 0; i < table->heading_count; i++) {
		struct str rest = str_slice(table->headings[i], SSD_PREFIX_BYTES, SIZE_MAX);
		if (str_equal(ssd_prefix(table->headings[i]), table->prefix) &&
		    (str_equal(rest, STR("_person_id")) || str_equal(rest, STR("_cla_person_id"))))
			return i;
	}
	return SIZE_MAX;
}

struct finding ssd_member_finding(const struct ssd_member *table, const char *rule,
                                  enum finding_severity severity)
{
	return (struct finding){ .rule = rule, .severity = severity, .file = table->file };
}

static void add_name(struct buf *names, struct str name)
{
	buf_format(names, "%s%.*s", names->len ? ", " : "", STR_ARGS(name));
}

/* Plans the cells of one field; the first of its columns that is there feeds it. */
static void plan_field(struct ssd_member *table, struct ssd_plan *plan, int field,
                       struct buf *missing)
{
	const struct record_type_spec *spec = record_type_spec(plan->type);
	struct str rest = str_of(spec->fields[field].ssd);
	struct str column;
	struct str own = { 0 };
	while (ssd_next_column(&rest, &column)) {
		size_t place = ssd_member_place(table, column);
		if (!str_equal(ssd_prefix(column), table->prefix))
			continue;
		own = own.len ? own : column;
		if (place == SIZE_MAX)
			continue;
		plan->reads[plan->read_count++] = (struct ssd_read){ field, place };
		table->is_taken[place] = true;
		if (field == spec->start)
			plan->start = place;
		if (field == spec->end)
			plan->end = place;
		return;
	}
	if (own.len)
		add_name(missing, own);
}

static void plan_type(struct ssd_planning *p, struct ssd_member *table, enum record_type type,
                      struct buf *missing)
{
	const struct record_type_spec *spec = record_type_spec(type);
	struct ssd_plan *plan = &table->plans[table->plan_count++];
	*plan = (struct ssd_plan){ .type = type, .start = SIZE_MAX, .end = SIZE_MAX };
	plan->reads = arena_new(p->arena, spec->field_count, sizeof(*plan->reads));
	for (size_t i = 0; i < spec->field_count; i++)
		plan_field(table, plan, (int)i, missing);
}

static void tell_columns(struct ssd_planning *p, const struct ssd_member *table,
                         struct buf *missing)
{
	auto_buf unknown = buf_init(NAMES_MAX_BYTES);
	bool has_names = false;
	for (size_t i = 0; i < table->heading_count; i++) {
		has_names = has_names || ssd_is_name(table->headings[i]);
		if (!table->is_taken[i])
			add_name(&unknown, table->headings[i]);
	}
	if (has_names)
		finding_add(
			p->findings, ssd_member_finding(table, "ssd.names", FINDING_NOTE),
			"names of children are never taken: pers_forename and pers_surname were "
			"left out");
	/* A column that was renamed is both: its values would go from every record. */
	bool is_renamed = missing->len && unknown.len;
	enum finding_severity severity = is_renamed ? FINDING_WARNING : FINDING_NOTE;
	if (missing->len)
		finding_add(p->findings,
		            ssd_member_finding(table, "ssd.columns_missing", severity),
		            "columns of the dataset that the table does not have: %.*s%s",
		            STR_ARGS(buf_view(missing)),
		            is_renamed ? "; it has others that are not of the dataset: if one was "
		                         "renamed, its values count as gone" : "");
	if (unknown.len)
		finding_add(
			p->findings, ssd_member_finding(table, "ssd.columns_unknown", severity),
			"columns that are not of the dataset: %.*s; what they say is kept beside "
			"the records",
			STR_ARGS(buf_view(&unknown)));
}

static void take_headings(struct ssd_member *table, const struct table_head *head,
                          struct arena *arena)
{
	const struct grid_row *heads = &head->rows[0];
	table->header_row = heads->number;
	table->heading_count = heads->count;
	table->headings = arena_new(arena, heads->count, sizeof(*table->headings));
	table->is_taken = arena_new(arena, heads->count, sizeof(*table->is_taken));
	for (size_t i = 0; i < heads->count; i++)
		table->headings[i] = cell_header(grid_text(heads, i), arena);
	table->is_empty = head->count == 1;
}

void ssd_member_plan(struct ssd_member *table, const struct table_head *head,
                     struct finding_list *findings, struct arena *arena)
{
	struct ssd_planning planning = { findings, arena };
	struct ssd_planning *p = &planning;
	auto_buf missing = buf_init(NAMES_MAX_BYTES);
	enum record_type types[SSD_TYPES_MAX];
	take_headings(table, head, arena);
	table->prefix = prefix_of(table);
	size_t count = table->prefix.len ? ssd_types_of(table->prefix, types) : 0;
	table->child = child_place(table);
	for (size_t i = 0; i < table->heading_count; i++)
		table->is_taken[i] = ssd_is_name(table->headings[i]) ||
		                     (ssd_is_read_by(table->headings[i]) &&
		                      str_equal(ssd_prefix(table->headings[i]), table->prefix));
	for (size_t i = 0; i < count; i++)
		plan_type(p, table, types[i], &missing);
	if (count == 0)
		finding_add(p->findings,
		            ssd_member_finding(table, "ssd.table_unknown", FINDING_NOTE),
		            "nothing is taken from this table: it holds no records of the dataset "
		            "that we know");
	else
		tell_columns(p, table, &missing);
	if (count && table->is_empty)
		finding_add(p->findings,
		            ssd_member_finding(table, "ssd.empty_table", FINDING_NOTE),
		            "the table is empty, as some are everywhere; that says nothing about "
		            "what it would hold");
}
