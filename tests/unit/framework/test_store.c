#include "../store.h"

#include <string.h>

#include "framework/store.h"
#include "framework/text.h"
#include "ledger/audit.h"
#include "random_framework.h"

static struct act act_now(void)
{
	return (struct act){ STR("analyst"), store_now() };
}

static struct framework parse(struct arena *arena, const char *text)
{
	struct framework framework = { 0 };
	struct finding_list problems = { .arena = arena };
	struct err err = { 0 };
	assert_ok(framework_parse(str_of(text), STR("test"), arena, &framework, &problems, &err),
	          &err);
	return framework;
}

/* What an import did and found. */
struct outcome {
	struct framework_changes changes;
	struct finding_list findings;
};

static struct outcome import(struct store *store, struct arena *arena,
                             const struct framework *framework)
{
	struct outcome out = { .findings = { .arena = arena } };
	struct act act = act_now();
	struct err err = { 0 };
	assert_ok(framework_import(store->db, framework, &act, &out.changes, &out.findings, &err),
	          &err);
	return out;
}

static struct outcome import_text(struct store *store, struct arena *arena, const char *text)
{
	struct framework framework = parse(arena, text);
	return import(store, arena, &framework);
}

static struct framework load(struct store *store, struct arena *arena)
{
	struct framework framework = { 0 };
	struct err err = { 0 };
	assert_ok(framework_load(store->db, (struct str){ 0 }, arena, &framework, &err), &err);
	return framework;
}

/* What the store holds, as text. */
static const char *stored_text(struct store *store, struct arena *arena)
{
	struct framework framework = load(store, arena);
	auto_buf text = buf_init(1 << 20);
	struct err err = { 0 };
	assert_ok(framework_print(&framework, &text, &err), &err);
	return arena_text(arena, buf_view(&text)).ptr;
}

static int64_t audit_length(struct store *store)
{
	struct audit_anchor head = { 0 };
	struct err err = { 0 };
	assert_ok(audit_head(store->db, &head, &err), &err);
	return head.sequence;
}

static void what_is_imported_is_loaded_equal(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	for (uint64_t seed = 1; seed <= 12; seed++) {
		auto_arena arena = { 0 };
		struct framework framework = random_framework(&arena, seed), stored;
		const char *why = "";
		framework.authority = arena_format(&arena, "authority %d", (int)seed);
		import(store, &arena, &framework);
		assert_ok(framework_load(store->db, framework.authority, &arena, &stored, &err),
		          &err);
		if (!same_framework(&framework, &stored, &why))
			fail_msg("seed %d differs in %s", (int)seed, why);
	}
}

static void importing_again_changes_nothing(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct framework framework = random_framework(&arena, 5);
	import(store, &arena, &framework);
	int64_t before = audit_length(store);
	struct outcome again = import(store, &arena, &framework);
	assert_int_equal(again.changes.indicators_unchanged, framework.indicator_count);
	assert_int_equal(again.changes.indicators_changed, 0);
	assert_int_equal(again.changes.targets_added, 0);
	assert_int_equal(again.findings.count, 0);
	assert_int_equal(audit_length(store), before);
}

static void an_old_target_is_never_lost(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n  target 36 from 2024-10-01\n");
	struct outcome second =
		import_text(store, &arena,
	                    "framework \"A\"\nindicator 1 \"One\"\n  target 35 from 2025-01-01\n");
	assert_string_equal(stored_text(store, &arena), "framework \"A\"\n\n"
	                                                "indicator 1 \"One\"\n"
	                                                "  target 36 from 2024-10-01\n"
	                                                "  target 35 from 2025-01-01\n");
	assert_int_equal(second.changes.targets_added, 1);
	assert_int_equal(second.changes.targets_kept, 1);
	assert_int_equal(second.findings.count, 1);
	assert_text(second.findings.items[0].message,
	            "the store has the 'target 36' from 2024-10-01, which this framework does not "
	            "state; it is kept");
}

