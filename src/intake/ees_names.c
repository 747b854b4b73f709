#include "intake/ees_names.h"

#include "base/attr.h"

/* ---- the name of a file ---- */

/* Ends of names that tell the release, not the table. */
static const char *const RELEASE_WORDS[] = { "to",    "and",     "final", "revised",
	                                     "prov",  "rev",     "data",  "provisional",
	                                     "update", "updated" };

static bool all_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_digit(text.ptr[i]))
			return false;
	return text.len > 0;
}

/* "2024", "202425", "24" behind another year's part, "(1)" of a browser. */
static bool tells_release(struct str word, bool is_behind_year)
{
	if (word.len > 2 && word.ptr[0] == '(' && word.ptr[word.len - 1] == ')')
		return all_digits(str_slice(word, 1, word.len - 2));
	bool is_century = str_starts_nocase(word, STR("19")) || str_starts_nocase(word, STR("20"));
	if (all_digits(word))
		return (is_century && (word.len == 4 || word.len == 6)) ||
		       (word.len == 2 && is_behind_year);
	for (size_t i = 0; i < COUNT_OF(RELEASE_WORDS); i++)
		if (str_equal_nocase(word, str_of(RELEASE_WORDS[i])))
			return true;
	return false;
}

static bool is_between(char c)
{
	return c == '_' || c == '-' || c == ' ';
}

static bool holds_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (char_is_digit(text.ptr[i]))
			return true;
	return false;
}

/* The last word of `text`, and what stands before the separators in front of it. */
static struct str last_word(struct str text, struct str *before_out)
{
	size_t from = text.len;
	while (from > 0 && !is_between(text.ptr[from - 1]))
		from--;
	size_t end = from;
	while (end > 0 && is_between(text.ptr[end - 1]))
		end--;
	*before_out = str_slice(text, 0, end);
	return str_slice(text, from, SIZE_MAX);
}

/* Whether `text` ends with a four-digit year. */
static bool ends_with_year(struct str text)
{
	struct str before;
	struct str word = last_word(text, &before);
	return word.len == 4 && tells_release(word, false) && all_digits(word);
}

static struct str lower_copy(struct str text, struct arena *arena)
{
	struct str copy = arena_text(arena, text);
	char *bytes = arena_new(arena, text.len + 1, 1);
	for (size_t i = 0; i < copy.len; i++)
		bytes[i] = char_lower(copy.ptr[i]);
	return (struct str){ bytes, copy.len };
}

void ees_stem_read(struct str file_name, struct arena *arena, struct str *stem_out,
                   struct str *release_out)
{
	struct str name = file_name;
	for (size_t i = name.len; i > 0; i--)
		if (name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\') {
			name = str_slice(name, i, SIZE_MAX);
			break;
		}
	if (str_ends_nocase(name, STR(".csv")))
		name = str_slice(name, 0, name.len - 4);
	name = str_trim(name);
	struct str stem = name;
	for (;;) {
		struct str before;
		struct str word = last_word(stem, &before);
		if (before.len == 0 || !tells_release(word, ends_with_year(before)))
			break;
		stem = before;
	}
	*stem_out = lower_copy(stem, arena);
	struct str rest = str_slice(name, stem.len, SIZE_MAX);
	while (rest.len > 0 && is_between(rest.ptr[0]))
		rest = str_slice(rest, 1, SIZE_MAX);
	char *words = arena_new(arena, rest.len + 1, 1);
	for (size_t i = 0; i < rest.len; i++)
		words[i] = rest.ptr[i] == '_' ? ' ' : rest.ptr[i];
	*release_out = holds_digit(rest) ? (struct str){ words, rest.len } : (struct str){ 0 };
}

/* ---- the names of columns ---- */

/* Columns whose names changed between releases of a table; the newest name last. The
 * first text is the beginning of the stem. */
static const struct {
	const char *stem;
	const char *from;
	const char *to;
} RENAMED[] = {
	{ "csww_headline_measures", "turnover_rate_fte_%", "turnover_rate_fte" },
	{ "csww_headline_measures", "absence_rate_fte_%", "absence_rate_fte" },
	{ "csww_headline_measures", "agency_worker_rate_fte_%", "agency_worker_rate_fte" },
	{ "csww_headline_measures", "agency_cover_rate_fte_%", "agency_cover_rate_fte" },
	{ "csww_headline_measures", "vacancy_rate_fte_%", "vacancy_rate_fte" },
	{ "csww_headline_measures", "vacancy_agency_cover_rate_fte_%",
	  "vacancy_agency_cover_rate_fte" },
	{ "csww_headline_measures", "turnover_rate_headcount_%", "turnover_rate_headcount" },
	{ "csww_headline_measures", "agency_worker_rate_headcount_%",
	  "agency_worker_rate_headcount" },
};

