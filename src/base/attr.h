/* Compiler attributes that the house style uses, under one name each. */
#ifndef OUTTURN_BASE_ATTR_H
#define OUTTURN_BASE_ATTR_H

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((__format__(__printf__, text, first)))
#define CLEANUP(function) __attribute__((cleanup(function)))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
