/* The comma-separated files of the comparison's generator, straight into columns. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "engine.h"

enum { FIELDS_MAX = 8, LINE_BYTES = 128 };

/* The files in the order of the schema's types, and what each of their columns is: c a child,
 * p a plan (the row is of its child, and it is the next field), l the authority, f the next field,
 * t the next field in tenths, - nothing. */
static const struct file_shape {
	const char *name, *columns;
} SHAPES[FILES] = {
	{ "child", "clfff" },      { "referral", "-clff" }, { "assessment", "-clfff" },
	{ "s47", "-clfff" },       { "cpp", "fclffff" },    { "review", "plf" },
	{ "visit", "plf" },        { "episode", "clffff-" }, { "adoption", "clfff" },
	{ "worker", "-lftff" },    { "alloc", "c-lfff" },
};
enum { FILE_CHILD, FILE_PLAN = 4 };

/* The rows of one file as they came, before they are sorted by child. */
struct raw {
	int32_t *cells[FIELDS_MAX];
	int32_t *child; /* the id; of a row of a plan the plan's */
	int32_t count;
	int32_t capacity;
};

_Noreturn void fail(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

/* --- Reading ------------------------------------------------------------------------------- */

static int32_t read_number(const char **at)
{
	int32_t number = 0;
	for (; **at >= '0' && **at <= '9'; (*at)++)
		number = number * 10 + (**at - '0');
	return number;
}

static int32_t read_date(const struct store *store, const char **at)
{
	if (**at < '0')
		return INT32_MIN;
	int32_t year = read_number(at);
	(*at)++;
	int32_t month = read_number(at);
	(*at)++;
	int32_t day = read_number(at);
	if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31)
		fail("a date", "it is out of range");
	return store->month_starts[(year - 1900) * 12 + month - 1] + day - 1;
}

static void map_file(const char *folder, const char *name, struct source *out)
{
	char path[512];
	struct stat found;
	snprintf(path, sizeof(path), "%s/%s.csv", folder, name);
	int fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &found) || found.st_size == 0)
		fail(path, "it cannot be read");
	const char *text =
		mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (text == MAP_FAILED)
		fail(path, "it cannot be mapped");
	close(fd);
	out->end = text + found.st_size;
	const char *head_end = memchr(text, '\n', (size_t)found.st_size);
	if (!head_end || out->end[-1] != '\n')
		fail(path, "its last line does not end");
	out->at = head_end + 1;
}

void store_open(const char *folder, const struct schema *schema, struct store *out)
{
	static char digits[TEAMS][3];
	*out = (struct store){ .schema = schema };
	for (int i = 0; i < TEAMS; i++) {
		snprintf(digits[i], sizeof(digits[i]), "%d", i);
		out->words[i] = str_of(digits[i]);
	}
	for (int i = 0; i < 200 * 12; i++)
		if (date_from_ymd(1900 + i / 12, i % 12 + 1, 1, &out->month_starts[i], NULL) != OK)
			fail("calendar", "a month is missing");
	for (int i = 0; i < FILES; i++)
		map_file(folder, SHAPES[i].name, &out->of[i]);
}

/* --- One authority ------------------------------------------------------------------------- */

static void raw_grow(struct raw *raw)
{
	raw->capacity = raw->capacity ? raw->capacity * 2 : 4096;
	raw->child = mem_resize(raw->child, (size_t)raw->capacity, sizeof(int32_t));
	for (int i = 0; i < FIELDS_MAX; i++)
		raw->cells[i] = mem_resize(raw->cells[i], (size_t)raw->capacity, sizeof(int32_t));
}

/* Reads a line into the row behind the last; false when it is another authority's. */
static bool read_line(const struct store *store, int file, const char **at, int32_t authority,
                      struct raw *raw)
{
	const struct table_type *type = &store->schema->types[file];
	int field = 0;
	bool is_own = true;
	for (const char *column = SHAPES[file].columns; *column; column++, (*at)++) {
		if (*column == 'f' && type->fields[field].kind == FIELD_DATE) {
			raw->cells[field++][raw->count] = read_date(store, at);
		} else {
			int32_t number = read_number(at);
			if (*column == 'c' || *column == 'p')
				raw->child[raw->count] = number;
			if (*column == 'f' || *column == 'p')
				raw->cells[field++][raw->count] = number;
			if (*column == 't')
				raw->cells[field++][raw->count] = number * 100000;
			is_own &= *column != 'l' || number == authority;
		}
		if (**at != (column[1] ? ',' : '\n'))
			fail(SHAPES[file].name, "a line is not as it should be");
	}
	return is_own;
}

