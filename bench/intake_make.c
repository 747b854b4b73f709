/* Deliveries of any size, the same bytes every time: a child has the records that a
 * child of a census or a return has on average, with dates that fit each other. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/attr.h"
#include "base/date.h"
#include "intake.h"

enum { YEAR_FROM = 19448, YEAR_DAYS = 366 }; /* 1 April 2023 to 31 March 2024 */

/* A small generator of its own. */
static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*seed >> 33) % below;
}

static bool chance(uint64_t *seed, unsigned percent)
{
	return draw(seed, 100) < percent;
}

static int32_t day_of_year(uint64_t *seed)
{
	return YEAR_FROM + (int32_t)draw(seed, YEAR_DAYS);
}

static FILE *open_file(const char *folder, const char *name)
{
	char path[INTAKE_PATH_BYTES];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file)
		intake_fail(path, "it cannot be written");
	return file;
}

static void close_file(FILE *file)
{
	if (fclose(file))
		intake_fail("a delivery", "it cannot be written");
}

#define PICK(seed, list) ((list)[draw(seed, COUNT_OF(list))])

static const char *const ETHNICITIES[] = { "WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "MWAS", "APKN",
	                                   "ABAN", "BAFR", "BCRB", "OOTH", "NOBT" };
static const char *const NEEDS[] = { "N1", "N1", "N1", "N2", "N3", "N4", "N5", "N8" };

/* ---- the CIN census ---- */

static void put_text(FILE *file, const char *element, const char *text)
{
	fprintf(file, "<%s>%s</%s>\n", element, text, element);
}

static void put_date(FILE *file, const char *element, int32_t date)
{
	char text[DATE_TEXT_BYTES];
	put_text(file, element, date_print_iso(date, text));
}

static void put_assessment(FILE *file, int32_t referred, uint64_t *seed)
{
	static const char *const FACTORS[] = { "1B", "2B", "3A", "3B", "4A", "4B", "10A", "16A",
		                               "17A", "18B", "18C", "19C", "24A" };
	fputs("<Assessments>\n", file);
	put_date(file, "AssessmentActualStartDate", referred + 1);
	put_date(file, "AssessmentInternalReviewDate", referred + 15);
	put_date(file, "AssessmentAuthorisationDate", referred + 20 + (int32_t)draw(seed, 50));
	fputs("<FactorsIdentifiedAtAssessment>\n", file);
	for (uint64_t first = draw(seed, 8), i = 0, count = 1 + draw(seed, 4); i < count; i++)
		put_text(file, "AssessmentFactors", FACTORS[first + i]);
	fputs("</FactorsIdentifiedAtAssessment>\n</Assessments>\n", file);
}

static void put_enquiry(FILE *file, int32_t began, bool has_conference)
{
	fputs("<Section47>\n", file);
	put_date(file, "S47ActualStartDate", began);
	if (has_conference) {
		put_date(file, "InitialCPCtarget", began + 21);
		put_date(file, "DateOfInitialCPC", began + 18);
	}
	put_text(file, "ICPCnotRequired", has_conference ? "0" : "1");
	fputs("</Section47>\n", file);
}

static void put_plan(FILE *file, int32_t began, uint64_t *seed)
{
	static const char *const CATEGORIES[] = { "NEG", "NEG", "EMO", "EMO", "PHY", "SAB", "MUL" };
	const char *category = PICK(seed, CATEGORIES);
	fputs("<ChildProtectionPlans>\n", file);
	put_date(file, "CPPstartDate", began);
	put_text(file, "InitialCategoryOfAbuse", category);
	put_text(file, "LatestCategoryOfAbuse", category);
	put_text(file, "NumberOfPreviousCPP", chance(seed, 20) ? "1" : "0");
	fputs("<Reviews>\n", file);
	put_date(file, "CPPreviewDate", began + 85);
	put_date(file, "CPPreviewDate", began + 260);
	fputs("</Reviews>\n</ChildProtectionPlans>\n", file);
}

