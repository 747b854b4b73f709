#include "record/secret.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/file.h"
#include "base/mem.h"

enum {
	MASTER_BYTES = crypto_kdf_KEYBYTES,
	KEY_FILE_MAX_BYTES = 4096,
	NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	WRAPPED_MAX_BYTES = 256, /* a child's key as text is shorter */
};

/* The first line of a key file; a second line holds the key itself in base64. */
static const char FILE_HEAD[] = "outturn key 1\n";

static const char BASE64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

/* Separate keys for separate uses, all from the one of the file. */
struct record_keys {
	unsigned char hash[crypto_generichash_KEYBYTES];
	struct child_key wrap;
	struct child_key common;
};

/* sodium_init() may be called again and from any thread. */
static void need_sodium(void)
{
	if (sodium_init() < 0)
		abort(); /* the machine has no source of randomness */
}

static void wipe_buf(struct buf *buf)
{
	if (buf->bytes)
		sodium_memzero(buf->bytes, buf->capacity);
	buf_deinit(buf);
}

/* Writes the whole text or says why not; the file is removed again then. */
static enum status write_key_file(const char *path, const char *text, size_t len,
                                  struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd < 0 && errno == EEXIST)
		return err_set(err, E_CONFLICT, "there is a key file '%s' already", path);
	if (fd < 0)
		return file_error(err, "make the key file", path, errno);
	ssize_t written = write(fd, text, len);
	int error = written == (ssize_t)len ? 0 : written < 0 ? errno : ENOSPC;
	if (error == 0 && fsync(fd) != 0)
		error = errno;
	if (close(fd) != 0 && error == 0)
		error = errno;
	if (error == 0)
		return OK;
	unlink(path);
	return file_error(err, "write the key file", path, error);
}

enum status record_keys_create(const char *path, struct err *err)
{
	need_sodium();
	unsigned char master[MASTER_BYTES];
	crypto_kdf_keygen(master);
	char text[sizeof(FILE_HEAD) + sodium_base64_ENCODED_LEN(MASTER_BYTES, 3) + 1];
	memcpy(text, FILE_HEAD, sizeof(FILE_HEAD) - 1);
	size_t len = sizeof(FILE_HEAD) - 1;
	sodium_bin2base64(text + len, sizeof(text) - len, master, sizeof(master), BASE64);
	len += strlen(text + len);
	text[len++] = '\n';
	enum status st = write_key_file(path, text, len, err);
	sodium_memzero(master, sizeof(master));
	sodium_memzero(text, sizeof(text));
	return st;
}

/* The key of a file's text; false when the text is no key file. */
static bool parse_key_file(struct str text, unsigned char master[MASTER_BYTES])
{
	struct str head = { FILE_HEAD, sizeof(FILE_HEAD) - 1 };
	if (!str_equal(str_slice(text, 0, head.len), head))
		return false;
	struct str line = str_trim(str_slice(text, head.len, text.len));
	size_t len = 0;
	return sodium_base642bin(master, MASTER_BYTES, line.ptr, line.len, NULL, &len, NULL,
	                         BASE64) == 0 &&
	       len == MASTER_BYTES;
}

static enum status check_private(const char *path, struct err *err)
{
	struct stat there;
	if (stat(path, &there) != 0 && errno == ENOENT)
		return err_set(err, E_MISSING,
		               "there is no key file '%s'; without it children's identifiers "
		               "and free text cannot be read, and new deliveries cannot be "
		               "joined to what is known", path);
	if (stat(path, &there) != 0)
		return file_error(err, "read the key file", path, errno);
	if (there.st_mode & (S_IRWXG | S_IRWXO))
		return err_set(err, E_INPUT,
		               "the key file '%s' may be read by others than its owner; "
		               "'chmod 600' mends that", path);
	return OK;
}

static struct record_keys *derive_keys(const unsigned char master[MASTER_BYTES])
{
	static const char USE[crypto_kdf_CONTEXTBYTES + 1] = "outturn1";
	struct record_keys *keys = mem_new(1, sizeof(*keys));
	crypto_kdf_derive_from_key(keys->hash, sizeof(keys->hash), 1, USE, master);
	crypto_kdf_derive_from_key(keys->wrap.bytes, CHILD_KEY_BYTES, 2, USE, master);
	crypto_kdf_derive_from_key(keys->common.bytes, CHILD_KEY_BYTES, 3, USE, master);
	return keys;
}

enum status record_keys_open(const char *path, struct record_keys **out, struct err *err)
{
	need_sodium();
	enum status st = check_private(path, err);
	if (st != OK)
		return st;
	struct buf text = buf_init(KEY_FILE_MAX_BYTES);
	st = file_read(path, KEY_FILE_MAX_BYTES, &text, err);
	unsigned char master[MASTER_BYTES];
	if (st == OK && !parse_key_file(buf_view(&text), master))
		st = err_set(err, E_INPUT, "'%s' is no key file of Outturn, or is damaged", path);
	wipe_buf(&text);
	if (st == OK)
		*out = derive_keys(master);
	sodium_memzero(master, sizeof(master));
	return st;
}

struct record_keys *record_keys_passing(void)
{
	need_sodium();
	unsigned char master[MASTER_BYTES];
	crypto_kdf_keygen(master);
	struct record_keys *keys = derive_keys(master);
	sodium_memzero(master, sizeof(master));
	return keys;
}

void record_keys_close(struct record_keys *keys)
{
	if (!keys)
		return;
	sodium_memzero(keys, sizeof(*keys));
	free(keys);
}

