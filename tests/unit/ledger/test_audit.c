#include "../store.h"

#include <stdio.h>

#include "ledger/audit.h"

static const struct act ACT = { .who = { "ann", 3 }, .at = { 1388482200, 60 } };

static void append(struct db *db, struct str action, struct str subject, struct str detail)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(audit_append(db, &ACT, action, subject, detail, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

/* Five entries, as most tests start from. */
static void append_five(struct db *db)
{
	append(db, STR("delivery.record"), STR("delivery 1"), STR("scorecard 'q3.csv'"));
	append(db, STR("target.put"), STR("NI59"), STR("80%, was 75%"));
	append(db, STR("target.put"), STR("NI60"), STR(""));
	append(db, STR("setting.put"), STR("judge.as_printed"), STR("'yes', was the default"));
	append(db, STR("edition.freeze"), STR("2013-14-Q3"), STR("signed by the director"));
}

static struct audit_verdict verify(struct db *db, const struct audit_anchor *anchor)
{
	struct err err = { 0 };
	struct audit_verdict verdict = { .fault = AUDIT_FAULT_COUNT };
	assert_ok(audit_verify(db, anchor, &verdict, &err), &err);
	return verdict;
}

static void assert_verdict(struct db *db, const struct audit_anchor *anchor,
                           enum audit_fault fault, int64_t sequence)
{
	struct audit_verdict verdict = verify(db, anchor);
	assert_int_equal(verdict.fault, fault);
	assert_int_equal(verdict.sequence, sequence);
}

/* What someone who means it does first. */
static void drop_guards(struct store *store)
{
	if (store->kind == DB_SQLITE) {
		store_tamper(store, "DROP TRIGGER audit_is_not_changed");
		store_tamper(store, "DROP TRIGGER audit_is_not_removed");
	} else {
		store_tamper(store, "DROP TRIGGER audit_is_not_changed ON audit");
	}
}

static void an_empty_chain_holds(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct audit_anchor head = { .sequence = -1 };
	assert_verdict(store->db, NULL, AUDIT_INTACT, 0);
	assert_ok(audit_head(store->db, &head, &err), &err);
	assert_int_equal(head.sequence, 0);
	assert_string_equal(head.hash, AUDIT_FIRST_HASH);
}

static void entries_come_back_as_they_were_written(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct audit_list list = { 0 };
	append_five(store->db);
	assert_ok(audit_list(store->db, 1, 2, &arena, &list, &err), &err);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].sequence, 2);
	assert_text(list.items[0].act.who, "ann");
	assert_int_equal(list.items[0].act.at.utc_seconds, 1388482200);
	assert_int_equal(list.items[0].act.at.offset_minutes, 60);
	assert_text(list.items[0].action, "target.put");
	assert_text(list.items[0].subject, "NI59");
	assert_text(list.items[0].detail, "80%, was 75%");
	assert_int_equal(list.items[1].sequence, 3);
	assert_true(str_equal(list.items[1].previous_hash, list.items[0].hash));
}

/* The canonical text of entry 1, spelled out by hand: a change of the form would
 * break every chain there is. */
static void the_canonical_text_is_the_documented_one(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct audit_list list = { 0 };
	append(store->db, STR("target.put"), STR("NI59"), STR("\303\274"));
	assert_ok(audit_list(store->db, 0, 1, &arena, &list, &err), &err);
	static const char CANONICAL[] = "outturn audit 1\n"
	                                "sequence 1\n"
	                                "at 1388482200 60\n"
	                                "who 3:ann\n"
	                                "action 10:target.put\n"
	                                "subject 4:NI59\n"
	                                "detail 2:\303\274\n"
	                                "previous 64:" AUDIT_FIRST_HASH "\n";
	char hash[HASH_TEXT_BYTES];
	assert_text(list.items[0].hash, hash_print(str_of(CANONICAL), hash));
}

static void an_entry_outside_a_write_transaction_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	assert_int_equal(audit_append(store->db, &ACT, STR("a.b"), STR(""), STR(""), &err),
	                 E_STORE);
	assert_string_equal(err.text,
	                    "audit entry 'a.b': belongs in the write transaction of its fact");
}

static void an_entry_without_an_actor_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	const struct act nobody = { .at = ACT.at };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_int_equal(audit_append(store->db, &nobody, STR("a.b"), STR(""), STR(""), &err),
	                 E_INPUT);
}

static void an_entry_goes_when_its_transaction_is_rolled_back(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	append_five(store->db);
	{
		auto_transaction change = { 0 };
		assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
		assert_ok(audit_append(store->db, &ACT, STR("a.b"), STR(""), STR(""), &err), &err);
	}
	assert_int_equal(verify(store->db, NULL).checked, 5);
	append(store->db, STR("a.c"), STR(""), STR(""));
	assert_verdict(store->db, NULL, AUDIT_INTACT, 0);
}

