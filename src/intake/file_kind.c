#include "intake/file_kind.h"

#include <stdbool.h>
#include <string.h>

enum { SEARCH_BYTES = 4096 }; /* marks stand near the beginning */

struct signature {
	const char *mark;
	bool is_anywhere; /* within the first SEARCH_BYTES, rather than at the start */
	const char *answer;
};

#define SAVE_AS "; save it as CSV UTF-8 or as an Excel workbook (.xlsx)"

/* The first that fits decides. */
static const struct signature REFUSED[] = {
	{ "%PDF-", false, "this is a PDF, which holds no table to read" SAVE_AS },
	{ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", false,
	  "this is an old Excel workbook (.xls) or one with a password" SAVE_AS },
	{ "{\\rtf", false, "this is a rich text document" SAVE_AS },
	{ "\x89PNG", false, "this is a picture, which holds no table to read" },
	{ "\xFF\xD8\xFF", false, "this is a picture, which holds no table to read" },
	{ "\x1F\x8B", false, "this is a compressed file (gzip); unpack it first" },
	{ "7z\xBC\xAF\x27\x1C", false, "this is a compressed file (7z); unpack it first" },
	{ "SQLite format 3", false, "this is a database, not a table" SAVE_AS },
	{ "<!doctype html", false, "this is a web page" SAVE_AS },
	{ "<html", false, "this is a web page" SAVE_AS },
	{ "<?xml", false, "this is an XML file" SAVE_AS },
};

/* Archives that start with "PK": told apart by a name among their first entries. */
static const struct signature ARCHIVES[] = {
	{ "application/vnd.oasis.opendocument.spreadsheet", true,
	  "this is an OpenDocument spreadsheet (.ods)" SAVE_AS },
	{ "application/vnd.oasis.opendocument", true,
	  "this is an OpenDocument file" SAVE_AS },
	{ "xl/workbook.bin", true, "this is a binary Excel workbook (.xlsb)" SAVE_AS },
	{ "word/document.xml", true, "this is a Word document" SAVE_AS },
	{ "ppt/presentation.xml", true, "this is a presentation" SAVE_AS },
};

static const char *refusal(struct str bytes, const struct signature *signatures, size_t count)
{
	struct str head = str_slice(bytes, 0, SEARCH_BYTES);
	for (size_t i = 0; i < count; i++) {
		const struct signature *s = &signatures[i];
		if (s->is_anywhere ? str_find_nocase(head, str_of(s->mark)) != SIZE_MAX
		                   : str_starts_nocase(head, str_of(s->mark)))
			return s->answer;
	}
	return NULL;
}

static char first_behind(struct str text, char bracket)
{
	if (text.len == 0 || text.ptr[0] != bracket)
		return '\0';
	text = str_trim(str_slice(text, 1, SIZE_MAX));
	return text.len ? text.ptr[0] : '\0';
}

/* The text may be no more than the beginning of a file. */
static bool looks_like_json(struct str text)
{
	text = str_trim(text);
	if (text.len < 2)
		return false;
	char last = text.ptr[text.len - 1];
	return (text.ptr[0] == '{' && last == '}') || (text.ptr[0] == '[' && last == ']') ||
	       first_behind(text, '{') == '"' || first_behind(text, '[') == '{';
}

enum status file_kind_find(struct str bytes, enum file_kind *out, struct err *err)
{
	if (bytes.len == 0)
		return err_set(err, E_INPUT, "the file is empty; expected a header row and "
		               "figures");

	struct str text = bytes;
	if (str_starts_nocase(text, STR("\xEF\xBB\xBF")))
		text = str_slice(text, 3, SIZE_MAX);
	if (str_starts_nocase(text, STR("PK\x03\x04"))) {
		const char *answer = refusal(text, ARCHIVES, COUNT_OF(ARCHIVES));
		if (answer)
			return err_set(err, E_INPUT, "%s", answer);
		*out = FILE_KIND_XLSX; /* opening it proves it */
		return OK;
	}
	const char *answer = refusal(text, REFUSED, COUNT_OF(REFUSED));
	if (!answer && looks_like_json(text))
		answer = "this is a JSON file" SAVE_AS;
	if (answer)
		return err_set(err, E_INPUT, "%s", answer);
	*out = FILE_KIND_TEXT;
	return OK;
}
