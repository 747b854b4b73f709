/* The tables of an SSDA903 return as data: which column is which field of which record.
 *
 * The XML form has the same columns as elements, but for CHILDID and PL, which CSV
 * calls CHILD and PLACE; both names are known in both forms. */
#ifndef OUTTURN_INTAKE_SSDA903_TABLE_H
#define OUTTURN_INTAKE_SSDA903_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "intake/format.h"
#include "record/coverage.h"
#include "record/type.h"

enum ssda903_role {
	SSDA903_FIELD,         /* a field of a record */
	SSDA903_CHILD,         /* the child's identifier */
	SSDA903_BIRTH,         /* the birth date, said again in every table */
	SSDA903_SEX,           /* the sex, said again of children who sought asylum */
	SSDA903_UPN,           /* a pupil number, or a code for why there is none */
	SSDA903_ACCOMMODATION, /* two characters: the type, and whether it is suitable */
};

struct ssda903_column {
	const char *names; /* "PLACE|PL": those it goes by; the first is for messages */
	enum ssda903_role role;
	enum record_type type;
	int field;
	bool is_required; /* a return without it is not whole */
};

struct ssda903_spec {
	const char *word; /* "episodes" */
	const struct ssda903_column *columns;
	size_t column_count;
	enum record_type type; /* the record that a row is */
	enum record_coverage_kind covers;
};

/* A table. */
const struct ssda903_spec *ssda903_spec(enum ssda903_table table);

/* The column of a table with that name, case and white space aside; NULL: none. */
const struct ssda903_column *ssda903_column_find(enum ssda903_table table, struct str name);

#endif