static const struct {
	const char *key;
	enum ees_role role;
} ROLES[] = {
	{ "time_period", EES_ROLE_TIME_PERIOD },
	{ "time_identifier", EES_ROLE_TIME_IDENTIFIER },
	{ "geographic_level", EES_ROLE_LEVEL },
	{ "geographical_level", EES_ROLE_LEVEL }, /* as the Department's own example has it */
	{ "country_code", EES_ROLE_COUNTRY_CODE },
	{ "country_name", EES_ROLE_PLACE },
	{ "region_code", EES_ROLE_REGION_CODE },
	{ "region_name", EES_ROLE_REGION_NAME },
	{ "old_la_code", EES_ROLE_OLD_LA_CODE },
	{ "new_la_code", EES_ROLE_NEW_LA_CODE },
	{ "la_name", EES_ROLE_LA_NAME },
	/* Finer or other places than ours: their rows are left out by level. */
	{ "lad_code", EES_ROLE_PLACE },
	{ "lad_name", EES_ROLE_PLACE },
	{ "rsc_region_lead_name", EES_ROLE_PLACE },
	{ "pcon_code", EES_ROLE_PLACE },
	{ "pcon_name", EES_ROLE_PLACE },
	{ "lsip_code", EES_ROLE_PLACE },
	{ "lsip_name", EES_ROLE_PLACE },
	{ "local_enterprise_partnership_code", EES_ROLE_PLACE },
	{ "local_enterprise_partnership_name", EES_ROLE_PLACE },
	{ "english_devolved_area_code", EES_ROLE_PLACE },
	{ "english_devolved_area_name", EES_ROLE_PLACE },
	{ "opportunity_area_code", EES_ROLE_PLACE },
	{ "opportunity_area_name", EES_ROLE_PLACE },
	{ "ward_code", EES_ROLE_PLACE },
	{ "ward_name", EES_ROLE_PLACE },
	{ "trust_id", EES_ROLE_PLACE },
	{ "trust_name", EES_ROLE_PLACE },
	{ "sponsor_id", EES_ROLE_PLACE },
	{ "sponsor_name", EES_ROLE_PLACE },
	{ "school_urn", EES_ROLE_PLACE },
	{ "school_name", EES_ROLE_PLACE },
	{ "school_laestab", EES_ROLE_PLACE },
	{ "provider_ukprn", EES_ROLE_PLACE },
	{ "provider_name", EES_ROLE_PLACE },
	{ "institution_id", EES_ROLE_PLACE },
	{ "institution_name", EES_ROLE_PLACE },
	{ "planning_area_code", EES_ROLE_PLACE },
	{ "planning_area_name", EES_ROLE_PLACE },
	{ "pfa_code", EES_ROLE_PLACE },
	{ "pfa_name", EES_ROLE_PLACE },
	{ "version", EES_ROLE_STATUS },
	{ "data_status", EES_ROLE_STATUS },
	/* Filters whose values may look like figures, and the common ones. */
	{ "age", EES_ROLE_FILTER },
	{ "age_group", EES_ROLE_FILTER },
	{ "age_start_poc", EES_ROLE_FILTER },
	{ "breakdown", EES_ROLE_FILTER },
	{ "breakdown_topic", EES_ROLE_FILTER },
	{ "care_leaver_age", EES_ROLE_FILTER },
	{ "category", EES_ROLE_FILTER },
	{ "category_type", EES_ROLE_FILTER },
	{ "characteristic", EES_ROLE_FILTER },
	{ "cla_group", EES_ROLE_FILTER },
	{ "ethnicity", EES_ROLE_FILTER },
	{ "gender", EES_ROLE_FILTER },
	{ "ncyear", EES_ROLE_FILTER },
	{ "placement_stability", EES_ROLE_FILTER },
	{ "population_type", EES_ROLE_FILTER },
	{ "school_phase", EES_ROLE_FILTER },
	{ "school_type", EES_ROLE_FILTER },
	{ "sex", EES_ROLE_FILTER },
	{ "social_care_group", EES_ROLE_FILTER },
	{ "stage_of_adoption_process", EES_ROLE_FILTER },
	{ "sw_stability", EES_ROLE_FILTER },
	{ "year_group", EES_ROLE_FILTER },
	{ "characteristic_type", EES_ROLE_FILTER },
};

