-- What every connection to a PostgreSQL store is told first.
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET default_transaction_isolation = 'read committed';
