/* Functions that the house does not use become compile errors. Included into
 * every translation unit by the build (-include). */
#ifndef OUTTURN_BASE_BANNED_H
#define OUTTURN_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A header of another's that names a banned function must be read before the ban;
 * the build says so for the one file that needs it. */
#ifdef BANNED_AFTER_XLSXWRITER
#include <xlsxwriter.h>
#endif

/* Unbounded or silently cutting. */
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
/* Hidden state between calls. */
#pragma GCC poison strtok asctime ctime gmtime localtime
/* No error on bad input, or the locale decides. */
#pragma GCC poison atoi atol atoll atof setlocale

#endif
