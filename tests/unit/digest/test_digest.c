#include "check.h"

#include <string.h>

#include "digest/digest.h"
#include "digest/words.h"
#include "intake/scorecard_file.h"

/* A Digest of the rows of `csv`, with what it was made of. */
struct made {
	struct arena arena;
	struct finding_list findings;
	struct scorecard_file file;
	struct line_list current;
	struct digest_input input;
	struct doc *doc;
};

static void make(struct made *made, const char *csv, const char *period)
{
	struct err err = { 0 };
	*made = (struct made){ 0 };
	made->findings.arena = &made->arena;
	assert_ok(scorecard_read_bytes(&(struct scorecard_bytes){ STR("t.csv"), str_of(csv) },
	                               NULL, &made->arena, &made->file, &made->findings, &err),
	          &err);
	const struct line_list *all = &made->file.lines;
	struct digest_options options = { .authority = STR("Anyshire"),
		                          .audience = STR("managers"),
		                          .period = period_read(str_of(period)),
		                          .known_on = DATE_NONE,
		                          .program = STR("Outturn"),
		                          .settings = judge_settings_default() };
	digest_select_current(all->items, all->count, &options.period, &made->arena,
	                      &made->current);
	struct judgement *now =
		arena_new(&made->arena, made->current.count, sizeof(*now));
	struct judgement *ever = arena_new(&made->arena, all->count, sizeof(*ever));
	judge_lines(made->current.items, made->current.count, &options.settings, now);
	judge_lines(all->items, all->count, &options.settings, ever);
	made->input = (struct digest_input){ .lines = made->current.items,
		                             .judgements = now,
		                             .count = made->current.count,
		                             .all = all->items,
		                             .all_judgements = ever,
		                             .all_count = all->count,
		                             .findings = &made->findings,
		                             .options = options };
	made->doc = digest_build(&made->input, &made->arena);
}

static size_t count_blocks(const struct doc *doc, enum doc_block_kind kind)
{
	size_t count = 0;
	for (const struct doc_block *block = doc->blocks.first; block; block = block->next)
		count += block->kind == kind;
	return count;
}

static const struct doc_table *table_of(const struct doc *doc)
{
	for (const struct doc_block *block = doc->blocks.first; block; block = block->next)
		if (block->kind == DOC_BLOCK_TABLE)
			return &block->table;
	fail_here("there is no table");
}

static const struct dataset *dataset_of(const struct doc *doc, const char *key)
{
	for (const struct dataset *set = doc->first_dataset; set; set = set->next)
		if (str_equal(set->key, str_of(key)))
			return set;
	fail_here("there is no dataset %s", key);
}

#define HEADER "section,indicator_ref,indicator_title,unit,polarity,period,target,current_value\n"

static const char FOUR[] = HEADER
	"Safe,NI59,Assessments in time,%,high,2013-14-Q2,75,70\n"
	"Safe,NI59,Assessments in time,%,high,2013-14-Q3,75,60\n"
	"Well,NI61,Adoption in time,%,high,2013-14-Q3,75,80\n"
	"Safe,NI64,Long plans,%,low,2013-14-Q3,,6.7\n";

static void the_latest_period_of_each_indicator_is_shown(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "");
	assert_int_equal(made.input.count, 3);
	assert_int_equal(made.input.all_count, 4);
	struct period period = digest_main_period(made.input.lines, made.input.count);
	char text[PERIOD_TEXT_BYTES];
	assert_string_equal(period_print(&period, text), "2013-14-Q3");
	assert_text(made.doc->meta.title, "Quarterly Digest: 2013-14 Q3");
	arena_deinit(&made.arena);
}

static void a_period_that_is_asked_for_is_shown_alone(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "2013-14-Q2");
	assert_int_equal(made.input.count, 1);
	assert_text(made.doc->meta.title, "Quarterly Digest: 2013-14 Q2");
	arena_deinit(&made.arena);
}

static void lines_without_an_order_are_all_kept(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     HEADER "S,A,First,%,high,as first reported,75,70\n"
	            "S,A,First,%,high,as revised,75,71\n",
	     "");
	assert_int_equal(made.input.count, 2);
	arena_deinit(&made.arena);
}

static void sections_stand_together_though_their_rows_came_scattered(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "");
	const struct doc_table *table = table_of(made.doc);
	assert_text(table->first->title, "Safe");
	assert_ptr_equal(table->first->first->next, table->first->last);
	assert_text(table->first->next->title, "Well");
	assert_ptr_equal(table->first->next, table->last);
	arena_deinit(&made.arena);
}

