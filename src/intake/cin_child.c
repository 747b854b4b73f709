#include "intake/cin_child.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "intake/cell.h"
#include "intake/cin_elements.h"

enum {
	TOLD_MAX = 100,       /* different names; a file with more has no schema at all */
	PATH_MAX_BYTES = 512, /* of an element that is kept: its name behind those around it */
};

/* ---- the elements, as data ---- */

struct cin_field {
	enum cin_element element;
	int field;
};

/* What a block holds: elements that are fields of its record, and such as are read
 * elsewhere. Any other is kept. */
struct cin_block {
	const struct cin_field *fields;
	size_t field_count;
	const enum cin_element *others;
	size_t other_count;
};

#define FIELDS(list) .fields = (list), .field_count = COUNT_OF(list)
#define OTHERS(list) .others = (list), .other_count = COUNT_OF(list)

static const struct cin_field IDENTIFIERS_FIELDS[] = {
	{ CIN_BIRTH, PERSON_BORN },
	{ CIN_EXPECTED_BIRTH, PERSON_EXPECTED },
	{ CIN_DEATH, PERSON_DIED },
	{ CIN_SEX, PERSON_SEX },
	{ CIN_GENDER, PERSON_GENDER },
	{ CIN_UPN, PERSON_UPN },
	{ CIN_FORMER_UPN, PERSON_FORMER_UPN },
	{ CIN_UPN_UNKNOWN, PERSON_UPN_UNKNOWN },
};
static const enum cin_element IDENTIFIERS_OTHERS[] = { CIN_CHILD_ID };
static const struct cin_block IDENTIFIERS = { FIELDS(IDENTIFIERS_FIELDS),
	                                      OTHERS(IDENTIFIERS_OTHERS) };

static const struct cin_field CHARACTERISTICS_FIELDS[] = {
	{ CIN_ETHNICITY, PERSON_ETHNICITY },
};
static const enum cin_element CHARACTERISTICS_OTHERS[] = { CIN_DISABILITIES, CIN_DISABILITY };
static const struct cin_block CHARACTERISTICS = { FIELDS(CHARACTERISTICS_FIELDS),
	                                          OTHERS(CHARACTERISTICS_OTHERS) };

static const enum cin_element CHILD_OTHERS[] = { CIN_IDENTIFIERS, CIN_CHARACTERISTICS,
	                                         CIN_DETAILS };
static const struct cin_block CHILD = { OTHERS(CHILD_OTHERS) };

static const struct cin_field DETAILS_FIELDS[] = {
	{ CIN_REFERRAL_DATE, REFERRAL_RECEIVED },
	{ CIN_REFERRAL_SOURCE, REFERRAL_SOURCE },
	{ CIN_REFERRAL_NFA, REFERRAL_NO_FURTHER_ACTION },
	{ CIN_PRIMARY_NEED, REFERRAL_PRIMARY_NEED },
	{ CIN_CLOSURE, REFERRAL_CLOSED },
	{ CIN_CLOSURE_REASON, REFERRAL_CLOSURE_REASON },
};
static const enum cin_element DETAILS_OTHERS[] = {
	CIN_ASSESSMENTS, CIN_CONFERENCE_DATE, CIN_ENQUIRY, CIN_NEED_PLAN_DATES, CIN_PROCEEDINGS,
	CIN_PROTECTION_PLANS,
};
static const struct cin_block DETAILS = { FIELDS(DETAILS_FIELDS), OTHERS(DETAILS_OTHERS) };

static const struct cin_field ASSESSMENT_FIELDS[] = {
	{ CIN_ASSESSMENT_START, ASSESSMENT_STARTED },
	{ CIN_ASSESSMENT_REVIEW, ASSESSMENT_REVIEW_DUE },
	{ CIN_ASSESSMENT_AUTHORISATION, ASSESSMENT_COMPLETED },
};
static const enum cin_element ASSESSMENT_OTHERS[] = { CIN_FACTORS_IDENTIFIED,
	                                              CIN_ASSESSMENT_FACTORS };
static const struct cin_block ASSESSMENT = { FIELDS(ASSESSMENT_FIELDS),
	                                     OTHERS(ASSESSMENT_OTHERS) };

