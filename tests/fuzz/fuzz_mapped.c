/* Fuzzes the reading of an extract: a mapping's text, a form feed, and a CSV that is read
 * by it. Without a form feed the input is a CSV for which a mapping is proposed: what is
 * proposed must read back, once it names an identifier, and read the file. */
#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "intake/mapping.h"
#include "intake/mapping_propose.h"
#include "records_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_proposal(struct str csv)
{
	char path[32];
	auto_arena arena = { 0 };
	auto_buf text = buf_init(MAPPING_MAX_BYTES);
	struct finding_list problems = { .arena = &arena };
	struct mapping mapping;
	struct err err = { 0 };
	int file = memfd_create("input", MFD_CLOEXEC);
	assert(file >= 0 && write(file, csv.ptr, csv.len) == (ssize_t)csv.len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	enum status st = mapping_propose(path, &text, &err);
	close(file);
	assert(st == OK || err.text[0] != '\0');
	if (st != OK || !strstr(text.bytes, "\nidentifier ") || !strstr(text.bytes, "\nrecord "))
		return;
	if (mapping_parse(buf_view(&text), STR("proposed"), &arena, &mapping, &problems, &err) !=
	    OK) {
		fprintf(stderr, "%s\n%s\n", err.text, text.bytes);
		abort();
	}
	records_check_mapped(&mapping, csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct mapping mapping;
	struct str rest = { (const char *)data, size }, text = { 0 };
	if (size == 0 || size > 64 * 1024)
		return 0;
	if (!memchr(data, '\f', size)) {
		check_proposal(rest);
		return 0;
	}
	if (str_split(&rest, '\f', &text) &&
	    mapping_parse(text, STR("input"), &arena, &mapping, &problems, NULL) == OK)
		records_check_mapped(&mapping, rest);
	return 0;
}
