#include "check.h"

#include "intake/encoding.h"

/* Decodes and checks text and encoding. */
static void check_decodes(struct str bytes, const char *text, enum encoding encoding)
{
	auto_buf out = buf_init(1 << 16);
	enum encoding found = ENCODING_COUNT;
	struct err err;
	assert_ok(encoding_decode(bytes, &out, &found, &err), &err);
	assert_text(buf_view(&out), text);
	assert_int_equal(found, encoding);
}

static void check_refuses(struct str bytes, const char *message)
{
	auto_buf out = buf_init(1 << 16);
	enum encoding found;
	struct err err;
	assert_int_equal(encoding_decode(bytes, &out, &found, &err), E_INPUT);
	assert_text(str_of(err.text), message);
}

static void utf8_is_taken_as_it_is(void **state)
{
	(void)state;
	check_decodes(STR("caf\xC3\xA9,£5\n"), "caf\xC3\xA9,£5\n", ENCODING_UTF8);
}

static void a_byte_order_mark_is_taken_off(void **state)
{
	(void)state;
	check_decodes(STR("\xEF\xBB\xBFname\n"), "name\n", ENCODING_UTF8_BOM);
}

static void utf16_is_turned_in_both_byte_orders(void **state)
{
	(void)state;
	check_decodes(STR("\xFF\xFE\xA3\0" "5\0\r\0\n\0"), "£5\n", ENCODING_UTF16_LE);
	check_decodes(STR("\xFE\xFF\0\xA3\0" "5\0\r\0\n"), "£5\n", ENCODING_UTF16_BE);
}

static void text_that_is_not_utf8_is_read_as_windows_1252(void **state)
{
	(void)state;
	check_decodes(STR("children\x92s, \xA3" "5 \x96 \x80" "6"),
	              "children\xE2\x80\x99s, £5 \xE2\x80\x93 "
	              "\xE2\x82\xAC" "6", ENCODING_WINDOWS_1252);
}

static void every_line_end_becomes_one_kind(void **state)
{
	(void)state;
	check_decodes(STR("a\r\nb\rc\nd\r\r\n"), "a\nb\nc\nd\n\n", ENCODING_UTF8);
}

static void line_ends_stay_one_across_the_converters_pieces(void **state)
{
	(void)state;
	auto_buf bytes = buf_init(1 << 16);
	auto_buf text = buf_init(1 << 16);
	for (int i = 0; i < 4093; i++) { /* the CR is the 4,096th byte that comes out */
		buf_add_char(&bytes, 'a');
		buf_add_char(&text, 'a');
	}
	buf_add(&bytes, STR("\xA3\r\nend"));
	buf_add(&text, STR("£\nend"));
	check_decodes(buf_view(&bytes), buf_view(&text).ptr, ENCODING_WINDOWS_1252);
}

static void mixed_encodings_are_refused_with_their_line(void **state)
{
	(void)state;
	check_refuses(STR("caf\xC3\xA9\r\nok\r\nchildren\x92s\r\n"),
	              "line 3 is not UTF-8 although other parts of the file are; save the whole "
	              "file as CSV UTF-8");
}

static void a_nul_byte_is_refused_with_its_line(void **state)
{
	(void)state;
	check_refuses(STR("a,b\n1,\0" "2\n"),
	              "line 2 holds a NUL byte, so this is no text file or it is damaged; "
	              "expected a CSV in UTF-8");
}

static void bytes_of_no_encoding_are_refused_with_their_line(void **state)
{
	(void)state;
	check_refuses(STR("a\nb\x81" "c\n"),
	              "line 2 holds a byte that is neither UTF-8 nor Windows-1252; save the file "
	              "as CSV UTF-8");
	check_refuses(STR("\xFF\xFE" "a\0\n\0\x00\xD8" "b\0"),
	              "line 2 is damaged: it is not UTF-16 (little-endian); save the file as CSV "
	              "UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_taken_as_it_is),
		cmocka_unit_test(a_byte_order_mark_is_taken_off),
		cmocka_unit_test(utf16_is_turned_in_both_byte_orders),
		cmocka_unit_test(text_that_is_not_utf8_is_read_as_windows_1252),
		cmocka_unit_test(every_line_end_becomes_one_kind),
		cmocka_unit_test(line_ends_stay_one_across_the_converters_pieces),
		cmocka_unit_test(mixed_encodings_are_refused_with_their_line),
		cmocka_unit_test(a_nul_byte_is_refused_with_its_line),
		cmocka_unit_test(bytes_of_no_encoding_are_refused_with_their_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
