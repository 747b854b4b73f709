#include "cli/population_count.h"

#include "series/place.h"

int64_t population_count(const struct call *call, const struct workspace *workspace,
                         int64_t known_by, struct age_range ages, int32_t on)
{
	const struct place *place = place_find(workspace->authority, on);
	struct population population;
	if (!place)
		return 0;
	const struct population_asked asked = { .place = place->number,
		                                .ages = ages,
		                                .on = on,
		                                .known_by = known_by };
	if (population_load(workspace->db, &asked, call->arena, &population, NULL) != OK ||
	    population.value.absence != COMPARATOR_KNOWN)
		return 0;
	return (int64_t)(population.value.number.num / population.value.number.den);
}
