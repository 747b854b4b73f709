/* An invalid document cannot be built: each mistake stops the program. */
#include "check.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "doc/build.h"

static const struct doc_column COLUMNS[] = {
	{ .header = "Measure", .kind = DOC_COLUMN_TEXT, .is_row_header = true },
	{ .header = "Now", .kind = DOC_COLUMN_NUMBER },
};

static void begin_row(struct doc *doc)
{
	doc_table_begin(doc, STR("Caption"), COLUMNS, COUNT_OF(COLUMNS));
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Visits"));
}

static void finish_empty(struct doc *doc)
{
	(void)doc;
}

static void leave_a_cell_out(struct doc *doc)
{
	begin_row(doc);
	doc_table_end(doc);
}

static void give_a_cell_too_many(struct doc *doc)
{
	begin_row(doc);
	doc_cell_missing(doc, STR("not given"));
	doc_cell_missing(doc, STR("not given"));
}

static void give_a_cell_of_another_kind(struct doc *doc)
{
	begin_row(doc);
	doc_cell_status(doc, DOC_MARK_OFF_TARGET, STR(""));
}

static void leave_a_missing_cell_unnamed(struct doc *doc)
{
	begin_row(doc);
	doc_cell_missing(doc, STR(""));
}

static void give_an_inexact_number(struct doc *doc)
{
	begin_row(doc);
	doc_cell_number(doc, &(struct doc_number){ .text = STR("1,211"), .exact = STR("1,211") });
}

static void leave_a_table_open(struct doc *doc)
{
	begin_row(doc);
	doc_cell_missing(doc, STR("not given"));
}

static void skip_a_heading_level(struct doc *doc)
{
	doc_heading(doc, 3, STR(""), STR("Too deep"));
}

static void link_to_nowhere(struct doc *doc)
{
	doc_paragraph(doc, DOC_PARAGRAPH_PLAIN);
	doc_link(doc, doc_id(doc, STR("nowhere")), STR("there"));
}

static void use_an_id_twice(struct doc *doc)
{
	struct str id = doc_id(doc, STR("part"));
	doc_heading(doc, 2, id, STR("Part"));
	doc_heading(doc, 2, id, STR("Part"));
}

static void write_without_a_line(struct doc *doc)
{
	doc_plain(doc, STR("lost"));
}

static void end_an_empty_list(struct doc *doc)
{
	doc_list_begin(doc, false);
	doc_list_end(doc);
}

static void leave_a_part_blank(struct doc *doc)
{
	doc_heading(doc, 2, STR(""), STR("Exceptions"));
	doc_exception_begin(doc, STR(""), DOC_MARK_OFF_TARGET, STR("NI 60"));
	doc_part(doc, STR("Why it is like this"));
	doc_exception_end(doc);
}

static void give_a_chart_without_words(struct doc *doc)
{
	struct doc_point now = { .text = STR("1"), .value = 1 };
	doc_figure(doc, &(struct doc_chart){ .points = &now, .point_count = 1 });
}

static bool is_stopped(void (*build)(struct doc *doc))
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		auto_arena arena = { 0 };
		struct doc *doc = doc_new(&arena, &(struct doc_meta){ .title = STR("T") });
		close(STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		build(doc);
		doc_finish(doc);
		_exit(0);
	}
	int state = 0;
	assert_int_equal(waitpid(child, &state, 0), child);
	return WIFSIGNALED(state) && WTERMSIG(state) == SIGABRT;
}

static void each_mistake_stops_the_program(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		void (*build)(struct doc *doc);
	} MISTAKES[] = {
		{ "nothing in it", finish_empty },
		{ "a cell left out", leave_a_cell_out },
		{ "a cell too many", give_a_cell_too_many },
		{ "a cell of another kind", give_a_cell_of_another_kind },
		{ "a missing cell without words", leave_a_missing_cell_unnamed },
		{ "a number without its exact value", give_an_inexact_number },
		{ "a table left open", leave_a_table_open },
		{ "a heading level skipped", skip_a_heading_level },
		{ "a link to nowhere", link_to_nowhere },
		{ "an id twice", use_an_id_twice },
		{ "text without a line", write_without_a_line },
		{ "an empty list", end_an_empty_list },
		{ "a blank part", leave_a_part_blank },
		{ "a chart without words", give_a_chart_without_words },
	};
	for (size_t i = 0; i < COUNT_OF(MISTAKES); i++)
		if (!is_stopped(MISTAKES[i].build))
			fail_msg("not stopped: %s", MISTAKES[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mistake_stops_the_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
