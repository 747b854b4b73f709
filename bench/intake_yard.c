/* The yardsticks: what no import can do without. */
#include <csv.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/attr.h"
#include "base/text.h"
#include "intake.h"

enum {
	PIECE_BYTES = 64 * 1024,
	BATCH_ROWS = 2000, /* read before they are inserted, so that reading is not counted */
	COLUMNS_MAX = 80,
	STATEMENT_BYTES = 8192,
};

/* ---- parsing ---- */

static int64_t met; /* so that no pass is empty */

static void on_element(void *context, const xmlChar *name, const xmlChar *prefix,
                       const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                       int attribute_count, int defaulted_count, const xmlChar **attributes)
{
	(void)context, (void)name, (void)prefix, (void)uri, (void)namespace_count;
	(void)namespaces, (void)attribute_count, (void)defaulted_count, (void)attributes;
	met++;
}

static void on_text(void *context, const xmlChar *text, int len)
{
	(void)context, (void)text;
	met += len;
}

/* A source of bytes: as many as there are, 0 at its end. */
typedef int64_t read_fn(void *from, char *piece, size_t bytes);

static void parse_xml(read_fn *read, void *from)
{
	xmlSAXHandler calls = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_element,
		                .characters = on_text };
	static char piece[PIECE_BYTES];
	xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&calls, NULL, NULL, 0, NULL);
	int64_t bytes;
	if (!parser)
		intake_fail("the parser", "there is no memory");
	while ((bytes = read(from, piece, sizeof(piece))) > 0)
		xmlParseChunk(parser, piece, (int)bytes, 0);
	xmlParseChunk(parser, piece, 0, 1);
	xmlFreeParserCtxt(parser);
}

static int64_t read_file(void *from, char *piece, size_t bytes)
{
	return (int64_t)fread(piece, 1, bytes, from);
}

static int64_t read_part(void *from, char *piece, size_t bytes)
{
	return zip_fread(from, piece, bytes);
}

void intake_parse_xml(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		intake_fail(path, "it cannot be read");
	parse_xml(read_file, file);
	fclose(file);
}

void intake_parse_book(const char *path)
{
	zip_t *package = zip_open(path, ZIP_RDONLY, NULL);
	if (!package)
		intake_fail(path, "it cannot be read");
	for (zip_uint64_t i = 0; i < (zip_uint64_t)zip_get_num_entries(package, 0); i++) {
		if (!str_ends_nocase(str_of(zip_get_name(package, i, 0)), STR(".xml")))
			continue;
		zip_file_t *part = zip_fopen_index(package, i, 0);
		if (!part)
			intake_fail(path, "a part of it cannot be read");
		parse_xml(read_part, part);
		zip_fclose(part);
	}
	zip_close(package);
}

static void on_cell(void *cell, size_t len, void *context)
{
	(void)cell, (void)context;
	met += (int64_t)len;
}

static void on_row(int end, void *context)
{
	(void)end, (void)context;
	met++;
}

void intake_parse_csv(const char *path)
{
	static char piece[PIECE_BYTES];
	struct csv_parser parser;
	FILE *file = fopen(path, "rb");
	size_t bytes;
	if (!file || csv_init(&parser, CSV_STRICT))
		intake_fail(path, "it cannot be read");
	while ((bytes = fread(piece, 1, sizeof(piece), file)) > 0)
		csv_parse(&parser, piece, bytes, on_cell, on_row, NULL);
	csv_fini(&parser, on_cell, on_row, NULL);
	csv_free(&parser);
	fclose(file);
}

/* ---- inserting ---- */

static void check(sqlite3 *db, int code)
{
	if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
		intake_fail("the yardstick's store", sqlite3_errmsg(db));
}

static sqlite3 *open_store(const char *path)
{
	sqlite3 *db = NULL;
	check(db, sqlite3_open(path, &db));
	/* As the program opens its own (sql/session/sqlite.sql). */
	check(db, sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
	                           "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; "
	                           "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY",
	                       NULL, NULL, NULL));
	return db;
}

