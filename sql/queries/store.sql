-- The store itself: transactions and the steps of its schema.

-- name: store_begin_read
-- for sqlite
BEGIN;
-- for postgresql
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
-- for both

-- name: store_begin_write
-- for sqlite
BEGIN IMMEDIATE;
-- for postgresql
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
-- for both

-- name: store_lock_writer
-- PostgreSQL's one writer; SQLite's came with BEGIN IMMEDIATE.
-- for sqlite
SELECT 1;
-- for postgresql
SELECT 1 FROM pg_advisory_xact_lock(hashtext('outturn writer of ' || current_schema()));
-- for both

-- name: store_set_wait
-- $1 in milliseconds, as text; SQLite is told by a call instead.
-- for sqlite
SELECT $1;
-- for postgresql
SELECT set_config('lock_timeout', $1, false);
-- for both

-- name: store_commit
COMMIT;

-- name: store_rollback
ROLLBACK;

-- name: store_empty_log
-- SQLite's log is written into the file and emptied; the first column is 1 when someone
-- who reads is in the way.
-- for sqlite
PRAGMA wal_checkpoint(TRUNCATE);
-- for postgresql
SELECT 0;
-- for both

-- name: store_rewrite_keys
-- A server leaves the old row where it was until the table is rewritten.
-- for sqlite
SELECT 1;
-- for postgresql
VACUUM (FULL) child;
-- for both

-- name: store_table_count
-- How many tables there are, and how many of them are schema_step.
-- for sqlite
SELECT count(*), coalesce(sum(name = 'schema_step'), 0) FROM sqlite_master WHERE type = 'table';
-- for postgresql
SELECT count(*), count(*) FILTER (WHERE tablename = 'schema_step') FROM pg_tables
WHERE schemaname = current_schema();
-- for both

-- name: schema_shape
-- What stands in the store, in the words that made it. A server's tables may be moved
-- and indexed by whoever runs it, so there only the steps are compared.
-- for sqlite
SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name;
-- for postgresql
SELECT '', '', '' WHERE false;
-- for both

-- name: schema_step_list
SELECT number, name, sha256 FROM schema_step ORDER BY number;

-- name: schema_step_add
INSERT INTO schema_step (number, name, sha256, applied_utc, applied_offset)
VALUES ($1, $2, $3, $4, $5);
