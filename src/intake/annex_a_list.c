#include "intake/annex_a_list.h"

#include <assert.h>
#include <string.h>

#include "base/attr.h"

/* ---- rows ---- */

#define ALWAYS (-1)

static const struct annex_a_row_spec ROWS[ANNEX_A_ROW_COUNT] = {
	[ANNEX_A_PERSON] = { RECORD_PERSON, ALWAYS, { { 0 } } },
	[ANNEX_A_CONTACT] = { RECORD_CONTACT, ALWAYS, { { 0 } } },
	[ANNEX_A_EARLY_HELP] = { RECORD_EARLY_HELP, ALWAYS, { { EARLY_HELP_KIND, "assessment" } } },
	[ANNEX_A_REFERRAL] = { RECORD_REFERRAL, ALWAYS, { { 0 } } },
	[ANNEX_A_ASSESSMENT] = { RECORD_ASSESSMENT, ALWAYS, { { ASSESSMENT_KIND, "single" } } },
	[ANNEX_A_ENQUIRY] = { RECORD_ENQUIRY, ALWAYS, { { 0 } } },
	[ANNEX_A_CONFERENCE] = { RECORD_CONFERENCE, CONFERENCE_HELD, { { 0 } } },
	[ANNEX_A_NEED] = { RECORD_NEED, ALWAYS, { { 0 } } },
	[ANNEX_A_NEED_VISIT] = { RECORD_VISIT,
	                         VISIT_HELD,
	                         { { VISIT_KIND, "need" }, { VISIT_SEEN, "Y" } } },
	[ANNEX_A_PLAN] = { RECORD_PLAN, ALWAYS, { { 0 } } },
	[ANNEX_A_PLAN_REVIEW] = { RECORD_PLAN_REVIEW, PLAN_REVIEW_HELD, { { 0 } } },
	[ANNEX_A_PLAN_VISIT] = { RECORD_VISIT, VISIT_HELD, { { VISIT_KIND, "protection" } } },
	[ANNEX_A_CARE_PERIOD] = { RECORD_CARE_PERIOD, ALWAYS, { { 0 } } },
	[ANNEX_A_CARE] = { RECORD_CARE, ALWAYS, { { 0 } } },
	[ANNEX_A_PLACEMENT] = { RECORD_PLACEMENT, PLACEMENT_STARTED, { { 0 } } },
	[ANNEX_A_LEGAL_STATUS] = { RECORD_LEGAL_STATUS, LEGAL_STATUS_STATUS, { { 0 } } },
	[ANNEX_A_CARE_REVIEW] = { RECORD_CARE_REVIEW, CARE_REVIEW_HELD, { { 0 } } },
	[ANNEX_A_CARE_VISIT] = { RECORD_VISIT, VISIT_HELD, { { VISIT_KIND, "care" } } },
	[ANNEX_A_OFFICER_VISIT] = { RECORD_VISIT,
	                            VISIT_HELD,
	                            { { VISIT_KIND, "reviewing_officer" } } },
	[ANNEX_A_HEALTH_ASSESSMENT] = { RECORD_HEALTH_CHECK,
	                                HEALTH_CHECK_HELD,
	                                { { HEALTH_CHECK_KIND, "health assessment" } } },
	[ANNEX_A_DENTAL_CHECK] = { RECORD_HEALTH_CHECK,
	                           HEALTH_CHECK_HELD,
	                           { { HEALTH_CHECK_KIND, "dental check" } } },
	[ANNEX_A_CARE_LEAVER] = { RECORD_CARE_LEAVER, ALWAYS, { { 0 } } },
	[ANNEX_A_PERMANENCE] = { RECORD_PERMANENCE, ALWAYS, { { 0 } } },
	[ANNEX_A_ADOPTER] = { RECORD_ADOPTER, ALWAYS, { { 0 } } },
};

const struct annex_a_row_spec *annex_a_row_spec(enum annex_a_row row)
{
	assert(row > ANNEX_A_NO_ROW && row < ANNEX_A_ROW_COUNT);
	return &ROWS[row];
}

/* ---- columns ---- */

#define TO(row, field) { ANNEX_A_##row, field }
#define FIELD(title, ...) { title, NULL, ANNEX_A_FIELD, { __VA_ARGS__ } }
#define LIKE(title, pattern, ...) { title, pattern, ANNEX_A_FIELD, { __VA_ARGS__ } }
#define PAST(title, ...) { title, NULL, ANNEX_A_PAST, { __VA_ARGS__ } }
#define PAST_LIKE(title, pattern, ...) { title, pattern, ANNEX_A_PAST, { __VA_ARGS__ } }