static void a_target_stated_otherwise_for_the_same_day_is_closed_not_overwritten(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n  target 36 from 2024-10-01\n");
	struct outcome second =
		import_text(store, &arena,
	                    "framework \"A\"\nindicator 1 \"One\"\n  target 37 from 2024-10-01\n");
	assert_int_equal(second.changes.targets_closed, 1);
	assert_string_equal(stored_text(store, &arena), "framework \"A\"\n\n"
	                                                "indicator 1 \"One\"\n"
	                                                "  target 37 from 2024-10-01\n");
	/* The old row is still there: opening it again brings it back. */
	store_tamper(store, "UPDATE indicator_aim SET until = NULL, from_date = 0 "
	                    "WHERE words = '36'");
	assert_non_null(strstr(stored_text(store, &arena), "target 36 from 1970-01-01"));
}

static void a_draft_ends_when_it_is_agreed(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n"
	            "  rule \"band 12 to 18\" from 2018-11-01\n    draft\n");
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n"
	            "  rule \"band 12 to 18\" from 2018-11-01\n"
	            "    agreed by \"Scrutiny Panel\" on 2018-11-06\n");
	assert_string_equal(stored_text(store, &arena),
	                    "framework \"A\"\n\nindicator 1 \"One\"\n"
	                    "  rule \"band 12 to 18\" from 2018-11-01\n"
	                    "    agreed by \"Scrutiny Panel\" on 2018-11-06\n");
}

static void an_indicator_the_text_does_not_name_stays(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\nindicator 2 \"Two\"\n"
	            "scorecard \"Panel\"\n  indicator 2\n");
	struct outcome second =
		import_text(store, &arena, "framework \"A\"\nindicator 1 \"One\"\n  unit %\n");
	assert_string_equal(stored_text(store, &arena), "framework \"A\"\n\n"
	                                                "indicator 1 \"One\"\n  unit %\n\n"
	                                                "indicator 2 \"Two\"\n\n"
	                                                "scorecard \"Panel\"\n  indicator 2\n");
	assert_int_equal(second.changes.indicators_changed, 1);
	assert_int_equal(second.findings.count, 1);
	assert_text(second.findings.items[0].subject, "2");
}

static void a_new_title_keeps_the_indicator_when_the_old_one_is_named(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n  target 36 from 2024-10-01\n");
	int64_t id = load(store, &arena).indicators[0].id;
	struct outcome second =
		import_text(store, &arena,
	                    "framework \"A\"\nindicator 1 \"One, reworded\"\n  also \"One\"\n"
	                    "  target 36 from 2024-10-01\n");
	assert_int_equal(second.changes.indicators_added, 0);
	struct framework stored = load(store, &arena);
	assert_int_equal(stored.indicator_count, 1);
	assert_int_equal(stored.indicators[0].id, id);
	assert_text(stored.indicators[0].indicator.title, "One, reworded");
}

static void two_that_turn_out_to_be_one_are_joined_with_their_targets(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n  target 36 from 2024-10-01\n"
	            "indicator 1 \"One.\"\n  target 35 from 2025-01-01\n"
	            "scorecard \"Panel\"\n  indicator 1 \"One.\"\n");
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n  also \"One.\"\n"
	            "  target 36 from 2024-10-01\n");
	assert_string_equal(stored_text(store, &arena), "framework \"A\"\n\n"
	                                                "indicator 1 \"One\"\n"
	                                                "  also \"One.\"\n"
	                                                "  target 36 from 2024-10-01\n"
	                                                "  target 35 from 2025-01-01\n\n"
	                                                "scorecard \"Panel\"\n  indicator 1\n");
}

static void the_order_of_a_text_that_names_everything_is_kept(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\nindicator 2 \"Two\"\n"
	            "scorecard \"X\"\n  indicator 1\nscorecard \"Y\"\n  indicator 1\n");
	const char *other = "framework \"A\"\n\nindicator 3 \"Three\"\n\nindicator 2 \"Two\"\n\n"
			    "indicator 1 \"One\"\n\nscorecard \"Y\"\n  indicator 1\n\n"
			    "scorecard \"X\"\n  indicator 2\n  indicator 1\n";
	import_text(store, &arena, other);
	assert_string_equal(stored_text(store, &arena), other);
}

