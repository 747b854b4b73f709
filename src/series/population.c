#include "series/population.h"

#include <string.h>

#include "db/query.h"

enum { AGE_MAX = 120 };

/* ---- ages ---- */

/* Words that may stand around the ages and say nothing else. */
static const char *const IDLE_WORDS[] = { "aged", "age", "ages", "children", "people",
	                                  "persons", "population", "years", "year", "old",
	                                  "olds", "young" };

/* What a text of ages says so far. */
struct ages {
	int numbers[2];
	int count;
	bool is_under; /* "under 18" */
};

static bool take_age_word(struct str word, struct ages *ages)
{
	int64_t number = 0;
	if (str_to_int64(word, &number, NULL) == OK) {
		if (ages->count == 2 || number < 0 || number > AGE_MAX)
			return false;
		ages->numbers[ages->count++] = (int)number;
		return true;
	}
	if (str_equal_nocase(word, STR("under")) && ages->count == 0 && !ages->is_under) {
		ages->is_under = true;
		return true;
	}
	if (str_equal_nocase(word, STR("to")) || str_equal_nocase(word, STR("and")))
		return ages->count == 1;
	for (size_t i = 0; i < COUNT_OF(IDLE_WORDS); i++)
		if (str_equal_nocase(word, str_of(IDLE_WORDS[i])))
			return true;
	return false;
}

bool age_range_read(struct str text, struct age_range *out)
{
	struct ages ages = { 0 };
	size_t from = 0;
	for (size_t i = 0; i <= text.len; i++) {
		bool is_within = i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '-';
		if (is_within)
			continue;
		struct str word = str_slice(text, from, i - from);
		from = i + 1;
		if (word.len > 0 && !take_age_word(word, &ages))
			return false;
	}
	if (ages.is_under && ages.count == 1 && ages.numbers[0] > 0) {
		*out = (struct age_range){ 0, ages.numbers[0] - 1 };
		return true;
	}
	if (ages.is_under || ages.count != 2 || ages.numbers[0] > ages.numbers[1])
		return false;
	*out = (struct age_range){ ages.numbers[0], ages.numbers[1] };
	return true;
}

/* ---- years ---- */

int32_t population_mid_year(int32_t date)
{
	struct ymd day = date_to_ymd(date);
	int year = day.month > 6 || (day.month == 6 && day.day == 30) ? day.year : day.year - 1;
	int32_t middle = DATE_NONE;
	enum status st = date_from_ymd(year, 6, 30, &middle, NULL);
	return st == OK ? middle : DATE_NONE;
}

/* ---- estimates ---- */

/* Whether the filters of a measure are an age group of these ages and nothing else. */
static bool is_of_ages(struct str filters, struct age_range ages)
{
	static const char KEY[] = "age_group=";
	struct age_range range;
	if (!str_starts_nocase(filters, STR("age_group=")))
		return false;
	struct str value = str_slice(filters, sizeof(KEY) - 1, SIZE_MAX);
	return age_range_read(value, &range) && range.from == ages.from && range.to == ages.to;
}

/* The newest of the estimates for a 30 June up to `middle` of the measures of these ages. */
static enum status find_estimate(struct db *db, const struct population_asked *asked,
                                 int32_t middle, struct comparator_question *what_out,
                                 int32_t *mid_year_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_POPULATION_ESTIMATES, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, asked->place);
	query_bind_date(&q, 2, middle);
	query_bind_int64(&q, 3, asked->known_by);
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		if (!is_of_ages(query_text(&q, 1), asked->ages))
			continue;
		*what_out = (struct comparator_question){ .measure = query_int64(&q, 0),
			                                  .period = query_int64(&q, 2),
			                                  .known_by = asked->known_by };
		*mid_year_out = query_date(&q, 3);
		return OK;
	}
	char day[DATE_TEXT_BYTES];
	return st != OK ? st
	                : err_set(err, E_MISSING, "no population aged %d to %d of place %d for "
	                          "%s or before", asked->ages.from, asked->ages.to,
	                          asked->place, date_print_iso(middle, day));
}

enum status population_load(struct db *db, const struct population_asked *asked,
                            struct arena *arena, struct population *out, struct err *err)
{
	int32_t middle = population_mid_year(asked->on);
	if (middle == DATE_NONE)
		return err_set(err, E_MISSING, "there are no populations before 1900");
	struct population found = { 0 };
	struct comparator_question what = { 0 };
	enum status st = find_estimate(db, asked, middle, &what, &found.mid_year, err);
	if (st == OK)
		st = comparator_value_load(db, &what, asked->place, arena, &found.value, err);
	if (st != OK)
		return st;
	char day[DATE_TEXT_BYTES];
	if (found.value.absence != COMPARATOR_KNOWN)
		return err_set(err, E_MISSING,
		               "the population aged %d to %d of place %d for %s is %s",
		               asked->ages.from, asked->ages.to, asked->place,
		               date_print_iso(found.mid_year, day),
		               comparator_absence_words(found.value.absence));
	found.is_older = found.mid_year < middle;
	*out = found;
	return OK;
}
