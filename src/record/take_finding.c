/* What is doubtful: findings with known time of their own. */
#include <string.h>

#include "db/query.h"
#include "record/rule.h"
#include "record/take_state.h"
#include "record/type_table.h"

enum { WAITING_MAX = 1000, WAITING_BYTES = 1 << 20, PAGE_FINDINGS = 1000 };

static struct str number_bytes(const int64_t *number)
{
	return (struct str){ (const char *)number, sizeof(*number) };
}

static const char *field_name(enum record_type type, int field)
{
	return field < 0 ? "" : RECORD_TYPES[type].fields[field].name;
}

/* What is doubted, whichever delivery says it. */
static int64_t hash_doubt(const struct record_take *take, const struct take_finding *finding)
{
	const int64_t child_id = take->children[finding->child].row.id;
	const struct str parts[] = { STR("doubt"),
		                     str_of(finding->rule),
		                     str_of(RECORD_TYPES[finding->type].name),
		                     str_of(field_name(finding->type, finding->field)),
		                     number_bytes(&child_id),
		                     number_bytes(&finding->identity),
		                     number_bytes(&finding->source_id),
		                     number_bytes(&finding->other_source_id),
		                     finding->value };
	return record_hash(take->keys, parts, COUNT_OF(parts));
}

static enum status is_open(struct record_take *take, const struct take_finding *finding,
                           int64_t doubt, bool *out, struct err *err)
{
	const struct take_child *child = &take->children[finding->child];
	*out = false;
	if (finding->source_id == take->source_id && (take->is_first || child->row.is_new))
		return OK;
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_FINDING_FIND, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, child->row.id);
	query_bind_int64(&q, 2, finding->source_id);
	query_bind_int64(&q, 3, doubt);
	return query_step(&q, out, err);
}

static enum status add(struct record_take *take, const struct take_finding *finding,
                       int64_t doubt, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_FINDING_ADD, &q, err);
	if (st != OK)
		return st;
	const struct take_child *child = &take->children[finding->child];
	query_bind_int64(&q, 1, finding->source_id);
	query_bind_text(&q, 2, str_of(finding->rule));
	query_bind_int64(&q, 3, finding->severity);
	query_bind_int64(&q, 4, child->row.id);
	query_bind_int64(&q, 5, doubt);
	query_bind_text(&q, 6, str_of(RECORD_TYPES[finding->type].name));
	query_bind_int64(&q, 7, finding->identity);
	query_bind_text(&q, 8, str_of(field_name(finding->type, finding->field)));
	if (finding->value.len && child->has_key)
		query_bind_text(&q, 9,
		                secret_seal(&child->row.key, finding->value, &take->scratch));
	else
		query_bind_null(&q, 9);
	query_bind_text(&q, 10, finding->message);
	query_bind_text(&q, 11, finding->team);
	query_bind_text(&q, 12, finding->worker);
	query_bind_int64(&q, 13, finding->row_number);
	query_bind_int64(&q, 14, take->change_id);
	return query_queue(&q, err);
}

static enum status put(struct record_take *take, const struct take_finding *finding,
                       struct err *err)
{
	int64_t doubt = hash_doubt(take, finding);
	int64_t times = 0;
	if (seen_find(&take->findings, doubt, &times) && finding->identity)
		return OK; /* the row was said twice, and so is its doubt */
	seen_put(&take->findings, doubt, times + 1);
	if (times > 0) { /* of rows that could not be taken each has its own */
		doubt = take_rehash(doubt, times);
		seen_put(&take->findings, doubt, 1);
	}
	bool is_known = false;
	enum status st = is_open(take, finding, doubt, &is_known, err);
	if (st != OK || is_known)
		return st;
	st = add(take, finding, doubt, err);
	if (st != OK)
		return st;
	take->summary.findings_new++;
	if (finding->team.len == 0 && finding->worker.len == 0)
		take->children[finding->child].needs_place = true;
	return OK;
}

enum status take_put_finding(struct record_take *take, const struct take_finding *finding,
                             struct err *err)
{
	enum status st = put(take, finding, err);
	take_clear_scratch(take);
	return st;
}

