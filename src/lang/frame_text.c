#include <string.h>

#include "base/mem.h"
#include "lang/frame.h"

/* What a text, or the list of an `in`, stands for among the words of the tables. Met again in every
 * batch, so it is looked up once. */
struct text_set {
	struct text_set *next;
	const void *of;    /* the bytes of the text, or the node of the list */
	struct str text;
	int64_t number;    /* of a text; -1 of a list */
	const bool *holds; /* of a list: whether each word is among it */
};

static struct text_set *set_of(struct evaluator *self, const void *of, bool *is_new)
{
	for (struct text_set *set = self->sets; set; set = set->next)
		if (set->of == of) {
			*is_new = false;
			return set;
		}
	struct text_set *set = arena_new(&self->kept, 1, sizeof(*set));
	*set = (struct text_set){ .next = self->sets, .of = of, .number = -1 };
	self->sets = set;
	*is_new = true;
	return set;
}

/* A text that no record has gets a number behind those of the words. */
static int64_t number_beyond(struct evaluator *self, struct str text)
{
	int64_t beyond = (int64_t)self->tables->words.count;
	for (const struct text_set *set = self->sets; set; set = set->next)
		if (set->number >= beyond && str_equal(set->text, text))
			return set->number;
	return beyond + self->beyond_count++;
}

int64_t text_number(struct evaluator *self, struct str text)
{
	bool is_new;
	struct text_set *set = set_of(self, text.ptr, &is_new);
	if (!is_new)
		return set->number;
	set->text = text;
	set->number = words_find(&self->tables->words, text);
	if (set->number < 0)
		set->number = number_beyond(self, text);
	return set->number;
}

struct str text_of_number(const struct evaluator *self, int64_t number)
{
	if (number >= 0 && (size_t)number < self->tables->words.count)
		return self->tables->words.items[number];
	for (const struct text_set *set = self->sets; set; set = set->next)
		if (!set->holds && set->number == number)
			return set->text;
	return (struct str){ 0 };
}

static bool range_holds(const struct text_range *range, struct str word)
{
	return word.len == range->from.len && str_compare(range->from, word) <= 0 &&
	       str_compare(word, range->to) <= 0;
}

static bool list_holds(const struct node *node, struct str word)
{
	for (size_t i = 0; i < node->range_count; i++)
		if (range_holds(&node->ranges[i], word))
			return true;
	return false;
}

static const bool *list_words(struct evaluator *self, const struct node *node)
{
	const struct words *words = &self->tables->words;
	bool *holds = arena_new(&self->kept, words->count + 1, sizeof(*holds));
	for (size_t word = 0; word < words->count; word++)
		holds[word] = list_holds(node, words->items[word]);
	return holds;
}

const int64_t *frame_in(struct evaluator *self, const struct frame *frame,
                        const struct node *node, int lifted)
{
	bool is_new;
	struct text_set *set = set_of(self, node, &is_new);
	if (is_new)
		set->holds = list_words(self, node);
	const int64_t *value = frame_value(self, frame, node->parts[0], lifted);
	int64_t *out = scratch_values(&self->scratch, frame->count);
	for (int32_t i = 0; i < frame->count; i++) {
		if (value[i] == CELL_MISSING) {
			out[i] = CELL_MISSING;
			continue;
		}
		bool is_word = (size_t)value[i] < self->tables->words.count;
		bool holds = is_word ? set->holds[value[i]] :
		                       list_holds(node, text_of_number(self, value[i]));
		out[i] = holds != node->is_negated;
	}
	return out;
}