static void every_red_line_has_an_exception_that_names_what_is_missing(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "");
	assert_int_equal(count_blocks(made.doc, DOC_BLOCK_EXCEPTION), 1);
	for (const struct doc_block *block = made.doc->blocks.first; block; block = block->next) {
		if (block->kind != DOC_BLOCK_EXCEPTION)
			continue;
		size_t parts = 0;
		assert_text(block->exception.title, "NI59 Assessments in time");
		for (const struct doc_part *part = block->exception.first; part;
		     part = part->next, parts++)
			assert_true(part->absence.len > 0);
		assert_int_equal(parts, 4);
	}
	arena_deinit(&made.arena);
}

static void columns_that_nothing_fills_are_left_out(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "");
	const struct doc_table *table = table_of(made.doc);
	for (size_t i = 0; i < table->column_count; i++)
		assert_string_not_equal(table->columns[i].header, "Month");
	arena_deinit(&made.arena);

	make(&made,
	     "indicator_ref,indicator_title,unit,period,current_value,month_value,ytd_value\n"
	     "A,First,%,2013-14-Q3,60,58,61\n",
	     "");
	table = table_of(made.doc);
	bool has_month = false, has_quarter = false;
	for (size_t i = 0; i < table->column_count; i++) {
		has_month = has_month || strcmp(table->columns[i].header, "Month") == 0;
		has_quarter = has_quarter || strcmp(table->columns[i].header, "Quarter") == 0;
	}
	assert_true(has_month);
	assert_false(has_quarter);
	arena_deinit(&made.arena);
}

static void the_data_hold_every_period_and_the_history(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "");
	const struct dataset *figures = dataset_of(made.doc, "figures");
	assert_int_equal(figures->row_count, 4);
	assert_string_equal(figures->columns[0].key, "indicator_ref");
	assert_string_equal(figures->columns[23].key, "sentence");
	assert_int_equal(dataset_of(made.doc, "history")->row_count, 1);
	arena_deinit(&made.arena);
}

static void no_line_at_all_is_said(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "1999-00-Q1");
	assert_int_equal(made.input.count, 0);
	assert_int_equal(count_blocks(made.doc, DOC_BLOCK_TABLE), 0);
	arena_deinit(&made.arena);
}

static void a_band_stands_where_a_target_would(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     "indicator_title,unit,polarity,period,current_value,tolerance_or_band\n"
	     "Repeat plans,%,within range,2018-M08,15,12-18\n",
	     "");
	assert_text(words_of_target(&made.arena, &made.input.lines[0]), "12% to 18%");
	assert_false(words_lack_target(&made.input.lines[0]));
	assert_text(made.doc->meta.title, "Monthly Digest: August 2018");
	arena_deinit(&made.arena);
}

/* The target beside such a rule is not what the status comes from. */
static void what_the_rule_holds_the_figure_against_is_the_target(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     "indicator_title,unit,polarity,period,current_value,england,same_period_last_year,"
	     "target,profiled_target,rag_rule\n"
	     "Held against England,%,high,2018-M08,56,55,,60,,target is england\n"
	     "Held against the past,%,high,2018-M08,50,,44,60,,green if better than last year\n"
	     "Held against a band,%,band,2018-M08,13,,,60,,band 12 to 18\n"
	     "Held against now,number,high,2018-M08,12,,,54,10,\n",
	     "");
	static const char *const TARGETS[] = { "England (55%)", "better than last year",
		                               "12% to 18%", "10" };
	for (size_t i = 0; i < COUNT_OF(TARGETS); i++)
		assert_text(words_of_goal(&made.arena, &made.input.lines[i],
		                          &made.input.judgements[i].goal),
		            TARGETS[i]);
	assert_text(words_of_target(&made.arena, &made.input.lines[3]), "54");
	arena_deinit(&made.arena);
}

/* The column under a head, SIZE_MAX when the table has none. */
static size_t column_of(const struct doc_table *table, const char *head)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i].header, head) == 0)
			return i;
	return SIZE_MAX;
}

static void what_no_line_has_is_said_once_and_has_no_column(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     "indicator_title,unit,period,current_value\n"
	     "First,%,2013-14-Q3,60\n"
	     "Second,%,2013-14-Q3,70\n",
	     "");
	const struct doc_table *table = table_of(made.doc);
	assert_int_equal(column_of(table, "Before"), SIZE_MAX);
	assert_int_equal(column_of(table, "Target"), SIZE_MAX);
	assert_int_equal(column_of(table, "Good is"), SIZE_MAX);
	assert_int_equal(column_of(table, "Direction"), SIZE_MAX);
	assert_text(table->caption, "Every measure. Not given for any measure: earlier figures, "
	                            "targets, whether high or low is good.");
	arena_deinit(&made.arena);
}