/* "INSERT OR IGNORE INTO x VALUES (?, ?)": what a migration put there stays. */
static sqlite3_stmt *prepare_insert(sqlite3 *db, const char *table, int columns)
{
	char sql[STATEMENT_BYTES];
	int len = snprintf(sql, sizeof(sql), "INSERT OR IGNORE INTO %s VALUES (", table);
	for (int i = 0; i < columns; i++)
		len += snprintf(sql + len, sizeof(sql) - (size_t)len, i ? ", ?" : "?");
	snprintf(sql + len, sizeof(sql) - (size_t)len, ")");
	sqlite3_stmt *insert = NULL;
	check(db, sqlite3_prepare_v2(db, sql, -1, &insert, NULL));
	return insert;
}

struct batch {
	sqlite3_value *values[BATCH_ROWS][COLUMNS_MAX];
	int rows;
	int columns;
};

/* False when there are no more; SQLite would begin again if it were asked once more. */
static bool read_batch(sqlite3_stmt *select, struct batch *batch)
{
	bool is_first = batch->rows < 0;
	if (!is_first && batch->rows < BATCH_ROWS)
		return false;
	batch->rows = 0;
	while (batch->rows < BATCH_ROWS && sqlite3_step(select) == SQLITE_ROW) {
		for (int i = 0; i < batch->columns; i++)
			batch->values[batch->rows][i] =
				sqlite3_value_dup(sqlite3_column_value(select, i));
		batch->rows++;
	}
	return batch->rows > 0;
}

static double insert_batch(sqlite3 *db, sqlite3_stmt *insert, const struct batch *batch)
{
	double start = intake_seconds();
	for (int row = 0; row < batch->rows; row++) {
		for (int i = 0; i < batch->columns; i++)
			check(db, sqlite3_bind_value(insert, i + 1, batch->values[row][i]));
		check(db, sqlite3_step(insert));
		check(db, sqlite3_reset(insert));
	}
	double spent = intake_seconds() - start;
	for (int row = 0; row < batch->rows; row++)
		for (int i = 0; i < batch->columns; i++)
			sqlite3_value_free(batch->values[row][i]);
	return spent;
}

static double copy_table(sqlite3 *from, sqlite3 *to, const char *table)
{
	static struct batch batch;
	char sql[STATEMENT_BYTES];
	double spent = 0;
	sqlite3_stmt *select = NULL;
	snprintf(sql, sizeof(sql), "SELECT * FROM %s", table);
	check(from, sqlite3_prepare_v2(from, sql, -1, &select, NULL));
	batch.rows = -1; /* nothing was read yet */
	batch.columns = sqlite3_column_count(select);
	if (batch.columns > COLUMNS_MAX)
		intake_fail(table, "it has more columns than the yardstick reads");
	sqlite3_stmt *insert = prepare_insert(to, table, batch.columns);
	while (read_batch(select, &batch))
		spent += insert_batch(to, insert, &batch);
	sqlite3_finalize(select);
	sqlite3_finalize(insert);
	return spent;
}

static bool is_wanted(struct str table, struct str prefixes)
{
	struct str prefix;
	while (str_split(&prefixes, ' ', &prefix))
		if (str_equal(str_slice(table, 0, prefix.len), prefix))
			return true;
	return false;
}

double intake_insert_bare(const char *from_path, const char *to_path, const char *tables)
{
	sqlite3 *from = open_store(from_path);
	sqlite3 *to = open_store(to_path);
	sqlite3_stmt *list = NULL;
	double spent = 0;
	/* Rows come table by table: what they refer to need not be there yet. */
	check(to, sqlite3_exec(to, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON", NULL, NULL,
	                       NULL));
	check(from, sqlite3_prepare_v2(from, "SELECT name FROM sqlite_schema WHERE type = 'table'",
	                               -1, &list, NULL));
	while (sqlite3_step(list) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(list, 0);
		if (is_wanted(str_of(table), str_of(tables)))
			spent += copy_table(from, to, table);
	}
	sqlite3_finalize(list);
	double start = intake_seconds();
	check(to, sqlite3_exec(to, "COMMIT", NULL, NULL, NULL));
	spent += intake_seconds() - start;
	sqlite3_close(from);
	sqlite3_close(to);
	return spent;
}
