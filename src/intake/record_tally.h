/* A sink that counts what a delivery of records holds and stores nothing: for looking at
 * a file before it is imported. Doubts are counted by rule and column; no value of a child
 * is kept. */
#ifndef OUTTURN_INTAKE_RECORD_TALLY_H
#define OUTTURN_INTAKE_RECORD_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "intake/record_reader.h"

/* Doubts of one rule in one column of one file. */
struct record_tally_doubt {
	struct finding first; /* the first of them; its texts live in the tally's arena */
	int64_t count;
};

struct record_tally {
	struct arena arena;
	struct record_file file; /* its texts live in the arena */
	int64_t rows[RECORD_TYPE_COUNT];
	struct record_coverage coverage[RECORD_TYPE_COUNT]; /* COVERS_NOTHING unless it was said */
	struct record_tally_doubt *doubts; /* in the order they came */
	size_t doubt_count;
	size_t doubt_capacity;
	struct map by_doubt;
	struct record_sink sink; /* to give to a reader */
};

#define auto_record_tally CLEANUP(record_tally_deinit) struct record_tally

/* Starts counting from nothing. */
void record_tally_init(struct record_tally *tally);

/* Frees it. Accepts a zeroed struct and a second call. */
void record_tally_deinit(struct record_tally *tally);

#endif