static void the_head_names_the_period_of_every_earlier_figure(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     HEADER "S,A,First,%,high,2013-14-Q2,75,70\n"
	            "S,A,First,%,high,2013-14-Q3,75,60\n",
	     "");
	const struct doc_table *table = table_of(made.doc);
	size_t before = column_of(table, "2013-14 Q2");
	assert_int_not_equal(before, SIZE_MAX);
	assert_null(table->first->first->cells[before].lines.first);
	arena_deinit(&made.arena);

	make(&made,
	     "indicator_title,unit,polarity,period,current_value,previous_value,previous_period\n"
	     "First,%,high,2013-14-Q3,60,70,2013-14-Q2\n"
	     "Second,%,high,2013-14-Q3,60,70,2012-13-Q4\n",
	     "");
	table = table_of(made.doc);
	before = column_of(table, "Before");
	assert_int_not_equal(before, SIZE_MAX);
	assert_text(table->first->first->cells[before].lines.first->first->text, "2013-14 Q2");
	arena_deinit(&made.arena);
}

static void the_key_names_what_the_table_shows_and_stands_before_it(void **state)
{
	(void)state;
	struct made made;
	make(&made, HEADER "S,A,First,%,high,2013-14-Q3,75,70\n", "");
	const struct doc_block *block = made.doc->blocks.first;
	while (block->kind != DOC_BLOCK_KEY)
		block = block->next;
	assert_int_equal(block->next->kind, DOC_BLOCK_TABLE);
	const struct doc_key_entry *entry = block->key.first;
	assert_int_equal(entry->mark, DOC_MARK_OFF_TARGET);
	assert_text(entry->next->words, "now");
	assert_text(entry->next->next->words, "target");
	assert_null(entry->next->next->next);
	arena_deinit(&made.arena);
}

static const struct doc_blocks *front_of(const struct doc *doc)
{
	assert_int_equal(doc->blocks.first->kind, DOC_BLOCK_SPLIT);
	return &doc->blocks.first->split.wide;
}

/* The items of the front's list under a heading; NULL when it has none. */
static const struct doc_line *items_under(const struct doc *doc, const char *heading)
{
	const struct doc_block *block = front_of(doc)->first;
	while (block->kind != DOC_BLOCK_HEADING || !str_equal(block->heading.text, str_of(heading)))
		block = block->next;
	for (block = block->next; block && block->kind != DOC_BLOCK_HEADING; block = block->next)
		if (block->kind == DOC_BLOCK_LIST)
			return block->list.items.first;
	return NULL;
}

static struct str link_of(const struct doc_line *item)
{
	for (const struct doc_run *run = item->first; run; run = run->next)
		if (run->kind == DOC_RUN_LINK)
			return run->text;
	fail_msg("an item has no link");
	return (struct str){ 0 };
}

static void the_front_tells_a_finding_once(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     HEADER "S,A,Falls and is red,%,high,2013-14-Q2,75,70\n"
	            "S,A,Falls and is red,%,high,2013-14-Q3,75,60\n"
	            "S,B,Falls and is green,%,high,2013-14-Q2,75,90\n"
	            "S,B,Falls and is green,%,high,2013-14-Q3,75,80\n"
	            "S,C,Rises and is green,%,high,2013-14-Q2,75,80\n"
	            "S,C,Rises and is green,%,high,2013-14-Q3,75,90\n",
	     "");
	static const struct {
		const char *heading;
		const char *item;
	} FRONT[] = { { "What needs attention", "Falls and is red" },
		      { "What changed", "Falls and is green" },
		      { "What goes well", "Rises and is green" } };
	for (size_t i = 0; i < COUNT_OF(FRONT); i++) {
		const struct doc_line *item = items_under(made.doc, FRONT[i].heading);
		assert_is_there(item);
		assert_text(link_of(item), FRONT[i].item);
		assert_null(item->next);
	}
	arena_deinit(&made.arena);
}

static void the_front_lists_less_when_titles_are_long(void **state)
{
	(void)state;
	struct made made;
	auto_buf csv = buf_init(64 * 1024);
	buf_add(&csv, STR(HEADER));
	for (int i = 0; i < 12; i++)
		for (int quarter = 2; quarter <= 3; quarter++)
			buf_format(&csv,
			           "S,A%d,Share of the children with a plan whose case was "
			           "looked at by the reviewing officer within twenty working "
			           "days of the meeting that decided on it and who were seen "
			           "alone by their own social worker in measure %d,%%,high,"
			           "2013-14-Q%d,75,%d\n",
			           i, i, quarter, i < 6 ? 70 - i - quarter : 75 + i + quarter);
	buf_add_char(&csv, '\0');
	make(&made, csv.bytes, "");
	size_t letters = 0;
	for (const struct doc_block *block = front_of(made.doc)->first; block; block = block->next)
		if (block->kind == DOC_BLOCK_LIST)
			for (const struct doc_line *item = block->list.items.first; item;
			     item = item->next)
				for (const struct doc_run *run = item->first; run; run = run->next)
					letters += run->text.len;
	assert_in_range(letters, 900, 2200);
	assert_non_null(items_under(made.doc, "What needs attention"));
	assert_non_null(items_under(made.doc, "What goes well"));
	arena_deinit(&made.arena);
}

