/* Running the same tests on both kinds of store.
 *
 * A test takes a `struct store` as its state: a fresh, migrated store, made before
 * it and dropped after it. The PostgreSQL half is left out, with a message, where
 * tests/pg/with-postgresql found no server programs. */
#ifndef OUTTURN_TESTS_UNIT_STORE_H
#define OUTTURN_TESTS_UNIT_STORE_H

#include "check.h"

#include "base/instant.h"
#include "db/db.h"

struct store {
	enum db_kind kind;
	struct db *db;    /* open and migrated; NULL after store_close() */
	char where[256];  /* what db_open() takes to open it once more */
	char folder[64];  /* SQLite: the temporary directory of the file */
};

/* The instant at which every test happens. */
struct instant store_now(void);

/* cmocka's setup and teardown; an empty store has no schema and is not open. */
int store_setup_sqlite(void **state);
int store_setup_postgresql(void **state);
int store_setup_empty_sqlite(void **state);
int store_setup_empty_postgresql(void **state);
int store_teardown(void **state);

/* Closes the store's handle; opens and checks the schema again. */
void store_close(struct store *store);
void store_open(struct store *store);

/* Runs SQL that the program itself never would: what a tamperer does. store_tamper()
 * fails the test when the store refuses. */
void store_tamper(struct store *store, const char *sql);
enum status store_try(struct store *store, const char *sql, struct err *err);

/* Whether an error's sentence holds these words, showing it when not. */
#define assert_says(err, words)                                                           \
	do {                                                                              \
		if (!strstr((err)->text, words))                                          \
			fail_msg("'%s' does not say '%s'", (err)->text, words);           \
	} while (0)

/* A test on an SQLite store; on a PostgreSQL store; an entry of each. */
#define SQLITE_TEST(function)                                                             \
	{ #function " (sqlite)", function, store_setup_sqlite, store_teardown, NULL }
#define POSTGRESQL_TEST(function)                                                         \
	{ #function " (postgresql)", function, store_setup_postgresql, store_teardown,    \
	  NULL }
#define STORE_TESTS(function) SQLITE_TEST(function), POSTGRESQL_TEST(function)
#define EMPTY_STORE_TESTS(function)                                                       \
	{ #function " (sqlite)", function, store_setup_empty_sqlite, store_teardown,      \
	  NULL },                                                                         \
	{ #function " (postgresql)", function, store_setup_empty_postgresql,              \
	  store_teardown, NULL }

/* Leaves the PostgreSQL tests out, saying so, when there is no server. main() calls
 * it first. */
void store_find_server(void);

#endif
