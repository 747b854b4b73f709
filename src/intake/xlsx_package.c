#include "intake/xlsx_package.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <zip.h>

#include "base/file.h"
#include "base/mem.h"

enum { PIECE_BYTES = 16 * 1024, MB_BYTES = 1024 * 1024 };

struct xlsx_package {
	zip_t *zip;
	size_t packed_bytes;
	size_t max_mb;
	size_t unpacked_bytes; /* of all parts read so far */
};

#define auto_part CLEANUP(close_part) zip_file_t *

static void close_part(zip_file_t **part)
{
	if (*part)
		zip_fclose(*part);
}

/* Takes over `source`, which is NULL when `why` says so. */
static enum status open_source(zip_source_t *source, zip_error_t *why, zip_t **out,
                               struct err *err)
{
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, why) : NULL;
	if (zip) {
		*out = zip;
		return OK;
	}
	bool is_system = zip_error_system_type(why) == ZIP_ET_SYS;
	enum status st = err_set(err, is_system ? E_IO : E_INPUT,
	                         is_system ? "the workbook cannot be read (%s)"
	                                   : "the workbook cannot be opened; it is damaged or was "
	                                     "cut off (%s)",
	                         zip_error_strerror(why));
	zip_source_free(source);
	return st;
}

static enum status take_zip(zip_t *zip, size_t packed_bytes, size_t max_mb,
                            struct xlsx_package **out, struct err *err)
{
	if (zip_get_num_entries(zip, 0) > XLSX_MAX_PARTS) {
		zip_discard(zip);
		return err_set(err, E_LIMIT, "the workbook holds more than %d parts",
		               XLSX_MAX_PARTS);
	}
	struct xlsx_package *package = mem_new(1, sizeof(*package));
	*package = (struct xlsx_package){ .zip = zip,
		                          .packed_bytes = packed_bytes,
		                          .max_mb = max_mb };
	*out = package;
	return OK;
}

enum status xlsx_package_open(struct str bytes, struct xlsx_package **out, struct err *err)
{
	zip_t *zip = NULL;
	zip_error_t why;
	zip_error_init(&why);
	zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &why);
	enum status st = open_source(source, &why, &zip, err);
	zip_error_fini(&why);
	return st == OK ? take_zip(zip, bytes.len, XLSX_MAX_UNPACKED_MB, out, err) : st;
}

enum status xlsx_package_open_file(const char *path, struct xlsx_package **out, struct err *err)
{
	struct stat what;
	if (stat(path, &what) != 0)
		return file_error(err, "open", path, errno);
	zip_t *zip = NULL;
	zip_error_t why;
	zip_error_init(&why);
	zip_source_t *source = zip_source_file_create(path, 0, -1, &why);
	enum status st = open_source(source, &why, &zip, err);
	zip_error_fini(&why);
	return st == OK ? take_zip(zip, (size_t)what.st_size, XLSX_MAX_UNPACKED_FILE_MB, out, err)
	                : st;
}

void xlsx_package_close(struct xlsx_package **package)
{
	if (!*package)
		return;
	zip_discard((*package)->zip);
	free(*package);
	*package = NULL;
}

bool xlsx_package_has(const struct xlsx_package *package, const char *path)
{
	return zip_name_locate(package->zip, path, ZIP_FL_NOCASE) >= 0;
}

static enum status count_bytes(struct xlsx_package *package, size_t more, struct err *err)
{
	package->unpacked_bytes += more;
	if (package->unpacked_bytes <= XLSX_FREE_UNPACKED_BYTES)
		return OK;
	if (package->unpacked_bytes / MB_BYTES >= package->max_mb ||
	    package->unpacked_bytes / XLSX_MAX_EXPANSION > package->packed_bytes)
		return err_set(err, E_LIMIT,
		               "the workbook unpacks to more than %zu MB or %d times its size; "
		               "save only the sheet that holds the figures",
		               package->max_mb, XLSX_MAX_EXPANSION);
	return OK;
}

static enum status feed_part(struct xlsx_package *package, zip_file_t *part,
                             struct xml_stream *stream, struct err *err)
{
	char piece[PIECE_BYTES];
	for (;;) {
		zip_int64_t bytes = zip_fread(part, piece, sizeof(piece));
		if (bytes < 0)
			return err_set(err, E_INPUT, "it is damaged (%s)",
			               zip_error_strerror(zip_file_get_error(part)));
		if (bytes == 0)
			return xml_stream_finish(stream, err);
		enum status st = count_bytes(package, (size_t)bytes, err);
		if (st == OK)
			st = xml_stream_feed(stream, (struct str){ piece, (size_t)bytes }, err);
		if (st != OK)
			return st;
	}
}

enum status xlsx_package_read(struct xlsx_package *package, const char *path,
                              const struct xml_handler *handler, struct err *err)
{
	if (!xlsx_package_has(package, path))
		return err_set(err, E_MISSING, "the workbook holds no '%s'", path);
	auto_part part = zip_fopen(package->zip, path, ZIP_FL_NOCASE);
	if (!part)
		return err_set(err, E_INPUT, "the workbook's part '%s' cannot be read (%s)", path,
		               zip_strerror(package->zip));
	auto_xml_stream stream = xml_stream_open(handler);
	enum status st = feed_part(package, part, stream, err);
	return st == OK ? OK : err_wrap(err, st, "the workbook's part '%s'", path);
}
