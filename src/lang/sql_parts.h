/* The SQL printer's own parts, which nothing else includes.
 *
 * The record of the `of` line is called r0 in the statement, the record of a relation inside it
 * r1, and so on; p is the period, c what the clock says, l0, l1, ... the `let`s. */
#ifndef OUTTURN_LANG_SQL_PARTS_H
#define OUTTURN_LANG_SQL_PARTS_H

#include "lang/sql.h"

enum { SQL_FRAMES_MAX = 8 }; /* relations stand five deep, one of a schedule around them */

struct sql_printer {
	const struct sql_question *question;
	struct buf *out;
	bool *asks_type;  /* one a type: its rows are read */
	bool asks_families;
	bool is_in_clock; /* nothing is known yet but the record: `let`s are written out */
	const struct table_type *frames[SQL_FRAMES_MAX]; /* the type of r0, r1, ... */
	int depth;        /* the innermost of them */
};

/* Puts an expression for the record of the innermost frame, in brackets where it needs them. */
void sql_put_node(struct sql_printer *printer, const struct node *node);

/* Puts a field of the row called `alias`, in the units of tree.h. */
void sql_put_field(struct sql_printer *printer, const char *alias, const struct field *field);

/* Puts the name under which rows of a type are read, and notes that they are. */
void sql_put_rows_of(struct sql_printer *printer, int type);

/* Puts a field of the child's own record, for the row of a frame. */
void sql_put_child_field(struct sql_printer *printer, int frame, int field);

/* Puts a relation's value. */
void sql_put_relation(struct sql_printer *printer, const struct node *node);

/* Puts ` FROM ... WHERE ...`: the rows that a relation means, the innermost frame being theirs
 * already. */
void sql_put_related(struct sql_printer *printer, const struct relation *relation);

/* Puts the order of a frame's rows by their place, for ORDER BY. */
void sql_put_place_order(struct sql_printer *printer, int frame, bool is_last_first);

/* Puts a text in quotation marks. */
void sql_put_text(struct buf *out, struct str text);

/* Puts a date so much later, or earlier. */
void sql_put_move(struct sql_printer *printer, const struct node *date, const struct node *by,
                  bool is_earlier);
const char *sql_move_function(enum lang_type type);

/* Puts a value of a function that asks a schedule. */
void sql_put_schedule_call(struct sql_printer *printer, const struct node *call);

/* Puts a query in brackets: all dates due of a schedule as `due`, and when each was `held`
 * (NULL: not yet), knowing what was held up to a day, which is SQL (NULL: all). */
void sql_put_dues(struct sql_printer *printer, const struct schedule *schedule,
                  const char *known_up_to);

#endif
