#include "cli/judge_setting.h"

#include "base/buf.h"
#include "cli/comparator_setting.h"
#include "figure/number.h"
#include "ledger/setting.h"
#include "record/source_order.h"

enum value_kind { VALUE_NUMBER, VALUE_WHOLE, VALUE_PER_CENT, VALUE_YES_NO, VALUE_SOURCES,
		  VALUE_STATISTIC, VALUE_NEIGHBOURS };

enum setting_index {
	SETTING_DEAD_BAND,
	SETTING_AS_PRINTED,
	SETTING_UNSURE,
	SETTING_MARGIN,
	SETTING_SMALL,
	SETTING_ONE_CASE,
	SETTING_COMPLETENESS,
	SETTING_MOVE_LIMIT,
	SETTING_SOURCE_ORDER,
	SETTING_STATISTIC,
	SETTING_NEIGHBOURS,
	SETTING_COUNT
};

static const struct judge_setting SETTINGS[SETTING_COUNT + 1] = {
	[SETTING_DEAD_BAND] = { "judge.dead_band",
	                        "a change of up to this much, in the unit, counts as the same", "0" },
	[SETTING_AS_PRINTED] = { "judge.as_printed",
	                         "yes: rate the figure as it prints, not the exact one", "no" },
	[SETTING_UNSURE] = { "judge.unsure_is_no_change",
	                     "yes: print an unsure change as \"no clear change\"", "no" },
	[SETTING_MARGIN] = { "judge.margin_share",
	                     "the edge of a band as a share of its width, where a rule gives none",
	                     "1/6" },
	[SETTING_SMALL] = { "judge.small_denominator",
	                    "below this denominator a figure is marked as a small number", "20" },
	[SETTING_ONE_CASE] = { "judge.one_case_below",
	                       "below this denominator one case's worth is told", "100" },
	[SETTING_COMPLETENESS] = { "judge.completeness_floor",
	                           "per cent of records entered, below it there is no status", "95" },
	[SETTING_MOVE_LIMIT] = { "judge.move_limit",
	                         "ask for commentary when a figure moves further, in the unit",
	                         "not set" },
	[SETTING_SOURCE_ORDER] = { RECORD_SOURCE_ORDER_KEY,
	                           "which source counts where several tell an event, for chosen "
	                           "types and days too (docs/records.md)",
	                           "ssd > extract > annex-a > cin > 903" },
	[SETTING_STATISTIC] = { COMPARATOR_SETTING_STATISTIC,
	                        "what stands for the statistical neighbours: their mean (as LAIT has "
	                        "it) or their median (as the Department's dashboard has it)",
	                        "mean" },
	[SETTING_NEIGHBOURS] = { COMPARATOR_SETTING_NEIGHBOURS,
	                         "which list of statistical neighbours is used: its name, a day on "
	                         "which it was in force, or today",
	                         "today" },
};

static const enum value_kind KINDS[SETTING_COUNT] = {
	[SETTING_DEAD_BAND] = VALUE_NUMBER,    [SETTING_AS_PRINTED] = VALUE_YES_NO,
	[SETTING_UNSURE] = VALUE_YES_NO,       [SETTING_MARGIN] = VALUE_NUMBER,
	[SETTING_SMALL] = VALUE_WHOLE,         [SETTING_ONE_CASE] = VALUE_WHOLE,
	[SETTING_COMPLETENESS] = VALUE_PER_CENT, [SETTING_MOVE_LIMIT] = VALUE_NUMBER,
	[SETTING_SOURCE_ORDER] = VALUE_SOURCES, [SETTING_STATISTIC] = VALUE_STATISTIC,
	[SETTING_NEIGHBOURS] = VALUE_NEIGHBOURS,
};

const struct judge_setting *judge_setting_list(void)
{
	return SETTINGS;
}

struct setting_value {
	struct ratio number;
	int64_t whole;
	bool yes;
};

/* Whether a text is an order of sources, whichever there are. */
static enum status check_sources(struct str text, struct err *err)
{
	auto_arena arena = { 0 };
	struct record_order order = { 0 };
	return record_order_parse(text, &(struct record_source_list){ 0 }, &arena, &order, err);
}

