/* The elements of the CIN census that are read, for cin_file.c and cin_child.c. */
#ifndef OUTTURN_INTAKE_CIN_ELEMENTS_H
#define OUTTURN_INTAKE_CIN_ELEMENTS_H

/* In the order of their names, without regard to case: xml_parts.h looks them up. */
#define CIN_ELEMENTS(X) \
	X(ASSESSMENT_START, "AssessmentActualStartDate") \
	X(ASSESSMENT_AUTHORISATION, "AssessmentAuthorisationDate") \
	X(ASSESSMENT_FACTORS, "AssessmentFactors") \
	X(ASSESSMENT_REVIEW, "AssessmentInternalReviewDate") \
	X(ASSESSMENTS, "Assessments") \
	X(CHILD, "Child") \
	X(CHARACTERISTICS, "ChildCharacteristics") \
	X(IDENTIFIERS, "ChildIdentifiers") \
	X(PROTECTION_PLANS, "ChildProtectionPlans") \
	X(CHILDREN, "Children") \
	X(CLOSURE, "CINclosureDate") \
	X(DETAILS, "CINdetails") \
	X(NEED_PLAN_DATES, "CINPlanDates") \
	X(NEED_PLAN_END, "CINPlanEndDate") \
	X(NEED_PLAN_START, "CINPlanStartDate") \
	X(REFERRAL_DATE, "CINreferralDate") \
	X(COLLECTION, "Collection") \
	X(COLLECTION_DETAILS, "CollectionDetails") \
	X(COURT_APPLICATION, "CourtAppDate") \
	X(PLAN_END, "CPPendDate") \
	X(PLAN_REVIEW_DATE, "CPPreviewDate") \
	X(PLAN_START, "CPPstartDate") \
	X(CONFERENCE_DATE, "DateOfInitialCPC") \
	X(DATE_TIME, "DateTime") \
	X(DISABILITIES, "Disabilities") \
	X(DISABILITY, "Disability") \
	X(ETHNICITY, "Ethnicity") \
	X(EXPECTED_BIRTH, "ExpectedPersonBirthDate") \
	X(FACTORS_IDENTIFIED, "FactorsIdentifiedAtAssessment") \
	X(FAMILY_MEETING_HELD, "FGDMMeetingFac") \
	X(FAMILY_MEETING_OFFER, "FGDMMeetingOffer") \
	X(FORMER_UPN, "FormerUPN") \
	X(GENDER, "GenderCurrent") \
	X(HEADER, "Header") \
	X(CONFERENCE_NOT_REQUIRED, "ICPCnotRequired") \
	X(INITIAL_CATEGORY, "InitialCategoryOfAbuse") \
	X(CONFERENCE_TARGET, "InitialCPCtarget") \
	X(FIRST_MEETING, "InitialPPMeetingDate") \
	X(CHILD_ID, "LAchildID") \
	X(LATEST_CATEGORY, "LatestCategoryOfAbuse") \
	X(LETTER_SENT, "LBPSentDate") \
	X(LEA, "LEA") \
	X(COURT_LETTER, "LetterInitCPDate") \
	X(MESSAGE, "Message") \
	X(PREVIOUS_PLANS, "NumberOfPreviousCPP") \
	X(BIRTH, "PersonBirthDate") \
	X(DEATH, "PersonDeathDate") \
	X(PROCEEDINGS_OUTCOME, "PPOutcome") \
	X(PROCEEDINGS_START, "PPStartDate") \
	X(PROCEEDINGS, "PreProceedingsandFGDM") \
	X(PRIMARY_NEED, "PrimaryNeedCode") \
	X(CLOSURE_REASON, "ReasonForClosure") \
	X(REFERENCE_DATE, "ReferenceDate") \
	X(REFERRAL_NFA, "ReferralNFA") \
	X(REFERRAL_SOURCE, "ReferralSource") \
	X(RELEASE, "Release") \
	X(REVIEW_MEETINGS, "ReviewMeetingsCount") \
	X(REVIEWS, "Reviews") \
	X(ENQUIRY_START, "S47ActualStartDate") \
	X(ENQUIRY, "Section47") \
	X(SERIAL_NUMBER, "SerialNo") \
	X(SEX, "Sex") \
	X(SOFTWARE, "SoftwareCode") \
	X(SOURCE, "Source") \
	X(SOURCE_LEVEL, "SourceLevel") \
	X(STEP_DECISION, "StepDecisionDate") \
	X(UPN, "UPN") \
	X(UPN_UNKNOWN, "UPNunknown") \
	X(YEAR, "Year")

enum cin_element {
#define CIN_ELEMENT(id, name) CIN_##id,
	CIN_ELEMENTS(CIN_ELEMENT)
#undef CIN_ELEMENT
	CIN_ELEMENT_COUNT
};

#endif
