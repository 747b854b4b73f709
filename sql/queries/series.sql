-- Figures that arrive as figures. An indicator's figures are its own and those of
-- what turned out to be the same indicator. What was withdrawn plays no part.

-- name: series_change_add
INSERT INTO series_change (delivery_id, kind, at_utc, at_offset, reason)
VALUES ($1, $2, $3, $4, $5)
RETURNING id;

-- name: series_change_last
-- The newest change of a delivery; no row: it brought no figures.
SELECT id, kind, at_utc, at_offset FROM series_change
WHERE delivery_id = $1 ORDER BY id DESC LIMIT 1;

-- name: series_change_newest
-- When what is known last changed; 0: nothing is known.
SELECT COALESCE(max(at_utc), 0) FROM series_change;

-- name: series_known_on
-- The newest change before a second ($1) of each place's own clock.
SELECT COALESCE(max(id), 0) FROM series_change WHERE at_utc + 60 * at_offset < $1;

-- name: series_figures_of
-- The published figures that a delivery ($1) says and that speak, and for how many of them
-- another release of the table speaks too.
SELECT count(*), COALESCE(sum(CASE WHEN EXISTS (
		SELECT 1 FROM comparator_value w
			JOIN comparator_release o ON o.id = w.release_id
		WHERE w.measure_id = v.measure_id AND w.period_id = v.period_id
			AND w.place = v.place AND w.release_id <> v.release_id
			AND o.known_to IS NULL) THEN 1 ELSE 0 END), 0)
FROM comparator_value v
WHERE v.release_id IN (SELECT id FROM comparator_release
	WHERE delivery_id = $1 AND known_to IS NULL);

-- name: series_lists_of
-- What else a delivery ($1) says and that speaks: lists of neighbours, judgements of
-- inspections, submitted lines.
SELECT (SELECT count(*) FROM neighbour_model WHERE delivery_id = $1 AND known_to IS NULL),
	(SELECT count(*) FROM inspection_outcome WHERE delivery_id = $1 AND known_to IS NULL),
	(SELECT count(*) FROM comparator_words WHERE delivery_id = $1 AND known_to IS NULL),
	(SELECT count(*) FROM submission WHERE delivery_id = $1 AND known_to IS NULL);

-- name: series_close_releases
UPDATE comparator_release SET known_to = $2 WHERE delivery_id = $1 AND known_to IS NULL;

-- name: series_close_words
UPDATE comparator_words SET known_to = $2 WHERE delivery_id = $1 AND known_to IS NULL;

-- name: series_close_models
UPDATE neighbour_model SET known_to = $2 WHERE delivery_id = $1 AND known_to IS NULL;

-- name: series_close_inspections
UPDATE inspection_outcome SET known_to = $2 WHERE delivery_id = $1 AND known_to IS NULL;

-- name: series_close_submissions
UPDATE submission SET known_to = $2 WHERE delivery_id = $1 AND known_to IS NULL;

-- name: submission_add
INSERT INTO submission (indicator_id, delivery_id, row_number, unit_key, period, period_from,
	period_to, is_set_aside, unit, confidence, absence, entered_percent, cohort, taken_on,
	action_due, recovery_due, known_from, told_in)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
RETURNING id;

-- name: submission_said_add
INSERT INTO submission_said (submission_id, ref, title, definition, why, source, numerator,
	denominator, owner, target_reason, proxy, note, origin, influence, unit, polarity,
	frequency, decimals, lag_days, owner_is_partner, polarity_is_implied, target_review,
	in_force_from, in_force_to, watch, is_highlight, target_setter, target_set_on,
	target_why, target_is_draft, target_is_national)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
	$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31);

-- name: submission_said_of
SELECT ref, title, definition, why, source, numerator, denominator, owner,
	target_reason, proxy, note, origin, influence, unit, polarity, frequency, decimals,
	lag_days, owner_is_partner, polarity_is_implied, target_review, in_force_from,
	in_force_to,
	watch, is_highlight, target_setter, target_set_on, target_why, target_is_draft,
	target_is_national
FROM submission_said WHERE submission_id = $1;

-- name: submission_authority_list
-- The authorities for which a delivery ($1) says figures that speak.
SELECT DISTINCT framework.authority
FROM submission
	JOIN indicator ON indicator.id = submission.indicator_id
	JOIN framework ON framework.id = indicator.framework_id
WHERE submission.delivery_id = $1 AND known_to IS NULL
ORDER BY framework.authority;

-- name: submission_indicator_list
-- The indicators of which a delivery ($1) has said anything.
SELECT DISTINCT coalesce(indicator.joined_to, indicator.id)
FROM submission JOIN indicator ON indicator.id = submission.indicator_id
WHERE submission.delivery_id = $1;

