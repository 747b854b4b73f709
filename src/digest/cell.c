#include "digest/cell.h"

#include "figure/number.h"

/* Decimal text that says the exact value, with as few decimals as that takes and
 * at most RATIO_DECIMALS_MAX, in the arena. */
static struct str exact_text(struct arena *arena, struct ratio value)
{
	char text[RATIO_TEXT_BYTES];
	return arena_text(arena, str_of(ratio_print(value, number_decimals(value), text)));
}

static const struct {
	enum doc_unit unit;
	const char *prefix;
	const char *suffix;
} UNITS[UNIT_KIND_COUNT] = {
	[UNIT_NONE] = { DOC_UNIT_NONE, "", "" },
	[UNIT_COUNT] = { DOC_UNIT_COUNT, "", "" },
	[UNIT_PERCENT] = { DOC_UNIT_PERCENT, "", "%" },
	[UNIT_RATE] = { DOC_UNIT_RATE, "", "" },
	[UNIT_DAYS] = { DOC_UNIT_DAYS, "", " days" },
	[UNIT_MONEY] = { DOC_UNIT_MONEY, "£", "" },
	[UNIT_AVERAGE] = { DOC_UNIT_SCORE, "", "" },
	[UNIT_SCORE] = { DOC_UNIT_SCORE, "", "" },
	[UNIT_OTHER] = { DOC_UNIT_NONE, "", "" },
};

void cell_value(struct doc *doc, struct arena *arena, const struct value *value,
                const struct unit *unit, struct str missing)
{
	char counts[VALUE_TEXT_BYTES], printed[RATIO_TEXT_BYTES];
	value_print_counts(value, counts);
	if (!value->is_known) {
		doc_cell_missing(doc, missing);
		doc_cell_small(doc, str_of(counts));
		return;
	}
	int decimals = value_decimals(value, unit);
	/* A minus stands before the pound sign. */
	bool is_negative_money = unit->kind == UNIT_MONEY && ratio_sign(value->exact) < 0;
	struct ratio shown = is_negative_money ? ratio_absolute(value->exact) : value->exact;
	struct doc_number number = {
		.prefix = is_negative_money ? STR("-£") : str_of(UNITS[unit->kind].prefix),
		.text = str_of(number_print(shown, decimals, printed)),
		.suffix = str_of(UNITS[unit->kind].suffix),
		.exact = exact_text(arena, value->exact),
		.unit = UNITS[unit->kind].unit,
		.decimals = decimals,
	};
	doc_cell_number(doc, &number);
	doc_cell_small(doc, str_of(counts));
}
