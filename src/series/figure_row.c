#include "series/figure_row.h"

struct value figure_row_read(const struct query *q, int column, const struct unit *unit)
{
	struct value value = { .is_known = false };
	bool has_numerator = !query_is_null(q, column + 1);
	bool has_denominator = !query_is_null(q, column + 2);
	int64_t numerator = has_numerator ? query_int64(q, column + 1) : 0;
	int64_t denominator = has_denominator ? query_int64(q, column + 2) : 0;
	if (has_numerator && has_denominator)
		value = value_from_counts(numerator, denominator, unit);
	value.has_numerator = has_numerator;
	value.has_denominator = has_denominator;
	value.numerator = numerator;
	value.denominator = denominator;

	struct ratio stated;
	int decimals;
	if (query_is_null(q, column) ||
	    ratio_parse(query_text(q, column), &stated, &decimals, NULL) != OK)
		return value;
	if (!value.is_known) {
		value.is_known = true;
		value.exact = stated;
	}
	value.has_stated = true;
	value.stated = stated;
	value.stated_decimals = decimals;
	return value;
}

struct unit figure_row_unit(struct str named, const struct unit *otherwise)
{
	struct unit unit = unit_read(named);
	return unit.kind == UNIT_NONE ? *otherwise : unit;
}

bool figure_row_is_said(const struct value *value)
{
	return value->has_stated || value->has_numerator || value->has_denominator;
}

bool figure_row_is_same(const struct value *before, const struct value *later,
                        const struct unit *unit)
{
	if (!before->is_known || !later->is_known)
		return before->is_known == later->is_known;
	int decimals = value_decimals(later, unit);
	return ratio_compare(ratio_round(before->exact, decimals),
	                     ratio_round(later->exact, decimals)) == 0;
}

void figure_row_put(const struct value *later, const struct unit *unit, struct value *out)
{
	bool has_lost_counts = value_has_counts(out) && !later->has_numerator &&
	                       !later->has_denominator && later->is_known &&
	                       figure_row_is_same(out, later, unit);
	if (!has_lost_counts)
		*out = *later;
}
