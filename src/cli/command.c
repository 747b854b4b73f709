#include "cli/command.h"

#include <string.h>

#include "base/buf.h"

#define COMMAND(symbol) extern const struct command symbol;
#include "cli/commands.def"
#undef COMMAND

static const struct command *const COMMANDS[] = {
#define COMMAND(symbol) &symbol,
#include "cli/commands.def"
#undef COMMAND
	NULL,
};

const struct command *const *command_list(void)
{
	return COMMANDS;
}

/* How many of the words spell the command's name: 1, 2, or 0 for no match. */
static int words_matched(const char *name, int word_count, const char *const words[])
{
	const char *space = strchr(name, ' ');
	if (!space)
		return strcmp(name, words[0]) == 0;
	size_t first = (size_t)(space - name);
	bool same = word_count >= 2 && strlen(words[0]) == first &&
	            strncmp(name, words[0], first) == 0 && strcmp(space + 1, words[1]) == 0;
	return same ? 2 : 0;
}

const struct command *command_find(int word_count, const char *const words[], int *used_out)
{
	const struct command *found = NULL;
	if (word_count < 1)
		return NULL;
	*used_out = 0; /* "deliveries withdraw" goes before "deliveries" */
	for (size_t i = 0; COMMANDS[i]; i++) {
		int used = words_matched(COMMANDS[i]->name, word_count, words);
		if (used > *used_out) {
			*used_out = used;
			found = COMMANDS[i];
		}
	}
	return found;
}

/* Edits that turn one word into the other (Levenshtein), for short words. */
static size_t edit_distance(const char *a, const char *b)
{
	enum { WORD_MAX = 32 };
	size_t len_a = strlen(a), len_b = strlen(b);
	if (len_a > WORD_MAX || len_b > WORD_MAX)
		return WORD_MAX;
	size_t row[WORD_MAX + 1];
	for (size_t j = 0; j <= len_b; j++)
		row[j] = j;
	for (size_t i = 1; i <= len_a; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= len_b; j++) {
			size_t cost = diagonal + (a[i - 1] != b[j - 1]);
			diagonal = row[j];
			if (row[j] + 1 < cost)
				cost = row[j] + 1;
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			row[j] = cost;
		}
	}
	return row[len_b];
}

const struct command *command_nearest(const char *word)
{
	const struct command *nearest = NULL;
	size_t best = 3; /* more than two edits away is another word */
	for (size_t i = 0; COMMANDS[i]; i++) {
		size_t distance = edit_distance(word, COMMANDS[i]->name);
		if (distance < best) {
			best = distance;
			nearest = COMMANDS[i];
		}
	}
	return nearest;
}

/* The option that `word` ("--out=x", "-o", "-ox") names, or NULL. `*value_out`
 * is what follows in the same word, or NULL. */
static const struct option *option_named(const struct command *command, const char *word,
                                         const char **value_out)
{
	bool is_long = word[1] == '-';
	const char *name = word + (is_long ? 2 : 1);
	size_t len = is_long ? strcspn(name, "=") : 1;
	for (size_t i = 0; i < command->option_count; i++) {
		const struct option *option = &command->options[i];
		bool same = is_long ? strlen(option->name) == len &&
		                              strncmp(option->name, name, len) == 0
		                    : option->letter == name[0];
		if (!same)
			continue;
		const char *rest = name + len;
		*value_out = *rest == '\0' ? NULL : is_long ? rest + 1 : rest;
		return option;
	}
	return NULL;
}

/* Takes one option word (and its value word, if separate); moves `*at` over it. */
static enum status take_option(const struct command *command, int word_count,
                               const char *const words[], int *at, struct call *call,
                               struct err *err)
{
	const char *value;
	const struct option *option = option_named(command, words[*at], &value);
	if (!option)
		return err_set(err, E_USAGE, "%s has no option '%s'; see 'outturn %s --help'",
		               command->name, words[*at], command->name);
	if (!option->argument && value)
		return err_set(err, E_USAGE, "option --%s takes no value", option->name);
	if (option->argument && !value) {
		if (*at + 1 >= word_count)
			return err_set(err, E_USAGE, "option --%s needs a value (%s)",
			               option->name, option->argument);
		value = words[++*at];
	}
	call->values[option - command->options] = value ? value : "";
	return OK;
}

static enum status check_operands(const struct command *command, const struct call *call,
                                  struct err *err)
{
	if (call->operand_count < command->operands_min)
		return err_set(err, E_USAGE, "%s needs %s; see 'outturn %s --help'",
		               command->name, command->operands, command->name);
	if (call->operand_count > command->operands_max)
		return err_set(err, E_USAGE, "%s takes no further word: '%s'", command->name,
		               call->operands[command->operands_max]);
	return OK;
}

enum status call_parse(const struct command *command, int word_count, const char *const words[],
                       struct call *call, bool *wants_help_out, struct err *err)
{
	*wants_help_out = false;
	call->operands = arena_new(call->arena, (size_t)word_count + 1, sizeof(*call->operands));
	bool options_ended = false;
	for (int at = 0; at < word_count; at++) {
		const char *word = words[at];
		if (options_ended || word[0] != '-' || word[1] == '\0') {
			call->operands[call->operand_count++] = word;
		} else if (strcmp(word, "--") == 0) {
			options_ended = true;
		} else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
			*wants_help_out = true;
			return OK;
		} else {
			enum status st = take_option(command, word_count, words, &at, call, err);
			if (st != OK)
				return st;
		}
	}
	return check_operands(command, call, err);
}

enum status call_choice(const char *name, const char *value, const char *const allowed[],
                        size_t *out, struct err *err)
{
	size_t chosen = 0;
	if (value)
		while (allowed[chosen] && strcmp(allowed[chosen], value) != 0)
			chosen++;
	if (allowed[chosen]) {
		*out = chosen;
		return OK;
	}
	auto_buf list = buf_init(256);
	for (size_t i = 0; allowed[i]; i++)
		buf_format(&list, "%s%s", i ? ", " : "", allowed[i]);
	return err_set(err, E_USAGE, "option --%s takes one of %.*s, not '%s'", name,
	               STR_ARGS(buf_view(&list)), value);
}
