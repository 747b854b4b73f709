#include "shipped.h"

enum status shipped_open(struct shipped *out, struct err *err)
{
	out->calendar = calendar_new();
	definitions_start(&out->arena, &out->definitions);
	definitions_add_shipped(&out->definitions);
	enum status st = definitions_check(&out->definitions, out->calendar, err);
	if (st == OK && out->definitions.complaints.count > 0)
		return err_set(err, E_INPUT, "the shipped definitions do not hold: %s",
		               "'outturn define test' says what is wrong");
	return st;
}

void shipped_close(struct shipped *shipped)
{
	if (shipped->calendar)
		calendar_close(&shipped->calendar);
	arena_deinit(&shipped->arena);
}
