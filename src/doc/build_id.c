#include <assert.h>
#include <inttypes.h>

#include "doc/builder.h"

static struct doc_id_entry **bucket_of(struct doc_builder *builder, struct str id)
{
	uint32_t hash = 2166136261U; /* FNV-1a */
	for (size_t i = 0; i < id.len; i++)
		hash = (hash ^ (unsigned char)id.ptr[i]) * 16777619U;
	return &builder->ids[hash % DOC_ID_BUCKETS];
}

static struct doc_id_entry *find_entry(struct doc_builder *builder, struct str id)
{
	struct doc_id_entry *entry = *bucket_of(builder, id);
	while (entry && !str_equal(entry->id, id))
		entry = entry->next;
	return entry;
}

/* Letters, figures and single hyphens, a letter first. */
static struct str slug(struct arena *arena, struct str text)
{
	char *out = arena_new(arena, text.len + 3, 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = char_lower(text.ptr[i]);
		if (char_is_digit(c) && len == 0)
			out[len++] = 'n';
		if (char_is_letter(c) || char_is_digit(c))
			out[len++] = c;
		else if (len > 0 && out[len - 1] != '-')
			out[len++] = '-';
	}
	while (len > 0 && out[len - 1] == '-')
		len--;
	return len ? (struct str){ out, len } : STR("id");
}

struct str doc_id(struct doc *doc, struct str text)
{
	struct doc_builder *builder = doc_builder(doc);
	struct str base = slug(doc->arena, text);
	struct str id = base;
	struct doc_id_entry *first = find_entry(builder, base);
	while (find_entry(builder, id)) {
		if (first->last_suffix == 0)
			first->last_suffix = 1;
		id = arena_format(doc->arena, "%.*s-%" PRId64, STR_ARGS(base),
		                  ++first->last_suffix);
	}
	struct doc_id_entry **bucket = bucket_of(builder, id);
	struct doc_id_entry *entry = arena_new(doc->arena, 1, sizeof(*entry));
	*entry = (struct doc_id_entry){ .next = *bucket, .id = id };
	*bucket = entry;
	return id;
}

void doc_builder_place_id(struct doc *doc, struct str id)
{
	struct doc_id_entry *entry = find_entry(doc_builder(doc), id);
	assert(entry && !entry->is_placed);
	entry->is_placed = true;
}

void doc_builder_link_id(struct doc *doc, struct str id)
{
	struct doc_id_entry *entry = find_entry(doc_builder(doc), id);
	assert(entry);
	entry->is_linked = true;
}

void doc_builder_check_ids(const struct doc_builder *builder)
{
	for (size_t i = 0; i < DOC_ID_BUCKETS; i++)
		for (const struct doc_id_entry *entry = builder->ids[i]; entry; entry = entry->next)
			assert(!entry->is_linked || entry->is_placed);
}
