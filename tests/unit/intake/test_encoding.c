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

/* Finds and decodes with the bytes cut into pieces: three, then `size_bytes` each. */
static void check_pieces(struct str bytes, size_t size_bytes, const char *text,
                         enum encoding encoding)
{
	auto_buf out = buf_init(1 << 16);
	auto_encoding_decoder decoder = NULL;
	struct encoding_finder finder = { 0 };
	enum encoding found = ENCODING_COUNT;
	struct err err;
	for (size_t at = 0, n = 3; at < bytes.len; at += n, n = at == 3 ? size_bytes : n)
		encoding_finder_add(&finder, str_slice(bytes, at, n));
	assert_ok(encoding_finder_settle(&finder, true, &found, &err), &err);
	assert_int_equal(found, encoding);
	assert_ok(encoding_decoder_open(found, &decoder, &err), &err);
	for (size_t at = 0, n = 3; at < bytes.len; at += n, n = at == 3 ? size_bytes : n)
		assert_ok(encoding_decoder_add(decoder, str_slice(bytes, at, n), false, &out, &err),
		          &err);
	assert_ok(encoding_decoder_add(decoder, (struct str){ 0 }, true, &out, &err), &err);
	assert_text(buf_view(&out), text);
}

static void pieces_give_what_the_whole_gives(void **state)
{
	(void)state;
	for (size_t n = 1; n < 6; n++) {
		check_pieces(STR("caf\xC3\xA9 \xE2\x82\xAC" "5\r\n\xF0\x9F\x98\x80\r\r\nend"), n,
		             "caf\xC3\xA9 \xE2\x82\xAC" "5\n\xF0\x9F\x98\x80\n\nend",
		             ENCODING_UTF8);
		check_pieces(STR("\xEF\xBB\xBF\r\nx"), n, "\nx", ENCODING_UTF8_BOM);
		check_pieces(STR("\xFF\xFE\x3D\xD8\x00\xDE\r\0\n\0a\0"), n,
		             "\xF0\x9F\x98\x80\na", ENCODING_UTF16_LE);
		check_pieces(STR("ab\r\n\xA3" "5\r"), n, "ab\n£5\n", ENCODING_WINDOWS_1252);
	}
}

static enum status settle(struct str bytes, bool is_whole, enum encoding *out)
{
	struct encoding_finder finder = { 0 };
	encoding_finder_add(&finder, bytes);
	return encoding_finder_settle(&finder, is_whole, out, NULL);
}

static void only_well_formed_characters_are_utf8(void **state)
{
	(void)state;
	const struct str bad[] = {
		STR("a\xC3"), STR("\xC0\x80"), STR("\xE0\x9F\x80"), STR("\xED\xA0\x80"),
		STR("\xF0\x8F\x80\x80"), STR("\xF4\x90\x80\x80"), STR("\xF5\x80\x80\x80"),
		STR("\xE2\x82" "a"), STR("\x80"),
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		enum encoding found = ENCODING_COUNT;
		assert_int_equal(settle(bad[i], true, &found), OK);
		assert_int_equal(found, ENCODING_WINDOWS_1252);
	}
}

static void a_character_cut_by_the_end_of_a_part_is_no_fault(void **state)
{
	(void)state;
	enum encoding found = ENCODING_COUNT;
	assert_int_equal(settle(STR("caf\xC3"), false, &found), OK);
	assert_int_equal(found, ENCODING_UTF8);
}

static void damage_is_told_with_its_line_in_pieces_too(void **state)
{
	(void)state;
	auto_buf out = buf_init(1 << 16);
	auto_encoding_decoder decoder = NULL;
	struct err err;
	assert_ok(encoding_decoder_open(ENCODING_UTF16_LE, &decoder, &err), &err);
	assert_ok(encoding_decoder_add(decoder, STR("\xFF\xFE" "a\0\n\0\n"), false, &out, &err),
	          &err);
	assert_int_equal(encoding_decoder_add(decoder, STR("\0a"), true, &out, &err), E_INPUT);
	assert_text(str_of(err.text), "line 3 is damaged: it is not UTF-16 (little-endian); save "
	                              "the file as CSV UTF-8");
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
		cmocka_unit_test(pieces_give_what_the_whole_gives),
		cmocka_unit_test(only_well_formed_characters_are_utf8),
		cmocka_unit_test(a_character_cut_by_the_end_of_a_part_is_no_fault),
		cmocka_unit_test(damage_is_told_with_its_line_in_pieces_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
