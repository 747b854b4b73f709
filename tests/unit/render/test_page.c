#include "check.h"

#include "base/buf.h"
#include "doc/build.h"
#include "golden.h"
#include "render/page.h"
#include "sample.h"

enum { PAGE_BYTES_MAX = 4 << 20 };

static const char *write_page(const struct doc *doc, struct buf *out)
{
	struct sink sink = sink_to_buf(out);
	page_write(doc, &sink);
	struct err err = { 0 };
	assert_ok(sink_check(&sink, "page", &err), &err);
	return out->bytes;
}

static void the_sample_page_is_as_it_was_looked_at(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf out = buf_init(PAGE_BYTES_MAX);
	write_page(sample_digest(&arena), &out);
	assert_golden("render/sample.html", buf_view(&out));
}

static void the_same_document_gives_the_same_bytes(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf once = buf_init(PAGE_BYTES_MAX), again = buf_init(PAGE_BYTES_MAX);
	const struct doc *doc = sample_digest(&arena);
	write_page(doc, &once);
	write_page(doc, &again);
	assert_true(str_equal(buf_view(&once), buf_view(&again)));
}

static void text_never_becomes_markup(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct str evil = STR("</style><script>alert(\"1\")</script>&amp;'--");
	const struct doc_meta meta = {
		.title = evil, .authority = evil, .audience = evil, .description = evil,
		.edition = { evil }, .subtitle = { evil }, .made_on = evil,
		.page_header = evil, .page_footer = evil,
	};
	struct doc *doc = doc_new(&arena, &meta);
	doc_heading(doc, 2, STR(""), evil);
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, evil);
	doc_finish(doc);
	auto_buf out = buf_init(PAGE_BYTES_MAX);
	const char *page = write_page(doc, &out);
	assert_null(strstr(page, "<script"));
	assert_null(strstr(page, "alert(\"1\")"));
	const char *style_end = strstr(page, "</style>");
	assert_non_null(style_end);
	assert_null(strstr(style_end + 1, "</style>"));
	assert_non_null(strstr(page, "content: \"\\00003c\\00002fstyle\\00003e"));
}

static void a_year_is_never_broken_at_its_hyphen(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct doc_meta meta = { .title = STR("Digest: 2013-14 to the end of Q3") };
	struct doc *doc = doc_new(&arena, &meta);
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN,
	                   STR("In 2024-25 Q4, of 10-18, on 2024-05-01; 2012-13"));
	doc_finish(doc);
	auto_buf out = buf_init(PAGE_BYTES_MAX);
	const char *page = write_page(doc, &out);
	assert_non_null(strstr(page, "<h1>Digest: <span class=\"whole\">2013-14</span> to"));
	assert_non_null(strstr(page, "In <span class=\"whole\">2024-25 Q4</span>, of 10-18, on "
	                             "2024-05-01; <span class=\"whole\">2012-13</span></p>"));
}

static void a_page_loads_nothing_and_runs_nothing(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf out = buf_init(PAGE_BYTES_MAX);
	const char *page = write_page(sample_digest(&arena), &out);
	static const char *const ABSENT[] = { "<script", "<link", "<img", "<iframe", " src=",
		                              "url(", "@import", " style=", " onclick=",
		                              "javascript:" };
	for (size_t i = 0; i < COUNT_OF(ABSENT); i++)
		if (strstr(page, ABSENT[i]))
			fail_msg("the page holds '%s'", ABSENT[i]);
	for (const char *at = page; (at = strstr(at, "href=\"")); at++)
		assert_int_equal(at[strlen("href=\"")], '#');
	assert_non_null(strstr(page, "default-src 'none'; style-src 'sha256-"));
}

static void a_short_document_has_no_contents_and_a_long_one_has(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = doc_new(&arena, &(struct doc_meta){ .title = STR("Short") });
	for (int i = 0; i < 3; i++)
		doc_heading(doc, 2, STR(""), STR("Part"));
	doc_finish(doc);
	auto_buf out = buf_init(PAGE_BYTES_MAX);
	assert_null(strstr(write_page(doc, &out), "<nav"));
	buf_clear(&out);
	assert_non_null(strstr(write_page(sample_digest(&arena), &out), "<nav"));
}

static void a_sink_that_is_full_fails_once_and_for_good(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf small = buf_init(100);
	struct sink sink = sink_to_buf(&small);
	page_write(sample_digest(&arena), &sink);
	struct err err = { 0 };
	assert_int_equal(sink_check(&sink, "digest.html", &err), E_LIMIT);
	FILE *full = fopen("/dev/full", "w");
	assert_non_null(full);
	sink = sink_to_stream(full);
	page_write(sample_digest(&arena), &sink);
	assert_int_equal(sink_check(&sink, "digest.html", &err), E_IO);
	assert_string_equal(err.text, "cannot write digest.html: No space left on device");
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_page_is_as_it_was_looked_at),
		cmocka_unit_test(the_same_document_gives_the_same_bytes),
		cmocka_unit_test(text_never_becomes_markup),
		cmocka_unit_test(a_year_is_never_broken_at_its_hyphen),
		cmocka_unit_test(a_page_loads_nothing_and_runs_nothing),
		cmocka_unit_test(a_short_document_has_no_contents_and_a_long_one_has),
		cmocka_unit_test(a_sink_that_is_full_fails_once_and_for_good),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
