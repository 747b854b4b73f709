/* Rows of a grid as text, and XLSX packages made of literals: for tests of readers. */
#ifndef OUTTURN_TESTS_UNIT_INTAKE_COLLECT_H
#define OUTTURN_TESTS_UNIT_INTAKE_COLLECT_H

#include <stddef.h>

#include "base/buf.h"
#include "intake/grid.h"

/* A sink that appends every row with a cell as "3: a|b|c\n". Borrows `out`. */
struct grid_sink collect_rows(struct buf *out);

struct package_part {
	const char *path;
	const char *xml;
};

/* Appends a zip of the parts to `out`. */
void package_build(const struct package_part *parts, size_t count, struct buf *out);

/* A workbook with one sheet "Figures", whose <sheetData> holds `rows`; `shared` holds the
 * <si> elements, `formats` the <numFmt> and `styles` the <xf> elements. */
void workbook_build(const char *rows, const char *shared, const char *formats,
                    const char *styles, struct buf *out);

#endif
