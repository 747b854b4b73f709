/* Indicators that councils answer for by law or habit, and what they need: a short list,
 * from the national definitions. Where one can be worked out of different records, each
 * way is a line. */
#include "base/attr.h"
#include "record/feed.h"

#define NEED(type, kind, fields) { RECORD_##type, RECORD_NEEDS_##kind, 0, 0, fields }
#define NEED_BEFORE(type, kind, months, fields) \
	{ RECORD_##type, RECORD_NEEDS_##kind, months, 0, fields }
#define NEED_BACK(type, kind, months, fields) \
	{ RECORD_##type, RECORD_NEEDS_##kind, 0, months, fields }
#define COUNT_NEEDS(...) \
	(sizeof((struct record_need[]){ __VA_ARGS__ }) / sizeof(struct record_need))
#define FIGURE(code, title, ...) { code, title, { __VA_ARGS__ }, COUNT_NEEDS(__VA_ARGS__) }

static const struct record_figure FIGURES[] = {
	FIGURE("", "Contacts", NEED(CONTACT, STARTED, "received")),
	FIGURE("", "Contacts that became a referral %", NEED(CONTACT, STARTED, "received"),
	       NEED(REFERRAL, STARTED, "received")),
	FIGURE("", "Early help assessments started", NEED(EARLY_HELP, STARTED, "started")),
	FIGURE("", "Referrals", NEED(REFERRAL, STARTED, "received")),
	FIGURE("", "Referrals with no further action %",
	       NEED(REFERRAL, STARTED, "received no_further_action")),
	FIGURE("", "Re-referrals within 12 months %",
	       NEED_BEFORE(REFERRAL, STARTED, 12, "received")),
	FIGURE("", "Re-referrals within 12 months %, as the source counts",
	       NEED(REFERRAL, STARTED, "received count_12_months")),
	FIGURE("", "Assessments completed within 45 working days %",
	       NEED(ASSESSMENT, ENDED, "started completed")),
	FIGURE("", "Section 47 enquiries", NEED(ENQUIRY, STARTED, "started")),
	FIGURE("", "Initial child protection conferences within 15 working days %",
	       NEED(CONFERENCE, STARTED, "held enquiry_started")),
	FIGURE("", "Children in need at the period end", NEED(NEED, RUNNING, "started ended")),
	FIGURE("", "Children with a child in need plan", NEED(NEED_PLAN, RUNNING, "started ended")),
	FIGURE("", "Children subject to a child protection plan",
	       NEED(PLAN, RUNNING, "started ended")),
	FIGURE("NI 64", "Plans ended that ran two years or more %",
	       NEED(PLAN, ENDED, "started ended")),
	FIGURE("", "Plans open two years or more %", NEED(PLAN, RUNNING, "started ended")),
	FIGURE("NI 65", "Second or later plan %, by the council's own records",
	       NEED_BEFORE(PLAN, STARTED, RECORD_EVER, "started ended")),
	FIGURE("NI 65", "Second or later plan %, as the source counts",
	       NEED(PLAN, STARTED, "started previous_plans")),
	FIGURE("", "Second plan within two years %", NEED(PLAN, STARTED, "started"),
	       NEED_BEFORE(PLAN, ENDED, 24, "started ended")),
	FIGURE("NI 67", "Child protection plans reviewed in time %",
	       NEED(PLAN, RUNNING, "started ended"), NEED_BACK(PLAN_REVIEW, STARTED, 12, "held")),
	FIGURE("", "Child protection visits: the latest in time %",
	       NEED(PLAN, RUNNING, "started ended"), NEED(VISIT, LATEST, "kind held")),
	FIGURE("", "Child protection visits made of those due %",
	       NEED(PLAN, RUNNING, "started ended"), NEED_BEFORE(VISIT, STARTED, 2, "kind held")),
	FIGURE("", "Children on a plan with an allocated worker %",
	       NEED(PLAN, RUNNING, "started ended"),
	       NEED(ALLOCATION, RUNNING, "worker started ended")),
	FIGURE("", "Children on a plan with an allocated worker %, as the list says",
	       NEED(PLAN, RUNNING, "started ended worker")),
	FIGURE("", "Children looked after, by episodes",
	       NEED(CARE, RUNNING, "started ended legal_status")),
	FIGURE("", "Children looked after, by periods of care",
	       NEED(CARE_PERIOD, RUNNING, "started ended")),
	FIGURE("", "Asylum-seeking children looked after", NEED(PERSON, WHO, "uasc"),
	       NEED(CARE, RUNNING, "started ended")),
	FIGURE("", "Asylum-seeking children looked after, by periods of care",
	       NEED(PERSON, WHO, "uasc"), NEED(CARE_PERIOD, RUNNING, "started ended")),
	FIGURE("NI 62", "Three or more placements in the year %",
	       NEED_BACK(CARE, RUNNING, 12, "started ended start_reason placement")),
	FIGURE("NI 62", "Three or more placements in the year %, as the source counts",
	       NEED(CARE_PERIOD, RUNNING, "started ended placements_12_months")),
	FIGURE("NI 63", "Long-term stability of placements %",
	       NEED_BACK(CARE, RUNNING, 30, "started ended start_reason placement")),
	FIGURE("NI 63", "Long-term stability of placements %, by the start of the latest",
	       NEED(CARE_PERIOD, RUNNING, "started ended"), NEED(PLACEMENT, LATEST, "started")),
	FIGURE("NI 66", "Looked-after reviews in time %", NEED(CARE, RUNNING, "started ended"),
	       NEED_BACK(CARE_REVIEW, STARTED, 12, "held")),
	FIGURE("NI 58", "Strengths and difficulties: mean score",
	       NEED_BACK(SDQ, STARTED, 12, "score"), NEED(CARE, RUNNING, "started ended")),
	FIGURE("NI 58", "Strengths and difficulties: mean score, as the yearly return says",
	       NEED_BACK(CARE_YEAR, STARTED, 12, "sdq_score")),
	FIGURE("", "Annual health assessment %, as the yearly return says",
	       NEED_BACK(CARE_YEAR, STARTED, 12, "health_assessment")),
	FIGURE("", "Health assessment in the last 12 months %, by the latest",
	       NEED(CARE_PERIOD, RUNNING, "started ended"),
	       NEED(HEALTH_CHECK, LATEST, "kind held")),
	FIGURE("", "Left care through adoption or special guardianship %",
	       NEED(CARE, ENDED, "ended end_reason")),
	FIGURE("", "Left care through adoption or special guardianship %, by periods of care",
	       NEED(CARE_PERIOD, ENDED, "ended end_reason")),
	FIGURE("NI 61", "Placed for adoption within 12 months of the decision %",
	       NEED(PERMANENCE, ENDED, "decided placed ordered")),
	FIGURE("A10", "Days from entering care to the adoptive family, three years",
	       NEED_BACK(PERMANENCE, ENDED, 36, "entered_care placed ordered")),
	FIGURE("NI 148", "Care leavers in education, employment or training %, yearly return",
	       NEED_BACK(CARE_LEAVER, STARTED, 12, "year_end in_touch activity")),
	FIGURE("", "Care leavers in education, employment or training %, as of now",
	       NEED(CARE_LEAVER, STATE, "in_touch activity")),
	FIGURE("NI 147", "Care leavers in suitable accommodation %, as of now",
	       NEED(CARE_LEAVER, STATE, "in_touch accommodation suitable")),
	FIGURE("", "Missing episodes", NEED(MISSING, STARTED, "kind started")),
	FIGURE("", "Return interviews offered %", NEED(MISSING, ENDED, "ended interview_offered")),
	FIGURE("", "Pre-proceedings begun", NEED(PROCEEDINGS, STARTED, "started")),
	FIGURE("", "Education, health and care plans within 20 weeks %",
	       NEED(EHC_PLAN, STARTED, "started request"),
	       NEED_BEFORE(EHC_REQUEST, STARTED, 24, "requested")),
	FIGURE("", "Cases held by a full-time worker", NEED(WORKER, STATE, "full_time_equivalent"),
	       NEED(ALLOCATION, RUNNING, "worker started ended")),
	FIGURE("", "Agency workers %", NEED(WORKFORCE, STARTED, "full_time_equivalent agency")),
};

const struct record_figure *record_figures(size_t *count_out)
{
	*count_out = COUNT_OF(FIGURES);
	return FIGURES;
}
