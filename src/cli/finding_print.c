#include "cli/finding_print.h"

static void print_one(const struct finding *finding, FILE *out)
{
	fprintf(out, "%s: ", finding_severity_word(finding->severity));
	if (finding->file.len)
		fprintf(out, "%.*s: ", STR_ARGS(finding->file));
	if (finding->row > 0)
		fprintf(out, "row %lld%s", (long long)finding->row,
		        finding->column.len ? ", " : ": ");
	if (finding->column.len)
		fprintf(out, "column '%.*s': ", STR_ARGS(finding->column));
	if (finding->subject.len)
		fprintf(out, "%.*s: ", STR_ARGS(finding->subject));
	fprintf(out, "%.*s\n", STR_ARGS(finding->message));
}

void finding_print(const struct finding_list *findings, enum finding_severity least,
                   size_t most, FILE *out)
{
	size_t left = 0;
	for (int severity = FINDING_ERROR; severity >= (int)least; severity--)
		for (size_t i = 0; i < findings->count; i++) {
			if (findings->items[i].severity != (enum finding_severity)severity)
				continue;
			if (most == 0) {
				left++;
				continue;
			}
			print_one(&findings->items[i], out);
			most--;
		}
	if (left)
		fprintf(out, "and %zu more findings\n", left);
}
