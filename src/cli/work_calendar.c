#include "cli/work_calendar.h"

#include "ledger/setting.h"

enum status work_calendar_load(const struct call *call, struct workspace *workspace,
                               struct calendar **out, struct err *err)
{
	struct setting holidays, closures;
	auto_calendar calendar = calendar_new();
	enum status st = setting_get(workspace->db, STR(WORK_CALENDAR_HOLIDAYS_KEY), call->arena,
	                             &holidays, err);
	if (st == OK && !holidays.is_default)
		st = calendar_read_json(calendar, holidays.value, err);
	if (st == OK)
		st = setting_get(workspace->db, STR(WORK_CALENDAR_CLOSURES_KEY), call->arena,
		                 &closures, err);
	if (st == OK && !closures.is_default)
		st = calendar_add_csv(calendar, closures.value, err);
	if (st != OK)
		return st;
	*out = calendar;
	calendar = NULL;
	return OK;
}
