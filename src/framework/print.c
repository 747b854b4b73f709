/* Writing framework text in its canonical form. */
#include "framework/text.h"

#include <assert.h>
#include <stdio.h>

#include "base/period.h"
#include "framework/index.h"

enum {
	INDENT = 2, /* spaces for each level */
	TEXT_WIDTH = 100,
};

struct printer {
	const struct framework *framework;
	const struct framework_index *index;
	struct buf *out;
	int depth;      /* of the line being written */
	size_t line_at; /* where it begins in `out` */
};

/* ---- lines and their parts ---- */

static void begin_line(struct printer *printer, const char *word)
{
	printer->line_at = printer->out->len;
	buf_format(printer->out, "%*s%s", printer->depth * INDENT, "", word);
}

static void end_line(struct printer *printer)
{
	buf_add_char(printer->out, '\n');
}

/* Appends one byte of a text as it stands between quotes. */
static void add_escaped(struct buf *out, char c)
{
	switch (c) {
	case '"':
	case '\\':
		buf_add_char(out, '\\');
		buf_add_char(out, c);
		break;
	case '\n':
		buf_add(out, STR("\\n"));
		break;
	case '\t':
		buf_add(out, STR("\\t"));
		break;
	default:
		if ((unsigned char)c < ' ' || c == 0x7F)
			buf_format(out, "\\x%02x", (unsigned)c);
		else
			buf_add_char(out, c);
	}
}

/* Bytes from `at` to the next place where a text may go on in a new line: behind a
 * line break, or before a single space that parts two words. */
static size_t piece_length(struct str text, size_t at)
{
	for (size_t end = at; end < text.len; end++) {
		if (text.ptr[end] == '\n')
			return end + 1 - at;
		bool parts_words = text.ptr[end] == ' ' && end > at && text.ptr[end - 1] != ' ' &&
		                   end + 1 < text.len && text.ptr[end + 1] != ' ';
		if (parts_words)
			return end - at;
	}
	return text.len - at;
}

/* Goes on with a quoted text in a line of its own. */
static void continue_line(struct printer *printer)
{
	buf_add(printer->out, STR("\"\n"));
	printer->line_at = printer->out->len;
	buf_format(printer->out, "%*s\"", printer->depth * INDENT + 2 * INDENT, "");
}

static size_t line_width(const struct printer *printer)
{
	return str_characters(str_slice(buf_view(printer->out), printer->line_at, SIZE_MAX));
}

/* Appends a name or title in quotes: always in one line, so that it can be searched. */
static void add_quoted(struct printer *printer, struct str text)
{
	buf_add(printer->out, STR(" \""));
	for (size_t i = 0; i < text.len; i++)
		add_escaped(printer->out, text.ptr[i]);
	buf_add_char(printer->out, '"');
}

/* Appends a text in quotes; a long one is broken between words. */
static void add_prose(struct printer *printer, struct str text)
{
	buf_add(printer->out, STR(" \""));
	for (size_t at = 0; at < text.len && !printer->out->failed;) {
		struct str piece = str_slice(text, at, piece_length(text, at));
		bool is_new_line = at > 0 && text.ptr[at - 1] == '\n';
		bool is_too_long = at > 0 && piece.ptr[0] == ' ' &&
		                   line_width(printer) + str_characters(piece) >= TEXT_WIDTH;
		at += piece.len;
		if (is_new_line || is_too_long)
			continue_line(printer);
		if (is_too_long && !is_new_line)
			piece = str_slice(piece, 1, SIZE_MAX); /* the new line means this space */
		for (size_t i = 0; i < piece.len; i++)
			add_escaped(printer->out, piece.ptr[i]);
	}
	buf_add_char(printer->out, '"');
}

/* Whether a text can stand without quotes: a number or a reference, which no word
 * of the language looks like. */
static bool is_plain(struct str text)
{
	bool has_digit = false;
	if (str_equal(text, STR("%")))
		return true;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool is_mark = c == '.' || c == '%' || c == '/' || c == '_' || c == '-';
		if (!char_is_digit(c) && !char_is_letter(c) && !is_mark)
			return false;
		has_digit |= char_is_digit(c);
	}
	return has_digit;
}

/* Appends a text, in quotes unless it can do without. */
static void add_text(struct printer *printer, struct str text)
{
	if (is_plain(text))
		buf_format(printer->out, " %.*s", STR_ARGS(text));
	else
		add_quoted(printer, text);
}

static void add_date(struct printer *printer, const char *word, int32_t date)
{
	char text[DATE_TEXT_BYTES];
	if (date != DATE_NONE)
		buf_format(printer->out, " %s%s%s", word, *word ? " " : "",
		           date_print_iso(date, text));
}