static void a_scorecard_that_holds_nothing_any_more_ends(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\nscorecard \"X\"\n  indicator 1\n");
	import_text(store, &arena, "framework \"A\"\nindicator 1 \"One\"\nscorecard \"X\"\n");
	assert_string_equal(stored_text(store, &arena), "framework \"A\"\n\nindicator 1 \"One\"\n");
}

static void a_scorecard_above_its_cap_is_a_warning(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct outcome out =
		import_text(store, &arena,
	                    "framework \"A\"\nindicator 1 \"One\"\nindicator 2 \"Two\"\n"
	                    "scorecard \"Panel\"\n  cap 1\n  indicator 1\n  indicator 2\n");
	assert_int_equal(out.findings.count, 1);
	assert_int_equal(out.findings.items[0].severity, FINDING_WARNING);
	assert_text(out.findings.items[0].message,
	            "the scorecard shows 2 indicators; its cap is 1");
}

static void each_change_stands_in_the_audit_chain(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	import_text(store, &arena, "framework \"A\"\nindicator 1 \"One\"\n");
	int64_t before = audit_length(store);
	import_text(store, &arena,
	            "framework \"A\"\nindicator 1 \"One\"\n  owner \"Head of\\nService\"\n"
	            "  target 36 from 2024-10-01\n");
	struct audit_list entries;
	assert_ok(audit_list(store->db, before, 10, &arena, &entries, &err), &err);
	assert_int_equal(entries.count, 1);
	assert_text(entries.items[0].action, "framework.change");
	assert_text(entries.items[0].subject, "indicator 1 of A");
	assert_text(entries.items[0].detail, "changed: owner; added: 'target 36' from 2024-10-01");
	struct audit_verdict verdict;
	assert_ok(audit_verify(store->db, NULL, &verdict, &err), &err);
	assert_int_equal(verdict.fault, AUDIT_INTACT);
}

static void an_import_inside_a_transaction_falls_with_it(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct transaction outer = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &outer, &err), &err);
	import_text(store, &arena, "framework \"A\"\nindicator 1 \"One\"\n");
	transaction_rollback(&outer);
	struct framework framework;
	assert_int_equal(framework_load(store->db, STR("A"), &arena, &framework, &err), E_MISSING);
	assert_says(&err, "the store has no framework yet");
}

static void loading_without_a_name_needs_a_single_authority(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct framework framework;
	struct err err = { 0 };
	import_text(store, &arena, "framework \"Merton\"\n");
	import_text(store, &arena, "framework \"Dudley\"\n");
	assert_int_equal(framework_load(store->db, STR(""), &arena, &framework, &err), E_MISSING);
	assert_string_equal(err.text, "the store holds several authorities; name one of: "
	                              "'Dudley', 'Merton'");
	assert_int_equal(framework_load(store->db, STR("Bath"), &arena, &framework, &err),
	                 E_MISSING);
	assert_string_equal(err.text, "no framework of 'Bath' is in the store, only of: "
	                              "'Dudley', 'Merton'");
	assert_ok(framework_load(store->db, STR("dudley"), &arena, &framework, &err), &err);
	assert_text(framework.authority, "Dudley");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(what_is_imported_is_loaded_equal),
		STORE_TESTS(importing_again_changes_nothing),
		STORE_TESTS(an_old_target_is_never_lost),
		STORE_TESTS(a_target_stated_otherwise_for_the_same_day_is_closed_not_overwritten),
		STORE_TESTS(a_draft_ends_when_it_is_agreed),
		STORE_TESTS(an_indicator_the_text_does_not_name_stays),
		STORE_TESTS(a_new_title_keeps_the_indicator_when_the_old_one_is_named),
		STORE_TESTS(two_that_turn_out_to_be_one_are_joined_with_their_targets),
		STORE_TESTS(the_order_of_a_text_that_names_everything_is_kept),
		STORE_TESTS(a_scorecard_that_holds_nothing_any_more_ends),
		STORE_TESTS(a_scorecard_above_its_cap_is_a_warning),
		STORE_TESTS(each_change_stands_in_the_audit_chain),
		STORE_TESTS(an_import_inside_a_transaction_falls_with_it),
		STORE_TESTS(loading_without_a_name_needs_a_single_authority),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