static void read_rows(struct store *store, int file, int32_t authority, struct raw *out)
{
	struct source *source = &store->of[file];
	while (source->at < source->end) {
		const char *at = source->at;
		if (out->count == out->capacity)
			raw_grow(out);
		if (!read_line(store, file, &at, authority, out))
			break;
		source->at = at;
		out->count++;
	}
	store->rows_read += out->count;
}

static void raw_deinit(struct raw *raw)
{
	free(raw->child);
	for (int i = 0; i < FIELDS_MAX; i++)
		free(raw->cells[i]);
}

/* Numbers from `base` on, each once: their order makes the places of things. */
static void check_ids(const struct raw *raw, const int32_t *ids, int32_t base, const char *what)
{
	for (int32_t i = 0; i < raw->count; i++)
		if (ids[i] < base || ids[i] - base >= raw->count)
			fail(what, "the numbers of one authority are not without gaps");
}

static int32_t least(const int32_t *ids, int32_t count)
{
	int32_t least = INT32_MAX;
	for (int32_t i = 0; i < count; i++)
		least = ids[i] < least ? ids[i] : least;
	return least;
}

/* Makes of children's ids, or of plans', the numbers of children. */
static void number_children(struct raw *raws, int32_t child_count)
{
	struct raw *plans = &raws[FILE_PLAN];
	int32_t first_child = least(raws[FILE_CHILD].child, child_count);
	int32_t first_plan = least(plans->cells[0], plans->count);
	check_ids(&raws[FILE_CHILD], raws[FILE_CHILD].child, first_child, "children");
	check_ids(plans, plans->cells[0], first_plan, "plans");
	int32_t *child_of = mem_new((size_t)plans->count + 1, sizeof(*child_of));
	for (int file = 0; file < FILES; file++) {
		struct raw *raw = &raws[file];
		const char *columns = SHAPES[file].columns;
		for (int32_t i = 0; strchr(columns, 'c') && i < raw->count; i++) {
			raw->child[i] -= first_child;
			if (raw->child[i] < 0 || raw->child[i] >= child_count)
				fail(SHAPES[file].name, "a child is unknown");
			if (file == FILE_PLAN)
				child_of[raw->cells[0][i] - first_plan] = raw->child[i];
		}
		for (int32_t i = 0; columns[0] == 'p' && i < raw->count; i++) {
			int32_t plan = raw->child[i] - first_plan;
			if (plan < 0 || plan >= plans->count)
				fail(SHAPES[file].name, "a plan is unknown");
			raw->child[i] = child_of[plan];
		}
	}
	free(child_of);
}

/* Where each row goes: by child, and the rows of one as they came, which is by start. */
static int32_t *places_by_child(const struct raw *raw, int32_t *first)
{
	int32_t *places = mem_new((size_t)raw->count + 1, sizeof(*places));
	for (int32_t i = 0; i < raw->count; i++)
		places[i] = first[raw->child[i]]++;
	return places;
}

static void put_table(const struct raw *raw, bool is_of_child, int32_t child_count,
                      struct arena *arena, struct table *out)
{
	size_t count = (size_t)raw->count;
	struct column *columns = arena_new(arena, out->type->field_count, sizeof(*columns));
	int32_t *places = NULL;
	if (is_of_child) {
		int32_t *first = arena_new(arena, (size_t)child_count + 1, sizeof(*first));
		int32_t *child = arena_new(arena, count + 1, sizeof(*child));
		for (size_t i = 0; i < count; i++)
			first[raw->child[i] + 1]++;
		for (int32_t i = 0; i < child_count; i++)
			first[i + 1] += first[i];
		places = places_by_child(raw, first);
		memmove(first + 1, first, (size_t)child_count * sizeof(*first));
		first[0] = 0;
		for (size_t i = 0; i < count; i++)
			child[places[i]] = raw->child[i];
		out->child = child;
		out->first_of_child = first;
	}
	for (size_t at = 0; at < out->type->field_count; at++) {
		int32_t *cells = arena_new(arena, count + 1, sizeof(*cells));
		for (size_t i = 0; i < count; i++)
			cells[places ? places[i] : (int32_t)i] = raw->cells[at][i];
		columns[at].narrow = cells;
	}
	out->columns = columns;
	out->row_count = raw->count;
	free(places);
}