struct str ees_column_key(struct str header, struct str stem, struct arena *arena)
{
	struct str key = lower_copy(str_trim(header), arena);
	for (size_t i = 0; i < COUNT_OF(RENAMED); i++)
		if (str_equal(key, str_of(RENAMED[i].from)) &&
		    str_starts_nocase(stem, str_of(RENAMED[i].stem)))
			key = str_of(RENAMED[i].to);
	return key;
}

enum ees_role ees_role_of(struct str key)
{
	for (size_t i = 0; i < COUNT_OF(ROLES); i++)
		if (str_equal(key, str_of(ROLES[i].key)))
			return ROLES[i].role;
	return EES_ROLE_OPEN;
}

/* ---- years and units ---- */

/* The first text that a stem holds decides. */
static const struct {
	const char *part;
	enum ees_year year;
} YEARS[] = {
	{ "mid-year_population", EES_YEAR_MID_YEAR },
	{ "mid_year_population", EES_YEAR_MID_YEAR },
	{ "population_estimate", EES_YEAR_MID_YEAR },
	{ "csww", EES_YEAR_TO_SEPTEMBER },
	{ "workforce", EES_YEAR_TO_SEPTEMBER },
	{ "children_in_need", EES_YEAR_TO_MARCH },
	{ "cin_", EES_YEAR_TO_MARCH },
	{ "cpp", EES_YEAR_TO_MARCH },
	{ "section47", EES_YEAR_TO_MARCH },
	{ "section_47", EES_YEAR_TO_MARCH },
	{ "factors_identified", EES_YEAR_TO_MARCH }, /* at the end of an assessment */
	{ "child_protection", EES_YEAR_TO_MARCH },
	{ "cla_", EES_YEAR_TO_MARCH },
	{ "looked_after", EES_YEAR_TO_MARCH },
	{ "care_leaver", EES_YEAR_TO_MARCH },
	{ "adopt", EES_YEAR_TO_MARCH },
	{ "headline_figures", EES_YEAR_TO_MARCH }, /* of children in need */
};

enum ees_year ees_reporting_year(struct str stem)
{
	for (size_t i = 0; i < COUNT_OF(YEARS); i++)
		if (str_find_nocase(stem, str_of(YEARS[i].part)) != SIZE_MAX)
			return YEARS[i].year;
	return EES_YEAR_UNKNOWN;
}

enum name_place { NAME_BEGINS, NAME_HOLDS, NAME_ENDS };

/* The first that fits decides. */
static const struct {
	enum name_place place;
	const char *part;
	bool is_social_care; /* only where the year runs to March */
	const char *unit;
} UNITS[] = {
	{ NAME_HOLDS, "per_10000", false, "rate per 10,000" },
	{ NAME_HOLDS, "per_10k", false, "rate per 10,000" },
	{ NAME_HOLDS, "percentile", false, "" },
	{ NAME_HOLDS, "percent", false, "%" },
	{ NAME_ENDS, "_%", false, "%" },
	{ NAME_BEGINS, "pc_", false, "%" },
	{ NAME_BEGINS, "pt_", false, "%" },
	{ NAME_HOLDS, "_rate_fte", false, "%" },
	{ NAME_HOLDS, "_rate_headcount", false, "%" },
	{ NAME_ENDS, "_rate", true, "rate per 10,000" },
};

struct str ees_unit_of(struct str key, struct str stem)
{
	bool is_social_care = ees_reporting_year(stem) == EES_YEAR_TO_MARCH;
	for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
		struct str part = str_of(UNITS[i].part);
		bool fits = UNITS[i].place == NAME_BEGINS ? str_starts_nocase(key, part)
		          : UNITS[i].place == NAME_ENDS   ? str_ends_nocase(key, part)
		                                          : str_find_nocase(key, part) != SIZE_MAX;
		if (fits && (is_social_care || !UNITS[i].is_social_care))
			return str_of(UNITS[i].unit);
	}
	return (struct str){ 0 };
}
