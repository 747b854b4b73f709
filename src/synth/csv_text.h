/* Cells of CSV files as text. */
#ifndef OUTTURN_SYNTH_CSV_TEXT_H
#define OUTTURN_SYNTH_CSV_TEXT_H

#include <stdio.h>

#include "base/text.h"

/* Writes a cell, in quotes where its text asks for them. */
void csv_write_cell(FILE *to, struct str text);

#endif