static const struct cin_field ENQUIRY_FIELDS[] = {
	{ CIN_ENQUIRY_START, ENQUIRY_STARTED },
	{ CIN_CONFERENCE_TARGET, ENQUIRY_CONFERENCE_DUE },
	{ CIN_CONFERENCE_DATE, ENQUIRY_CONFERENCE_HELD },
	{ CIN_CONFERENCE_NOT_REQUIRED, ENQUIRY_CONFERENCE_NOT_REQUIRED },
};
static const struct cin_block ENQUIRY = { FIELDS(ENQUIRY_FIELDS) };

static const struct cin_field NEED_PLAN_FIELDS[] = {
	{ CIN_NEED_PLAN_START, NEED_PLAN_STARTED },
	{ CIN_NEED_PLAN_END, NEED_PLAN_ENDED },
};
static const struct cin_block NEED_PLAN = { FIELDS(NEED_PLAN_FIELDS) };

static const struct cin_field PLAN_FIELDS[] = {
	{ CIN_PLAN_START, PLAN_STARTED },
	{ CIN_PLAN_END, PLAN_ENDED },
	{ CIN_INITIAL_CATEGORY, PLAN_INITIAL_CATEGORY },
	{ CIN_LATEST_CATEGORY, PLAN_LATEST_CATEGORY },
	{ CIN_PREVIOUS_PLANS, PLAN_PREVIOUS_PLANS },
};
static const enum cin_element PLAN_OTHERS[] = { CIN_REVIEWS, CIN_PLAN_REVIEW_DATE };
static const struct cin_block PLAN = { FIELDS(PLAN_FIELDS), OTHERS(PLAN_OTHERS) };

static const struct cin_field PROCEEDINGS_FIELDS[] = {
	{ CIN_PROCEEDINGS_START, PROCEEDINGS_STARTED },
	{ CIN_LETTER_SENT, PROCEEDINGS_LETTER_SENT },
	{ CIN_FAMILY_MEETING_OFFER, PROCEEDINGS_FAMILY_MEETING_OFFERED },
	{ CIN_FAMILY_MEETING_HELD, PROCEEDINGS_FAMILY_MEETING_HELD },
	{ CIN_FIRST_MEETING, PROCEEDINGS_FIRST_MEETING },
	{ CIN_REVIEW_MEETINGS, PROCEEDINGS_REVIEWS },
	{ CIN_STEP_DECISION, PROCEEDINGS_STEP_DECIDED },
	{ CIN_PROCEEDINGS_OUTCOME, PROCEEDINGS_OUTCOME },
	{ CIN_COURT_APPLICATION, PROCEEDINGS_COURT_APPLIED },
	{ CIN_COURT_LETTER, PROCEEDINGS_COURT_LETTER_SENT },
};
static const struct cin_block PROCEEDINGS = { FIELDS(PROCEEDINGS_FIELDS) };

/* ---- findings ---- */

void cin_children_init(struct cin_children *children, const struct record_reading *reading,
                       struct str file)
{
	*children = (struct cin_children){ 0 };
	record_cells_init(&children->cells, reading, file);
}

void cin_children_deinit(struct cin_children *children)
{
	record_cells_deinit(&children->cells);
	map_deinit(&children->told);
	map_deinit(&children->seen);
	free(children->held);
	*children = (struct cin_children){ 0 };
}

void cin_children_tell(struct cin_children *children, const char *rule,
                       enum finding_severity severity, const struct xml_node *node,
                       const char *message)
{
	int64_t known;
	if (children->told.count >= TOLD_MAX ||
	    !map_add(&children->told, node->name, 0, &known))
		return;
	finding_add(children->cells.findings,
	            (struct finding){ .rule = rule, .severity = severity,
	                              .file = children->cells.file, .row = node->line,
	                              .column = str_cut(node->name, PATH_MAX_BYTES) },
	            "%s", message);
}

/* ---- reading a block ---- */

/* Keeps an element that no field holds, and those within it. `path` is what stands before
 * its name: "CINdetails" around "Worker" keeps as "Worker", its "Name" as "Worker/Name". */
static void keep(struct cin_children *c, const struct xml_node *node, struct str path,
                 const char *rule, const char *message)
{
	struct buf name = buf_init(PATH_MAX_BYTES);
	if (path.len)
		buf_format(&name, "%.*s/", STR_ARGS(path));
	buf_add(&name, node->name);
	struct str own = name.failed ? path : buf_view(&name);
	cin_children_tell(c, rule, FINDING_NOTE, node, message);
	record_cells_keep(&c->cells, own, node->text);
	for (const struct xml_node *within = xml_first(c->part, node); within;
	     within = xml_next(c->part, within))
		keep(c, within, own, rule, message);
	buf_deinit(&name);
}

