-- Published figures of places. Of two releases that speak of the same the one counts
-- that comes last by (newest_on, ordered_on, id). A release plays a part from the change
-- in which it became known to that in which it was withdrawn.

-- name: comparator_release_add
INSERT INTO comparator_release (delivery_id, source, stem, name, published_on, newest_on,
	ordered_on, known_from)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
RETURNING id;

-- name: comparator_release_reach
UPDATE comparator_release SET newest_on = $2 WHERE id = $1;

-- name: comparator_release_rivals
-- The other releases of the same table as a release ($1) that stand, the one that counts
-- least first; with whether they count more than it does.
SELECT o.id, o.name, d.file,
	CASE WHEN (o.newest_on, o.ordered_on, o.id) > (r.newest_on, r.ordered_on, r.id)
		THEN 1 ELSE 0 END
FROM comparator_release r
	JOIN comparator_release o ON o.source = r.source AND o.stem = r.stem AND o.id <> r.id
	JOIN delivery d ON d.id = o.delivery_id
WHERE r.id = $1 AND o.known_to IS NULL
ORDER BY o.newest_on, o.ordered_on, o.id;

-- name: comparator_column_add
INSERT INTO comparator_column (release_id, name, kind) VALUES ($1, $2, $3);

-- name: comparator_column_newest
-- How the columns of a table were taken in the release of it that came last and stands.
SELECT name, kind FROM comparator_column
WHERE release_id = (SELECT max(id) FROM comparator_release
	WHERE source = $1 AND stem = $2 AND known_to IS NULL)
ORDER BY id;

-- name: comparator_column_gone
-- Columns with figures or filters that an earlier release ($2) had and this one ($1) lacks.
SELECT name, kind FROM comparator_column
WHERE release_id = $2 AND kind <> 'neither'
	AND lower(name) NOT IN (SELECT lower(name) FROM comparator_column WHERE release_id = $1)
ORDER BY id;

-- name: comparator_measure_add
INSERT INTO comparator_measure (source, stem, column_name, filters) VALUES ($1, $2, $3, $4)
RETURNING id;

-- name: comparator_measure_find
SELECT id FROM comparator_measure
WHERE source = $1 AND stem = $2 AND column_name = $3 AND filters = $4;

-- name: comparator_words_add
INSERT INTO comparator_words (measure_id, delivery_id, label, topic, unit, polarity, decimals,
	is_banded, note, known_from)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: comparator_words_newest
SELECT label, topic, unit, polarity, decimals, is_banded, note
FROM comparator_words
WHERE measure_id = $1 AND known_from <= $2 AND (known_to IS NULL OR known_to > $2)
ORDER BY id DESC LIMIT 1;

-- name: comparator_period_find
SELECT id FROM comparator_period WHERE period = $1;

-- name: comparator_period_add
INSERT INTO comparator_period (period, period_from, period_to) VALUES ($1, $2, $3)
RETURNING id;

-- name: comparator_label_find
SELECT id FROM comparator_label WHERE label = $1 AND year_kind = $2;

-- name: comparator_label_add
INSERT INTO comparator_label (label, year_kind) VALUES ($1, $2) RETURNING id;

-- name: comparator_value_add
INSERT INTO comparator_value (measure_id, period_id, place, release_id, label_id, row_number,
	number, absence)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (measure_id, period_id, place, release_id) DO UPDATE
SET repeated_row = excluded.row_number,
	number = CASE WHEN comparator_value.number IS NOT DISTINCT FROM excluded.number
			AND comparator_value.absence IS NOT DISTINCT FROM excluded.absence
		THEN comparator_value.number END,
	absence = CASE WHEN comparator_value.number IS NOT DISTINCT FROM excluded.number
			AND comparator_value.absence IS NOT DISTINCT FROM excluded.absence
		THEN comparator_value.absence ELSE '!' END;

-- name: comparator_value_add_8
-- Eight at once; no two of them of the same measure, period and place.
INSERT INTO comparator_value (measure_id, period_id, place, release_id, label_id, row_number,
	number, absence)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8),
	($9, $10, $11, $12, $13, $14, $15, $16),
	($17, $18, $19, $20, $21, $22, $23, $24),
	($25, $26, $27, $28, $29, $30, $31, $32),
	($33, $34, $35, $36, $37, $38, $39, $40),
	($41, $42, $43, $44, $45, $46, $47, $48),
	($49, $50, $51, $52, $53, $54, $55, $56),
	($57, $58, $59, $60, $61, $62, $63, $64)
ON CONFLICT (measure_id, period_id, place, release_id) DO UPDATE
SET repeated_row = excluded.row_number,
	number = CASE WHEN comparator_value.number IS NOT DISTINCT FROM excluded.number
			AND comparator_value.absence IS NOT DISTINCT FROM excluded.absence
		THEN comparator_value.number END,
	absence = CASE WHEN comparator_value.number IS NOT DISTINCT FROM excluded.number
			AND comparator_value.absence IS NOT DISTINCT FROM excluded.absence
		THEN comparator_value.absence ELSE '!' END;

-- name: comparator_repeated_count
SELECT count(*), COALESCE(sum(CASE WHEN absence = '!' THEN 1 ELSE 0 END), 0)
FROM comparator_value WHERE release_id = $1 AND repeated_row IS NOT NULL;

-- name: comparator_repeated_list
-- The first values ($2) that came twice in a release, those that differ first.
SELECT m.column_name, m.filters, p.period, v.place, v.row_number, v.repeated_row,
	CASE WHEN v.absence = '!' THEN 1 ELSE 0 END
FROM comparator_value v
	JOIN comparator_measure m ON m.id = v.measure_id
	JOIN comparator_period p ON p.id = v.period_id
