/* Help, manual page and completion, all made from the table of commands. */
#ifndef OUTTURN_CLI_HELP_H
#define OUTTURN_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

/* Writes the list of all commands with their summaries. */
void help_print_overview(FILE *out);

/* Writes usage, details and options of one command. */
void help_print_command(const struct command *command, FILE *out);

/* Writes a manual page, outturn(1), as man(7) source. */
void help_print_manual(FILE *out);

/* Writes a completion script for bash. */
void help_print_completion(FILE *out);

#endif