#define CHILD_ID \
	{ "Child Unique ID", "child id/identifier|id/identifier child", ANNEX_A_CHILD, { { 0 } } }
#define GENDER FIELD("Gender", TO(PERSON, PERSON_SEX))
#define ETHNICITY FIELD("Ethnicity", TO(PERSON, PERSON_ETHNICITY))
#define BORN LIKE("Date of Birth", "date birth|^dob", TO(PERSON, PERSON_BORN))
#define AGE { "Age of Child (Years)", "^age", ANNEX_A_AGE, { { 0 } } }
#define WHO CHILD_ID, GENDER, ETHNICITY, BORN, AGE
#define DISABILITY FIELD("Does the Child have a Disability", TO(PERSON, PERSON_DISABLED))

static const struct annex_a_column CONTACTS[] = {
	WHO,
	PAST_LIKE("Date of Contact", "date contact|contact date", TO(CONTACT, CONTACT_RECEIVED)),
	LIKE("Contact Source", "contact source", TO(CONTACT, CONTACT_SOURCE)),
};

static const struct annex_a_column EARLY_HELP[] = {
	WHO,
	PAST("Assessment start date", TO(EARLY_HELP, EARLY_HELP_STARTED)),
	PAST("Assessment completion date", TO(EARLY_HELP, EARLY_HELP_ENDED)),
	FIELD("Organisation completing assessment", TO(EARLY_HELP, EARLY_HELP_ORGANISATION)),
};

static const struct annex_a_column REFERRALS[] = {
	WHO,
	PAST_LIKE("Date of referral", "date referral|referral date",
	          TO(REFERRAL, REFERRAL_RECEIVED)),
	LIKE("Referral Source", "referral source", TO(REFERRAL, REFERRAL_SOURCE)),
	LIKE("Referral NFA?", "referral nfa", TO(REFERRAL, REFERRAL_NO_FURTHER_ACTION)),
	LIKE("Number of Referrals in Last 12 Months", "number referrals 12 months",
	     TO(REFERRAL, REFERRAL_COUNT_12_MONTHS)),
	FIELD("Allocated Team", TO(REFERRAL, REFERRAL_TEAM)),
	FIELD("Allocated Worker", TO(REFERRAL, REFERRAL_WORKER)),
};

static const struct annex_a_column ASSESSMENTS[] = {
	WHO,
	DISABILITY,
	PAST("Continuous Assessment Start Date", TO(ASSESSMENT, ASSESSMENT_STARTED)),
	FIELD("Child Seen During Continuous Assessment", TO(ASSESSMENT, ASSESSMENT_CHILD_SEEN)),
	PAST("Continuous Assessment Date of Authorisation", TO(ASSESSMENT, ASSESSMENT_COMPLETED)),
	LIKE("Was the child assessed as requiring LA children's social care support?",
	     "was the child assessed social care support",
	     TO(ASSESSMENT, ASSESSMENT_NEEDS_SUPPORT)),
	FIELD("Allocated Team", TO(ASSESSMENT, ASSESSMENT_TEAM)),
	FIELD("Allocated Worker", TO(ASSESSMENT, ASSESSMENT_WORKER)),
};

static const struct annex_a_column ENQUIRIES[] = {
	WHO,
	DISABILITY,
	PAST_LIKE("Strategy discussion initiating Section 47 Enquiry Start Date",
	          "strategy discussion section 47 start", TO(ENQUIRY, ENQUIRY_STARTED),
	          TO(CONFERENCE, CONFERENCE_ENQUIRY_STARTED)),
	LIKE("Was an Initial Child Protection Conference deemed unnecessary?",
	     "conference deemed unnecessary", TO(ENQUIRY, ENQUIRY_CONFERENCE_NOT_REQUIRED)),
	LIKE("Date of Initial Child Protection Conference",
	     "^date initial child protection conference", TO(ENQUIRY, ENQUIRY_CONFERENCE_HELD),
	     TO(CONFERENCE, CONFERENCE_HELD)),
	LIKE("Did the Initial Child Protection Conference Result in a Child Protection Plan",
	     "conference result plan", TO(CONFERENCE, CONFERENCE_PLAN_MADE)),
	LIKE("Number of Section 47 Enquiries in the last 12 months", "number section 47 12 months",
	     TO(ENQUIRY, ENQUIRY_COUNT_12_MONTHS)),
	LIKE("Number of ICPCs in the last 12 months", "number icpcs/conferences 12 months",
	     TO(CONFERENCE, CONFERENCE_COUNT_12_MONTHS)),
	FIELD("Allocated Team", TO(ENQUIRY, ENQUIRY_TEAM), TO(CONFERENCE, CONFERENCE_TEAM)),
	FIELD("Allocated Worker", TO(ENQUIRY, ENQUIRY_WORKER), TO(CONFERENCE, CONFERENCE_WORKER)),
};

