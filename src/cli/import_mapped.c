/* Deliveries of extracts that a mapping of the workspace explains. */
#include "cli/finding_print.h"
#include "cli/import.h"
#include "intake/mapping.h"

/* The mapping that fits, which lives as long as the call. E_INPUT with advice when none
 * does. Mappings that cannot be read are told of: one of them may be the right one. */
static enum status choose(const struct import *of, struct mapping *out, struct err *err)
{
	struct call *call = of->call;
	struct finding_list findings = { .arena = call->arena };
	const char *path = of->set->members[0].path;
	struct str folder = arena_format(call->arena, "%s/mappings", call->app->workspace);
	enum status st =
		mapping_choose(folder.ptr, path, call->arena, out, &findings, err);
	finding_print(&findings, FINDING_ERROR, IMPORT_FINDINGS_SHOWN_MAX, stderr);
	if (st != OK || out->table_count)
		return st;
	return err_set(err, E_INPUT, "%.*s: %.*s; %s", STR_ARGS(of->set->name),
	               STR_ARGS(of->set->words), format_advice(of->set->kind));
}

bool import_is_mapped(const struct import *of, const char *path)
{
	struct call *call = of->call;
	struct mapping mapping = { 0 };
	struct finding_list findings = { .arena = call->arena };
	struct str folder = arena_format(call->arena, "%s/mappings", call->app->workspace);
	return mapping_choose(folder.ptr, path, call->arena, &mapping, &findings, NULL) == OK &&
	       mapping.table_count > 0;
}

enum status import_mapped(const struct import *of, struct err *err)
{
	struct mapping mapping;
	struct import import = *of;
	enum status st = choose(of, &mapping, err);
	import.mapping = &mapping;
	return st == OK ? import_records(&import, err) : st;
}

enum status import_mapped_check(const struct import *of, struct import_check *out,
                                struct err *err)
{
	struct mapping mapping;
	struct import import = *of;
	enum status st = choose(of, &mapping, err);
	import.mapping = &mapping;
	return st == OK ? import_records_check(&import, out, err) : st;
}
