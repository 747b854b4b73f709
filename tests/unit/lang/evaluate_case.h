/* Case files of the evaluators: tests/cases/lang/evaluate/NAME.case.
 *
 *     == schema
 *     referral of child
 *       received date start
 *     == definitions
 *     indicator A
 *       ...
 *       example "its records, and what it gives"
 *         referral received 2024-01-10
 *         gives 1 in 2024-M01
 *     == cases A 1 2024-01-01 2024-01-31
 *     1 2024-01-10 counted
 *     == by team A 1 2024-01-01 2024-01-31
 *     Team 1: 1 of 1
 *
 * Every definition must be sound and every example give what it says. `cases` tells what
 * becomes of each record of the definition's first (second, ...) example in those days: the
 * example's row, its day, the outcome, its value or reason. `by` tells the figures of a
 * breakdown, or of the teams; `by NAME:5,10` in bands. Lines that begin with `#` are comments. */
#ifndef OUTTURN_TESTS_UNIT_LANG_EVALUATE_CASE_H
#define OUTTURN_TESTS_UNIT_LANG_EVALUATE_CASE_H

#include "case_file.h"

#include "lang/check.h"
#include "lang/example.h"
#include "lang/oracle.h"
#include "lang/parse.h"

/* What answers. Every evaluator must give the oracle's rows for all examples; what becomes of
 * each record only some can tell (else `cases` is NULL). */
struct evaluator {
	enum status (*answer)(const struct question *question, struct arena *arena,
	                      struct answer *out, struct err *err);
	enum status (*cases)(const struct question *question, int period, struct arena *arena,
	                     struct case_list *out, struct err *err);
};

struct evaluate_case {
	const char *file;
	struct arena *arena;
	struct calendar *calendar;
	struct schema schema;
	struct library library;
};

static inline void evaluate_case_fail(const struct complaints *complaints)
{
	auto_buf text = buf_init(1 << 20);
	for (size_t i = 0; i < complaints->count; i++)
		complaint_print(&complaints->items[i], &text);
	if (complaints->count > 0)
		fail_msg("%s", text.bytes);
}

/* The lines up to the next section, and that section's own line. */
static inline struct str evaluate_case_section(struct str *rest, struct str *head_out)
{
	struct str body = *rest, line;
	*head_out = (struct str){ 0 };
	while (str_split(rest, '\n', &line)) {
		if (line.len > 3 && str_equal(str_slice(line, 0, 3), STR("== "))) {
			*head_out = str_slice(line, 3, line.len);
			return str_slice(body, 0, (size_t)(line.ptr - body.ptr));
		}
	}
	return body;
}

static inline void evaluate_case_define(struct evaluate_case *self, struct str text)
{
	struct complaints complaints = { .arena = self->arena };
	struct err err = { 0 };
	lang_parse(str_of(self->file), text, self->arena, &self->library, &complaints);
	lang_check(&self->schema, &self->library, self->arena, &complaints);
	evaluate_case_fail(&complaints);
	for (size_t i = 0; i < self->library.count; i++)
		assert_ok(examples_run(&self->schema, self->library.items[i], self->calendar,
		                       self->arena, &complaints, &err),
		          &err);
	evaluate_case_fail(&complaints);
}

/* What a section asks, from its words: NAME EXAMPLE FROM TO. */
struct evaluate_question {
	const struct definition *definition;
	const struct variant *variant;
	struct example_tables tables;
	const struct example *example;
	struct span period;
};

