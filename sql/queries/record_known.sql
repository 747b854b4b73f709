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
