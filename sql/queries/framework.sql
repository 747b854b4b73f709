-- What is measured and what good is.

-- name: framework_authorities
SELECT authority FROM framework ORDER BY authority;

-- name: framework_by_authority
SELECT id FROM framework WHERE authority = $1;

-- name: framework_add
INSERT INTO framework (authority) VALUES ($1) RETURNING id;

-- name: framework_change_add
INSERT INTO framework_change (framework_id, at_utc, at_offset, made_by, delivery_id,
	is_withdrawal)
VALUES ($1, $2, $3, $4, $5, $6)
RETURNING id;

-- name: indicator_add
INSERT INTO indicator (framework_id, ordinal) VALUES ($1, $2) RETURNING id;

-- name: indicator_next_ordinal
SELECT coalesce(max(ordinal), 0) + 1 FROM indicator WHERE framework_id = $1;

-- name: indicator_move
UPDATE indicator SET ordinal = $2 WHERE id = $1;

-- name: indicator_join
UPDATE indicator SET joined_to = $2 WHERE id = $1 OR joined_to = $1;

-- name: indicator_fact_list
SELECT indicator.id, ref, title, definition, why, source, numerator, denominator, owner,
	target_reason, proxy, note, origin, influence, unit, polarity, frequency, decimals,
	lag_days, owner_is_partner, polarity_is_implied, target_review, in_force_from,
	in_force_to
FROM indicator JOIN indicator_fact ON indicator_fact.indicator_id = indicator.id
WHERE indicator.framework_id = $1 AND indicator.joined_to IS NULL
	AND indicator_fact.until IS NULL
ORDER BY indicator.ordinal, indicator.id;

-- name: indicator_stated_in
-- The last change in which somebody stated something of an indicator ($1); 0: nobody has.
SELECT coalesce(max(framework_change.id), 0)
FROM framework_change
WHERE delivery_id IS NULL AND (
	id IN (SELECT since FROM indicator_fact WHERE indicator_id = $1)
	OR id IN (SELECT until FROM indicator_fact WHERE indicator_id = $1)
	OR id IN (SELECT since FROM indicator_aim WHERE indicator_id = $1)
	OR id IN (SELECT until FROM indicator_aim WHERE indicator_id = $1)
	OR id IN (SELECT since FROM framework_words WHERE indicator_id = $1)
	OR id IN (SELECT until FROM framework_words WHERE indicator_id = $1));

-- name: indicator_fact_at
-- The facts of an indicator ($1) as a change ($2) left them.
SELECT ref, title, definition, why, source, numerator, denominator, owner,
	target_reason, proxy, note, origin, influence, unit, polarity, frequency, decimals,
	lag_days, owner_is_partner, polarity_is_implied, target_review, in_force_from,
	in_force_to
FROM indicator_fact
WHERE indicator_id = $1 AND since <= $2 AND (until IS NULL OR until > $2);

-- name: indicator_fact_add
INSERT INTO indicator_fact (indicator_id, since, ref, title, definition, why, source,
	numerator, denominator, owner, target_reason, proxy, note, origin, influence, unit,
	polarity, frequency, decimals, lag_days, owner_is_partner, polarity_is_implied,
	target_review, in_force_from, in_force_to)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
	$20, $21, $22, $23, $24, $25);

-- name: indicator_fact_close
UPDATE indicator_fact SET until = $2 WHERE indicator_id = $1 AND until IS NULL;

-- name: indicator_aim_list
SELECT indicator_aim.indicator_id, indicator_aim.id, kind, from_date, to_date, words, set_by,
	set_on, why, is_draft, agreed_by, agreed_on, origin
FROM indicator_aim JOIN indicator ON indicator.id = indicator_aim.indicator_id
WHERE indicator.framework_id = $1 AND indicator.joined_to IS NULL
	AND indicator_aim.until IS NULL
ORDER BY indicator.ordinal, indicator.id, indicator_aim.id;

-- name: indicator_aim_at
-- What an indicator ($1) aimed for as a change ($2) left it, without what is of deliveries
-- that are withdrawn: one of them now ($3), others since.
SELECT indicator_aim.indicator_id, indicator_aim.id, kind, from_date, to_date, words, set_by,
	set_on, indicator_aim.why, is_draft, agreed_by, agreed_on, origin
