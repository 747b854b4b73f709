#include "random_definition.h"

#include <string.h>

const char RANDOM_SCHEMA[] = "person of child\n"
                             "  born date start\n"
                             "  sex code F M\n"
                             "family of child\n"
                             "  family key\n"
                             "referral of child\n"
                             "  received date start\n"
                             "  source code A1 A2 B1 B2\n"
                             "  nfa flag at_once\n"
                             "  closed date end\n"
                             "  score number\n"
                             "  team label\n"
                             "care of child\n"
                             "  started date start\n"
                             "  ended date end\n"
                             "  kind code T0 T1 T4 U1 U2 V3\n"
                             "  carer label\n"
                             "  miles decimal\n"
                             "  team label\n"
                             "review of child\n"
                             "  held date start\n"
                             "  kind code T0 U1\n"
                             "  seen flag\n"
                             "missing of child\n"
                             "  began instant start\n"
                             "  back instant end\n"
                             "allocation of child\n"
                             "  began date start\n"
                             "  done date end\n"
                             "  worker label\n"
                             "worker\n"
                             "  since date start\n"
                             "  until date end\n"
                             "  worker label\n"
                             "  fte decimal\n";

struct kind {
	const char *name;
	bool is_of_child;
	const char *start, *end;
	const char *dates[3];
	const char *codes; /* a field of codes, or NULL */
	const char *number;
	const char *flag;
	const char *text;
};

static const struct kind KINDS[] = {
	{ "referral", true, "received", "closed", { "received", "closed" }, "source", "score",
	  "nfa", "team" },
	{ "care", true, "started", "ended", { "started", "ended" }, "kind", "miles", NULL,
	  "carer" },
	{ "review", true, "held", NULL, { "held" }, "kind", NULL, "seen", NULL },
	{ "allocation", true, "began", "done", { "began", "done" }, NULL, NULL, NULL, "worker" },
	{ "worker", false, "since", "until", { "since", "until" }, NULL, "fte", NULL, "worker" },
};
enum { CHILD_KINDS = 4, KIND_COUNT = 5 };

struct writer {
	struct chance *chance;
	struct buf *out;
	const struct kind *kind;   /* whose bare names stand here */
	const struct kind *around; /* of the relation around; NULL: none */
	const struct kind *base;
	int relations;
	bool has_today;
	bool has_day;
	bool has_schedule;
	bool has_window;
};

static void put(struct writer *self, const char *text)
{
	buf_format(self->out, "%s", text);
}

static int draw(struct writer *self, int bound)
{
	return chance_of(self->chance, bound);
}

static void put_truth(struct writer *self, int depth);
static void put_date(struct writer *self, int depth);
static void put_number(struct writer *self, int depth);

static void put_date_field(struct writer *self, const struct kind *kind)
{
	put(self, kind->dates[1] && draw(self, 3) == 0 ? kind->dates[1] : kind->dates[0]);
}

static void put_duration(struct writer *self)
{
	static const char *const UNITS[] = { "days", "working days", "months", "weeks" };
	buf_format(self->out, "%d %s", draw(self, 40), UNITS[draw(self, 4)]);
}

static void put_literal_date(struct writer *self)
{
	buf_format(self->out, "20%02d-%02d-%02d", 19 + draw(self, 4), 1 + draw(self, 12),
	           1 + draw(self, 28));
}

/* `SCOPE [running ...] [where ...]` of a type, from its own name on. */
static void put_relation_rest(struct writer *self, const struct kind *other, int depth)
{
	static const char *const WHICH[] = { "", "", "", "earlier ", "later ", "other " };
	buf_format(self->out, "%s%s ", other == self->kind ? WHICH[draw(self, 6)] : "",
	           other->name);
	bool by_text = self->kind->text && other->text && draw(self, 6) == 0;
	if (!other->is_of_child || !self->kind->is_of_child || by_text)
		buf_format(self->out, "with %s = %s", other->text, self->kind->text);
	else
		put(self, draw(self, 5) == 0 ? "of family" : "of child");
	if (other->end && draw(self, 4) == 0) {
		put(self, " running on ");
		put_date(self, 0);
	} else if (other->end && draw(self, 6) == 0) {
		put(self, " running from ");
		put_date(self, 0);
		put(self, " to ");
		put_date(self, 0);
	}
	if (draw(self, 5) == 0)
		return;
	struct writer inner = *self;
	inner.kind = other;
	inner.around = self->kind;
	inner.relations = self->relations + 1;
	put(self, " where ");
	put_truth(&inner, depth - 1);
}

