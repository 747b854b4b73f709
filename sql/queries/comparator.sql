-- Published figures of places.

-- name: comparator_release_add
INSERT INTO comparator_release (delivery_id, source, stem, name, published_on, ordered_on)
VALUES ($1, $2, $3, $4, $5, $6)
RETURNING id;
