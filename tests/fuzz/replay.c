/* Feeds every file of the folders named on the command line to a fuzz target, so
 * that its corpus is an ordinary test and every finding stays found. */
#include <dirent.h>
#include <stdint.h>

#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX_BYTES = 1 << 20 };

/* The bytes are copied to the heap at their exact size, so that a read past their
 * end is seen. */
static int replay_file(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file) {
		fprintf(stderr, "%s cannot be read\n", path);
		return 1;
	}
	uint8_t *room = mem_new(INPUT_MAX_BYTES, 1);
	size_t size = fread(room, 1, INPUT_MAX_BYTES, file);
	fclose(file);
	uint8_t *data = mem_new(size ? size : 1, 1);
	memcpy(data, room, size);
	free(room);
	fprintf(stderr, "%s\n", name); /* the last one named is the one that failed */
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 0;
}

/* The number of files, or -1 when the folder or one of them cannot be read. */
static int replay_folder(const char *folder)
{
	int count = 0;
	DIR *dir = opendir(folder);
	if (!dir) {
		fprintf(stderr, "%s cannot be read\n", folder);
		return -1;
	}
	for (struct dirent *entry; count >= 0 && (entry = readdir(dir));) {
		if (entry->d_name[0] == '.')
			continue;
		count = replay_file(folder, entry->d_name) == 0 ? count + 1 : -1;
	}
	closedir(dir);
	return count;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		int count = replay_folder(argv[i]);
		if (count < 1) {
			fprintf(stderr, "%s holds no input\n", argv[i]);
			return 1;
		}
	}
	return argc > 1 ? 0 : 2;
}
