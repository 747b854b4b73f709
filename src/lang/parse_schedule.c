/* `due NAME: ...`: what falls due, and when. */
#include "lang/parser.h"

/* The first step runs from a date, the others from what was held last. */
static bool read_after(struct parser *parser, struct step *step, bool is_first)
{
	if (!parser_expect_word(parser, "after"))
		return false;
	if (is_first)
		return (step->after = parser_read_operand(parser)) != NULL;
	if (parser_accept_word(parser, "held"))
		return true;
	return parser_expected(parser, "'held'",
	                       "every step but the first runs from what was held last");
}

static bool read_step(struct parser *parser, struct schedule *schedule, bool is_first)
{
	struct step step = { .place = parser->token.place };
	parser_advance(parser);
	step.is_repeated = !is_first && parser_accept_word(parser, "every");
	step.duration = parser_read_operand(parser);
	if (!step.duration || !read_after(parser, &step, is_first))
		return false;
	if (parser_accept_word(parser, "if") && !(step.condition = parser_read_expression(parser)))
		return false;
	step.place = parser_place_from(parser, step.place);
	struct step *steps =
		parser_grow(parser, schedule->steps, schedule->step_count, sizeof(step));
	steps[schedule->step_count++] = step;
	schedule->steps = steps;
	return true;
}

static bool read_events(struct parser *parser, struct schedule *schedule)
{
	struct relation *events = schedule->events;
	if (!parser_read_type_and_scope(parser, events) || !parser_expect_word(parser, "by"))
		return false;
	schedule->held_place = parser->token.place;
	if (!parser_read_word(parser, "the field that says when it was held", &schedule->held_name))
		return false;
	return !parser_accept_word(parser, "where") ||
	       (events->where = parser_read_expression(parser)) != NULL;
}

static bool read_steps(struct parser *parser, struct schedule *schedule)
{
	if (!parser_is_word(parser, "first"))
		return parser_expected(
			parser, "'first'",
			"first 20 working days after entered, then every 3 months after "
			"held");
	if (!read_step(parser, schedule, true))
		return false;
	while (parser_is_word(parser, "then"))
		if (!read_step(parser, schedule, false))
			return false;
	if (schedule->steps[schedule->step_count - 1].is_repeated)
		return true;
	return parser_fail(parser, schedule->steps[schedule->step_count - 1].place,
	                   "then every 6 months after held",
	                   "the last step of a schedule says 'then every'");
}

bool parser_read_schedule(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct schedule schedule = {
		.place = parser->token.place,
		.held = -1,
		.events = arena_new(parser->arena, 1, sizeof(*schedule.events)),
	};
	if (!parser_read_word(parser, "the name of a schedule", &schedule.name) ||
	    !parser_expect(parser, TOKEN_COLON, "':'") || !read_events(parser, &schedule) ||
	    !read_steps(parser, &schedule))
		return false;
	struct schedule *schedules = parser_grow(parser, definition->schedules,
	                                         definition->schedule_count, sizeof(schedule));
	schedules[definition->schedule_count++] = schedule;
	definition->schedules = schedules;
	return true;
}