static void changing_an_entry_by_mistake_is_stopped(void **state)
{
	struct store *store = *state;
	append_five(store->db);
	struct err err = { 0 };
	assert_int_equal(store_try(store, "UPDATE audit SET detail = 'x'", &err), E_CONFLICT);
	assert_says(&err, "audit entries are never changed");
	assert_int_equal(store_try(store, "DELETE FROM audit", &err), E_CONFLICT);
	assert_says(&err, "removed");
}

static void every_edited_field_is_found(void **state)
{
	struct store *store = *state;
	static const char *const EDITS[] = {
		"at_utc = at_utc + 1",
		"at_offset = 0",
		"actor = 'bob'",
		"action = 'target.get'",
		"subject = 'NI60'",
		"detail = '80%, was 76%'",
		"detail = 'NI5980%, was 75%', subject = ''",
		"hash = previous_hash",
	};
	append_five(store->db);
	drop_guards(store);
	store_tamper(store, "CREATE TABLE saved AS SELECT * FROM audit");
	for (size_t i = 0; i < COUNT_OF(EDITS); i++) {
		char sql[200];
		snprintf(sql, sizeof(sql), "UPDATE audit SET %s WHERE sequence = 2", EDITS[i]);
		store_tamper(store, sql);
		assert_verdict(store->db, NULL, AUDIT_EDITED, 2);
		store_tamper(store, "DELETE FROM audit");
		store_tamper(store, "INSERT INTO audit SELECT * FROM saved");
		assert_verdict(store->db, NULL, AUDIT_INTACT, 0);
	}
}

static void a_removed_entry_is_found(void **state)
{
	struct store *store = *state;
	append_five(store->db);
	drop_guards(store);
	store_tamper(store, "DELETE FROM audit WHERE sequence = 3");
	assert_verdict(store->db, NULL, AUDIT_REMOVED, 3);
	assert_int_equal(verify(store->db, NULL).checked, 2);
	store_tamper(store, "DELETE FROM audit WHERE sequence = 1");
	assert_verdict(store->db, NULL, AUDIT_REMOVED, 1);
}

static void a_removed_entry_is_found_when_the_rest_is_renumbered(void **state)
{
	struct store *store = *state;
	append_five(store->db);
	drop_guards(store);
	store_tamper(store, "DELETE FROM audit WHERE sequence = 3");
	store_tamper(store, "UPDATE audit SET sequence = 3 WHERE sequence = 4");
	assert_verdict(store->db, NULL, AUDIT_EDITED, 3);
}

static void two_entries_that_changed_places_are_found(void **state)
{
	struct store *store = *state;
	append_five(store->db);
	drop_guards(store);
	store_tamper(store, "UPDATE audit SET sequence = 99 WHERE sequence = 2");
	store_tamper(store, "UPDATE audit SET sequence = 2 WHERE sequence = 3");
	store_tamper(store, "UPDATE audit SET sequence = 3 WHERE sequence = 99");
	assert_verdict(store->db, NULL, AUDIT_EDITED, 2);
}

/* Writes entry `sequence` anew, with a hash that is right for its own text. */
static void reseal(struct store *store, int sequence, const char *detail, const char *previous,
                   char hash_out[HASH_TEXT_BYTES])
{
	char text[600];
	char sql[900];
	snprintf(text, sizeof(text),
	         "outturn audit 1\nsequence %d\nat 1388482200 60\nwho 3:ann\naction 1:x\n"
	         "subject 0:\ndetail %zu:%s\nprevious 64:%s\n",
	         sequence, strlen(detail), detail, previous);
	hash_print(str_of(text), hash_out);
	snprintf(sql, sizeof(sql),
	         "DELETE FROM audit WHERE sequence = %d; INSERT INTO audit VALUES "
	         "(%d, 1388482200, 60, 'ann', 'x', '', '%s', '%s', '%s')",
	         sequence, sequence, detail, previous, hash_out);
	store_tamper(store, sql);
}

static void an_entry_sealed_anew_is_found_by_the_one_after_it(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct audit_list list = { 0 };
	append_five(store->db);
	assert_ok(audit_list(store->db, 2, 1, &arena, &list, &err), &err);
	char previous[HASH_TEXT_BYTES];
	char hash[HASH_TEXT_BYTES];
	snprintf(previous, sizeof(previous), "%.*s", STR_ARGS(list.items[0].previous_hash));
	drop_guards(store);
	reseal(store, 3, "forged", previous, hash);
	assert_verdict(store->db, NULL, AUDIT_UNLINKED, 4);
}

static void an_inserted_entry_is_found(void **state)
{
	struct store *store = *state;
	append_five(store->db);
	drop_guards(store);
	char hash[HASH_TEXT_BYTES];
	reseal(store, 6, "inserted", AUDIT_FIRST_HASH, hash);
	assert_verdict(store->db, NULL, AUDIT_UNLINKED, 6);
}

static void only_an_anchor_shows_that_the_end_was_cut_off(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct audit_anchor anchor;
	append_five(store->db);
	assert_ok(audit_head(store->db, &anchor, &err), &err);
	assert_int_equal(anchor.sequence, 5);
	assert_verdict(store->db, &anchor, AUDIT_INTACT, 0);
	append(store->db, STR("a.b"), STR(""), STR(""));
	assert_verdict(store->db, &anchor, AUDIT_INTACT, 0); /* growth is no fault */
	drop_guards(store);
	store_tamper(store, "DELETE FROM audit WHERE sequence >= 4");
	assert_verdict(store->db, NULL, AUDIT_INTACT, 0);
	assert_verdict(store->db, &anchor, AUDIT_CUT, 4);
}

