/* Status and direction marks: what each looks like, in one table.
 *
 * A mark is never a colour alone: it has a shape, a word, and a form in plain
 * ASCII, so that it survives grey printing, fax, colour blindness and being read
 * aloud. Every output takes them from here. */
#ifndef OUTTURN_DOC_MARK_H
#define OUTTURN_DOC_MARK_H

#include <stdbool.h>

enum doc_mark {
	DOC_MARK_NONE,
	DOC_MARK_ON_TARGET,    /* green circle */
	DOC_MARK_CLOSE,        /* amber triangle */
	DOC_MARK_OFF_TARGET,   /* red diamond */
	DOC_MARK_NOT_RATED,    /* grey ring */
	DOC_MARK_BETTER,       /* arrow rising to the right */
	DOC_MARK_WORSE,        /* arrow falling to the right */
	DOC_MARK_SAME,         /* arrow to the right */
	DOC_MARK_NOT_COMPARED, /* three short dashes */
	DOC_MARK_COUNT
};

/* The side of the square that `path` is drawn in. */
enum { DOC_MARK_BOX = 14 };

struct doc_mark_face {
	const char *word;   /* "On target"; a cell may say it in the council's words */
	const char *shape;  /* "circle", for a key and for descriptions */
	const char *symbol; /* "●": text where pictures are not possible */
	const char *ascii;  /* "(+)": where that symbol is not possible either */
	const char *colour; /* "#00703c", at least 4.5:1 on white */
	const char *path;   /* SVG path data in a square of DOC_MARK_BOX */
	bool is_filled;     /* else stroked with `stroke_tenths` */
	int stroke_tenths;
};

/* The face of a mark; that of DOC_MARK_NONE has empty texts. Static. */
const struct doc_mark_face *doc_mark_face(enum doc_mark mark);

/* Whether the mark is a status (not a direction, not none). */
bool doc_mark_is_status(enum doc_mark mark);

/* Whether the mark is a direction. */
bool doc_mark_is_direction(enum doc_mark mark);

#endif
