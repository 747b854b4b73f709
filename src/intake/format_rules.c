#include "intake/format_rules.h"

#include <stdbool.h>

#include "base/attr.h"

#define SSDA903(table, word, columns) \
	{ FORMAT_SSDA903_CSV, SSDA903_##table, word, "SSDA903 " word, "*CHILD|" columns, false }
#define ANNEX_A(list, word, columns) \
	{ FORMAT_ANNEX_A_LIST, list, "list " #list, "Annex A list " #list " (" word ")", \
	  "Child Unique ID|Gender|Ethnicity|Date of Birth|Age of Child (Years)~Age|" \
	  "Does the Child have a Disability|Allocated Team|Allocated Worker|" columns, false }
#define TABLE(kind, words, columns) { kind, 0, NULL, words, columns, false }
#define CLOSED(kind, words, columns) { kind, 0, NULL, words, columns, true }

#define PLACE_COLUMNS \
	"country_code|country_name|region_code|region_name|old_la_code|new_la_code|la_name"

/* The lists stand first and in order. */
static const struct format_rule RULES[] = {
	ANNEX_A(1, "contacts", "*Date of Contact~Contact Date|*Contact Source"),
	ANNEX_A(2, "early help assessments",
	        "*Assessment start date|*Assessment completion date|"
	        "Organisation completing assessment"),
	ANNEX_A(3, "referrals",
	        "*Date of referral~Referral Date|+Referral Source|+Referral NFA?|"
	        "+Number of Referrals in Last 12 Months"),
	ANNEX_A(4, "assessments",
	        "*Continuous Assessment Start Date|+Child Seen During Continuous Assessment|"
	        "+Continuous Assessment Date of Authorisation|"
	        "Was the child assessed as requiring LA children's social care support?"),
	ANNEX_A(5, "section 47 enquiries and conferences",
	        "+Strategy discussion initiating Section 47 Enquiry Start Date|"
	        "+Was an Initial Child Protection Conference deemed unnecessary?|"
	        "+Date of Initial Child Protection Conference|"
	        "+Did the Initial Child Protection Conference Result in a Child Protection Plan|"
	        "Number of Section 47 Enquiries in the last 12 months|"
	        "Number of ICPCs in the last 12 months"),
	ANNEX_A(6, "children in need",
	        "*CIN Start Date|+Primary Need Code|+Date Child Was Last Seen|+CIN Closure Date|"
	        "+Reason for Closure|+Case Status"),
	ANNEX_A(7, "child protection plans",
	        "*Child Protection Plan Start Date|+Initial Category of Abuse|"
	        "+Latest Category of Abuse|+Date of the Last Statutory Visit|"
	        "+Was the Child Seen Alone?|+Date of latest review conference|"
	        "+Child Protection Plan End Date|Number of Previous Child Protection Plans|"
	        "Subject to Emergency Protection Order or Protected Under Police Powers in Last "
	        "Six Months (Y/N)"),
	ANNEX_A(8, "children in care",
	        "*Date Started to be Looked After|+Child's Category of Need|"
	        "+Start date of current legal status|+Child's Legal Status|"
	        "+Date of Latest Statutory Review|+Date of Last Social Work Visit|"
	        "+Date Ceased to be Looked After|+Start Date of Most Recent Placement|"
	        "+Placement Type|+Placement Provider|Placement postcode|URN of Placement|"
	        "LA of Placement|Placement Location|Reason Ceased to be Looked After|"
	        "Date of Last Health Assessment|Date of Last Dental Check"),
	ANNEX_A(9, "care leavers",
	        "*Eligibility Category|+LA in Touch|+Type of Accommodation|"
	        "+Suitability of Accommodation|+Activity Status|Allocated Personal Advisor|"
	        "Latest Pathway Plan Review Date|Latest Date of Contact"),
	ANNEX_A(10, "adoption: children",
	        "*Date the Child Entered Care|+Date of Placement Order|"
	        "+Date of Decision that Child Should be Placed for Adoption|"
	        "+Date of Matching Child and Prospective Adopters|+Date Placed for Adoption|"
	        "Family identifier|Date of Adoption Order"),
	ANNEX_A(11, "adoption: adopters",
	        "*Date enquiry received|+Individual adopter identifier|+Date Stage 1 started|"
	        "+Date Stage 1 ended|+Date Stage 2 started|+Date Stage 2 ended|"
	        "Family identifier|Disability|Date application submitted|"
	        "Date application approved|Date of Adoption Order|No. of children placed"),
	SSDA903(HEADER, "header", "SEX|DOB|*ETHNIC|*UPN|MOTHER|MC_DOB"),
	SSDA903(EPISODES, "episodes",
	        "*DECOM|*RNE|*LS|CIN|*PLACE~PL|PLACE_PROVIDER|DEC|REC|REASON_PLACE_CHANGE|"
	        "HOME_POST|PL_POST|URN"),
	SSDA903(REVIEWS, "reviews", "DOB|*REVIEW|*REVIEW_CODE"),
	SSDA903(UASC, "UASC", "SEX|DOB|*DUC"),
	SSDA903(OC2, "OC2",
	        "DOB|+SDQ_SCORE|SDQ_REASON|+CONVICTED|+HEALTH_CHECK|+IMMUNISATIONS|+TEETH_CHECK|"
	        "+HEALTH_ASSESSMENT|+SUBSTANCE_MISUSE|INTERVENTION_RECEIVED|"
	        "INTERVENTION_OFFERED"),
	SSDA903(OC3, "OC3", "DOB|*IN_TOUCH|*ACTIV|*ACCOM"),
	SSDA903(AD1, "AD1",
	        "DOB|*DATE_INT|*DATE_MATCH|FOSTER_CARE|NB_ADOPTR|SEX_ADOPTR|LS_ADOPTR"),
	SSDA903(PLACED_ADOPTION, "placed for adoption",
	        "DOB|*DATE_PLACED|*DATE_PLACED_CEASED|REASON_PLACED_CEASED"),
	SSDA903(PREVIOUS_PERMANENCE, "previous permanence",
	        "DOB|*PREV_PERM|LA_PERM|*DATE_PERM"),
	SSDA903(MISSING, "missing", "DOB|MISSING|*MIS_START|*MIS_END"),
	SSDA903(SOCIAL_WORKER, "social workers", "DOB|*SW_ID|*SW_DECOM|SW_DEC|SW_REASON"),
	SSDA903(DOLO, "deprivation of liberty", "DOB|*DOLO_START|*DOLO_END"),
	TABLE(FORMAT_EES_DATA, "DfE statistics (explore education statistics)",
	      "*time_period|*time_identifier|*geographic_level~geographical_level|" PLACE_COLUMNS),
	TABLE(FORMAT_EES_META, "description of DfE statistics (meta file)",
	      "*col_name|*col_type|*label|indicator_grouping|indicator_unit|indicator_dp|"
	      "filter_hint|filter_grouping_column"),
	TABLE(FORMAT_POPULATION, "population estimates",
	      "*time_period|time_identifier|*geographic_level|" PLACE_COLUMNS
	      "|*age_group|*population_estimate"),
	TABLE(FORMAT_LAIT_HISTORY, "history of the local authority interactive tool",
	      "*Short Desc|*Years|*LA Number|*Values"),
	TABLE(FORMAT_LAIT_MEASURES, "measures of the local authority interactive tool",
	      "*Measure_code|*Measure_short|*Polarity|Topic|Measure|Chart_title|dps|Year_Type"),
	TABLE(FORMAT_LAIT_AREAS, "areas of the local authority interactive tool",
	      "*LA Number|*LA Name|*Region|*Type"),
	TABLE(FORMAT_NEIGHBOURS_LONG, "statistical neighbours, one to a row",
	      "*old_la_code|la_name|*rank|*neighbour_old_la_code|closeness"),
	TABLE(FORMAT_NEIGHBOURS_WIDE, "statistical neighbours, one authority to a row",
	      "old_la_code~LA num|la_name|*SN_1~SN1|*SN_2~SN2|*SN_3~SN3|*SN_10~SN10"),
	TABLE(FORMAT_OFSTED_OUTCOMES, "Ofsted's latest judgements",
	      "*Local authority area code|Local authority name|Ofsted region|*Inspection date|"
	      "Publication date|*Overall effectiveness"),
	TABLE(FORMAT_OFSTED_HISTORY, "history of Ofsted's inspections",
	      "*Local authority area code|Local authority name|Local authority status|"
	      "Ofsted region|*Inspection date|Publication date|*Inspection type|"
	      "*Overall effectiveness"),
	TABLE(FORMAT_FINGERTIPS, "Fingertips indicator",
	      "*Indicator ID|*Indicator Name|*Area Code|*Time period|*Value"),
	TABLE(FORMAT_BENCHMARK_LONG, "benchmark, one area and period to a row",
	      "*area_code|*area_name|*period|*indicator|*value|measure|unit|area_type"),
	TABLE(FORMAT_GEOGRAPHY, "authorities with their codes",
	      "*new_la_code|*old_la_code|*la_name|*valid_from|*valid_to"),
	TABLE(FORMAT_GEOGRAPHY, "reorganisations of authorities",
	      "*effective_date|*change|old_la_code|new_la_code|la_name|successor_old_la_code|"
	      "*successor_new_la_code|successor_name"),
	TABLE(FORMAT_GEOGRAPHY, "authorities with their codes",
	      "*new_la_code|*la_name|*date_of_operation|*date_of_termination|old_la_code"),
	TABLE(FORMAT_GEOGRAPHY, "levels of geography",
	      "*geographic_level|*code_field|*name_field"),
	TABLE(FORMAT_GEOGRAPHY, "authorities, past and present",
	      "*local-authority-code|*official-name|*gss-code|*local-authority-type"),
	TABLE(FORMAT_GEOGRAPHY, "districts and the authorities above them",
	      "*LTLA21CD~LTLA22CD~LTLA23CD~LTLA24CD~LTLA25CD|"
	      "*UTLA21CD~UTLA22CD~UTLA23CD~UTLA24CD~UTLA25CD"),
	CLOSED(FORMAT_GEOGRAPHY, "regions", "*region_code|*region_name"),
	CLOSED(FORMAT_GEOGRAPHY, "regions and their authorities",
	       "*region_code|*region_name|*old_la_code|*la_name|*new_la_code"),
	TABLE(FORMAT_PROVIDERS, "list of children's homes",
	      "*URN|*Provider type|*Setting name|*Max users|Sector"),
	TABLE(FORMAT_PROVIDERS, "list of social care providers",
	      "*URN|*Provision type|*Setting name|Sector|Registration status"),
	TABLE(FORMAT_PROVIDERS, "list of children's homes and social care providers",
	      "*URN|*Provider type|*Provider subtype|*Number of registered places|Sector"),
	TABLE(FORMAT_SEN_ANNEX, "Annex A of area SEND inspections",
	      "*Unique ID|*SEN primary need|UPN|ULN|+Date initial EHC plan issued|"
	      "+Main education establishment - URN|+Main education establishment - phase|"
	      "+Pupil Premium"),
};

/* The tables of the Standard Safeguarding Dataset by what their columns begin with. */
#define SSD(part, prefix, table) \
	{ prefix, { FORMAT_SSD_CSV, part, "ssd_" table, \
	            "Standard Safeguarding Dataset table ssd_" table, "", false } }

static const struct {
	const char *prefix;
	struct format_rule rule;
} SSD_TABLES[] = {
	SSD(1, "pers_", "person"),
	SSD(2, "fami_", "family"),
	SSD(3, "addr_", "address"),
	SSD(4, "disa_", "disability"),
	SSD(5, "immi_", "immigration_status"),
	SSD(6, "moth_", "mother"),
	SSD(7, "lega_", "legal_status"),
	SSD(8, "cont_", "contacts"),
	SSD(9, "earl_", "early_help_episodes"),
	SSD(10, "cine_", "cin_episodes"),
	SSD(11, "cina_", "cin_assessments"),
	SSD(12, "cinf_", "assessment_factors"),
	SSD(13, "cinp_", "cin_plans"),
	SSD(14, "cinv_", "cin_visits"),
	SSD(15, "s47e_", "s47_enquiry"),
	SSD(16, "icpc_", "initial_cp_conference"),
	SSD(17, "cppl_", "cp_plans"),
	SSD(18, "cppv_", "cp_visits"),
	SSD(19, "cppr_", "cp_reviews"),
	SSD(20, "clae_", "cla_episodes"),
	SSD(21, "clap_", "cla_placement"),
	SSD(22, "clac_", "cla_convictions"),
	SSD(23, "clah_", "cla_health"),
	SSD(24, "clai_", "cla_immunisations"),
	SSD(25, "clas_", "cla_substance_misuse"),
	SSD(26, "clar_", "cla_reviews"),
	SSD(27, "clav_", "cla_visits"),
	SSD(28, "lacp_", "cla_care_plan"),
	SSD(29, "lapp_", "cla_previous_permanence"),
	SSD(30, "csdq_", "sdq_scores"),
	SSD(31, "miss_", "missing"),
	SSD(32, "clea_", "care_leavers"),
	SSD(33, "perm_", "permanence"),
	SSD(34, "prof_", "professionals"),
	SSD(35, "dept_", "department"),
	SSD(36, "invo_", "involvements"),
	SSD(37, "link_", "linked_identifiers"),
	SSD(38, "s251_", "s251_finance"),
	SSD(39, "voch_", "voice_of_child"),
	SSD(40, "prep_", "pre_proceedings"),
	SSD(41, "send_", "send"),
	SSD(42, "senn_", "sen_need"),
	SSD(43, "ehcr_", "ehcp_requests"),
	SSD(44, "ehca_", "ehcp_assessment"),
	SSD(45, "ehcn_", "ehcp_named_plan"),
	SSD(46, "ehcp_", "ehcp_active_plans"),
};

/* Whether one of the spellings "a~b" is the header's. */
static bool spells(struct str spellings, struct str header)
{
	struct str spelling;
	while (str_split(&spellings, '~', &spelling))
		if (str_equal_nocase(spelling, header))
			return true;
	return false;
}

static bool is_among(struct str spellings, const struct str *headers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (spells(spellings, headers[i]))
			return true;
	return false;
}

static char take_mark(struct str *column)
{
	char mark = column->len ? column->ptr[0] : '\0';
	if (mark != '*' && mark != '+')
		return '\0';
	*column = str_slice(*column, 1, SIZE_MAX);
	return mark;
}

size_t format_rule_named(const struct format_rule *rule, const struct str *headers, size_t count)
{
	size_t named = 0;
	struct str rest = str_of(rule->columns);
	struct str column;
	while (str_split(&rest, '|', &column)) {
		take_mark(&column);
		named += is_among(column, headers, count);
	}
	return named;
}

static size_t filled(const struct str *headers, size_t count)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += headers[i].len > 0;
	return n;
}

