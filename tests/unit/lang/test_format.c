#include "check.h"

#include "format_stable.h"
#include "lang/format.h"
#include "lang/parse.h"
#include "random_definition.h"

static void check_random(uint64_t seed)
{
	auto_arena arena = { 0 };
	auto_buf text = buf_init(1 << 16), said = buf_init(1 << 20);
	struct chance chance = { seed };
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	random_definition(&chance, &text);
	lang_parse(STR("a.ind"), buf_view(&text), &arena, &library, &complaints);
	assert_int_equal(library.count, 1);
	if (library.items[0]->is_broken)
		fail_msg("cannot be read:\n%s", text.bytes);
	if (!format_is_stable(library.items[0], &said))
		fail_msg("seed %llu\n%s\n%s", (unsigned long long)seed, text.bytes, said.bytes);
}

static void random_definitions_survive_being_written_and_read(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 1000; seed++)
		check_random(seed);
}

static void an_expression_stands_on_one_line(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf out = buf_init(4096);
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	lang_parse(
		STR("a.ind"),
		STR("indicator A\n  unit count\n  of plan when started\n  count where (started\n"
	            "   < ended) and (any earlier\n   plan of child where kind in (A,B)) and x\n"),
		&arena, &library, &complaints);
	assert_int_equal(complaints.count, 0);
	lang_format_node(library.items[0]->count, &out);
	assert_text(buf_view(&out),
	            "started < ended and (any earlier plan of child where kind in (A, B))"
	            " and x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_definitions_survive_being_written_and_read),
		cmocka_unit_test(an_expression_stands_on_one_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
