#include "intake/ees_place.h"

#include "base/date.h"
#include "series/comparator.h"
#include "series/place.h"

static struct str cell(const struct ees_columns *columns, const struct grid_row *row,
                       enum ees_role role)
{
	size_t at = columns->place_of[role];
	return at < row->count ? str_trim(row->cells[at]) : (struct str){ 0 };
}

static enum ees_place_answer read_country(struct str code, int *out)
{
	const struct place *place = place_by_code(code);
	if (code.len && (!place || place->kind != PLACE_ENGLAND))
		return EES_PLACE_UNKNOWN;
	*out = PLACE_NUMBER_ENGLAND;
	return EES_PLACE_FOUND;
}

static enum ees_place_answer read_region(struct str code, struct str name, int *out)
{
	const struct place *place = place_by_code(code);
	if (!place)
		place = place_by_name(name, DATE_NONE);
	if (!place || (place->kind != PLACE_REGION && place->kind != PLACE_LONDON_PART))
		return EES_PLACE_UNKNOWN;
	*out = place->number;
	return EES_PLACE_FOUND;
}

static const struct place *by_number(struct str text)
{
	int64_t number = 0;
	if (text.len != 3 || str_to_int64(text, &number, NULL) != OK || number <= 0)
		return NULL;
	return place_by_number((int)number);
}

static enum ees_place_answer read_authority(struct str number, struct str code, struct str name,
                                            int *out)
{
	const struct place *place = by_number(number);
	const struct place *of_code = place_by_code(code);
	bool differs = place && of_code && place != of_code;
	if (!place && number.len == 0)
		place = of_code ? of_code : place_by_name(name, DATE_NONE);
	if (place && place->kind == PLACE_AUTHORITY) {
		*out = place->number;
		return differs ? EES_PLACE_CODES_DIFFER : EES_PLACE_FOUND;
	}
	const struct place *two[2] = { NULL, NULL };
	size_t count = place_find_combined(number.len ? number : code, DATE_NONE, two, 2);
	if (count != 2)
		return EES_PLACE_UNKNOWN;
	*out = comparator_place_of_two(two[0]->number, two[1]->number);
	return EES_PLACE_OF_TWO;
}

enum ees_place_answer ees_place_read(const struct ees_columns *columns,
                                     const struct grid_row *row, int *out,
                                     struct str *subject_out)
{
	struct str level = cell(columns, row, EES_ROLE_LEVEL);
	*subject_out = level;
	if (str_equal_nocase(level, STR("National"))) {
		*subject_out = cell(columns, row, EES_ROLE_COUNTRY_CODE);
		return read_country(*subject_out, out);
	}
	if (str_equal_nocase(level, STR("Regional"))) {
		*subject_out = cell(columns, row, EES_ROLE_REGION_NAME);
		return read_region(cell(columns, row, EES_ROLE_REGION_CODE), *subject_out, out);
	}
	if (!str_equal_nocase(level, STR("Local authority")))
		return EES_PLACE_OTHER_LEVEL;
	struct str number = cell(columns, row, EES_ROLE_OLD_LA_CODE);
	struct str name = cell(columns, row, EES_ROLE_LA_NAME);
	*subject_out = name.len ? name : number;
	return read_authority(number, cell(columns, row, EES_ROLE_NEW_LA_CODE), name, out);
}
