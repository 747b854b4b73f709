/* A row as a delivery says it: what readers of files fill in and record/take.h stores.
 *
 *     struct record_row row;
 *     record_row_start(&row, RECORD_REFERRAL, child, line);
 *     record_set_date(&row, REFERRAL_RECEIVED, date);
 *     record_set_text(&row, REFERRAL_SOURCE, STR("1A"));
 *     st = record_take_row(take, &row, err);
 *
 * Texts are borrowed until the row is taken. A field that is not set is missing, which
 * is never 0 and never "no". */
#ifndef OUTTURN_RECORD_ROW_H
#define OUTTURN_RECORD_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/instant.h"
#include "base/text.h"
#include "record/type.h"

/* One field. Which member speaks is the field's kind: `number` for a date, a flag and a
 * number, and with `offset_minutes` (east of UTC) for an instant; `text` for all others.
 * In a row that was read back a ref has its hash in `number`, and a secret its
 * ciphertext in `text` (record/secret.h opens it). */
struct record_value {
	bool is_given;
	bool is_doubted; /* not given: a text came that a reader could not understand. Set only
	                    where a question asks for it (record/cases.h) */
	int16_t offset_minutes;
	int64_t number;
	struct str text;
};

struct record_row {
	enum record_type type;
	struct str child; /* the identifier as the source writes it; empty: not of a child */
	int64_t number;   /* the row or line of the file */
	struct record_value values[RECORD_FIELDS_MAX];
	struct str extra; /* columns that the type has no field for: a JSON object of their
	                     texts; empty for none. Kept as a secret */
};

/* An empty row of a type. */
void record_row_start(struct record_row *row, enum record_type type, struct str child,
                      int64_t number);

/* Set a field; the kind must fit, which is asserted. DATE_NONE and the empty text leave
 * it missing. */
void record_set_number(struct record_row *row, int field, int64_t number);
void record_set_date(struct record_row *row, int field, int32_t date);
void record_set_instant(struct record_row *row, int field, struct instant at);
void record_set_text(struct record_row *row, int field, struct str text);

/* A date field, DATE_NONE when it is missing; of an instant the local day. */
int32_t record_date(enum record_type type, const struct record_value *values, int field);

/* The days on which a row began and ended, DATE_NONE when that is not known. A row that was
 * over at once (a referral of no further action) and has no end ended on the day it began. */
int32_t record_start_day(enum record_type type, const struct record_value *values);
int32_t record_end_day(enum record_type type, const struct record_value *values);

#endif