static const struct annex_a_column IN_NEED[] = {
	WHO,
	DISABILITY,
	PAST("CIN Start Date", TO(NEED, NEED_STARTED)),
	FIELD("Primary Need Code", TO(NEED, NEED_PRIMARY_NEED)),
	PAST("Date Child Was Last Seen", TO(NEED, NEED_LAST_SEEN), TO(NEED_VISIT, VISIT_HELD)),
	PAST("CIN Closure Date", TO(NEED, NEED_ENDED)),
	FIELD("Reason for Closure", TO(NEED, NEED_CLOSURE_REASON)),
	FIELD("Case Status", TO(NEED, NEED_STATUS)),
	FIELD("Allocated Team", TO(NEED, NEED_TEAM)),
	FIELD("Allocated Worker", TO(NEED, NEED_WORKER)),
};

static const struct annex_a_column PLANS[] = {
	WHO,
	DISABILITY,
	PAST("Child Protection Plan Start Date", TO(PLAN, PLAN_STARTED),
	     TO(PLAN_REVIEW, PLAN_REVIEW_PLAN_STARTED)),
	FIELD("Initial Category of Abuse", TO(PLAN, PLAN_INITIAL_CATEGORY)),
	FIELD("Latest Category of Abuse", TO(PLAN, PLAN_LATEST_CATEGORY)),
	PAST_LIKE("Date of the Last Statutory Visit", "date last statutory visit",
	          TO(PLAN_VISIT, VISIT_HELD)),
	LIKE("Was the Child Seen Alone?", "child seen alone", TO(PLAN_VISIT, VISIT_SEEN_ALONE)),
	PAST_LIKE("Date of latest review conference", "date latest/last review conference",
	          TO(PLAN_REVIEW, PLAN_REVIEW_HELD)),
	PAST("Child Protection Plan End Date", TO(PLAN, PLAN_ENDED)),
	LIKE("Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
	     "Months (Y/N)",
	     "subject to emergency protection order", TO(PLAN, PLAN_EMERGENCY_POWERS)),
	LIKE("Number of Previous Child Protection Plans", "number previous plans",
	     TO(PLAN, PLAN_PREVIOUS_PLANS)),
	FIELD("Allocated Team", TO(PLAN, PLAN_TEAM)),
	FIELD("Allocated Worker", TO(PLAN, PLAN_WORKER)),
};

