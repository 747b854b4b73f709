#include "check.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "render/html.h"

/* What `write` makes of a page fragment, without the document type. */
static void check_fragment(void (*write)(struct html *html), const char *expected)
{
	auto_buf out = buf_init(4096);
	struct sink sink = sink_to_buf(&out);
	struct html html = html_begin(&sink);
	write(&html);
	html_finish(&html);
	assert_text(buf_view(&out), expected);
}

/* Whether a mistake stops the program. */
static void check_stops(void (*write)(struct html *html))
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		auto_buf out = buf_init(4096);
		struct sink sink = sink_to_buf(&out);
		struct html html = html_begin(&sink);
		close(STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		write(&html);
		html_finish(&html);
		_exit(0);
	}
	int state = 0;
	assert_int_equal(waitpid(child, &state, 0), child);
	assert_true(WIFSIGNALED(state) && WTERMSIG(state) == SIGABRT);
}

static void write_escapes(struct html *html)
{
	html_open(html, HTML_P);
	html_attr(html, HTML_ATTR_CLASS, STR("a\"b<c>&'"));
	html_text(html, STR("<b>&\"'£"));
	html_close(html, HTML_P);
}

static void text_and_attributes_are_escaped(void **state)
{
	(void)state;
	check_fragment(write_escapes, "<!DOCTYPE html>\n"
	                              "<p class=\"a&quot;b&lt;c&gt;&amp;'\">"
	                              "&lt;b&gt;&amp;&quot;'£</p>\n");
}

static void write_nested(struct html *html)
{
	html_open(html, HTML_DIV);
	html_open(html, HTML_P);
	html_text(html, STR("one"));
	html_open(html, HTML_BR);
	html_element(html, HTML_STRONG, NULL, STR("two"));
	html_close(html, HTML_P);
	html_open_class(html, HTML_P, "x");
	html_close(html, HTML_P);
	html_close(html, HTML_DIV);
}

static void lines_begin_only_where_white_space_does_not_matter(void **state)
{
	(void)state;
	check_fragment(write_nested, "<!DOCTYPE html>\n<div>\n<p>one<br><strong>two</strong></p>\n"
	                             "<p class=\"x\"></p></div>\n");
}

static void close_another(struct html *html)
{
	html_open(html, HTML_P);
	html_close(html, HTML_DIV);
}

static void close_nothing(struct html *html)
{
	html_close(html, HTML_P);
}

static void leave_open(struct html *html)
{
	html_open(html, HTML_P);
}

static void give_attribute_late(struct html *html)
{
	html_open(html, HTML_P);
	html_text(html, STR("x"));
	html_attr(html, HTML_ATTR_ID, STR("late"));
}

static void end_style_early(struct html *html)
{
	html_stylesheet(html, STR("a{}</style><b>"));
}

static void a_page_that_is_not_well_formed_stops_the_program(void **state)
{
	(void)state;
	check_stops(close_another);
	check_stops(close_nothing);
	check_stops(leave_open);
	check_stops(give_attribute_late);
	check_stops(end_style_early);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_attributes_are_escaped),
		cmocka_unit_test(lines_begin_only_where_white_space_does_not_matter),
		cmocka_unit_test(a_page_that_is_not_well_formed_stops_the_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
