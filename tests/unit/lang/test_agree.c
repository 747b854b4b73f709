/* The engine and the oracle agree, on random definitions over random records.
 *
 *     test_lang_agree [SEED [COUNT]]     other draws than those of the everyday run
 *
 * A case that fails is shrunk: records are left out as long as the two still differ. */
#include "check.h"

#include <stdlib.h>

#include "lang/check.h"
#include "lang/engine.h"
#include "lang/oracle.h"
#include "lang/parse.h"
#include "random_definition.h"
#include "random_records.h"

enum { PERIODS_MAX = 80, DIMENSIONS = 4 };

static uint64_t first_seed = 1;
static int case_count = 3000;

struct attempt {
	struct arena arena;
	struct schema schema;
	struct library library;
	struct complaints complaints;
	const struct calendar *calendar;
	struct span periods[PERIODS_MAX];
	size_t period_count;
	struct dimension dimensions[DIMENSIONS];
	size_t dimension_count;
	const struct definition *definition;
	struct buf said;
};

/* Months, quarters, years to date, years and rolling years of 2020 to 2022, and odd days. */
static void make_periods(struct attempt *self, struct chance *chance)
{
	static const enum period_kind KINDS[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR_TO_DATE,
		                                  PERIOD_FINANCIAL_YEAR, PERIOD_ROLLING_YEAR };
	for (int i = 0; i < 30; i++) {
		int32_t day = 18262 + chance_of(chance, 1100);
		struct period period = period_containing(KINDS[chance_of(chance, 5)], day);
		self->periods[self->period_count++] = (struct span){ period.from, period.to };
	}
	for (int i = 0; i < 3; i++) {
		int32_t day = 18262 + chance_of(chance, 1100);
		self->periods[self->period_count++] =
			(struct span){ day, day + chance_of(chance, 90) };
	}
}

/* The whole; by the base's text as units; by its codes; by age in bands. */
static void make_dimensions(struct attempt *self)
{
	static const int64_t CUTS[] = { 1000000, 3000000, 5000000 };
	size_t count = 0;
	self->dimensions[count++] = (struct dimension){ .name = STR("whole") };
	for (size_t i = 0; i < self->definition->breakdown_count; i++) {
		const struct breakdown *breakdown = &self->definition->breakdowns[i];
		struct dimension dimension = { .name = breakdown->name, .value = breakdown->value };
		dimension.is_of_units = str_equal(breakdown->name, STR("units"));
		if (str_equal(breakdown->name, STR("age"))) {
			dimension.cuts = CUTS;
			dimension.cut_count = 3;
		}
		self->dimensions[count++] = dimension;
	}
	self->dimension_count = count;
}

static bool is_same_tally(const struct tally *a, const struct tally *b)
{
	return a->in == b->in && a->counted == b->counted && a->rejected == b->rejected &&
	       a->sum == b->sum && a->over_sum == b->over_sum &&
	       a->middle_twice == b->middle_twice && a->is_changed == b->is_changed;
}

static void print_row(const struct attempt *self, const char *who, const struct tally_row *row,
                      struct buf *out)
{
	char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
	const struct span *period = &self->periods[row->period];
	const struct tally *tally = &row->tally;
	buf_format(out, "%s: %s to %s, dimension %d, category %lld '%.*s': ", who,
	           date_print_iso(period->from, from), date_print_iso(period->to, to),
	           row->dimension, (long long)row->category, STR_ARGS(row->text));
	buf_format(out, "in %lld counted %lld rejected %lld sum %lld middle %lld%s\n",
	           (long long)tally->in, (long long)tally->counted, (long long)tally->rejected,
	           (long long)tally->sum, (long long)tally->middle_twice,
	           tally->is_changed ? " changed" : "");
}