static void only_an_anchor_shows_that_all_was_written_anew(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct audit_anchor anchor;
	append(store->db, STR("x"), STR(""), STR("as it was"));
	append(store->db, STR("x"), STR(""), STR("as it was"));
	assert_ok(audit_head(store->db, &anchor, &err), &err);
	drop_guards(store);
	char first[HASH_TEXT_BYTES];
	char second[HASH_TEXT_BYTES];
	reseal(store, 1, "forged", AUDIT_FIRST_HASH, first);
	reseal(store, 2, "forged", first, second);
	assert_verdict(store->db, NULL, AUDIT_INTACT, 0);
	assert_verdict(store->db, &anchor, AUDIT_REWRITTEN, 2);
}

static void a_chain_longer_than_a_page_is_walked_to_its_end(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	for (int i = 0; i < 2000; i++)
		assert_ok(audit_append(store->db, &ACT, STR("a.b"), STR("s"), STR(""), &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	assert_int_equal(verify(store->db, NULL).checked, 2000);
	drop_guards(store);
	store_tamper(store, "UPDATE audit SET subject = 't' WHERE sequence = 1001");
	assert_verdict(store->db, NULL, AUDIT_EDITED, 1001);
}

static void an_anchor_is_read_as_it_was_printed(void **state)
{
	(void)state;
	struct err err = { 0 };
	char text[AUDIT_ANCHOR_TEXT_BYTES];
	const struct audit_anchor anchor = { .sequence = INT64_MAX, .hash = AUDIT_FIRST_HASH };
	struct audit_anchor got = { 0 };
	audit_anchor_print(&anchor, text);
	assert_ok(audit_anchor_parse(str_of(text), &got, &err), &err);
	assert_int_equal(got.sequence, INT64_MAX);
	assert_string_equal(got.hash, AUDIT_FIRST_HASH);
}

static void what_is_no_anchor_is_refused(void **state)
{
	(void)state;
	static const char *const BAD[] = {
		"", "5", "5:", ":" AUDIT_FIRST_HASH, "-1:" AUDIT_FIRST_HASH,
		"x:" AUDIT_FIRST_HASH, "5:" AUDIT_FIRST_HASH "0", "5:g" AUDIT_FIRST_HASH,
	};
	for (size_t i = 0; i < COUNT_OF(BAD); i++) {
		struct err err = { 0 };
		struct audit_anchor got = { .sequence = -7 };
		assert_int_equal(audit_anchor_parse(str_of(BAD[i]), &got, &err), E_INPUT);
		assert_int_equal(got.sequence, -7);
		assert_says(&err, "is no anchor of the audit chain");
	}
}

static void a_verdict_is_said_in_words(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	assert_text(audit_verdict_words(&(struct audit_verdict){ .checked = 1 }, &arena),
	            "the chain of 1 entry holds");
	assert_text(audit_verdict_words(&(struct audit_verdict){ .checked = 5 }, &arena),
	            "the chain of 5 entries holds");
	for (int fault = AUDIT_EDITED; fault < AUDIT_FAULT_COUNT; fault++) {
		const struct audit_verdict verdict = { .fault = (enum audit_fault)fault,
			                               .sequence = 12 };
		struct str words = audit_verdict_words(&verdict, &arena);
		assert_true(str_starts_nocase(words, STR("entry 12 ")));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(an_empty_chain_holds),
		STORE_TESTS(entries_come_back_as_they_were_written),
		STORE_TESTS(the_canonical_text_is_the_documented_one),
		STORE_TESTS(an_entry_outside_a_write_transaction_is_refused),
		STORE_TESTS(an_entry_without_an_actor_is_refused),
		STORE_TESTS(an_entry_goes_when_its_transaction_is_rolled_back),
		STORE_TESTS(changing_an_entry_by_mistake_is_stopped),
		STORE_TESTS(every_edited_field_is_found),
		STORE_TESTS(a_removed_entry_is_found),
		STORE_TESTS(a_removed_entry_is_found_when_the_rest_is_renumbered),
		STORE_TESTS(two_entries_that_changed_places_are_found),
		STORE_TESTS(an_entry_sealed_anew_is_found_by_the_one_after_it),
		STORE_TESTS(an_inserted_entry_is_found),
		STORE_TESTS(only_an_anchor_shows_that_the_end_was_cut_off),
		STORE_TESTS(only_an_anchor_shows_that_all_was_written_anew),
		STORE_TESTS(a_chain_longer_than_a_page_is_walked_to_its_end),
		cmocka_unit_test(an_anchor_is_read_as_it_was_printed),
		cmocka_unit_test(what_is_no_anchor_is_refused),
		cmocka_unit_test(a_verdict_is_said_in_words),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
