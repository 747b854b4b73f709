#include "adapters.h"

#include <stddef.h>

static const struct {
	const char *fn;
	vector_adapter *run;
} ADAPTERS[] = {
	{ "working_days", run_working_days },
	{ "due_working", run_due_working },
	{ "add_months", run_add_months },
	{ "age", run_age },
	{ "fin", run_fin },
	{ "round", run_round },
	{ "pct", run_pct },
	{ "rate", run_rate },
	{ "rag", run_rag },
	{ "band", run_band },
	{ "dot", run_dot },
	{ "wilson", run_wilson },
	{ "byar", run_byar },
};

vector_adapter *adapter_find(struct str fn)
{
	for (size_t i = 0; i < COUNT_OF(ADAPTERS); i++)
		if (str_equal(fn, str_of(ADAPTERS[i].fn)))
			return ADAPTERS[i].run;
	return NULL;
}
