/* What every fuzz target of a reader of records does with its input: hand it over as
 * files, and hold what comes back to what readers promise. */
#ifndef OUTTURN_TESTS_FUZZ_RECORDS_CHECK_H
#define OUTTURN_TESTS_FUZZ_RECORDS_CHECK_H

#include <stddef.h>

#include "base/text.h"
#include "intake/format.h"

enum { RECORDS_CHECK_FILES = 16 };

/* Reads files as one set of the kind; `parts` gives the part of each (NULL: all 0).
 * Aborts when a promise is broken: a doubt comes directly before its row, rows are of a
 * child, every value fits its field, texts are UTF-8, and an error has words. */
void records_check(enum format_kind kind, const struct str *texts, const int *parts,
                   size_t count);

struct mapping;

/* The same for one table that a mapping explains. */
void records_check_mapped(const struct mapping *mapping, struct str text);

#endif
