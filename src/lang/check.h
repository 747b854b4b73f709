/* What names mean and whether kinds fit: from a parsed tree to one that may be evaluated. */
#ifndef OUTTURN_LANG_CHECK_H
#define OUTTURN_LANG_CHECK_H

#include "base/arena.h"
#include "lang/complaint.h"
#include "lang/tree.h"
#include "table/schema.h"

/* Checks every definition of the library against the schema: binds names, gives every node
 * its type, finds circles and doubles between definitions, orders versions. Completes the
 * trees in place (their fields marked "checked"). A definition that breaks a rule gets a
 * complaint, with a suggestion where a name comes near, and is_sound stays false; one
 * that is sound gets is_sound true. May be called again when a definition was added: everything
 * is checked afresh. A definition that is_broken is left as it is. */
void lang_check(const struct schema *schema, struct library *library, struct arena *arena,
                struct complaints *complaints);

/* The definition, or the variant of one, of that name. False when there is none;
 * `variant_out` is NULL for a definition itself. */
bool library_find(const struct library *library, struct str name,
                  const struct definition **out, const struct variant **variant_out);

#endif
