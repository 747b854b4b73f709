/* SHA-256, for delivered files, migrations and the audit chain. */
#ifndef OUTTURN_BASE_HASH_H
#define OUTTURN_BASE_HASH_H

#include "base/text.h"

enum { HASH_TEXT_BYTES = 65 }; /* 64 hexadecimal digits and a NUL */

/* Writes the SHA-256 of `bytes` in lower-case hexadecimal. Returns `out`. */
const char *hash_print(struct str bytes, char out[HASH_TEXT_BYTES]);

#endif
