/* The working-day calendar of a workspace: the shipped table, the council's newer
 * bank holidays, and its own closures, the latter two kept as settings with their
 * history. */
#ifndef OUTTURN_CLI_WORK_CALENDAR_H
#define OUTTURN_CLI_WORK_CALENDAR_H

#include "base/calendar.h"
#include "base/err.h"
#include "cli/command.h"
#include "cli/workspace.h"

#define WORK_CALENDAR_HOLIDAYS_KEY "calendar.bank_holidays"
#define WORK_CALENDAR_CLOSURES_KEY "calendar.closures"

/* The calendar as it stands; the caller frees it. */
MUST_CHECK enum status work_calendar_load(const struct call *call, struct workspace *workspace,
                                          struct calendar **out, struct err *err);

#endif
