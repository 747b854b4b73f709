#include "record/source_order.h"

#include <assert.h>

#include "base/date.h"
#include "ledger/setting.h"

static const char *const SOURCE_NAMES[RECORD_SOURCE_KIND_COUNT] = {
	[RECORD_SOURCE_SSD] = "ssd",       [RECORD_SOURCE_EXTRACT] = "extract",
	[RECORD_SOURCE_ANNEX_A] = "annex-a", [RECORD_SOURCE_CIN] = "cin",
	[RECORD_SOURCE_903] = "903",
};

static bool is_between_words(char c)
{
	return c == ' ' || c == ',' || c == '\t';
}

/* Takes the first word out of a text, and the commas and blanks around it. */
static struct str take_word(struct str *rest)
{
	size_t from = 0;
	while (from < rest->len && is_between_words(rest->ptr[from]))
		from++;
	size_t to = from;
	while (to < rest->len && !is_between_words(rest->ptr[to]))
		to++;
	struct str word = str_slice(*rest, from, to - from);
	while (to < rest->len && is_between_words(rest->ptr[to]))
		to++;
	*rest = str_slice(*rest, to, rest->len);
	return word;
}

/* A source as a clause names it. */
struct named_source {
	enum record_source_kind kind;
	struct str name; /* of one extract; empty: every source of the kind */
};

static enum status parse_source(struct str text, struct named_source *out, struct err *err)
{
	struct str rest = str_trim(text);
	struct str word = take_word(&rest);
	for (int kind = 0; kind < RECORD_SOURCE_KIND_COUNT; kind++) {
		if (!str_equal_nocase(word, str_of(SOURCE_NAMES[kind])))
			continue;
		if (rest.len && kind != RECORD_SOURCE_EXTRACT)
			break;
		*out = (struct named_source){ .kind = (enum record_source_kind)kind,
			                      .name = rest };
		return OK;
	}
	return err_set(err, E_INPUT, "'%.*s' is no source; expected ssd, extract, extract NAME, "
	               "annex-a, cin or 903", STR_ARGS(str_trim(text)));
}

/* Where a clause names a source: by the name of an extract rather than by the word for all
 * of them; `count` when it does not. */
static size_t place_named(const struct named_source *named, size_t count,
                          const struct record_source *source)
{
	for (size_t n = 0; n < count; n++)
		if (named[n].kind == source->kind && named[n].name.len &&
		    str_equal_nocase(named[n].name, source->name))
			return n;
	for (size_t n = 0; n < count; n++)
		if (named[n].kind == source->kind && named[n].name.len == 0)
			return n;
	return count;
}

/* Gives the sources their places: those named first, in that order, then the others in the
 * order of the list. */
static enum status parse_sources(struct str text, const struct record_source_list *sources,
                                 struct record_order_clause *clause, struct err *err)
{
	struct named_source named[RECORD_SOURCES_MAX];
	size_t count = 0;
	struct str item;
	for (struct str rest = text; str_split(&rest, '>', &item);) {
		if (count == RECORD_SOURCES_MAX)
			return err_set(err, E_LIMIT, "more than %d sources in one order",
			               RECORD_SOURCES_MAX);
		enum status st = parse_source(item, &named[count++], err);
		if (st != OK)
			return st;
	}
	uint8_t next = 0;
	for (size_t n = 0; n <= count; n++)
		for (size_t i = 0; i < sources->count; i++)
			if (place_named(named, count, &sources->items[i]) == n)
				clause->place[i] = next++;
	return OK;
}

/* Reads the day behind "from" or "to". */
static enum status parse_day(struct str *rest, int32_t *out, struct err *err)
{
	return date_parse_iso(take_word(rest), out, err);
}

/* Reads what a clause is about: types, and the days of a start. */
static enum status parse_subject(struct str text, struct record_order_clause *clause,
                                 struct err *err)
{
	bool names_types = false;
	struct str rest = str_trim(text);
	while (rest.len) {
		struct str word = take_word(&rest);
		enum record_type type;
		enum status st = OK;
		if (str_equal(word, STR("from"))) {
			st = parse_day(&rest, &clause->from, err);
		} else if (str_equal(word, STR("to"))) {
			st = parse_day(&rest, &clause->to, err);
		} else if (record_type_find(word, &type)) {
			clause->of[type] = names_types = true;
		} else {
			st = err_set(err, E_INPUT, "'%.*s' is no type of record; expected types, "
			             "'from' and 'to' with dates before the colon",
			             STR_ARGS(word));
		}
		if (st != OK)
			return st;
	}
	for (int type = 0; type < RECORD_TYPE_COUNT && !names_types; type++)
		clause->of[type] = true;
	return OK;
}

