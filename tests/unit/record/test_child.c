/* Who may be shown, and what is left of a child that was erased. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/file.h"
#include "record/child.h"

enum { STORE_MAX_BYTES = 64 << 20 };

static int64_t child_id(struct store *store, const char *identifier)
{
	struct err err = { 0 };
	int64_t id = 0;
	assert_ok(child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY), str_of(identifier),
	                     &id, &err),
	          &err);
	return id;
}

/* A family: two siblings, one of them a mother of a third child. */
static void deliver_family(struct store *store, const char *day)
{
	given_take(store,
	           &(struct given_delivery){
			   .source = RECORD_SOURCE_SSD, .known_from = day,
			   GIVEN({ .type = RECORD_PERSON, .child = "kid-4711",
	                           .fields = { { PERSON_BORN, "2009-04-05" },
	                                       { PERSON_UPN, "A123456789012" },
	                                       { PERSON_LEGACY_ID, "old-815" },
	                                       { PERSON_SEX, "F" } },
	                           .extra = "{\"school\":\"St Hilda's\"}" },
	                         { .type = RECORD_FAMILY, .child = "kid-4711",
	                           .fields = { { FAMILY_FAMILY, "fam-1" } } },
	                         { .type = RECORD_FAMILY, .child = "kid-4712",
	                           .fields = { { FAMILY_FAMILY, "fam-1" } } },
	                         { .type = RECORD_MOTHER, .child = "mum-1",
	                           .fields = { { MOTHER_HER_CHILD, "kid-4711" } } },
	                         { .type = RECORD_REFERRAL, .child = "kid-4711",
	                           .fields = { { REFERRAL_RECEIVED, "2024-01-10" },
	                                       { REFERRAL_OUTCOME, "told her aunt" } },
	                           .doubt_rule = "cell.date", .doubt_field = REFERRAL_CLOSED,
	                           .doubt_text = "Hilda 31/02" }) },
	           NULL);
}

static struct str identifier_of(struct store *store, int64_t id, struct arena *arena)
{
	struct err err = { 0 };
	struct str identifier = { 0 };
	assert_ok(child_identifier(store->db, given_keys(), id, arena, &identifier, &err), &err);
	return identifier;
}

/* Runs a change in a transaction of its own. */
#define CHANGE(store, call)                                                               \
	do {                                                                              \
		struct err change_err = { 0 };                                            \
		auto_transaction change = { 0 };                                          \
		const struct act act = given_act("2024-06-01");                           \
		assert_ok(transaction_begin((store)->db, TRANSACTION_WRITE, &change,      \
		                            &change_err),                                 \
		          &change_err);                                                   \
		assert_ok(call, &change_err);                                             \
		assert_ok(transaction_commit(&change, &change_err), &change_err);         \
	} while (0)

static void erase(struct store *store, int64_t id)
{
	struct err err = { 0 };
	CHANGE(store, child_erase(store->db, given_keys(), id, STR("asked to be"), &act,
	                          &change_err));
	assert_ok(db_forget(store->db, &err), &err);
}

static void a_child_is_shown_by_its_identifier_and_found_by_it(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	deliver_family(store, "2024-05-01");
	int64_t id = child_id(store, " kid-4711 ");
	assert_text(identifier_of(store, id, &arena), "kid-4711");
	int64_t none = 0;
	assert_int_equal(child_find(store->db, given_keys(), STR("Sutton"), STR("kid-4711"), &none,
	                            &err),
	                 E_MISSING);
	assert_null(strstr(err.text, "4711"));
}

static void a_secret_of_a_record_is_opened_with_the_childs_key(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	deliver_family(store, "2024-05-01");
	struct record_case of_child = given_case(store, "kid-4711", 0, &arena);
	const struct record *person = &of_child.of[RECORD_PERSON].items[0];
	struct child_sealed sealed = { of_child.child_id, person->values[PERSON_UPN].text };
	struct str text = { 0 };
	assert_ok(child_secret(store->db, given_keys(), &sealed, &arena, &text, &err), &err);
	assert_text(text, "A123456789012");
	sealed.child_id = child_id(store, "kid-4712");
	assert_int_equal(child_secret(store->db, given_keys(), &sealed, &arena, &text, &err),
	                 E_INPUT);
}