static enum status read_value(enum value_kind kind, struct str text, struct setting_value *out,
                              struct err *err)
{
	enum status st = OK;
	switch (kind) {
	case VALUE_NUMBER:
		st = ratio_parse(text, &out->number, NULL, err);
		if (st == OK && ratio_sign(out->number) < 0)
			st = err_set(err, E_INPUT, "'%.*s' is below 0", STR_ARGS(text));
		break;
	case VALUE_WHOLE:
	case VALUE_PER_CENT:
		st = str_to_int64(text, &out->whole, err);
		if (st == OK && (out->whole < 0 || (kind == VALUE_PER_CENT && out->whole > 100)))
			st = err_set(err, E_INPUT, "'%.*s' is not possible here", STR_ARGS(text));
		break;
	case VALUE_YES_NO:
		out->yes = str_equal_nocase(text, STR("yes"));
		if (!out->yes && !str_equal_nocase(text, STR("no")))
			st = err_set(err, E_INPUT, "'%.*s' is neither yes nor no",
			             STR_ARGS(text));
		break;
	case VALUE_SOURCES:
		st = check_sources(text, err);
		break;
	case VALUE_STATISTIC:
		st = comparator_setting_statistic(text, &(enum peer_statistic){ 0 }, err);
		break;
	case VALUE_NEIGHBOURS: /* a name may be that of a list that is yet to come */
		if (text.len == 0)
			st = err_set(err, E_INPUT, "expected a list's name, a day, or today");
		break;
	}
	return st;
}

static enum status set_value(enum setting_index index, const struct setting_value *value,
                             struct judge_settings *settings, struct err *err)
{
	switch (index) {
	case SETTING_DEAD_BAND:
		settings->dead_band = value->number;
		break;
	case SETTING_AS_PRINTED:
		settings->judge_as_printed = value->yes;
		break;
	case SETTING_UNSURE:
		settings->unsure_is_no_change = value->yes;
		break;
	case SETTING_MARGIN:
		if (ratio_compare(value->number, ratio_of(1, 2)) >= 0)
			return err_set(err, E_INPUT,
			               "the edges of a band would meet; expected below 1/2");
		settings->margin_share = value->number;
		break;
	case SETTING_SMALL:
		settings->small_denominator = value->whole;
		break;
	case SETTING_ONE_CASE:
		settings->one_case_below = value->whole;
		break;
	case SETTING_COMPLETENESS:
		settings->completeness_floor = (int)value->whole;
		break;
	case SETTING_MOVE_LIMIT:
		settings->has_move_limit = true;
		settings->move_limit = value->number;
		break;
	case SETTING_SOURCE_ORDER: /* read where records are counted */
	case SETTING_STATISTIC:    /* and these where comparators are shown */
	case SETTING_NEIGHBOURS:
	case SETTING_COUNT:
		break;
	}
	return OK;
}

/* "record.source_order Fairshire": the order of one authority. */
static bool is_order_of_one(struct str key)
{
	struct str word = STR(RECORD_SOURCE_ORDER_KEY " ");
	return str_equal(str_slice(key, 0, word.len), word) &&
	       str_trim(str_slice(key, word.len, SIZE_MAX)).len > 0;
}

enum status judge_setting_find(struct str key, const struct judge_setting **out,
                               struct err *err)
{
	for (int i = 0; i < SETTING_COUNT; i++) {
		if (str_equal(key, str_of(SETTINGS[i].key))) {
			*out = &SETTINGS[i];
			return OK;
		}
	}
	if (is_order_of_one(key)) {
		*out = &SETTINGS[SETTING_SOURCE_ORDER];
		return OK;
	}
	return err_set(err, E_MISSING,
	               "there is no setting '%.*s'; 'outturn setting' lists them", STR_ARGS(key));
}

enum status judge_setting_apply(struct str key, struct str value,
                                struct judge_settings *settings, struct err *err)
{
	const struct judge_setting *setting;
	enum status st = judge_setting_find(key, &setting, err);
	if (st != OK)
		return st;
	enum setting_index index = (enum setting_index)(setting - SETTINGS);
	struct setting_value read = { 0 };
	st = read_value(KINDS[index], str_trim(value), &read, err);
	if (st == OK)
		st = set_value(index, &read, settings, err);
	return st == OK ? OK : err_wrap(err, st, "setting %s", setting->key);
}

enum status judge_setting_load(struct db *db, struct arena *arena, struct judge_settings *out,
                               struct err *err)
{
	struct judge_settings settings = judge_settings_default();
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct setting chosen;
		enum status st = setting_get(db, str_of(SETTINGS[i].key), arena, &chosen, err);
		if (st == OK && !chosen.is_default)
			st = judge_setting_apply(str_of(SETTINGS[i].key), chosen.value, &settings,
			                         err);
		if (st != OK)
			return st;
	}
	*out = settings;
	return OK;
}