/* Whether the two agree over the records; puts the first difference. */
static bool do_agree(struct attempt *self, const struct random_records *records,
                     struct buf *out)
{
	auto_arena arena = { 0 };
	struct tables tables;
	struct answer engine, oracle;
	struct err engine_err = { 0 }, oracle_err = { 0 };
	random_tables(records, &arena, &tables);
	struct question question = {
		.tables = &tables,
		.calendar = self->calendar,
		.definition = self->definition,
		.periods = self->periods,
		.period_count = self->period_count,
		.dimensions = self->dimensions,
		.dimension_count = self->dimension_count,
	};
	enum status by_oracle = oracle_answer(&question, &arena, &oracle, &oracle_err);
	enum status by_engine = engine_answer(&question, &arena, &engine, &engine_err);
	if (by_oracle != by_engine) {
		buf_format(out, "oracle %d %s, engine %d %s\n", by_oracle, oracle_err.text, by_engine,
		           engine_err.text);
		return false;
	}
	for (size_t i = 0; by_oracle == OK && (i < oracle.count || i < engine.count); i++) {
		const struct tally_row *a = i < oracle.count ? &oracle.rows[i] : NULL;
		const struct tally_row *b = i < engine.count ? &engine.rows[i] : NULL;
		if (a && b && a->period == b->period && a->dimension == b->dimension &&
		    a->category == b->category && str_equal(a->text, b->text) &&
		    is_same_tally(&a->tally, &b->tally))
			continue;
		if (a)
			print_row(self, "oracle", a, out);
		if (b)
			print_row(self, "engine", b, out);
		return false;
	}
	return true;
}

/* Leaves out every record without which the two still differ. */
static void shrink(struct attempt *self, struct random_records *records)
{
	for (int i = 0; i < records->count; i++) {
		auto_buf unread = buf_init(1 << 16);
		records->rows[i].is_left_out = true;
		if (do_agree(self, records, &unread))
			records->rows[i].is_left_out = false;
	}
}

static void say_difference(struct attempt *self, struct random_records *records, uint64_t seed,
                           const char *text)
{
	auto_buf out = buf_init(1 << 20);
	shrink(self, records);
	buf_format(&out, "seed %llu:\n%s\n", (unsigned long long)seed, text);
	random_records_print(records, &out);
	do_agree(self, records, &out);
	print_error("%s\n", buf_view(&out).ptr);
	fail();
}

/* Breakdowns for the types that have something to break down by. */
static void put_breakdowns(struct buf *text)
{
	static const struct {
		const char *of, *lines;
	} LINES[] = {
		{ "\n  of referral ",
		  "  by units team\n  by codes source\n  by age age(child.born, day)\n" },
		{ "\n  of care ", "  by units carer\n  by codes kind\n" },
	};
	for (size_t i = 0; i < 2; i++)
		if (str_find_nocase(buf_view(text), str_of(LINES[i].of)) != SIZE_MAX)
			buf_add(text, str_of(LINES[i].lines));
}

/* One draw: true when it was a sound definition. */
static bool try_one(uint64_t seed, const struct calendar *calendar)
{
	struct chance chance = { seed * 977 + 11 };
	struct attempt self = { .calendar = calendar };
	struct random_records records;
	struct err err;
	auto_buf text = buf_init(1 << 16);
	random_definition(&chance, &text);
	put_breakdowns(&text);
	assert_ok(schema_parse(str_of(RANDOM_SCHEMA), &self.arena, &self.schema, &err), &err);
	self.complaints.arena = &self.arena;
	lang_parse(STR("r.ind"), buf_view(&text), &self.arena, &self.library, &self.complaints);
	lang_check(&self.schema, &self.library, &self.arena, &self.complaints);
	bool is_sound = self.library.count == 1 && self.library.items[0]->is_sound;
	if (is_sound) {
		self.definition = self.library.items[0];
		make_periods(&self, &chance);
		make_dimensions(&self);
		random_records(&chance, &self.schema, &records);
		auto_buf difference = buf_init(1 << 16);
		if (!do_agree(&self, &records, &difference))
			say_difference(&self, &records, seed, buf_view(&text).ptr);
	} else if (getenv("OUTTURN_SHOW_COMPLAINTS")) {
		auto_buf said = buf_init(1 << 20);
		for (size_t i = 0; i < self.complaints.count; i++)
			complaint_print(&self.complaints.items[i], &said);
		print_error("%s%s\n", buf_view(&text).ptr, buf_view(&said).ptr);
	}
	arena_deinit(&self.arena);
	return is_sound;
}

static void engine_and_oracle_agree_on_random_definitions(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	int sound_count = 0;
	for (int i = 0; i < case_count; i++)
		sound_count += try_one(first_seed + (uint64_t)i, calendar);
	/* A generator that writes nonsense would test nothing. */
	if (sound_count * 10 < case_count * 8)
		fail_msg("only %d of %d definitions were sound", sound_count, case_count);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		first_seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		case_count = (int)strtol(argv[2], NULL, 10);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(engine_and_oracle_agree_on_random_definitions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
