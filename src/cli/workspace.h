/* A workspace: a directory with outturn.conf, the key file under which children's
 * identifiers are kept (outturn.key) and, unless a server holds them, the council's facts
 * in a database file. */
#ifndef OUTTURN_CLI_WORKSPACE_H
#define OUTTURN_CLI_WORKSPACE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "cli/command.h"
#include "db/db.h"
#include "judge/judge.h"
#include "ledger/audit.h"
#include "record/secret.h"

struct workspace {
	struct db *db;
	struct str authority; /* whose figures these are; empty when not said */
	const char *key_path;
	struct record_keys *keys; /* NULL before workspace_need_keys() */
};

#define auto_workspace CLEANUP(workspace_close) struct workspace

/* Opens the workspace that the call names. E_MISSING when the directory is none,
 * E_INPUT for a configuration that cannot be read (file, line), E_VERSION for a
 * store of another version. Texts live in the call's arena. */
MUST_CHECK enum status workspace_open(const struct call *call, struct workspace *out,
                                      struct err *err);

/* Opens the key file into `keys`, for a command that deals with children. A workspace of
 * before there were key files gets one, unless its store has children already: then
 * E_MISSING says that theirs is lost. Errors of record_keys_open() besides. Does nothing
 * when the keys are open. */
MUST_CHECK enum status workspace_need_keys(struct workspace *workspace, struct err *err);

/* What a new workspace is made of. */
struct workspace_plan {
	const char *directory;
	struct str authority;
	struct str store; /* "postgresql://..."; empty: a database file within */
};

/* Makes the directory, its key file, its configuration and the store. A key file that
 * stands there already, brought from another workspace, is kept. E_CONFLICT when it is a
 * workspace already; what was there is untouched then. */
MUST_CHECK enum status workspace_create(const struct call *call,
                                        const struct workspace_plan *plan, struct err *err);

/* Closes the store and wipes the keys. Accepts a zeroed struct. */
void workspace_close(struct workspace *workspace);

/* Who acts in this call, and when, for the audit. */
struct act workspace_act(const struct call *call);

#endif
