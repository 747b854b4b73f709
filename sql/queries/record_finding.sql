-- What is doubtful in records, as lists: who can mend it, how many there were when.

-- name: record_finding_totals
-- By rule, team and worker: how many held at a change ($2).
SELECT f.rule, f.severity, f.team, f.worker, count(*)
FROM record_finding f JOIN record_source s ON s.id = f.source_id
WHERE s.authority = $1 AND f.known_from <= $2 AND (f.known_to IS NULL OR f.known_to > $2)
GROUP BY f.rule, f.severity, f.team, f.worker
ORDER BY f.severity DESC, count(*) DESC, f.rule, f.team, f.worker;

-- name: record_finding_begun
-- How many findings each change brought.
SELECT f.known_from, count(*)
FROM record_finding f JOIN record_source s ON s.id = f.source_id
WHERE s.authority = $1
GROUP BY f.known_from ORDER BY f.known_from;

-- name: record_finding_solved
-- How many findings each change ended.
SELECT f.known_to, count(*)
FROM record_finding f JOIN record_source s ON s.id = f.source_id
WHERE s.authority = $1 AND f.known_to IS NOT NULL
GROUP BY f.known_to ORDER BY f.known_to;

-- name: record_change_list
SELECT c.id, c.kind, c.delivery_id, c.at_utc, c.at_offset
FROM record_change c WHERE c.authority = $1 ORDER BY c.id;

-- name: record_finding_page
-- What held at a change ($2), a page at a time; not of children that no list may show.
SELECT f.id, f.rule, f.severity, f.child_id, f.type, f.field, f.value, f.message, f.team,
	f.worker, f.row_number, c.at_utc, c.at_offset
FROM record_finding f
JOIN record_source s ON s.id = f.source_id
JOIN record_change c ON c.id = f.known_from
LEFT JOIN child k ON k.id = f.child_id
WHERE s.authority = $1 AND f.known_from <= $2 AND (f.known_to IS NULL OR f.known_to > $2)
	AND COALESCE(k.is_restricted, 0) = 0 AND f.id > $3
ORDER BY f.id LIMIT $4;
