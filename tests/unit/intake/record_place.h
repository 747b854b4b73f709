/* A folder of made-up deliveries of records, and a log of what their reader hands on. */
#ifndef OUTTURN_TESTS_UNIT_INTAKE_RECORD_PLACE_H
#define OUTTURN_TESTS_UNIT_INTAKE_RECORD_PLACE_H

#include "base/arena.h"
#include "record_log.h"

struct record_place {
	struct arena arena;
	char path[64];
	struct record_log log;
	struct err err;
	const struct mapping *mapping; /* given to the reader; NULL: none */
};

typedef enum status record_place_reader(const struct record_reading *reading, struct err *err);

/* Setup and teardown of a cmocka test: `*state` is a struct record_place. */
int record_place_make(void **state);
int record_place_remove(void **state);

/* Writes a file into the folder; its path lives in the place's arena. */
const char *record_place_put(struct record_place *place, const char *name, const char *text);

/* The path of a sample under tests/cases/records. */
const char *record_place_sample(struct record_place *place, const char *name);

/* Reads what stands at `path` (a file or folder that forms one set) as an import would. */
enum status record_place_read(struct record_place *place, record_place_reader *reader,
                              const char *path, int32_t as_at);

/* Whether a line of the log is exactly this one. */
void assert_logged(struct record_place *place, const char *line);

/* The message of the first finding of the file with this rule; "" when there is none. */
const char *record_place_message(struct record_place *place, const char *rule);

#endif