static void put_episode(FILE *file, int32_t referred, uint64_t *seed)
{
	static const char *const SOURCES[] = { "1A", "2A", "2A", "3A", "3F", "5B", "6", "6", "8" };
	bool is_closed = chance(seed, 60);
	bool has_enquiry = chance(seed, 30);
	bool has_plan = has_enquiry && chance(seed, 40);
	fputs("<CINdetails>\n", file);
	put_date(file, "CINreferralDate", referred);
	put_text(file, "ReferralSource", PICK(seed, SOURCES));
	put_text(file, "PrimaryNeedCode", PICK(seed, NEEDS));
	if (is_closed) {
		put_date(file, "CINclosureDate", referred + 90 + (int32_t)draw(seed, 200));
		put_text(file, "ReasonForClosure", chance(seed, 40) ? "RC8" : "RC7");
	}
	if (chance(seed, 85))
		put_assessment(file, referred, seed);
	if (chance(seed, 40)) {
		fputs("<CINPlanDates>\n", file);
		put_date(file, "CINPlanStartDate", referred + 60);
		fputs("</CINPlanDates>\n", file);
	}
	if (has_enquiry)
		put_enquiry(file, referred + 2, has_plan || chance(seed, 10));
	put_text(file, "ReferralNFA", "0");
	if (has_plan)
		put_plan(file, referred + 20, seed);
	fputs("</CINdetails>\n", file);
}

static void put_child(FILE *file, int64_t number, uint64_t *seed)
{
	static const char *const DISABILITIES[] = { "LD", "AUT", "COMM", "BEH" };
	fprintf(file, "<Child>\n<ChildIdentifiers>\n<LAchildID>%" PRId64 "</LAchildID>\n"
	        "<UPN>A%012" PRId64 "</UPN>\n", 100000 + number, number);
	put_date(file, "PersonBirthDate", YEAR_FROM - (int32_t)draw(seed, 17 * 365));
	put_text(file, "GenderCurrent", chance(seed, 52) ? "1" : "2");
	fputs("</ChildIdentifiers>\n<ChildCharacteristics>\n", file);
	put_text(file, "Ethnicity", PICK(seed, ETHNICITIES));
	fputs("<Disabilities>\n", file);
	put_text(file, "Disability", chance(seed, 12) ? PICK(seed, DISABILITIES) : "NONE");
	fputs("</Disabilities>\n</ChildCharacteristics>\n", file);
	int32_t referred = day_of_year(seed) - (int32_t)draw(seed, 120);
	put_episode(file, referred, seed);
	if (chance(seed, 20))
		put_episode(file, referred + 300, seed);
	fputs("</Child>\n", file);
}

void intake_make_cin(const char *folder, int64_t children)
{
	FILE *file = open_file(folder, "cin.xml");
	uint64_t seed = 20240331;
	fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Message>\n<Header>\n"
	      "<CollectionDetails>\n<Collection>CIN</Collection>\n<Year>2024</Year>\n"
	      "<ReferenceDate>2024-03-31</ReferenceDate>\n</CollectionDetails>\n<Source>\n"
	      "<SourceLevel>L</SourceLevel>\n<LEA>316</LEA>\n</Source>\n</Header>\n<Children>\n",
	      file);
	for (int64_t i = 0; i < children; i++)
		put_child(file, i, &seed);
	fputs("</Children>\n</Message>\n", file);
	close_file(file);
}

/* ---- SSDA903 ---- */

/* "31/03/2024". */
static const char *day_first(int32_t date, char out[DATE_TEXT_BYTES])
{
	struct ymd day = date_to_ymd(date);
	snprintf(out, DATE_TEXT_BYTES, "%02u/%02u/%04u", (unsigned)day.day % 100,
	         (unsigned)day.month % 100, (unsigned)day.year % 10000);
	return out;
}

struct return_files {
	FILE *header, *episodes, *reviews, *outcomes, *permanence, *missing, *workers, *leavers;
};

