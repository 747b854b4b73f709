#include <assert.h>

#include "base/date.h"
#include "lang/frame.h"

enum { MILLION = 1000000 };

/* Whole months from a to b by corresponding date; b is not before a. */
static int64_t months_between(int32_t a, int32_t b)
{
	struct ymd from = date_to_ymd(a), to = date_to_ymd(b);
	int months = (to.year - from.year) * 12 + to.month - from.month;
	int32_t corresponding = DATE_NONE;
	enum status st = date_add_months(a, months, &corresponding, NULL);
	return st == OK && corresponding > b ? months - 1 : months;
}

int64_t birthday_of(int64_t born, int64_t age)
{
	struct ymd at = date_to_ymd((int32_t)born);
	int32_t day = DATE_NONE;
	if (age < 0 || age > 300)
		return CELL_MISSING;
	int year = at.year + (int)age;
	bool is_moved = at.month == 2 && at.day > date_days_in_month(year, 2);
	enum status st = is_moved ? date_from_ymd(year, 3, 1, &day, NULL) :
	                            date_from_ymd(year, at.month, at.day, &day, NULL);
	return st == OK ? day : CELL_MISSING;
}

static int64_t first_day_of(int64_t date, bool is_of_year)
{
	struct ymd at = date_to_ymd((int32_t)date);
	int32_t day = DATE_NONE;
	enum status st = !is_of_year ? date_from_ymd(at.year, at.month, 1, &day, NULL) :
	                 date_from_ymd(at.month < 4 ? at.year - 1 : at.year, 4, 1, &day, NULL);
	return st == OK ? day : CELL_MISSING;
}

/* A function of two given parts, the second 0 where there is one part. */
static int64_t apply(const struct evaluator *self, enum function function, int64_t a, int64_t b)
{
	switch (function) {
	case FUNCTION_WORKING_DAYS:
		return b < a ? CELL_MISSING :
		               self->worked[b - DATE_MIN + 1] - self->worked[a - DATE_MIN + 1];
	case FUNCTION_DAYS:
	case FUNCTION_HOURS:
		return b < a ? CELL_MISSING : b - a;
	case FUNCTION_MONTHS:
		return b < a ? CELL_MISSING : months_between((int32_t)a, (int32_t)b);
	case FUNCTION_DATE_OF:
		return day_of(LANG_INSTANT, a);
	case FUNCTION_AGE:
		return (int64_t)date_age((int32_t)a, (int32_t)b) * MILLION;
	case FUNCTION_BIRTHDAY:
		return b % MILLION ? CELL_MISSING : birthday_of(a, b / MILLION);
	case FUNCTION_YEAR_START:
		return first_day_of(a, true);
	case FUNCTION_MONTH_START:
		return first_day_of(a, false);
	case FUNCTION_EARLIEST:
	case FUNCTION_SMALLER:
		return a < b ? a : b;
	case FUNCTION_LATEST:
	case FUNCTION_LARGER:
		return a > b ? a : b;
	case FUNCTION_CHOOSE:
	case FUNCTION_LATE:
	case FUNCTION_HELD:
	case FUNCTION_NEXT_DUE:
	case FUNCTION_OVERDUE:
	case FUNCTION_COUNT:
		break;
	}
	assert(!"a function with parts of its own");
	return CELL_MISSING;
}

static const int64_t *choose(struct evaluator *self, const struct frame *frame,
                             const struct node *node, int lifted)
{
	const int64_t *condition = frame_value(self, frame, node->parts[0], lifted);
	const int64_t *yes = frame_value(self, frame, node->parts[1], lifted);
	const int64_t *no = frame_value(self, frame, node->parts[2], lifted);
	int64_t *out = scratch_values(&self->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++)
		out[i] = condition[i] == CELL_MISSING ? CELL_MISSING :
		         condition[i] ? yes[i] : no[i];
	return out;
}

const int64_t *frame_call(struct evaluator *self, const struct frame *frame,
                          const struct node *node, int lifted)
{
	if (node->schedule >= 0)
		return frame_schedule_call(self, frame, node, lifted);
	if (node->function == FUNCTION_CHOOSE)
		return choose(self, frame, node, lifted);
	const int64_t *a = frame_value(self, frame, node->parts[0], lifted);
	const int64_t *b = node->part_count > 1 ?
	                           frame_value(self, frame, node->parts[1], lifted) : NULL;
	int64_t *out = scratch_values(&self->scratch, frame->count);
	if (node->function == FUNCTION_WORKING_DAYS) { /* by far the most frequent */
		const int32_t *worked = self->worked + 1;
		for (int32_t i = 0; i < frame->count; i++)
			out[i] = a[i] == CELL_MISSING || b[i] < a[i] ?
			                 CELL_MISSING :
			                 worked[b[i] - DATE_MIN] - worked[a[i] - DATE_MIN];
		return out;
	}
	for (int32_t i = 0; i < frame->count; i++) {
		bool is_missing = a[i] == CELL_MISSING || (b && b[i] == CELL_MISSING);
		out[i] = is_missing ? CELL_MISSING :
		                      apply(self, node->function, a[i], b ? b[i] : 0);
	}
	return out;
}
