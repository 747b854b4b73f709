#include "lang/nearest.h"

#include "base/attr.h"

enum { COMPARED_MAX = 80 }; /* longer words are not compared */

struct nearest nearest_init(struct str word)
{
	size_t limit = word.len / 3;
	return (struct nearest){ .word = word, .distance = (limit > 1 ? limit : 1) + 1 };
}

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

static bool same(struct str a, size_t i, struct str b, size_t j)
{
	return char_lower(a.ptr[i]) == char_lower(b.ptr[j]);
}

/* How many letters to change, leave out, put in or swap with their neighbour (the
 * restricted distance of Damerau and Levenshtein). */
static size_t distance_between(struct str a, struct str b)
{
	size_t rows[3][COMPARED_MAX + 1];
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *over = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t changed = above[j - 1] + !same(a, i - 1, b, j - 1);
			row[j] = smallest(above[j] + 1, row[j - 1] + 1, changed);
			if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1) &&
			    over[j - 2] + 1 < row[j])
				row[j] = over[j - 2] + 1;
		}
	}
	return rows[a.len % 3][b.len];
}

void nearest_try(struct nearest *nearest, struct str name)
{
	struct str word = nearest->word;
	if (word.len == 0 || name.len == 0 || word.len > COMPARED_MAX || name.len > COMPARED_MAX)
		return;
	size_t distance = distance_between(word, name);
	if (distance >= nearest->distance || distance >= name.len)
		return;
	nearest->name = name;
	nearest->distance = distance;
}