bool store_next(struct store *store, int32_t authority, struct arena *arena, struct tables *out)
{
	struct raw raws[FILES] = { 0 };
	struct table *of = arena_new(arena, FILES, sizeof(*of));
	for (int file = 0; file < FILES; file++)
		read_rows(store, file, authority, &raws[file]);
	int32_t child_count = raws[FILE_CHILD].count;
	if (child_count > 0)
		number_children(raws, child_count);
	for (int file = 0; file < FILES && child_count > 0; file++) {
		of[file].type = &store->schema->types[file];
		put_table(&raws[file], of[file].type->is_of_child, child_count, arena, &of[file]);
	}
	for (int file = 0; file < FILES; file++)
		raw_deinit(&raws[file]);
	*out = (struct tables){ .schema = store->schema,
		                .of = of,
		                .words = { store->words, TEAMS },
		                .child_count = child_count };
	return child_count > 0;
}

/* --- Calendar, months, population ---------------------------------------------------------- */

static FILE *open_text(const char *folder, const char *name)
{
	char path[512], head[LINE_BYTES];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "r");
	if (!file || !fgets(head, sizeof(head), file))
		fail(path, "it cannot be read");
	return file;
}

int read_months(const struct store *store, const char *folder, struct span *out)
{
	char line[LINE_BYTES];
	int count = 0;
	FILE *file = open_text(folder, "mon.csv");
	while (count < MONTHS_MAX && fgets(line, sizeof(line), file)) {
		const char *at = line;
		read_number(&at);
		at++;
		out[count].from = read_date(store, &at);
		at++;
		out[count++].to = read_date(store, &at);
	}
	fclose(file);
	return count;
}

void read_population(const char *folder, int32_t *out, int32_t capacity)
{
	char line[LINE_BYTES];
	FILE *file = open_text(folder, "pop.csv");
	while (fgets(line, sizeof(line), file)) {
		const char *at = line;
		int32_t authority = read_number(&at);
		at++;
		if (authority >= capacity)
			fail("pop.csv", "there are more authorities than this program holds");
		out[authority] = read_number(&at);
	}
	fclose(file);
}

/* A day off, in the form that calendars are published in. */
static void put_holiday(struct buf *json, int32_t day)
{
	char text[DATE_TEXT_BYTES];
	bool is_first = buf_view(json).ptr[buf_view(json).len - 1] == '[';
	buf_format(json,
	           "%s{\"title\":\"day off\",\"date\":\"%s\",\"notes\":\"\",\"bunting\":true}",
	           is_first ? "" : ",", date_print_iso(day, text));
}

static bool is_weekday(int32_t day)
{
	return date_weekday(day) < WEEKDAY_SATURDAY;
}

/* Days that the generator did not count as worked are days off; behind its last day, those
 * of the shipped calendar up to the end of that year. */
struct calendar *read_calendar(const struct store *store, const char *folder)
{
	char line[LINE_BYTES];
	struct err err;
	struct calendar *calendar = calendar_new();
	auto_buf json = buf_init(1 << 20);
	buf_format(&json, "{\"england-and-wales\":{\"division\":\"england-and-wales\","
	                  "\"events\":[");
	FILE *file = open_text(folder, "cal.csv");
	int32_t worked = 0, day = DATE_MIN;
	while (fgets(line, sizeof(line), file)) {
		const char *at = line;
		day = read_date(store, &at);
		at++;
		int32_t now = read_number(&at);
		if (now == worked && is_weekday(day))
			put_holiday(&json, day);
		worked = now;
	}
	fclose(file);
	for (int year = date_to_ymd(day++).year; date_to_ymd(day).year == year; day++)
		if (is_weekday(day) && !calendar_is_working(calendar, day))
			put_holiday(&json, day);
	buf_format(&json, "]}}");
	if (calendar_read_json(calendar, buf_view(&json), &err) != OK)
		fail("cal.csv", err.text);
	return calendar;
}