static const struct annex_a_column IN_CARE[] = {
	WHO,
	LIKE("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
	     "unaccompanied asylum seeking|^uasc", TO(PERSON, PERSON_UASC)),
	DISABILITY,
	PAST_LIKE("Date Started to be Looked After", "date started looked after",
	          TO(CARE_PERIOD, CARE_PERIOD_STARTED), TO(CARE, CARE_ENTERED_CARE)),
	FIELD("Child's Category of Need", TO(CARE_PERIOD, CARE_PERIOD_NEED), TO(CARE, CARE_NEED)),
	LIKE("Is this a second or subsequent period of being a Looked After Child within the last "
	     "12 months (Y/N)",
	     "second subsequent period/episode looked after",
	     TO(CARE_PERIOD, CARE_PERIOD_SECOND_IN_YEAR)),
	PAST_LIKE("Start date of current legal status", "start date legal status",
	          TO(LEGAL_STATUS, LEGAL_STATUS_STARTED)),
	LIKE("Child's Legal Status", "child's legal status|^legal status",
	     TO(LEGAL_STATUS, LEGAL_STATUS_STATUS), TO(CARE, CARE_LEGAL_STATUS)),
	PAST_LIKE("Date of Latest Statutory Review", "date latest/last statutory review",
	          TO(CARE_REVIEW, CARE_REVIEW_HELD)),
	PAST_LIKE("Date of Last Social Work Visit", "date last/latest social work/worker visit",
	          TO(CARE_VISIT, VISIT_HELD)),
	LIKE("What is the permanence plan for this child?", "permanence plan",
	     TO(CARE_PERIOD, CARE_PERIOD_PERMANENCE_PLAN)),
	PAST_LIKE("Date of Last IRO Visit / Contact to the Child", "date last/latest iro",
	          TO(OFFICER_VISIT, VISIT_HELD), TO(CARE, CARE_LAST_OFFICER_CONTACT)),
	PAST_LIKE("Date of Last Health Assessment", "date last/latest health assessment",
	          TO(HEALTH_ASSESSMENT, HEALTH_CHECK_HELD)),
	PAST_LIKE("Date of Last Dental Check", "date last/latest dental",
	          TO(DENTAL_CHECK, HEALTH_CHECK_HELD)),
	LIKE("Number of Placements in the Last 12 months", "number placements 12 months",
	     TO(CARE_PERIOD, CARE_PERIOD_PLACEMENTS_12_MONTHS)),
	PAST_LIKE("Date Ceased to be Looked After", "date ceased looked after",
	          TO(CARE_PERIOD, CARE_PERIOD_ENDED), TO(CARE, CARE_ENDED),
	          TO(PLACEMENT, PLACEMENT_ENDED), TO(LEGAL_STATUS, LEGAL_STATUS_ENDED)),
	LIKE("Reason Ceased to be Looked After", "reason ceased looked after",
	     TO(CARE_PERIOD, CARE_PERIOD_END_REASON), TO(CARE, CARE_END_REASON)),
	PAST_LIKE("Start Date of Most Recent Placement", "start date placement",
	          TO(PLACEMENT, PLACEMENT_STARTED)),
	FIELD("Placement Type", TO(PLACEMENT, PLACEMENT_KIND), TO(CARE, CARE_PLACEMENT)),
	FIELD("Placement Provider", TO(PLACEMENT, PLACEMENT_PROVIDER), TO(CARE, CARE_PROVIDER)),
	FIELD("Placement postcode", TO(PLACEMENT, PLACEMENT_POSTCODE),
	      TO(CARE, CARE_PLACEMENT_POSTCODE)),
	LIKE("URN of Placement", "urn", TO(PLACEMENT, PLACEMENT_URN), TO(CARE, CARE_URN)),
	FIELD("Placement Location", TO(PLACEMENT, PLACEMENT_LOCATION),
	      TO(CARE, CARE_PLACEMENT_LOCATION)),
	LIKE("LA of Placement", "la/authority placement", TO(PLACEMENT, PLACEMENT_AUTHORITY),
	     TO(CARE, CARE_PLACEMENT_AUTHORITY)),
	LIKE("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
	     "months",
	     "number episodes missing", TO(CARE_PERIOD, CARE_PERIOD_MISSING_12_MONTHS)),
	LIKE("Number of Episodes the Child has been 'Absent' from their Placement in the last 12 "
	     "months",
	     "number episodes absent", TO(CARE_PERIOD, CARE_PERIOD_ABSENT_12_MONTHS)),
	LIKE("Was the child offered a Return Interview after their last missing episode (Y/N)?",
	     "offered return interview", TO(CARE_PERIOD, CARE_PERIOD_INTERVIEW_OFFERED)),
	LIKE("Did the child accept a Return Interview after their last missing episode (Y/N)?",
	     "accept/accepted return interview", TO(CARE_PERIOD, CARE_PERIOD_INTERVIEW_ACCEPTED)),
	FIELD("Allocated Team", TO(CARE_PERIOD, CARE_PERIOD_TEAM), TO(CARE, CARE_TEAM)),
	FIELD("Allocated Worker", TO(CARE_PERIOD, CARE_PERIOD_WORKER), TO(CARE, CARE_WORKER)),
};

