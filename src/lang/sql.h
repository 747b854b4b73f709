/* A definition as one PostgreSQL statement, for stores that add up on the server.
 *
 * The statement gives what oracle_answer() gives, for each authority of the tables: a row for
 * the whole of every period, and one for each category of the other dimensions in which
 * something is in or rejected. Its columns, in this order:
 *
 *     period        the period's number, as handed in
 *     dimension     the dimension's number; 0 is the whole
 *     authority
 *     category      a text; of numbers, dates and bands in digits, of conditions 0 or 1; NULL:
 *                   the whole, or the record has none
 *     is_changed    the definition changed within the period: the rest is 0
 *     records_in, counted, rejected, sum, over_sum, middle_twice   as in struct tally
 *
 * An authority without any record of the definition's type has no row. The records of a child lie
 * all in one authority, so counts and sums (not medians) of authorities may be added up.
 *
 * The statement asks for what db/language.h installs. Conditions are SQL's own three-valued
 * ones; all days and numbers are whole numbers, so nothing is rounded but by the language's
 * rules. A number that leaves 63 bits makes the server refuse. */
#ifndef OUTTURN_LANG_SQL_H
#define OUTTURN_LANG_SQL_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "lang/question.h"

struct sql_question {
	const struct schema *schema;
	const struct definition *definition; /* sound */
	const struct variant *variant;       /* NULL: the definition's own parameters */
	const struct dimension *dimensions;  /* the whole is always one: [0] */
	size_t dimension_count;
	/* A table, or a query in brackets, of the columns number, from_day and to_day. */
	struct str periods;
	/* Of each type of the schema a table, a view or a query in brackets of the rows that count:
	 * record_authority, record_id (rising as rows were added), of children's records
	 * record_child, and the fields under their names as in struct column, BIGINT all of them but
	 * codes and labels, which are texts. Only those are read that the definition asks for. */
	const struct str *tables;
	struct str given; /* likewise, of the figures of a definition with `given` */
};

/* Puts the statement, without a semicolon. E_LIMIT where it would have more than 4 MB. */
MUST_CHECK enum status lang_sql(const struct sql_question *question, struct buf *out,
                                struct err *err);

/* Puts periods as a query in brackets, numbered from 0. */
void lang_sql_put_periods(const struct span *periods, size_t count, struct buf *out);

#endif
