/* Frameworks nobody would write, from a seed: for properties that hold for all. */
#ifndef OUTTURN_TESTS_UNIT_FRAMEWORK_RANDOM_FRAMEWORK_H
#define OUTTURN_TESTS_UNIT_FRAMEWORK_RANDOM_FRAMEWORK_H

#include <stdint.h>

#include "base/arena.h"
#include "framework/framework.h"

/* A framework in which every kind of thing stands somewhere, sooner or later. */
struct framework random_framework(struct arena *arena, uint64_t seed);

/* Whether two frameworks say the same; `*why_out` names the first difference. The
 * ids of a store are not looked at. */
bool same_framework(const struct framework *a, const struct framework *b, const char **why_out);

#endif