static const char *const HEADS[] = {
	"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
	"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
	"PL_POST,URN",
	"CHILD,DOB,REVIEW,REVIEW_CODE",
	"CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
	"HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
	"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
	"CHILD,DOB,MISSING,MIS_START,MIS_END",
	"CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
	"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
};

static void put_episodes(FILE *file, int64_t child, int32_t began, uint64_t *seed)
{
	static const char *const PLACES[] = { "U4", "U4", "U6", "U6", "U1", "K2", "K3", "P1" };
	static const char *const STATUSES[] = { "C2", "C2", "C1", "V2", "V2", "E1" };
	const char *status = PICK(seed, STATUSES);
	const char *need = PICK(seed, NEEDS);
	uint64_t count = 1 + draw(seed, 3);
	char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
	for (uint64_t i = 0; i < count; i++, began += 70) {
		bool is_last = i + 1 == count;
		fprintf(file, "%" PRId64 ",%s,%s,%s,%s,%s,PR1,%s,%s,%s,SM4 5DX,CR0 1AA,%07" PRIu64
		        "\n", child, day_first(began, from), i == 0 ? "S" : "P", status, need,
		        PICK(seed, PLACES), is_last ? "" : day_first(began + 70, to),
		        is_last ? "" : "X1", is_last ? "" : "CARPL", draw(seed, 10000000));
	}
}

static void put_looked_after(const struct return_files *files, int64_t child, uint64_t *seed)
{
	char born[DATE_TEXT_BYTES], first[DATE_TEXT_BYTES], second[DATE_TEXT_BYTES];
	int32_t began = day_of_year(seed) - (int32_t)draw(seed, 300);
	day_first(YEAR_FROM - 365 - (int32_t)draw(seed, 16 * 365), born);
	fprintf(files->header, "%" PRId64 ",%s,%s,%s,A%012" PRId64 ",0,\n", child,
	        chance(seed, 55) ? "1" : "2", born, PICK(seed, ETHNICITIES), child);
	put_episodes(files->episodes, child, began, seed);
	for (int i = 0; i < 3; i++)
		fprintf(files->reviews, "%" PRId64 ",%s,%s,PN%" PRIu64 "\n", child, born,
		        day_first(YEAR_FROM + 20 + i * 120, first), draw(seed, 8));
	fprintf(files->permanence, "%" PRId64 ",%s,Z1,,\n", child, born);
	fprintf(files->workers, "%" PRId64 ",%s,SW%03" PRIu64 ",%s,,FCONTA\n", child, born,
	        draw(seed, 400), day_first(began, first));
	if (chance(seed, 70))
		fprintf(files->outcomes, "%" PRId64 ",%s,%" PRIu64 ",,0,,1,1,1,0,,\n", child, born,
		        draw(seed, 41));
	if (chance(seed, 15))
		fprintf(files->missing, "%" PRId64 ",%s,M,%s,%s\n", child, born,
		        day_first(YEAR_FROM + 100, first), day_first(YEAR_FROM + 101, second));
	if (chance(seed, 10))
		fprintf(files->leavers, "%" PRId64 ",%s,YES,F2,B1\n", child, born);
}

void intake_make_ssda903(const char *folder, int64_t children)
{
	static const char *const NAMES[] = { "header.csv", "episodes.csv", "reviews.csv", "oc2.csv",
		                             "prev_perm.csv", "missing.csv", "sw_episodes.csv",
		                             "oc3.csv" };
	struct return_files files;
	FILE **const each[] = { &files.header, &files.episodes, &files.reviews, &files.outcomes,
		                &files.permanence, &files.missing, &files.workers,
		                &files.leavers };
	uint64_t seed = 903;
	for (size_t i = 0; i < COUNT_OF(each); i++) {
		*each[i] = open_file(folder, NAMES[i]);
		fprintf(*each[i], "%s\n", HEADS[i]);
	}
	for (int64_t i = 0; i < children; i++)
		put_looked_after(&files, 500000 + i, &seed);
	for (size_t i = 0; i < COUNT_OF(each); i++)
		close_file(*each[i]);
}