/* Team and worker as the row itself names them. */
static void place_by_row(const struct record_take *take, const struct record_row *row,
                         struct take_finding *finding)
{
	const struct take_layout *layout = &take->layouts[row->type];
	if (layout->team >= 0)
		finding->team = row->values[layout->team].text;
	if (layout->worker >= 0)
		finding->worker = row->values[layout->worker].text;
}

enum status take_doubt_second(struct record_take *take, const struct record_row *row,
                              size_t child, int64_t identity, struct err *err)
{
	const struct record_type_spec *spec = &RECORD_TYPES[row->type];
	const struct take_layout *layout = &take->layouts[row->type];
	struct take_finding finding = { .rule = "record.said_twice",
		                        .severity = FINDING_WARNING,
		                        .source_id = take->source_id,
		                        .child = child,
		                        .type = row->type,
		                        .identity = identity,
		                        .field = -1,
		                        .row_number = row->number };
	auto_buf message = buf_init(1000);
	buf_add(&message, STR("the delivery says this more than once, with different values; "));
	if (layout->key_count == 0 && layout->source_key < 0) {
		buf_add(&message, STR("expected one row of a child, the last one is used"));
	} else {
		buf_add(&message, STR("expected no second row with the same "));
		if (layout->source_key >= 0 && row->values[layout->source_key].is_given)
			buf_add(&message, STR("key of the source"));
		else
			for (int i = 0; i < layout->key_count; i++)
				buf_format(&message, "%s%s", i ? ", " : "",
				           spec->fields[layout->keys[i]].title);
		buf_add(&message, STR("; both are kept"));
	}
	finding.message = buf_view(&message);
	place_by_row(take, row, &finding);
	return take_put_finding(take, &finding, err);
}

/* A text that outlives its row. */
static struct str keep(struct record_take *take, struct str text)
{
	return text.len ? arena_text(&take->waiting_arena, text) : (struct str){ 0 };
}

enum status record_take_doubt(struct record_take *take, const struct record_row *row, int field,
                              struct str text, const struct finding *what, struct err *err)
{
	size_t child = 0;
	enum status st = take_child_of_row(take, row, &child, err);
	if (st == OK && take->waiting_count == WAITING_MAX)
		st = take_settle_doubts(take, NULL, 0, err);
	if (st != OK)
		return st;
	bool has_child = take->children[child].row.id || !RECORD_TYPES[row->type].is_of_child;
	struct take_finding finding = { .rule = what->rule,
		                        .severity = what->severity,
		                        .source_id = take->source_id,
		                        .child = child,
		                        .type = row->type,
		                        .field = field,
		                        .row_number = row->number };
	/* What stands in the row of nobody cannot be forgotten, so it is not kept. */
	finding.value = has_child ? keep(take, text) : (struct str){ 0 };
	finding.message = keep(take, what->message);
	place_by_row(take, row, &finding);
	finding.team = keep(take, finding.team);
	finding.worker = keep(take, finding.worker);
	take->waiting = arena_grow(&take->waiting_arena, take->waiting, take->waiting_count,
	                           &take->waiting_capacity, sizeof(*take->waiting));
	take->waiting[take->waiting_count++] = finding;
	return OK;
}

enum status take_settle_doubts(struct record_take *take, const struct record_row *row,
                               int64_t identity, struct err *err)
{
	for (size_t i = 0; i < take->waiting_count; i++) {
		struct take_finding *finding = &take->waiting[i];
		if (row && finding->type == row->type && finding->row_number == row->number)
			finding->identity = identity;
		enum status st = take_put_finding(take, finding, err);
		if (st != OK)
			return st;
	}
	take->waiting = NULL;
	take->waiting_count = take->waiting_capacity = 0;
	/* Not each time: blocks that come and go cost more than the doubts they hold. */
	if (take->waiting_arena.used_bytes > WAITING_BYTES)
		arena_deinit(&take->waiting_arena);
	return OK;
}

/* An earlier finding that still stands. */
struct open_finding {
	int64_t id;
	int64_t child_id;
	int64_t doubt;
	int64_t identity;
	enum record_type type;
	bool is_of_rule; /* of rule.h; else a reader's doubt */
	bool is_of_comparison;
};

