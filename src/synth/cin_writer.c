/* The census of children in need as XML: one file a year, in the elements and codes of
 * that collection year. */
#include "synth/out_xml.h"
#include "synth/writer.h"

enum {
	FIRST_YEAR_OF_NEED_PLANS = 2022,
	FIRST_YEAR_OF_SEX = 2025,
	FIRST_YEAR_OF_PROCEEDINGS = 2026,
};

struct cin_writer {
	struct out_xml xml;
	struct truth_view view;
	int32_t year;
	int32_t from;
	int32_t upto;
	const struct truth_child *child;
};

static int32_t date_of(const struct cin_writer *cin, const struct truth_row *row, int field)
{
	return truth_date(row, field, &cin->view);
}

static bool in_year(const struct cin_writer *cin, int32_t day)
{
	return day != DATE_NONE && day >= cin->from && day <= cin->upto;
}

/* Whether something ran at any time in the year. */
static bool runs(const struct cin_writer *cin, int32_t from, int32_t until)
{
	return from != DATE_NONE && from <= cin->upto && (until == DATE_NONE || until >= cin->from);
}

static void write_date(struct cin_writer *cin, const char *name, const struct truth_row *row,
                       int field)
{
	out_xml_date(&cin->xml, name, date_of(cin, row, field));
}

static void write_code(struct cin_writer *cin, const char *name, const struct truth_row *row,
                       int field)
{
	out_xml_text(&cin->xml, name, OUT_CODE, truth_text(row, field, &cin->view));
}

static void write_flag(struct cin_writer *cin, const char *name, const struct truth_row *row,
                       int field)
{
	out_xml_number(&cin->xml, name, OUT_FLAG, truth_number(row, field, &cin->view));
}

/* Until 2024 gender, as a number; from 2025 sex, as a letter. */
static void write_sex(struct cin_writer *cin, const struct truth_row *person)
{
	struct str sex = truth_text(person, PERSON_SEX, &cin->view);
	if (cin->year >= FIRST_YEAR_OF_SEX)
		out_xml_text(&cin->xml, "Sex", OUT_CODE, sex);
	else
		out_xml_text(&cin->xml, "GenderCurrent", OUT_CODE,
		             str_equal(sex, STR("M"))   ? STR("1")
		             : str_equal(sex, STR("F")) ? STR("2")
		                                        : STR("0"));
}

static void write_person(struct cin_writer *cin)
{
	struct out_xml *xml = &cin->xml;
	const struct truth_row *person = cin->child->of[RECORD_PERSON].items[0];
	out_xml_begin(xml, "ChildIdentifiers");
	out_xml_text(xml, "LAchildID", OUT_CHILD, cin->child->id);
	out_xml_text(xml, "UPN", OUT_TEXT, truth_text(person, PERSON_UPN, &cin->view));
	write_code(cin, "UPNunknown", person, PERSON_UPN_UNKNOWN);
	write_date(cin, "PersonBirthDate", person, PERSON_BORN);
	write_date(cin, "ExpectedPersonBirthDate", person, PERSON_EXPECTED);
	write_sex(cin, person);
	write_date(cin, "PersonDeathDate", person, PERSON_DIED);
	out_xml_end(xml, "ChildIdentifiers");
	out_xml_begin(xml, "ChildCharacteristics");
	write_code(cin, "Ethnicity", person, PERSON_ETHNICITY);
	out_xml_begin(xml, "Disabilities");
	const struct truth_list *list = &cin->child->of[RECORD_DISABILITY];
	for (size_t i = 0; i < list->count; i++)
		write_code(cin, "Disability", list->items[i], DISABILITY_DISABILITY);
	out_xml_end(xml, "Disabilities");
	out_xml_end(xml, "ChildCharacteristics");
}

static void write_factors(struct cin_writer *cin, const struct truth_row *assessment)
{
	const struct truth_list *list = &cin->child->of[RECORD_FACTOR];
	bool any = false;
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent != assessment || !truth_is_known(row, &cin->view))
			continue;
		if (!any)
			out_xml_begin(&cin->xml, "FactorsIdentifiedAtAssessment");
		any = true;
		write_code(cin, "AssessmentFactors", row, FACTOR_FACTOR);
	}
	if (any)
		out_xml_end(&cin->xml, "FactorsIdentifiedAtAssessment");
}

static void write_assessments(struct cin_writer *cin, const struct truth_row *referral)
{
	const struct truth_list *list = &cin->child->of[RECORD_ASSESSMENT];
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent != referral || !runs(cin, date_of(cin, row, ASSESSMENT_STARTED),
		                                     date_of(cin, row, ASSESSMENT_COMPLETED)))
			continue;
		out_xml_begin(&cin->xml, "Assessments");
		write_date(cin, "AssessmentActualStartDate", row, ASSESSMENT_STARTED);
		write_date(cin, "AssessmentAuthorisationDate", row, ASSESSMENT_COMPLETED);
		write_factors(cin, row);
		out_xml_end(&cin->xml, "Assessments");
	}
}

