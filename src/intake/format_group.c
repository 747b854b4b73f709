#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "intake/file_list.h"
#include "intake/format.h"
#include "intake/format_year.h"

enum {
	KEY_MAX_BYTES = 256,
	WORDS_MAX_BYTES = 4096,
	YEAR_DIGITS_MIN = 4, /* shorter numbers in a name (OC2, AD1) are no years */
};

/* A file with what decides which others it belongs to. */
struct found_file {
	struct format format;
	struct str folder;
	struct str name;
	struct str years; /* the longer numbers in its name: "2017" */
	bool is_done;     /* it is in a set or was refused */
};

struct grouping {
	struct arena *arena;
	struct found_file *files;
	size_t count;
	struct format_set_list sets;
	size_t set_capacity;
	struct format_refusal_list refused;
	size_t refused_capacity;
	size_t damaged_count; /* the first of the refused, which no format fits */
};

static void refuse(struct grouping *g, const char *path, enum status status, struct str reason)
{
	g->refused.items = arena_grow(g->arena, g->refused.items, g->refused.count,
	                              &g->refused_capacity, sizeof(*g->refused.items));
	g->refused.items[g->refused.count++] =
		(struct format_refusal){ path, status, arena_text(g->arena, reason) };
}

/* ---- files ---- */

static struct str years_of(struct arena *arena, struct str name)
{
	auto_buf years = buf_init(KEY_MAX_BYTES);
	for (size_t from = 0, to; from < name.len; from = to + 1) {
		to = from;
		while (to < name.len && char_is_digit(name.ptr[to]))
			to++;
		if (to - from >= YEAR_DIGITS_MIN)
			buf_format(&years, "%s%.*s", years.len ? " " : "",
			           STR_ARGS(str_slice(name, from, to - from)));
	}
	return arena_text(arena, buf_view(&years));
}

static struct found_file found_file_of(struct arena *arena, const struct format *format)
{
	struct str path = str_of(format->path);
	size_t from = path.len;
	while (from > 0 && path.ptr[from - 1] != '/')
		from--;
	struct str name = str_slice(path, from, SIZE_MAX);
	return (struct found_file){ .format = *format,
		                    .folder = str_slice(path, 0, from),
		                    .name = name,
		                    .years = years_of(arena, name) };
}

static enum status find_files(struct grouping *g, const struct file_list *paths)
{
	g->files = arena_new(g->arena, paths->count + 1, sizeof(*g->files));
	for (size_t i = 0; i < paths->count; i++) {
		struct format format;
		struct err why = { 0 };
		enum status st = format_find(paths->items[i], g->arena, &format, &why);
		if (st == OK)
			g->files[g->count++] = found_file_of(g->arena, &format);
		else
			refuse(g, paths->items[i], st, str_of(why.text));
	}
	g->damaged_count = g->refused.count;
	return OK;
}

/* ---- sets ---- */

static bool forms_sets(enum format_kind kind)
{
	return kind == FORMAT_SSDA903_CSV || kind == FORMAT_ANNEX_A_LIST || kind == FORMAT_SSD_CSV;
}

/* Whether `b` may belong to the set of `a`; names are asked only when that is needed. */
static bool go_together(const struct found_file *a, const struct found_file *b, bool by_years)
{
	return forms_sets(a->format.kind) && a->format.kind == b->format.kind &&
	       str_equal(a->folder, b->folder) && (!by_years || str_equal(a->years, b->years));
}

/* The first file of those that go together with `first` whose table an earlier one has. */
static const struct found_file *find_second(const struct grouping *g, size_t first,
                                            bool by_years, const struct found_file **earlier)
{
	const struct found_file *one = &g->files[first];
	for (size_t i = first; i < g->count; i++) {
		const struct found_file *a = &g->files[i];
		if (a->is_done || !go_together(one, a, by_years))
			continue;
		for (size_t j = i + 1; j < g->count; j++) {
			const struct found_file *b = &g->files[j];
			if (b->is_done || a->format.part != b->format.part ||
			    !go_together(one, b, by_years))
				continue;
			*earlier = a;
			return b;
		}
	}
	return NULL;
}

static int by_part(const void *a, const void *b)
{
	return ((const struct format *)a)->part - ((const struct format *)b)->part;
}

static const char *return_words(enum format_kind kind)
{
	switch ((int)kind) {
	case FORMAT_SSDA903_CSV:
		return "SSDA903 return";
	case FORMAT_ANNEX_A_LIST:
		return "Annex A";
	default:
		return "Standard Safeguarding Dataset";
	}
}

