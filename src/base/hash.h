/* SHA-256, for delivered files, migrations and the audit chain. Bytes in memory are hashed
 * at once, those of a large file piece by piece. */
#ifndef OUTTURN_BASE_HASH_H
#define OUTTURN_BASE_HASH_H

#include "base/attr.h"
#include "base/text.h"

enum { HASH_TEXT_BYTES = 65 }; /* 64 hexadecimal digits and a NUL */

/* Writes the SHA-256 of `bytes` in lower-case hexadecimal. Returns `out`. */
const char *hash_print(struct str bytes, char out[HASH_TEXT_BYTES]);

/* Bytes that come in pieces. */
struct hasher;

#define auto_hasher CLEANUP(hasher_close) struct hasher *

/* A hasher without bytes yet. Owned by the caller. */
struct hasher *hasher_new(void);

/* Frees it; accepts a pointer to NULL. */
void hasher_close(struct hasher **hasher);

/* Takes the next bytes. */
void hasher_add(struct hasher *hasher, struct str bytes);

/* Writes the SHA-256 of all bytes taken, as hash_print() does, and starts anew. Returns
 * `out`. */
const char *hasher_print(struct hasher *hasher, char out[HASH_TEXT_BYTES]);

#endif
