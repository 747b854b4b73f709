-- What is measured and what good is. Every row but the identities is a version: it
-- holds from one change of its framework (`since`) to another (`until`, NULL while
-- it holds), so that a framework can be read as it was known at any change.

CREATE TABLE framework (           -- fact: whose framework
	id INTEGER PRIMARY KEY,
	authority TEXT NOT NULL,
	CONSTRAINT framework_once UNIQUE (authority),
	CONSTRAINT framework_authority_named CHECK (authority <> '')
) STRICT;

CREATE TABLE framework_change (    -- fact: a change, made at once by one person
	id INTEGER PRIMARY KEY,
	framework_id INTEGER NOT NULL REFERENCES framework (id),
	at_utc INTEGER NOT NULL,
	at_offset INTEGER NOT NULL,
	made_by TEXT NOT NULL,
	delivery_id INTEGER REFERENCES delivery (id), -- its lines told it; NULL: somebody stated it
	is_withdrawal INTEGER NOT NULL -- it is what stands without that delivery
) STRICT;
CREATE INDEX framework_change_by_framework ON framework_change (framework_id, id);

CREATE TABLE indicator (           -- fact: that there is such an indicator
	id INTEGER PRIMARY KEY,
	framework_id INTEGER NOT NULL REFERENCES framework (id),
	ordinal INTEGER NOT NULL,      -- where it stands in the printed framework
	joined_to INTEGER REFERENCES indicator (id) -- it turned out to be another one
) STRICT;
CREATE INDEX indicator_by_framework ON indicator (framework_id, ordinal);
CREATE INDEX indicator_by_joined ON indicator (joined_to);

CREATE TABLE indicator_fact (      -- fact: what was said of it
	id INTEGER PRIMARY KEY,
	indicator_id INTEGER NOT NULL REFERENCES indicator (id),
	since INTEGER NOT NULL REFERENCES framework_change (id),
	until INTEGER REFERENCES framework_change (id),
	ref TEXT NOT NULL,
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
	decimals INTEGER NOT NULL,     -- -1: the unit's own
	lag_days INTEGER NOT NULL,     -- -1: not said
	owner_is_partner INTEGER NOT NULL,
	polarity_is_implied INTEGER NOT NULL,
	target_review INTEGER,
	in_force_from INTEGER,
	in_force_to INTEGER
) STRICT;
CREATE INDEX indicator_fact_by_indicator ON indicator_fact (indicator_id, until);

CREATE TABLE indicator_aim (       -- fact: targets, rules, profiles, and removals
	id INTEGER PRIMARY KEY,
	indicator_id INTEGER NOT NULL REFERENCES indicator (id),
	since INTEGER NOT NULL REFERENCES framework_change (id),
	until INTEGER REFERENCES framework_change (id),
	kind TEXT NOT NULL,
	from_date INTEGER,
	to_date INTEGER,
	words TEXT NOT NULL,           -- as written; the points of a profile by line
	set_by TEXT NOT NULL,
	set_on INTEGER,
	why TEXT NOT NULL,
	is_draft INTEGER NOT NULL,
	agreed_by TEXT NOT NULL,
	agreed_on INTEGER,
	origin TEXT NOT NULL,
	CONSTRAINT indicator_aim_kind_known
		CHECK (kind IN ('target', 'rule', 'profile', 'removal'))
) STRICT;
CREATE INDEX indicator_aim_by_indicator ON indicator_aim (indicator_id, until);

CREATE TABLE framework_words (     -- fact: dated texts and lists of an indicator, or of all
	id INTEGER PRIMARY KEY,
	framework_id INTEGER NOT NULL REFERENCES framework (id),
	indicator_id INTEGER REFERENCES indicator (id), -- NULL: of the framework
	since INTEGER NOT NULL REFERENCES framework_change (id),
	until INTEGER REFERENCES framework_change (id),
	kind TEXT NOT NULL,
	ordinal INTEGER NOT NULL,
	from_date INTEGER,
	to_date INTEGER,
	words TEXT NOT NULL
) STRICT;
CREATE INDEX framework_words_by_framework ON framework_words (framework_id, until);
CREATE INDEX framework_words_by_indicator ON framework_words (indicator_id, until);

CREATE TABLE organisation (        -- fact: the parts of the organisation, a tree by depth
	id INTEGER PRIMARY KEY,
	framework_id INTEGER NOT NULL REFERENCES framework (id),
	since INTEGER NOT NULL REFERENCES framework_change (id),
	until INTEGER REFERENCES framework_change (id),
	ordinal INTEGER NOT NULL,
	depth INTEGER NOT NULL,
	unit_key TEXT NOT NULL,
	name TEXT NOT NULL,
	level_word TEXT NOT NULL,
	lead TEXT NOT NULL,
	from_date INTEGER,
	to_date INTEGER
) STRICT;
CREATE INDEX organisation_by_framework ON organisation (framework_id, until);

CREATE TABLE scorecard (           -- fact: a choice of indicators for an audience
	id INTEGER PRIMARY KEY,
	framework_id INTEGER NOT NULL REFERENCES framework (id),
	since INTEGER NOT NULL REFERENCES framework_change (id),
	until INTEGER REFERENCES framework_change (id),
	ordinal INTEGER NOT NULL,
	name TEXT NOT NULL,
	audience TEXT NOT NULL,
	note TEXT NOT NULL,
	cap INTEGER NOT NULL           -- 0: none
) STRICT;
CREATE INDEX scorecard_by_framework ON scorecard (framework_id, until);

CREATE TABLE scorecard_entry (     -- fact: sections and indicators, a tree by depth
	id INTEGER PRIMARY KEY,
	scorecard_id INTEGER NOT NULL REFERENCES scorecard (id),
	ordinal INTEGER NOT NULL,
	depth INTEGER NOT NULL,
	indicator_id INTEGER REFERENCES indicator (id), -- NULL: a section
	title TEXT NOT NULL,
	level_word TEXT NOT NULL,
	commentary TEXT NOT NULL
) STRICT;
CREATE INDEX scorecard_entry_by_scorecard ON scorecard_entry (scorecard_id, ordinal);