-- name: submission_standing_list
-- What speaks of the indicators of an authority ($1), in the order in which it came.
SELECT submission.id, coalesce(indicator.joined_to, indicator.id), told_in, is_set_aside
FROM submission
	JOIN indicator ON indicator.id = submission.indicator_id
	JOIN framework ON framework.id = indicator.framework_id
WHERE framework.authority = $1 AND known_to IS NULL
ORDER BY submission.id;

-- name: submission_figure_add
INSERT INTO submission_figure (submission_id, kind, stated, numerator, denominator, period)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: submission_words_add
INSERT INTO submission_words (submission_id, kind, words) VALUES ($1, $2, $3);

-- name: submission_extra_add
INSERT INTO submission_extra (submission_id, ordinal, column_name, words)
VALUES ($1, $2, $3, $4);

-- name: submission_newest
-- What counts for an indicator ($1), a part of the organisation ($2) and a period ($3);
-- else for one that ends on the same day ($4), the longest first.
SELECT submission.id
FROM submission
WHERE indicator_id IN (SELECT id FROM indicator WHERE id = $1 OR joined_to = $1)
	AND unit_key = $2 AND is_set_aside = 0 AND known_to IS NULL
	AND (period = $3 OR period_to = $4)
ORDER BY CASE WHEN period = $3 THEN 0 ELSE 1 END, period_from, submission.id DESC
LIMIT 1;

-- name: submission_list_place
-- What was said of the same indicator ($1), part and period as in a submission ($2), up to
-- it and with it, oldest first.
SELECT said.id
FROM submission JOIN submission AS said
	ON said.unit_key = submission.unit_key AND said.period = submission.period
		AND said.id <= submission.id AND said.is_set_aside = 0 AND said.known_to IS NULL
		AND said.indicator_id IN (SELECT id FROM indicator WHERE id = $1 OR joined_to = $1)
WHERE submission.id = $2
ORDER BY said.id;

-- name: submission_by_id
SELECT delivery.file, row_number, period, period_from, unit, confidence, absence,
	entered_percent, cohort, taken_on, action_due, recovery_due
FROM submission JOIN delivery ON delivery.id = submission.delivery_id
WHERE submission.id = $1;

-- name: submission_figure_list
SELECT kind, stated, numerator, denominator, period
FROM submission_figure WHERE submission_id = $1 ORDER BY id;

-- name: submission_words_list
SELECT kind, words FROM submission_words WHERE submission_id = $1 ORDER BY id;

-- name: submission_extra_list
SELECT column_name, words FROM submission_extra WHERE submission_id = $1 ORDER BY ordinal;

-- name: submission_history
-- The figures of an indicator ($1) in a part of the organisation ($2) up to a day ($3):
-- its own (or one kept aside), and what its lines printed as the previous one, those of
-- later periods last.
SELECT submission.id AS id, submission.period_to AS ends, submission.unit,
	submission.confidence, coalesce(submission_figure.kind, 'value'), stated, numerator, denominator, submission.period,
	submission.absence
FROM submission LEFT JOIN submission_figure
	ON submission_figure.submission_id = submission.id
		AND submission_figure.kind IN ('value', 'aside')
WHERE indicator_id IN (SELECT id FROM indicator WHERE id = $1 OR joined_to = $1)
	AND unit_key = $2 AND is_set_aside = 0 AND known_to IS NULL
	AND submission.period_to <= $3
UNION ALL
SELECT submission.id AS id, submission.period_to AS ends, submission.unit,
	submission.confidence, 'previous', stated, numerator, denominator,
	submission_figure.period, submission.absence
FROM submission JOIN submission_figure
	ON submission_figure.submission_id = submission.id AND kind = 'previous'
WHERE indicator_id IN (SELECT id FROM indicator WHERE id = $1 OR joined_to = $1)
	AND unit_key = $2 AND is_set_aside = 0 AND known_to IS NULL
	AND submission.period_to <= $3
ORDER BY ends, id;

-- name: submission_aim_list
-- The targets and rules that files printed for an indicator ($1) in a part of the
-- organisation ($2), of periods that begin by a day ($3); the newest of a period last.
SELECT submission.period, submission_words.kind, words, delivery.file, row_number
FROM submission
	JOIN submission_words ON submission_words.submission_id = submission.id
		AND submission_words.kind IN ('target', 'rule')
	JOIN delivery ON delivery.id = submission.delivery_id
WHERE indicator_id IN (SELECT id FROM indicator WHERE id = $1 OR joined_to = $1)
	AND unit_key = $2 AND is_set_aside = 0 AND known_to IS NULL AND period_from <= $3
ORDER BY period_to, period_from, submission.period, submission.id;

-- name: submission_period_list
SELECT DISTINCT submission.period, submission.period_from
FROM submission
	JOIN indicator ON indicator.id = submission.indicator_id
	JOIN framework ON framework.id = indicator.framework_id
WHERE framework.authority = $1 AND is_set_aside = 0 AND known_to IS NULL;