/* A type that the record at hand can be related to. */
static const struct kind *related(struct writer *self)
{
	if (!self->kind->is_of_child)
		return &KINDS[3]; /* a worker's allocations, by name */
	if (self->kind->text && strcmp(self->kind->text, "worker") == 0 && draw(self, 2) == 0)
		return &KINDS[4];
	return &KINDS[draw(self, CHILD_KINDS)];
}

static void put_quantified(struct writer *self, int depth)
{
	static const char *const WORDS[] = { "any ", "no ", "at least 2 ", "fewer than 2 ",
		                             "at least 1 " };
	put(self, "(");
	put(self, WORDS[draw(self, 5)]);
	put_relation_rest(self, related(self), depth);
	put(self, ")");
}

static void put_picked(struct writer *self, bool is_date, int depth)
{
	static const char *const ORDERS[] = { "latest", "first", "second", "previous", "next" };
	const struct kind *other = related(self);
	if (!is_date && !other->number)
		other = &KINDS[self->kind->is_of_child ? draw(self, 2) : 3];
	if (!is_date && !other->number) {
		put(self, "1");
		return;
	}
	const char *order = ORDERS[draw(self, other == self->kind ? 5 : 3)];
	put(self, "(");
	if (is_date)
		put_date_field(self, other);
	else
		put(self, other->number);
	buf_format(self->out, " of %s ", order);
	put_relation_rest(self, other, depth);
	put(self, ")");
}

static void put_date(struct writer *self, int depth)
{
	int choice = draw(self, depth > 0 ? 12 : 6);
	if (choice < 3) {
		put_date_field(self, self->kind);
	} else if (choice == 3) {
		put(self, self->has_today ? "today" : self->has_day ? "day" : "2021-06-15");
	} else if (choice == 4 && self->around) {
		put(self, "this.");
		put_date_field(self, self->base);
	} else if (choice == 4 && self->kind->is_of_child) {
		put(self, "child.born");
	} else if (choice == 5) {
		put_literal_date(self);
	} else if (choice == 6 && self->relations < 2) {
		put_picked(self, true, depth);
	} else if (choice == 7) {
		put(self, "year_start(");
		put_date(self, depth - 1);
		put(self, ")");
	} else if (choice == 8) {
		put(self, "(");
		put_date(self, depth - 1);
		put(self, " else ");
		put_date(self, depth - 1);
		put(self, ")");
	} else if (choice == 9 && self->has_window) {
		put(self, "(");
		put_date(self, depth - 1);
		put(self, draw(self, 2) ? " + window)" : " - window)");
	} else {
		put(self, "(");
		put_date(self, depth - 1);
		put(self, draw(self, 2) ? " + " : " - ");
		put_duration(self);
		put(self, ")");
	}
}

static void put_number(struct writer *self, int depth)
{
	int choice = draw(self, depth > 0 ? 9 : 3);
	if (choice == 0 && self->kind->number) {
		put(self, self->kind->number);
	} else if (choice == 1 && self->kind->is_of_child) {
		put(self, "age(child.born, ");
		put_date(self, 0);
		put(self, ")");
	} else if (choice == 3 && self->relations < 2) {
		put(self, "(number of ");
		put_relation_rest(self, related(self), depth);
		put(self, ")");
	} else if (choice == 4 && self->relations < 2) {
		put_picked(self, false, depth);
	} else if (choice == 5 && self->has_schedule && self->relations == 0) {
		put(self, draw(self, 2) ? "late(reviews, " : "held(reviews, ");
		put_date(self, depth - 1);
		put(self, ", ");
		put_date(self, depth - 1);
		put(self, ")");
	} else if (choice == 6) {
		static const char *const OPERATORS[] = { "+", "-", "*", "/" };
		put(self, "(");
		put_number(self, depth - 1);
		buf_format(self->out, " %s ", OPERATORS[draw(self, 4)]);
		put_number(self, depth - 1);
		put(self, ")");
	} else if (choice == 7) {
		put(self, "choose(");
		put_truth(self, depth - 1);
		put(self, ", ");
		put_number(self, depth - 1);
		put(self, ", ");
		put_number(self, depth - 1);
		put(self, ")");
	} else if (choice == 8) {
		put(self, draw(self, 2) ? "larger(" : "smaller(");
		put_number(self, depth - 1);
		put(self, ", ");
		put_number(self, depth - 1);
		put(self, ")");
	} else {
		buf_format(self->out, "%d.%d", draw(self, 20), draw(self, 10));
	}
}

