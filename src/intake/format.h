/* Which of the known formats a file is, by its content, and which files belong together.
 *
 * Names of files decide nothing, but for one thing that content cannot tell: which of
 * several files of the same kind belong to which set (2017-header.csv with
 * 2017-episodes.csv). Recognition tables are data (format_tables.def). */
#ifndef OUTTURN_INTAKE_FORMAT_H
#define OUTTURN_INTAKE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"

enum format_kind {
	FORMAT_UNKNOWN_TABLE,    /* a table with columns we do not know: to be mapped */
	FORMAT_SCORECARD,        /* figures, also a filled-in template */
	FORMAT_CIN_XML,
	FORMAT_SSDA903_XML,
	FORMAT_SSDA903_CSV,      /* one table of a return; forms sets */
	FORMAT_ANNEX_A_BOOK,     /* a workbook of several lists */
	FORMAT_ANNEX_A_LIST,     /* one list in a file of its own; forms sets */
	FORMAT_SSD_CSV,          /* one table of the Standard Safeguarding Dataset; forms sets */
	FORMAT_EES_DATA,         /* explore-education-statistics data file */
	FORMAT_EES_META,         /* its .meta.csv */
	FORMAT_POPULATION,       /* population estimates by authority and age */
	FORMAT_LAIT_HISTORY,
	FORMAT_LAIT_MEASURES,
	FORMAT_LAIT_AREAS,
	FORMAT_NEIGHBOURS_LONG,
	FORMAT_NEIGHBOURS_WIDE,
	FORMAT_OFSTED_OUTCOMES,  /* the latest inspection of each authority */
	FORMAT_OFSTED_HISTORY,   /* every inspection */
	FORMAT_FINGERTIPS,
	FORMAT_BENCHMARK_LONG,   /* area, period, indicator, value: a council's own file */
	FORMAT_GEOGRAPHY,        /* lists of authorities, regions, reorganisations */
	FORMAT_PROVIDERS,        /* lists of homes and social care providers */
	FORMAT_SEN_ANNEX,        /* the workbook of an area SEND inspection */
	FORMAT_MAPPING,          /* a mapping text of ours */
	FORMAT_BANK_HOLIDAYS,    /* GOV.UK's JSON */
	FORMAT_KIND_COUNT
};

enum {
	FORMAT_ANNEX_A_LISTS = 11, /* of Annex A */
	FORMAT_SHEETS_MAX = 32,    /* of a workbook; further ones are left out */
};

/* A table that was recognised in the file: which list or table it is. */
struct format_sheet {
	size_t sheet;       /* its number, for table_stream_read(); 0 for a CSV */
	int part;           /* list 1 to 11; the number of a table */
	int64_t header_row; /* the row that holds the column names */
};

struct format {
	enum format_kind kind;
	const char *path;      /* borrowed from the caller, or in the arena */
	int part;              /* of a CSV of a set: which table or list */
	const char *part_word; /* "episodes", "list 8", "ssd_person"; NULL: none */
	int64_t header_row;    /* of its first table; 0: none */
	int year;              /* collection year, when the head of the file says it; else 0 */
	struct format_sheet sheets[FORMAT_SHEETS_MAX]; /* one for a CSV, none for XML */
	size_t sheet_count;
	struct str other_sheets; /* of an Annex A workbook, those with text that are no list:
	                            "'Notes', 'List 3'"; empty: none */
	struct str words;      /* "SSDA903 episodes, CSV", "CIN census XML of 2024" */
};

/* The numbers that `part` has for FORMAT_SSDA903_CSV. */
enum ssda903_table {
	SSDA903_HEADER,
	SSDA903_EPISODES,
	SSDA903_REVIEWS,
	SSDA903_UASC,
	SSDA903_OC2,
	SSDA903_OC3,
	SSDA903_AD1,
	SSDA903_PLACED_ADOPTION,
	SSDA903_PREVIOUS_PERMANENCE,
	SSDA903_MISSING,
	SSDA903_SOCIAL_WORKER,
	SSDA903_DOLO,
	SSDA903_TABLE_COUNT
};

/* A stable word for a kind, as deliveries are stored under ("cin-census", "ssda903",
 * "annex-a", "ssd", "ees", ...): both forms of a return share one. */
const char *format_delivery_kind(enum format_kind kind);

/* What a table or sheet that no rule knows wants: "use 'outturn map FILE'"; for kinds that
 * are recognised and not imported, where they belong; NULL when it can be imported. */
const char *format_advice(enum format_kind kind);

/* Finds what the file at `path` is. Reads its beginning only. E_INPUT for what is
 * no table and no XML we know, saying what it is and what to do; E_MISSING, E_IO.
 * Texts live in `arena`. */
MUST_CHECK enum status format_find(const char *path, struct arena *arena, struct format *out,
                                   struct err *err);

/* Files that are one delivery: one file, or the tables of one return. */
struct format_set {
	enum format_kind kind;      /* of every member */
	struct format *members;     /* in the order of their parts */
	size_t count;
	int year;                   /* collection year as far as content or names say; else 0 */
	const char **beside;        /* of a return: files of its folder that were not recognised,
	                               and may be tables of it */
	size_t beside_count;
	struct str name;            /* "header.csv" or "ssda903: 12 files" */
	struct str words;           /* "SSDA903 return of 2018, 2 CSV files: header, episodes" */
};

/* Whether the set has the tables without which its return is not taken: a year of SSDA903
 * has its header and its episodes. E_INPUT names what is missing, and what lies beside it
 * and was not recognised. */
MUST_CHECK enum status format_set_check(const struct format_set *set, struct err *err);

struct format_set_list {
	struct format_set *items;
	size_t count;
};

/* A file that could not be recognised, and why. */
struct format_refusal {
	const char *path;
	enum status status;
	struct str reason;
};

struct format_refusal_list {
	struct format_refusal *items;
	size_t count;
};

/* Finds every file among `paths` (a directory stands for the files in it, subdirectories
 * included, hidden ones left out) and groups them. Tables of one return in one directory
 * are one set; where a table comes twice, files whose names are alike but for the
 * table's word are a set. A file that is not recognised goes to `refused_out` and stops
 * nothing. E_MISSING, E_IO when a path cannot be read; E_LIMIT beyond 10,000 files. */
MUST_CHECK enum status format_group(const char *const *paths, size_t count,
                                    struct arena *arena, struct format_set_list *out,
                                    struct format_refusal_list *refused_out, struct err *err);

/* The SHA-256 of a delivery: of the file, or of its members' hashes sorted, so that the
 * order of files plays no part. Reads every file. */
MUST_CHECK enum status format_set_hash(const struct format_set *set,
                                       char out[HASH_TEXT_BYTES], struct err *err);

#endif
