#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "record/secret.h"

#define assert_says(err, words) assert_non_null(strstr((err)->text, words))

struct place {
	char folder[64];
	char path[96];
};

static int setup(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	assert_non_null(place);
	snprintf(place->folder, sizeof(place->folder), "/tmp/outturn-test-XXXXXX");
	assert_non_null(mkdtemp(place->folder));
	snprintf(place->path, sizeof(place->path), "%s/outturn.key", place->folder);
	*state = place;
	return 0;
}

static int teardown(void **state)
{
	struct place *place = *state;
	unlink(place->path);
	rmdir(place->folder);
	free(place);
	return 0;
}

static struct record_keys *fresh_keys(const struct place *place)
{
	struct err err = { 0 };
	struct record_keys *keys = NULL;
	unlink(place->path);
	assert_ok(record_keys_create(place->path, &err), &err);
	assert_ok(record_keys_open(place->path, &keys, &err), &err);
	return keys;
}

static void a_key_file_is_its_owners_alone_and_never_overwritten(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	struct stat there;
	auto_record_keys keys = fresh_keys(place);
	assert_int_equal(stat(place->path, &there), 0);
	assert_int_equal(there.st_mode & 0777, 0600);
	auto_buf before = buf_init(4096), after = buf_init(4096);
	assert_ok(file_read(place->path, 4096, &before, &err), &err);
	assert_int_equal(record_keys_create(place->path, &err), E_CONFLICT);
	assert_ok(file_read(place->path, 4096, &after, &err), &err);
	assert_true(str_equal(buf_view(&before), buf_view(&after)));
}

static void what_is_no_key_file_is_refused(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	struct record_keys *keys = NULL;
	assert_int_equal(record_keys_open(place->path, &keys, &err), E_MISSING);
	assert_says(&err, "cannot be read");
	static const char *const TEXTS[] = { "", "outturn key 1\n", "outturn key 1\nabc\n",
		                             "outturn key 2\n"
		                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
		                             "outturn key 1\n"
		                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" };
	for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
		assert_ok(file_write(place->path, str_of(TEXTS[i]), &err), &err);
		chmod(place->path, 0600);
		assert_int_equal(record_keys_open(place->path, &keys, &err), E_INPUT);
		assert_says(&err, "no key file");
	}
	chmod(place->path, 0640);
	assert_int_equal(record_keys_open(place->path, &keys, &err), E_INPUT);
	assert_says(&err, "chmod 600");
}

static void hashes_depend_on_the_key_and_on_where_texts_end(void **state)
{
	const struct place *place = *state;
	auto_record_keys one = fresh_keys(place);
	auto_record_keys other = fresh_keys(place);
	const struct str ab_c[] = { STR("ab"), STR("c") };
	const struct str a_bc[] = { STR("a"), STR("bc") };
	const struct str abc[] = { STR("abc") };
	int64_t hash = record_hash(one, ab_c, 2);
	assert_true(hash > 0);
	assert_true(hash == record_hash(one, ab_c, 2));
	assert_true(hash != record_hash(one, a_bc, 2));
	assert_true(hash != record_hash(one, abc, 1));
	assert_true(hash != record_hash(other, ab_c, 2));
	char text[RECORD_LONG_HASH_BYTES], again[RECORD_LONG_HASH_BYTES];
	record_long_hash(one, abc, 1, text);
	assert_int_equal(strlen(text), 32);
	assert_int_equal(strspn(text, "0123456789abcdef"), 32);
	assert_string_equal(text, record_long_hash(one, abc, 1, again));
	assert_string_not_equal(text, record_long_hash(other, abc, 1, again));
}

static void the_same_file_gives_the_same_keys(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	auto_record_keys keys = fresh_keys(place);
	auto_record_keys again = NULL;
	assert_ok(record_keys_open(place->path, &again, &err), &err);
	const struct str parts[] = { STR("1234") };
	assert_true(record_hash(keys, parts, 1) == record_hash(again, parts, 1));
}

static void a_secret_opens_with_its_own_key_and_unaltered_only(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct child_key key, other;
	child_key_make(&key);
	child_key_make(&other);
	struct str sealed = secret_seal(&key, STR("Anna Bell"), &arena);
	struct str again = secret_seal(&key, STR("Anna Bell"), &arena);
	assert_false(str_equal(sealed, again)); /* likes do not show as likes */
	struct str text = { 0 };
	assert_ok(secret_open(&key, sealed, &arena, &text, &err), &err);
	assert_text(text, "Anna Bell");
	assert_int_equal(secret_open(&other, sealed, &arena, &text, &err), E_INPUT);
	for (size_t at = 0; at < sealed.len; at++) {
		char altered[256];
		memcpy(altered, sealed.ptr, sealed.len);
		altered[at] = altered[at] == 'A' ? 'B' : 'A';
		assert_int_equal(secret_open(&key, (struct str){ altered, sealed.len }, &arena,
		                             &text, &err),
		                 E_INPUT);
		assert_int_equal(secret_open(&key, str_slice(sealed, 0, at), &arena, &text, &err),
		                 E_INPUT);
	}
	assert_ok(secret_open(&key, secret_seal(&key, STR(""), &arena), &arena, &text, &err),
	          &err);
	assert_int_equal(text.len, 0);
}

static void a_childs_key_is_wrapped_by_the_workspaces(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	auto_record_keys keys = fresh_keys(place);
	auto_record_keys other = fresh_keys(place);
	struct child_key key, back;
	child_key_make(&key);
	struct str wrapped = child_key_wrap(keys, &key, &arena);
	assert_ok(child_key_unwrap(keys, wrapped, &back, &err), &err);
	assert_memory_equal(key.bytes, back.bytes, CHILD_KEY_BYTES);
	assert_int_equal(child_key_unwrap(other, wrapped, &back, &err), E_INPUT);
	child_key_wipe(&key);
	static const unsigned char NOTHING[CHILD_KEY_BYTES];
	assert_memory_equal(key.bytes, NOTHING, CHILD_KEY_BYTES);
}

static void keys_that_no_file_holds_are_new_each_time(void **state)
{
	(void)state;
	const struct str parts[] = { STR("a1") };
	auto_record_keys one = record_keys_passing();
	auto_record_keys other = record_keys_passing();
	assert_true(record_hash(one, parts, 1) == record_hash(one, parts, 1));
	assert_true(record_hash(one, parts, 1) != record_hash(other, parts, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_key_file_is_its_owners_alone_and_never_overwritten, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_no_key_file_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(hashes_depend_on_the_key_and_on_where_texts_end,
		                                setup, teardown),
		cmocka_unit_test_setup_teardown(the_same_file_gives_the_same_keys, setup,
		                                teardown),
		cmocka_unit_test(keys_that_no_file_holds_are_new_each_time),
		cmocka_unit_test(a_secret_opens_with_its_own_key_and_unaltered_only),
		cmocka_unit_test_setup_teardown(a_childs_key_is_wrapped_by_the_workspaces, setup,
		                                teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