/* "ssda903 2017, 2 files": the folder's own name, and what tells its sets apart. */
static struct str set_name(struct arena *arena, const struct found_file *file, bool by_years,
                           size_t count)
{
	struct str folder = str_slice(file->folder, 0, file->folder.len ? file->folder.len - 1 : 0);
	struct str rest = folder;
	while (str_split(&rest, '/', &folder))
		;
	return arena_format(arena, "%.*s%s%.*s, %zu files", STR_ARGS(folder),
	                    folder.len && by_years ? " " : "",
	                    STR_ARGS(by_years ? file->years : (struct str){ 0 }), count);
}

static void describe(struct grouping *g, const struct found_file *file, bool by_years,
                     struct format_set *set)
{
	auto_buf words = buf_init(WORDS_MAX_BYTES);
	if (set->count == 1) {
		set->name = file->name;
		buf_add(&words, set->members[0].words);
		if (set->year && !set->members[0].year)
			buf_format(&words, ", of the year to 31 March %d", set->year);
	} else {
		set->name = set_name(g->arena, file, by_years, set->count);
		buf_add(&words, str_of(return_words(set->kind)));
		if (set->year)
			buf_format(&words, " of %d", set->year);
		buf_format(&words, ", %zu files:", set->count);
		for (size_t i = 0; i < set->count; i++)
			buf_format(&words, "%s %s", i ? "," : "", set->members[i].part_word);
	}
	set->words = arena_text(g->arena, buf_view(&words));
}

static bool may_belong(const struct found_file *file, struct str folder, struct str years,
                       bool by_years)
{
	return str_equal(file->folder, folder) &&
	       (!by_years || file->years.len == 0 || str_equal(file->years, years));
}

static void add_beside(struct grouping *g, struct format_set *set, size_t *capacity,
                       const char *path)
{
	set->beside = arena_grow(g->arena, set->beside, set->beside_count, capacity,
	                         sizeof(*set->beside));
	set->beside[set->beside_count++] = path;
}

/* Notes what lies in the folder of a return and is no file that we know: perhaps one of
 * its tables. */
static void find_beside(struct grouping *g, const struct found_file *first, bool by_years,
                        struct format_set *set)
{
	size_t capacity = 0;
	for (size_t i = 0; i < g->count && forms_sets(set->kind); i++)
		if (g->files[i].format.kind == FORMAT_UNKNOWN_TABLE &&
		    may_belong(&g->files[i], first->folder, first->years, by_years))
			add_beside(g, set, &capacity, g->files[i].format.path);
	for (size_t i = 0; i < g->damaged_count && forms_sets(set->kind); i++) {
		const struct format what = { .path = g->refused.items[i].path };
		const struct found_file file = found_file_of(g->arena, &what);
		if (may_belong(&file, first->folder, first->years, by_years))
			add_beside(g, set, &capacity, what.path);
	}
}

/* The year that the set's best dated table gives. */
static enum status find_year(struct format_set *set, struct err *err)
{
	const struct format *best = NULL;
	for (size_t i = 0; i < set->count; i++) {
		const struct format *member = &set->members[i];
		int rank = format_year_rank(member);
		set->year = member->year ? member->year : set->year;
		if (rank && (!best || rank < format_year_rank(best)))
			best = member;
	}
	return set->year || !best ? OK : format_year_find(best, &set->year, err);
}

static void add_set(struct grouping *g, size_t first, bool by_years)
{
	struct format_set set = { .kind = g->files[first].format.kind };
	struct err why = { 0 };
	size_t capacity = 0;
	size_t last = forms_sets(set.kind) ? g->count : first + 1;
	for (size_t i = first; i < last; i++) {
		struct found_file *file = &g->files[i];
		if (file->is_done || (i != first && !go_together(&g->files[first], file, by_years)))
			continue;
		set.members = arena_grow(g->arena, set.members, set.count, &capacity,
		                         sizeof(*set.members));
		set.members[set.count++] = file->format;
		file->is_done = true;
	}
	qsort(set.members, set.count, sizeof(*set.members), by_part);
	enum status st = find_year(&set, &why);
	if (st != OK) { /* one table of the return is damaged, so all of it is */
		for (size_t i = 0; i < set.count; i++)
			refuse(g, set.members[i].path, st, str_of(why.text));
		return;
	}
	describe(g, &g->files[first], by_years, &set);
	find_beside(g, &g->files[first], by_years, &set);
	g->sets.items = arena_grow(g->arena, g->sets.items, g->sets.count, &g->set_capacity,
	                           sizeof(*g->sets.items));
	g->sets.items[g->sets.count++] = set;
}

/* Files of which nobody can say to which return they belong. */
static void refuse_together(struct grouping *g, size_t first, const struct found_file *a,
                            const struct found_file *b)
{
	struct str reason = arena_format(
		g->arena,
		"'%.*s' and '%.*s' are the same table (%s) and their names hold no years that tell "
		"two returns apart; import the files of one return by name, or put each return "
		"into a folder of its own",
		STR_ARGS(a->name), STR_ARGS(b->name), a->format.part_word);
	const struct found_file *one = &g->files[first];
	for (size_t i = first; i < g->count; i++) {
		struct found_file *file = &g->files[i];
		if (file->is_done || !go_together(one, file, true))
			continue;
		refuse(g, file->format.path, E_CONFLICT, reason);
		file->is_done = true;
	}
}