static const struct annex_a_column LEAVERS[] = {
	WHO,
	LIKE("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
	     "unaccompanied asylum seeking|^uasc", TO(PERSON, PERSON_UASC)),
	DISABILITY,
	FIELD("Allocated Team", TO(CARE_LEAVER, CARE_LEAVER_TEAM)),
	FIELD("Allocated Worker", TO(CARE_LEAVER, CARE_LEAVER_WORKER)),
	LIKE("Allocated Personal Advisor", "personal advisor/adviser",
	     TO(CARE_LEAVER, CARE_LEAVER_ADVISER)),
	FIELD("Eligibility Category", TO(CARE_LEAVER, CARE_LEAVER_ELIGIBILITY)),
	PAST_LIKE("Latest Pathway Plan Review Date", "pathway plan review",
	          TO(CARE_LEAVER, CARE_LEAVER_PATHWAY_REVIEWED)),
	LIKE("LA in Touch", "in touch", TO(CARE_LEAVER, CARE_LEAVER_IN_TOUCH)),
	PAST_LIKE("Latest Date of Contact", "latest/last contact",
	          TO(CARE_LEAVER, CARE_LEAVER_LATEST_CONTACT)),
	FIELD("Type of Accommodation", TO(CARE_LEAVER, CARE_LEAVER_ACCOMMODATION)),
	FIELD("Suitability of Accommodation", TO(CARE_LEAVER, CARE_LEAVER_SUITABLE)),
	FIELD("Activity Status", TO(CARE_LEAVER, CARE_LEAVER_ACTIVITY)),
};

static const struct annex_a_column ADOPTION[] = {
	CHILD_ID,
	LIKE("Family identifier", "family id/identifier", TO(PERMANENCE, PERMANENCE_FAMILY)),
	GENDER,
	ETHNICITY,
	BORN,
	AGE,
	DISABILITY,
	PAST_LIKE("Date the Child Entered Care", "date entered care",
	          TO(PERMANENCE, PERMANENCE_ENTERED_CARE)),
	PAST("Date of Decision that Child Should be Placed for Adoption",
	     TO(PERMANENCE, PERMANENCE_DECIDED)),
	PAST("Date of Placement Order", TO(PERMANENCE, PERMANENCE_PLACEMENT_ORDER)),
	PAST_LIKE("Date of Matching Child and Prospective Adopters", "date matching",
	          TO(PERMANENCE, PERMANENCE_MATCHED)),
	PAST("Date Placed for Adoption", TO(PERMANENCE, PERMANENCE_PLACED)),
	PAST("Date of Adoption Order", TO(PERMANENCE, PERMANENCE_ORDERED)),
	PAST_LIKE("Date of Decision that Child Should No Longer be Placed for Adoption",
	          "date decision should no longer be placed", TO(PERMANENCE, PERMANENCE_REVERSED)),
	LIKE("Reason Why Child No Longer Placed for Adoption", "reason no longer placed",
	     TO(PERMANENCE, PERMANENCE_REVERSED_REASON)),
	PAST_LIKE("Date the child was placed for fostering in FFA or concurrent planning placement",
	          "date placed for fostering", TO(PERMANENCE, PERMANENCE_EARLY_PLACED)),
};

static const struct annex_a_column ADOPTERS[] = {
	LIKE("Individual adopter identifier", "adopter id/identifier",
	     TO(ADOPTER, ADOPTER_SOURCE_ROW)),
	LIKE("Family identifier", "family id/identifier", TO(ADOPTER, ADOPTER_FAMILY)),
	FIELD("Gender", TO(ADOPTER, ADOPTER_SEX)),
	FIELD("Ethnicity", TO(ADOPTER, ADOPTER_ETHNICITY)),
	LIKE("Disability", "adopter have disability", TO(ADOPTER, ADOPTER_DISABLED)),
	LIKE("Is the (prospective) adopter fostering for adoption?", "fostering for adoption",
	     TO(ADOPTER, ADOPTER_FOSTERING_FOR_ADOPTION)),
	PAST("Date enquiry received", TO(ADOPTER, ADOPTER_ENQUIRED)),
	PAST("Date Stage 1 started", TO(ADOPTER, ADOPTER_STAGE_1_STARTED)),
	PAST("Date Stage 1 ended", TO(ADOPTER, ADOPTER_STAGE_1_ENDED)),
	PAST("Date Stage 2 started", TO(ADOPTER, ADOPTER_STAGE_2_STARTED)),
	PAST("Date Stage 2 ended", TO(ADOPTER, ADOPTER_STAGE_2_ENDED)),
	PAST("Date application submitted", TO(ADOPTER, ADOPTER_APPLIED)),
	PAST("Date application approved", TO(ADOPTER, ADOPTER_APPROVED)),
	PAST_LIKE("Date adopter matched with child(ren)", "date adopter matched",
	          TO(ADOPTER, ADOPTER_MATCHED)),
	PAST_LIKE("Date child/children placed with adopter(s)", "date children placed",
	          TO(ADOPTER, ADOPTER_PLACED)),
	LIKE("No. of children placed", "no/number of children placed",
	     TO(ADOPTER, ADOPTER_CHILDREN_PLACED)),
	PAST("Date of Adoption Order", TO(ADOPTER, ADOPTER_ORDERED)),
	PAST_LIKE("Date of leaving adoption process", "date leaving", TO(ADOPTER, ADOPTER_ENDED)),
	LIKE("Reason for leaving adoption process", "reason leaving",
	     TO(ADOPTER, ADOPTER_END_REASON)),
};