/* A place in the store's files. */
static bool stands_in(const char *path, struct str bytes)
{
	struct err err = { 0 };
	auto_buf file = buf_init(STORE_MAX_BYTES);
	enum status st = file_read(path, STORE_MAX_BYTES, &file, &err);
	if (st == E_MISSING)
		return false;
	assert_ok(st, &err);
	return memmem(buf_view(&file).ptr, buf_view(&file).len, bytes.ptr, bytes.len) != NULL;
}

static bool stands_in_store(const struct store *store, struct str bytes)
{
	char log[300];
	snprintf(log, sizeof(log), "%s-wal", store->where);
	return stands_in(store->where, bytes) || stands_in(log, bytes);
}

/* What the store keeps of a child: a text by a query of the store's own words. */
static struct str kept(const struct store *store, const char *sql, struct arena *arena)
{
	sqlite3 *connection = NULL;
	sqlite3_stmt *stmt = NULL;
	assert_int_equal(sqlite3_open_v2(store->where, &connection, SQLITE_OPEN_READONLY, NULL),
	                 SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	struct str text = arena_text(arena, str_of((const char *)sqlite3_column_text(stmt, 0)));
	sqlite3_finalize(stmt);
	sqlite3_close(connection);
	return text;
}

static void erasure_leaves_no_trace_in_the_files(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	/* Enough children that pages of the table and its index were split and moved. */
	for (int i = 0; i < 40; i++) {
		struct given_row rows[50];
		char names[COUNT_OF(rows)][16];
		for (size_t at = 0; at < COUNT_OF(rows); at++) {
			snprintf(names[at], sizeof(names[at]), "c-%d-%zu", i, at);
			rows[at] = (struct given_row){
				.type = RECORD_PERSON, .child = names[at],
				.fields = { { PERSON_UPN, "B999999999999" } }
			};
		}
		given_take(store,
		           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
		                                     .known_from = "2024-04-01",
		                                     .rows = rows, .row_count = COUNT_OF(rows) },
		           NULL);
		if (i == 20)
			deliver_family(store, "2024-04-01");
	}
	int64_t id = child_id(store, "kid-4711");
	const struct str traces[] = {
		kept(store, "SELECT hash FROM child WHERE id = 1051", &arena),
		kept(store, "SELECT child_key FROM child WHERE id = 1051", &arena),
		kept(store, "SELECT identifier FROM child WHERE id = 1051", &arena),
		kept(store, "SELECT upn FROM record_person WHERE child_id = 1051", &arena),
		kept(store, "SELECT extra FROM record_person WHERE child_id = 1051", &arena),
		kept(store, "SELECT outcome FROM record_referral WHERE child_id = 1051", &arena),
		kept(store, "SELECT value FROM record_finding WHERE child_id = 1051"
		            " AND rule = 'cell.date'", &arena),
	};
	assert_int_equal(id, 1051);
	for (size_t i = 0; i < COUNT_OF(traces); i++) {
		assert_true(traces[i].len > 20);
		assert_true(stands_in_store(store, traces[i]));
	}
	erase(store, id);
	for (size_t i = 0; i < COUNT_OF(traces); i++)
		if (stands_in_store(store, traces[i]))
			fail_msg("trace %zu still stands in the files", i);
	/* In the clear it never stood there. */
	assert_false(stands_in_store(store, STR("kid-4711")));
	assert_false(stands_in_store(store, STR("A123456789012")));
	assert_false(stands_in_store(store, STR("told her aunt")));
	assert_false(stands_in_store(store, STR("Hilda")));
}