static void keep_unknown(struct cin_children *c, const struct xml_node *node)
{
	keep(c, node, (struct str){ 0 }, "cin.element_unknown",
	     "the element is not of the census, or not in this place; it is kept with its "
	     "record, and no figure uses it");
}

static bool is_among(enum cin_element element, const enum cin_element *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == element)
			return true;
	return false;
}

/* The field of the block that the element is; -1 when it is none. */
static int field_of(const struct cin_block *block, enum cin_element element)
{
	for (size_t i = 0; i < block->field_count; i++)
		if (block->fields[i].element == element)
			return block->fields[i].field;
	return -1;
}

static void read_element(struct cin_children *c, const struct xml_node *node,
                         const struct cin_block *block)
{
	int element = node->element;
	int field = element == XML_UNKNOWN ? -1 : field_of(block, (enum cin_element)element);
	if (field >= 0 && !node->first && c->cells.row.values[field].is_given && node->text.len)
		keep(c, node, (struct str){ 0 }, "cin.element_repeated",
		     "the element stands twice in one place; the first counts, the other is "
		     "kept with its record");
	else if (field >= 0 && !node->first)
		record_cells_read(&c->cells, field, node->name, node->text);
	else if (element == XML_UNKNOWN ||
	         !is_among((enum cin_element)element, block->others, block->other_count))
		keep_unknown(c, node);
}

static void read_block(struct cin_children *c, const struct xml_node *node,
                       const struct cin_block *block)
{
	for (const struct xml_node *within = xml_first(c->part, node); within;
	     within = xml_next(c->part, within))
		read_element(c, within, block);
}

static void start(struct cin_children *c, enum record_type type, const struct xml_node *node)
{
	record_cells_start(&c->cells, type, c->child, node->line);
}

/* The same value in a field of another record that speaks of it. */
static void copy_value(struct cin_children *c, int field, const struct record_value *value)
{
	c->cells.row.values[field] = *value;
}

/* ---- each kind of record ---- */

static const struct record_cell_rule CHILD_TWICE = {
	"cin.8510", FINDING_ERROR,
	"the census names the child more than once; the records of both places were taken"
};

static enum status add_person(struct cin_children *c, const struct xml_node *child,
                              struct err *err)
{
	int64_t known;
	start(c, RECORD_PERSON, child);
	for (const struct xml_node *block = xml_first(c->part, child); block;
	     block = xml_next(c->part, block))
		if (block->element == CIN_IDENTIFIERS)
			read_block(c, block, &IDENTIFIERS);
		else if (block->element == CIN_CHARACTERISTICS)
			read_block(c, block, &CHARACTERISTICS);
		else
			read_element(c, block, &CHILD);
	/* Until 2024 the census asked for gender, and its figures by sex are of that. */
	if (!c->cells.row.values[PERSON_SEX].is_given)
		copy_value(c, PERSON_SEX, &c->cells.row.values[PERSON_GENDER]);
	if (!map_add(&c->seen, c->child, 0, &known))
		record_cells_doubt(&c->cells, -1, STR("LAchildID"), (struct str){ 0 },
		                   &CHILD_TWICE);
	return record_cells_hand_on(&c->cells, err);
}

/* Whether an element says something: "<Disability/>" does not. */
static bool is_said(const struct xml_node *node, enum cin_element element)
{
	return node->element == (int)element && !node->first && node->text.len;
}

static enum status add_disability(struct cin_children *c, const struct xml_node *node,
                                  struct err *err)
{
	start(c, RECORD_DISABILITY, node);
	record_cells_read(&c->cells, DISABILITY_DISABILITY, node->name, node->text);
	return record_cells_hand_on(&c->cells, err);
}

/* Disabilities stand in a block of their own; some systems leave the block out. */
static enum status add_disabilities(struct cin_children *c, const struct xml_node *around,
                                    struct err *err)
{
	enum status st = OK;
	for (const struct xml_node *node = xml_first(c->part, around); node && st == OK;
	     node = xml_next(c->part, node))
		if (node->element == CIN_DISABILITIES)
			st = add_disabilities(c, node, err);
		else if (is_said(node, CIN_DISABILITY))
			st = add_disability(c, node, err);
	return st;
}

/* What the records of one episode share. */
struct episode {
	struct record_value referred;
};

