/* How the lines of one table of the Standard Safeguarding Dataset become records: worked out
 * from its headings, once, before its lines are read. */
#ifndef OUTTURN_INTAKE_SSD_PLAN_H
#define OUTTURN_INTAKE_SSD_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/finding.h"
#include "base/text.h"
#include "intake/ssd_table.h"
#include "intake/table_stream.h"
#include "record/type.h"

struct ssd_index;

/* A cell that feeds a field. */
struct ssd_read {
	int field;
	size_t place;
};

/* A field that is looked up in another table. */
struct ssd_look {
	int field;
	size_t place; /* of the key */
	const struct ssd_index *index;
	size_t kept;
	bool may_miss;
};

/* How lines of a table become rows of one type. */
struct ssd_plan {
	enum record_type type;
	struct ssd_read *reads;
	size_t read_count;
	struct ssd_look *looks;
	size_t look_count;
	size_t start; /* places of the fields that say when it was; SIZE_MAX: not there */
	size_t end;
};

/* A table of the dataset, as a file holds it. */
struct ssd_member {
	const char *path;
	struct str file;      /* as findings name it */
	struct str prefix;    /* "cine" */
	int64_t header_row;
	struct str *headings; /* as they are compared */
	size_t heading_count;
	bool *is_taken;       /* of each place */
	bool is_empty;
	size_t child;         /* place of the child's identifier; SIZE_MAX: none */
	struct ssd_plan plans[SSD_TYPES_MAX];
	size_t plan_count;
};

/* The place of a column among the headings; SIZE_MAX: it is not there. */
size_t ssd_member_place(const struct ssd_member *table, struct str column);

/* A finding of the table's file. */
struct finding ssd_member_finding(const struct ssd_member *table, const char *rule,
                                  enum finding_severity severity);

/* Works out a table from the first rows of its file, which hold headings at least: what it
 * is, and what its columns feed. `path` and `file` are given. What it lacks, what it has
 * besides and what is not taken are findings. Lives in `arena`. Fields that other tables
 * hold are planned by the caller. */
void ssd_member_plan(struct ssd_member *table, const struct table_head *head,
                     struct finding_list *findings, struct arena *arena);

#endif
