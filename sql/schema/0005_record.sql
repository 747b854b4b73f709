-- Records: what is known about children, with known time. A row of a record table is a
-- version: it holds from one change (`known_from`) to another (`known_to`, NULL while it
-- holds). `identity` is the row within its source, `event` what it speaks of whatever the
-- source, `content` all it says: keyed hashes. The record tables below are those of
-- src/record/records.txt (tools/embed-records, schema); a test holds the two together.

CREATE TABLE record_source (       -- fact: a system or return that says things of children
	id INTEGER PRIMARY KEY,
	authority TEXT NOT NULL,
	kind INTEGER NOT NULL,         -- enum record_source_kind
	name TEXT NOT NULL,            -- of an extract; empty otherwise
	CONSTRAINT record_source_once UNIQUE (authority, kind, name)
) STRICT;

CREATE TABLE record_change (       -- fact: what was known changed
	id INTEGER PRIMARY KEY,
	authority TEXT NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	kind INTEGER NOT NULL,         -- enum record_change_kind
	delivery_id INTEGER NOT NULL REFERENCES delivery (id),
	at_utc INTEGER NOT NULL,       -- when it became known
	at_offset INTEGER NOT NULL,
	collection_year INTEGER NOT NULL, -- 0: none
	reference_day INTEGER,
	reason TEXT NOT NULL           -- of a withdrawal
) STRICT;
CREATE INDEX record_change_by_authority ON record_change (authority, id);
CREATE INDEX record_change_by_delivery ON record_change (delivery_id, kind);

CREATE TABLE record_coverage (     -- fact: what a delivery would have contained
	change_id INTEGER NOT NULL REFERENCES record_change (id),
	type TEXT NOT NULL,
	kind INTEGER NOT NULL,         -- enum record_coverage_kind
	from_day INTEGER,
	to_day INTEGER,
	CONSTRAINT record_coverage_once UNIQUE (change_id, type)
) STRICT;

CREATE TABLE child (               -- fact: a child, recognised by a keyed hash
	id INTEGER PRIMARY KEY,
	authority TEXT NOT NULL,
	hash TEXT NOT NULL,
	child_key TEXT,                -- the child's own key, wrapped; NULL: erased
	identifier TEXT,               -- ciphertext under that key; NULL: erased
	is_restricted INTEGER NOT NULL,
	is_unlinked INTEGER NOT NULL,  -- adopted: links to who it was before are not kept
	CONSTRAINT child_once UNIQUE (authority, hash)
) STRICT;
-- Children are gone through in the order of their ids, a batch at a time.
CREATE INDEX child_by_authority ON child (authority, id);

CREATE TABLE record_presence (     -- fact: a delivery named a child, where its coverage asks that
	change_id INTEGER NOT NULL REFERENCES record_change (id),
	child_id INTEGER NOT NULL REFERENCES child (id),
	type TEXT NOT NULL,            -- in a row of this type; empty: in a row of any
	CONSTRAINT record_presence_once UNIQUE (child_id, change_id, type)
) STRICT;

