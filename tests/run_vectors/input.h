/* Fields of a vector's input, by type. Each fails with E_INPUT naming the field
 * that is absent or of another type. */
#ifndef OUTTURN_TESTS_RUN_VECTORS_INPUT_H
#define OUTTURN_TESTS_RUN_VECTORS_INPUT_H

#include <stdint.h>

#include <jansson.h>

#include "base/err.h"
#include "base/text.h"
#include "figure/ratio.h"

/* A text; borrowed from `input`. */
MUST_CHECK enum status input_text(const json_t *input, const char *field, struct str *out,
                                  struct err *err);

/* A day, written as text: "2013-12-31". */
MUST_CHECK enum status input_date(const json_t *input, const char *field, int32_t *out,
                                  struct err *err);

/* A whole number within `least` and `most`. */
MUST_CHECK enum status input_whole(const json_t *input, const char *field, int64_t least,
                                   int64_t most, int64_t *out, struct err *err);

/* An exact number: a JSON number, or a text such as "66.9" or "604/1000". */
MUST_CHECK enum status input_number(const json_t *value, struct ratio *out, struct err *err);
MUST_CHECK enum status input_ratio(const json_t *input, const char *field, struct ratio *out,
                                   struct err *err);

/* Sets a field of an answer: a day, or (`text` NULL) no value. */
void answer_date(json_t *answer, const char *field, int32_t date);
void answer_text(json_t *answer, const char *field, const char *text);
void answer_whole(json_t *answer, const char *field, int64_t number);

#endif