static void write_need_plans(struct cin_writer *cin, const struct truth_row *referral)
{
	const struct truth_list *list = &cin->child->of[RECORD_NEED_PLAN];
	for (size_t i = 0; cin->year >= FIRST_YEAR_OF_NEED_PLANS && i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent != referral || !runs(cin, date_of(cin, row, NEED_PLAN_STARTED),
		                                     date_of(cin, row, NEED_PLAN_ENDED)))
			continue;
		out_xml_begin(&cin->xml, "CINPlanDates");
		write_date(cin, "CINPlanStartDate", row, NEED_PLAN_STARTED);
		write_date(cin, "CINPlanEndDate", row, NEED_PLAN_ENDED);
		out_xml_end(&cin->xml, "CINPlanDates");
	}
}

/* Enquiries that began in the year, or whose conference was held in it. */
static void write_enquiries(struct cin_writer *cin, const struct truth_row *referral)
{
	const struct truth_list *list = &cin->child->of[RECORD_ENQUIRY];
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		int32_t started = date_of(cin, row, ENQUIRY_STARTED);
		if (row->parent != referral || started == DATE_NONE ||
		    (!in_year(cin, started) &&
		     !in_year(cin, date_of(cin, row, ENQUIRY_CONFERENCE_HELD))))
			continue;
		out_xml_begin(&cin->xml, "Section47");
		write_date(cin, "S47ActualStartDate", row, ENQUIRY_STARTED);
		write_date(cin, "InitialCPCtarget", row, ENQUIRY_CONFERENCE_DUE);
		write_date(cin, "DateOfInitialCPC", row, ENQUIRY_CONFERENCE_HELD);
		write_flag(cin, "ICPCnotRequired", row, ENQUIRY_CONFERENCE_NOT_REQUIRED);
		out_xml_end(&cin->xml, "Section47");
	}
}

/* Two shapes are met: one block of many dates, and a block for each. */
static void write_reviews(struct cin_writer *cin, const struct truth_row *plan)
{
	const struct truth_list *list = &cin->child->of[RECORD_PLAN_REVIEW];
	bool in_one_block = cin->year % 2 == 0, is_open = false;
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent != plan || !in_year(cin, date_of(cin, row, PLAN_REVIEW_HELD)))
			continue;
		if (!is_open)
			out_xml_begin(&cin->xml, "Reviews");
		is_open = true;
		write_date(cin, "CPPreviewDate", row, PLAN_REVIEW_HELD);
		if (!in_one_block)
			out_xml_end(&cin->xml, "Reviews");
		is_open = in_one_block;
	}
	if (is_open)
		out_xml_end(&cin->xml, "Reviews");
}

static void write_plans(struct cin_writer *cin, const struct truth_row *referral)
{
	const struct truth_list *list = &cin->child->of[RECORD_PLAN];
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent != referral ||
		    !runs(cin, date_of(cin, row, PLAN_STARTED), date_of(cin, row, PLAN_ENDED)))
			continue;
		out_xml_begin(&cin->xml, "ChildProtectionPlans");
		write_date(cin, "CPPstartDate", row, PLAN_STARTED);
		write_date(cin, "CPPendDate", row, PLAN_ENDED);
		write_code(cin, "InitialCategoryOfAbuse", row, PLAN_INITIAL_CATEGORY);
		write_code(cin, "LatestCategoryOfAbuse", row, PLAN_LATEST_CATEGORY);
		out_xml_number(&cin->xml, "NumberOfPreviousCPP", OUT_NUMBER,
		               truth_number(row, PLAN_PREVIOUS_PLANS, &cin->view));
		write_reviews(cin, row);
		out_xml_end(&cin->xml, "ChildProtectionPlans");
	}
}

static void write_proceedings(struct cin_writer *cin, const struct truth_row *referral)
{
	const struct truth_list *list = &cin->child->of[RECORD_PROCEEDINGS];
	for (size_t i = 0; cin->year >= FIRST_YEAR_OF_PROCEEDINGS && i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent != referral || !runs(cin, date_of(cin, row, PROCEEDINGS_STARTED),
		                                     date_of(cin, row, PROCEEDINGS_STEP_DECIDED)))
			continue;
		out_xml_begin(&cin->xml, "PreProceedingsandFGDM");
		write_date(cin, "PPStartDate", row, PROCEEDINGS_STARTED);
		write_date(cin, "LBPSentDate", row, PROCEEDINGS_LETTER_SENT);
		write_flag(cin, "FGDMMeetingOffer", row, PROCEEDINGS_FAMILY_MEETING_OFFERED);
		write_flag(cin, "FGDMMeetingFac", row, PROCEEDINGS_FAMILY_MEETING_HELD);
		write_date(cin, "InitialPPMeetingDate", row, PROCEEDINGS_FIRST_MEETING);
		out_xml_number(&cin->xml, "ReviewMeetingsCount", OUT_NUMBER,
		               truth_number(row, PROCEEDINGS_REVIEWS, &cin->view));
		write_date(cin, "StepDecisionDate", row, PROCEEDINGS_STEP_DECIDED);
		out_xml_end(&cin->xml, "PreProceedingsandFGDM");
	}
}

