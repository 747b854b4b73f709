/* The keys under which identifiers are kept.
 *
 * A workspace has one key file of its own (outturn.key, readable by its owner alone,
 * never in a backup of the store). From it come a key for hashes, by which the same child
 * is recognised again without being named, and one that wraps each child's own key. A
 * child's identifier and free text are ciphertext under the child's own key: destroying
 * that key (record/child.h) makes them unreadable wherever a copy lies.
 *
 * Algorithms are libsodium's: keyed BLAKE2b, and XChaCha20-Poly1305. */
#ifndef OUTTURN_RECORD_SECRET_H
#define OUTTURN_RECORD_SECRET_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

struct record_keys; /* opened from the key file; wiped when closed */

#define auto_record_keys CLEANUP(record_keys_cleanup) struct record_keys *

/* Makes a new key file; E_CONFLICT when there is one, E_IO when it cannot be written. */
MUST_CHECK enum status record_keys_create(const char *path, struct err *err);

/* Opens it: E_MISSING when there is none (the message says what is lost without it),
 * E_INPUT when it is no key file, or when others than its owner may read it. */
MUST_CHECK enum status record_keys_open(const char *path, struct record_keys **out,
                                        struct err *err);

/* Keys that no file holds, for a store that is thrown away (a check). The caller closes
 * them. */
struct record_keys *record_keys_passing(void);

/* Wipes and frees them; accepts NULL. */
void record_keys_close(struct record_keys *keys);
void record_keys_cleanup(struct record_keys **keys);

/* A keyed hash of several texts, their borders included: 63 bits, never 0. For rows and
 * references. */
int64_t record_hash(const struct record_keys *keys, const struct str *parts, size_t count);

/* A keyed hash of 128 bits in 32 hexadecimal digits. For children. */
enum { RECORD_LONG_HASH_BYTES = 33 };
const char *record_long_hash(const struct record_keys *keys, const struct str *parts,
                             size_t count, char out[RECORD_LONG_HASH_BYTES]);

/* The same form of random bits: the hash of nobody. Returns `out`. */
const char *record_random_hash(char out[RECORD_LONG_HASH_BYTES]);

enum { CHILD_KEY_BYTES = 32 };
struct child_key {
	unsigned char bytes[CHILD_KEY_BYTES];
};

/* The key of what is of no child: secrets of workers, teams and adopters. */
struct child_key record_common_key(const struct record_keys *keys);

/* Clears a key from memory; whoever held one calls it. */
void child_key_wipe(struct child_key *key);

/* A new random key of a child, and the two ways between it and the text that the store
 * keeps of it. E_INPUT when the text was not wrapped by these keys. */
void child_key_make(struct child_key *out);
struct str child_key_wrap(const struct record_keys *keys, const struct child_key *key,
                          struct arena *arena);
MUST_CHECK enum status child_key_unwrap(const struct record_keys *keys, struct str wrapped,
                                        struct child_key *out, struct err *err);

/* Text to ciphertext (base64) and back, in `arena`. E_INPUT when it was altered or is
 * under another key. */
struct str secret_seal(const struct child_key *key, struct str text, struct arena *arena);
MUST_CHECK enum status secret_open(const struct child_key *key, struct str sealed,
                                   struct arena *arena, struct str *out, struct err *err);

#endif