static void after_erasure_coded_records_stand_and_nobody_is_named(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	deliver_family(store, "2024-05-01");
	int64_t id = child_id(store, "kid-4711");
	erase(store, id);
	erase(store, id); /* nothing more happens */
	assert_text(identifier_of(store, id, &arena), "");
	int64_t none = 0;
	assert_int_equal(child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY),
	                            STR("kid-4711"), &none, &err),
	                 E_MISSING);
	given_assert_number(store, "SELECT count(*) FROM record_person WHERE sex = 'F'", 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_person WHERE upn IS NOT NULL"
	                    " OR extra IS NOT NULL OR legacy_id IS NOT NULL", 0);
	given_assert_number(store, "SELECT count(*) FROM record_referral WHERE received = 19732",
	                    1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_finding WHERE value IS NOT NULL", 0);
	given_assert_number(store, "SELECT count(*) FROM record_mother WHERE her_child IS NULL",
	                    1);
	given_assert_number(store, "SELECT count(*) FROM audit WHERE action = 'child.erase'", 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM audit WHERE subject LIKE '%4711%'"
	                    " OR detail LIKE '%4711%'", 0);
}

static void a_child_that_comes_back_after_erasure_is_another(void **state)
{
	struct store *store = *state;
	deliver_family(store, "2024-05-01");
	int64_t id = child_id(store, "kid-4711");
	erase(store, id);
	deliver_family(store, "2024-07-01");
	assert_true(child_id(store, "kid-4711") != id);
}

