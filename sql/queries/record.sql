-- Sources, children and deliveries of records. The record tables have statements of their
-- own, made from src/record/records.txt.

-- name: record_source_find
SELECT id FROM record_source WHERE authority = $1 AND kind = $2 AND name = $3;

-- name: record_source_add
INSERT INTO record_source (authority, kind, name) VALUES ($1, $2, $3) RETURNING id;

-- name: record_source_list
SELECT id, kind, name FROM record_source WHERE authority = $1 ORDER BY kind, name;

-- name: record_change_add
INSERT INTO record_change (authority, source_id, kind, delivery_id, at_utc, at_offset,
	collection_year, reference_day, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
RETURNING id;

-- name: record_change_of_source
SELECT count(*) FROM record_change WHERE authority = $1 AND source_id = $2;

-- name: record_coverage_add
INSERT INTO record_coverage (change_id, type, kind, from_day, to_day)
VALUES ($1, $2, $3, $4, $5);

-- name: record_supply_list
-- What the deliveries that were not withdrawn cover, some twenty rows for each; a delivery
-- that covers nothing has one row without a type.
SELECT c.id, s.kind, s.name, c.delivery_id, c.reference_day, c.at_utc, c.at_offset, v.type,
	v.kind, v.from_day, v.to_day
FROM record_change c
JOIN record_source s ON s.id = c.source_id
LEFT JOIN record_coverage v ON v.change_id = c.id
WHERE c.authority = $1 AND c.kind = 0
	AND NOT EXISTS (SELECT 1 FROM record_change w
		WHERE w.delivery_id = c.delivery_id AND w.kind = 1 AND w.id > c.id)
ORDER BY c.id, v.type;

-- name: record_presence_add
INSERT INTO record_presence (change_id, child_id, type) VALUES ($1, $2, $3);

-- name: child_by_hash
SELECT id, child_key, is_unlinked FROM child WHERE authority = $1 AND hash = $2;

-- name: child_add
INSERT INTO child (authority, hash, child_key, identifier, is_restricted, is_unlinked)
VALUES ($1, $2, $3, $4, 0, 0)
RETURNING id;

-- name: child_by_id
SELECT authority, child_key, identifier, is_restricted, is_unlinked FROM child WHERE id = $1;

-- name: child_any
SELECT id FROM child ORDER BY id LIMIT 1;

-- name: child_any_key
-- Some child's key: by it a key file is known to be the right one.
SELECT child_key FROM child WHERE authority = $1 AND child_key IS NOT NULL ORDER BY id LIMIT 1;

-- name: child_set_restricted
UPDATE child SET is_restricted = $2 WHERE id = $1;

-- name: child_set_unlinked
UPDATE child SET is_restricted = 1, is_unlinked = 1 WHERE id = $1;

-- name: child_erase
UPDATE child SET hash = $2, child_key = NULL, identifier = NULL WHERE id = $1;

-- name: child_hash_rewrite
-- A rewritten index holds no trace of hashes that were replaced.
-- for sqlite
REINDEX child;
-- for postgresql
REINDEX TABLE child;
-- for both

-- name: record_person_unlink
UPDATE record_person SET upn = NULL, former_upn = NULL, common_id = NULL, legacy_id = NULL
WHERE child_id = $1;

-- name: record_identifier_unlink
UPDATE record_identifier SET value = NULL WHERE child_id = $1;

-- name: record_family_unlink
UPDATE record_family SET family = NULL WHERE child_id = $1;

-- name: record_mother_unlink
UPDATE record_mother SET her_child = NULL WHERE child_id = $1;

-- name: record_mother_forget
-- Mothers no longer name the child of this reference ($1).
UPDATE record_mother SET her_child = NULL WHERE her_child = $1;

-- name: record_permanence_unlink
UPDATE record_permanence SET family = NULL WHERE child_id = $1;

-- name: record_finding_add
INSERT INTO record_finding (source_id, rule, severity, child_id, doubt, type, identity, field,
	value, message, team, worker, row_number, known_from)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: record_finding_find
SELECT id FROM record_finding
WHERE child_id = $1 AND source_id = $2 AND doubt = $3 AND known_to IS NULL;

-- name: record_finding_open
-- Open findings of a source ($1) that were known before a change ($2), by id. (The sum keeps
-- SQLite from sorting all of them for each page.)
SELECT id, rule, child_id, doubt, type, identity FROM record_finding
WHERE source_id + 0 = $1 AND known_to IS NULL AND known_from < $2 AND id > $3
ORDER BY id LIMIT $4;

-- name: record_finding_fields
-- The fields of rows that findings of a source ($3) spoke of at a change ($4), child by child.
-- (The sum keeps SQLite from going through all findings of the source each time.)
SELECT child_id, type, identity, field, rule FROM record_finding
WHERE child_id BETWEEN $1 AND $2 AND source_id + 0 = $3 AND known_from <= $4
	AND (known_to IS NULL OR known_to > $4) AND identity <> 0 AND field <> ''
ORDER BY child_id;

-- name: record_finding_end
UPDATE record_finding SET known_to = $2 WHERE id = $1;

-- name: record_finding_place
-- Who can mend the findings of a child that a change brought and that name nobody.
UPDATE record_finding SET team = $3, worker = $4
WHERE child_id = $1 AND known_from = $2 AND team = '' AND worker = '';

-- name: record_finding_blank
UPDATE record_finding SET value = NULL, doubt = 0 WHERE child_id = $1;