/* A factor; `assessment` holds the values of the assessment that found it. */
static enum status add_factors(struct cin_children *c, const struct xml_node *around,
                               const struct record_value *assessment, struct err *err)
{
	enum status st = OK;
	for (const struct xml_node *node = xml_first(c->part, around); node && st == OK;
	     node = xml_next(c->part, node)) {
		if (node->element == CIN_FACTORS_IDENTIFIED && node->first) {
			st = add_factors(c, node, assessment, err);
			continue;
		}
		if (!is_said(node, CIN_ASSESSMENT_FACTORS) && !is_said(node, CIN_FACTORS_IDENTIFIED))
			continue;
		start(c, RECORD_FACTOR, node);
		copy_value(c, FACTOR_ASSESSED, &assessment[ASSESSMENT_STARTED]);
		copy_value(c, FACTOR_COMPLETED, &assessment[ASSESSMENT_COMPLETED]);
		record_cells_read(&c->cells, FACTOR_FACTOR, node->name, node->text);
		st = record_cells_hand_on(&c->cells, err);
	}
	return st;
}

static enum status add_assessment(struct cin_children *c, const struct xml_node *node,
                                  const struct episode *episode, struct err *err)
{
	struct record_value values[ASSESSMENT_FIELD_COUNT];
	start(c, RECORD_ASSESSMENT, node);
	record_set_text(&c->cells.row, ASSESSMENT_KIND, STR("single"));
	copy_value(c, ASSESSMENT_REFERRED, &episode->referred);
	read_block(c, node, &ASSESSMENT);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		values[i] = c->cells.row.values[i];
	enum status st = record_cells_hand_on(&c->cells, err);
	return st == OK ? add_factors(c, node, values, err) : st;
}

/* Whether the child's conference of that day was handed on; notes that it is now. */
static bool is_known_conference(struct cin_children *c, const struct record_value *held)
{
	if (!held->is_given)
		return false;
	for (size_t i = 0; i < c->held_count; i++)
		if (c->held[i] == held->number)
			return true;
	if (c->held_count == c->held_capacity) {
		c->held_capacity = mem_grown(c->held_capacity, c->held_count + 1);
		c->held = mem_resize(c->held, c->held_capacity, sizeof(*c->held));
	}
	c->held[c->held_count++] = (int32_t)held->number;
	return false;
}

static enum status add_enquiry(struct cin_children *c, const struct xml_node *node,
                               const struct episode *episode, struct err *err)
{
	start(c, RECORD_ENQUIRY, node);
	copy_value(c, ENQUIRY_REFERRED, &episode->referred);
	read_block(c, node, &ENQUIRY);
	struct record_value started = c->cells.row.values[ENQUIRY_STARTED];
	struct record_value due = c->cells.row.values[ENQUIRY_CONFERENCE_DUE];
	struct record_value held = c->cells.row.values[ENQUIRY_CONFERENCE_HELD];
	enum status st = record_cells_hand_on(&c->cells, err);
	if (st != OK || !held.is_given || is_known_conference(c, &held))
		return st;
	start(c, RECORD_CONFERENCE, node);
	copy_value(c, CONFERENCE_HELD, &held);
	copy_value(c, CONFERENCE_DUE, &due);
	copy_value(c, CONFERENCE_ENQUIRY_STARTED, &started);
	return record_cells_hand_on(&c->cells, err);
}

/* A conference of the episode itself. Those of enquiries come first: they say more. */
static enum status add_conference(struct cin_children *c, const struct xml_node *node,
                                  struct err *err)
{
	if (!is_said(node, CIN_CONFERENCE_DATE))
		return OK;
	start(c, RECORD_CONFERENCE, node);
	record_cells_read(&c->cells, CONFERENCE_HELD, node->name, node->text);
	if (is_known_conference(c, &c->cells.row.values[CONFERENCE_HELD]))
		return OK;
	return record_cells_hand_on(&c->cells, err);
}

/* Reviews of a plan: one block with several dates, or several with one. */
static enum status add_reviews(struct cin_children *c, const struct xml_node *around,
                               const struct record_value *plan_started, struct err *err)
{
	enum status st = OK;
	for (const struct xml_node *node = xml_first(c->part, around); node && st == OK;
	     node = xml_next(c->part, node)) {
		if (node->element == CIN_REVIEWS && node->first)
			st = add_reviews(c, node, plan_started, err);
		if (!is_said(node, CIN_PLAN_REVIEW_DATE))
			continue;
		start(c, RECORD_PLAN_REVIEW, node);
		copy_value(c, PLAN_REVIEW_PLAN_STARTED, plan_started);
		record_cells_read(&c->cells, PLAN_REVIEW_HELD, node->name, node->text);
		st = record_cells_hand_on(&c->cells, err);
	}
	return st;
}

