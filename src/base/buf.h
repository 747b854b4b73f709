/* Text to build: bytes that grow up to a maximum set at birth.
 *
 * The first append that would pass the maximum makes the buffer fail for good;
 * later appends do nothing. The writer goes on and asks once, at the end. */
#ifndef OUTTURN_BASE_BUF_H
#define OUTTURN_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

struct buf {
	char *bytes; /* always NUL-terminated once anything was appended */
	size_t len;
	size_t capacity;
	size_t max_bytes;
	bool failed;
};

#define auto_buf CLEANUP(buf_deinit) struct buf

/* An empty buffer that may grow to `max_bytes`. */
struct buf buf_init(size_t max_bytes);

/* Frees the bytes. Accepts a zeroed struct and a second call. */
void buf_deinit(struct buf *buf);

/* Empties the buffer and forgets a failure; keeps the memory. */
void buf_clear(struct buf *buf);

/* Append bytes, one byte, or formatted text. */
void buf_add(struct buf *buf, struct str text);
void buf_add_char(struct buf *buf, char c);
void buf_format(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

/* What was built so far; borrowed until the next append. */
struct str buf_view(const struct buf *buf);

/* OK, or E_LIMIT naming `what` when an append did not fit. */
MUST_CHECK enum status buf_check(const struct buf *buf, const char *what, struct err *err);

#endif
