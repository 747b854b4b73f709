#include "synth/region.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "synth/authority.h"

enum {
	LIST_MAX_BYTES = 4096,
	FAR_APART = 1000003, /* seeds: no authority is another's of the next seed */
};

static enum status write_one(const struct synth_plan *plan, const char *directory,
                             struct synth_result *out, struct err *err)
{
	auto_town town = { 0 };
	enum status st = town_init(&town, &plan->town, err);
	return st == OK ? synth_write(plan, &town, directory, out, err) : st;
}

/* The plan of one authority of several. */
static struct synth_plan own_plan(const struct synth_plan *plan, int32_t place)
{
	struct synth_plan own = *plan;
	int64_t children = (int64_t)plan->town.children * authority_at(place)->size / 100;
	own.town.authority = place;
	own.town.seed += (uint64_t)place * FAR_APART;
	own.town.children = children < TOWN_CHILDREN_MIN   ? TOWN_CHILDREN_MIN
	                    : children > TOWN_CHILDREN_MAX ? TOWN_CHILDREN_MAX
	                                                   : (int32_t)children;
	return own;
}

static enum status write_list(const struct synth_plan *plan, int32_t count, const char *directory,
                              struct err *err)
{
	auto_buf text = buf_init(LIST_MAX_BYTES);
	buf_format(&text, "number,name,folder,children_0_to_17\n");
	for (int32_t i = 0; i < count; i++) {
		const struct authority *of = authority_at(i);
		buf_format(&text, "%s,%s,%s,%" PRId32 "\n", of->number, of->name, of->folder,
		           own_plan(plan, i).town.children);
	}
	enum status st = buf_check(&text, "the list of authorities", err);
	char *path = mem_format("%s/authorities.csv", directory);
	if (st == OK)
		st = file_write(path, buf_view(&text), err);
	free(path);
	return st;
}

enum status region_write(const struct synth_plan *plan, int32_t count, const char *directory,
                         struct synth_result *out, struct err *err)
{
	if (count < 1 || count > AUTHORITY_COUNT)
		return err_set(err, E_USAGE, "1 to %d authorities can be made, not %" PRId32,
		               AUTHORITY_COUNT, count);
	if (count == 1)
		return write_one(plan, directory, out, err);
	struct synth_result sum = { 0 };
	enum status st = synth_make_directory(directory, err);
	for (int32_t i = 0; i < count && st == OK; i++) {
		struct synth_plan own = own_plan(plan, i);
		struct synth_result result = { 0 };
		char *path = mem_format("%s/%s", directory, authority_at(i)->folder);
		st = write_one(&own, path, &result, err);
		free(path);
		sum.children += result.children;
		sum.rows += result.rows;
		sum.faults += result.faults;
	}
	if (st == OK)
		st = write_list(plan, count, directory, err);
	if (st == OK)
		*out = sum;
	return st;
}