WHERE v.release_id = $1 AND v.repeated_row IS NOT NULL
ORDER BY 7 DESC, v.row_number, v.measure_id
LIMIT $2;

-- name: comparator_measure_list
-- The measures of the table of a release ($1), by column.
SELECT m.id, m.column_name, m.filters
FROM comparator_release r JOIN comparator_measure m ON m.source = r.source AND m.stem = r.stem
WHERE r.id = $1
ORDER BY m.column_name, m.id;

-- name: comparator_measure_values
-- All that was ever said of a measure ($1), period by period and place by place.
SELECT period_id, place, release_id, number, absence
FROM comparator_value WHERE measure_id = $1 ORDER BY period_id, place, release_id;

-- name: comparator_label_of
-- What a release ($4) calls the period of a value.
SELECT l.label
FROM comparator_value v JOIN comparator_label l ON l.id = v.label_id
WHERE v.measure_id = $1 AND v.period_id = $2 AND v.place = $3 AND v.release_id = $4;

-- name: comparator_periods
SELECT p.id, p.period, p.period_from, p.period_to,
	(SELECT l.label FROM comparator_value w
			JOIN comparator_label l ON l.id = w.label_id
			JOIN comparator_release r ON r.id = w.release_id
		WHERE w.measure_id = $1 AND w.period_id = p.id AND r.known_from <= $2
			AND (r.known_to IS NULL OR r.known_to > $2)
		ORDER BY r.newest_on DESC, r.ordered_on DESC, r.id DESC LIMIT 1),
	(SELECT l.year_kind FROM comparator_value w
			JOIN comparator_label l ON l.id = w.label_id
			JOIN comparator_release r ON r.id = w.release_id
		WHERE w.measure_id = $1 AND w.period_id = p.id AND r.known_from <= $2
			AND (r.known_to IS NULL OR r.known_to > $2)
		ORDER BY r.newest_on DESC, r.ordered_on DESC, r.id DESC LIMIT 1)
FROM comparator_period p
WHERE EXISTS (SELECT 1 FROM comparator_value w
		JOIN comparator_release r ON r.id = w.release_id
	WHERE w.measure_id = $1 AND w.period_id = p.id AND r.known_from <= $2
		AND (r.known_to IS NULL OR r.known_to > $2))
ORDER BY COALESCE(p.period_to, -1000000), p.period_from, p.period;

-- name: comparator_value_of_place
SELECT v.place, v.number, v.absence, v.row_number, r.delivery_id, r.name, d.file,
	r.published_on
FROM comparator_value v
	JOIN comparator_release r ON r.id = v.release_id
	JOIN delivery d ON d.id = r.delivery_id
WHERE v.measure_id = $1 AND v.period_id = $2 AND v.place = $3
	AND r.known_from <= $4 AND (r.known_to IS NULL OR r.known_to > $4)
ORDER BY r.newest_on DESC, r.ordered_on DESC, r.id DESC
LIMIT 1;

-- name: comparator_value_list
-- The one that counts stands first of its place.
SELECT v.place, v.number, v.absence, v.row_number, r.delivery_id, r.name, d.file,
	r.published_on
FROM comparator_value v
	JOIN comparator_release r ON r.id = v.release_id
	JOIN delivery d ON d.id = r.delivery_id
WHERE v.measure_id = $1 AND v.period_id = $2
	AND r.known_from <= $3 AND (r.known_to IS NULL OR r.known_to > $3)
ORDER BY v.place, r.newest_on DESC, r.ordered_on DESC, r.id DESC;

-- name: population_estimates
-- The estimates for a place ($1) that are for a day up to $2, the newest first; of several
-- tables for one day the one released last. Only tables of ages are meant.
SELECT m.id, m.filters, p.id, p.period_to,
	(SELECT max(r.ordered_on) FROM comparator_value v
			JOIN comparator_release r ON r.id = v.release_id
		WHERE v.measure_id = m.id AND v.period_id = p.id AND v.place = $1
			AND r.known_from <= $3
			AND (r.known_to IS NULL OR r.known_to > $3)) AS released_on
FROM comparator_measure m
	JOIN comparator_period p ON p.period_to <= $2 AND p.period_from = p.period_to
WHERE m.column_name = 'population_estimate' AND m.filters LIKE 'age_group=%'
	AND EXISTS (SELECT 1 FROM comparator_value v
			JOIN comparator_release r ON r.id = v.release_id
		WHERE v.measure_id = m.id AND v.period_id = p.id AND v.place = $1
			AND r.known_from <= $3
			AND (r.known_to IS NULL OR r.known_to > $3))
ORDER BY p.period_to DESC, released_on DESC, m.id DESC;

-- name: comparator_held_list
-- The measures held, a page of $2 behind the id $1.
SELECT id, source, stem, column_name, filters
FROM comparator_measure WHERE id > $1 ORDER BY id LIMIT $2;

-- name: comparator_newest
-- The newest period of a measure ($1), or the one asked for ($3, 0: none), and the release
-- that counts for it.
SELECT p.id, p.period, p.period_from, p.period_to, l.label, l.year_kind, r.name, d.file,
	r.published_on, d.id
FROM comparator_value v
	JOIN comparator_period p ON p.id = v.period_id
	JOIN comparator_label l ON l.id = v.label_id
	JOIN comparator_release r ON r.id = v.release_id
	JOIN delivery d ON d.id = r.delivery_id
WHERE v.measure_id = $1 AND r.known_from <= $2 AND (r.known_to IS NULL OR r.known_to > $2)
	AND (CAST($3 AS BIGINT) = 0 OR v.period_id = $3)
ORDER BY COALESCE(p.period_to, -1000000) DESC, r.newest_on DESC, r.ordered_on DESC, r.id DESC
LIMIT 1;