static inline void evaluate_case_ask(const struct evaluate_case *self, struct str words,
                                     struct evaluate_question *out)
{
	struct str name, number, from, to;
	struct err err = { 0 };
	int64_t at;
	assert_true(str_split(&words, ' ', &name) && str_split(&words, ' ', &number) &&
	            str_split(&words, ' ', &from) && str_split(&words, ' ', &to));
	assert_ok(str_to_int64(number, &at, &err), &err);
	assert_ok(date_parse_iso(from, &out->period.from, &err), &err);
	assert_ok(date_parse_iso(to, &out->period.to, &err), &err);
	if (!library_find(&self->library, name, &out->definition, &out->variant))
		fail_here("%s: there is no %.*s", self->file, STR_ARGS(name));
	assert_true(at >= 1 && (size_t)at <= out->definition->example_count);
	out->example = &out->definition->examples[at - 1];
	assert_ok(example_build(&self->schema, out->definition, out->example, self->arena,
	                        &out->tables, &err),
	          &err);
}

static inline struct question evaluate_case_question(const struct evaluate_case *self,
                                                     const struct evaluate_question *asked,
                                                     const struct dimension *dimensions,
                                                     size_t dimension_count)
{
	return (struct question){
		.tables = &asked->tables.records,
		.given = example_given(&asked->tables, asked->definition),
		.calendar = self->calendar,
		.definition = asked->definition,
		.variant = asked->variant,
		.periods = &asked->period,
		.period_count = 1,
		.dimensions = dimensions,
		.dimension_count = dimension_count,
	};
}

static inline void evaluate_case_put_case(const struct case_row *row, const struct table *table,
                                          struct buf *out)
{
	static const char *const WORDS[OUTCOME_KIND_COUNT] = {
		[OUTCOME_COUNTED] = "counted",   [OUTCOME_MISSED] = "missed",
		[OUTCOME_REJECTED] = "rejected", [OUTCOME_OUT] = "out",
		[OUTCOME_SPOKEN_FOR] = "spoken for",
	};
	char day[DATE_TEXT_BYTES];
	buf_format(out, "%d %s %s", (int)table->ids[row->row] + 1,
	           row->day == DATE_NONE ? "-" : date_print_iso(row->day, day),
	           WORDS[row->outcome]);
	if (row->value != CELL_MISSING)
		buf_format(out, " %lld", (long long)row->value);
	if (row->reason.len > 0)
		buf_format(out, ": %.*s", STR_ARGS(row->reason));
	if (row->speaker >= 0)
		buf_format(out, " by %d", (int)table->ids[row->speaker] + 1);
	buf_add_char(out, '\n');
}

/* The lines of a section without comments and blanks at their ends. */
static inline void evaluate_case_expected(struct str body, struct buf *out)
{
	struct str line;
	while (str_split(&body, '\n', &line)) {
		line = str_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			buf_format(out, "%.*s\n", STR_ARGS(line));
	}
	buf_add(out, STR(""));
}

static inline void evaluate_case_compare(const struct evaluate_case *self, struct str head,
                                         struct str body, const struct buf *got)
{
	auto_buf want = buf_init(CASE_FILE_BYTES_MAX);
	evaluate_case_expected(body, &want);
	if (!str_equal(buf_view(&want), buf_view(got)))
		fail_msg("%s: %.*s\nexpected\n%.*sgot\n%.*s", self->file, STR_ARGS(head),
		         STR_ARGS(buf_view(&want)), STR_ARGS(buf_view(got)));
}

static inline void evaluate_case_cases(const struct evaluate_case *self,
                                       const struct evaluator *evaluator, struct str head,
                                       struct str words, struct str body)
{
	static const struct dimension WHOLE;
	struct evaluate_question asked = { 0 };
	struct case_list cases;
	struct err err = { 0 };
	auto_buf got = buf_init(CASE_FILE_BYTES_MAX);
	evaluate_case_ask(self, words, &asked);
	struct question question = evaluate_case_question(self, &asked, &WHOLE, 1);
	assert_ok(evaluator->cases(&question, 0, self->arena, &cases, &err), &err);
	const struct table *table = question.given
	                                    ? question.given
	                                    : &question.tables->of[asked.definition->base.type];
	for (size_t i = 0; i < cases.count; i++)
		evaluate_case_put_case(&cases.items[i], table, &got);
	evaluate_case_compare(self, head, body, &got);
}

