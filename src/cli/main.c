/* The program: reads the outside once, finds the command, runs it, reports. */
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/help.h"

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 72, WIDTH_MOST = 240, EXIT_ANSWER_IS_NO = 1 };

static int terminal_width(void)
{
	struct winsize size = { 0 };
	int64_t width = WIDTH_DEFAULT;
	const char *columns = getenv("COLUMNS");
	if (columns && str_to_int64(str_of(columns), &width, NULL) == OK)
		;
	else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		width = size.ws_col;
	return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : (int)width;
}

/* Whether the environment says that the terminal shows UTF-8. */
static bool shows_utf8(void)
{
	static const char *const VARIABLES[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	for (size_t i = 0; i < COUNT_OF(VARIABLES); i++) {
		const char *value = getenv(VARIABLES[i]);
		if (value && *value)
			return str_find_nocase(str_of(value), STR("utf-8")) != SIZE_MAX ||
			       str_find_nocase(str_of(value), STR("utf8")) != SIZE_MAX;
	}
	return false;
}

static const char *account_name(void)
{
	const struct passwd *account = getpwuid(geteuid());
	return account && account->pw_name ? account->pw_name : "unknown";
}

/* Now, unless SOURCE_DATE_EPOCH fixes it, so that a run can be repeated to the byte. */
static struct instant now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	struct instant at = instant_now();
	int64_t seconds;
	if (fixed && str_to_int64(str_of(fixed), &seconds, NULL) == OK)
		at.utc_seconds = seconds;
	return at;
}

static struct app app_start(void)
{
	bool is_terminal = isatty(STDOUT_FILENO) == 1;
	const char *workspace = getenv("OUTTURN_WORKSPACE");
	const char *no_colour = getenv("NO_COLOR");
	return (struct app){
		.now = now(),
		.actor = account_name(),
		.workspace = workspace && *workspace ? workspace : ".",
		.width = terminal_width(),
		.is_terminal = is_terminal,
		.has_colour = is_terminal && !(no_colour && *no_colour),
		.has_shapes = shows_utf8(),
	};
}

static int report(const char *command, enum status status, const struct err *err)
{
	fprintf(stderr, "outturn%s%s: %s\n", *command ? " " : "", command, err->text);
	return status_exit_code(status);
}

/* Takes "-w DIR" or "-wDIR" from the front; returns how many words it used. */
static int take_workspace(int word_count, const char *const words[], struct app *app)
{
	if (word_count < 1 || strncmp(words[0], "-w", 2) != 0)
		return 0;
	if (words[0][2] != '\0') {
		app->workspace = words[0] + 2;
		return 1;
	}
	if (word_count < 2)
		return 0;
	app->workspace = words[1];
	return 2;
}

static int unknown_command(const char *word)
{
	const struct command *nearest = command_nearest(word);
	fprintf(stderr, "outturn: there is no command '%s'", word);
	if (nearest)
		fprintf(stderr, "; did you mean '%s'?", nearest->name);
	fprintf(stderr, "\n'outturn help' lists the commands.\n");
	return status_exit_code(E_USAGE);
}

static int run(const struct app *app, const struct command *command, int word_count,
               const char *const words[])
{
	auto_arena arena = { 0 };
	struct call call = { .app = app, .arena = &arena };
	struct err err = { 0 };
	bool wants_help;
	enum status st = call_parse(command, word_count, words, &call, &wants_help, &err);
	if (st == OK && wants_help)
		help_print_command(command, stdout);
	else if (st == OK)
		st = command->run(&call, &err);
	/* A full disk or a closed pipe shows here at the latest. */
	if (st == OK && (fflush(stdout) != 0 || ferror(stdout)))
		st = err_set(&err, E_IO, "cannot write to standard output");
	if (st != OK)
		return report(command->name, st, &err);
	return call.answer_is_no ? EXIT_ANSWER_IS_NO : 0;
}

int main(int argc, char *argv[])
{
	/* A file that may grow no more (ulimit -f) is a write that fails, with a message. */
	signal(SIGXFSZ, SIG_IGN);
	struct app app = app_start();
	int word_count = argc - 1;
	const char *const *words = (const char *const *)argv + 1; /* read only, from here on */
	int used = take_workspace(word_count, words, &app);
	word_count -= used;
	words += used;

	if (word_count == 0) {
		help_print_overview(stderr);
		return status_exit_code(E_USAGE);
	}
	if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0) {
		help_print_overview(stdout);
		return 0;
	}
	if (strcmp(words[0], "--version") == 0) {
		printf("outturn %s\n", OUTTURN_VERSION);
		return 0;
	}
	const struct command *command = command_find(word_count, words, &used);
	if (!command)
		return unknown_command(words[0]);
	return run(&app, command, word_count - used, words + used);
}
