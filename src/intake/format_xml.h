/* Which return an XML file is, by its first elements. */
#ifndef OUTTURN_INTAKE_FORMAT_XML_H
#define OUTTURN_INTAKE_FORMAT_XML_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/format.h"

/* Whether the beginning of a file is that of an XML document (and no web page). */
bool format_xml_is(struct str head);

/* The kind of return and its collection year (0: not said). E_INPUT for another document, a
 * document type, or a head that is not well-formed before the return shows itself. */
MUST_CHECK enum status format_xml_find(struct str head, enum format_kind *kind_out,
                                       int *year_out, struct err *err);

#endif