/* A referral with no further action stands in the year in which it came, any other in
 * every year in which the case was open. */
static bool is_in(const struct cin_writer *cin, const struct truth_row *referral)
{
	int32_t received = date_of(cin, referral, REFERRAL_RECEIVED);
	if (truth_number(referral, REFERRAL_NO_FURTHER_ACTION, &cin->view) == 1)
		return in_year(cin, received);
	return runs(cin, received, date_of(cin, referral, REFERRAL_CLOSED));
}

static void write_episode(struct cin_writer *cin, const struct truth_row *referral)
{
	out_xml_begin(&cin->xml, "CINdetails");
	write_date(cin, "CINreferralDate", referral, REFERRAL_RECEIVED);
	write_code(cin, "ReferralSource", referral, REFERRAL_SOURCE);
	write_code(cin, "PrimaryNeedCode", referral, REFERRAL_PRIMARY_NEED);
	write_date(cin, "CINclosureDate", referral, REFERRAL_CLOSED);
	write_code(cin, "ReasonForClosure", referral, REFERRAL_CLOSURE_REASON);
	write_assessments(cin, referral);
	write_need_plans(cin, referral);
	write_enquiries(cin, referral);
	write_flag(cin, "ReferralNFA", referral, REFERRAL_NO_FURTHER_ACTION);
	write_plans(cin, referral);
	write_proceedings(cin, referral);
	out_xml_end(&cin->xml, "CINdetails");
}

static void write_child(struct cin_writer *cin)
{
	const struct truth_list *list = &cin->child->of[RECORD_REFERRAL];
	bool any = false;
	cin->xml.child = cin->child->id;
	for (size_t i = 0; i < list->count; i++) {
		if (!is_in(cin, list->items[i]))
			continue;
		if (!any) {
			out_xml_begin(&cin->xml, "Child");
			write_person(cin);
		}
		any = true;
		write_episode(cin, list->items[i]);
	}
	if (any)
		out_xml_end(&cin->xml, "Child");
}

static enum status add_family(void *self, const struct truth_family *family, struct err *err)
{
	struct cin_writer *cin = self;
	(void)err;
	cin->xml.arena = family->arena;
	for (size_t i = 0; i < family->count; i++) {
		cin->child = &family->children[i];
		write_child(cin);
	}
	return OK;
}

static void write_header(struct cin_writer *cin, const struct authority *of)
{
	struct out_xml *xml = &cin->xml;
	FILE *to = xml->file.stream;
	fprintf(to,
	        "<!-- invented: %s is no place, and no child in this file lives -->\n"
	        "<Message>\n"
	        "  <Header>\n"
	        "    <CollectionDetails>\n"
	        "      <Collection>CIN</Collection>\n"
	        "      <Year>%d</Year>\n"
	        "      <ReferenceDate>%d-03-31</ReferenceDate>\n"
	        "    </CollectionDetails>\n"
	        "    <Source>\n"
	        "      <SourceLevel>L</SourceLevel>\n"
	        "      <LEA>%s</LEA>\n"
	        "      <SoftwareCode>Outturn synth</SoftwareCode>\n"
	        "      <SerialNo>001</SerialNo>\n"
	        "      <DateTime>%d-06-30T09:00:00</DateTime>\n"
	        "    </Source>\n"
	        "  </Header>\n"
	        "  <Children>\n",
	        of->name, (int)cin->year, (int)cin->year, of->number, (int)cin->year);
	xml->table.lines += 17;
	xml->depth = 2;
}

static enum status close_writer(void *self, struct err *err)
{
	struct cin_writer *cin = self;
	fputs("  </Children>\n</Message>\n", cin->xml.file.stream);
	return outfile_commit(&cin->xml.file, err);
}

static void abandon_writer(void *self)
{
	outfile_abandon(&((struct cin_writer *)self)->xml.file);
}

enum status cin_writer_open(const struct writer_plan *plan, int32_t year, struct writer *out,
                            struct err *err)
{
	struct cin_writer *cin = arena_new(plan->arena, 1, sizeof(*cin));
	const char *directory;
	cin->view = town_return_view(year);
	cin->year = year;
	cin->from = town_year_start(year);
	cin->upto = town_year_end(year);
	*out = (struct writer){ cin, add_family, close_writer, abandon_writer };
	enum status st = writer_directory(plan, "cin", &directory, err);
	if (st != OK)
		return st;
	struct out_table table = { .file = arena_format(plan->arena, "cin/cin-%d.xml", (int)year),
		                   .dates = OUT_DATES_ISO,
		                   .year = year,
		                   .faults = plan->faults };
	const char *path = arena_format(plan->arena, "%s/cin-%d.xml", directory, (int)year).ptr;
	st = out_xml_open(&cin->xml, &table, plan->number, path, err);
	if (st == OK)
		write_header(cin, plan->town->authority);
	return st;
}
