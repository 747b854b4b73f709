#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/command.h"
#include "synth/region.h"

enum {
	OPT_SEED,
	OPT_CHILDREN,
	OPT_YEARS,
	OPT_TO,
	OPT_AS_AT,
	OPT_EXTRACTS,
	OPT_AUTHORITIES,
	OPT_FAULTS,
	OPT_FORMAT,
	OPT_REPORT,
	OPT_QUIET,
	OPT_COUNT
};

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_SEED] = { "seed", 0, "N", "another authority for another number (1)" },
	[OPT_CHILDREN] = { "children", 0, "N", "children aged 0 to 17 who live there (40000)" },
	[OPT_YEARS] = { "years", 0, "N", "years of returns (4)" },
	[OPT_TO] = { "to", 0, "YEAR", "the last year: 2025 is to 31 March 2025 (2025)" },
	[OPT_AS_AT] = { "as-at", 0, "DATE", "the day of the last extract (31 March of the year)" },
	[OPT_EXTRACTS] = { "extracts", 0, "N", "month ends of which extracts are written (1)" },
	[OPT_AUTHORITIES] = { "authorities", 0, "N",
	                      "a region: so many authorities, each in a folder of its own (1)" },
	[OPT_FAULTS] = { "faults", 0, "on|off", "put faults in, each at a stated rate (on)" },
	[OPT_FORMAT] = { "format", 0, "NAME,...",
	                 "of cin, ssda903, ssda903-xml, annex-a, annex-a-lists, ssd, reports (all)" },
	[OPT_REPORT] = { "report", 0, NULL, "print the authority's proportions beside England's" },
	[OPT_QUIET] = { "quiet", 'q', NULL, "say nothing when all went well" },
};

enum { REPORT_MAX_BYTES = 16 * 1024 };

/* A whole number of an option, or what it is without one. */
static enum status read_number(const struct call *call, int option, int64_t otherwise, int64_t *out,
                               struct err *err)
{
	*out = otherwise;
	if (!call->values[option])
		return OK;
	enum status st = str_to_int64(str_of(call->values[option]), out, err);
	if (st == OK && (*out < 0 || *out > INT32_MAX))
		st = err_set(err, E_USAGE, "'%s' is out of range", call->values[option]);
	return st == OK ? OK : err_wrap(err, E_USAGE, "--%s", OPTIONS[option].name);
}

static enum status read_formats(const struct call *call, unsigned *out, struct err *err)
{
	static const struct {
		const char *name;
		unsigned format;
	} NAMES[] = {
		{ "cin", SYNTH_CIN },
		{ "ssda903", SYNTH_903 },
		{ "ssda903-xml", SYNTH_903_XML },
		{ "annex-a", SYNTH_ANNEX_A },
		{ "annex-a-lists", SYNTH_ANNEX_A_LISTS },
		{ "ssd", SYNTH_SSD },
		{ "reports", SYNTH_REPORTS },
	};
	*out = call->values[OPT_FORMAT] ? 0 : SYNTH_ALL;
	struct str rest = str_of(call->values[OPT_FORMAT]), name;
	while (rest.len && str_split(&rest, ',', &name)) {
		size_t at = 0;
		while (at < COUNT_OF(NAMES) && !str_equal(name, str_of(NAMES[at].name)))
			at++;
		if (at == COUNT_OF(NAMES))
			return err_set(
				err, E_USAGE,
				"--format: '%.*s' is none of cin, ssda903, ssda903-xml, annex-a, "
				"annex-a-lists, ssd, reports",
				STR_ARGS(name));
		*out |= NAMES[at].format;
	}
	return OK;
}

static enum status read_plan(const struct call *call, struct synth_plan *plan, struct err *err)
{
	static const char *const SWITCH[] = { "on", "off", NULL };
	int64_t seed, children, years, last_year, extracts;
	size_t faults = 0;
	enum status st = read_number(call, OPT_SEED, 1, &seed, err);
	if (st == OK)
		st = read_number(call, OPT_CHILDREN, 40000, &children, err);
	if (st == OK)
		st = read_number(call, OPT_YEARS, 4, &years, err);
	if (st == OK)
		st = read_number(call, OPT_TO, 2025, &last_year, err);
	if (st == OK)
		st = read_number(call, OPT_EXTRACTS, 1, &extracts, err);
	if (st == OK)
		st = call_choice("faults", call->values[OPT_FAULTS], SWITCH, &faults, err);
	if (st == OK)
		st = read_formats(call, &plan->formats, err);
	if (st == OK && (last_year < TOWN_FIRST_YEAR || last_year > TOWN_LAST_YEAR))
		st = err_set(err, E_USAGE, "--to: a year from %d to %d, not %" PRId64,
		             TOWN_FIRST_YEAR, TOWN_LAST_YEAR, last_year);
	if (st != OK)
		return st;
	plan->town = (struct town_plan){ .seed = (uint64_t)seed,
		                         .children = (int32_t)children,
		                         .years = (int32_t)years,
		                         .last_year = (int32_t)last_year,
		                         .as_at = town_year_end((int32_t)last_year) };
	plan->extracts = (int32_t)extracts;
	plan->has_faults = faults == 0;
	if (!call->values[OPT_AS_AT])
		return OK;
	st = date_parse_iso(str_of(call->values[OPT_AS_AT]), &plan->town.as_at, err);
	return st == OK ? OK : err_wrap(err, E_USAGE, "--as-at");
}

static void print_report(const struct synth_result *result)
{
	auto_buf text = buf_init(REPORT_MAX_BYTES);
	proportions_print(&result->last_year, &text);
	fwrite(text.bytes, 1, text.len, stdout);
}

static enum status run(struct call *call, struct err *err)
{
	struct synth_plan plan = { 0 };
	struct synth_result result = { 0 };
	int64_t authorities = 1;
	enum status st = read_plan(call, &plan, err);
	if (st == OK)
		st = read_number(call, OPT_AUTHORITIES, 1, &authorities, err);
	if (st == OK && authorities > 1 && call->values[OPT_REPORT])
		st = err_set(err, E_USAGE, "--report: of one authority; the README of each has it");
	if (st == OK)
		st = region_write(&plan, (int32_t)authorities, call->operands[0], &result, err);
	if (st != OK)
		return st;
	if (!call->values[OPT_QUIET])
		printf("%s: %s, %" PRId64 " children known, %" PRId64 " records, %" PRId64
		       " faults put in (manifest.csv)\n",
		       call->operands[0],
		       authorities > 1 ? "invented authorities" : "an invented authority",
		       result.children, result.rows, result.faults);
	if (call->values[OPT_REPORT])
		print_report(&result);
	return OK;
}

const struct command command_synth = {
	.name = "synth",
	.operands = "DIR",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Makes the returns and extracts of an authority that does not exist",
	.details =
		"DIR is made, or must be empty. It gets the CIN census, SSDA903 (CSV and XML), "
		"Annex A,\n"
		"the tables of the Standard Safeguarding Dataset, and reports of the council's own "
		"with\n"
		"their mappings; README.txt with the "
		"authority's\n"
		"proportions beside England's; and manifest.csv with every fault put in. The same\n"
		"options always give the same bytes. Nothing in it is about a real person.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
