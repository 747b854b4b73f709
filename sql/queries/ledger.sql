-- What came and what was done.

-- name: delivery_add
INSERT INTO delivery (authority, file, sha256, kind, as_at, received_utc, received_offset,
	received_by, row_count)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
RETURNING id;

-- name: delivery_settle
UPDATE delivery SET row_count = $2, as_at = COALESCE(as_at, $3) WHERE id = $1;

-- name: delivery_by_id
SELECT id, authority, file, sha256, kind, as_at, received_utc, received_offset, received_by,
	row_count
FROM delivery WHERE id = $1;

-- name: delivery_by_hash
SELECT id, authority, file, sha256, kind, as_at, received_utc, received_offset, received_by,
	row_count
FROM delivery WHERE authority = $1 AND sha256 = $2;

-- name: delivery_list
SELECT id, authority, file, sha256, kind, as_at, received_utc, received_offset, received_by,
	row_count
FROM delivery WHERE id > $1 ORDER BY id LIMIT $2;

-- name: finding_add
INSERT INTO finding (delivery_id, rule, severity, row_number, column_name, subject, message)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: finding_list
-- $2 is the least severity, $3 a rule or '' for all.
SELECT finding.rule, finding.severity, delivery.file, finding.row_number, finding.column_name,
	finding.subject, finding.message
FROM finding JOIN delivery ON delivery.id = finding.delivery_id
WHERE finding.delivery_id = $1 AND finding.severity >= $2 AND ($3 = '' OR finding.rule = $3)
ORDER BY finding.id;

-- name: setting_add
INSERT INTO setting (key, value, set_utc, set_offset, set_by) VALUES ($1, $2, $3, $4, $5);

-- name: setting_newest
SELECT value FROM setting WHERE key = $1 ORDER BY id DESC LIMIT 1;

-- name: setting_at
SELECT value FROM setting WHERE key = $1 AND set_utc <= $2 ORDER BY id DESC LIMIT 1;

-- name: setting_history
SELECT value, set_utc, set_offset, set_by FROM setting WHERE key = $1 ORDER BY id;

-- name: audit_add
INSERT INTO audit (sequence, at_utc, at_offset, actor, action, subject, detail, previous_hash,
	hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: audit_head
SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1;

-- name: audit_list
SELECT sequence, at_utc, at_offset, actor, action, subject, detail, previous_hash, hash
FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2;