static void an_unlinked_child_is_not_joined_to_who_it_was(void **state)
{
	struct store *store = *state;
	deliver_family(store, "2024-05-01");
	int64_t id = child_id(store, "kid-4711");
	CHANGE(store, child_unlink(store->db, given_keys(), id, STR("adopted"), &act,
	                           &change_err));
	given_assert_number(store, "SELECT is_restricted FROM child WHERE is_unlinked = 1", 1);
	given_assert_number(store, "SELECT count(*) FROM record_family WHERE family IS NOT NULL",
	                    1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_mother WHERE her_child IS NOT NULL", 0);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_person WHERE legacy_id IS NOT NULL", 0);
	/* Nor by what comes later. */
	given_take(store,
	           &(struct given_delivery){
			   .source = RECORD_SOURCE_SSD, .known_from = "2024-07-01",
			   GIVEN({ .type = RECORD_PERSON, .child = "kid-4711",
	                           .fields = { { PERSON_SEX, "F" },
	                                       { PERSON_LEGACY_ID, "old-815" } } },
	                         { .type = RECORD_FAMILY, .child = "kid-4711",
	                           .fields = { { FAMILY_FAMILY, "fam-2" } } },
	                         { .type = RECORD_MOTHER, .child = "mum-2",
	                           .fields = { { MOTHER_HER_CHILD, "kid-4711" } } }) },
	           NULL);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_person WHERE legacy_id IS NOT NULL", 0);
	given_assert_number(store, "SELECT count(*) FROM record_family WHERE family IS NOT NULL",
	                    1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_mother WHERE her_child IS NOT NULL", 0);
}

static void a_restriction_is_made_and_lifted_with_its_reason(void **state)
{
	struct store *store = *state;
	deliver_family(store, "2024-05-01");
	int64_t id = child_id(store, "kid-4711");
	CHANGE(store, child_restrict(store->db, id, true, STR("child of staff"), &act,
	                             &change_err));
	CHANGE(store, child_restrict(store->db, id, true, STR("again"), &act, &change_err));
	given_assert_number(store, "SELECT count(*) FROM child WHERE is_restricted = 1", 1);
	CHANGE(store, child_restrict(store->db, id, false, STR("left"), &act, &change_err));
	given_assert_number(store, "SELECT count(*) FROM child WHERE is_restricted = 1", 0);
	given_assert_number(store,
	                    "SELECT count(*) FROM audit WHERE action LIKE 'child.%restrict'", 2);
	given_assert_number(store,
	                    "SELECT count(*) FROM audit WHERE detail = 'child of staff'", 1);
}

static void why_a_child_was_unlinked_or_erased_is_kept(void **state)
{
	struct store *store = *state;
	deliver_family(store, "2024-05-01");
	int64_t id = child_id(store, "kid-4711");
	CHANGE(store, child_unlink(store->db, given_keys(), id, STR("adopted"), &act,
	                           &change_err));
	erase(store, id);
	given_assert_number(store, "SELECT count(*) FROM audit WHERE action = 'child.unlink' "
	                           "AND detail = 'adopted'", 1);
	given_assert_number(store, "SELECT count(*) FROM audit WHERE action = 'child.erase' "
	                           "AND detail = 'asked to be'", 1);
}

/* One system writes capitals, another a blank behind. */
static void a_child_is_one_however_its_identifier_is_written(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct record_summary summary;
	deliver_family(store, "2024-05-01");
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-05-02",
		GIVEN({ .type = RECORD_REFERRAL, .child = "KID-4711 ",
		        .fields = { { REFERRAL_RECEIVED, "2024-01-10" } } },
		      { .type = RECORD_REFERRAL, .child = "\xEF\xBC\xAB" "ID-4712",
		        .fields = { { REFERRAL_RECEIVED, "2024-01-10" } } },
		      { .type = RECORD_REFERRAL, .child = "kid-04711",
		        .fields = { { REFERRAL_RECEIVED, "2024-01-10" } } }) }, &summary);
	assert_int_equal(summary.children_added, 1); /* a nought more is another child */
	int64_t id = child_id(store, "kid-4711");
	assert_int_equal(child_id(store, " Kid-4711"), id);
	given_assert_number(store, "SELECT count(DISTINCT event) FROM record_referral", 3);
	assert_text(identifier_of(store, id, &arena), "kid-4711");
	/* Her mother, who named her in small letters, forgets her by any spelling. */
	CHANGE(store, child_unlink(store->db, given_keys(), child_id(store, "KID-4711"),
	                           STR("adopted"), &act, &change_err));
	given_assert_number(store, "SELECT count(*) FROM record_mother WHERE her_child IS NULL",
	                    1);
	erase(store, child_id(store, "KID-4711"));
	assert_int_equal(child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY),
	                            STR("kid-4711"), &id, NULL), E_MISSING);
}

static void children_are_changed_within_a_write_transaction_only(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	const struct act act = given_act("2024-06-01");
	int64_t id = 0;
	deliver_family(store, "2024-05-01");
	id = child_id(store, "kid-4711");
	assert_int_equal(child_erase(store->db, given_keys(), id, STR("x"), &act, &err),
	                 E_STORE);
	assert_int_equal(child_find_or_make(store->db, given_keys(), STR(GIVEN_AUTHORITY),
	                                    STR("new"), &id, &err),
	                 E_STORE);
	assert_int_equal(child_erase(store->db, given_keys(), 99, STR("x"), &act, &err),
	                 E_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_child_is_shown_by_its_identifier_and_found_by_it),
		STORE_TESTS(a_secret_of_a_record_is_opened_with_the_childs_key),
		SQLITE_TEST(erasure_leaves_no_trace_in_the_files),
		STORE_TESTS(after_erasure_coded_records_stand_and_nobody_is_named),
		STORE_TESTS(a_child_that_comes_back_after_erasure_is_another),
		STORE_TESTS(an_unlinked_child_is_not_joined_to_who_it_was),
		STORE_TESTS(a_restriction_is_made_and_lifted_with_its_reason),
		STORE_TESTS(why_a_child_was_unlinked_or_erased_is_kept),
		STORE_TESTS(a_child_is_one_however_its_identifier_is_written),
		STORE_TESTS(children_are_changed_within_a_write_transaction_only),
	};
	store_find_server();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
