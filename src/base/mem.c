#include "base/mem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Exit code of a process that ran out of memory; see status_exit_code(). */
enum { EXIT_NO_MEMORY = 12 };

_Noreturn void mem_exhausted(void)
{
	/* Formatting could allocate: a plain write cannot. */
	static const char MESSAGE[] = "outturn: out of memory; nothing was changed\n";
	ssize_t ignored = write(STDERR_FILENO, MESSAGE, sizeof(MESSAGE) - 1);
	(void)ignored;
	_exit(EXIT_NO_MEMORY);
}

void *mem_new(size_t count, size_t size_bytes)
{
	void *memory = calloc(count ? count : 1, size_bytes ? size_bytes : 1);
	if (!memory)
		mem_exhausted();
	return memory;
}

void *mem_resize(void *old, size_t count, size_t size_bytes)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size_bytes, &bytes))
		mem_exhausted();
	void *memory = realloc(old, bytes ? bytes : 1);
	if (!memory)
		mem_exhausted();
	return memory;
}

char *mem_format(const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);
	char *text = mem_new((size_t)len + 1, 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

size_t mem_grown(size_t capacity, size_t needed)
{
	size_t grown = capacity + capacity / 2 + 8;
	return grown > needed ? grown : needed;
}