/* "team" is the definition's team; any other name one of its breakdowns; "age:5,10" in bands. */
static inline struct dimension evaluate_case_dimension(const struct evaluate_case *self,
                                                       const struct definition *definition,
                                                       struct str text)
{
	struct str name, cut;
	struct err err = { 0 };
	str_split(&text, ':', &name);
	struct dimension dimension = { .name = name };
	int64_t *cuts = arena_new(self->arena, text.len + 1, sizeof(*cuts));
	while (text.ptr && str_split(&text, ',', &cut)) {
		assert_ok(str_to_int64(cut, &cuts[dimension.cut_count], &err), &err);
		cuts[dimension.cut_count++] *= 1000000;
		dimension.cuts = cuts;
	}
	for (size_t i = 0; i < definition->breakdown_count; i++)
		if (str_equal(definition->breakdowns[i].name, name))
			dimension.value = definition->breakdowns[i].value;
	if (str_equal(name, STR("team"))) {
		dimension.value = definition->team;
		dimension.is_of_units = true;
	}
	if (!dimension.value)
		fail_here("%s: there is no breakdown %.*s", self->file, STR_ARGS(name));
	return dimension;
}

static inline void evaluate_case_put_row(const struct tally_row *row, struct buf *out)
{
	if (row->category == CELL_MISSING)
		buf_add(out, STR("missing"));
	else if (row->text.len > 0)
		buf_add(out, row->text);
	else
		buf_format(out, "%lld", (long long)row->category);
	buf_format(out, ": %lld of %lld", (long long)row->tally.counted, (long long)row->tally.in);
	if (row->tally.rejected > 0)
		buf_format(out, " rejects %lld", (long long)row->tally.rejected);
	buf_add_char(out, '\n');
}

static inline void evaluate_case_by(const struct evaluate_case *self,
                                    const struct evaluator *evaluator, struct str head,
                                    struct str words, struct str body)
{
	struct evaluate_question asked = { 0 };
	struct str name;
	struct err err = { 0 };
	struct answer answer;
	auto_buf got = buf_init(CASE_FILE_BYTES_MAX);
	assert_true(str_split(&words, ' ', &name));
	evaluate_case_ask(self, words, &asked);
	struct dimension dimensions[2] = { 0 };
	dimensions[1] = evaluate_case_dimension(self, asked.definition, name);
	struct question question = evaluate_case_question(self, &asked, dimensions, 2);
	assert_ok(evaluator->answer(&question, self->arena, &answer, &err), &err);
	for (size_t i = 0; i < answer.count; i++)
		if (answer.rows[i].dimension == 1)
			evaluate_case_put_row(&answer.rows[i], &got);
	evaluate_case_compare(self, head, body, &got);
}

static inline bool evaluate_case_is_same(const struct tally_row *a, const struct tally_row *b)
{
	const struct tally *x = &a->tally, *y = &b->tally;
	return a->period == b->period && a->dimension == b->dimension &&
	       a->category == b->category && str_equal(a->text, b->text) && x->in == y->in &&
	       x->counted == y->counted && x->rejected == y->rejected && x->sum == y->sum &&
	       x->over_sum == y->over_sum && x->middle_twice == y->middle_twice &&
	       x->is_changed == y->is_changed;
}

/* Whether an evaluator gives the oracle's rows to a question. */
static inline void evaluate_case_hold(const struct evaluate_case *self,
                                      const struct evaluator *evaluator,
                                      const struct question *question)
{
	struct answer got, want;
	struct err err = { 0 };
	const struct definition *definition = question->definition;
	assert_ok(oracle_answer(question, self->arena, &want, &err), &err);
	assert_ok(evaluator->answer(question, self->arena, &got, &err), &err);
	for (size_t i = 0; i < got.count || i < want.count; i++)
		if (i >= got.count || i >= want.count ||
		    !evaluate_case_is_same(&got.rows[i], &want.rows[i]))
			fail_msg("%s:%d: %.*s: row %zu of %zu, of the oracle's %zu, is another",
			         self->file, definition->place.line, STR_ARGS(definition->name), i,
			         got.count, want.count);
}

