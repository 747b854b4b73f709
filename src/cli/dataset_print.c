#include "cli/dataset_print.h"

#include "cli/command.h"
#include "render/csv.h"
#include "render/json.h"
#include "render/sink.h"

enum status dataset_format_read(const char *value, enum dataset_format *out, struct err *err)
{
	static const char *const WORDS[] = { "table", "csv", "json", NULL };
	size_t chosen;
	enum status st = call_choice("format", value, WORDS, &chosen, err);
	if (st == OK)
		*out = (enum dataset_format)chosen;
	return st;
}

static void print_table(const struct dataset *dataset, FILE *out)
{
	for (size_t i = 0; i < dataset->column_count; i++)
		fprintf(out, "%s%s", i ? "\t" : "", dataset->columns[i].title);
	fputc('\n', out);
	for (const struct dataset_row *row = dataset->first_row; row; row = row->next) {
		for (size_t i = 0; i < dataset->column_count; i++)
			fprintf(out, "%s%.*s", i ? "\t" : "", STR_ARGS(row->cells[i].text));
		fputc('\n', out);
	}
}

enum status dataset_print(const struct dataset *dataset, enum dataset_format format, FILE *out,
                          struct err *err)
{
	struct sink sink = sink_to_stream(out);
	switch (format) {
	case DATASET_FORMAT_TABLE:
		print_table(dataset, out);
		break;
	case DATASET_FORMAT_CSV:
		csv_write_dataset(dataset, &sink);
		break;
	case DATASET_FORMAT_JSON:
		json_write_dataset(dataset, &sink);
		break;
	}
	return sink_check(&sink, "standard output", err);
}
