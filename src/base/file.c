#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	CHUNK_BYTES = 64 * 1024,
	PATH_SHOWN_BYTES = 200, /* of a path in a message, with its NUL */
	PART_NAMES_MAX = 100,   /* tried before we give up */
};

/* The plain words for an errno: "no space left on the device". Never freed. */
static const char *reason_of(int error)
{
	static const struct {
		int error;
		const char *words;
	} REASONS[] = {
		{ ENOSPC, "no space left on the device; make room, and run it again" },
		{ EDQUOT, "the disk quota is used up; make room, and run it again" },
		{ EFBIG, "the file would be larger than this system allows" },
		{ EACCES, "permission denied" },
		{ EPERM, "not permitted" },
		{ EROFS, "the file system is read-only" },
		{ ENOENT, "no such file or directory" },
		{ EISDIR, "it is a directory" },
		{ ENOTDIR, "a part of its path is not a directory" },
		{ ENAMETOOLONG, "the name is too long" },
		{ ELOOP, "too many symbolic links" },
		{ EMFILE, "too many open files" },
		{ ENFILE, "too many open files" },
		{ EIO, "input or output failed" },
	};
	for (size_t i = 0; i < COUNT_OF(REASONS); i++)
		if (REASONS[i].error == error)
			return REASONS[i].words;
	const char *words = strerrordesc_np(error);
	return words ? words : "unknown reason";
}

/* The end of a path, where its file is named, short enough for a message. */
static const char *shown(const char *path, char out[PATH_SHOWN_BYTES])
{
	size_t len = strlen(path);
	size_t from = len < PATH_SHOWN_BYTES ? 0 : len + sizeof("...") - PATH_SHOWN_BYTES;
	while (((unsigned char)path[from] & 0xC0) == 0x80)
		from++; /* not within a character */
	snprintf(out, PATH_SHOWN_BYTES, "%s%s", from ? "..." : "", path + from);
	return out;
}

enum status file_error(struct err *err, const char *verb, const char *path, int error)
{
	char end[PATH_SHOWN_BYTES];
	return err_set(err, E_IO, "cannot %s '%s': %s", verb, shown(path, end),
	               reason_of(error));
}

static enum status too_large(struct err *err, const char *path, size_t max_bytes)
{
	enum { MEGABYTE = 1024 * 1024 };
	char end[PATH_SHOWN_BYTES];
	if (max_bytes % MEGABYTE == 0)
		return err_set(err, E_LIMIT, "'%s' is larger than %zu MB", shown(path, end),
		               max_bytes / MEGABYTE);
	return err_set(err, E_LIMIT, "'%s' is larger than %zu bytes", shown(path, end), max_bytes);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* Appends what `fd` gives until its end; E_LIMIT beyond `max_bytes`. */
static enum status read_all(int fd, const char *path, size_t max_bytes, struct buf *out,
                            struct err *err)
{
	char chunk[CHUNK_BYTES];
	size_t total = 0;
	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return file_error(err, "read", path, errno);
		if (got == 0)
			return OK;
		if ((size_t)got > max_bytes - total)
			return too_large(err, path, max_bytes);
		total += (size_t)got;
		buf_add(out, (struct str){ chunk, (size_t)got });
		if (out->failed)
			return too_large(err, path, out->max_bytes);
	}
}

static enum status not_opened(struct err *err, const char *path, int error)
{
	enum status st = file_error(err, "read", path, error);
	if (error != ENOENT)
		return st;
	if (err)
		err->status = E_MISSING;
	return E_MISSING;
}

enum status file_read(const char *path, size_t max_bytes, struct buf *out, struct err *err)
{
	CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return not_opened(err, path, errno);
	struct stat info;
	if (fstat(fd, &info) != 0)
		return file_error(err, "read", path, errno);
	if (S_ISREG(info.st_mode) && (uintmax_t)info.st_size > max_bytes)
		return too_large(err, path, max_bytes);
	size_t before = out->len;
	bool failed_before = out->failed;
	enum status st = read_all(fd, path, max_bytes, out, err);
	if (st != OK) {
		out->len = before;
		out->failed = failed_before;
		if (out->bytes)
			out->bytes[before] = '\0';
	}
	return st;
}

enum status infile_open(const char *path, struct infile *out, struct err *err)
{
	/* Without O_NONBLOCK a named pipe would wait for its writer. */
	CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return not_opened(err, path, errno);
	struct stat info;
	char end[PATH_SHOWN_BYTES];
	if (fstat(fd, &info) != 0)
		return file_error(err, "read", path, errno);
	if (!S_ISREG(info.st_mode))
		return err_set(err, E_INPUT, "'%s' is a %s; expected a file", shown(path, end),
		               S_ISDIR(info.st_mode) ? "folder" : "device or pipe");
	*out = (struct infile){ .fd = fd,
		                .is_open = true,
		                .path = mem_format("%s", path),
		                .size_bytes = info.st_size,
		                .changed = info.st_mtim };
	fd = -1;
	return OK;
}

void infile_close(struct infile *file)
{
	if (file->is_open)
		close(file->fd);
	free(file->path);
	*file = (struct infile){ 0 };
}

