#include "check.h"

#include "base/fold.h"

static void assert_folded(const char *text, const char *expected)
{
	auto_buf out = buf_init(1000);
	fold_text(str_of(text), &out);
	assert_text(buf_view(&out), expected);
}

static void one_text_written_in_many_ways_has_one_form(void **state)
{
	(void)state;
	assert_folded("abc12", "abc12");
	assert_folded(" ABC12\t", "abc12");
	assert_folded("\xC2\xA0" "Abc12\xE3\x80\x80", "abc12");  /* no-break, ideographic space */
	assert_folded("\xEF\xBC\xA1\xEF\xBC\x92", "a2");         /* full-width A and 2 */
	assert_folded("\xC3\x89" "1", "\xC3\xA9" "1");           /* E acute, of one piece */
	assert_folded("E\xCC\x81" "1", "\xC3\xA9" "1");          /* the same of two */
	assert_folded("", "");
}

static void what_tells_texts_apart_stays(void **state)
{
	(void)state;
	assert_folded("007", "007");
	assert_folded("7", "7");
	assert_folded("A-1 2", "a-1 2");
	assert_folded("\xC3\xA9", "\xC3\xA9");
	assert_folded("e", "e");
}

static void what_is_no_text_stays_as_it_is(void **state)
{
	(void)state;
	assert_folded(" A\xFF ", "A\xFF");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_text_written_in_many_ways_has_one_form),
		cmocka_unit_test(what_tells_texts_apart_stays),
		cmocka_unit_test(what_is_no_text_stays_as_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
