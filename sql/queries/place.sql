-- What is known of places beside their figures: neighbours and inspections.

-- name: neighbour_model_add
INSERT INTO neighbour_model (delivery_id, family, name, in_force_from, known_from)
VALUES ($1, $2, $3, $4, $5)
RETURNING id;

-- name: neighbour_add
INSERT INTO neighbour (model_id, place, rank, neighbour, band, row_number)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: neighbour_models
-- Of models that begin on one day the one that came last counts. $2: the change up to which.
SELECT m.id, m.delivery_id, m.name, m.in_force_from,
	(SELECT count(DISTINCT place) FROM neighbour WHERE model_id = m.id)
FROM neighbour_model m
WHERE m.family = $1 AND m.known_from <= $2 AND (m.known_to IS NULL OR m.known_to > $2)
	AND NOT EXISTS (
		SELECT 1 FROM neighbour_model later
		WHERE later.family = m.family AND later.in_force_from = m.in_force_from
			AND later.known_from <= $2
			AND (later.known_to IS NULL OR later.known_to > $2)
			AND later.id > m.id)
ORDER BY m.in_force_from;

-- name: neighbours_of
SELECT neighbour, rank, band FROM neighbour WHERE model_id = $1 AND place = $2 ORDER BY rank;

-- name: inspection_add
INSERT INTO inspection_outcome (delivery_id, row_number, place, kind, inspected_on,
	published_on, aspect, judgement, known_from)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: inspections_list
-- Of one place, or of all when $1 is 0; of each inspection what became known last first.
SELECT place, inspected_on, delivery_id, row_number, published_on, kind, aspect, judgement
FROM inspection_outcome
WHERE ($1 = 0 OR place = $1) AND known_from <= $2 AND (known_to IS NULL OR known_to > $2)
ORDER BY place, inspected_on, known_from DESC, row_number, id;
