-- Published figures: what the Department and others say of every place. A release is
-- never changed; each keeps all its values, so that what was known on a day can be
-- asked, and what a release revised can be told. What a delivery brought is known from
-- one change (`known_from`) to its withdrawal (`known_to`, NULL while it speaks).

CREATE TABLE comparator_release (  -- fact: one file of published figures, as it came
	id INTEGER PRIMARY KEY,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	source TEXT NOT NULL,          -- "ees", "lait", ...
	stem TEXT NOT NULL,            -- which table of the source, the same in every release
	name TEXT NOT NULL,            -- what people call the release; may be empty
	published_on INTEGER,          -- NULL: not said
	newest_on INTEGER NOT NULL,    -- last day of its newest period; before all days: none
	ordered_on INTEGER NOT NULL,   -- published_on, or the day it became known
	known_from INTEGER NOT NULL REFERENCES series_change (id),
	known_to INTEGER REFERENCES series_change (id),
	CONSTRAINT comparator_release_source_named CHECK (source <> '')
) STRICT;
CREATE INDEX comparator_release_by_stem ON comparator_release (source, stem, id);
CREATE INDEX comparator_release_by_delivery ON comparator_release (delivery_id);

CREATE TABLE comparator_column (   -- fact: how a column of a release was taken
	id INTEGER PRIMARY KEY,
	release_id INTEGER NOT NULL REFERENCES comparator_release (id),
	name TEXT NOT NULL,            -- as the file writes it
	kind TEXT NOT NULL,
	CONSTRAINT comparator_column_kind_known CHECK (kind IN ('filter', 'indicator', 'neither'))
) STRICT;
CREATE INDEX comparator_column_by_release ON comparator_column (release_id);

CREATE TABLE comparator_measure (  -- fact: that such a measure is published
	id INTEGER PRIMARY KEY,
	source TEXT NOT NULL,
	stem TEXT NOT NULL,
	column_name TEXT NOT NULL,     -- in lower case
	filters TEXT NOT NULL,         -- canonical; empty: none
	CONSTRAINT comparator_measure_once UNIQUE (source, stem, column_name, filters)
) STRICT;

CREATE TABLE comparator_words (    -- fact: what a release says of a measure; the newest counts
	id INTEGER PRIMARY KEY,
	measure_id INTEGER NOT NULL REFERENCES comparator_measure (id),
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	label TEXT NOT NULL,
	topic TEXT NOT NULL,
	unit TEXT NOT NULL,
	polarity TEXT NOT NULL,
	decimals INTEGER NOT NULL,     -- -1: not said
	is_banded INTEGER NOT NULL,    -- whether quartile bands are meant for it
	note TEXT NOT NULL,
	known_from INTEGER NOT NULL REFERENCES series_change (id),
	known_to INTEGER REFERENCES series_change (id)
) STRICT;
CREATE INDEX comparator_words_by_measure ON comparator_words (measure_id, id);

CREATE TABLE comparator_period (   -- fact: a period that figures are published for
	id INTEGER PRIMARY KEY,
	period TEXT NOT NULL,          -- as period_print() writes it
	period_from INTEGER,           -- NULL: a label without dates
	period_to INTEGER,
	CONSTRAINT comparator_period_once UNIQUE (period)
) STRICT;

CREATE TABLE comparator_label (    -- fact: what a source calls a period
	id INTEGER PRIMARY KEY,
	label TEXT NOT NULL,           -- "2024"
	year_kind TEXT NOT NULL,       -- "Reporting year"
	CONSTRAINT comparator_label_once UNIQUE (label, year_kind)
) STRICT;

CREATE TABLE comparator_value (    -- fact: what a release says of a measure, period and place
	measure_id INTEGER NOT NULL REFERENCES comparator_measure (id),
	period_id INTEGER NOT NULL REFERENCES comparator_period (id),
	place INTEGER NOT NULL,        -- the number of series/place.h; 314318: 314 and 318 together
	release_id INTEGER NOT NULL REFERENCES comparator_release (id),
	label_id INTEGER NOT NULL REFERENCES comparator_label (id),
	row_number INTEGER NOT NULL,
	number TEXT,                   -- an exact decimal
	absence TEXT,                  -- or the symbol that says why there is none
	repeated_row INTEGER,          -- a later row of the file that spoke of the same
	PRIMARY KEY (measure_id, period_id, place, release_id),
	CONSTRAINT comparator_value_or_why_none CHECK ((number IS NULL) <> (absence IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX comparator_value_repeated ON comparator_value (release_id)
	WHERE repeated_row IS NOT NULL;

CREATE TABLE neighbour_model (     -- fact: a list of which authorities are like which
	id INTEGER PRIMARY KEY,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	family TEXT NOT NULL,          -- models of one family replace each other
	name TEXT NOT NULL,            -- what people call it; may be empty
	in_force_from INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES series_change (id),
	known_to INTEGER REFERENCES series_change (id)
) STRICT;
CREATE INDEX neighbour_model_by_family ON neighbour_model (family, in_force_from, id);
CREATE INDEX neighbour_model_by_delivery ON neighbour_model (delivery_id);

CREATE TABLE neighbour (           -- fact: one neighbour of an authority; not symmetric
	model_id INTEGER NOT NULL REFERENCES neighbour_model (id),
	place INTEGER NOT NULL,        -- the number of series/place.h
	rank INTEGER NOT NULL,         -- 1 is the nearest
	neighbour INTEGER NOT NULL,
	band TEXT,                     -- how close; NULL: not said
	row_number INTEGER NOT NULL,
	PRIMARY KEY (model_id, place, rank),
	CONSTRAINT neighbour_is_another CHECK (place <> neighbour),
	CONSTRAINT neighbour_once UNIQUE (model_id, place, neighbour)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection_outcome (  -- fact: a judgement of Ofsted, in its words, as a list gave it
	id INTEGER PRIMARY KEY,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	row_number INTEGER NOT NULL,
	place INTEGER NOT NULL,        -- the number of series/place.h
	kind TEXT NOT NULL,            -- which inspection: "ILACS Standard Inspection"; may be empty
	inspected_on INTEGER NOT NULL, -- its first day
	published_on INTEGER,          -- NULL: not said
	aspect TEXT NOT NULL,          -- "overall", "leaders", "protection", "care", "care leavers"
	judgement TEXT NOT NULL,       -- "Requires improvement to be good"
	known_from INTEGER NOT NULL REFERENCES series_change (id),
	known_to INTEGER REFERENCES series_change (id)
) STRICT;
CREATE INDEX inspection_outcome_by_place ON inspection_outcome (place, inspected_on);
CREATE INDEX inspection_outcome_by_delivery ON inspection_outcome (delivery_id);
