-- What was known of children, and when. Rows of the record tables have statements of
-- their own, made from src/record/records.txt.

-- name: record_children
-- Children of an authority ($1) behind one ($2); $3: 1 with those who are restricted.
SELECT id, is_restricted FROM child
WHERE authority = $1 AND id > $2 AND is_restricted <= $3 ORDER BY id LIMIT $4;

-- name: record_child
SELECT is_restricted FROM child WHERE id = $1 AND authority = $2 AND is_restricted <= $3;

-- name: record_confirmed_add
INSERT INTO record_confirmed (type, row_id, change_id) VALUES ($1, $2, $3);

-- name: record_confirmed
SELECT change_id FROM record_confirmed WHERE type = $1 AND row_id = $2 AND change_id = $3;

-- name: record_known_at
SELECT COALESCE(max(id), 0) FROM record_change WHERE authority = $1 AND at_utc <= $2;

-- name: record_known_now
SELECT COALESCE(max(id), 0) FROM record_change WHERE authority = $1;

-- name: record_known_newest
-- When what is known of an authority last changed.
SELECT at_utc FROM record_change WHERE authority = $1 ORDER BY id DESC LIMIT 1;

-- name: record_history
SELECT id, source_id, delivery_id, kind, at_utc, at_offset, reference_day, collection_year
FROM record_change WHERE authority = $1 AND id <= $2 ORDER BY id;

-- name: record_coverage_list
SELECT record_coverage.change_id, record_coverage.type, record_coverage.kind,
	record_coverage.from_day, record_coverage.to_day
FROM record_change JOIN record_coverage ON record_coverage.change_id = record_change.id
WHERE record_change.authority = $1 AND record_change.id <= $2
ORDER BY record_change.id;

-- name: record_presence
SELECT child_id FROM record_presence WHERE child_id = $1 AND change_id = $2 AND type = $3;

-- name: record_changes_of_delivery
SELECT id, source_id, authority, kind FROM record_change WHERE delivery_id = $1 ORDER BY id;

-- name: record_change_last_kind
-- What the newest change of a delivery was; no row: it brought no records.
SELECT kind FROM record_change WHERE delivery_id = $1 ORDER BY id DESC LIMIT 1;

-- name: record_withdrawal_add
INSERT INTO record_change (authority, source_id, kind, delivery_id, at_utc, at_offset,
	collection_year, reference_day, reason)
VALUES ($1, $2, $3, $4, $5, $6, 0, NULL, $7) RETURNING id;

-- name: record_presence_list
-- Deliveries that named the children $1 to $2, up to a change ($3).
SELECT child_id, change_id, type FROM record_presence
WHERE child_id BETWEEN $1 AND $2 AND change_id <= $3 ORDER BY child_id, change_id;

-- name: record_finding_touched
-- Findings of a source ($1) that a change ($2) began or ended, by id.
SELECT id, child_id, doubt, rule, type, identity FROM record_finding
WHERE source_id = $1 AND (known_from = $2 OR known_to = $2) AND id > $3
ORDER BY id LIMIT $4;

-- name: record_finding_versions
SELECT id, known_from, known_to FROM record_finding
WHERE child_id = $1 AND source_id = $2 AND doubt = $3 ORDER BY known_from, id;

-- name: record_finding_again
INSERT INTO record_finding (source_id, rule, severity, child_id, doubt, type, identity, field,
	value, message, team, worker, row_number, known_from)
SELECT source_id, rule, severity, child_id, doubt, type, identity, field,
	value, message, team, worker, row_number, $2
FROM record_finding WHERE id = $1;
