-- What came and what was done: deliveries, findings, settings, the audit chain.
-- Written for SQLite; tools/embed-sql says how PostgreSQL reads it. Instants are
-- two columns (seconds since 1970 UTC, minutes east of UTC), dates day numbers.

CREATE TABLE delivery (            -- fact: a file as it came; the file itself is not kept
	id INTEGER PRIMARY KEY,
	authority TEXT NOT NULL,
	file TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	kind TEXT NOT NULL,
	as_at INTEGER,
	received_utc INTEGER NOT NULL,
	received_offset INTEGER NOT NULL,
	received_by TEXT NOT NULL,
	row_count INTEGER NOT NULL,
	CONSTRAINT delivery_once UNIQUE (authority, sha256),
	CONSTRAINT delivery_file_named CHECK (file <> ''),
	CONSTRAINT delivery_sha256_whole CHECK (length(sha256) = 64),
	CONSTRAINT delivery_row_count_not_negative CHECK (row_count >= 0)
) STRICT;

CREATE TABLE finding (             -- fact: what was doubtful in a delivery
	id INTEGER PRIMARY KEY,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	rule TEXT NOT NULL,
	severity INTEGER NOT NULL,
	row_number INTEGER NOT NULL,
	column_name TEXT NOT NULL,
	subject TEXT NOT NULL,
	message TEXT NOT NULL,
	CONSTRAINT finding_severity_known CHECK (severity BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX finding_by_delivery ON finding (delivery_id, severity, rule);

CREATE TABLE setting (             -- fact: every value a setting ever had; the newest holds
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL,
	value TEXT,                    -- NULL: back to the default
	set_utc INTEGER NOT NULL,
	set_offset INTEGER NOT NULL,
	set_by TEXT NOT NULL
) STRICT;
CREATE INDEX setting_by_key ON setting (key, id);

CREATE TABLE audit (               -- fact: what was done, each entry sealed to the one before
	sequence INTEGER NOT NULL PRIMARY KEY,
	at_utc INTEGER NOT NULL,
	at_offset INTEGER NOT NULL,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	subject TEXT NOT NULL,
	detail TEXT NOT NULL,
	previous_hash TEXT NOT NULL,
	hash TEXT NOT NULL
) STRICT;

-- The chain shows a change; these stop one made by mistake.
-- for sqlite
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
	SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
	SELECT RAISE(ABORT, 'audit entries are never removed');
END;
-- for postgresql
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are never changed or removed'; END $$;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
-- for both

CREATE TABLE schema_step (         -- fact: which steps of sql/schema this store has seen
	number INTEGER NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	applied_utc INTEGER NOT NULL,
	applied_offset INTEGER NOT NULL
) STRICT;
