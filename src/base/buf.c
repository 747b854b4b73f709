#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct buf buf_init(size_t max_bytes)
{
	return (struct buf){ .max_bytes = max_bytes };
}

void buf_deinit(struct buf *buf)
{
	free(buf->bytes);
	*buf = (struct buf){ 0 };
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->failed = false;
}

/* Makes room for `extra` bytes and the NUL; false marks the buffer failed. */
static bool make_room(struct buf *buf, size_t extra)
{
	if (buf->failed || extra > buf->max_bytes - buf->len) {
		buf->failed = true;
		return false;
	}
	size_t needed = buf->len + extra + 1;
	if (needed > buf->capacity) {
		buf->capacity = mem_grown(buf->capacity, needed);
		buf->bytes = mem_resize(buf->bytes, buf->capacity, 1);
	}
	return true;
}

void buf_add(struct buf *buf, struct str text)
{
	if (!make_room(buf, text.len))
		return;
	if (text.len)
		memcpy(buf->bytes + buf->len, text.ptr, text.len);
	buf->len += text.len;
	buf->bytes[buf->len] = '\0';
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, (struct str){ &c, 1 });
}

void buf_format(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		buf->failed = true;
	else if (make_room(buf, (size_t)len)) {
		vsnprintf(buf->bytes + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

struct str buf_view(const struct buf *buf)
{
	return (struct str){ buf->bytes ? buf->bytes : "", buf->len };
}

enum status buf_check(const struct buf *buf, const char *what, struct err *err)
{
	if (!buf->failed)
		return OK;
	return err_set(err, E_LIMIT, "%s is longer than %zu bytes", what, buf->max_bytes);
}