static enum status add_plan(struct cin_children *c, const struct xml_node *node, struct err *err)
{
	start(c, RECORD_PLAN, node);
	read_block(c, node, &PLAN);
	struct record_value started = c->cells.row.values[PLAN_STARTED];
	enum status st = record_cells_hand_on(&c->cells, err);
	return st == OK ? add_reviews(c, node, &started, err) : st;
}

static enum status add_block(struct cin_children *c, enum record_type type,
                             const struct cin_block *block, const struct xml_node *node,
                             struct err *err)
{
	start(c, type, node);
	read_block(c, node, block);
	return record_cells_hand_on(&c->cells, err);
}

/* The episode as a referral and as a child's time in need. Doubts stand with the first. */
static enum status add_referral(struct cin_children *c, const struct xml_node *details,
                                struct episode *episode_out, struct err *err)
{
	static const int SHARED[][2] = {
		{ NEED_STARTED, REFERRAL_RECEIVED },
		{ NEED_ENDED, REFERRAL_CLOSED },
		{ NEED_PRIMARY_NEED, REFERRAL_PRIMARY_NEED },
		{ NEED_CLOSURE_REASON, REFERRAL_CLOSURE_REASON },
		{ NEED_NO_FURTHER_ACTION, REFERRAL_NO_FURTHER_ACTION },
	};
	struct record_value values[REFERRAL_FIELD_COUNT];
	start(c, RECORD_REFERRAL, details);
	read_block(c, details, &DETAILS);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		values[i] = c->cells.row.values[i];
	episode_out->referred = values[REFERRAL_RECEIVED];
	enum status st = record_cells_hand_on(&c->cells, err);
	if (st != OK)
		return st;
	start(c, RECORD_NEED, details);
	for (size_t i = 0; i < COUNT_OF(SHARED); i++)
		copy_value(c, SHARED[i][0], &values[SHARED[i][1]]);
	return record_cells_hand_on(&c->cells, err);
}

/* What stands within an episode, but for its conferences. */
static enum status add_within(struct cin_children *c, const struct xml_node *node,
                              const struct episode *episode, struct err *err)
{
	if (node->element == CIN_ASSESSMENTS)
		return add_assessment(c, node, episode, err);
	if (node->element == CIN_ENQUIRY)
		return add_enquiry(c, node, episode, err);
	if (node->element == CIN_NEED_PLAN_DATES)
		return add_block(c, RECORD_NEED_PLAN, &NEED_PLAN, node, err);
	if (node->element == CIN_PROTECTION_PLANS)
		return add_plan(c, node, err);
	if (node->element == CIN_PROCEEDINGS)
		return add_block(c, RECORD_PROCEEDINGS, &PROCEEDINGS, node, err);
	return OK;
}

static enum status add_episode(struct cin_children *c, const struct xml_node *details,
                               struct err *err)
{
	struct episode episode;
	enum status st = add_referral(c, details, &episode, err);
	for (const struct xml_node *node = xml_first(c->part, details); node && st == OK;
	     node = xml_next(c->part, node))
		st = add_within(c, node, &episode, err);
	for (const struct xml_node *node = xml_first(c->part, details); node && st == OK;
	     node = xml_next(c->part, node))
		st = add_conference(c, node, err);
	return st;
}

/* The child's identifier, wherever in its blocks of identifiers it stands. */
static struct str identifier_of(const struct xml_part *part)
{
	for (size_t i = 1; i < part->count; i++)
		if (is_said(&part->nodes[i], CIN_CHILD_ID))
			return cell_identifier(part->nodes[i].text);
	return (struct str){ 0 };
}

enum status cin_children_add(struct cin_children *c, const struct xml_part *part,
                             struct err *err)
{
	const struct xml_node *child = &part->nodes[0];
	c->part = part;
	c->child = identifier_of(part);
	c->held_count = 0;
	c->count++;
	if (c->child.len == 0) {
		if (c->nameless++ == 0)
			c->nameless_line = child->line;
		return OK;
	}
	enum status st = add_person(c, child, err);
	for (const struct xml_node *node = xml_first(part, child); node && st == OK;
	     node = xml_next(part, node))
		if (node->element == CIN_CHARACTERISTICS)
			st = add_disabilities(c, node, err);
		else if (node->element == CIN_DETAILS)
			st = add_episode(c, node, err);
	return st;
}