static const char *comparison(struct writer *self)
{
	static const char *const WORDS[] = { "<", "<=", ">", ">=", "=", "<>", "by" };
	return WORDS[draw(self, 7)];
}

static void put_code_test(struct writer *self)
{
	static const char *const SETS[] = { "in (A1, B1..B2)", "not in (A1..A2)", "= B1", "<> A2" };
	static const char *const KIND_SETS[] = { "in (T0..T4, U1)", "not in (T0..T1)", "= U1",
		                                 "<> V3" };
	bool is_review = strcmp(self->kind->name, "review") == 0;
	bool is_source = strcmp(self->kind->codes, "source") == 0;
	buf_format(self->out, "%s %s", self->kind->codes,
	           is_source   ? SETS[draw(self, 4)] :
	           is_review   ? (draw(self, 2) ? "= T0" : "in (T0..U1)") :
	                         KIND_SETS[draw(self, 4)]);
}

static void put_dates_test(struct writer *self, int depth)
{
	const char *by = comparison(self);
	if (draw(self, 4) == 0) {
		put_date(self, depth - 1);
		put(self, " between ");
		put_date(self, 0);
		put(self, " and ");
		put_date(self, 0);
		return;
	}
	/* The start of the other record on one side: what the engine bisects for. */
	if (self->around && draw(self, 2))
		put(self, self->kind->start);
	else
		put_date(self, depth - 1);
	buf_format(self->out, " %s ", by);
	put_date(self, depth - 1);
}

static void put_elapsed_test(struct writer *self, int depth)
{
	static const char *const FUNCTIONS[][2] = { { "working_days", "working days" },
		                                    { "days", "days" },
		                                    { "months", "months" } };
	int function = draw(self, 3);
	buf_format(self->out, "%s(", FUNCTIONS[function][0]);
	put_date(self, depth - 1);
	put(self, ", ");
	put_date(self, depth - 1);
	buf_format(self->out, ") %s %d %s", draw(self, 2) ? "<=" : ">", draw(self, 60),
	           FUNCTIONS[function][1]);
}

static void put_truth(struct writer *self, int depth)
{
	int choice = draw(self, depth > 0 ? 12 : 4);
	if (choice == 0 && self->kind->codes) {
		put_code_test(self);
	} else if (choice == 1 && self->kind->flag) {
		static const char *const TESTS[] = { "", " is yes", " is no", " is missing" };
		buf_format(self->out, "%s%s", self->kind->flag, TESTS[draw(self, 4)]);
	} else if (choice == 2) {
		put_date_field(self, self->kind);
		put(self, draw(self, 2) ? " is missing" : " is given");
	} else if (choice == 4) {
		put(self, "not (");
		put_truth(self, depth - 1);
		put(self, ")");
	} else if (choice == 5 || choice == 6) {
		put(self, "(");
		put_truth(self, depth - 1);
		put(self, draw(self, 2) ? " and " : " or ");
		put_truth(self, depth - 1);
		put(self, ")");
	} else if ((choice == 7 || choice == 8) && self->relations < 2) {
		put_quantified(self, depth);
	} else if (choice == 9) {
		put_number(self, depth - 1);
		buf_format(self->out, " %s ", draw(self, 2) ? "<=" : ">");
		put_number(self, depth - 1);
	} else if (choice == 10) {
		put_elapsed_test(self, depth);
	} else if (choice == 11 && self->has_schedule && self->relations == 0) {
		put(self, "overdue(reviews, ");
		put_date(self, depth - 1);
		put(self, ")");
	} else {
		put_dates_test(self, depth);
	}
}

