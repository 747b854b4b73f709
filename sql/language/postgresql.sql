-- What a definition printed as SQL (src/lang/sql.h) asks of a PostgreSQL store: the working
-- days and the rules of dates, ages and exact numbers, as functions. Installed on request
-- (db/language.h), and again whenever the calendar changes. Days are counted from 1970, as
-- everywhere in the store; numbers are whole millionths. A missing part makes the result
-- missing (STRICT), and so does a date outside the years 1900 to 2200. Each function
-- does what the function of src/base or src/lang named beside it does.

-- derived: every day of 1900 to 2200, and how many were worked up to it
CREATE TABLE IF NOT EXISTS lang_day (
	day BIGINT PRIMARY KEY,
	is_working BOOLEAN NOT NULL,
	worked BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS lang_day_by_worked ON lang_day (worked, day);

-- The day itself where it lies in 1900 to 2200.
CREATE OR REPLACE FUNCTION lang_day_within(a BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN a BETWEEN -25567 AND 84370 THEN a END
$$;

-- a + n days.
CREATE OR REPLACE FUNCTION lang_add_days(a BIGINT, n BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN n BETWEEN -109937 AND 109937 THEN lang_day_within(a + n) END
$$;

-- calendar_elapsed(): days d with a < d <= b that are worked; missing when b lies before a.
CREATE OR REPLACE FUNCTION lang_working_days(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql STABLE STRICT AS $$
	SELECT CASE WHEN a <= b THEN (SELECT worked FROM lang_day WHERE day = b)
		- (SELECT worked FROM lang_day WHERE day = a) END
$$;

-- calendar_due(): the n-th working day after a; of n below 0 the last day from which on so
-- many working days have passed by a.
CREATE OR REPLACE FUNCTION lang_add_working_days(a BIGINT, n BIGINT) RETURNS BIGINT
LANGUAGE sql STABLE STRICT AS $$
	SELECT CASE
		WHEN n = 0 THEN lang_day_within(a)
		WHEN n > 0 THEN (SELECT min(l.day) FROM lang_day AS l WHERE l.worked =
			(SELECT s.worked FROM lang_day AS s WHERE s.day = a) + n)
		ELSE (SELECT max(l.day) FROM lang_day AS l WHERE l.worked =
			(SELECT s.worked FROM lang_day AS s WHERE s.day = a) + n)
	END
$$;

CREATE OR REPLACE FUNCTION lang_date(a BIGINT) RETURNS DATE
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT DATE '1970-01-01' + a::INTEGER
$$;

CREATE OR REPLACE FUNCTION lang_day_of(a DATE) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT lang_day_within((a - DATE '1970-01-01')::BIGINT)
$$;

-- date_add_months(): the corresponding date, else the last day of the month.
CREATE OR REPLACE FUNCTION lang_add_months(a BIGINT, n BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN n BETWEEN -3612 AND 3612 THEN
		lang_day_of((lang_date(a) + make_interval(months => n::INTEGER))::DATE) END
$$;

-- Whole months: the most that may be added to a without passing b; missing when b lies
-- before a.
CREATE OR REPLACE FUNCTION lang_months(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN a <= b THEN m.apart - CASE WHEN lang_date(a)
		+ make_interval(months => m.apart) <= lang_date(b) THEN 0 ELSE 1 END END
	FROM (SELECT ((extract(YEAR FROM lang_date(b)) - extract(YEAR FROM lang_date(a))) * 12
		+ extract(MONTH FROM lang_date(b)) - extract(MONTH FROM lang_date(a)))::INTEGER
		AS apart) AS m
$$;

-- date_age(), in millionths: completed years; -1 before birth. 28 February is before the
-- birthday of 29 February, 1 March is not.
CREATE OR REPLACE FUNCTION lang_age(born BIGINT, a BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT 1000000 * CASE WHEN a < born THEN -1
		ELSE ((to_char(lang_date(a), 'YYYYMMDD')::BIGINT
			- to_char(lang_date(born), 'YYYYMMDD')::BIGINT) / 10000) END
$$;

-- The day on which who was born then reaches an age (in millionths); of 29 February it is
-- 1 March in a common year.
CREATE OR REPLACE FUNCTION lang_birthday(born BIGINT, age BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN age % 1000000 = 0 AND age BETWEEN -400000000 AND 400000000 THEN
		lang_day_of(b.same + CASE WHEN extract(DAY FROM b.same)
			<> extract(DAY FROM lang_date(born)) THEN 1 ELSE 0 END) END
	FROM (SELECT (lang_date(born)
		+ make_interval(years => (CASE WHEN age BETWEEN -400000000 AND 400000000
			THEN age / 1000000 ELSE 0 END)::INTEGER))::DATE AS same) AS b
$$;

-- 1 April of the financial year of a date.
CREATE OR REPLACE FUNCTION lang_year_start(a BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT lang_day_of((date_trunc('year', lang_date(a) - INTERVAL '3 months')
		+ INTERVAL '3 months')::DATE)
$$;

CREATE OR REPLACE FUNCTION lang_month_start(a BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT lang_day_of(date_trunc('month', lang_date(a)::TIMESTAMP)::DATE)
$$;

-- instant_by_english_clock(): the day of a moment in England. Summer time begins at 01:00 UTC on
-- the last Sunday of March and ends then on the last of October, as our own clock has it.
CREATE OR REPLACE FUNCTION lang_date_of(a BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN a >= -25567 * 86400::BIGINT AND a < 84370 * 86400::BIGINT THEN
		floor((a + CASE WHEN a >= s.begins * 86400 + 3600 AND a < s.ends * 86400 + 3600
			THEN 3600 ELSE 0 END) / 86400.0)::BIGINT END
	FROM (SELECT
		(make_date(y.year, 3, 31) - extract(DOW FROM make_date(y.year, 3, 31))::INTEGER
			- DATE '1970-01-01')::BIGINT AS begins,
		(make_date(y.year, 10, 31) - extract(DOW FROM make_date(y.year, 10, 31))::INTEGER
			- DATE '1970-01-01')::BIGINT AS ends
		FROM (SELECT extract(YEAR FROM lang_date(LEAST(GREATEST(
			floor(a / 86400.0), -25567), 84370)::BIGINT))::INTEGER AS year) AS y) AS s
$$;

-- From the first to the second, in days or seconds; missing when it runs backwards.
CREATE OR REPLACE FUNCTION lang_elapsed(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT CASE WHEN a <= b THEN b - a END $$;

CREATE OR REPLACE FUNCTION lang_least(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT LEAST(a, b) $$;

CREATE OR REPLACE FUNCTION lang_greatest(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT GREATEST(a, b) $$;

-- Products and quotients of millionths, to the nearest, half away from 0. Both are worked out
-- with whole numbers alone.
CREATE OR REPLACE FUNCTION lang_product(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT round(a::NUMERIC * b * 0.000001)::BIGINT
$$;

CREATE OR REPLACE FUNCTION lang_quotient(a BIGINT, b BIGINT) RETURNS BIGINT
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN b <> 0 THEN (sign(a::NUMERIC) * sign(b::NUMERIC)
		* div(2000000 * abs(a::NUMERIC) + abs(b::NUMERIC), 2 * abs(b::NUMERIC)))::BIGINT END
$$;
