/* What a command is: one record gives dispatch, help, manual page and shell
 * completion, so that none of them can lag behind the others.
 *
 * The list of all commands is cli/commands.def. A command's options are an array
 * indexed by an enum of its own file; the parsed call holds the values by the
 * same index. */
#ifndef OUTTURN_CLI_COMMAND_H
#define OUTTURN_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"

enum { COMMAND_OPTIONS_MAX = 16 };

/* Everything of the outside that is read once, at the start. */
struct app {
	struct instant now;
	const char *actor;     /* who acts: the account's name, for the audit */
	const char *workspace; /* -w, else OUTTURN_WORKSPACE, else "." */
	int width;             /* columns of the terminal; 80 when it is none */
	bool is_terminal;      /* standard output */
	bool has_colour;
	bool has_shapes; /* the terminal can show ● ▲ ◆; else ASCII */
};

struct option {
	const char *name;     /* long name without dashes */
	char letter;          /* or 0 */
	const char *argument; /* "DIR"; NULL for a flag */
	const char *help;     /* one sentence without a full stop */
};

struct call {
	const struct app *app;
	struct arena *arena; /* lives for the whole call */
	const char *values[COMMAND_OPTIONS_MAX]; /* NULL: not given; "" for a flag */
	const char **operands;
	size_t operand_count;
	bool answer_is_no; /* set by a check whose answer is "no": exit 1 */
};

struct command {
	const char *name;     /* one or two words: "framework export" */
	const char *operands; /* "FILE..."; "" for none */
	size_t operands_min;
	size_t operands_max;
	const char *summary; /* one sentence without a full stop */
	const char *details; /* paragraphs for --help and the manual page */
	const struct option *options;
	size_t option_count;
	/* Does the work; messages for people go to standard error, results to
	 * standard output. */
	enum status (*run)(struct call *call, struct err *err);
};

/* The commands, in the order of the help; NULL at the end. */
const struct command *const *command_list(void);

/* Finds the command that the words begin with; `*used_out` is how many of them
 * (1 or 2) name it. NULL when there is none. */
const struct command *command_find(int word_count, const char *const words[], int *used_out);

/* The command nearest in spelling, for "did you mean"; NULL when none is near. */
const struct command *command_nearest(const char *word);

/* Reads options and operands of `command` from `words` into `call`. `--help` is
 * reported through `*wants_help_out`. E_USAGE names what is wrong. */
MUST_CHECK enum status call_parse(const struct command *command, int word_count,
                                  const char *const words[], struct call *call,
                                  bool *wants_help_out, struct err *err);

/* The index of `value` among the words of `allowed` (NULL at the end), 0 when it
 * was not given. E_USAGE names option `name` and lists what is allowed. */
MUST_CHECK enum status call_choice(const char *name, const char *value,
                                   const char *const allowed[], size_t *out, struct err *err);

#endif