static void add_span(struct printer *printer, struct span span)
{
	add_date(printer, "from", span.from);
	add_date(printer, "to", span.to);
}

/* A line of a word and a text in quotes, unless the text is empty. */
static void print_field(struct printer *printer, const char *word, struct str text)
{
	if (text.len == 0)
		return;
	begin_line(printer, word);
	add_prose(printer, text);
	end_line(printer);
}

/* A line of a word and a name or title. */
static void print_name(struct printer *printer, const char *word, struct str name)
{
	begin_line(printer, word);
	add_quoted(printer, name);
	end_line(printer);
}

static void print_word(struct printer *printer, const char *word)
{
	begin_line(printer, word);
	end_line(printer);
}

/* ---- decisions ---- */

static void print_who_and_when(struct printer *printer, const char *word, struct str who,
                               int32_t on)
{
	if (who.len == 0 && on == DATE_NONE)
		return;
	begin_line(printer, word);
	if (who.len) {
		buf_add(printer->out, STR(" by"));
		add_quoted(printer, who);
	}
	add_date(printer, "on", on);
	end_line(printer);
}

static void print_decision(struct printer *printer, const struct decision *decision)
{
	printer->depth++;
	print_who_and_when(printer, "set", decision->set_by, decision->set_on);
	print_field(printer, "because", decision->why);
	print_who_and_when(printer, "agreed", decision->agreed_by, decision->agreed_on);
	if (decision->is_draft)
		print_word(printer, "draft");
	if (decision->origin != ORIGIN_NOT_SAID)
		print_word(printer, decision->origin == ORIGIN_NATIONAL ? "national" : "local");
	printer->depth--;
}

/* ---- indicators ---- */

static void print_unit(struct printer *printer, const struct unit *unit)
{
	char text[UNIT_TEXT_BYTES];
	if (unit->kind == UNIT_NONE)
		return;
	begin_line(printer, "unit");
	add_text(printer, str_of(unit_print(unit, text)));
	if (unit->decimals >= 0)
		buf_format(printer->out, ", %d decimal%s", unit->decimals,
		           unit->decimals == 1 ? "" : "s");
	end_line(printer);
}

static void print_good(struct printer *printer, const struct polarity_reading *polarity)
{
	const char *word = polarity_word(polarity->polarity);
	if (polarity->polarity == POLARITY_NONE) {
		if (!polarity->is_information)
			return;
		word = "neither";
	}
	begin_line(printer, "good is ");
	buf_format(printer->out, "%s%s", word, polarity->is_implied ? " implied" : "");
	end_line(printer);
}

/* What the indicator is: the facts of R5, without dates. */
static void print_description(struct printer *printer, const struct framework_indicator *entry)
{
	const struct indicator *it = &entry->indicator;
	for (size_t i = 0; i < entry->also.count; i++)
		print_name(printer, "also", entry->also.items[i]);
	print_field(printer, "definition", it->definition);
	print_field(printer, "why", it->why);
	print_field(printer, "numerator", it->numerator_words);
	print_field(printer, "denominator", it->denominator_words);
	print_field(printer, "source", it->source);
	print_field(printer, "note", entry->note);
	if (it->origin != ORIGIN_NOT_SAID)
		print_word(printer,
		           it->origin == ORIGIN_NATIONAL ? "origin national" : "origin local");
	if (it->influence != INFLUENCE_NOT_SAID) {
		begin_line(printer, "influence ");
		buf_add(printer->out, str_of(influence_word(it->influence)));
		end_line(printer);
	}
	print_unit(printer, &it->unit);
	print_good(printer, &it->polarity);
}

/* Who answers for it, when it comes and what stands beside it. */
static void print_reporting(struct printer *printer, const struct framework_indicator *entry)
{
	const struct indicator *it = &entry->indicator;
	if (it->frequency != FREQUENCY_NOT_SAID) {
		begin_line(printer, "reported ");
		buf_add(printer->out, str_of(frequency_word(it->frequency)));
		end_line(printer);
	}
	if (it->lag_days >= 0) {
		begin_line(printer, "due");
		buf_format(printer->out, " %d day%s after the period", it->lag_days,
		           it->lag_days == 1 ? "" : "s");
		end_line(printer);
	}
	if (it->owner.len) {
		begin_line(printer, "owner");
		add_quoted(printer, it->owner);
		buf_add(printer->out, it->owner_is_partner ? STR(" partner") : (struct str){ 0 });
		end_line(printer);
	}
	if (it->proxy.len) {
		begin_line(printer, "proxy");
		add_text(printer, it->proxy);
		end_line(printer);
	}
	if (it->linked_count) {
		begin_line(printer, "linked");
		for (size_t i = 0; i < it->linked_count; i++) {
			if (i > 0)
				buf_add_char(printer->out, ',');
			add_text(printer, it->linked[i]);
		}
		end_line(printer);
	}
	if (entry->in_force.from != DATE_NONE || entry->in_force.to != DATE_NONE) {
		begin_line(printer, "in force");
		add_span(printer, entry->in_force);
		end_line(printer);
	}
}

