/* Files that are part of the program: tools/embed turns them into C. */
#ifndef OUTTURN_BASE_EMBEDDED_H
#define OUTTURN_BASE_EMBEDDED_H

#include "base/text.h"

struct embedded {
	struct str name; /* "referrals.ind"; empty at the end of a list */
	struct str text;
};

#endif
