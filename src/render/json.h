/* A document's figures as JSON, by the published schema
 * (docs/digest.schema.json): the metadata, and each dataset with its columns,
 * notes and rows as an array of objects. A missing cell is null; numbers are JSON
 * numbers with up to 15 significant digits. */
#ifndef OUTTURN_RENDER_JSON_H
#define OUTTURN_RENDER_JSON_H

#include "base/text.h"
#include "doc/doc.h"
#include "render/sink.h"

/* The version of the format, also in the schema. */
#define JSON_FORMAT_VERSION "1.0"

/* Writes the document; ask sink_check() how it went. */
void json_write(const struct doc *doc, struct sink *sink);

/* Writes one dataset alone: the same object that stands in the document. */
void json_write_dataset(const struct dataset *dataset, struct sink *sink);

#endif
