/* run-vectors [--only FN,FN] FILE...: holds the program's functions to published
 * answers. Prints each vector that fails, with what was expected and what came, and
 * last "N passed, M failed". A function that nothing here answers for fails too. */
#include <stdio.h>
#include <string.h>

#include "adapters.h"
#include "record_function.h"
#include "vectors.h"

struct run {
	struct shipped shipped;
	struct str only; /* "fn,fn"; empty for all */
	size_t passed;
	size_t failed;
};

static bool is_wanted(struct str only, struct str fn)
{
	if (only.len == 0)
		return true;
	struct str name;
	while (str_split(&only, ',', &name))
		if (str_equal(str_trim(name), fn))
			return true;
	return false;
}

static void print_json(const char *before, const json_t *value)
{
	char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	printf("%s%s", before, text ? text : "nothing");
	free(text);
}

/* The functions of the program answer, or the shipped definitions. */
static enum status answer(const struct vector *vector, const struct shipped *shipped,
                          json_t *out, struct err *err)
{
	vector_adapter *run = adapter_find(vector->fn);
	if (run)
		return run(vector->input, out, err);
	return record_function_run(record_function_find(vector->fn), shipped, vector->input, out,
	                           err);
}

static bool passes(const struct vector *vector, const struct shipped *shipped)
{
	if (!adapter_find(vector->fn) && !record_function_find(vector->fn)) {
		printf("%.*s: nothing answers for the function '%.*s'\n", STR_ARGS(vector->id),
		       STR_ARGS(vector->fn));
		return false;
	}
	struct err err = { 0 };
	json_t *came = json_object();
	enum status st = answer(vector, shipped, came, &err);
	bool fits = st == OK && vector_answer_fits(vector->expected, came);
	if (!fits) {
		printf("%.*s: %.*s: ", STR_ARGS(vector->id), STR_ARGS(vector->fn));
		print_json("expected ", vector->expected);
		if (st == OK)
			print_json(", got ", came);
		else
			printf(", got an error: %s", err.text);
		putchar('\n');
	}
	json_decref(came);
	return fits;
}

static void count_vector(const struct vector *vector, void *context)
{
	struct run *run = context;
	if (!is_wanted(run->only, vector->fn))
		return;
	if (passes(vector, &run->shipped))
		run->passed++;
	else
		run->failed++;
}

int main(int argc, char **argv)
{
	struct run run = { 0 };
	int first = 1;
	if (argc > 2 && strcmp(argv[1], "--only") == 0) {
		run.only = str_of(argv[2]);
		first = 3;
	}
	if (first >= argc || argv[first][0] == '-') {
		fputs("usage: run-vectors [--only FN,FN] FILE...\n", stderr);
		return status_exit_code(E_USAGE);
	}
	struct err opening = { 0 };
	enum status worst = shipped_open(&run.shipped, &opening);
	if (worst != OK) {
		fprintf(stderr, "run-vectors: %s\n", opening.text);
		first = argc;
	}
	for (int i = first; i < argc; i++) {
		struct err err = { 0 };
		enum status st = vectors_each(argv[i], count_vector, &run, &err);
		if (st != OK) {
			fprintf(stderr, "run-vectors: %s\n", err.text);
			worst = st;
		}
	}
	shipped_close(&run.shipped);
	printf("%zu passed, %zu failed\n", run.passed, run.failed);
	if (worst != OK)
		return status_exit_code(worst);
	return run.failed == 0 ? 0 : 1;
}
