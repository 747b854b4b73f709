/* The columns of the eleven lists, as Ofsted prints them. */
#include <assert.h>

#include "synth/annex_a_lists.h"

#define CHILD_ID                             \
	{                                    \
		"Child Unique ID", OUT_CHILD \
	}
#define GENDER                     \
	{                          \
		"Gender", OUT_CODE \
	}
#define ETHNICITY                     \
	{                             \
		"Ethnicity", OUT_CODE \
	}
#define BORN                              \
	{                                 \
		"Date of Birth", OUT_DATE \
	}
#define AGE                                        \
	{                                          \
		"Age of Child (Years)", OUT_NUMBER \
	}
#define WHO CHILD_ID, GENDER, ETHNICITY, BORN, AGE
#define DISABILITY                                           \
	{                                                    \
		"Does the Child have a Disability", OUT_CODE \
	}
#define TEAM                               \
	{                                  \
		"Allocated Team", OUT_TEXT \
	}
#define WORKER                               \
	{                                    \
		"Allocated Worker", OUT_TEXT \
	}

static const struct out_column CONTACTS[] = {
	WHO,
	{ "Date of Contact", OUT_DATE },
	{ "Contact Source", OUT_CODE },
};
static const struct out_column EARLY_HELP[] = {
	WHO,
	{ "Assessment start date", OUT_DATE },
	{ "Assessment completion date", OUT_DATE },
	{ "Organisation completing assessment", OUT_TEXT },
};
static const struct out_column REFERRALS[] = {
	WHO,
	{ "Date of referral", OUT_DATE },
	{ "Referral Source", OUT_CODE },
	{ "Referral NFA?", OUT_FLAG },
	{ "Number of Referrals in Last 12 Months", OUT_NUMBER },
	TEAM,
	WORKER,
};
static const struct out_column ASSESSMENTS[] = {
	WHO,
	DISABILITY,
	{ "Continuous Assessment Start Date", OUT_DATE },
	{ "Child Seen During Continuous Assessment", OUT_CODE },
	{ "Continuous Assessment Date of Authorisation", OUT_DATE },
	{ "Was the child assessed as requiring LA children's social care support?", OUT_FLAG },
	TEAM,
	WORKER,
};
static const struct out_column ENQUIRIES[] = {
	WHO,
	DISABILITY,
	{ "Strategy discussion initiating Section 47 Enquiry Start Date", OUT_DATE },
	{ "Was an Initial Child Protection Conference deemed unnecessary?", OUT_FLAG },
	{ "Date of Initial Child Protection Conference", OUT_DATE },
	{ "Did the Initial Child Protection Conference Result in a Child Protection Plan",
	  OUT_CODE },
	{ "Number of Section 47 Enquiries in the last 12 months", OUT_NUMBER },
	{ "Number of ICPCs in the last 12 months", OUT_NUMBER },
	TEAM,
	WORKER,
};
static const struct out_column IN_NEED[] = {
	WHO,
	DISABILITY,
	{ "CIN Start Date", OUT_DATE },
	{ "Primary Need Code", OUT_CODE },
	{ "Date Child Was Last Seen", OUT_DATE },
	{ "CIN Closure Date", OUT_DATE },
	{ "Reason for Closure", OUT_CODE },
	{ "Case Status", OUT_CODE },
	TEAM,
	WORKER,
};
static const struct out_column PLANS[] = {
	WHO,
	DISABILITY,
	{ "Child Protection Plan Start Date", OUT_DATE },
	{ "Initial Category of Abuse", OUT_CODE },
	{ "Latest Category of Abuse", OUT_CODE },
	{ "Date of the Last Statutory Visit", OUT_DATE },
	{ "Was the Child Seen Alone?", OUT_CODE },
	{ "Date of latest review conference", OUT_DATE },
	{ "Child Protection Plan End Date", OUT_DATE },
	{ "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
	  "Months (Y/N)",
	  OUT_FLAG },
	{ "Number of Previous Child Protection Plans", OUT_NUMBER },
	TEAM,
	WORKER,
};
static const struct out_column IN_CARE[] = {
	WHO,
	{ "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", OUT_FLAG },
	DISABILITY,
	{ "Date Started to be Looked After", OUT_DATE },
	{ "Child's Category of Need", OUT_CODE },
	{ "Is this a second or subsequent period of being a Looked After Child within the last 12 "
	  "months (Y/N)",
	  OUT_FLAG },
	{ "Start date of current legal status", OUT_DATE },
	{ "Child's Legal Status", OUT_CODE },
	{ "Date of Latest Statutory Review", OUT_DATE },
	{ "Date of Last Social Work Visit", OUT_DATE },
	{ "What is the permanence plan for this child?", OUT_CODE },
	{ "Date of Last IRO Visit / Contact to the Child", OUT_DATE },
	{ "Date of Last Health Assessment", OUT_DATE },
	{ "Date of Last Dental Check", OUT_DATE },
	{ "Number of Placements in the Last 12 months", OUT_NUMBER },
	{ "Date Ceased to be Looked After", OUT_DATE },
	{ "Reason Ceased to be Looked After", OUT_CODE },
	{ "Start Date of Most Recent Placement", OUT_DATE },
	{ "Placement Type", OUT_CODE },
	{ "Placement Provider", OUT_CODE },
	{ "Placement postcode", OUT_TEXT },
	{ "URN of Placement", OUT_TEXT },
	{ "Placement Location", OUT_CODE },
	{ "LA of Placement", OUT_TEXT },
	{ "Number of Episodes the Child has been \xE2\x80\x98Missing\xE2\x80\x99 from their "
	  "Placement in the last 12 months",
	  OUT_NUMBER },
	{ "Number of Episodes the Child has been \xE2\x80\x98"
	  "Absent\xE2\x80\x99 from their "
	  "Placement in the last 12 months",
	  OUT_NUMBER },
	{ "Was the child offered a Return Interview after their last missing episode (Y/N)?",
	  OUT_CODE },
	{ "Did the child accept a Return Interview after their last missing episode (Y/N)?",
	  OUT_CODE },
	TEAM,
	WORKER,
};
static const struct out_column LEAVERS[] = {
	WHO,
	{ "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
	  OUT_FLAG },
	DISABILITY,
	TEAM,
	WORKER,
	{ "Allocated Personal Advisor", OUT_TEXT },
	{ "Eligibility Category", OUT_CODE },
	{ "Latest Pathway Plan Review Date", OUT_DATE },
	{ "LA in Touch", OUT_CODE },
	{ "Latest Date of Contact", OUT_DATE },
	{ "Type of Accommodation", OUT_CODE },
	{ "Suitability of Accommodation", OUT_CODE },
	{ "Activity Status", OUT_CODE },
};
static const struct out_column ADOPTION[] = {
	CHILD_ID,
	{ "Family identifier", OUT_TEXT },
	GENDER,
	ETHNICITY,
	BORN,
	AGE,
	DISABILITY,
	{ "Date the Child Entered Care", OUT_DATE },
	{ "Date of Decision that Child Should be Placed for Adoption", OUT_DATE },
	{ "Date of Placement Order", OUT_DATE },
	{ "Date of Matching Child and Prospective Adopters", OUT_DATE },
	{ "Date Placed for Adoption", OUT_DATE },
	{ "Date of Adoption Order", OUT_DATE },
	{ "Date of Decision that Child Should No Longer be Placed for Adoption", OUT_DATE },
	{ "Reason Why Child No Longer Placed for Adoption", OUT_CODE },
	{ "Date the child was placed for fostering in FFA or concurrent planning placement",
	  OUT_DATE },
};
static const struct out_column ADOPTERS[] = {
	{ "Individual adopter identifier", OUT_TEXT },
	{ "Family identifier", OUT_TEXT },
	GENDER,
	ETHNICITY,
	{ "Disability", OUT_CODE },
	{ "Is the (prospective) adopter fostering for adoption?", OUT_FLAG },
	{ "Date enquiry received", OUT_DATE },
	{ "Date Stage 1 started", OUT_DATE },
	{ "Date Stage 1 ended", OUT_DATE },
	{ "Date Stage 2 started", OUT_DATE },
	{ "Date Stage 2 ended", OUT_DATE },
	{ "Date application submitted", OUT_DATE },
	{ "Date application approved", OUT_DATE },
	{ "Date adopter matched with child(ren)", OUT_DATE },
	{ "Date child/children placed with adopter(s)", OUT_DATE },
	{ "No. of children placed", OUT_NUMBER },
	{ "Date of Adoption Order", OUT_DATE },
	{ "Date of leaving adoption process", OUT_DATE },
	{ "Reason for leaving adoption process", OUT_CODE },
};

#define COLUMNS(list) list, COUNT_OF(list)

static const struct annex_a_table TABLES[ANNEX_A_LIST_COUNT] = {
	{ COLUMNS(CONTACTS), -1, -1 },  { COLUMNS(EARLY_HELP), 5, 6 },
	{ COLUMNS(REFERRALS), -1, -1 }, { COLUMNS(ASSESSMENTS), 6, 8 },
	{ COLUMNS(ENQUIRIES), 6, 8 },   { COLUMNS(IN_NEED), 6, 9 },
	{ COLUMNS(PLANS), 6, 12 },      { COLUMNS(IN_CARE), 7, 19 },
	{ COLUMNS(LEAVERS), -1, -1 },   { COLUMNS(ADOPTION), -1, -1 },
	{ COLUMNS(ADOPTERS), -1, -1 },
};

const struct annex_a_table *annex_a_table(int number)
{
	assert(number >= 1 && number <= ANNEX_A_LIST_COUNT);
	return &TABLES[number - 1];
}
