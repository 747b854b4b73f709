-- What every connection to an SQLite store is told first.
PRAGMA journal_mode = WAL;         -- readers never wait for the writer
PRAGMA synchronous = FULL;         -- a committed fact outlives a power cut
PRAGMA secure_delete = ON;         -- what is erased is overwritten, not only unlinked
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA cache_size = -65536;        -- 64 MiB; Debian's build has 2 MB
PRAGMA mmap_size = 0;              -- memory does not grow with the store
PRAGMA temp_store = MEMORY;        -- no copies of records in temporary files