static void print_profile(struct printer *printer, const struct profile *profile)
{
	char year[FINANCIAL_YEAR_TEXT_BYTES];
	begin_line(printer, "profile");
	buf_format(printer->out, " %s by %s", financial_year_print(profile->year_from, year),
	           profile->point_count == 4 ? "quarter" : "month");
	for (size_t i = 0; i < profile->point_count; i++) {
		if (i > 0)
			buf_add_char(printer->out, ',');
		if (profile->points[i].kind == TARGET_NOT_GIVEN)
			buf_add(printer->out, STR(" -"));
		else
			add_text(printer, profile->points[i].text);
	}
	end_line(printer);
	print_decision(printer, &profile->decision);
}

static void print_aims(struct printer *printer, const struct framework_indicator *entry)
{
	const struct indicator *it = &entry->indicator;
	print_field(printer, "targets because", it->target_reason);
	if (it->target_review != DATE_NONE) {
		begin_line(printer, "targets reviewed");
		add_date(printer, "on", it->target_review);
		end_line(printer);
	}
	for (size_t i = 0; i < entry->targets.count; i++) {
		const struct dated_target *dated = &entry->targets.items[i];
		begin_line(printer, "target");
		add_text(printer, dated->target.text);
		add_span(printer, dated->span);
		end_line(printer);
		print_decision(printer, &dated->decision);
	}
	for (size_t i = 0; i < entry->rules.count; i++) {
		const struct dated_rule *dated = &entry->rules.items[i];
		begin_line(printer, "rule");
		add_quoted(printer, dated->rule.text);
		add_span(printer, dated->span);
		end_line(printer);
		print_decision(printer, &dated->decision);
	}
	for (size_t i = 0; i < entry->profiles.count; i++)
		print_profile(printer, &entry->profiles.items[i]);
}

/* The statement of each kind of dated text, and whether its day stands bare. */
static const struct {
	const char *word;
	bool is_day;
} DATED_TEXTS[INDICATOR_TEXT_COUNT] = {
	[INDICATOR_TEXT_HIGHLIGHT] = { "highlight", false },
	[INDICATOR_TEXT_WATCH] = { "watch", false },
	[INDICATOR_TEXT_COVERAGE] = { "coverage", false },
	[INDICATOR_TEXT_BREAK] = { "break", true },
	[INDICATOR_TEXT_ANNOTATION] = { "annotation", true },
	[INDICATOR_TEXT_UNCOLLECTABLE] = { "not collectable", false },
};

static void print_dated_texts(struct printer *printer, const struct dated_text_list *list,
                              enum indicator_text kind)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct dated_text *dated = &list->items[i];
		begin_line(printer, DATED_TEXTS[kind].word);
		if (DATED_TEXTS[kind].is_day)
			add_date(printer, "", dated->span.from);
		else
			add_span(printer, dated->span);
		if (dated->text.len)
			add_prose(printer, dated->text);
		end_line(printer);
	}
}

static void print_retirement(struct printer *printer, const struct retirement *retirement)
{
	if (!retirement->is_given)
		return;
	begin_line(printer, "removed");
	add_date(printer, "", retirement->from);
	if (retirement->why.len)
		add_prose(printer, retirement->why);
	end_line(printer);
	printer->depth++;
	if (retirement->replaced_by.len) {
		begin_line(printer, "replaced by");
		add_text(printer, retirement->replaced_by);
		end_line(printer);
	}
	print_field(printer, "watched at", retirement->watched_at);
	printer->depth--;
	print_decision(printer, &retirement->decision);
}

static void print_indicator(struct printer *printer, const struct framework_indicator *entry)
{
	begin_line(printer, "indicator");
	if (entry->indicator.ref.len)
		add_text(printer, entry->indicator.ref);
	add_quoted(printer, entry->indicator.title);
	end_line(printer);
	printer->depth++;
	print_description(printer, entry);
	print_reporting(printer, entry);
	print_aims(printer, entry);
	for (int kind = 0; kind < INDICATOR_TEXT_COUNT; kind++)
		print_dated_texts(printer, &entry->texts[kind], (enum indicator_text)kind);
	print_retirement(printer, &entry->retirement);
	printer->depth--;
}