static void a_rule_that_all_share_is_told_once(void **state)
{
	(void)state;
	struct made made;
	make(&made, FOUR, "");
	const struct doc_block *block = made.doc->blocks.first;
	while (block->kind != DOC_BLOCK_DEFINITIONS)
		block = block->next;
	assert_null(block->definitions.first->lines.first->next);
	for (const struct doc_run *run = block->definitions.first->lines.first->first; run;
	     run = run->next)
		assert_int_equal(str_find_nocase(run->text, STR("green when")), SIZE_MAX);
	arena_deinit(&made.arena);
}

/* The definitions of a Digest, joined. */
static struct str definitions_text(struct made *made)
{
	struct str text = { 0 };
	const struct doc_block *block = made->doc->blocks.first;
	while (block->kind != DOC_BLOCK_DEFINITIONS)
		block = block->next;
	for (const struct doc_definition *definition = block->definitions.first; definition;
	     definition = definition->next)
		for (const struct doc_line *line = definition->lines.first; line;
		     line = line->next)
			for (const struct doc_run *run = line->first; run; run = run->next)
				text = arena_format(&made->arena, "%.*s%.*s", STR_ARGS(text),
				                    STR_ARGS(run->text));
	return text;
}

static void a_rule_that_was_not_understood_is_said_so(void **state)
{
	(void)state;
	struct made made;
	make(&made, "indicator_title,unit,polarity,target,current_value,rag_rule\n"
	            "One,%,high,75,60,green if sunny\nTwo,%,sideways,75,60,\n", "");
	struct str text = definitions_text(&made);
	static const char *const SAID[] = { "Rule: not understood (\"green if sunny\").",
		                            "Rule: not understood." };
	for (size_t i = 0; i < COUNT_OF(SAID); i++)
		assert_int_not_equal(str_find_nocase(text, str_of(SAID[i])), SIZE_MAX);
	arena_deinit(&made.arena);
}

static void charts_say_in_words_what_they_show(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     HEADER "S,A,First,%,high,2013-14-Q1,75,70\n"
	            "S,A,First,%,high,2013-14-Q2,75,80\n"
	            "S,A,First,%,high,2013-14-Q3,75,60\n",
	     "");
	const struct doc_table *table = table_of(made.doc);
	const struct doc_cell *cell = &table->first->first->cells[column_of(table, "Trend")];
	assert_text(cell->chart->description, "From 70% in 2013-14 Q1 to 60% in 2013-14 Q3, over 3 "
	                                      "periods; highest 80% in 2013-14 Q2. Target now "
	                                      "75%.");
	arena_deinit(&made.arena);

	make(&made,
	     "indicator_title,unit,polarity,period,current_value,england\n"
	     "First,%,high,2013-14-Q3,60,70\n",
	     "");
	table = table_of(made.doc);
	cell = &table->first->first->cells[column_of(table, "Level")];
	assert_text(cell->chart->description, "Now 60%, England 70%.");
	arena_deinit(&made.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_latest_period_of_each_indicator_is_shown),
		cmocka_unit_test(a_period_that_is_asked_for_is_shown_alone),
		cmocka_unit_test(lines_without_an_order_are_all_kept),
		cmocka_unit_test(sections_stand_together_though_their_rows_came_scattered),
		cmocka_unit_test(every_red_line_has_an_exception_that_names_what_is_missing),
		cmocka_unit_test(columns_that_nothing_fills_are_left_out),
		cmocka_unit_test(what_no_line_has_is_said_once_and_has_no_column),
		cmocka_unit_test(the_head_names_the_period_of_every_earlier_figure),
		cmocka_unit_test(the_key_names_what_the_table_shows_and_stands_before_it),
		cmocka_unit_test(the_front_tells_a_finding_once),
		cmocka_unit_test(the_front_lists_less_when_titles_are_long),
		cmocka_unit_test(a_rule_that_was_not_understood_is_said_so),
		cmocka_unit_test(charts_say_in_words_what_they_show),
		cmocka_unit_test(a_rule_that_all_share_is_told_once),
		cmocka_unit_test(the_data_hold_every_period_and_the_history),
		cmocka_unit_test(no_line_at_all_is_said),
		cmocka_unit_test(a_band_stands_where_a_target_would),
		cmocka_unit_test(what_the_rule_holds_the_figure_against_is_the_target),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
