#include "check.h"

#include "intake/file_kind.h"

static void text_and_workbooks_are_recognised(void **state)
{
	(void)state;
	enum file_kind kind = FILE_KIND_COUNT;
	assert_int_equal(file_kind_find(STR("indicator,value\n"), &kind, NULL), OK);
	assert_int_equal(kind, FILE_KIND_TEXT);
	assert_int_equal(file_kind_find(STR("[draft] indicator,value\n"), &kind, NULL), OK);
	assert_int_equal(kind, FILE_KIND_TEXT);
	assert_int_equal(file_kind_find(STR("PK\x03\x04 ... xl/workbook.xml"), &kind, NULL), OK);
	assert_int_equal(kind, FILE_KIND_XLSX);
}

static void other_files_are_refused_by_what_they_are(void **state)
{
	(void)state;
	const struct {
		struct str bytes;
		const char *says;
	} cases[] = {
		{ STR(""), "empty" },
		{ STR("%PDF-1.7\n"), "PDF" },
		{ STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), "(.xls)" },
		{ STR("PK\x03\x04 "
		      "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "(.ods)" },
		{ STR("PK\x03\x04 word/document.xml"), "Word" },
		{ STR("PK\x03\x04 xl/workbook.bin"), "(.xlsb)" },
		{ STR("{ \"lines\": [] }\n"), "JSON" },
		{ STR("\xEF\xBB\xBF[1, 2]"), "JSON" },
		{ STR("<!DOCTYPE html>\n<html>"), "web page" },
		{ STR("<?xml version='1.0'?>"), "XML" },
		{ STR("\x1F\x8B\x08"), "gzip" },
		{ STR("\x89PNG\r\n"), "picture" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum file_kind kind;
		struct err err = { 0 };
		assert_int_equal(file_kind_find(cases[i].bytes, &kind, &err), E_INPUT);
		if (str_find_nocase(str_of(err.text), str_of(cases[i].says)) == SIZE_MAX)
			fail_msg("case %zu: '%s' does not say '%s'", i, err.text, cases[i].says);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_workbooks_are_recognised),
		cmocka_unit_test(other_files_are_refused_by_what_they_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