/* ---- lists ---- */

#define COLUMNS(list) list, COUNT_OF(list)
#define STARTS(type) { RECORD_##type, RECORD_COVERS_STARTS, 6 }
#define RUNS(type, months) { RECORD_##type, RECORD_COVERS_OVERLAPS, months }
#define NOW(type) { RECORD_##type, RECORD_COVERS_UNDATED, 6 }

/* What is only the latest of its kind (a visit, a review, the current episode, placement
 * and legal status) is covered by no list. */
static const struct annex_a_list LISTS[FORMAT_ANNEX_A_LISTS] = {
	{ "Contacts", ANNEX_A_CONTACT, COLUMNS(CONTACTS), { STARTS(CONTACT) } },
	{ "Early help assessments",
	  ANNEX_A_EARLY_HELP,
	  COLUMNS(EARLY_HELP),
	  { STARTS(EARLY_HELP) } },
	{ "Referrals", ANNEX_A_REFERRAL, COLUMNS(REFERRALS), { STARTS(REFERRAL) } },
	{ "Assessments", ANNEX_A_ASSESSMENT, COLUMNS(ASSESSMENTS), { STARTS(ASSESSMENT) } },
	{ "Section 47 enquiries and conferences",
	  ANNEX_A_ENQUIRY,
	  COLUMNS(ENQUIRIES),
	  { STARTS(ENQUIRY), STARTS(CONFERENCE) } },
	{ "Children in need", ANNEX_A_NEED, COLUMNS(IN_NEED), { RUNS(NEED, 6) } },
	{ "Child protection plans", ANNEX_A_PLAN, COLUMNS(PLANS), { RUNS(PLAN, 6) } },
	{ "Children in care", ANNEX_A_CARE_PERIOD, COLUMNS(IN_CARE), { RUNS(CARE_PERIOD, 6) } },
	{ "Care leavers", ANNEX_A_CARE_LEAVER, COLUMNS(LEAVERS), { NOW(CARE_LEAVER) } },
	{ "Adoption: children", ANNEX_A_PERMANENCE, COLUMNS(ADOPTION), { RUNS(PERMANENCE, 12) } },
	{ "Adoption: adopters", ANNEX_A_ADOPTER, COLUMNS(ADOPTERS), { RUNS(ADOPTER, 12) } },
};

const struct annex_a_list *annex_a_list(int number)
{
	assert(number >= 1 && number <= FORMAT_ANNEX_A_LISTS);
	return &LISTS[number - 1];
}

/* ---- headings ---- */

static bool is_of_word(struct str text, size_t at)
{
	char c = text.ptr[at];
	if (c != '\'')
		return char_is_letter(c) || char_is_digit(c) || (unsigned char)c >= 0x80;
	/* An apostrophe belongs to a word that it stands within. */
	return at > 0 && at + 1 < text.len && char_is_letter(text.ptr[at - 1]) &&
	       char_is_letter(text.ptr[at + 1]);
}

/* Takes the next word off `*rest`; false when there is none. */
static bool next_word(struct str *rest, struct str *word_out)
{
	size_t from = 0;
	while (from < rest->len && !is_of_word(*rest, from))
		from++;
	size_t to = from;
	while (to < rest->len && is_of_word(*rest, to))
		to++;
	*word_out = str_slice(*rest, from, to - from);
	*rest = str_slice(*rest, to, SIZE_MAX);
	return word_out->len > 0;
}