CREATE TABLE record_confirmed (    -- fact: a delivery said a row again, unchanged, outside its coverage
	type TEXT NOT NULL,
	row_id INTEGER NOT NULL,       -- the version, within the table of its type
	change_id INTEGER NOT NULL REFERENCES record_change (id),
	CONSTRAINT record_confirmed_once PRIMARY KEY (type, row_id, change_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_finding (      -- fact: what is doubtful in the records of a source
	id INTEGER PRIMARY KEY,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	rule TEXT NOT NULL,
	severity INTEGER NOT NULL,
	child_id INTEGER NOT NULL,     -- 0: of no child
	doubt INTEGER NOT NULL,        -- what is doubted, whichever delivery says it: a keyed hash
	type TEXT NOT NULL,
	identity INTEGER NOT NULL,     -- of the row that is doubtful; 0: it could not be taken
	field TEXT NOT NULL,           -- empty: the row as a whole
	value TEXT,                    -- what stood there, a secret of the child
	message TEXT NOT NULL,         -- names no child
	team TEXT NOT NULL,            -- who can mend it
	worker TEXT NOT NULL,
	row_number INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	CONSTRAINT record_finding_severity_known CHECK (severity BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX record_finding_by_child ON record_finding (child_id, source_id, doubt);
CREATE INDEX record_finding_by_rule ON record_finding (source_id, known_to, rule);

CREATE TABLE record_person ( -- fact: Child
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	born INTEGER,
	expected INTEGER,
	died INTEGER,
	sex TEXT,
	gender TEXT,
	ethnicity TEXT,
	nationality TEXT,
	disabled TEXT,
	upn TEXT,
	former_upn TEXT,
	upn_unknown TEXT,
	send TEXT,
	is_mother TEXT,
	mothers_child_born INTEGER,
	uasc INTEGER,
	common_id TEXT,
	legacy_id TEXT
) STRICT;
CREATE INDEX record_person_by_child ON record_person (child_id, source_id, identity);

CREATE TABLE record_disability ( -- fact: Disability
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	disability TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_disability_by_child ON record_disability (child_id, source_id, identity);

CREATE TABLE record_identifier ( -- fact: Other identifier
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	kind TEXT,
	value TEXT,
	started INTEGER,
	ended INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_identifier_by_child ON record_identifier (child_id, source_id, identity);

CREATE TABLE record_family ( -- fact: Family membership
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	family INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_family_by_child ON record_family (child_id, source_id, identity);

CREATE TABLE record_mother ( -- fact: Mother and child
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	her_child INTEGER,
	child_born INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_mother_by_child ON record_mother (child_id, source_id, identity);

CREATE TABLE record_address ( -- fact: Address
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	kind TEXT,
	started INTEGER,
	ended INTEGER,
	postcode TEXT,
	text TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_address_by_child ON record_address (child_id, source_id, identity);

CREATE TABLE record_immigration ( -- fact: Immigration status
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	status TEXT,
	started INTEGER,
	ended INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_immigration_by_child ON record_immigration (child_id, source_id, identity);

CREATE TABLE record_contact ( -- fact: Contact
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	received INTEGER,
	source TEXT,
	source_text TEXT,
	outcome TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_contact_by_child ON record_contact (child_id, source_id, identity);

CREATE TABLE record_early_help ( -- fact: Early help
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	kind TEXT,
	reason TEXT,
	end_reason TEXT,
	organisation TEXT,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_early_help_by_child ON record_early_help (child_id, source_id, identity);

CREATE TABLE record_referral ( -- fact: Referral
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	received INTEGER,
	source TEXT,
	source_text TEXT,
	no_further_action INTEGER,
	primary_need TEXT,
	closed INTEGER,
	closure_reason TEXT,
	outcome TEXT,
	count_12_months INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_referral_by_child ON record_referral (child_id, source_id, identity);

CREATE TABLE record_need ( -- fact: Child in need episode
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	primary_need TEXT,
	closure_reason TEXT,
	no_further_action INTEGER,
	status TEXT,
	last_seen INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_need_by_child ON record_need (child_id, source_id, identity);

CREATE TABLE record_need_plan ( -- fact: Child in need plan
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	referral INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_need_plan_by_child ON record_need_plan (child_id, source_id, identity);

CREATE TABLE record_assessment ( -- fact: Assessment
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	kind TEXT,
	referred INTEGER,
	started INTEGER,
	review_due INTEGER,
	completed INTEGER,
	child_seen TEXT,
	no_further_action INTEGER,
	needs_support INTEGER,
	outcome TEXT,
	referral INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_assessment_by_child ON record_assessment (child_id, source_id, identity);

CREATE TABLE record_factor ( -- fact: Factor identified at assessment
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	assessed INTEGER,
	completed INTEGER,
	factor TEXT,
	assessment INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_factor_by_child ON record_factor (child_id, source_id, identity);

CREATE TABLE record_enquiry ( -- fact: Section 47 enquiry
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	referred INTEGER,
	started INTEGER,
	ended INTEGER,
	conference_due INTEGER,
	conference_held INTEGER,
	conference_not_required INTEGER,
	no_further_action INTEGER,
	outcome TEXT,
	count_12_months INTEGER,
	referral INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_enquiry_by_child ON record_enquiry (child_id, source_id, identity);

CREATE TABLE record_conference ( -- fact: Initial child protection conference
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	held INTEGER,
	due INTEGER,
	enquiry_started INTEGER,
	transfer_in INTEGER,
	plan_made TEXT,
	outcome TEXT,
	count_12_months INTEGER,
	enquiry INTEGER,
	plan INTEGER,
	referral INTEGER,
	meeting INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_conference_by_child ON record_conference (child_id, source_id, identity);

CREATE TABLE record_plan ( -- fact: Child protection plan
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	initial_category TEXT,
	latest_category TEXT,
	previous_plans INTEGER,
	other_authority INTEGER,
	emergency_powers INTEGER,
	referral INTEGER,
	conference INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_plan_by_child ON record_plan (child_id, source_id, identity);

CREATE TABLE record_plan_review ( -- fact: Review of a child protection plan
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	held INTEGER,
	due INTEGER,
	plan_started INTEGER,
	continues INTEGER,
	quorate TEXT,
	participation TEXT,
	plan INTEGER,
	meeting INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_plan_review_by_child ON record_plan_review (child_id, source_id, identity);

CREATE TABLE record_visit ( -- fact: Visit
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	kind TEXT,
	held INTEGER,
	seen TEXT,
	seen_alone TEXT,
	bedroom_seen TEXT,
	plan INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_visit_by_child ON record_visit (child_id, source_id, identity);

CREATE TABLE record_care ( -- fact: Care episode, with placement and legal status
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	start_reason TEXT,
	legal_status TEXT,
	need TEXT,
	placement TEXT,
	provider TEXT,
	ended INTEGER,
	end_reason TEXT,
	change_reason TEXT,
	home_postcode TEXT,
	placement_postcode TEXT,
	urn TEXT,
	placement_authority TEXT,
	placement_location TEXT,
	distance TEXT,
	entered_care INTEGER,
	last_officer_contact INTEGER,
	care INTEGER,
	placement_row INTEGER,
	referral INTEGER,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_care_by_child ON record_care (child_id, source_id, identity);

CREATE TABLE record_care_period ( -- fact: Period of care
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	end_reason TEXT,
	need TEXT,
	second_in_year INTEGER,
	permanence_plan TEXT,
	placements_12_months INTEGER,
	missing_12_months INTEGER,
	absent_12_months INTEGER,
	interview_offered TEXT,
	interview_accepted TEXT,
	team TEXT,
	worker TEXT
) STRICT;
CREATE INDEX record_care_period_by_child ON record_care_period (child_id, source_id, identity);

CREATE TABLE record_placement ( -- fact: Placement
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	kind TEXT,
	provider TEXT,
	change_reason TEXT,
	postcode TEXT,
	urn TEXT,
	authority TEXT,
	location TEXT,
	distance TEXT,
	care INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_placement_by_child ON record_placement (child_id, source_id, identity);

CREATE TABLE record_legal_status ( -- fact: Legal status
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	status TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_legal_status_by_child ON record_legal_status (child_id, source_id, identity);

CREATE TABLE record_care_review ( -- fact: Looked-after review
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	held INTEGER,
	due INTEGER,
	participation TEXT,
	cancelled INTEGER,
	care INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_care_review_by_child ON record_care_review (child_id, source_id, identity);

CREATE TABLE record_care_plan ( -- fact: Care plan
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	text TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_care_plan_by_child ON record_care_plan (child_id, source_id, identity);

CREATE TABLE record_care_year ( -- fact: Year of care: outcomes (OC2)
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	year_end INTEGER,
	convicted INTEGER,
	health_check INTEGER,
	immunisations INTEGER,
	teeth_check INTEGER,
	health_assessment INTEGER,
	substance_misuse INTEGER,
	intervention_received INTEGER,
	intervention_offered INTEGER,
	sdq_score INTEGER,
	sdq_reason TEXT
) STRICT;
CREATE INDEX record_care_year_by_child ON record_care_year (child_id, source_id, identity);

CREATE TABLE record_health_check ( -- fact: Health check
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	kind TEXT,
	held INTEGER,
	status TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_health_check_by_child ON record_health_check (child_id, source_id, identity);

CREATE TABLE record_immunisation ( -- fact: Immunisations
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	checked INTEGER,
	up_to_date INTEGER
) STRICT;
CREATE INDEX record_immunisation_by_child ON record_immunisation (child_id, source_id, identity);

CREATE TABLE record_substance_misuse ( -- fact: Substance misuse
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	identified INTEGER,
	substance TEXT,
	intervention_received INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_substance_misuse_by_child ON record_substance_misuse (child_id, source_id, identity);

CREATE TABLE record_conviction ( -- fact: Conviction
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	convicted INTEGER,
	offence TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_conviction_by_child ON record_conviction (child_id, source_id, identity);

CREATE TABLE record_sdq ( -- fact: Strengths and difficulties questionnaire
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	completed INTEGER,
	score INTEGER,
	reason TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_sdq_by_child ON record_sdq (child_id, source_id, identity);

CREATE TABLE record_missing ( -- fact: Missing episode and return interview
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	kind TEXT,
	started INTEGER,
	started_offset INTEGER,
	ended INTEGER,
	ended_offset INTEGER,
	interview_offered TEXT,
	interview_accepted TEXT,
	interview_held INTEGER,
	interview_held_offset INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_missing_by_child ON record_missing (child_id, source_id, identity);

CREATE TABLE record_liberty ( -- fact: Deprivation of liberty order
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER
) STRICT;
CREATE INDEX record_liberty_by_child ON record_liberty (child_id, source_id, identity);

CREATE TABLE record_previous_permanence ( -- fact: Previous permanence
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	option TEXT,
	authority TEXT,
	ordered TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_previous_permanence_by_child ON record_previous_permanence (child_id, source_id, identity);

CREATE TABLE record_permanence ( -- fact: Permanence and adoption stages
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	entered_care INTEGER,
	decided INTEGER,
	early_permanence_decided INTEGER,
	placement_order INTEGER,
	matched INTEGER,
	placed INTEGER,
	early_placed INTEGER,
	placed_foster_carer INTEGER,
	ordered INTEGER,
	order_kind TEXT,
	reversed INTEGER,
	reversed_reason TEXT,
	adopted_by_carer INTEGER,
	sibling_group INTEGER,
	siblings_together INTEGER,
	siblings_apart INTEGER,
	provider TEXT,
	adopters INTEGER,
	adopter_sex TEXT,
	adopter_status TEXT,
	family INTEGER,
	care INTEGER,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_permanence_by_child ON record_permanence (child_id, source_id, identity);

CREATE TABLE record_adopted ( -- fact: Adopted in the year (AD1)
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	year_end INTEGER,
	decided INTEGER,
	matched INTEGER,
	foster_carer INTEGER,
	adopters INTEGER,
	adopter_sex TEXT,
	adopter_status TEXT
) STRICT;
CREATE INDEX record_adopted_by_child ON record_adopted (child_id, source_id, identity);

CREATE TABLE record_adoption_decision ( -- fact: Decision that a child should be placed for adoption
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	decided INTEGER,
	reversed INTEGER,
	reversed_reason TEXT
) STRICT;
CREATE INDEX record_adoption_decision_by_child ON record_adoption_decision (child_id, source_id, identity);

CREATE TABLE record_adopter ( -- fact: Adopter
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	family INTEGER,
	sex TEXT,
	ethnicity TEXT,
	disabled TEXT,
	fostering_for_adoption INTEGER,
	enquired INTEGER,
	stage_1_started INTEGER,
	stage_1_ended INTEGER,
	stage_2_started INTEGER,
	stage_2_ended INTEGER,
	applied INTEGER,
	approved INTEGER,
	matched INTEGER,
	placed INTEGER,
	children_placed INTEGER,
	ordered INTEGER,
	ended INTEGER,
	end_reason TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_adopter_by_child ON record_adopter (child_id, source_id, identity);

CREATE TABLE record_proceedings ( -- fact: Pre-proceedings and care proceedings
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	letter_sent INTEGER,
	first_meeting INTEGER,
	meetings INTEGER,
	reviews INTEGER,
	family_meeting_offered INTEGER,
	family_meeting_held INTEGER,
	step_decided INTEGER,
	outcome TEXT,
	gateway_outcome TEXT,
	court_applied INTEGER,
	court_letter_sent INTEGER,
	plan_months INTEGER,
	previous_pre_proceedings INTEGER,
	previous_proceedings INTEGER,
	parents_represented INTEGER,
	represented_at_issue TEXT,
	court_reference TEXT,
	hearings INTEGER,
	short_notice INTEGER,
	short_notice_reason TEXT,
	first_plan_approved INTEGER,
	first_plan TEXT,
	final_plan_approved INTEGER,
	final_plan TEXT,
	family INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_proceedings_by_child ON record_proceedings (child_id, source_id, identity);

CREATE TABLE record_care_leaver ( -- fact: Care leaver
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	year_end INTEGER,
	eligibility TEXT,
	in_touch TEXT,
	latest_contact INTEGER,
	accommodation TEXT,
	suitable TEXT,
	activity TEXT,
	pathway_reviewed INTEGER,
	adviser TEXT,
	team TEXT,
	worker TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_care_leaver_by_child ON record_care_leaver (child_id, source_id, identity);

CREATE TABLE record_voice ( -- fact: Voice of the child
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	explained_worries INTEGER,
	helped_understand INTEGER,
	agrees_worker INTEGER,
	plan_is_safe INTEGER,
	tablet_helped INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_voice_by_child ON record_voice (child_id, source_id, identity);

CREATE TABLE record_education ( -- fact: School details
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	upn TEXT,
	uln TEXT,
	upn_unknown TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_education_by_child ON record_education (child_id, source_id, identity);

CREATE TABLE record_ehc_request ( -- fact: Request for an education, health and care plan
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	requested INTEGER,
	decided INTEGER,
	outcome TEXT,
	school_row INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_ehc_request_by_child ON record_ehc_request (child_id, source_id, identity);

CREATE TABLE record_ehc_assessment ( -- fact: Education, health and care needs assessment
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	decided INTEGER,
	outcome TEXT,
	exceptions TEXT,
	request INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_ehc_assessment_by_child ON record_ehc_assessment (child_id, source_id, identity);

CREATE TABLE record_ehc_plan ( -- fact: Education, health and care plan
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	started INTEGER,
	ended INTEGER,
	end_reason TEXT,
	last_review INTEGER,
	request INTEGER,
	assessment INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_ehc_plan_by_child ON record_ehc_plan (child_id, source_id, identity);

CREATE TABLE record_sen_need ( -- fact: Special educational need
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	need TEXT,
	rank TEXT,
	plan INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_sen_need_by_child ON record_sen_need (child_id, source_id, identity);

CREATE TABLE record_audit ( -- fact: Practice audit
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	audited INTEGER,
	kind TEXT,
	grade TEXT,
	moderated TEXT,
	auditor TEXT,
	team TEXT,
	worker TEXT,
	text TEXT,
	source_row INTEGER
) STRICT;
CREATE INDEX record_audit_by_child ON record_audit (child_id, source_id, identity);

CREATE TABLE record_allocation ( -- fact: Allocation to a worker
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	worker TEXT,
	role TEXT,
	team TEXT,
	started INTEGER,
	ended INTEGER,
	change_reason TEXT,
	referral INTEGER,
	source_row INTEGER
) STRICT;
CREATE INDEX record_allocation_by_child ON record_allocation (child_id, source_id, identity);

CREATE TABLE record_worker ( -- fact: Worker
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	worker TEXT,
	name TEXT,
	staff_number TEXT,
	registration TEXT,
	job_title TEXT,
	caseload INTEGER,
	department TEXT,
	full_time_equivalent TEXT,
	agency INTEGER,
	started INTEGER,
	ended INTEGER
) STRICT;
CREATE INDEX record_worker_by_child ON record_worker (child_id, source_id, identity);

CREATE TABLE record_team ( -- fact: Team
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	team TEXT,
	name TEXT,
	parent TEXT,
	parent_name TEXT
) STRICT;
CREATE INDEX record_team_by_child ON record_team (child_id, source_id, identity);

CREATE TABLE record_workforce ( -- fact: Workforce, counted
	id INTEGER PRIMARY KEY,
	child_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL REFERENCES record_source (id),
	identity INTEGER NOT NULL,
	event INTEGER NOT NULL,
	content INTEGER NOT NULL,
	known_from INTEGER NOT NULL REFERENCES record_change (id),
	known_to INTEGER,
	row_number INTEGER NOT NULL,
	extra TEXT,
	counted INTEGER,
	team TEXT,
	role TEXT,
	full_time_equivalent TEXT,
	headcount INTEGER,
	vacancies TEXT,
	agency TEXT,
	agency_covering TEXT,
	starters TEXT,
	leavers TEXT,
	days_absent TEXT,
	cases INTEGER
) STRICT;
CREATE INDEX record_workforce_by_child ON record_workforce (child_id, source_id, identity);
