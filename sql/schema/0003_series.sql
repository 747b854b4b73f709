-- Figures that arrive as figures. A submission is one line of one delivery and is
-- never changed: for an indicator, period and part of the organisation what a later
-- one says counts, and what it does not say stays as an earlier one said it.

CREATE TABLE series_change (       -- fact: figures became known, or were withdrawn
	id INTEGER PRIMARY KEY,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	kind INTEGER NOT NULL,         -- enum series_change_kind
	at_utc INTEGER NOT NULL,
	at_offset INTEGER NOT NULL,
	reason TEXT NOT NULL           -- of a withdrawal
) STRICT;
CREATE INDEX series_change_by_delivery ON series_change (delivery_id, id);

CREATE TABLE submission (          -- fact: what a delivery said of an indicator in a period
	id INTEGER PRIMARY KEY,
	indicator_id INTEGER NOT NULL REFERENCES indicator (id),
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	row_number INTEGER NOT NULL,
	unit_key TEXT NOT NULL,        -- of a part of the organisation; empty: the whole
	period TEXT NOT NULL,          -- as period_print() writes it
	period_from INTEGER,           -- NULL: a label, or no period
	period_to INTEGER,
	is_set_aside INTEGER NOT NULL, -- the delivery had said it before
	told_in INTEGER NOT NULL REFERENCES framework_change (id), -- what the framework learned
	known_from INTEGER NOT NULL REFERENCES series_change (id),
	known_to INTEGER REFERENCES series_change (id), -- its withdrawal
	unit TEXT NOT NULL,            -- what its figures are counted in
	confidence TEXT NOT NULL,
	absence TEXT NOT NULL,
	entered_percent INTEGER NOT NULL, -- -1: not said
	cohort INTEGER,
	taken_on INTEGER,
	action_due INTEGER,
	recovery_due INTEGER
) STRICT;
CREATE INDEX submission_by_indicator ON submission (indicator_id, unit_key, period_to);
CREATE INDEX submission_by_delivery ON submission (delivery_id);

CREATE TABLE submission_said (     -- fact: what it told the framework of its indicator
	id INTEGER PRIMARY KEY,
	submission_id INTEGER NOT NULL REFERENCES submission (id),
	ref TEXT NOT NULL,             -- these as in indicator_fact
	title TEXT NOT NULL,
	definition TEXT NOT NULL,
	why TEXT NOT NULL,
	source TEXT NOT NULL,
	numerator TEXT NOT NULL,
	denominator TEXT NOT NULL,
	owner TEXT NOT NULL,
	target_reason TEXT NOT NULL,
	proxy TEXT NOT NULL,
	note TEXT NOT NULL,
	origin TEXT NOT NULL,
	influence TEXT NOT NULL,
	unit TEXT NOT NULL,
	polarity TEXT NOT NULL,
	frequency TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	lag_days INTEGER NOT NULL,
	owner_is_partner INTEGER NOT NULL,
	polarity_is_implied INTEGER NOT NULL,
	target_review INTEGER,
	in_force_from INTEGER,
	in_force_to INTEGER,
	watch TEXT NOT NULL,
	is_highlight INTEGER NOT NULL,
	target_setter TEXT NOT NULL,   -- these of the target that it printed
	target_set_on INTEGER,
	target_why TEXT NOT NULL,
	target_is_draft INTEGER NOT NULL,
	target_is_national INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_said_by_submission ON submission_said (submission_id);

CREATE TABLE submission_figure (   -- fact: the figures of it, by what they are
	id INTEGER PRIMARY KEY,
	submission_id INTEGER NOT NULL REFERENCES submission (id),
	kind TEXT NOT NULL,
	stated TEXT,                   -- as printed, an exact decimal; NULL: only counts came
	numerator INTEGER,
	denominator INTEGER,
	period TEXT NOT NULL           -- where it is another one; empty: not said
) STRICT;
CREATE INDEX submission_figure_by_submission ON submission_figure (submission_id, kind);

CREATE TABLE submission_words (    -- fact: the texts of it, by what they are
	id INTEGER PRIMARY KEY,
	submission_id INTEGER NOT NULL REFERENCES submission (id),
	kind TEXT NOT NULL,
	words TEXT NOT NULL
) STRICT;
CREATE INDEX submission_words_by_submission ON submission_words (submission_id);

CREATE TABLE submission_extra (    -- fact: columns that the program does not know
	id INTEGER PRIMARY KEY,
	submission_id INTEGER NOT NULL REFERENCES submission (id),
	ordinal INTEGER NOT NULL,
	column_name TEXT NOT NULL,
	words TEXT NOT NULL
) STRICT;
CREATE INDEX submission_extra_by_submission ON submission_extra (submission_id, ordinal);
