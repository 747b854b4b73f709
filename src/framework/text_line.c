#include "framework/text_line.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "framework/framework.h"
#include "framework/text.h"

void problem_add(struct problem_list *problems, struct place place, const char *format, ...)
{
	if (problem_list_is_full(problems))
		return;
	char message[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);

	char column[24];
	snprintf(column, sizeof(column), "%lld", (long long)place.column);
	finding_add(problems->findings,
	            (struct finding){ .rule = problems->rule ? problems->rule : "framework.text",
	                              .severity = FINDING_ERROR,
	                              .file = problems->file,
	                              .row = place.line,
	                              .column = str_of(column) },
	            "%s", message);
	problems->count++;
}

bool problem_list_is_full(const struct problem_list *problems)
{
	return problems->count >= FRAMEWORK_PROBLEMS_MAX;
}

/* A physical line being cut into tokens. */
struct scan {
	struct text_reader *reader;
	struct str text;
	size_t at;
	int64_t number;
	size_t counted; /* characters were counted up to here... */
	int64_t column; /* ...and were so many */
};

/* Where the byte `at` stands. Counting goes on from the last place asked for, so
 * that a long line is not counted again for each word. */
static struct place scan_place(struct scan *scan, size_t at)
{
	if (at < scan->counted)
		scan->counted = 0, scan->column = 0;
	scan->column +=
		(int64_t)str_characters(str_slice(scan->text, scan->counted, at - scan->counted));
	scan->counted = at;
	return (struct place){ scan->number, scan->column + 1 };
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads the escape whose backslash stands at `scan->at` and steps over it. */
static char read_escape(struct scan *scan)
{
	static const struct {
		char written, read;
	} ESCAPES[] = { { 'n', '\n' }, { 't', '\t' }, { '"', '"' }, { '\\', '\\' } };
	struct str rest = str_slice(scan->text, scan->at, 4);
	for (size_t i = 0; rest.len > 1 && i < COUNT_OF(ESCAPES); i++) {
		if (rest.ptr[1] == ESCAPES[i].written) {
			scan->at += 2;
			return ESCAPES[i].read;
		}
	}
	/* \x01 to \x1f and \x7f: what else would be a raw control character */
	if (rest.len == 4 && rest.ptr[1] == 'x') {
		int high = hex_digit(rest.ptr[2]), low = hex_digit(rest.ptr[3]);
		int code = high * 16 + low;
		if (high >= 0 && low >= 0 && ((code > 0 && code < ' ') || code == 0x7f)) {
			scan->at += 4;
			return (char)code;
		}
	}
	problem_add(scan->reader->problems, scan_place(scan, scan->at),
	            "unknown escape; expected \\\" \\\\ \\n \\t, or \\x and the two digits of a "
	            "control character");
	scan->at++;
	return '\\';
}

/* Where the text that is opened at `start` ends: its closing quote, or the line's end. */
static size_t find_closing_quote(const struct scan *scan, size_t start)
{
	size_t at = start + 1;
	while (at < scan->text.len && scan->text.ptr[at] != '"')
		at += scan->text.ptr[at] == '\\' ? 2 : 1;
	return at < scan->text.len ? at : scan->text.len;
}

/* Reads the text whose opening quote stands at `scan->at`. */
static struct str read_quoted(struct scan *scan)
{
	size_t start = scan->at++;
	size_t end = find_closing_quote(scan, start);
	char *out = arena_new(scan->reader->arena, end - start, 1);
	size_t len = 0;
	while (scan->at < end) {
		char c = scan->text.ptr[scan->at];
		out[len++] = c == '\\' ? read_escape(scan) : scan->text.ptr[scan->at++];
	}
	if (end == scan->text.len)
		problem_add(scan->reader->problems, scan_place(scan, start),
		            "the text that begins here has no closing '\"' on its line; a long "
		            "text goes on in the next line with a '\"' of its own");
	scan->at = end == scan->text.len ? end : end + 1;
	return (struct str){ out, len };
}

static struct str read_word(struct scan *scan)
{
	size_t start = scan->at;
	while (scan->at < scan->text.len && !is_space(scan->text.ptr[scan->at]) &&
	       scan->text.ptr[scan->at] != ',' && scan->text.ptr[scan->at] != '"')
		scan->at++;
	return str_slice(scan->text, start, scan->at - start);
}

static void add_token(struct scan *scan, struct text_line *line, struct token token)
{
	if (line->count == TEXT_LINE_TOKENS_MAX) {
		problem_add(scan->reader->problems, scan_place(scan, scan->at),
		            "more than %d words in one line", TEXT_LINE_TOKENS_MAX);
		scan->at = scan->text.len;
		return;
	}
	line->tokens = arena_grow(scan->reader->arena, line->tokens, line->count, &line->capacity,
	                          sizeof(*line->tokens));
	line->tokens[line->count++] = token;
}

/* Cuts what is left of a physical line into tokens of `line`. */
static void scan_tokens(struct scan *scan, struct text_line *line)
{
	for (;;) {
		while (scan->at < scan->text.len && is_space(scan->text.ptr[scan->at]))
			scan->at++;
		if (scan->at >= scan->text.len || scan->text.ptr[scan->at] == '#')
			break;
		struct token token = { .column = scan_place(scan, scan->at).column };
		switch (scan->text.ptr[scan->at]) {
		case '"':
			token.kind = TOKEN_TEXT;
			token.text = read_quoted(scan);
			break;
		case ',':
			token.kind = TOKEN_COMMA;
			token.text = str_slice(scan->text, scan->at++, 1);
			break;
		default:
			token.kind = TOKEN_WORD;
			token.text = read_word(scan);
			break;
		}
		add_token(scan, line, token);
	}
	line->end_column = scan_place(scan, scan->text.len).column;
}

/* Takes the next physical line out of the reader; false at the end. */
static bool next_physical(struct text_reader *reader, struct scan *out)
{
	struct str text;
	if (reader->rest.len == 0 || !str_split(&reader->rest, '\n', &text))
		return false;
	if (text.len > 0 && text.ptr[text.len - 1] == '\r')
		text.len--;
	*out = (struct scan){ .reader = reader, .text = text, .number = ++reader->number };
	return true;
}

/* Steps over the indentation and returns its width. */
static int64_t scan_indent(struct scan *scan)
{
	bool has_tab = false;
	while (scan->at < scan->text.len && is_space(scan->text.ptr[scan->at]))
		has_tab |= scan->text.ptr[scan->at++] == '\t';
	bool is_empty = scan->at == scan->text.len || scan->text.ptr[scan->at] == '#';
	if (has_tab && !is_empty)
		problem_add(scan->reader->problems, scan_place(scan, 0),
		            "a tab in the indentation; indent with spaces");
	return (int64_t)scan->at;
}

/* Whether the next physical line continues the one before it. */
static bool continuation_follows(const struct text_reader *reader)
{
	size_t at = 0;
	while (at < reader->rest.len && is_space(reader->rest.ptr[at]))
		at++;
	return at < reader->rest.len && reader->rest.ptr[at] == '"';
}

/* The pieces as one text: see the header. */
static struct str join_pieces(struct arena *arena, const struct text_list *pieces)
{
	size_t len = 0;
	for (size_t i = 0; i < pieces->count; i++)
		len += pieces->items[i].len + 1;
	char *out = arena_new(arena, len, 1);
	size_t at = 0;
	for (size_t i = 0; i < pieces->count; i++) {
		struct str piece = pieces->items[i];
		if (i > 0 && (at == 0 || out[at - 1] != '\n'))
			out[at++] = ' ';
		if (piece.len)
			memcpy(out + at, piece.ptr, piece.len);
		at += piece.len;
	}
	return (struct str){ out, at };
}

static void add_piece(struct arena *arena, struct text_list *pieces, struct str piece)
{
	pieces->items = arena_grow(arena, pieces->items, pieces->count, &pieces->capacity,
	                           sizeof(*pieces->items));
	pieces->items[pieces->count++] = piece;
}

/* Reads the lines that continue the last text of `line`, and what follows it. */
static void join_continuations(struct text_reader *reader, struct text_line *line)
{
	struct text_list pieces = { 0 };
	size_t text_at = line->count - 1;
	add_piece(reader->arena, &pieces, line->tokens[text_at].text);
	struct scan scan;
	while (line->count == text_at + 1 && continuation_follows(reader) &&
	       next_physical(reader, &scan)) {
		scan_indent(&scan);
		add_piece(reader->arena, &pieces, read_quoted(&scan));
		scan_tokens(&scan, line);
	}
	line->tokens[text_at].text = join_pieces(reader->arena, &pieces);
}

bool text_reader_next(struct text_reader *reader, struct text_line *out)
{
	struct scan scan;
	while (next_physical(reader, &scan)) {
		struct text_line line = { .number = scan.number, .indent = scan_indent(&scan) };
		scan_tokens(&scan, &line);
		if (line.count == 0)
			continue;
		if (line.tokens[0].kind != TOKEN_WORD) {
			problem_add(reader->problems,
			            (struct place){ line.number, line.tokens[0].column },
			            line.tokens[0].kind == TOKEN_TEXT
			                    ? "a line that begins with a text continues the text "
			                      "before it, but the line before does not end in one"
			                    : "a line cannot begin with a comma");
			continue;
		}
		while (line.tokens[line.count - 1].kind == TOKEN_TEXT &&
		       continuation_follows(reader))
			join_continuations(reader, &line);
		*out = line;
		return true;
	}
	return false;
}
