/* XML on its way out: nested elements, one to a line, with faults put into their texts. */
#ifndef OUTTURN_SYNTH_OUT_XML_H
#define OUTTURN_SYNTH_OUT_XML_H

#include "synth/out_table.h"

struct out_xml {
	struct out_table table; /* what cells need: file, dates, year, faults; lines are counted */
	struct outfile file;
	int depth;
	struct str child;    /* whose elements are being written */
	struct arena *arena; /* of the family being written */
};

/* Opens the file; `table` says how cells are written. `number` as for out_table_begin(). */
MUST_CHECK enum status out_xml_open(struct out_xml *xml, const struct out_table *table,
                                    uint64_t number, const char *path, struct err *err);

/* An element that holds others begins and ends. */
void out_xml_begin(struct out_xml *xml, const char *name);
void out_xml_end(struct out_xml *xml, const char *name);

/* An element that holds text; none at all when the text is empty. */
void out_xml_text(struct out_xml *xml, const char *name, enum out_kind kind, struct str text);

/* The same for a date, and for a flag or number, of which negative ones are left out. */
void out_xml_date(struct out_xml *xml, const char *name, int32_t date);
void out_xml_number(struct out_xml *xml, const char *name, enum out_kind kind, int64_t number);

#endif