/* Whether the delivery would have given cause for it again. */
static bool is_spoken_of(const struct record_take *take, const struct open_finding *finding)
{
	const struct take_child *child = take_find_child(take, finding->child_id);
	if (finding->is_of_comparison)
		return take_compares_child(take, finding->child_id);
	if (finding->is_of_rule)
		return child && child->is_touched &&
		       take_rules_speak_of(take, finding->identity);
	if (finding->identity)
		return take_has_said(take, finding->identity) ||
		       seen_has(&take->ended, finding->identity);
	enum record_coverage_kind kind = take->coverage[finding->type].kind;
	if (kind == RECORD_COVERS_CHILDREN || kind == RECORD_COVERS_TOLD)
		return take_names_child(take, finding->type, finding->child_id);
	return kind != RECORD_COVERS_NOTHING;
}

static struct open_finding read_finding(const struct query *q)
{
	struct str rule = query_text(q, 1);
	struct open_finding finding = {
		.id = query_int64(q, 0),
		.child_id = query_int64(q, 2),
		.doubt = query_int64(q, 3),
		.identity = query_int64(q, 5),
		.is_of_comparison = record_rule_is_of_comparison(rule),
		.is_of_rule = record_rule_find(rule) != NULL,
	};
	/* A type that is no more is of no row that could be taken. */
	if (!record_type_find(query_text(q, 4), &finding.type))
		finding.identity = 0;
	return finding;
}

static enum status end_finding(struct record_take *take, int64_t id, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_FINDING_END, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_int64(&q, 2, take->change_id);
	take->summary.findings_solved++;
	return query_queue(&q, err);
}

static enum status read_page(struct record_take *take, int64_t source_id, int64_t after_id,
                             struct open_finding page[PAGE_FINDINGS], size_t *count_out,
                             struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_FINDING_OPEN, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, source_id);
	query_bind_int64(&q, 2, take->change_id);
	query_bind_int64(&q, 3, after_id);
	query_bind_int64(&q, 4, PAGE_FINDINGS);
	bool found = false;
	size_t count = 0;
	while ((st = query_step(&q, &found, err)) == OK && found)
		page[count++] = read_finding(&q);
	*count_out = count;
	return st;
}

/* Which findings may end: readers' doubts, which come before the rules are run, or what
 * rules and comparisons find; of another source than the delivery's only a comparison's. */
static bool may_end(const struct record_take *take, int64_t source_id,
                    const struct open_finding *finding, bool of_readers)
{
	bool is_of_reader = !finding->is_of_rule && !finding->is_of_comparison;
	bool is_own = source_id == take->source_id;
	return of_readers == is_of_reader && (is_own || finding->is_of_comparison);
}

static enum status end_findings_of(struct record_take *take, int64_t source_id, bool of_readers,
                                   struct err *err)
{
	struct open_finding page[PAGE_FINDINGS];
	int64_t after_id = 0;
	size_t count = 0;
	do {
		enum status st = read_page(take, source_id, after_id, page, &count, err);
		for (size_t i = 0; i < count && st == OK; i++) {
			/* Of an erased child no doubt is known again. */
			int64_t times = 0;
			bool is_given = page[i].doubt &&
			                seen_find(&take->findings, page[i].doubt, &times);
			if (may_end(take, source_id, &page[i], of_readers) && !is_given &&
			    is_spoken_of(take, &page[i]))
				st = end_finding(take, page[i].id, err);
		}
		if (st != OK)
			return st;
		if (count)
			after_id = page[count - 1].id;
	} while (count == PAGE_FINDINGS);
	return OK;
}

enum status take_end_doubts(struct record_take *take, struct err *err)
{
	return take->is_first ? OK : end_findings_of(take, take->source_id, true, err);
}

enum status take_end_findings(struct record_take *take, struct err *err)
{
	auto_arena arena = { 0 };
	struct record_source_list sources = { 0 };
	enum status st = record_source_list(take->db, take->what.source.authority, &arena,
	                                    &sources, err);
	for (size_t i = 0; i < sources.count && st == OK; i++)
		st = end_findings_of(take, sources.items[i].id, false, err);
	return st;
}
