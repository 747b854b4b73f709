#include "synth/authority.h"

#include <assert.h>

static const struct authority LIST[AUTHORITY_COUNT] = {
	{ "998", "Fairshire (invented)", "998-fairshire", 100, 100, 100 },
	{ "950", "Ambershire (invented)", "950-ambershire", 160, 82, 94 },
	{ "951", "Brackenshire (invented)", "951-brackenshire", 220, 91, 104 },
	{ "952", "Cloverham (invented)", "952-cloverham", 60, 118, 97 },
	{ "953", "Dunmere (invented)", "953-dunmere", 75, 131, 108 },
	{ "954", "Eastmarsh (invented)", "954-eastmarsh", 90, 96, 100 },
	{ "955", "Foxley Bay (invented)", "955-foxley-bay", 45, 142, 92 },
	{ "956", "Greywater (invented)", "956-greywater", 120, 108, 115 },
	{ "957", "Hollowdale (invented)", "957-hollowdale", 80, 74, 90 },
	{ "958", "Inglemoor (invented)", "958-inglemoor", 50, 67, 98 },
	{ "959", "Kestrelshire (invented)", "959-kestrelshire", 140, 103, 102 },
	{ "960", "Larkbridge (invented)", "960-larkbridge", 70, 112, 106 },
};

const struct authority *authority_at(int32_t place)
{
	assert(place >= 0 && place < AUTHORITY_COUNT);
	return &LIST[place];
}
