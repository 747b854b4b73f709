#include "../store.h"

#include "ledger/setting.h"

static const struct str KEY = { "judge.as_printed", 16 };

static struct act on(const char *who, int64_t seconds_later)
{
	struct act act = { .who = str_of(who), .at = store_now() };
	act.at.utc_seconds += seconds_later;
	return act;
}

/* Sets `value`, or the default when NULL, in a transaction of its own. */
static void change(struct db *db, const char *value, struct act act)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	if (value)
		assert_ok(setting_put(db, KEY, str_of(value), &act, &err), &err);
	else
		assert_ok(setting_clear(db, KEY, &act, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

static void assert_setting(struct db *db, const char *expected)
{
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct setting setting = { 0 };
	assert_ok(setting_get(db, KEY, &arena, &setting, &err), &err);
	assert_int_equal(setting.is_default, expected == NULL);
	assert_text(setting.value, expected ? expected : "");
}

static void a_setting_never_made_is_the_default(void **state)
{
	struct store *store = *state;
	assert_setting(store->db, NULL);
}

static void the_newest_value_holds(void **state)
{
	struct store *store = *state;
	change(store->db, "yes", on("ann", 0));
	assert_setting(store->db, "yes");
	change(store->db, "no", on("bob", 0)); /* within the same second */
	assert_setting(store->db, "no");
	change(store->db, "", on("bob", 1)); /* empty is a value, not the default */
	assert_setting(store->db, "");
	change(store->db, NULL, on("ann", 2));
	assert_setting(store->db, NULL);
}

static void a_setting_is_known_as_it_stood_on_a_day(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct setting setting = { 0 };
	change(store->db, "yes", on("ann", 100));
	change(store->db, "no", on("bob", 200));
	assert_ok(setting_get_at(store->db, KEY, on("", 99).at, &arena, &setting, &err), &err);
	assert_true(setting.is_default);
	assert_ok(setting_get_at(store->db, KEY, on("", 100).at, &arena, &setting, &err), &err);
	assert_text(setting.value, "yes");
	assert_ok(setting_get_at(store->db, KEY, on("", 200).at, &arena, &setting, &err), &err);
	assert_text(setting.value, "no");
}

static void the_history_names_who_and_when(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct setting_history history = { 0 };
	change(store->db, "yes", on("ann", 100));
	change(store->db, "yes", on("cat", 150)); /* no change: not stored */
	change(store->db, NULL, on("bob", 200));
	assert_ok(setting_history(store->db, KEY, &arena, &history, &err), &err);
	assert_int_equal(history.count, 2);
	assert_text(history.items[0].setting.value, "yes");
	assert_text(history.items[0].act.who, "ann");
	assert_int_equal(history.items[0].act.at.utc_seconds, on("", 100).at.utc_seconds);
	assert_true(history.items[1].setting.is_default);
	assert_text(history.items[1].act.who, "bob");
}

static void a_change_leaves_an_audit_entry_with_both_values(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct audit_list list = { 0 };
	change(store->db, "yes", on("ann", 0));
	change(store->db, NULL, on("bob", 1));
	assert_ok(audit_list(store->db, 0, 10, &arena, &list, &err), &err);
	assert_int_equal(list.count, 2);
	assert_text(list.items[0].action, "setting.put");
	assert_text(list.items[0].subject, "setting judge.as_printed");
	assert_text(list.items[0].detail, "'yes', was the default");
	assert_text(list.items[1].detail, "the default, was 'yes'");
}

static void bad_changes_are_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	const struct act act = on("ann", 0);
	assert_int_equal(setting_put(store->db, KEY, STR("yes"), &act, &err), E_STORE);
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_int_equal(setting_put(store->db, STR(""), STR("yes"), &act, &err), E_INPUT);
	assert_int_equal(setting_put(store->db, KEY, STR("y\0s"), &act, &err), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_setting_never_made_is_the_default),
		STORE_TESTS(the_newest_value_holds),
		STORE_TESTS(a_setting_is_known_as_it_stood_on_a_day),
		STORE_TESTS(the_history_names_who_and_when),
		STORE_TESTS(a_change_leaves_an_audit_entry_with_both_values),
		STORE_TESTS(bad_changes_are_refused),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
