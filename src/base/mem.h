/* Heap memory that cannot be absent.
 *
 * Running out of memory ends the process in one place, with a message: the
 * store is protected by its transaction and outputs by being written aside, so
 * nothing is left half done. Sizes that outsiders control are bounded first and
 * refused with E_LIMIT; they never reach here unchecked. */
#ifndef OUTTURN_BASE_MEM_H
#define OUTTURN_BASE_MEM_H

#include <stddef.h>

#include "base/attr.h"

/* `count` zeroed items of `size_bytes`. Owned by the caller, freed by free(). */
void *mem_new(size_t count, size_t size_bytes);

/* `old` (or NULL) grown or shrunk to `count` items of `size_bytes`; new bytes
 * are not cleared. Owned by the caller, freed by free(). */
void *mem_resize(void *old, size_t count, size_t size_bytes);

/* Formatted text on the heap. Owned by the caller, freed by free(). */
char *mem_format(const char *format, ...) PRINTF_LIKE(1, 2);

/* The capacity to grow to, so that appending one by one stays linear: at least
 * `needed`, and at least half as much again as `capacity`. */
size_t mem_grown(size_t capacity, size_t needed);

/* Ends the process with the message; for allocators, which must not format. */
_Noreturn void mem_exhausted(void);

#endif
