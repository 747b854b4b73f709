#include "render/sink.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

struct sink sink_to_buf(struct buf *buf)
{
	return (struct sink){ .buf = buf };
}

struct sink sink_to_stream(FILE *stream)
{
	return (struct sink){ .stream = stream };
}

void sink_add(struct sink *sink, struct str text)
{
	if (sink->buf) {
		buf_add(sink->buf, text);
		return;
	}
	if (sink->error || !text.len)
		return;
	errno = 0;
	if (fwrite(text.ptr, 1, text.len, sink->stream) != text.len)
		sink->error = errno ? errno : EIO;
}

void sink_add_char(struct sink *sink, char c)
{
	sink_add(sink, (struct str){ &c, 1 });
}

void sink_add_int(struct sink *sink, int64_t number)
{
	char text[24];
	int len = snprintf(text, sizeof(text), "%" PRId64, number);
	sink_add(sink, (struct str){ text, (size_t)len });
}

enum status sink_check(struct sink *sink, const char *what, struct err *err)
{
	if (sink->buf)
		return buf_check(sink->buf, what, err);
	errno = 0;
	if (!sink->error && fflush(sink->stream) != 0)
		sink->error = errno ? errno : EIO;
	if (!sink->error)
		return OK;
	return err_set(err, E_IO, "cannot write %s: %s", what, strerror(sink->error));
}
