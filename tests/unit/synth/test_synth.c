#include "check.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "synth/region.h"

enum { FILE_MAX_BYTES = 64 * 1024 * 1024 };

static char place[64];

static int make_place(void **state)
{
	(void)state;
	snprintf(place, sizeof(place), "/tmp/outturn-synth-XXXXXX");
	return mkdtemp(place) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *stat, int flag, struct FTW *ftw)
{
	(void)stat;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int remove_place(void **state)
{
	(void)state;
	return nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static struct synth_plan plan_of(uint64_t seed)
{
	return (struct synth_plan){ .town = { .seed = seed,
		                              .children = 2000,
		                              .years = 2,
		                              .last_year = 2025,
		                              .as_at = town_year_end(2025) },
		                    .has_faults = true,
		                    .formats = SYNTH_ALL,
		                    .extracts = 2 };
}

/* Writes an authority into a folder of that name below the place. */
static void write_it(const struct synth_plan *plan, const char *name, struct synth_result *out)
{
	struct err err = { 0 };
	char path[128];
	auto_town town = { 0 };
	snprintf(path, sizeof(path), "%s/%s", place, name);
	assert_ok(town_init(&town, &plan->town, &err), &err);
	assert_ok(synth_write(plan, &town, path, out, &err), &err);
}

/* A file below the place, as text. */
static struct str text_of(const char *name, struct arena *arena)
{
	struct err err = { 0 };
	char path[256];
	auto_buf text = buf_init(FILE_MAX_BYTES);
	snprintf(path, sizeof(path), "%s/%s", place, name);
	assert_ok(file_read(path, FILE_MAX_BYTES, &text, &err), &err);
	return arena_text(arena, buf_view(&text));
}

/* The files that must come out alike, one of each format. */
static const char *const FILES[] = {
	"README.txt",
	"manifest.csv",
	"cin/cin-2024.xml",
	"cin/cin-2025.xml",
	"ssda903/2025/episodes.csv",
	"ssda903/2025/header.csv",
	"ssda903-xml/ssda903-2025.xml",
	"annex-a/annex-a-2025-02-28.xlsx",
	"annex-a-lists/2025-03-31/list-8.csv",
	"ssd/2025-02-28/ssd_cin_episodes.csv",
	"ssd/2025-03-31/ssd_cin_episodes.csv",
	"ssd/2025-03-31/ssd_professionals.csv",
};

static bool is_alike(const char *first, const char *second, const char *file)
{
	char a[128], b[128];
	auto_arena arena = { 0 };
	snprintf(a, sizeof(a), "%s/%s", first, file);
	snprintf(b, sizeof(b), "%s/%s", second, file);
	struct str left = text_of(a, &arena), right = text_of(b, &arena);
	assert_true(left.len > 100);
	return str_equal(left, right);
}

static void writes_the_same_bytes_for_the_same_plan(void **state)
{
	(void)state;
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	write_it(&plan, "a", &result);
	write_it(&plan, "b", &result);
	for (size_t i = 0; i < COUNT_OF(FILES); i++)
		if (!is_alike("a", "b", FILES[i]))
			fail_msg("%s differs", FILES[i]);
	assert_true(result.children > 200);
	assert_true(result.faults > 10);
}

static void writes_another_authority_for_another_seed(void **state)
{
	(void)state;
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	write_it(&plan, "c", &result);
	plan = plan_of(4);
	write_it(&plan, "d", &result);
	assert_false(is_alike("c", "d", "cin/cin-2025.xml"));
}

static void says_that_it_is_invented(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	write_it(&plan, "e", &result);
	assert_true(str_find_nocase(text_of("e/README.txt", &arena), STR("invented")) != SIZE_MAX);
	assert_true(str_find_nocase(text_of("e/cin/cin-2025.xml", &arena), STR("<LEA>998</LEA>")) !=
	            SIZE_MAX);
	assert_true(str_find_nocase(text_of("e/cin/cin-2025.xml", &arena), STR("invented")) !=
	            SIZE_MAX);
}

static size_t times(struct str text, const char *part)
{
	size_t count = 0, at;
	while ((at = str_find_nocase(text, str_of(part))) != SIZE_MAX) {
		count++;
		text = str_slice(text, at + strlen(part), SIZE_MAX);
	}
	return count;
}

static void follows_the_year_of_the_collection(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	plan.has_faults = false;
	plan.town.years = 5;
	plan.town.children = 5000;
	write_it(&plan, "f", &result);
	struct str old = text_of("f/cin/cin-2021.xml", &arena);
	struct str before = text_of("f/cin/cin-2024.xml", &arena);
	struct str now = text_of("f/cin/cin-2025.xml", &arena);
	assert_int_equal(times(old, "<CINPlanDates>"), 0);
	assert_true(times(before, "<CINPlanDates>") > 0);
	assert_int_equal(times(before, "<Sex>"), 0);
	assert_true(times(before, "<GenderCurrent>1</GenderCurrent>") > 0);
	assert_int_equal(times(now, "<GenderCurrent>"), 0);
	assert_true(times(now, "<Sex>M</Sex>") > 0);
	assert_int_equal(times(text_of("f/ssda903/2024/episodes.csv", &arena), ",K3,"), 0);
	/* Old supported accommodation ends on the day from which it has a new code. */
	assert_int_equal(
		times(text_of("f/ssda903/2025/episodes.csv", &arena), ",H5,"),
		times(text_of("f/ssda903/2025/episodes.csv", &arena), ",01/04/2024,X1,PLACE,"));
	assert_true(times(text_of("f/ssda903/2025/episodes.csv", &arena), ",K3,") > 0);
	assert_true(times(text_of("f/ssda903/2024/sw_episodes.csv", &arena), "\n") > 1);
}

static void lists_every_fault_and_none_without(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	write_it(&plan, "g", &result);
	assert_int_equal(times(text_of("g/manifest.csv", &arena), "\n"), result.faults + 1);
	plan.has_faults = false;
	write_it(&plan, "h", &result);
	assert_int_equal(result.faults, 0);
	assert_int_equal(times(text_of("h/manifest.csv", &arena), "\n"), 1);
}

/* The line of a file, from 1. */
static struct str line_at(struct str text, int64_t number)
{
	struct str line = { 0 };
	for (int64_t i = 0; i < number; i++)
		assert_true(str_split(&text, '\n', &line));
	return line;
}

static void names_the_line_of_each_fault(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	plan.town.children = 6000;
	write_it(&plan, "i", &result);
	struct str rest = text_of("i/manifest.csv", &arena), line;
	size_t checked = 0;
	assert_true(str_split(&rest, '\n', &line));
	while (str_split(&rest, '\n', &line)) {
		struct str cell[4], left = line;
		for (size_t i = 0; i < 4; i++)
			str_split(&left, ',', &cell[i]);
		bool is_xml = str_ends_nocase(cell[1], STR(".xml"));
		/* Sheets of a workbook are no lines of text. */
		bool is_unknown = str_equal(cell[0], STR("code.unknown")) &&
		                  str_find_nocase(cell[1], STR("#")) == SIZE_MAX;
		if (line.len == 0 || !is_unknown)
			continue;
		int64_t row;
		assert_int_equal(str_to_int64(cell[2], &row, NULL), OK);
		struct str file = arena_format(&arena, "i/%.*s", STR_ARGS(cell[1]));
		struct str found = line_at(text_of(file.ptr, &arena), row);
		assert_true(str_find_nocase(found, STR("ZZ99")) != SIZE_MAX);
		if (is_xml)
			assert_true(str_find_nocase(found, cell[3]) != SIZE_MAX);
		checked++;
	}
	assert_true(checked > 5);
}

/* The forms of earlier returns are not known: the extracts hold those years. */
static void writes_ten_years_and_the_returns_of_those_whose_form_is_known(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	char path[128];
	plan.town.years = 10;
	plan.formats = SYNTH_CIN | SYNTH_903 | SYNTH_SSD;
	write_it(&plan, "ten", &result);
	assert_true(text_of("ten/cin/cin-2017.xml", &arena).len > 1000);
	assert_true(text_of("ten/ssda903/2017/episodes.csv", &arena).len > 1000);
	snprintf(path, sizeof(path), "%s/ten/cin/cin-2016.xml", place);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_true(times(text_of("ten/ssd/2025-03-31/ssd_cin_episodes.csv", &arena),
	                  ",2015-") > 20);
}

static void writes_a_region_of_authorities_that_differ(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	char path[128];
	snprintf(path, sizeof(path), "%s/region", place);
	plan.formats = SYNTH_CIN;
	assert_ok(region_write(&plan, 3, path, &result, &err), &err);
	struct str list = text_of("region/authorities.csv", &arena);
	assert_int_equal(times(list, "\n"), 4);
	assert_true(str_find_nocase(list, STR("951,Brackenshire (invented),951-brackenshire,4400")) !=
	            SIZE_MAX);
	assert_int_equal(times(text_of("region/951-brackenshire/cin/cin-2025.xml", &arena),
	                       "<LEA>951</LEA>"),
	                 1);
	assert_false(is_alike("region/998-fairshire", "region/950-ambershire",
	                      "cin/cin-2025.xml"));
	assert_int_equal(region_write(&plan, 13, path, &result, &err), E_USAGE);
	assert_int_equal(region_write(&plan, 2, path, &result, &err), E_CONFLICT);
}

static void refuses_a_folder_that_is_not_empty(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct synth_plan plan = plan_of(3);
	struct synth_result result;
	auto_town town = { 0 };
	write_it(&plan, "j", &result);
	char path[128];
	snprintf(path, sizeof(path), "%s/j", place);
	struct str before = text_of("j/README.txt", &arena);
	assert_ok(town_init(&town, &plan.town, &err), &err);
	assert_int_equal(synth_write(&plan, &town, path, &result, &err), E_CONFLICT);
	assert_true(str_equal(before, text_of("j/README.txt", &arena)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_the_same_bytes_for_the_same_plan),
		cmocka_unit_test(writes_another_authority_for_another_seed),
		cmocka_unit_test(says_that_it_is_invented),
		cmocka_unit_test(follows_the_year_of_the_collection),
		cmocka_unit_test(lists_every_fault_and_none_without),
		cmocka_unit_test(names_the_line_of_each_fault),
		cmocka_unit_test(
			writes_ten_years_and_the_returns_of_those_whose_form_is_known),
		cmocka_unit_test(writes_a_region_of_authorities_that_differ),
		cmocka_unit_test(refuses_a_folder_that_is_not_empty),
	};
	return cmocka_run_group_tests(tests, make_place, remove_place);
}