FROM indicator_aim JOIN framework_change told ON told.id = since
WHERE indicator_id = $1 AND since <= $2 AND (until IS NULL OR until > $2)
	AND (told.delivery_id IS NULL OR told.is_withdrawal = 1 OR (told.delivery_id <> $3
		AND NOT EXISTS (SELECT 1 FROM framework_change gone
			WHERE gone.delivery_id = told.delivery_id AND gone.is_withdrawal = 1
				AND gone.id > $2)))
ORDER BY indicator_aim.id;

-- name: indicator_aim_add
INSERT INTO indicator_aim (indicator_id, since, kind, from_date, to_date, words, set_by,
	set_on, why, is_draft, agreed_by, agreed_on, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: indicator_aim_close
UPDATE indicator_aim SET until = $2 WHERE id = $1;

-- name: framework_words_list
SELECT framework_words.indicator_id, kind, from_date, to_date, words
FROM framework_words LEFT JOIN indicator ON indicator.id = framework_words.indicator_id
WHERE framework_words.framework_id = $1 AND framework_words.until IS NULL
	AND indicator.joined_to IS NULL
ORDER BY framework_words.indicator_id, framework_words.ordinal;

-- name: indicator_words_at
-- The words of an indicator ($1) as a change ($2) left them.
SELECT indicator_id, kind, from_date, to_date, words
FROM framework_words
WHERE indicator_id = $1 AND since <= $2 AND (until IS NULL OR until > $2)
ORDER BY ordinal;

-- name: framework_words_add
INSERT INTO framework_words (framework_id, indicator_id, since, kind, ordinal, from_date,
	to_date, words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: framework_words_close
UPDATE framework_words SET until = $2
WHERE framework_id = $1 AND indicator_id IS NULL AND until IS NULL;

-- name: indicator_words_close
UPDATE framework_words SET until = $2 WHERE indicator_id = $1 AND until IS NULL;

-- name: organisation_list
SELECT depth, unit_key, name, level_word, lead, from_date, to_date
FROM organisation WHERE framework_id = $1 AND until IS NULL ORDER BY ordinal;

-- name: organisation_add
INSERT INTO organisation (framework_id, since, ordinal, depth, unit_key, name, level_word,
	lead, from_date, to_date)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: organisation_close
UPDATE organisation SET until = $2 WHERE framework_id = $1 AND until IS NULL;

-- name: scorecard_list
SELECT id, name, audience, note, cap
FROM scorecard WHERE framework_id = $1 AND until IS NULL ORDER BY ordinal, id;

-- name: scorecard_add
INSERT INTO scorecard (framework_id, since, ordinal, name, audience, note, cap)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING id;

-- name: scorecard_move
UPDATE scorecard SET ordinal = $2 WHERE id = $1;

-- name: scorecard_close
UPDATE scorecard SET until = $2 WHERE id = $1;

-- name: scorecard_entry_list
SELECT scorecard_entry.depth, coalesce(indicator.joined_to, indicator.id),
	scorecard_entry.title, scorecard_entry.level_word, scorecard_entry.commentary
FROM scorecard_entry LEFT JOIN indicator ON indicator.id = scorecard_entry.indicator_id
WHERE scorecard_entry.scorecard_id = $1 ORDER BY scorecard_entry.ordinal;

-- name: scorecard_stated_list
-- What somebody, and no file, put into the scorecards of a framework ($1), in each of the
-- changes in which they did: indicators, and (without one) sections.
SELECT scorecard.name, coalesce(indicator.joined_to, indicator.id), scorecard_entry.title,
	scorecard.since
FROM scorecard
	JOIN framework_change ON framework_change.id = scorecard.since
	JOIN scorecard_entry ON scorecard_entry.scorecard_id = scorecard.id
	LEFT JOIN indicator ON indicator.id = scorecard_entry.indicator_id
WHERE scorecard.framework_id = $1 AND framework_change.delivery_id IS NULL;

-- name: scorecard_entry_add
INSERT INTO scorecard_entry (scorecard_id, ordinal, depth, indicator_id, title, level_word,
	commentary)
VALUES ($1, $2, $3, $4, $5, $6, $7);