static void put_schedule(struct writer *self)
{
	put(self, "  due reviews: review of child by held");
	if (draw(self, 3) == 0)
		put(self, " where kind = T0");
	buf_format(self->out, "\n    first %d days after %s\n", 1 + draw(self, 60),
	           self->base->start);
	if (draw(self, 2))
		buf_format(self->out, "    then %d working days after held\n",
		           1 + draw(self, 40));
	if (draw(self, 2))
		buf_format(self->out,
		           "    then every %d weeks after held if held < %s + 5 months\n",
		           1 + draw(self, 8), self->base->start);
	buf_format(self->out, "    then every %d months after held\n", 1 + draw(self, 6));
}

static void put_clock(struct writer *self, int clock)
{
	static const char *const ROLLING[] = { "", "", ", rolling 3 months", ", rolling 12 months" };
	if (clock == 0)
		buf_format(self->out, "when %s",
		           self->kind->dates[draw(self, 2) && self->kind->dates[1]]);
	else if (clock == 1)
		buf_format(self->out, "while %s to %s", self->kind->start, self->kind->end);
	else if (clock == 2)
		buf_format(self->out, "during %s to %s", self->kind->start, self->kind->end);
	else if (clock == 3)
		buf_format(self->out, "on birthday %d to %d", 1 + draw(self, 4), 5 + draw(self, 4));
	else
		put(self, "on due reviews");
	put(self, ROLLING[draw(self, 4)]);
}

static void put_keys(struct writer *self)
{
	static const char *const KEYS[] = { "child", "child", "(family else child)", "family" };
	if (!self->kind->is_of_child || draw(self, 2))
		return;
	buf_format(self->out, ", once per %s", KEYS[draw(self, 4)]);
	if (draw(self, 3) == 0)
		put(self, ", first");
}

static void put_statistic(struct writer *self)
{
	static const char *const WORDS[] = { "mean", "median", "sum", "quantile 90" };
	buf_format(self->out, "  %s ", WORDS[draw(self, 4)]);
	put_number(self, 2);
	put(self, "\n");
}

void random_definition(struct chance *chance, struct buf *out)
{
	struct writer self = { .chance = chance, .out = out };
	self.base = self.kind = &KINDS[draw(&self, KIND_COUNT)];
	int clock = draw(&self, 5);
	if (!self.kind->end && (clock == 1 || clock == 2))
		clock = 0;
	if (!self.kind->is_of_child && clock > 2)
		clock = 1;
	self.has_schedule = self.kind->is_of_child && (clock == 4 || draw(&self, 3) == 0);
	self.has_today = clock == 1 || clock == 2;
	self.has_day = !self.has_today;
	self.has_window = draw(&self, 2);
	bool has_statistic = draw(&self, 3) == 0;
	buf_format(out, "indicator R\n  title \"r\"\n  unit %s\n",
	           has_statistic ? "score" : "count");
	if (self.has_window) {
		put(&self, "  window 2 months\n");
		if (draw(&self, 3) == 0)
			put(&self, "  changed 2021-04-01 window 5 months \"why\"\n");
		put(&self, "  let later = 2021-01-01 + window\n"); /* it must be named somewhere */
	}
	if (self.has_schedule)
		put_schedule(&self);
	buf_format(out, "  of %s ", self.kind->name);
	put_clock(&self, clock);
	for (int i = draw(&self, 3); i > 0; i--) {
		put(&self, ", ");
		put_truth(&self, 2);
	}
	put_keys(&self);
	put(&self, "\n");
	if (draw(&self, 4) == 0) {
		put(&self, "  reject ");
		put_truth(&self, 1);
		put(&self, " \"no\"\n");
	}
	if (draw(&self, 3)) {
		put(&self, "  count where ");
		put_truth(&self, 3);
		put(&self, "\n");
	}
	if (has_statistic)
		put_statistic(&self);
}
