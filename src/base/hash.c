#include "base/hash.h"

#include <sodium.h>

const char *hash_print(struct str bytes, char out[HASH_TEXT_BYTES])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	static const unsigned char NOTHING[1];
	const unsigned char *from = bytes.len ? (const unsigned char *)bytes.ptr : NOTHING;
	crypto_hash_sha256(digest, from, bytes.len);
	return sodium_bin2hex(out, HASH_TEXT_BYTES, digest, sizeof(digest));
}
