/* Memory that cannot be absent, for the libraries as well.
 *
 * Running out of memory ends the process with a message (base/mem.h). Libraries
 * answer it in their own ways, some by going on with a null pointer. So the program
 * defines the allocation functions that all of them use: glibc's own, which end the
 * process where they would have failed. docs/decisions/0004-out-of-memory.md says
 * why. The sanitizers bring an allocator of their own, which does the same. */
#if !defined(__SANITIZE_ADDRESS__)

#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"

/* Exported by glibc under these names, for programs that define the usual ones. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	void *memory = __libc_malloc(size);
	if (!memory)
		mem_exhausted();
	return memory;
}

void *calloc(size_t count, size_t size)
{
	void *memory = __libc_calloc(count, size);
	if (!memory)
		mem_exhausted();
	return memory;
}

void *realloc(void *old, size_t size)
{
	void *memory = __libc_realloc(old, size);
	/* realloc(old, 0) frees and may answer with no memory, which is no failure. */
	if (!memory && size > 0)
		mem_exhausted();
	return memory;
}

#endif