void record_keys_cleanup(struct record_keys **keys)
{
	record_keys_close(*keys);
	*keys = NULL;
}

/* Hashes the texts with their lengths, so that "a", "bc" is not "ab", "c". */
static void hash_parts(const struct record_keys *keys, const struct str *parts, size_t count,
                       unsigned char *out, size_t out_bytes)
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, keys->hash, sizeof(keys->hash), out_bytes);
	for (size_t i = 0; i < count; i++) {
		uint64_t len = parts[i].len;
		crypto_generichash_update(&state, (const unsigned char *)&len, sizeof(len));
		if (len)
			crypto_generichash_update(&state, (const unsigned char *)parts[i].ptr,
			                          len);
	}
	crypto_generichash_final(&state, out, out_bytes);
}

int64_t record_hash(const struct record_keys *keys, const struct str *parts, size_t count)
{
	unsigned char bytes[crypto_generichash_BYTES_MIN];
	hash_parts(keys, parts, count, bytes, sizeof(bytes));
	uint64_t number;
	memcpy(&number, bytes, sizeof(number));
	number &= INT64_MAX;
	return number ? (int64_t)number : 1;
}

const char *record_long_hash(const struct record_keys *keys, const struct str *parts,
                             size_t count, char out[RECORD_LONG_HASH_BYTES])
{
	unsigned char bytes[(RECORD_LONG_HASH_BYTES - 1) / 2];
	hash_parts(keys, parts, count, bytes, sizeof(bytes));
	return sodium_bin2hex(out, RECORD_LONG_HASH_BYTES, bytes, sizeof(bytes));
}

const char *record_random_hash(char out[RECORD_LONG_HASH_BYTES])
{
	need_sodium();
	unsigned char bytes[(RECORD_LONG_HASH_BYTES - 1) / 2];
	randombytes_buf(bytes, sizeof(bytes));
	return sodium_bin2hex(out, RECORD_LONG_HASH_BYTES, bytes, sizeof(bytes));
}

void child_key_make(struct child_key *out)
{
	need_sodium();
	randombytes_buf(out->bytes, sizeof(out->bytes));
}

void child_key_wipe(struct child_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

struct child_key record_common_key(const struct record_keys *keys)
{
	return keys->common;
}

struct str child_key_wrap(const struct record_keys *keys, const struct child_key *key,
                          struct arena *arena)
{
	return secret_seal(&keys->wrap,
	                   (struct str){ (const char *)key->bytes, sizeof(key->bytes) }, arena);
}

struct str secret_seal(const struct child_key *key, struct str text, struct arena *arena)
{
	size_t sealed_len = NONCE_BYTES + text.len + TAG_BYTES;
	unsigned char *sealed = arena_new(arena, sealed_len, 1);
	randombytes_buf(sealed, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		sealed + NONCE_BYTES, NULL, (const unsigned char *)text.ptr, text.len, NULL, 0,
		NULL, sealed, key->bytes);
	size_t room = sodium_base64_encoded_len(sealed_len, BASE64);
	char *out = arena_new(arena, room, 1);
	sodium_bin2base64(out, room, sealed, sealed_len, BASE64);
	return str_of(out);
}

enum opening { SECRET_OPENED, SECRET_NOT_WHOLE, SECRET_NOT_OURS };

/* Opens a secret into room for as many bytes as it has itself, once for its bytes and once
 * for its text. */
static enum opening open_into(const struct child_key *key, struct str sealed,
                              unsigned char *bytes, char *text, size_t *text_len_out)
{
	size_t len = 0;
	if (sodium_base642bin(bytes, sealed.len, sealed.ptr, sealed.len, NULL, &len, NULL,
	                      BASE64) != 0 ||
	    len < NONCE_BYTES + TAG_BYTES)
		return SECRET_NOT_WHOLE;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    (unsigned char *)text, NULL, NULL, bytes + NONCE_BYTES, len - NONCE_BYTES,
		    NULL, 0, bytes, key->bytes) != 0)
		return SECRET_NOT_OURS;
	*text_len_out = len - NONCE_BYTES - TAG_BYTES;
	return SECRET_OPENED;
}

enum status secret_open(const struct child_key *key, struct str sealed, struct arena *arena,
                        struct str *out, struct err *err)
{
	unsigned char *bytes = arena_new(arena, sealed.len + 1, 1);
	char *text = arena_new(arena, sealed.len + 1, 1);
	size_t len = 0;
	switch (open_into(key, sealed, bytes, text, &len)) {
	case SECRET_NOT_WHOLE:
		return err_set(err, E_INPUT, "a secret was cut short or altered");
	case SECRET_NOT_OURS:
		return err_set(err, E_INPUT, "a secret was altered, or is under another key");
	case SECRET_OPENED:
		break;
	}
	*out = (struct str){ text, len };
	return OK;
}

enum status child_key_unwrap(const struct record_keys *keys, struct str wrapped,
                             struct child_key *out, struct err *err)
{
	unsigned char bytes[WRAPPED_MAX_BYTES];
	char text[WRAPPED_MAX_BYTES];
	size_t len = 0;
	bool is_ours = wrapped.len <= sizeof(bytes) &&
	               open_into(&keys->wrap, wrapped, bytes, text, &len) == SECRET_OPENED &&
	               len == sizeof(out->bytes);
	if (is_ours)
		memcpy(out->bytes, text, sizeof(out->bytes));
	sodium_memzero(text, sizeof(text));
	if (!is_ours)
		return err_set(err, E_INPUT,
		               "a child's key is not of this workspace's key file, or was altered");
	return OK;
}
