#include "doc/mark.h"

#include <assert.h>

static const struct doc_mark_face FACES[DOC_MARK_COUNT] = {
	[DOC_MARK_NONE] = {
		.word = "", .shape = "", .symbol = "", .ascii = "", .colour = "", .path = "",
	},
	[DOC_MARK_ON_TARGET] = {
		.word = "On target", .shape = "circle", .symbol = "●", .ascii = "(*)",
		.colour = "#00703c", .path = "M1 7a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
		.is_filled = true,
	},
	[DOC_MARK_CLOSE] = {
		.word = "Close to target", .shape = "triangle", .symbol = "▲", .ascii = "/!\\",
		.colour = "#b45309", .path = "M7 .8 13.4 13H.6z", .is_filled = true,
	},
	[DOC_MARK_OFF_TARGET] = {
		.word = "Off target", .shape = "diamond", .symbol = "◆", .ascii = "<x>",
		.colour = "#c8321c", .path = "M7 0 14 7 7 14 0 7z", .is_filled = true,
	},
	[DOC_MARK_NOT_RATED] = {
		.word = "Not rated", .shape = "ring", .symbol = "○", .ascii = "( )",
		.colour = "#505a5f", .path = "M1.8 7a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0-10.4 0z",
		.stroke_tenths = 16,
	},
	[DOC_MARK_BETTER] = {
		.word = "Better", .shape = "rising arrow", .symbol = "↗", .ascii = "+",
		.colour = "#0b0c0c", .path = "M3 11 11 3M5.5 3H11v5.5", .stroke_tenths = 18,
	},
	[DOC_MARK_WORSE] = {
		.word = "Worse", .shape = "falling arrow", .symbol = "↘", .ascii = "-",
		.colour = "#0b0c0c", .path = "M3 3l8 8M11 5.5V11H5.5", .stroke_tenths = 18,
	},
	[DOC_MARK_SAME] = {
		.word = "Same", .shape = "level arrow", .symbol = "→", .ascii = "=",
		.colour = "#0b0c0c", .path = "M1.5 7H12M8 3l4 4-4 4", .stroke_tenths = 18,
	},
	[DOC_MARK_NOT_COMPARED] = {
		.word = "Not compared", .shape = "dots", .symbol = "–", .ascii = ".",
		.colour = "#0b0c0c", .path = "M2 7h2M6 7h2M10 7h2", .stroke_tenths = 18,
	},
};

const struct doc_mark_face *doc_mark_face(enum doc_mark mark)
{
	assert((unsigned)mark < DOC_MARK_COUNT);
	return &FACES[mark];
}

bool doc_mark_is_status(enum doc_mark mark)
{
	return mark >= DOC_MARK_ON_TARGET && mark <= DOC_MARK_NOT_RATED;
}

bool doc_mark_is_direction(enum doc_mark mark)
{
	return mark >= DOC_MARK_BETTER && mark <= DOC_MARK_NOT_COMPARED;
}
