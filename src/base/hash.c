#include "base/hash.h"

#include <stdlib.h>

#include <sodium.h>

#include "base/mem.h"

struct hasher {
	crypto_hash_sha256_state state;
};

struct hasher *hasher_new(void)
{
	struct hasher *hasher = mem_new(1, sizeof(*hasher));
	crypto_hash_sha256_init(&hasher->state);
	return hasher;
}

void hasher_close(struct hasher **hasher)
{
	free(*hasher);
	*hasher = NULL;
}

void hasher_add(struct hasher *hasher, struct str bytes)
{
	if (bytes.len)
		crypto_hash_sha256_update(&hasher->state, (const unsigned char *)bytes.ptr,
		                          bytes.len);
}

const char *hasher_print(struct hasher *hasher, char out[HASH_TEXT_BYTES])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_final(&hasher->state, digest);
	crypto_hash_sha256_init(&hasher->state);
	return sodium_bin2hex(out, HASH_TEXT_BYTES, digest, sizeof(digest));
}

const char *hash_print(struct str bytes, char out[HASH_TEXT_BYTES])
{
	auto_hasher hasher = hasher_new();
	hasher_add(hasher, bytes);
	return hasher_print(hasher, out);
}
