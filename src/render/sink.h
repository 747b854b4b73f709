/* Where an output goes: a buffer in memory or an open stream.
 *
 * The first write that fails makes the sink fail for good; later writes do
 * nothing. The writer goes on and asks once, at the end. */
#ifndef OUTTURN_RENDER_SINK_H
#define OUTTURN_RENDER_SINK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

struct sink {
	struct buf *buf; /* one of the two is set; both borrowed */
	FILE *stream;
	int error; /* errno of the first failure of the stream, or 0 */
};

/* A sink into a buffer, or into a stream. */
struct sink sink_to_buf(struct buf *buf);
struct sink sink_to_stream(FILE *stream);

/* Writes text, one byte, or a whole number. */
void sink_add(struct sink *sink, struct str text);
void sink_add_char(struct sink *sink, char c);
void sink_add_int(struct sink *sink, int64_t number);

/* OK when everything was written (and flushed, for a stream); else E_LIMIT or
 * E_IO naming `what` ("digest.html") and the reason. */
MUST_CHECK enum status sink_check(struct sink *sink, const char *what, struct err *err);

#endif