static bool has_same_words(struct str a, struct str b)
{
	struct str word_a;
	struct str word_b;
	for (;;) {
		bool more_a = next_word(&a, &word_a);
		bool more_b = next_word(&b, &word_b);
		if (!more_a || !more_b)
			return more_a == more_b;
		if (!str_equal_nocase(word_a, word_b))
			return false;
	}
}

/* Whether a word is one of "id/identifier". */
static bool is_choice(struct str choices, struct str word)
{
	struct str choice;
	while (str_split(&choices, '/', &choice))
		if (str_equal_nocase(choice, word))
			return true;
	return false;
}

static bool fits_one(struct str pattern, struct str heading)
{
	struct str wanted;
	struct str word;
	while (str_split(&pattern, ' ', &wanted)) {
		bool is_first = wanted.ptr[0] == '^';
		wanted = str_slice(wanted, is_first, SIZE_MAX);
		bool found = false;
		while (!found && next_word(&heading, &word)) {
			found = is_choice(wanted, word);
			if (is_first && !found)
				return false;
		}
		if (!found)
			return false;
	}
	return true;
}

static bool fits_pattern(const struct annex_a_column *column, struct str heading)
{
	struct str patterns = str_of(column->pattern);
	struct str pattern;
	while (patterns.len && str_split(&patterns, '|', &pattern))
		if (fits_one(pattern, heading))
			return true;
	return false;
}

bool annex_a_heading_fits(const struct annex_a_column *column, struct str heading)
{
	return has_same_words(str_of(column->title), heading) || fits_pattern(column, heading);
}

static bool shares_word(struct str title, struct str heading)
{
	enum { SHORTEST = 4 }; /* "of", "the" and "was" say nothing */
	struct str wanted;
	while (next_word(&title, &wanted)) {
		struct str rest = heading;
		struct str word;
		while (wanted.len >= SHORTEST && next_word(&rest, &word))
			if (str_equal_nocase(wanted, word))
				return true;
	}
	return false;
}

struct column_search {
	const struct annex_a_list *list;
	const struct str *headings;
	size_t count;
	size_t *places;
	bool is_taken[GRID_MAX_COLUMNS];
};

static void search(struct column_search *s, bool (*fits)(const struct annex_a_column *, struct str))
{
	for (size_t c = 0; c < s->list->column_count; c++)
		for (size_t i = 0; i < s->count && s->places[c] == SIZE_MAX; i++) {
			if (s->is_taken[i] || !fits(&s->list->columns[c], s->headings[i]))
				continue;
			s->places[c] = i;
			s->is_taken[i] = true;
		}
}

static bool fits_title(const struct annex_a_column *column, struct str heading)
{
	return has_same_words(str_of(column->title), heading);
}

/* The one place where a column that is missing should stand: behind the column before it
 * and before the one after it. SIZE_MAX: there is no such place, or its heading says
 * something else. */
static size_t place_between(const struct column_search *s, size_t column)
{
	const struct annex_a_list *list = s->list;
	size_t before = column ? s->places[column - 1] : SIZE_MAX;
	size_t after = column + 1 < list->column_count ? s->places[column + 1] : s->count;
	size_t at = before + 1; /* SIZE_MAX + 1 is 0: the first */
	if ((column > 0 && before == SIZE_MAX) || after != at + 1 || at >= s->count ||
	    s->is_taken[at])
		return SIZE_MAX;
	bool fits = s->headings[at].len == 0 ||
	            shares_word(str_of(list->columns[column].title), s->headings[at]);
	return fits ? at : SIZE_MAX;
}

void annex_a_find_columns(const struct annex_a_list *list, const struct str *headings,
                          size_t count, size_t place_out[ANNEX_A_COLUMNS_MAX],
                          bool by_place_out[ANNEX_A_COLUMNS_MAX])
{
	struct column_search s = { .list = list, .headings = headings, .places = place_out };
	s.count = count < GRID_MAX_COLUMNS ? count : GRID_MAX_COLUMNS;
	for (size_t c = 0; c < ANNEX_A_COLUMNS_MAX; c++) {
		place_out[c] = SIZE_MAX;
		by_place_out[c] = false;
	}
	search(&s, fits_title);
	search(&s, fits_pattern);
	for (size_t c = 0; c < list->column_count; c++) {
		size_t at = place_out[c] == SIZE_MAX ? place_between(&s, c) : SIZE_MAX;
		if (at == SIZE_MAX)
			continue;
		place_out[c] = at;
		by_place_out[c] = true;
		s.is_taken[at] = true;
	}
}
