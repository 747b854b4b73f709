/* The functions that vectors may name, and how each is called.
 *
 * An adapter reads a vector's input, asks the program, and puts the answer down as
 * the vector's file would write it. It computes nothing of its own. A new function
 * is a row in adapters.c and a prototype here; one that the shipped definitions answer is a row
 * in record_function.c. */
#ifndef OUTTURN_TESTS_RUN_VECTORS_ADAPTERS_H
#define OUTTURN_TESTS_RUN_VECTORS_ADAPTERS_H

#include <jansson.h>

#include "base/err.h"
#include "base/text.h"

/* Fills the JSON object `answer` from the JSON object `input`. A failure means that
 * the function could not be called, not that it gave no value: that is a null. */
typedef enum status vector_adapter(const json_t *input, json_t *answer, struct err *err);

/* The adapter of a function; NULL when there is none. */
vector_adapter *adapter_find(struct str fn);

/* adapters_clock.c */
vector_adapter run_working_days, run_due_working, run_add_months, run_age, run_fin;

/* adapters_number.c */
vector_adapter run_round, run_pct, run_rate;

/* adapters_judge.c */
vector_adapter run_rag, run_band, run_dot, run_wilson, run_byar;

#endif
