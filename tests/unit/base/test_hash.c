#include "check.h"

#include "base/hash.h"

/* The examples of FIPS 180-2, appendix B. */
static void the_published_examples_come_out(void **state)
{
	(void)state;
	char text[HASH_TEXT_BYTES];
	assert_string_equal(hash_print(STR("abc"), text),
	                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(
		hash_print(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), text),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	assert_string_equal(hash_print((struct str){ 0 }, text),
	                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void pieces_give_what_the_whole_gives(void **state)
{
	(void)state;
	char text[HASH_TEXT_BYTES], again[HASH_TEXT_BYTES];
	auto_hasher hasher = hasher_new();
	hasher_add(hasher, STR("a"));
	hasher_add(hasher, (struct str){ 0 });
	hasher_add(hasher, STR("bc"));
	assert_string_equal(hasher_print(hasher, text), hash_print(STR("abc"), again));
	assert_string_equal(hasher_print(hasher, text), hash_print((struct str){ 0 }, again));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_examples_come_out),
		cmocka_unit_test(pieces_give_what_the_whole_gives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