static bool fits(const struct format_rule *rule, const struct str *headers, size_t count)
{
	size_t telling = 0, found = 0;
	struct str rest = str_of(rule->columns);
	struct str column;
	while (str_split(&rest, '|', &column)) {
		char mark = take_mark(&column);
		bool is_there = mark && is_among(column, headers, count);
		if (mark == '*' && !is_there)
			return false;
		telling += mark == '+';
		found += mark == '+' && is_there;
	}
	return 2 * found >= telling &&
	       (!rule->is_closed ||
	        format_rule_named(rule, headers, count) == filled(headers, count));
}

static const struct format_rule *find_ssd(const struct str *headers, size_t count)
{
	for (size_t t = 0; t < COUNT_OF(SSD_TABLES); t++) {
		size_t named = 0;
		for (size_t i = 0; i < count; i++)
			named += str_starts_nocase(headers[i], str_of(SSD_TABLES[t].prefix));
		if (named >= 2 && 2 * named >= filled(headers, count))
			return &SSD_TABLES[t].rule;
	}
	return NULL;
}

const struct format_rule *format_rule_find(const struct str *headers, size_t count)
{
	const struct format_rule *best = find_ssd(headers, count);
	size_t best_named = 0;
	if (best)
		return best;
	for (size_t i = 0; i < COUNT_OF(RULES); i++) {
		size_t named = format_rule_named(&RULES[i], headers, count);
		if (named <= best_named || !fits(&RULES[i], headers, count))
			continue;
		best = &RULES[i];
		best_named = named;
	}
	return best;
}

const struct format_rule *format_rule_annex_a(int list)
{
	return &RULES[list - 1];
}