enum status infile_read(struct infile *file, char *piece, size_t room_bytes, size_t *bytes_out,
                        struct err *err)
{
	size_t bytes = 0;
	while (bytes < room_bytes) {
		ssize_t got = read(file->fd, piece + bytes, room_bytes - bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return file_error(err, "read", file->path, errno);
		if (got == 0)
			break;
		bytes += (size_t)got;
	}
	*bytes_out = bytes;
	return OK;
}

enum status infile_rewind(struct infile *file, struct err *err)
{
	struct stat info;
	char end[PATH_SHOWN_BYTES];
	if (fstat(file->fd, &info) != 0 || lseek(file->fd, 0, SEEK_SET) != 0)
		return file_error(err, "read", file->path, errno);
	if (info.st_size != file->size_bytes || info.st_mtim.tv_sec != file->changed.tv_sec ||
	    info.st_mtim.tv_nsec != file->changed.tv_nsec)
		return err_set(err, E_CONFLICT, "'%s' changed while it was read",
		               shown(file->path, end));
	return OK;
}

enum status file_hash(const char *path, char out[HASH_TEXT_BYTES], struct err *err)
{
	auto_infile file = { 0 };
	enum status st = infile_open(path, &file, err);
	if (st != OK)
		return st;
	auto_hasher hasher = hasher_new();
	char chunk[CHUNK_BYTES];
	size_t bytes = 0;
	while ((st = infile_read(&file, chunk, sizeof(chunk), &bytes, err)) == OK && bytes)
		hasher_add(hasher, (struct str){ chunk, bytes });
	if (st == OK)
		hasher_print(hasher, out);
	return st;
}

/* A heap copy of `path`, or of the file it points at when it is a link: the link
 * stays and the file behind it is replaced. */
static char *resolved(const char *path)
{
	struct stat info;
	char *real = NULL;
	if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
		real = realpath(path, NULL);
	return real ? real : mem_format("%s", path);
}

/* Makes a new part file beside `path`; -1 with errno on failure. */
static int open_part(const char *path, mode_t mode, char **part_path_out)
{
	for (unsigned i = 0; i < PART_NAMES_MAX; i++) {
		char *part_path = mem_format("%s.%ld-%u.part", path, (long)getpid(), i);
		int fd = open(part_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd >= 0) {
			*part_path_out = part_path;
			return fd;
		}
		int error = errno;
		free(part_path);
		errno = error;
		if (error != EEXIST)
			return -1;
	}
	return -1;
}

enum status outfile_open(const char *path, bool is_private, struct outfile *out, struct err *err)
{
	struct stat info;
	if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
		if (S_ISDIR(info.st_mode))
			return file_error(err, "write", path, EISDIR);
		char end[PATH_SHOWN_BYTES];
		return err_set(err, E_IO, "cannot write '%s': it is a device, not a file",
		               shown(path, end));
	}
	struct outfile file = { .path = resolved(path) };
	int fd = open_part(file.path, is_private ? 0600 : 0644, &file.part_path);
	if (fd < 0) {
		enum status st = file_error(err, "write", path, errno);
		free(file.path);
		return st;
	}
	file.stream = fdopen(fd, "wb");
	if (!file.stream) {
		enum status st = file_error(err, "write", path, errno);
		close(fd);
		outfile_abandon(&file);
		return st;
	}
	*out = file;
	return OK;
}

void outfile_abandon(struct outfile *file)
{
	if (file->stream)
		fclose(file->stream); /* what it could not write is thrown away with it */
	if (file->part_path)
		unlink(file->part_path);
	free(file->path);
	free(file->part_path);
	*file = (struct outfile){ 0 };
}

/* Makes a rename last through a power cut. Not every file system can, and the file
 * is whole either way, so a failure is not the caller's. */
static void sync_parent(const char *path)
{
	char *parent = mem_format("%s", path);
	char *slash = strrchr(parent, '/');
	if (slash == parent)
		slash[1] = '\0';
	else if (slash)
		*slash = '\0';
	CLEANUP(close_fd) int fd = open(slash ? parent : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		(void)fsync(fd);
	free(parent);
}

/* 0, or the errno of the first thing that failed since the file was opened. */
static int finish_stream(FILE *stream)
{
	int error = 0;
	errno = 0;
	/* A write that failed earlier left only its mark. A full disk usually fails the
	 * flush too, and so says why; otherwise the reason is lost. */
	if (fflush(stream) != 0 || ferror(stream))
		error = errno ? errno : EIO;
	else if (fsync(fileno(stream)) != 0)
		error = errno;
	if (fclose(stream) != 0 && error == 0)
		error = errno;
	return error;
}

enum status outfile_commit(struct outfile *file, struct err *err)
{
	assert(file->stream);
	int error = finish_stream(file->stream);
	file->stream = NULL;
	if (error == 0 && rename(file->part_path, file->path) != 0)
		error = errno;
	if (error != 0) {
		enum status st = file_error(err, "write", file->path, error);
		outfile_abandon(file);
		return st;
	}
	sync_parent(file->path);
	free(file->path);
	free(file->part_path);
	*file = (struct outfile){ 0 };
	return OK;
}

enum status file_write(const char *path, struct str text, struct err *err)
{
	auto_outfile file = { 0 };
	enum status st = outfile_open(path, false, &file, err);
	if (st != OK)
		return st;
	if (text.len > 0 && fwrite(text.ptr, 1, text.len, file.stream) != text.len)
		return file_error(err, "write", path, errno);
	return outfile_commit(&file, err);
}
