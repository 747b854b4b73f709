#include "collect.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/arena.h"

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct buf *out = context;
	if (row->count == 0)
		return OK;
	buf_format(out, "%lld: ", (long long)row->number);
	for (size_t i = 0; i < row->count; i++)
		buf_format(out, "%s%.*s", i ? "|" : "", STR_ARGS(row->cells[i]));
	buf_add_char(out, '\n');
	return OK;
}

struct grid_sink collect_rows(struct buf *out)
{
	return (struct grid_sink){ out, take_row };
}

void package_build(const struct package_part *parts, size_t count, struct buf *out)
{
	zip_error_t why;
	zip_error_init(&why);
	zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &why);
	assert(memory);
	zip_source_keep(memory);
	zip_t *zip = zip_open_from_source(memory, ZIP_TRUNCATE, &why);
	assert(zip);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *part =
			zip_source_buffer(zip, parts[i].xml, strlen(parts[i].xml), 0);
		assert(part && zip_file_add(zip, parts[i].path, part, 0) >= 0);
	}
	assert(zip_close(zip) == 0);
	zip_stat_t what;
	assert(zip_source_stat(memory, &what) == 0 && zip_source_open(memory) == 0);
	char *bytes = malloc((size_t)what.size);
	assert(bytes && zip_source_read(memory, bytes, what.size) == (zip_int64_t)what.size);
	buf_add(out, (struct str){ bytes, (size_t)what.size });
	free(bytes);
	zip_source_close(memory);
	zip_source_free(memory);
	zip_error_fini(&why);
}

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION(id, kind, target) \
	"<Relationship Id='" id "' Type='" TYPES kind "' Target='" target "'/>"

void workbook_build(const char *rows, const char *shared, const char *formats,
                    const char *styles, struct buf *out)
{
	auto_arena arena = { 0 };
	const struct package_part parts[] = {
		{ "_rels/.rels",
		  "<Relationships>" RELATION("rId1", "officeDocument", "xl/workbook.xml")
		  "</Relationships>" },
		{ "xl/_rels/workbook.xml.rels",
		  "<Relationships>" RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
		  RELATION("rId2", "sharedStrings", "/xl/sharedStrings.xml")
		  RELATION("rId3", "styles", "styles.xml") "</Relationships>" },
		{ "xl/workbook.xml",
		  "<workbook xmlns:r='r'><sheets><sheet name='Figures' r:id='rId1'/></sheets>"
		  "</workbook>" },
		{ "xl/sharedStrings.xml", arena_format(&arena, "<sst>%s</sst>", shared).ptr },
		{ "xl/styles.xml",
		  arena_format(&arena,
		               "<styleSheet><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId='14'/>"
		               "</cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>",
		               formats, styles).ptr },
		{ "xl/worksheets/sheet1.xml",
		  arena_format(&arena, "<worksheet><sheetData>%s</sheetData></worksheet>",
		               rows).ptr },
	};
	package_build(parts, COUNT_OF(parts), out);
}
