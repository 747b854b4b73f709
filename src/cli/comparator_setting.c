#include "cli/comparator_setting.h"

#include "base/buf.h"
#include "base/date.h"
#include "ledger/setting.h"

enum { NAMES_MAX_BYTES = 512 };

enum status comparator_setting_statistic(struct str text, enum peer_statistic *out,
                                         struct err *err)
{
	static const enum peer_statistic STATISTICS[] = { PEER_MEAN, PEER_MEDIAN };
	for (size_t i = 0; i < COUNT_OF(STATISTICS); i++) {
		if (!str_equal_nocase(text, str_of(peer_statistic_word(STATISTICS[i]))))
			continue;
		*out = STATISTICS[i];
		return OK;
	}
	return err_set(err, E_INPUT, "'%.*s' is neither mean nor median", STR_ARGS(text));
}

static enum status no_such_list(const struct neighbour_model_list *models, struct str name,
                                struct err *err)
{
	char day[DATE_TEXT_BYTES];
	auto_buf names = buf_init(NAMES_MAX_BYTES);
	for (size_t i = 0; i < models->count; i++)
		buf_format(&names, "%s'%.*s' from %s", i ? ", " : "",
		           STR_ARGS(models->items[i].name),
		           date_print_iso(models->items[i].in_force_from, day));
	return err_set(err, E_MISSING, "no list of statistical neighbours is called '%.*s'; there "
	               "%s%.*s", STR_ARGS(name), models->count ? "are " : "is none yet",
	               STR_ARGS(buf_view(&names)));
}

/* The day whose list of neighbours a word means. */
static enum status find_day(struct db *db, const struct comparator_choice *choice,
                            struct str word, struct arena *arena, int32_t *out,
                            struct err *err)
{
	struct neighbour_model_list models = { 0 };
	struct neighbours_asked asked = { .family = STR(NEIGHBOURS_STATISTICAL),
		                          .known_by = choice->known_by };
	*out = choice->today;
	if (str_equal_nocase(word, STR("today")) || date_parse_iso(word, out, NULL) == OK)
		return OK;
	enum status st = neighbours_models(db, &asked, arena, &models, err);
	if (st != OK)
		return st;
	for (size_t i = models.count; i-- > 0;) {
		if (!str_equal_nocase(models.items[i].name, word))
			continue;
		*out = models.items[i].in_force_from;
		return OK;
	}
	return no_such_list(&models, word, err);
}

/* What an option says, or else the setting, or else the default. */
static enum status word_of(struct db *db, const char *option, const char *key,
                           struct arena *arena, struct str *word, struct err *err)
{
	struct setting setting;
	if (option) {
		*word = str_trim(str_of(option));
		return OK;
	}
	enum status st = setting_get(db, str_of(key), arena, &setting, err);
	if (st == OK && !setting.is_default)
		*word = str_trim(setting.value);
	return st;
}

enum status comparator_setting_choose(struct db *db, const struct comparator_choice *choice,
                                      struct arena *arena, struct peers_asked *out,
                                      struct err *err)
{
	struct str statistic = STR("mean"), model = STR("today");
	enum status st = word_of(db, choice->statistic, COMPARATOR_SETTING_STATISTIC, arena,
	                         &statistic, err);
	if (st == OK)
		st = comparator_setting_statistic(statistic, &out->statistic, err);
	if (st == OK)
		st = word_of(db, choice->model, COMPARATOR_SETTING_NEIGHBOURS, arena, &model, err);
	return st == OK ? find_day(db, choice, model, arena, &out->model_on, err) : st;
}