static void group_with(struct grouping *g, size_t first)
{
	const struct found_file *earlier = NULL;
	if (!forms_sets(g->files[first].format.kind)) {
		add_set(g, first, false);
		return;
	}
	bool by_years = find_second(g, first, false, &earlier) != NULL;
	/* The years tell the others of this folder apart as well. */
	for (size_t i = first; i < g->count; i++) {
		if (g->files[i].is_done || !go_together(&g->files[first], &g->files[i], false))
			continue;
		const struct found_file *second = by_years ? find_second(g, i, true, &earlier)
		                                           : NULL;
		if (second)
			refuse_together(g, i, earlier, second);
		else
			add_set(g, i, by_years);
	}
}

/* Returns of several years stand in their order, so that they are taken in it. */
static void sort_by_year(struct format_set *sets, size_t count)
{
	for (size_t i = 1; i < count; i++) { /* few, and mostly in order: by insertion */
		struct format_set set = sets[i];
		size_t at = i;
		while (at > 0 && sets[at - 1].kind == set.kind && set.year &&
		       sets[at - 1].year > set.year) {
			sets[at] = sets[at - 1];
			at--;
		}
		sets[at] = set;
	}
}

enum status format_group(const char *const *paths, size_t count, struct arena *arena,
                         struct format_set_list *out, struct format_refusal_list *refused_out,
                         struct err *err)
{
	struct grouping g = { .arena = arena };
	struct file_list files = { 0 };
	enum status st = OK;
	for (size_t i = 0; st == OK && i < count; i++)
		st = file_list_add(arena, paths[i], &files, err);
	if (st == OK)
		st = find_files(&g, &files);
	if (st != OK)
		return st;
	for (size_t i = 0; i < g.count; i++)
		if (!g.files[i].is_done)
			group_with(&g, i);
	sort_by_year(g.sets.items, g.sets.count);
	*out = g.sets;
	*refused_out = g.refused;
	return OK;
}

/* Tables without which a return is not taken: the others would be read as if what these
 * hold were not there. */
static const struct {
	enum format_kind kind;
	int part;
	const char *word;
} NEEDED[] = {
	{ FORMAT_SSDA903_CSV, SSDA903_HEADER, "header" },
	{ FORMAT_SSDA903_CSV, SSDA903_EPISODES, "episodes" },
};

static bool has_part(const struct format_set *set, int part)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->members[i].part == part)
			return true;
	return false;
}

static struct str file_name(const char *path)
{
	struct str rest = str_of(path), name = { 0 };
	while (str_split(&rest, '/', &name))
		;
	return name;
}

enum status format_set_check(const struct format_set *set, struct err *err)
{
	auto_buf needed = buf_init(WORDS_MAX_BYTES), missing = buf_init(WORDS_MAX_BYTES);
	auto_buf beside = buf_init(WORDS_MAX_BYTES);
	for (size_t i = 0; i < COUNT_OF(NEEDED); i++) {
		if (NEEDED[i].kind != set->kind)
			continue;
		buf_format(&needed, "%s%s", needed.len ? " and " : "", NEEDED[i].word);
		if (!has_part(set, NEEDED[i].part))
			buf_format(&missing, "%s%s", missing.len ? " and " : "", NEEDED[i].word);
	}
	if (missing.len == 0)
		return OK;
	for (size_t i = 0; i < set->beside_count; i++)
		buf_format(&beside, "%s'%.*s'", beside.len ? ", " : "; not recognised beside it: ",
		           STR_ARGS(file_name(set->beside[i])));
	return err_set(err, E_INPUT,
	               "%.*s: %s is taken with its tables %.*s in one folder; missing: %.*s%.*s",
	               STR_ARGS(set->name), return_words(set->kind), STR_ARGS(buf_view(&needed)),
	               STR_ARGS(buf_view(&missing)), STR_ARGS(buf_view(&beside)));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

enum status format_set_hash(const struct format_set *set, char out[HASH_TEXT_BYTES],
                            struct err *err)
{
	if (set->count == 1)
		return file_hash(set->members[0].path, out, err);
	auto_arena arena = { 0 };
	char(*hashes)[HASH_TEXT_BYTES] = arena_new(&arena, set->count, sizeof(*hashes));
	for (size_t i = 0; i < set->count; i++) {
		enum status st = file_hash(set->members[i].path, hashes[i], err);
		if (st != OK)
			return st;
	}
	qsort(hashes, set->count, sizeof(*hashes), by_text);
	hash_print((struct str){ hashes[0], set->count * sizeof(*hashes) }, out);
	return OK;
}
