/* A dataset on standard output, for people or for programs. */
#ifndef OUTTURN_CLI_DATASET_PRINT_H
#define OUTTURN_CLI_DATASET_PRINT_H

#include <stdio.h>

#include "base/err.h"
#include "doc/dataset.h"

enum dataset_format {
	DATASET_FORMAT_TABLE,
	DATASET_FORMAT_CSV,
	DATASET_FORMAT_JSON,
};

/* Reads the value of --format; NULL is the table. E_USAGE lists what there is. */
MUST_CHECK enum status dataset_format_read(const char *value, enum dataset_format *out,
                                           struct err *err);

/* Writes the dataset; a table is tab-separated lines under its titles. */
MUST_CHECK enum status dataset_print(const struct dataset *dataset, enum dataset_format format,
                                     FILE *out, struct err *err);

#endif
