/* Random definitions over the schema of the agreement tests, as text. */
#ifndef OUTTURN_TESTS_LANG_RANDOM_DEFINITION_H
#define OUTTURN_TESTS_LANG_RANDOM_DEFINITION_H

#include "base/buf.h"
#include "chance.h"

/* The schema they speak of, in the form of schema_parse(). */
extern const char RANDOM_SCHEMA[];

/* Puts a definition named R that is sound in nearly every case. */
void random_definition(struct chance *chance, struct buf *out);

#endif