static enum status parse_clause(struct str text, const struct record_source_list *sources,
                                struct record_order_clause *clause, struct err *err)
{
	struct str rest = text, subject = { 0 };
	*clause = (struct record_order_clause){ .from = DATE_NONE, .to = DATE_NONE };
	str_split(&rest, ':', &subject);
	bool has_subject = rest.ptr != NULL;
	enum status st = parse_subject(has_subject ? subject : STR(""), clause, err);
	return st == OK ? parse_sources(has_subject ? rest : text, sources, clause, err) : st;
}

/* The default: every type, in the order of the list. */
static void add_default(const struct record_source_list *sources,
                        struct record_order_clause *clause)
{
	*clause = (struct record_order_clause){ .from = DATE_NONE, .to = DATE_NONE };
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		clause->of[type] = true;
	for (size_t i = 0; i < sources->count; i++)
		clause->place[i] = (uint8_t)i;
}

static enum status parse_clauses(struct str text, const struct record_source_list *sources,
                                 struct arena *arena, struct record_order *out,
                                 struct err *err)
{
	if (sources->count > RECORD_SOURCES_MAX)
		return err_set(err, E_LIMIT, "%zu sources of one authority; at most %d are "
		               "compared", sources->count, RECORD_SOURCES_MAX);
	struct record_order_clause *clauses = NULL;
	size_t count = 0, capacity = 0;
	struct str item;
	for (struct str rest = text; str_split(&rest, ';', &item);) {
		if (str_trim(item).len == 0)
			continue;
		clauses = arena_grow(arena, clauses, count, &capacity, sizeof(*clauses));
		enum status st = parse_clause(item, sources, &clauses[count++], err);
		if (st != OK)
			return st;
	}
	clauses = arena_grow(arena, clauses, count, &capacity, sizeof(*clauses));
	add_default(sources, &clauses[count++]);
	*out = (struct record_order){ .clauses = clauses, .count = count };
	return OK;
}

enum status record_order_parse(struct str text, const struct record_source_list *sources,
                               struct arena *arena, struct record_order *out, struct err *err)
{
	enum status st = parse_clauses(text, sources, arena, out, err);
	return st == OK ? OK : err_wrap(err, st, "the order of sources");
}

static enum status read_setting(struct db *db, struct str key,
                                const struct instant *settings_at, struct arena *arena,
                                struct setting *out, struct err *err)
{
	return settings_at ? setting_get_at(db, key, *settings_at, arena, out, err)
	                   : setting_get(db, key, arena, out, err);
}

enum status record_order_text(struct db *db, struct str authority,
                              const struct instant *settings_at, struct arena *arena,
                              struct str *out, struct err *err)
{
	struct str key = arena_format(arena, RECORD_SOURCE_ORDER_KEY " %.*s",
	                              STR_ARGS(authority));
	struct setting setting = { 0 };
	enum status st = read_setting(db, key, settings_at, arena, &setting, err);
	if (st == OK && setting.is_default)
		st = read_setting(db, STR(RECORD_SOURCE_ORDER_KEY), settings_at, arena, &setting,
		                  err);
	if (st == OK)
		*out = setting.value;
	return st;
}

static bool fits(const struct record_order_clause *clause, enum record_type type,
                 int32_t start)
{
	if (!clause->of[type])
		return false;
	if (start == DATE_NONE)
		return clause->from == DATE_NONE && clause->to == DATE_NONE;
	return (clause->from == DATE_NONE || start >= clause->from) &&
	       (clause->to == DATE_NONE || start <= clause->to);
}

const uint8_t *record_order_places(const struct record_order *order, enum record_type type,
                                   int32_t start)
{
	for (size_t i = 0; i + 1 < order->count; i++)
		if (fits(&order->clauses[i], type, start))
			return order->clauses[i].place;
	assert(order->count > 0);
	return order->clauses[order->count - 1].place;
}
