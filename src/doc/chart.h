/* Charts as data: what is drawn, in numbers and words; `render` draws it.
 *
 * The doubles here place ink; what is printed is the text that stands beside each
 * (only the round numbers of an axis are printed from a double). Every chart has a
 * title and a description that says in words what a reader of the picture would see. */
#ifndef OUTTURN_DOC_CHART_H
#define OUTTURN_DOC_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "doc/mark.h"

enum doc_chart_kind {
	DOC_CHART_LEVEL, /* in a cell: the dot now, its interval, target, comparators */
	DOC_CHART_SPARK, /* in a cell: the last periods as a line, with the target */
	DOC_CHART_TREND, /* as a figure: axes, target steps, annotations, breaks */
	DOC_CHART_KIND_COUNT
};

/* What the symbols of a chart are called in a key. */
enum doc_symbol {
	DOC_SYMBOL_NOW,      /* dot */
	DOC_SYMBOL_INTERVAL, /* grey bar */
	DOC_SYMBOL_TARGET,   /* thick tick */
	DOC_SYMBOL_LINE,     /* line of past periods */
	DOC_SYMBOL_TARGET_LINE, /* dashed line */
	DOC_SYMBOL_BREAK,    /* dotted upright: not comparable across it */
	DOC_SYMBOL_GAP,      /* small cross on the base line: no figure */
	DOC_SYMBOL_NEIGHBOURS, /* letter n */
	DOC_SYMBOL_REGION,   /* letter r */
	DOC_SYMBOL_ENGLAND,  /* letter E */
	DOC_SYMBOL_COUNT
};

/* The letter of a comparator symbol ("n", "r", "E"), "" for the others. Static. */
const char *doc_symbol_letter(enum doc_symbol symbol);

/* One period of a series. */
struct doc_point {
	struct str label; /* the period: "2013-14 Q3" */
	struct str text;  /* as printed: "65.5%"; where missing, why: "not given" */
	bool is_missing;  /* a gap in the line; `value` says nothing */
	double value;
	bool has_interval;
	double low;
	double high;
	bool has_target;   /* what applied in this period */
	double target_low; /* equal to `target_high` but for a band */
	double target_high;
	struct str target_text; /* as printed: "85%" */
	bool is_provisional;    /* drawn hollow */
	bool has_break_before;  /* not comparable with the points before */
	struct str break_words; /* why: "definition changed" */
	struct str note;        /* a dated annotation, drawn on trends */
	enum doc_mark mark;     /* the status of the period or DOC_MARK_NONE */
};

struct doc_comparator {
	enum doc_symbol symbol; /* DOC_SYMBOL_NEIGHBOURS, _REGION, _ENGLAND */
	struct str text;        /* as printed, with its date: "71.2% (2012-13)" */
	double value;
};

enum { DOC_COMPARATORS_MAX = 3 };

struct doc_chart {
	enum doc_chart_kind kind;
	struct str title;       /* "NI 60: level against target" */
	struct str description; /* the picture in a sentence or two */
	struct str unit;        /* what the axis counts: "%", "days"; may be empty */
	bool has_axis;          /* else the ends are taken from what is drawn */
	double axis_min;
	double axis_max;
	struct doc_point *points; /* LEVEL: exactly one; SPARK and TREND: oldest first */
	size_t point_count;
	struct doc_comparator comparators[DOC_COMPARATORS_MAX];
	size_t comparator_count;
	struct str caption; /* TREND: printed under the chart; may be empty */
};

/* Asserts what a chart must hold: title and description, one point for a level,
 * at least one for the others, finite numbers, low <= high, an axis that is not
 * empty, comparator symbols. For builders; a mistake here is ours, never the
 * data's. */
void doc_chart_check(const struct doc_chart *chart);

#endif
