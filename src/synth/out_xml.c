#include "synth/out_xml.h"

#include <inttypes.h>

#include "synth/story.h"

enum status out_xml_open(struct out_xml *xml, const struct out_table *table, uint64_t number,
                         const char *path, struct err *err)
{
	*xml = (struct out_xml){ .table = *table };
	xml->table.random = random_stream(table->faults->seed, STREAM_CELL_FAULTS, number);
	enum status st = outfile_open(path, false, &xml->file, err);
	if (st != OK)
		return st;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", xml->file.stream);
	xml->table.lines = 1;
	return OK;
}

static void start_line(struct out_xml *xml)
{
	for (int i = 0; i < xml->depth; i++)
		fputs("  ", xml->file.stream);
}

static void end_line(struct out_xml *xml)
{
	fputc('\n', xml->file.stream);
	xml->table.lines++;
}

void out_xml_begin(struct out_xml *xml, const char *name)
{
	start_line(xml);
	fprintf(xml->file.stream, "<%s>", name);
	end_line(xml);
	xml->depth++;
}

void out_xml_end(struct out_xml *xml, const char *name)
{
	xml->depth--;
	start_line(xml);
	fprintf(xml->file.stream, "</%s>", name);
	end_line(xml);
}

static void write_escaped(FILE *to, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '&')
			fputs("&amp;", to);
		else if (c == '<')
			fputs("&lt;", to);
		else
			fputc(c, to);
	}
}

void out_xml_text(struct out_xml *xml, const char *name, enum out_kind kind, struct str text)
{
	struct out_column column = { name, kind };
	struct str meant = text;
	if (text.len == 0)
		return;
	enum fault_kind fault = FAULT_KIND_COUNT;
	if (kind == OUT_CHILD &&
	    faults_strike(xml->table.faults, FAULT_KEY_MISSING, &xml->table.random)) {
		fault = FAULT_KEY_MISSING;
		text = (struct str){ 0 };
	} else {
		fault = out_spoil_cell(&xml->table, &xml->table.random, &column, &text, xml->arena);
	}
	start_line(xml);
	fprintf(xml->file.stream, "<%s>", name);
	write_escaped(xml->file.stream, text);
	fprintf(xml->file.stream, "</%s>", name);
	end_line(xml);
	if (fault == FAULT_KIND_COUNT)
		return;
	faults_note(xml->table.faults, &(struct fault){ .kind = fault,
	                                                .file = xml->table.file,
	                                                .row = xml->table.lines,
	                                                .column = str_of(name),
	                                                .child = xml->child,
	                                                .written = text,
	                                                .meant = meant });
}

void out_xml_date(struct out_xml *xml, const char *name, int32_t date)
{
	if (date != DATE_NONE)
		out_xml_text(xml, name, OUT_DATE, out_date(xml->table.dates, date, xml->arena));
}

void out_xml_number(struct out_xml *xml, const char *name, enum out_kind kind, int64_t number)
{
	if (number >= 0)
		out_xml_text(xml, name, kind, arena_format(xml->arena, "%" PRId64, number));
}