/* ---- scorecards and the organisation ---- */

static void print_name_and_level(struct printer *printer, const char *word, struct str name,
                                 struct str level)
{
	begin_line(printer, word);
	add_quoted(printer, name);
	if (level.len) {
		buf_add(printer->out, STR(" as"));
		add_quoted(printer, level);
	}
	end_line(printer);
}

/* The indicators that stand in a section, by the shortest name that is theirs alone. */
static void print_placements(struct printer *printer, const struct scorecard *scorecard,
                             size_t section)
{
	for (size_t i = 0; i < scorecard->placement_count; i++) {
		if (scorecard->placements[i].section != section)
			continue;
		size_t at = scorecard->placements[i].indicator, found = FRAMEWORK_NOWHERE;
		const struct indicator *it = &printer->framework->indicators[at].indicator;
		begin_line(printer, "indicator");
		if (framework_index_find_name(printer->index, indicator_name(it), &found) ==
		            NAME_MATCH_ONE &&
		    found == at) {
			add_text(printer, indicator_name(it));
		} else {
			add_text(printer, it->ref);
			add_quoted(printer, it->title);
		}
		end_line(printer);
	}
}

static void print_sections(struct printer *printer, const struct scorecard *scorecard,
                           size_t parent)
{
	printer->depth++;
	print_placements(printer, scorecard, parent);
	for (size_t i = 0; i < scorecard->section_count; i++) {
		const struct section *section = &scorecard->sections[i];
		if (section->parent != parent)
			continue;
		print_name_and_level(printer, "section", section->title, section->level);
		printer->depth++;
		print_field(printer, "commentary", section->commentary);
		printer->depth--;
		print_sections(printer, scorecard, i);
	}
	printer->depth--;
}

static void print_scorecard(struct printer *printer, const struct scorecard *scorecard)
{
	print_name(printer, "scorecard", scorecard->name);
	printer->depth++;
	print_field(printer, "audience", scorecard->audience);
	print_field(printer, "note", scorecard->note);
	if (scorecard->cap) {
		begin_line(printer, "cap");
		buf_format(printer->out, " %lld", (long long)scorecard->cap);
		end_line(printer);
	}
	printer->depth--;
	print_sections(printer, scorecard, FRAMEWORK_NOWHERE);
}

static void print_organisations(struct printer *printer, size_t parent)
{
	const struct framework *framework = printer->framework;
	for (size_t i = 0; i < framework->organisation_count; i++) {
		const struct organisation *it = &framework->organisations[i];
		if (it->parent != parent)
			continue;
		print_name_and_level(printer, "organisation", it->name, it->level);
		printer->depth++;
		if (!str_equal(it->key, it->name)) {
			begin_line(printer, "key");
			add_text(printer, it->key);
			end_line(printer);
		}
		print_field(printer, "lead", it->lead);
		if (it->span.from != DATE_NONE || it->span.to != DATE_NONE) {
			begin_line(printer, "in force");
			add_span(printer, it->span);
			end_line(printer);
		}
		print_organisations(printer, i);
		printer->depth--;
	}
}

/* ---- the whole ---- */

enum status framework_print(const struct framework *framework, struct buf *out, struct err *err)
{
	auto_framework_index index = framework_index_new(framework);
	struct printer printer = { .framework = framework, .index = &index, .out = out };
	print_name(&printer, "framework", framework->authority);
	printer.depth++;
	print_field(&printer, "note", framework->note);
	printer.depth--;
	if (framework->annotations.count)
		end_line(&printer);
	print_dated_texts(&printer, &framework->annotations, INDICATOR_TEXT_ANNOTATION);
	if (framework->organisation_count)
		end_line(&printer);
	print_organisations(&printer, FRAMEWORK_NOWHERE);
	for (size_t i = 0; i < framework->indicator_count; i++) {
		end_line(&printer);
		print_indicator(&printer, &framework->indicators[i]);
	}
	for (size_t i = 0; i < framework->scorecard_count; i++) {
		end_line(&printer);
		print_scorecard(&printer, &framework->scorecards[i]);
	}
	return buf_check(out, "framework text", err);
}

void framework_print_indicator(const struct framework *framework, size_t indicator, struct buf *out)
{
	assert(indicator < framework->indicator_count);
	struct printer printer = { .framework = framework, .out = out };
	print_indicator(&printer, &framework->indicators[indicator]);
}