/* Asks for all periods of an example at once, by all breakdowns and the team; so do variants. */
static inline void evaluate_case_hold_example(const struct evaluate_case *self,
                                              const struct evaluator *evaluator,
                                              const struct definition *definition,
                                              const struct example *example)
{
	struct evaluate_question asked = { .definition = definition, .example = example };
	struct err err = { 0 };
	size_t count = 1;
	struct span *periods =
		arena_new(self->arena, example->expectation_count, sizeof(*periods));
	struct dimension *dimensions =
		arena_new(self->arena, definition->breakdown_count + 2, sizeof(*dimensions));
	assert_ok(example_build(&self->schema, definition, example, self->arena, &asked.tables,
	                        &err),
	          &err);
	for (size_t i = 0; i < example->expectation_count; i++)
		periods[i] = (struct span){ example->expectations[i].from,
			                    example->expectations[i].to };
	for (size_t i = 0; i < definition->breakdown_count; i++)
		dimensions[count++] =
			(struct dimension){ .name = definition->breakdowns[i].name,
			                    .value = definition->breakdowns[i].value };
	if (definition->team)
		dimensions[count++] = (struct dimension){ .name = STR("team"),
			                                  .value = definition->team,
			                                  .is_of_units = true };
	struct question question = evaluate_case_question(self, &asked, dimensions, count);
	question.periods = periods;
	question.period_count = example->expectation_count;
	evaluate_case_hold(self, evaluator, &question);
	for (size_t i = 0; i < definition->variant_count; i++) {
		question.variant = &definition->variants[i];
		evaluate_case_hold(self, evaluator, &question);
	}
}

static inline void evaluate_case_hold_all(const struct evaluate_case *self,
                                          const struct evaluator *evaluator)
{
	for (size_t i = 0; i < self->library.count; i++)
		for (size_t j = 0; j < self->library.items[i]->example_count; j++)
			evaluate_case_hold_example(self, evaluator, self->library.items[i],
			                           &self->library.items[i]->examples[j]);
}

/* Runs one file: tests/cases/lang/evaluate/NAME.case. */
static inline void evaluate_case_run(const char *name, const struct evaluator *evaluator)
{
	char path[128];
	auto_buf text = buf_init(CASE_FILE_BYTES_MAX);
	auto_arena arena = { 0 };
	auto_calendar calendar = calendar_new();
	struct err err = { 0 };
	struct str head, next, word;
	snprintf(path, sizeof(path), "lang/evaluate/%s.case", name);
	case_file_read(path, &text);
	struct evaluate_case self = { .file = name, .arena = &arena, .calendar = calendar };
	struct str rest = buf_view(&text);
	evaluate_case_section(&rest, &head);
	for (; head.len > 0; head = next) {
		struct str words = head, body = evaluate_case_section(&rest, &next);
		str_split(&words, ' ', &word);
		if (str_equal(word, STR("schema")))
			assert_ok(schema_parse(body, &arena, &self.schema, &err), &err);
		else if (str_equal(word, STR("definitions")))
			evaluate_case_define(&self, body);
		else if (str_equal(word, STR("cases")) && evaluator->cases)
			evaluate_case_cases(&self, evaluator, head, words, body);
		else if (str_equal(word, STR("cases")))
			continue;
		else if (str_equal(word, STR("by")))
			evaluate_case_by(&self, evaluator, head, words, body);
		else
			fail_msg("%s: no section is called %.*s", name, STR_ARGS(word));
	}
	assert_true(self.library.count > 0);
	evaluate_case_hold_all(&self, evaluator);
}

#endif
