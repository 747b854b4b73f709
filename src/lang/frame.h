/* Expressions over many records at once: the inside of the engine.
 *
 * A frame is a list of records of one table, each with the day it is looked at; a value of an
 * expression in a frame is a vector, one number a record, CELL_MISSING where it is missing. A
 * truth is 0 or 1, CELL_MISSING when it is unknown. The records that a relation looks through
 * make a frame of their own, whose records each belong to one of the frame around. What depends
 * on the frame around alone is worked out there, once, and spread. */
#ifndef OUTTURN_LANG_FRAME_H
#define OUTTURN_LANG_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "lang/question.h"
#include "lang/scratch.h"

enum { FRAME_BATCH = 1024 }; /* records of a frame, so that its vectors stay in the cache */

struct text_set;  /* the words a text or a range stands for; frame_text.c */
struct key_index; /* rows of a table by a field; relation_index.c */

/* What is the same throughout one evaluation of one definition. */
struct evaluator {
	const struct tables *tables;
	const struct definition *definition;
	const struct variant *variant; /* NULL: none */
	const struct calendar *calendar;
	const int32_t *worked;        /* of the calendar */
	const int64_t *parameters;    /* as of before any version */
	struct scratch scratch;
	struct arena kept;            /* lives as long as the evaluator */
	struct text_set *sets;        /* of texts met so far */
	int64_t beyond_count;         /* of texts that no record has */
	struct key_index *indexes;    /* of relations by a field, met so far */
	bool has_overflowed;          /* a number left 63 bits: the answer is E_LIMIT */
};

/* Frees what it made. Accepts a second call. */
void evaluator_deinit(struct evaluator *self);

struct frame {
	const struct table *table;
	int32_t count;
	const int32_t *rows;
	const struct frame *around; /* NULL: the records of the `of` line */
	const int32_t *owner;       /* of each record, its record in the frame around */
	/* Of the outermost frame; NULL where the clock has none. */
	const int64_t *today;
	const int64_t *first_day;
	const int64_t *day;
	const int64_t *answered;
	/* In a step of a schedule; of the outermost frame. */
	const int64_t *held;
	/* Where the outermost frame has a record at many looks in a row: its records each once,
	 * without a day, and of each place the record there. What does not ask for today is worked out
	 * in it. NULL: there is nothing to spare. */
	const struct frame *once;
	const int32_t *once_of;
};

/* The value of an expression in a frame; lives until the scratch is released. `lifted` says how
 * many relations further in the expression stands than the frame: 0 but for what is worked out
 * in a frame around. */
const int64_t *frame_value(struct evaluator *self, const struct frame *frame,
                           const struct node *node, int lifted);

/* What a schedule comes to for each record of an outermost frame. */
struct chain {
	const int32_t *first; /* count + 1: where each record's days begin in `held` */
	const int64_t *held;  /* the days on which something was held, ascending */
	/* When each of them was due, and behind the last when the next is: those of record i begin
	 * at first[i] + i. CELL_MISSING: nothing falls due. */
	const int64_t *due;
	const bool *has_begun; /* whether the first clock has a beginning */
};
struct chain frame_chain(struct evaluator *self, const struct frame *outermost,
                         const struct schedule *schedule);

/* Parts of frame_value(), each with files of their own. */
const int64_t *frame_call(struct evaluator *self, const struct frame *frame,
                          const struct node *node, int lifted);
const int64_t *frame_relation(struct evaluator *self, const struct frame *frame,
                              const struct node *node, int lifted);
const int64_t *frame_schedule_call(struct evaluator *self, const struct frame *frame,
                                   const struct node *node, int lifted);
const int64_t *frame_in(struct evaluator *self, const struct frame *frame,
                        const struct node *node, int lifted);

/* The pairs of a frame's records and those a relation means, the frame's in their order. */
struct pair {
	int32_t owner; /* in the frame */
	int32_t row;   /* of the relation's table */
};
struct pair_list {
	struct arena *arena;
	struct pair *items;
	size_t count;
	size_t capacity;
};
void frame_pairs(struct evaluator *self, const struct frame *frame,
                 const struct relation *relation, struct pair_list *out);

/* The number of a text: of its word, or, when no record has it, one behind the words. The text
 * must live as long as the evaluator. And the text of a number. */
int64_t text_number(struct evaluator *self, struct str text);
struct str text_of_number(const struct evaluator *self, int64_t number);

/* The records of the frame that `keep` marks, as a frame; its vectors live in the scratch. */
struct frame frame_keep(struct evaluator *self, const struct frame *frame, const bool *keep);

/* A vector of the outermost frame, in a frame within it. */
const int64_t *frame_spread(struct evaluator *self, const struct frame *frame,
                            const int64_t *values);

/* Whether a variant sets a parameter, so that no version of it counts. */
bool variant_sets(const struct variant *variant, int parameter);

/* Whether a node is a name that reads a record (a field, its child), and no day or parameter. */
bool names_record(const struct node *node);

/* The outermost frame, and the record in it that record `at` belongs to. */
const struct frame *frame_outermost(const struct frame *frame);
int32_t frame_owner(const struct frame *frame, int32_t at);

/* The row of the child's person, -1 when there is none. */
int32_t person_row(const struct tables *tables, int32_t child);

/* The day on which a row is over, CELL_MISSING while it is not: its end, or its start when it was
 * over at once. */
int64_t row_end(const struct table *table, int32_t row);
int64_t row_start(const struct table *table, int32_t row);

/* A date and a duration of a type added; CELL_MISSING outside the years of base/date.h. */
int64_t day_plus(const struct evaluator *self, int64_t day, enum lang_type type, int64_t amount);

/* The day on which who was born on `born` reaches an age in years: 1 March for 29 February in a
 * common year (rule A1). CELL_MISSING for an age below 0 or far beyond any life. */
int64_t birthday_of(int64_t born, int64_t age);

/* The day of an instant by the clock in England; a date is itself. */
int64_t day_of(enum lang_type type, int64_t value);

#endif
