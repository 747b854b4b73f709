#include "cli/help.h"

#include <string.h>

#include "base/buf.h"

enum { OPTION_COLUMN = 24, NAME_COLUMN = 18 };

static const char INTRODUCTION[] =
	"Judges the figures of a council's children's services and makes the Quarterly Digest.";

static const char *const GLOBAL_NOTES[] = {
	"-w DIR, or the variable OUTTURN_WORKSPACE, names the workspace; without either it\n"
	"is the current directory.",
	"The exit code is 0 for success, 1 when the answer of a check is no, 2 for wrong\n"
	"usage, 3 or more for a failure.",
};

/* "-o DIR, --output DIR", or "--quiet". */
static struct str option_words(const struct option *option, struct buf *buf)
{
	buf_clear(buf);
	if (option->letter)
		buf_format(buf, "-%c, ", option->letter);
	buf_format(buf, "--%s", option->name);
	if (option->argument)
		buf_format(buf, " %s", option->argument);
	return buf_view(buf);
}

void help_print_overview(FILE *out)
{
	fprintf(out, "usage: outturn [-w DIR] COMMAND [WORDS]\n\n%s\n\nCommands:\n", INTRODUCTION);
	const struct command *const *commands = command_list();
	for (size_t i = 0; commands[i]; i++)
		fprintf(out, "  %-*s %s\n", NAME_COLUMN, commands[i]->name, commands[i]->summary);
	fprintf(out, "\n'outturn COMMAND --help' says more about one command.\n");
	for (size_t i = 0; i < COUNT_OF(GLOBAL_NOTES); i++)
		fprintf(out, "%s\n", GLOBAL_NOTES[i]);
}

void help_print_command(const struct command *command, FILE *out)
{
	auto_buf words = buf_init(256);
	fprintf(out, "usage: outturn %s%s%s%s\n\n%s.\n", command->name,
	        command->option_count ? " [OPTIONS]" : "", *command->operands ? " " : "",
	        command->operands, command->summary);
	if (*command->details)
		fprintf(out, "\n%s\n", command->details);
	if (command->option_count)
		fprintf(out, "\nOptions:\n");
	for (size_t i = 0; i < command->option_count; i++) {
		struct str name = option_words(&command->options[i], &words);
		fprintf(out, "  %-*.*s %s\n", OPTION_COLUMN, STR_ARGS(name),
		        command->options[i].help);
	}
}

/* man(7) reads a dash as a hyphen and a leading dot or quote as a request. */
static void print_roff(const char *text, FILE *out)
{
	bool line_starts = true;
	for (const char *c = text; *c; c++) {
		if (line_starts && (*c == '.' || *c == '\''))
			fputs("\\&", out);
		if (*c == '\\')
			fputs("\\e", out);
		else if (*c == '-')
			fputs("\\-", out);
		else if (*c == '\n' && c[1] == '\n')
			fputs("\n.PP", out);
		else
			fputc(*c, out);
		line_starts = *c == '\n';
	}
	fputc('\n', out);
}

static void print_manual_entry(const struct command *command, FILE *out)
{
	auto_buf words = buf_init(256);
	fprintf(out, ".SS \"outturn %s%s%s\"\n", command->name, *command->operands ? " " : "",
	        command->operands);
	print_roff(command->summary, out);
	if (*command->details) {
		fprintf(out, ".PP\n");
		print_roff(command->details, out);
	}
	for (size_t i = 0; i < command->option_count; i++) {
		fprintf(out, ".TP\n.B ");
		print_roff(option_words(&command->options[i], &words).ptr, out);
		print_roff(command->options[i].help, out);
	}
}

void help_print_manual(FILE *out)
{
	fprintf(out, ".TH OUTTURN 1 \"\" \"outturn %s\" \"User commands\"\n", OUTTURN_VERSION);
	fprintf(out, ".SH NAME\noutturn \\- performance system of children's services\n");
	fprintf(out, ".SH SYNOPSIS\n.B outturn\n[\\-w DIR] COMMAND [WORDS]\n.SH DESCRIPTION\n");
	print_roff(INTRODUCTION, out);
	for (size_t i = 0; i < COUNT_OF(GLOBAL_NOTES); i++) {
		fprintf(out, ".PP\n");
		print_roff(GLOBAL_NOTES[i], out);
	}
	fprintf(out, ".SH COMMANDS\n");
	const struct command *const *commands = command_list();
	for (size_t i = 0; commands[i]; i++)
		print_manual_entry(commands[i], out);
}

static struct str first_word(const struct command *command)
{
	return (struct str){ command->name, strcspn(command->name, " ") };
}

/* Whether command `at` is the first in the list with its first word. */
static bool is_first_of_its_word(const struct command *const *commands, size_t at)
{
	return at == 0 || !str_equal(first_word(commands[at]), first_word(commands[at - 1]));
}

/* One pattern of the completion's case: "framework:export) words=..." or
 * "scorecard:*) words=...". */
static void print_completion_options(const struct command *command, FILE *out)
{
	struct str first = first_word(command);
	const char *second = command->name[first.len] ? command->name + first.len + 1 : "*";
	fprintf(out, "    %.*s:%s) words=\"--help", STR_ARGS(first), second);
	for (size_t i = 0; i < command->option_count; i++)
		fprintf(out, " --%s", command->options[i].name);
	fprintf(out, "\" ;;\n");
}

/* "framework:*) words="import export show"", for names of two words. */
static void print_completion_second_words(const struct command *const *commands, size_t at,
                                          FILE *out)
{
	struct str first = first_word(commands[at]);
	if (!commands[at]->name[first.len])
		return;
	fprintf(out, "    %.*s:*) words=\"", STR_ARGS(first));
	for (; commands[at] && str_equal(first_word(commands[at]), first); at++)
		fprintf(out, " %s", commands[at]->name + first.len + 1);
	fprintf(out, "\" ;;\n");
}

void help_print_completion(FILE *out)
{
	const struct command *const *commands = command_list();
	fprintf(out, "# bash completion for outturn, made from its table of commands\n"
	             "_outturn() {\n"
	             "  local word=\"${COMP_WORDS[COMP_CWORD]}\" words=\"\"\n"
	             "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	             "    words=\"");
	for (size_t i = 0; commands[i]; i++)
		if (is_first_of_its_word(commands, i))
			fprintf(out, " %.*s", STR_ARGS(first_word(commands[i])));
	fprintf(out, "\"\n  else case \"${COMP_WORDS[1]}:${COMP_WORDS[2]}\" in\n");
	for (size_t i = 0; commands[i]; i++)
		print_completion_options(commands[i], out);
	for (size_t i = 0; commands[i]; i++)
		if (is_first_of_its_word(commands, i))
			print_completion_second_words(commands, i, out);
	fprintf(out, "    esac\n  fi\n"
	             "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	             "}\n"
	             "complete -o default -F _outturn outturn\n");
}
