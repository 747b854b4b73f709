#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const int EXIT_CODES[E_STATUS_COUNT] = {
	[OK] = 0,
	[E_USAGE] = 2,
	[E_INPUT] = 3,
	[E_LIMIT] = 4,
	[E_IO] = 5,
	[E_MISSING] = 6,
	[E_CONFLICT] = 7,
	[E_DENIED] = 8,
	[E_STORE] = 9,
	[E_VERSION] = 10,
	[E_EXTERNAL] = 11,
};

/* Ends `text` before a UTF-8 sequence that the buffer's end has cut. */
static void drop_cut_character(char *text)
{
	size_t len = strlen(text);
	size_t start = len;
	while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	unsigned char lead = (unsigned char)text[start - 1];
	size_t wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
	if (len - start < wanted)
		text[start - 1] = '\0';
}

enum status err_set(struct err *err, enum status status, const char *format, ...)
{
	assert(status > OK && status < E_STATUS_COUNT);
	if (!err)
		return status;
	va_list args;
	va_start(args, format);
	int len = vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	err->status = status;
	if (len >= (int)sizeof(err->text))
		drop_cut_character(err->text);
	return status;
}

enum status err_wrap(struct err *err, enum status status, const char *format, ...)
{
	if (!err)
		return status;
	char inner[ERR_TEXT_BYTES];
	memcpy(inner, err->text, sizeof(inner));
	va_list args;
	va_start(args, format);
	int len = vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	if (len < 0 || len >= (int)sizeof(err->text)) {
		drop_cut_character(err->text);
		return status;
	}
	size_t used = (size_t)len;
	if (snprintf(err->text + used, sizeof(err->text) - used, ": %s", inner) >=
	    (int)(sizeof(err->text) - used))
		drop_cut_character(err->text);
	return status;
}

int status_exit_code(enum status status)
{
	assert(status < E_STATUS_COUNT);
	return EXIT_CODES[status];
}
